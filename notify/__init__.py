"""Carries the outbox to Telegram, gently."""

import os

# python-telegram-bot asks for it when a pause is read: times as timedelta, no deprecation warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
