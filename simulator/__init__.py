"""A Telegram on this machine: a strict Bot API server with people who can be played."""
