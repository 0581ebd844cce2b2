"""Filing on behalf: officers record for people who come, call or write."""
