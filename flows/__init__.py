"""The rules, pure: what to ask next, who is next, how long it may take, how fast to send."""
