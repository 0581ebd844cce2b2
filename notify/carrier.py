"""Carries the outbox: claim a row, pass the gate, send, record; many chats side by side."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, TypeGuard

from telegram import InputFile
from telegram.error import ChatMigrated, Conflict, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from desk.alarms import Alarm
from flows.report import ReportOrder
from flows.sending import Method, Sending
from notify.gate import Gate, NotNowError
from notify.sorting import became_new, sort
from papers.chart import NotPaintedError
from papers.draw import draw
from storage import dossier, outbox
from storage.outbox import Claimed
from storage.outcome import Failed, Result, RetryLater, Sent, Status, Unknown
from storage.store import NotKept, Store
from storage.tx import Tx
from storage.vault import Sealed

AT_ONCE: Final = 10
"""How many rows are carried side by side; each is of another chat."""
ANYBODY: Final = 0
LONGEST_REST: Final = 1.0
"""Seconds until the outbox is looked at without being woken."""
REFUSED_REST: Final = 0.5
"""Seconds until a transaction that the database refused is tried again."""

Payload = Callable[[Sending], tuple[str, dict[str, object]]]
"""Turns a sending into a Bot API method and its parameters."""
GivenUp = Callable[[Tx, datetime, Claimed], None]
"""Called in the recording transaction of a row that nobody will get: a task for staff."""
Noted = Callable[[Tx, Sending, int, datetime], None]
"""Called in the recording transaction of a sending whose message is edited later."""

Reported = Callable[[ReportOrder], Awaitable[str | bytes]]
"""Makes a report: its text as HTML, or the bytes of its file."""

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


@dataclass(frozen=True, slots=True)
class Post:
    """What the carrier works with; `wake` is set when something was put into the outbox."""

    store: Store
    bot: ExtBot[None]
    gate: Gate
    now: Callable[[], datetime]
    payload: Payload
    given_up: GivenUp
    noted: Noted
    wake: asyncio.Event
    owner: str
    ring: Callable[[Alarm], None]
    reported: Reported


class Carrier:
    """One per process; several processes share an outbox by its leases."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._carried = 0
        self._stopping = False
        self._ill = False
        """Whether Telegram did not answer properly: a row may be in doubt once, not twice."""

    async def run(self) -> None:
        """Carry until `stop`; then finish what is on its way."""
        await self._remember_pauses()
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                if not await self._claim(group):
                    await self._rest()

    def stop(self) -> None:
        """Claim nothing more."""
        self._stopping = True
        self._post.wake.set()

    async def _remember_pauses(self) -> None:
        post = self._post
        now = post.now()
        kept = await post.store.read(lambda tx: outbox.pauses(tx, now))
        for chat_id, until in kept.items():
            post.gate.pause(chat_id, until / 1000 - now.timestamp())

    async def _claim(self, group: asyncio.TaskGroup) -> bool:
        post = self._post
        post.wake.clear()
        room = min(AT_ONCE - self._carried, post.gate.free())
        if room <= 0 or not await self._well():
            return False
        now = post.now()
        try:
            rows = await post.store.write(lambda tx: outbox.claim(tx, post.owner, now, room))
        except NotKept:
            return False
        for row in rows:
            self._carried += 1
            group.create_task(self._carry(row))
        return bool(rows)

    async def _well(self) -> bool:
        """Whether Telegram answers; asked with a call that may be lost (Bot API, getMe)."""
        if self._ill:
            try:
                await self._post.bot.get_me()
            except TelegramError:
                return False
            self._ill = False
        return True

    async def _rest(self) -> None:
        """Wait until something was put or sent, or until the gate is open again."""
        patience = min(LONGEST_REST, self._post.gate.wait(ANYBODY) or LONGEST_REST)
        try:
            async with asyncio.timeout(patience):
                await self._post.wake.wait()
        except TimeoutError:
            return

    async def _carry(self, row: Claimed) -> None:
        try:
            result = await self._try(row)
            await self._record(row, result)
        except Exception as error:  # noqa: BLE001 - the other rows must not wait for it
            # Its lease runs out, and it counts as one that may have gone out.
            _alarm.error("outbox row %d: %s", row.id, type(error).__name__)
            self._post.ring(Alarm.PUSH_FAILED)
        finally:
            self._carried -= 1
            self._post.wake.set()

    async def _try(self, row: Claimed) -> Result:
        post = self._post
        try:
            return Sent(await self._send(row.sending))
        except NotNowError:
            return RetryLater(post.now(), "held_back")
        except NotPaintedError:
            _alarm.error("outbox row %d: its picture cannot be painted", row.id)
            post.ring(Alarm.PUSH_FAILED)
            return Failed(NotPaintedError.__name__)
        except (Sealed, FileNotFoundError) as error:
            _alarm.error("outbox row %d: its document cannot be read", row.id)
            post.ring(Alarm.DOCUMENT_UNREADABLE)
            return Failed(type(error).__name__)
        except TelegramError as error:
            _log.warning("outbox row %d: %s", row.id, type(error).__name__)
            await self._heed(row.sending.chat_id, error)
            result = sort(row, error, post.now())
            self._ill = self._ill or isinstance(result, Unknown)
            return result

    async def _heed(self, chat_id: int, error: TelegramError) -> None:
        if isinstance(error, ChatMigrated):
            to = error.new_chat_id
            await self._insist(lambda tx: _move(tx, chat_id, to))
        if isinstance(error, (InvalidToken, Conflict)):
            _alarm.error("Telegram refuses the token: %s", type(error).__name__)
            self._post.gate.pause(0, 60.0)

    async def _send(self, sending: Sending) -> int | None:
        try:
            return await self._call(sending)
        except TelegramError as error:
            if not became_new(sending, error):
                raise
        return await self._call(replace(sending, method=Method.MESSAGE, message_id=0))

    async def _call(self, sending: Sending) -> int | None:
        if sending.report is not None and sending.method is Method.MESSAGE:
            told = await self._post.reported(sending.report)
            sending = replace(sending, text=str(told), report=None)
        method, values = self._post.payload(sending)
        bot = self._post.bot
        extra: dict[str, Any] = dict(values)
        chat = extra.pop("chat_id")
        if method == "sendMessage":
            sent = await bot.send_message(chat, extra.pop("text"), api_kwargs=extra)
        elif method == "sendDocument":
            sent = await bot.send_document(chat, await self._file(sending), api_kwargs=extra)
        elif method == "editMessageText":
            text, number = extra.pop("text"), extra.pop("message_id")
            await bot.edit_message_text(text, chat, number, api_kwargs=extra)
            return sending.message_id
        elif method == "leaveChat":
            await bot.leave_chat(chat)
            return None
        else:
            await bot.delete_message(chat, extra.pop("message_id"))
            return None
        return sent.message_id

    async def _file(self, sending: Sending) -> InputFile:
        """Print, or open a document of the store; raises Sealed or FileNotFoundError."""
        if sending.report is not None:
            made = await self._post.reported(sending.report)
            assert isinstance(made, bytes)
            return InputFile(made, filename=sending.file_name)
        if sending.printout is not None:
            printed = await asyncio.to_thread(draw, sending.printout)
            return InputFile(printed, filename=sending.file_name)
        store = self._post.store
        part = await store.read(lambda tx: dossier.by_id(tx, sending.document))
        if part is None:
            raise FileNotFoundError
        data = await asyncio.to_thread(store.documents.read, part.sealed_as, part.file, part.key)
        return InputFile(data, filename=sending.file_name or part.name)

    async def _record(self, row: Claimed, result: Result) -> None:
        post, chat = self._post, row.sending.chat_id
        now = post.now()
        if _is_pause(result):
            post.gate.pause(chat, (result.until - now) / timedelta(seconds=1))
        # Kept, so that no row is leased that the gate holds back: it would be in doubt at a crash.
        wait = timedelta(seconds=post.gate.wait(chat))

        def job(tx: Tx) -> None:
            status = outbox.record(tx, row.id, row.lease, result, now)
            if wait:
                outbox.pause(tx, chat, now + wait)
            if status in (Status.UNREACHABLE, Status.FAILED):
                post.given_up(tx, now, replace(row, status=status))
            if isinstance(result, Sent) and result.message_id and row.sending.slot:
                post.noted(tx, row.sending, result.message_id, now)

        await self._insist(job)

    async def _insist(self, job: Callable[[Tx], None]) -> None:
        """Note it as soon as the database allows: what is not noted as sent is sent again."""
        while True:
            try:
                return await self._post.store.write(job)
            except NotKept:
                await asyncio.sleep(REFUSED_REST)


def _move(tx: Tx, chat_id: int, to: int) -> None:
    outbox.move_chat(tx, chat_id, to)


def _is_pause(result: Result) -> TypeGuard[RetryLater]:
    return isinstance(result, RetryLater) and result.error == RetryAfter.__name__
