"""Named queries about conversations: what a person's next message belongs to."""

import json
from dataclasses import dataclass, field

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.people import PERSON_COLUMNS, Person, as_person
from storage.store import Row, Tx
from storage.tables import conversation, person


@dataclass(frozen=True, slots=True)
class Shown:
    """One button of the last screen, kept so that its words or number can be typed instead."""

    label: str
    action: str
    subject: str
    arg: str
    version: int


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a person is: in a draft, or at a step about a ticket, or nowhere.

    `screen` is the last screen's buttons; `numbered` says that a digit chooses one of them;
    `pages_message` is the message that counts the pages of a document. `about` is the service the
    person looked at last, `question` the last question that was answered: both outlast the rest.
    """

    draft_id: int | None = None
    ticket_id: int | None = None
    step: str = ""
    screen: tuple[Shown, ...] = field(default_factory=tuple)
    numbered: bool = False
    pages_message: int = 0
    about: str = ""
    question: int = 0


NOWHERE = Conversation()
"""The conversation of somebody who is asked nothing."""

_COLUMNS = (
    conversation.c.draft_id,
    conversation.c.ticket_id,
    conversation.c.step,
    conversation.c.screen,
)
_READ = select(*_COLUMNS).where(conversation.c.person_id == bindparam("who"))
_VISITOR = (
    select(*PERSON_COLUMNS, *_COLUMNS)
    .join_from(person, conversation, conversation.c.person_id == person.c.id, isouter=True)
    .where(person.c.telegram_id == bindparam("telegram"))
)
_INSERT = insert(conversation).values(
    person_id=bindparam("who"),
    draft_id=bindparam("of_draft"),
    ticket_id=bindparam("of_ticket"),
    step=bindparam("at_step"),
    screen=bindparam("shown"),
    updated_at=bindparam("at"),
)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=[conversation.c.person_id],
    set_={
        "draft_id": _INSERT.excluded.draft_id,
        "ticket_id": _INSERT.excluded.ticket_id,
        "step": _INSERT.excluded.step,
        "screen": _INSERT.excluded.screen,
        "updated_at": _INSERT.excluded.updated_at,
    },
)


def read(tx: Tx, person_id: int) -> Conversation:
    """Return where a person is."""
    row = tx.one(_READ, who=person_id)
    return NOWHERE if row is None else _conversation(row)


def visitor(tx: Tx, telegram_id: int) -> tuple[Person, Conversation] | None:
    """Return who a Telegram id is and where he is, in one look; None for somebody new."""
    row = tx.one(_VISITOR, telegram=telegram_id)
    if row is None:
        return None
    return as_person(row), NOWHERE if row.screen is None else _conversation(row)


def write(tx: Tx, person_id: int, now: Conversation, at: int) -> None:
    """Keep where a person is."""
    screen = json.dumps(
        {
            "buttons": [[s.label, s.action, s.subject, s.arg, s.version] for s in now.screen],
            "numbered": now.numbered,
            "pages": now.pages_message,
            **({"about": now.about} if now.about else {}),
            **({"question": now.question} if now.question else {}),
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    tx.send(
        _WRITE,
        who=person_id,
        of_draft=now.draft_id,
        of_ticket=now.ticket_id,
        at_step=now.step,
        shown=screen,
        at=at,
    )


def _conversation(row: Row) -> Conversation:
    screen = json.loads(row.screen)
    return Conversation(
        row.draft_id,
        row.ticket_id,
        row.step,
        tuple(Shown(*button) for button in screen["buttons"]),
        screen["numbered"],
        screen["pages"],
        screen.get("about", ""),
        screen.get("question", 0),
    )
