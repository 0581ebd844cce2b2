"""The line to Telegram: aiogram's session, tuned to send JSON, and raw calls in plain dicts."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.host import BrokenOffError, Host, NotConnectedError
from bot.http_answer import TooLongError

if TYPE_CHECKING:
    from aiogram import Bot
    from aiogram.types import InputFile

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")
DOWNLOAD_LIMIT: Final = 20 * 1024 * 1024
"""Bytes; what a bot may fetch (Bot API, getFile)."""

CALL_SECONDS: Final = 30.0
"""How long Telegram may be silent in a call."""
DOWNLOAD_SECONDS: Final = 300.0
"""How long a whole file may take."""
ANSWER_LIMIT: Final = 64 * 1024 * 1024
"""Bytes of an answer to a call; a hundred updates are far below."""

_ERRORS: Final[Mapping[int, type[TelegramAPIError]]] = {
    HTTPStatus.BAD_REQUEST: TelegramBadRequest,
    HTTPStatus.UNAUTHORIZED: TelegramUnauthorizedError,
    HTTPStatus.FORBIDDEN: TelegramForbiddenError,
    HTTPStatus.NOT_FOUND: TelegramNotFound,
    HTTPStatus.CONFLICT: TelegramConflictError,
}
# aiogram's exceptions want a method; the values of a call must not travel in its errors.
_NO_METHOD: Final[TelegramMethod[Any]] = GetMe()


class NotSentError(TelegramNetworkError):
    """The request surely did not reach Telegram: there was no connection."""


class GarbledError(TelegramNetworkError):
    """Telegram said 200, but the body is not JSON that can be read; `body` holds it."""

    def __init__(self, body: bytes) -> None:
        super().__init__(method=_NO_METHOD, message="an answer that cannot be read")
        self.body = body


class FileTooLargeError(Exception):
    """A file is larger than the bot may or wants to fetch."""


def server(base: str) -> TelegramAPIServer:
    """Return where the Bot API is; an empty `base` is Telegram itself."""
    return TelegramAPIServer.from_base(base) if base else PRODUCTION


class JsonSession(AiohttpSession):
    """One bot's connections, used by aiogram's `Bot` and by the raw calls alike.

    A call sends JSON of the set fields, an upload keeps the form. No exception's text holds the
    address of a request, because the token is part of it.
    """

    def __init__(self, token: str, base: str = "") -> None:
        super().__init__(api=server(base))
        self._token = token
        parts = urlsplit(self.api.base)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._host = Host(self._origin, self._connector_init["ssl"])

    async def call(
        self, method: str, payload: Mapping[str, object], patience: float = CALL_SECONDS
    ) -> object:
        """Call a Bot API method and return its `result` as plain JSON values.

        Raises aiogram's TelegramAPIError of the kind that fits, NotSentError if nothing went out.
        """
        url = self.api.api_url(self._token, method)
        status, body = await self._post(url, json.dumps(payload).encode(), patience)
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError):
            raise _unreadable(status, body) from None
        if not isinstance(answer, dict):
            raise _unreadable(status, body)
        if answer.get("ok") is True and status == HTTPStatus.OK:
            return answer.get("result")
        raise _refusal(status, answer)

    async def get_updates(
        self, offset: int | None, seconds: int, limit: int = 100
    ) -> Sequence[object]:
        """Wait up to `seconds` for updates (Bot API, getUpdates); returns them undecoded.

        `offset` confirms all updates before it; None confirms nothing. Raises as `call`.
        """
        asked: dict[str, object] = {
            "timeout": seconds,
            "limit": limit,
            "allowed_updates": ALLOWED_UPDATES,
        }
        if offset is not None:
            asked["offset"] = offset
        updates = await self.call("getUpdates", asked, seconds + 15)
        return updates if isinstance(updates, list) else ()

    async def download(self, file_id: str, limit: int = DOWNLOAD_LIMIT) -> bytes:
        """Fetch a file (Bot API, getFile), counting its bytes while reading.

        Raises FileTooLargeError beyond `limit`, and as `call` when it cannot be fetched.
        """
        try:
            found = await self.call("getFile", {"file_id": file_id})
        except TelegramBadRequest as error:
            if "too big" in error.message:
                raise FileTooLargeError from None
            raise
        path = found.get("file_path") if isinstance(found, dict) else None
        if not isinstance(path, str):
            raise TelegramNetworkError(method=_NO_METHOD, message="getFile gave no path")
        return await self._fetch(self.api.file_url(self._token, path), limit)

    async def post(self, url: str, body: bytes, patience: float) -> tuple[int, bytes]:
        """Send JSON to an address of the Bot API; raises what `Host.post` raises."""
        return await self._host.post(url.removeprefix(self._origin), body, patience, ANSWER_LIMIT)

    async def close(self) -> None:
        """Close all connections that are not in use."""
        await self._host.close()
        await super().close()

    async def _fetch(self, url: str, limit: int) -> bytes:
        try:
            async with asyncio.timeout(DOWNLOAD_SECONDS):
                target = url.removeprefix(self._origin)
                status, data = await self._host.get(target, CALL_SECONDS, limit)
        except TooLongError:
            raise FileTooLargeError from None
        except OSError as error:
            raise _network(error) from None
        if status != HTTPStatus.OK:
            raise TelegramNetworkError(method=_NO_METHOD, message=f"no file: HTTP {status}")
        return data

    async def _post(self, url: str, body: bytes, patience: float) -> tuple[int, bytes]:
        try:
            return await self.post(url, body, patience)
        except TooLongError:
            raise TelegramNetworkError(method=_NO_METHOD, message="an answer too long") from None
        except OSError as error:
            raise _network(error) from None

    async def make_request(
        self,
        bot: "Bot",
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Send a typed method of aiogram (BaseSession.make_request)."""
        files: dict[str, InputFile] = {}
        payload: dict[str, object] = {}
        for key, value in method.model_dump(exclude_none=True, warnings=False).items():
            prepared = self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
            if prepared is not None:
                payload[key] = prepared
        if files:
            try:
                return await super().make_request(bot, method, timeout)
            except TelegramNetworkError:
                # Without text and cause: aiohttp's may hold the address, and that the token.
                raise TelegramNetworkError(method=method, message="upload failed") from None
        url = self.api.api_url(bot.token, method.__api_method__)
        patience = float(self.timeout if timeout is None else timeout)
        status, body = await self._post(url, json.dumps(payload).encode(), patience)
        answer = self.check_response(bot, method, status, body.decode("utf-8", "replace"))
        return cast("TelegramType", answer.result)


