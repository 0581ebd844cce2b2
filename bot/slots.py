"""Notes in the conversation which message holds a place that is edited later."""

from dataclasses import replace
from datetime import datetime

from flows.sending import Sending
from storage import conversations, people
from storage.moments import to_ms
from storage.tx import Tx


def note(tx: Tx, sending: Sending, message_id: int, now: datetime) -> None:
    """Keep the id of the message that counts the pages of a document (`Sending.slot`)."""
    person = people.by_telegram(tx, sending.chat_id)
    if person is None or sending.slot != "pages":
        return
    at = conversations.read(tx, person.id)
    conversations.write(tx, person.id, replace(at, pages_message=message_id), to_ms(now))
