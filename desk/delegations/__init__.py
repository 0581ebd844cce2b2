"""Posts handed over for a time (Plh.): given, handed on, ended, and told on every card."""
