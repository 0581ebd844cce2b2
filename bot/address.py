"""The address that Telegram calls: set, removed, and looked at, because others may change it."""

import logging
from collections.abc import Callable
from typing import Final

from aiogram.exceptions import AiogramError, TelegramBadRequest

from bot.prepare import NotReadyError
from bot.settings import Webhook
from bot.telegram import ALLOWED_UPDATES, JsonSession
from desk.alarms import Alarm

CONNECTIONS: Final = 50
"""How many updates Telegram may bring at the same time."""

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


class Address:
    """What Telegram knows of where updates go; `wanted` is None where this Loket polls.

    `answered` hears that Telegram answered, `ring` that somebody else changed the address.
    """

    def __init__(
        self,
        telegram: JsonSession,
        wanted: Webhook | None,
        ring: Callable[[Alarm], None],
        answered: Callable[[], None] = lambda: None,
    ) -> None:
        self._telegram = telegram
        self._wanted = wanted
        self._ring = ring
        self._answered = answered

    async def settle(self) -> None:
        """Set or remove the webhook; what waits at Telegram stays there.

        Raises NotReadyError when Telegram refuses the address. Without an answer of Telegram it
        is left to `look`.
        """
        try:
            if self._wanted is None:
                await self._telegram.call("deleteWebhook", {})
            else:
                await self._set(self._wanted)
            self._answered()
        except TelegramBadRequest as error:
            raise NotReadyError(f"LOKET_WEBHOOK_URL: Telegram says: {error.message}") from None
        except AiogramError as error:
            _log.warning("the webhook was not settled: %s", type(error).__name__)

    async def look(self) -> None:
        """Compare what Telegram knows (Bot API, getWebhookInfo); another address is an alarm.

        Where this Loket listens, its own address is set again.
        """
        try:
            info = await self._telegram.call("getWebhookInfo", {})
            self._answered()
            url = info.get("url") if isinstance(info, dict) else ""
            if url == (self._wanted.url if self._wanted else ""):
                return
            # The address itself may be a stranger's: it is not written down.
            _alarm.error("Telegram has another webhook than this Loket's")
            self._ring(Alarm.OTHER_WEBHOOK)
            if self._wanted:
                await self._set(self._wanted)
        except AiogramError as error:
            _log.warning("the webhook was not looked at: %s", type(error).__name__)

    async def _set(self, webhook: Webhook) -> None:
        wish = {
            "url": webhook.url,
            "secret_token": webhook.secret,
            "allowed_updates": ALLOWED_UPDATES,
            "max_connections": CONNECTIONS,
        }
        await self._telegram.call("setWebhook", wish)
