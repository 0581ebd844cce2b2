"""What an update costs: this bot beside a bare echo bot, under the same people."""
