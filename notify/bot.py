"""The deliverer: python-telegram-bot's `ExtBot` around the shared gate and connections."""

from typing import Final

from telegram.ext import ExtBot
from telegram.request import BaseRequest

from notify.gate import Gate, GateLimiter

PATIENCE: Final = 0.05
"""Seconds a leased row may wait at the gate: if the process dies then, its fate is unknown."""


def deliverer(token: str, address: str, request: BaseRequest, gate: Gate) -> ExtBot[None]:
    """Return a bot that sends through `request`, each message after its place at `gate`.

    `address` is that of the Bot API, without a slash at its end. It is not initialised: that
    would only ask who the bot is.
    """
    return ExtBot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=GateLimiter(gate, PATIENCE),
    )
