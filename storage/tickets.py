"""Named queries about tickets: rows guarded by their version, content sealed by an own key."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, case, insert, or_, select, update

from flows.filing import LATE
from flows.intake import Intake
from flows.standard import APPLICANT, State
from flows.whereabouts import CLOSED, Whereabouts
from storage.circles import open_to
from storage.drafts import pack, unpack
from storage.moments import NOT_YET
from storage.sieve import ALL, Sieve, sifted
from storage.store import Row, Tx
from storage.tables import ticket

Place = tuple[int, int]
"""A place in the order of a queue: when a file became complete, and its id."""
FIRST: Place = (-1, 0)
"""The place before every file."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """A numbered case; times are milliseconds since 1970, None where the moment has not come.

    `at` holds what `flows.chain` decides on; `holder_role` may be the applicant, who then owes
    something since `waiting_at`.
    """

    id: int
    number: str
    kind: str
    service: str
    standard_version: str
    draft_id: int | None
    person_id: int
    holder_office: str
    holder_role: str
    at: Whereabouts
    version: int
    company: str
    key: bytes
    submitted_at: int
    complete_at: int | None
    due_at: int | None
    handed_at: int | None
    confirmed_at: int | None
    closed_at: int | None
    handed_channel: str
    content: bytes
    waiting_at: int | None = None

    @property
    def place(self) -> Place:
        """Where it stands in the order of a queue."""
        return (NOT_YET if self.complete_at is None else self.complete_at), self.id

    @property
    def open(self) -> bool:
        """Whether anything can still happen."""
        return self.at.state not in CLOSED


_T = ticket.c
_ADD = (
    insert(ticket)
    .values(
        number=bindparam("its_number"),
        kind=bindparam("its_kind"),
        service=bindparam("of_service"),
        standard_version=bindparam("of_version"),
        draft_id=bindparam("of_draft"),
        person_id=bindparam("who"),
        office=bindparam("its_office"),
        desk_office=bindparam("its_desk"),
        holder_office=bindparam("held_office"),
        holder_role=bindparam("held_role"),
        step=bindparam("at_step"),
        state=bindparam("in_state"),
        back_to="",
        closed_step="",
        channel="",
        flags=bindparam("its_flags"),
        version=1,
        open=True,
        title=bindparam("its_title"),
        company=bindparam("its_company"),
        key=bindparam("wrapped"),
        content=b"",
        submitted_at=bindparam("at"),
        complete_at=NOT_YET,
    )
    .returning(_T.id)
)
COLUMNS = (
    _T.id,
    _T.number,
    _T.kind,
    _T.service,
    _T.standard_version,
    _T.draft_id,
    _T.person_id,
    _T.office,
    _T.desk_office,
    _T.holder_office,
    _T.holder_role,
    _T.claimed_by,
    _T.step,
    _T.state,
    _T.back_to,
    _T.closed_step,
    _T.version,
    _T.company,
    _T.key,
    _T.content,
    _T.submitted_at,
    _T.complete_at,
    _T.due_at,
    _T.handed_over_at,
    _T.channel,
    _T.confirmed_at,
    _T.closed_at,
    _T.waiting_at,
    _T.flags,
)
_BY_ID = select(*COLUMNS).where(_T.id == bindparam("ticket_id"), _T.destroyed_at.is_(None))
_BY_NUMBER = select(*COLUMNS).where(
    _T.number == bindparam("its_number"), _T.destroyed_at.is_(None)
)
_OF_PERSON = (
    select(*COLUMNS)
    .where(_T.person_id == bindparam("who"), _T.destroyed_at.is_(None))
    .order_by(_T.open.desc(), _T.id.desc())
    .limit(bindparam("most"))
)
_CLAIMED_BY = select(*COLUMNS).where(_T.open, _T.claimed_by == bindparam("who")).order_by(_T.id)
_QUEUE = (
    select(*COLUMNS)
    .where(
        _T.open,
        _T.holder_office == bindparam("held_office"),
        _T.holder_role == bindparam("held_role"),
        _T.complete_at >= bindparam("completed"),
        or_(_T.complete_at > bindparam("completed"), _T.id > bindparam("ticket_id")),
        open_to(_T.id, bindparam("viewer")),
        *sifted(),
    )
    .order_by(_T.complete_at, _T.id)
    .limit(bindparam("most"))
)
_CONTENT = (
    update(ticket).where(_T.id == bindparam("ticket_id")).values(content=bindparam("sealed"))
)
_MOVE = (
    update(ticket)
    .where(_T.id == bindparam("ticket_id"), _T.version == bindparam("old_version"))
    .values(
        version=bindparam("new_version"),
        step=bindparam("at_step"),
        state=bindparam("in_state"),
        back_to=bindparam("goes_back_to"),
        closed_step=bindparam("was_closed_at"),
        flags=bindparam("its_flags"),
        claimed_by=bindparam("taken_by"),
        holder_office=bindparam("held_office"),
        holder_role=bindparam("held_role"),
        complete_at=bindparam("completed"),
        due_at=bindparam("due"),
        handed_over_at=bindparam("handed"),
        channel=bindparam("by_channel"),
        confirmed_at=bindparam("confirmed"),
        closed_at=bindparam("closed"),
        open=bindparam("still_open"),
        waiting_at=bindparam("waits_since"),
        reminders=case((_T.waiting_at == bindparam("waits_since"), _T.reminders), else_=0),
        reminded_at=case((_T.waiting_at == bindparam("waits_since"), _T.reminded_at), else_=None),
    )
)


def as_ticket(row: Row) -> Ticket:
    """Return the ticket of a row that holds `COLUMNS`."""
    at = Whereabouts(
        step=row.step,
        state=State(row.state),
        office=row.office,
        desk_office=row.desk_office,
        back_to=row.back_to,
        closed_step=row.closed_step,
        claimed_by=row.claimed_by or 0,
        complete=row.complete_at != NOT_YET,
        handed_over=row.handed_over_at is not None,
        confirmed=row.confirmed_at is not None,
        ended=_ended(row.flags),
        late=LATE in row.flags.split(),
    )
    return Ticket(
        id=row.id,
        number=row.number,
        kind=row.kind,
        service=row.service,
        standard_version=row.standard_version,
        draft_id=row.draft_id,
        person_id=row.person_id,
        holder_office=row.holder_office,
        holder_role=row.holder_role,
        at=at,
        version=row.version,
        company=row.company,
        key=row.key,
        submitted_at=row.submitted_at,
        complete_at=None if row.complete_at == NOT_YET else row.complete_at,
        due_at=row.due_at,
        handed_at=row.handed_over_at,
        confirmed_at=row.confirmed_at,
        closed_at=row.closed_at,
        handed_channel=row.channel,
        content=row.content,
        waiting_at=row.waiting_at,
    )


def add(
    tx: Tx,
    *,
    number: str,
    kind: str,
    service: str,
    version: str,
    draft_id: int,
    person_id: int,
    holder: tuple[str, str],
    at: Whereabouts,
    title: str,
    company: str,
    key: bytes,
    intake: Intake,
    now: int,
) -> Ticket:
    """Add a ticket; the unique `draft_id` makes a second one from the same draft impossible."""
    ticket_id = tx.value(
        _ADD,
        its_number=number,
        its_kind=kind,
        of_service=service,
        of_version=version,
        of_draft=draft_id,
        who=person_id,
        its_office=at.office,
        its_desk=at.desk_office,
        held_office=holder[0],
        held_role=holder[1],
        at_step=at.step,
        in_state=at.state.value,
        its_flags=_flags(at),
        its_title=title,
        its_company=company,
        wrapped=key,
        at=now,
    )
    assert isinstance(ticket_id, int)
    save_answers(tx, ticket_id, key, intake)
    made = by_id(tx, ticket_id)
    assert made is not None
    return made


def save_answers(tx: Tx, ticket_id: int, key: bytes, intake: Intake) -> None:
    """Keep the answers of a ticket, sealed by its own key."""
    sealed = tx.vault.seal(key, pack(intake), f"ticket:{ticket_id}")
    tx.send(_CONTENT, ticket_id=ticket_id, sealed=sealed)


def answers(tx: Tx, kept: Ticket) -> Intake:
    """Return what the applicant gave, unsealed."""
    return unpack(tx.vault.open(kept.key, kept.content, f"ticket:{kept.id}"))


def by_id(tx: Tx, ticket_id: int) -> Ticket | None:
    """Return a ticket, None if there is none or it was destroyed by its retention rule."""
    row = tx.one(_BY_ID, ticket_id=ticket_id)
    return None if row is None else as_ticket(row)


def by_number(tx: Tx, number: str) -> Ticket | None:
    """Return the ticket of a number in its written form, None if there is none."""
    row = tx.one(_BY_NUMBER, its_number=number)
    return None if row is None else as_ticket(row)


def of_person(tx: Tx, person_id: int, most: int = 20) -> Sequence[Ticket]:
    """Return a person's tickets, open ones first, the latest first."""
    return [as_ticket(row) for row in tx.all(_OF_PERSON, who=person_id, most=most)]