def _network(error: OSError) -> TelegramNetworkError:
    if isinstance(error, NotConnectedError):
        return NotSentError(method=_NO_METHOD, message=str(error))
    why = str(error) if isinstance(error, BrokenOffError) else type(error).__name__
    return TelegramNetworkError(method=_NO_METHOD, message=why)


def _unreadable(status: int, body: bytes) -> TelegramAPIError:
    if status == HTTPStatus.OK:
        return GarbledError(body)
    return TelegramServerError(method=_NO_METHOD, message=f"HTTP {status}, no JSON")


def _refusal(status: int, answer: Mapping[str, object]) -> TelegramAPIError:
    text = str(answer.get("description") or f"HTTP {status}")
    parameters = answer.get("parameters")
    if isinstance(parameters, dict):
        if isinstance(wait := parameters.get("retry_after"), (int, float)):
            return TelegramRetryAfter(method=_NO_METHOD, message=text, retry_after=int(wait) or 1)
        if isinstance(chat := parameters.get("migrate_to_chat_id"), int):
            return TelegramMigrateToChat(method=_NO_METHOD, message=text, migrate_to_chat_id=chat)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        restarts = "restart" in text.lower()
        kind: type[TelegramAPIError] = RestartingTelegram if restarts else TelegramServerError
        return kind(method=_NO_METHOD, message=text)
    kind = _ERRORS.get(status, TelegramAPIError)
    return kind(method=_NO_METHOD, message=text)
