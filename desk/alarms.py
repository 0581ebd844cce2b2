"""Alarms: the administrators hear through the outbox that Loket itself has a trouble."""

from collections.abc import Mapping
from enum import StrEnum

from desk.desk import Desk
from flows.say import Say
from flows.sending import Method, Sending
from flows.words import Language
from storage import outbox, people


class Alarm(StrEnum):
    """What went wrong; the text is `alarm.<code>` and never holds anybody's data."""

    QUARANTINED = "quarantined"
    RECEIVING_FAILED = "receiving_failed"
    OTHER_RECEIVER = "other_receiver"
    OTHER_WEBHOOK = "other_webhook"
    UNREADABLE = "unreadable"
    DATABASE_REFUSED = "database_refused"
    SWEEP_FAILED = "sweep_failed"
    PUSH_FAILED = "push_failed"
    DOCUMENT_UNREADABLE = "document_unreadable"


def ring(desk: Desk, alarm: Alarm) -> None:
    """Tell the alarm chat, else every administrator, once per alarm and hour (UTC)."""
    hour = desk.now.strftime("%Y-%m-%dT%H")
    for chat_id, language in _listeners(desk).items():
        text = desk.books.texts.html(Say(f"alarm.{alarm}"), language)
        sending = Sending(chat_id, Method.MESSAGE, text)
        key = f"alarm:{alarm}:{hour}:{chat_id}"
        outbox.put(desk.tx, sending, key, desk.now, language=language)


def _listeners(desk: Desk) -> Mapping[int, Language]:
    if desk.books.alarm_chat:
        return {desk.books.alarm_chat: Language.ID}
    known = {who: people.by_telegram(desk.tx, who) for who in desk.books.administrators}
    return {who: one.language if one else Language.ID for who, one in sorted(known.items())}
