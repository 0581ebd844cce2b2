"""What the carrier needs of the gate that all sending shares."""

from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from telegram.ext import BaseRateLimiter

JSON = dict[str, Any]


class Gate(Protocol):
    """Lets messages pass within Telegram's limits."""

    async def enter(self, chat_id: int, patience: float) -> bool:
        """Wait until a message may go to the chat; False beyond `patience` seconds."""

    def wait(self, chat_id: int) -> float:
        """Return the seconds until a message may go to the chat; zero when it may now."""

    def free(self) -> int:
        """Return how many messages may go out at once, to chats that may be written to."""

    def pause(self, chat_id: int, seconds: float) -> None:
        """Let nothing pass to the chat (0: to any) for so many seconds."""


class NotNowError(Exception):
    """The gate holds this chat back; nothing went out."""


class GateLimiter(BaseRateLimiter[None]):
    """python-telegram-bot's rate limiter, around the gate that the direct answers pass too."""

    def __init__(self, gate: Gate, patience: float) -> None:
        self._gate = gate
        self._patience = patience

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | JSON | list[JSON]]],
        args: Any,  # noqa: ANN401
        kwargs: JSON,
        endpoint: str,
        data: JSON,
        rate_limit_args: None,
    ) -> bool | JSON | list[JSON]:
        """Wait for the place of `data["chat_id"]`, then send; NotNowError when it cannot be now.

        An error of the call is left to the carrier: there is one retry layer, the outbox.
        """
        chat = data.get("chat_id")
        if isinstance(chat, int) and not await self._gate.enter(chat, self._patience):
            raise NotNowError
        return await callback(*args, **kwargs)
