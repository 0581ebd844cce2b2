"""A desk to try things at: a database of its own, people who are played, and no Telegram."""
