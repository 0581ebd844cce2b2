"""Receives updates that Telegram brings: the secret first, then the commit, and only then 200."""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

from bot.inlet import Inlet
from bot.lanes import Lanes
from bot.prepare import NotReadyError
from bot.settings import Webhook
from desk.alarms import Alarm
from storage.store import NotKept

LARGEST: Final = 1024 * 1024
"""Bytes of one update; a message of Telegram is far below."""
SLOWEST: Final = 10.0
"""Seconds in which a body must be here."""
LINGER: Final = 1.0
"""Seconds in which what a refused caller still sends is read, so that he sees the answer."""
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


class Entrance:
    """Answers what is posted to the path of the webhook (Bot API, setWebhook and Update)."""

    def __init__(
        self, secret: str, inlet: Inlet, lanes: Lanes, ring: Callable[[Alarm], None]
    ) -> None:
        self._secret = _digest(secret)
        self._inlet = inlet
        self._lanes = lanes
        self._ring = ring

    async def take(self, request: web.Request) -> web.Response:
        """Keep one update; Telegram repeats what is not answered with 200."""
        given = _digest(request.headers.get(SECRET_HEADER, ""))
        if not hmac.compare_digest(given, self._secret):
            return _answer(HTTPStatus.UNAUTHORIZED)
        if request.content_type != "application/json":
            return _answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        if (request.content_length or 0) > LARGEST:
            return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if self._lanes.full:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            async with asyncio.timeout(SLOWEST):
                body = await request.read()
        except TimeoutError:
            return _answer(HTTPStatus.REQUEST_TIMEOUT)
        return _answer(await self._keep(body))

    async def _keep(self, body: bytes) -> HTTPStatus:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return await self._set_aside(body)
        arrivals = self._inlet.read([update])
        try:
            await self._inlet.keep_and_start(arrivals)
        except NotKept:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK

    async def _set_aside(self, body: bytes) -> HTTPStatus:
        """Nothing may be repeated for a day: the others of that chat would wait behind it."""
        if await self._inlet.set_aside(body) is None:
            _alarm.error("what Telegram brought cannot be read and names no update")
            self._ring(Alarm.UNREADABLE)
        return HTTPStatus.OK


@asynccontextmanager
async def listening(webhook: Webhook, entrance: Entrance) -> AsyncIterator[None]:
    """Listen for as long as the context lasts; at its end what was begun is answered.

    NotReadyError when the address is taken or cannot be used.
    """
    application = web.Application(client_max_size=LARGEST)
    application.router.add_post(urlsplit(webhook.url).path or "/", entrance.take)
    runner = web.AppRunner(
        application, access_log=None, lingering_time=LINGER, shutdown_timeout=SLOWEST
    )
    host, _, port = webhook.listen.rpartition(":")
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, host, int(port)).start()
        except OSError as error:
            named = f"LOKET_WEBHOOK_LISTEN={webhook.listen}"
            raise NotReadyError(f"{named}: {error.strerror}") from None
        _log.info("listening for Telegram on %s", webhook.listen)
        yield
    finally:
        await runner.cleanup()


def _answer(status: HTTPStatus) -> web.Response:
    return web.Response(status=status)


def _digest(secret: str) -> bytes:
    """Of equal length for every value, so that the comparison takes the same time for all."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()