def claimed_by(tx: Tx, person_id: int) -> Sequence[Ticket]:
    """Return the open tickets somebody took."""
    return [as_ticket(row) for row in tx.all(_CLAIMED_BY, who=person_id)]


def queue(
    tx: Tx,
    office: str,
    role: str,
    most: int,
    after: Place = FIRST,
    viewer: int = 0,
    sieve: Sieve = ALL,
) -> Sequence[Ticket]:
    """Return what a role holds: complete files first, in the order they became complete.

    Only those that stand behind the place `after` and are meant by the sieve, and none that is
    kept from the person `viewer`.
    """
    completed, ticket_id = after
    rows = tx.all(
        _QUEUE,
        held_office=office,
        held_role=role,
        completed=completed,
        ticket_id=ticket_id,
        viewer=viewer,
        most=most,
        **sieve.values(),
    )
    return [as_ticket(row) for row in rows]


def move(
    tx: Tx,
    kept: Ticket,
    to: Whereabouts,
    holder: tuple[str, str],
    now: int,
    *,
    due_at: int | None,
    channel: str = "",
) -> Ticket | None:
    """Move a ticket if nobody moved it meanwhile; None for the loser of a race."""
    after = replace(
        kept,
        at=to,
        version=kept.version + 1,
        holder_office=holder[0],
        holder_role=holder[1],
        complete_at=(kept.complete_at or now) if to.complete else None,
        due_at=due_at,
        handed_at=(kept.handed_at or now) if to.handed_over else None,
        confirmed_at=(kept.confirmed_at or now) if to.confirmed else None,
        closed_at=now if to.state in CLOSED else None,
        handed_channel=channel or kept.handed_channel,
        waiting_at=_waiting_since(kept, to, holder, now),
    )
    done = tx.run(
        _MOVE,
        ticket_id=kept.id,
        old_version=kept.version,
        new_version=kept.version + 1,
        at_step=to.step,
        in_state=to.state.value,
        goes_back_to=to.back_to,
        was_closed_at=to.closed_step,
        its_flags=_flags(to),
        taken_by=to.claimed_by or None,
        held_office=holder[0],
        held_role=holder[1],
        completed=NOT_YET if after.complete_at is None else after.complete_at,
        due=due_at,
        handed=after.handed_at,
        by_channel=after.handed_channel,
        confirmed=after.confirmed_at,
        closed=after.closed_at,
        still_open=after.open,
        waits_since=after.waiting_at,
    )
    return after if done == 1 else None


_ENDED = "ended:"


def _flags(to: Whereabouts) -> str:
    """Return the clocks that ended for good, and lateness, as words of the column `flags`."""
    late = (LATE,) if to.late else ()
    return " ".join((*late, *(f"{_ENDED}{clock}" for clock in sorted(to.ended))))


def _ended(flags: str) -> frozenset[str]:
    words = (word for word in flags.split() if word.startswith(_ENDED))
    return frozenset(word.removeprefix(_ENDED) for word in words)


def _waiting_since(kept: Ticket, to: Whereabouts, holder: tuple[str, str], now: int) -> int | None:
    """Return since when the applicant owes what he owes after this move, None if nothing."""
    if holder[1] != APPLICANT or to.state in CLOSED:
        return None
    same = kept.waiting_at is not None and to.state is kept.at.state
    return kept.waiting_at if same else now
