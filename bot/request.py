"""python-telegram-bot's way out, over the connections that aiogram's session holds already."""

import json
from typing import Any

from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.host import NotConnectedError
from bot.http_answer import TooLongError
from bot.telegram import JsonSession
from notify.sorting import NotSentError

UPLOAD_SECONDS = 300.0
"""How long an upload of up to 50 MB may take."""


class SharedRequest(BaseRequest):
    """Sends JSON, a form where files are uploaded; no error's text holds the address."""

    def __init__(self, session: JsonSession) -> None:
        self._session = session

    @property
    def read_timeout(self) -> float:
        """Seconds for a whole request."""
        return 30.0

    async def initialize(self) -> None:
        """The session is there already."""

    async def shutdown(self) -> None:
        """The session is closed by whom it belongs to."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Make one request; NotSentError without a connection, else TimedOut or NetworkError."""
        try:
            if request_data is not None and request_data.contains_files:
                return await self._upload(url, request_data)
            values = request_data.parameters if request_data is not None else {}
            return await self._session.post(url, json.dumps(values).encode(), self.read_timeout)
        except (NotConnectedError, ClientConnectorError, ConnectionTimeoutError) as error:
            raise NotSentError(type(error).__name__) from None
        except TimeoutError:
            raise TimedOut from None
        except (ClientError, OSError, TooLongError) as error:
            raise NetworkError(type(error).__name__) from None

    async def _upload(self, url: str, request_data: RequestData) -> tuple[int, bytes]:
        session = await self._session.create_session()
        patience = ClientTimeout(total=UPLOAD_SECONDS, sock_connect=10)
        async with session.post(url, data=_form(request_data), timeout=patience) as answer:
            return answer.status, await answer.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; NetworkError for one that is cut (the library would log all of it)."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            raise NetworkError("an answer that cannot be read") from None
        if not isinstance(answer, dict):
            raise NetworkError("an answer that is no object")
        return answer


def _form(request_data: RequestData) -> FormData:
    form = FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, media_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=media_type)
    return form
