"""Destroys what is personal in a record: its keys first, then every value and file of it.

A destroyed key is gone from the next backup's keys as well, so older backups do not open either
(decision 0009). What is counted in reports stays: kinds, steps, moments, the journal.
"""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import bindparam, exists, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from storage.opinions import survey_mark
from storage.personal import legal_hold, preference, wallet_item
from storage.store import Store
from storage.tables import (
    conversation,
    data_request,
    document,
    draft,
    letter,
    person,
    staff,
    ticket,
    ticket_word,
)
from storage.traffic import outbox
from storage.tx import Tx
from storage.visits import appointment, guest, on_behalf

_D, _R = document.c, draft.c
_TICKET = (
    update(ticket)
    .where(ticket.c.id == bindparam("of_ticket"), ticket.c.destroyed_at.is_(None))
    .values(key=None, content=b"", company="", destroyed_at=bindparam("at"))
)
_ITS_DRAFTS = or_(
    _R.ticket_id == bindparam("of_ticket"),
    _R.id
    == select(ticket.c.draft_id).where(ticket.c.id == bindparam("of_ticket")).scalar_subquery(),
)
_DRAFT_IDS = select(_R.id).where(_ITS_DRAFTS)
_GONE = {
    "key": None,
    "name": None,
    "fingerprint": "",
    "removed_at": func.coalesce(_D.removed_at, bindparam("at")),
}
_DOCUMENTS = update(document).where(_D.ticket_id == bindparam("of_ticket")).values(_GONE)
_DOCUMENT = (
    update(document)
    .where(_D.ticket_id == bindparam("of_ticket"), _D.item == bindparam("of_item"))
    .values(_GONE)
)
_OF_DRAFTS = (
    update(document).where(_D.ticket_id.is_(None), _D.draft_id.in_(_DRAFT_IDS)).values(_GONE)
)
_UNSENT = (
    update(document)
    .where(_D.ticket_id.is_(None), _D.draft_id == bindparam("of_draft"))
    .values(_GONE)
)
_DRAFT_KEY = update(draft).where(_R.id == bindparam("of_draft")).values(key=None, content=b"")
_DRAFT_CONTACT = (
    update(on_behalf).where(on_behalf.c.draft_id == bindparam("of_draft")).values(contact=None)
)
_OF_TICKET = (
    update(on_behalf).where(on_behalf.c.draft_id.in_(_DRAFT_IDS)).values(contact=None),
    update(draft).where(_ITS_DRAFTS).values(key=None, content=b""),
    update(data_request)
    .where(data_request.c.ticket_id == bindparam("of_ticket"))
    .values(wording=b"", answer=None),
    update(letter).where(letter.c.ticket_id == bindparam("of_ticket")).values(their_number=b""),
    update(appointment)
    .where(appointment.c.ticket_id == bindparam("of_ticket"))
    .values(purpose=None),
    update(guest)
    .where(guest.c.ticket_id == bindparam("of_ticket"))
    .values(key=None, content=None),
    update(survey_mark)
    .where(survey_mark.c.ticket_id == bindparam("of_ticket"))
    .values(content=None),
    update(outbox)
    .where(outbox.c.ticket_id == bindparam("of_ticket"), ~outbox.c.open)
    .values(content=None),
    update(legal_hold).where(legal_hold.c.ticket_id == bindparam("of_ticket")).values(reason=None),
    ticket_word.delete().where(ticket_word.c.ticket_id == bindparam("of_ticket")),
    wallet_item.delete().where(wallet_item.c.ticket_id == bindparam("of_ticket")),
    update(conversation)
    .where(conversation.c.ticket_id == bindparam("of_ticket"))
    .values(ticket_id=None, step="", screen='{"buttons":[],"numbered":false,"pages":0}'),
)
_GUEST = update(guest).where(guest.c.id == bindparam("of_guest")).values(key=None, content=None)


