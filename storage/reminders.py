"""Named queries of the reminders: tickets, drafts and posts that wait, and marks set once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, exists, or_, select, tuple_, update

from storage.moments import DAY
from storage.sweeps import Page, page_of
from storage.tables import draft, staff, ticket
from storage.tx import Tx

_T, _D, _S = ticket.c, draft.c, staff.c


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket whose applicant owes something since `waiting_at`, reminded `reminders` times."""

    id: int
    version: int
    waiting_at: int
    reminded_at: int | None
    reminders: int

    @property
    def page(self) -> Page:
        """Where it stands among the rows."""
        return self.waiting_at, self.id


@dataclass(frozen=True, slots=True)
class IdleDraft:
    """An open draft nobody wrote in since `updated_at`; marks older than that do not count."""

    id: int
    person_id: int
    service: str
    standard_version: str
    updated_at: int
    reminded_at: int | None
    warned_at: int | None

    @property
    def page(self) -> Page:
        """Where it stands among the rows."""
        return self.updated_at, self.id


@dataclass(frozen=True, slots=True)
class EndingPost:
    """A role of an officer that ends at `until_at`."""

    id: int
    person_id: int
    office: str
    role: str
    until_at: int
    reminded_at: int | None

    @property
    def page(self) -> Page:
        """Where it stands among the rows."""
        return self.until_at, self.id


# Tickets whose applicant owes something

_WAITING = (
    select(_T.id, _T.version, _T.waiting_at, _T.reminded_at, _T.reminders)
    .where(
        _T.open,
        tuple_(_T.waiting_at, _T.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _T.waiting_at <= bindparam("until"),
    )
    .order_by(_T.waiting_at, _T.id)
    .limit(bindparam("most"))
)
_MARK_REMINDED = (
    update(ticket)
    .where(
        _T.id == bindparam("which"),
        _T.version == bindparam("seen"),
        _T.waiting_at.is_not(None),
        _T.reminders == bindparam("old"),
    )
    .values(reminders=bindparam("new"), reminded_at=bindparam("at"))
)


def waiting(tx: Tx, until: int, after: Page, most: int) -> Sequence[Waiting]:
    """Return open tickets whose applicant owes something since `until` or longer."""
    return [
        Waiting(row.id, row.version, row.waiting_at, row.reminded_at, row.reminders)
        for row in page_of(tx, _WAITING, after, most, until=until)
    ]


def mark_reminded(tx: Tx, kept: Waiting, reminders: int, now: int) -> bool:
    """Note a reminder; False if somebody sent it, or the ticket moved."""
    done = tx.run(
        _MARK_REMINDED, which=kept.id, seen=kept.version, old=kept.reminders, new=reminders, at=now
    )
    return done == 1


# Drafts

_IDLE = (
    select(
        _D.id,
        _D.person_id,
        _D.service,
        _D.standard_version,
        _D.updated_at,
        _D.reminded_at,
        _D.warned_at,
    )
    .where(
        _D.state == "open",
        tuple_(_D.updated_at, _D.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _D.updated_at <= bindparam("until"),
        _D.ticket_id.is_(None),
    )
    .order_by(_D.updated_at, _D.id)
    .limit(bindparam("most"))
)
_UNTOUCHED = (
    _D.id == bindparam("which"),
    _D.state == "open",
    _D.updated_at == bindparam("since"),
)
_MARK_DRAFT_REMINDED = (
    update(draft)
    .where(*_UNTOUCHED, or_(_D.reminded_at.is_(None), _D.reminded_at < _D.updated_at))
    .values(reminded_at=bindparam("at"))
)
_MARK_DRAFT_WARNED = (
    update(draft)
    .where(*_UNTOUCHED, or_(_D.warned_at.is_(None), _D.warned_at < _D.updated_at))
    .values(warned_at=bindparam("at"), reminded_at=bindparam("at"))
)
_LAPSE_DRAFT = (
    update(draft)
    .where(*_UNTOUCHED)
    .values(state="lapsed", key=None, content=b"", updated_at=bindparam("at"))
)


def idle_drafts(tx: Tx, until: int, after: Page, most: int) -> Sequence[IdleDraft]:
    """Return open drafts untouched since `until`, but not those that complete a ticket."""
    return [
        IdleDraft(
            row.id,
            row.person_id,
            row.service,
            row.standard_version,
            row.updated_at,
            row.reminded_at,
            row.warned_at,
        )
        for row in page_of(tx, _IDLE, after, most, until=until)
    ]


def mark_draft_reminded(tx: Tx, kept: IdleDraft, now: int) -> bool:
    """Note the reminder of a draft; False if it was sent, or the draft was touched."""
    return tx.run(_MARK_DRAFT_REMINDED, which=kept.id, since=kept.updated_at, at=now) == 1


def mark_draft_warned(tx: Tx, kept: IdleDraft, now: int) -> bool:
    """Note the warning that a draft will lapse; False as in `mark_draft_reminded`."""
    return tx.run(_MARK_DRAFT_WARNED, which=kept.id, since=kept.updated_at, at=now) == 1


def lapse_draft(tx: Tx, kept: IdleDraft, now: int) -> bool:
    """End a draft and erase what it holds; False if it was touched meanwhile."""
    return tx.run(_LAPSE_DRAFT, which=kept.id, since=kept.updated_at, at=now) == 1


# Posts

_ENDING = (
    select(_S.id, _S.person_id, _S.office, _S.role, _S.until_at, _S.reminded_at)
    .where(
        tuple_(_S.until_at, _S.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _S.until_at > bindparam("at"),
        _S.until_at <= bindparam("until"),
        _S.confirmed_at.is_not(None),
    )
    .order_by(_S.until_at, _S.id)
    .limit(bindparam("most"))
)
_ENDED = (
    select(_S.id, _S.person_id, _S.office, _S.role, _S.until_at, _S.reminded_at)
    .where(
        tuple_(_S.until_at, _S.id) > tuple_(bindparam("after_at"), bindparam("after_id")),
        _S.until_at <= bindparam("at"),
        exists().where(_T.open, _T.claimed_by == _S.person_id),
    )
    .order_by(_S.until_at, _S.id)
    .limit(bindparam("most"))
)
_MARK_POST = (
    update(staff)
    .where(
        _S.id == bindparam("which"),
        _S.until_at == bindparam("ends"),
        or_(_S.reminded_at.is_(None), _S.reminded_at < bindparam("stage")),
    )
    .values(reminded_at=bindparam("at"))
)


def ending_posts(tx: Tx, now: int, days: int, after: Page, most: int) -> Sequence[EndingPost]:
    """Return posts that end within so many days."""
    return [
        EndingPost(row.id, row.person_id, row.office, row.role, row.until_at, row.reminded_at)
        for row in page_of(tx, _ENDING, after, most, until=now + days * DAY, at=now)
    ]


def ended_posts(tx: Tx, now: int, after: Page, most: int) -> Sequence[EndingPost]:
    """Return posts that have ended, of people who still have open tickets taken."""
    return [
        EndingPost(row.id, row.person_id, row.office, row.role, row.until_at, row.reminded_at)
        for row in page_of(tx, _ENDED, after, most, at=now)
    ]


def mark_post_reminded(tx: Tx, post: EndingPost, stage: int, now: int) -> bool:
    """Note the reminder that was due from `stage` on; False if it was sent."""
    return tx.run(_MARK_POST, which=post.id, ends=post.until_at, stage=stage, at=now) == 1
