"""Keeps the command menus that Telegram shows: per scope and language."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from aiogram.exceptions import AiogramError

from bot.telegram import JsonSession
from desk.desk import Books
from flows.words import Language
from handlers.menus import ADMINISTRATOR, APPLICANT, commands, staff_menu
from storage import people
from storage.moments import to_ms
from storage.store import NotKept, Store, Tx

EVERYBODY: Final = 0
_CODES: Final = {Language.ID: "", Language.EN: "en"}
"""Indonesian is what a Telegram in any other language shows."""


class Menus:
    """Tells Telegram who has which commands (Bot API, setMyCommands), again when that changes.

    Somebody who has not started the bot yet cannot be given a menu; it is tried again later.
    """

    def __init__(
        self, telegram: JsonSession, store: Store, books: Books, now: Callable[[], datetime]
    ) -> None:
        self._telegram = telegram
        self._store = store
        self._books = books
        self._now = now
        self._shown: dict[int, tuple[str, ...]] = {}

    async def refresh(self) -> None:
        """Set what is not as it is due; what cannot be set is left for the next time."""
        at = to_ms(self._now())
        try:
            staff = await self._store.read(lambda tx: _staff(tx, at))
        except NotKept:
            return
        due = {EVERYBODY: APPLICANT}
        for chat_id in staff.keys() | self._books.administrators:
            own = staff_menu(staff[chat_id]) if chat_id in staff else ()
            more = ADMINISTRATOR if chat_id in self._books.administrators else ()
            due[chat_id] = tuple(dict.fromkeys((*own, *more, *APPLICANT)))
        for chat_id in self._shown.keys() - due.keys():
            due[chat_id] = APPLICANT
        for chat_id, names in due.items():
            if self._shown.get(chat_id) != names and await self._set(chat_id, names):
                self._shown[chat_id] = names

    async def _set(self, chat_id: int, names: Sequence[str]) -> bool:
        scope: Mapping[str, object] = {"type": "all_private_chats"}
        if chat_id != EVERYBODY:
            scope = {"type": "chat", "chat_id": chat_id}
        for language, code in _CODES.items():
            menu: dict[str, object] = {
                "commands": commands(self._books.texts, language, names),
                "scope": scope,
            }
            if code:
                menu["language_code"] = code
            try:
                await self._telegram.call("setMyCommands", menu)
            except AiogramError:
                return False
        return True


def _staff(tx: Tx, at: int) -> dict[int, set[str]]:
    """Return the roles held now by the chat of their holder."""
    roles: dict[int, set[str]] = {}
    for post in people.all_posts(tx, at):
        chat_id = people.by_id(tx, post.person_id).telegram_id
        if chat_id:
            roles.setdefault(chat_id, set()).add(post.role)
    return roles