def _nothing_left(who: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether somebody has no ticket that is still there, no open draft, and never had a post."""
    return ~or_(
        exists().where(ticket.c.person_id == who, ticket.c.destroyed_at.is_(None)),
        exists().where(draft.c.person_id == who, draft.c.state == "open"),
        exists().where(staff.c.person_id == who),
    )


_PERSON = (
    update(person)
    .where(person.c.id == bindparam("who"), _nothing_left(person.c.id))
    .values(key=None, name=None, telegram_id=None)
)
_OWNER = select(ticket.c.person_id).where(ticket.c.id == bindparam("of_ticket"))
_PREFERENCE = preference.delete().where(preference.c.person_id == bindparam("who"))
_TALK = conversation.delete().where(conversation.c.person_id == bindparam("who"))
_LAST_SEEN = select(conversation.c.updated_at).where(conversation.c.person_id == bindparam("who"))


def shred_ticket(tx: Tx, ticket_id: int, at: int) -> bool:
    """Destroy everything personal of a ticket; False if it was destroyed before."""
    if tx.run(_TICKET, of_ticket=ticket_id, at=at) != 1:
        return False
    tx.run(_DOCUMENTS, of_ticket=ticket_id, at=at)
    tx.run(_OF_DRAFTS, of_ticket=ticket_id, at=at)
    for statement in _OF_TICKET:
        tx.run(statement, of_ticket=ticket_id)
    return True


def shred_document(tx: Tx, ticket_id: int, item: str, at: int) -> int:
    """Destroy the files of one document of a ticket; returns how many."""
    return tx.run(_DOCUMENT, of_ticket=ticket_id, of_item=item, at=at)


def shred_draft(tx: Tx, draft_id: int, at: int) -> None:
    """Destroy a draft that came to nothing, with its files; nobody has to keep it."""
    tx.run(_UNSENT, of_draft=draft_id, at=at)
    tx.run(_DRAFT_CONTACT, of_draft=draft_id)
    tx.run(_DRAFT_KEY, of_draft=draft_id)


def shred_guest(tx: Tx, guest_id: int) -> bool:
    """Destroy one entry of the guest book; the visit still counts."""
    return tx.run(_GUEST, of_guest=guest_id) == 1


def owner_of(tx: Tx, ticket_id: int) -> int:
    """Return whose ticket it is, destroyed or not."""
    owner = tx.value(_OWNER, of_ticket=ticket_id)
    assert isinstance(owner, int)
    return owner


def last_seen(tx: Tx, person_id: int) -> int:
    """Return when somebody last spoke with the bot, 0 when never."""
    seen = tx.value(_LAST_SEEN, who=person_id)
    return seen if isinstance(seen, int) else 0


def shred_person(tx: Tx, person_id: int) -> bool:
    """Forget who somebody is; False while a ticket, a draft or a post still needs him."""
    if tx.run(_PERSON, who=person_id) != 1:
        return False
    tx.run(_PREFERENCE, who=person_id)
    tx.run(_TALK, who=person_id)
    return True


_other = document.alias("other")
_DOOMED = (
    select(_D.file)
    .where(
        _D.key.is_(None),
        _D.file != "",
        ~exists().where(_other.c.file == _D.file, _other.c.key.is_not(None)),
    )
    .distinct()
    .limit(500)
)
_FORGET_FILE = (
    update(document).where(_D.file == bindparam("its_file"), _D.key.is_(None)).values(file="")
)


def remove_files(store: Store) -> int:
    """Delete the files whose keys were destroyed; returns how many. Blocking; safe to repeat."""
    removed = 0
    while files := store.read_now(lambda tx: [str(row.file) for row in tx.all(_DOOMED)]):
        for file in files:
            store.documents.remove(file)
        store.write_now(partial(_forget, files=files))
        removed += len(files)
    return removed


def _forget(tx: Tx, files: Sequence[str]) -> None:
    for file in files:
        tx.run(_FORGET_FILE, its_file=file)
