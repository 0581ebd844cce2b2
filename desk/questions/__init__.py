"""Questions in conversation: answered, offered, rated, handed over to a person."""
