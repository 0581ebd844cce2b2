"""The way in for a file: fetched, inspected, encrypted and stored, before any transaction."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from aiogram.exceptions import TelegramAPIError, TelegramNetworkError

from bot.telegram import DOWNLOAD_LIMIT, FileTooLargeError, JsonSession
from desk.desk import Taken
from flows.heard import Paper
from papers.inspect import Paper as Inspected
from papers.inspect import Refusal
from papers.inspector import Inspector
from papers.names import safe_name
from storage.documents import Documents, new_document_id
from storage.vault import Vault

AT_ONCE: Final = 8
"""How many files are fetched at the same time: each may take 20 MB of memory."""
TRIES: Final = (0.5, 2.0, 5.0)
"""Seconds to wait before a fetch that the network broke is tried again."""
NOT_FETCHED: Final = "not_fetched"
"""The refusal when Telegram does not hand the file over."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A file somebody sent: Telegram's id of it, its declared size in bytes (0: unknown)."""

    file_id: str
    size: int
    name: str
    album: str


class Files:
    """Takes files in; `take` may be called side by side."""

    def __init__(
        self, telegram: JsonSession, inspector: Inspector, documents: Documents, vault: Vault
    ) -> None:
        self._telegram = telegram
        self._inspector = inspector
        self._documents = documents
        self._vault = vault
        self._places = asyncio.Semaphore(AT_ONCE)

    async def take(self, request: Request, owner: int) -> Taken | str:
        """Return the stored file, or the code of the refusal (`paper.refused.<code>`).

        `owner` is the Telegram id under which a repeat of the same bytes is recognised.
        """
        if request.size > DOWNLOAD_LIMIT:
            return "too_large"
        async with self._places:
            data = await self._fetch(request.file_id)
            if isinstance(data, str):
                return data
            return await asyncio.to_thread(self._store, request, data, owner)

    async def _fetch(self, file_id: str) -> bytes | str:
        for wait in (*TRIES, None):
            try:
                return await self._telegram.download(file_id)
            except FileTooLargeError:
                return "too_large"
            except TelegramNetworkError:
                if wait is not None:
                    await asyncio.sleep(wait)
            except TelegramAPIError as error:
                _log.warning("Telegram does not give a file: %s", type(error).__name__)
                return NOT_FETCHED
        return NOT_FETCHED

    def _store(self, request: Request, data: bytes, owner: int) -> Taken | str:
        found = self._inspector.inspect(data)
        if isinstance(found, Refusal):
            return found.reason.value
        document_id = new_document_id()
        kept = self._documents.keep(document_id, found.content)
        fingerprint = self._vault.fingerprint(owner, data)
        return Taken(_paper(request, found, document_id, fingerprint), kept.file, kept.key)


def _paper(request: Request, found: Inspected, document_id: str, fingerprint: str) -> Paper:
    return Paper(
        document_id,
        found.media_type,
        safe_name(request.name, found.extension),
        found.pages,
        found.size,
        fingerprint,
        request.album,
        "signed" if found.signed else "",
    )
