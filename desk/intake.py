"""The intake at the desk: drafts opened, heard, kept after every message, submitted once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from desk import clocks, pushes, renewal, wallet
from desk.complaints.circle import keep_out
from desk.complaints.receipt import receipt as complaint_receipt
from desk.complaints.receipt import tell_if_nobody
from desk.complaints.wording import worded
from desk.counter.bring import bring
from desk.daily.findable import keep_words
from desk.desk import Taken
from desk.filing.rights import standing_for
from desk.guard import daily
from desk.incidents.view import notices
from desk.printing import drafts as printed
from desk.tickets import carry_out, facts, local, owner_rows, standard_of, write_journal
from desk.versions import pinned
from desk.visit import Reply, Visit, card, draft_subject, ticket_subject, under
from flows.filing import is_late
from flows.hear import begin, hear
from flows.heard import Heard, HeardKind, Paper
from flows.intake import Intake, Outcome, Turn, open_item, path
from flows.moves import submitted
from flows.number import make
from flows.press import Press
from flows.questions import question
from flows.say import Button, Card, Say, Style, Value
from flows.standard import APPLICANT, Action, Standard, State, TicketKind
from flows.whereabouts import Deed, Refused, holder
from storage import conversations, counters, dossier, drafts, filings, tickets
from storage.drafts import Draft
from storage.incidents import set_ticket_due
from storage.moments import DAY
from storage.tickets import Ticket

FILES_A_DAY = 150
BYTES_A_DAY = 200_000_000
CANCELLING = "cancel"
"""The step at which somebody is asked whether the draft shall go; a text is then no answer."""
DECIDING = frozenset({CANCELLING, renewal.RENEWING})
"""The steps at which something about the draft itself is decided."""


def start(
    visit: Visit, service: str, follows: str = "", given: Mapping[str, str] | None = None
) -> Reply:
    """Open a draft for a service, or go on with the one that is open already.

    `follows` is the number of the closed ticket whose matter is not solved; `given` are answers
    that are known before the first question.
    """
    version = visit.desk.books.catalogue.service(service).version
    standard = pinned(visit.desk, service, version)
    for kept in drafts.open_ones(visit.desk.tx, visit.person.id):
        if kept.service == service and kept.ticket_id is None:
            return resume(visit, kept)
    turn = begin(standard, given)
    begun = replace(turn.intake, follows=follows)
    kept = drafts.add(visit.desk.tx, visit.person.id, service, standard.version, begun, visit.now)
    return _asking(visit, kept, (under(_opening("intake.begin", standard), turn.cards[0]),))


def resume(visit: Visit, kept: Draft) -> Reply:
    """Go on with a draft where the person left it; a newer standard is asked about first."""
    current_one = renewal.newer(visit.desk, kept)
    if current_one is not None:
        return renewal.ask(visit, kept, current_one)
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    asked = question(standard, kept.intake)
    return _asking(visit, kept, (under(_opening("intake.resume", standard), asked),))


def again(visit: Visit, kept: Draft, why: Say) -> Reply:
    """Say something and ask the open question again."""
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    return _asking(visit, kept, (under(why, question(standard, kept.intake)),))


def _opening(key: str, standard: Standard) -> Say:
    return Say(key, {"service": standard.title})


def current(visit: Visit) -> Draft | None:
    """Return the draft the conversation is in, None when it is in none."""
    if visit.at.draft_id is None:
        return None
    kept = drafts.by_id(visit.desk.tx, visit.at.draft_id)
    if kept is None or kept.state != "open" or standing_for(visit, kept) is None:
        return None
    return kept


def take(visit: Visit, kept: Draft, heard: Heard) -> Reply:
    """Hear one thing inside a draft and keep the new intake in the same transaction."""
    visit = standing_for(visit, kept) or visit
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    day = local(visit.desk, visit.now, standard.office).date().isoformat()
    turn = hear(standard, kept.intake, replace(heard, day=day))
    if turn.outcome is Outcome.SUBMITTED and renewal.newer(visit.desk, kept) is not None:
        return resume(visit, kept)
    if turn.outcome is Outcome.SUBMITTED:
        return _submit(visit, standard, kept, turn)
    return _went_on(visit, kept, turn)


def _went_on(visit: Visit, kept: Draft, turn: Turn) -> Reply:
    """Keep the new intake, in the same transaction, and show what comes next."""
    drafts.save(visit.desk.tx, kept, turn.intake, visit.now)
    moved_on = turn.intake.asked != kept.intake.asked
    kept = replace(kept, turn=kept.turn + 1, intake=turn.intake)
    if moved_on and renewal.newer(visit.desk, kept) is not None:
        return resume(visit, kept)
    return _asking(visit, kept, turn.cards)


def take_file(visit: Visit, kept: Draft, taken: Taken) -> Reply:
    """Take a stored file into a draft; one that is not wanted there leaves no row."""
    visit = standing_for(visit, kept) or visit
    over = over_quota(visit, taken.paper.size)
    if over is not None:
        return Reply((card(over),))
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    turn = hear(standard, kept.intake, Heard(HeardKind.PAPER, paper=taken.paper))
    item = _item_of(turn.intake, taken.paper)
    if item:
        _keep_row(visit, kept, taken, item)
    return _went_on(visit, kept, turn)


def _item_of(intake: Intake, paper: Paper) -> str:
    """Return the document that a paper was taken for, "" if it was not taken."""
    for item, papers in intake.papers.items():
        if any(paper.id == one.id for one in papers):
            return item
    return ""


def _keep_row(visit: Visit, kept: Draft, taken: Taken, item: str) -> None:
    dossier.add(
        visit.desk.tx,
        taken.paper,
        taken.file,
        taken.key,
        person_id=visit.owner,
        draft_id=kept.id,
        ticket_id=None,
        item=item,
        at=visit.now,
    )


def over_quota(visit: Visit, size: int) -> Say | None:
    """Say that a person has sent enough for today, None while not."""
    files, sent = dossier.taken_since(visit.desk.tx, visit.owner, visit.now - DAY)
    if files >= FILES_A_DAY or sent + size > BYTES_A_DAY:
        return Say(
            "paper.refused.quota", {"files": FILES_A_DAY, "megabytes": BYTES_A_DAY // 10**6}
        )
    return None


def _asking(visit: Visit, kept: Draft, cards: tuple[Card, ...]) -> Reply:
    place = replace(visit.at, draft_id=kept.id, ticket_id=None, step="")
    cards = wallet.offer_under(visit, kept, cards)
    return Reply(cards, draft_subject(kept.id), kept.turn, place)


# Leaving a draft


def ask_to_cancel(visit: Visit, kept: Draft) -> Reply:
    """Ask before anything is thrown away."""
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    rows = (
        (Button(Say("button.cancel_yes"), "cancel_yes", "", Style.DANGER),),
        (Button(Say("button.cancel_no"), "show"), Button(Say("button.later"), "later")),
    )
    ask = card(Say("intake.cancel", {"service": standard.title}), rows=rows)
    at = replace(visit.at, draft_id=kept.id, ticket_id=None, step=CANCELLING)
    return Reply((ask,), draft_subject(kept.id), kept.turn, at, numbered=True)


def cancel(visit: Visit, kept: Draft) -> Reply:
    """Throw a draft away."""
    drafts.close(visit.desk.tx, kept.id, "cancelled", visit.now)
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(Say("intake.cancelled"), rows=rows),), at=conversations.NOWHERE)


def later(visit: Visit) -> Reply:
    """Leave a draft lying; it is kept."""
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(Say("intake.later"), rows=rows),), at=conversations.NOWHERE)


# Submitting


def _submit(visit: Visit, standard: Standard, kept: Draft, turn: Turn) -> Reply:
    if visit.behalf is not None and filings.of_person(visit.desk.tx, visit.owner) is None:
        rows = ((Button(Say("button.go_on"), "filing_on", str(kept.id), Style.PRIMARY),),)
        return Reply((card(Say("filing.unnamed"), rows=rows),))
    if kept.ticket_id is None and daily.too_many_today(visit):
        return again(visit, kept, Say("guard.tickets", {"count": daily.TICKETS_A_DAY}))
    if not drafts.close(visit.desk.tx, kept.id, "submitted", visit.now):
        return already_closed(visit, kept)
    if kept.ticket_id is not None:
        return _complete(visit, standard, kept, turn.intake)
    ticket = _open_ticket(visit, standard, kept, turn.intake)
    _bind_papers(visit, standard, ticket, turn.intake)
    keep_words(visit.desk, ticket, turn.intake)
    return receipt(visit, standard, ticket)


def already_closed(visit: Visit, kept: Draft) -> Reply:
    """A second tap on "Kirim" finds the ticket that the first one made."""
    for ticket in tickets.of_person(visit.desk.tx, visit.owner):
        if ticket.draft_id == kept.id or ticket.id == kept.ticket_id:
            said = Say("intake.already_submitted", {"number": ticket.number})
            rows = _rows(visit, standard_of(visit.desk, ticket), ticket)
            return Reply((card(said, rows=rows),), ticket_subject(ticket.id), ticket.version)
    rows = ((Button(Say("button.menu"), "menu"),),)
    return Reply((card(Say("intake.closed"), rows=rows),))


def _open_ticket(visit: Visit, standard: Standard, kept: Draft, intake: Intake) -> Ticket:
    desk = visit.desk
    office = desk.books.catalogue.office(standard.office)
    year = local(desk, visit.now, office.id).year
    running = counters.next_value(desk.tx, f"ticket:{office.code}:{year}")
    late = is_late(standard.filing, intake.answers, local(desk, visit.now, office.id).date())
    move = submitted(standard, office.id, intake.answers.get("desk_office", ""), late=late)
    ticket = tickets.add(
        desk.tx,
        number=make(office.code, year, running),
        kind=standard.kind.value,
        service=standard.id,
        version=kept.standard_version,
        draft_id=kept.id,
        person_id=visit.owner,
        holder=holder(standard, move.to),
        at=move.to,
        title=standard.title.id,
        company=intake.answers.get("company_name", ""),
        key=kept.key,
        intake=intake,
        now=visit.now,
    )
    due_at = clocks.run(desk, standard, ticket.id, standard.office, move)
    if due_at is not None:
        ticket = set_ticket_due(desk.tx, ticket, due_at)
    data = {"service": standard.id, "to": move.to.step, "state": move.to.state.value}
    keep_out(desk, ticket, intake.answers)
    entry = write_journal(visit, ticket, move.journal, APPLICANT, data, version=1)
    told = facts(desk, standard, ticket)
    pushes.tell(desk, ticket, move.notices, told, entry, actor=visit.person.id)
    return ticket


def _bind_papers(visit: Visit, standard: Standard, ticket: Ticket, intake: Intake) -> None:
    for ask in path(standard, intake.answers):
        for position, paper in enumerate(intake.papers.get(ask.id, ()), 1):
            dossier.attach(visit.desk.tx, paper.id, ticket.id, ask.id, position)


def receipt(visit: Visit, standard: Standard, ticket: Ticket) -> Reply:
    """The numbered receipt: time standard, what starts it, what to bring, what comes next."""
    if standard.kind is TicketKind.COMPLAINT:
        tell_if_nobody(visit.desk, ticket)
        return complaint_receipt(visit, standard, ticket)
    at = local(visit.desk, ticket.submitted_at, ticket.at.office)
    values: dict[str, Value] = {**facts(visit.desk, standard, ticket), "at": at}
    says = [*_read_out(visit), Say("receipt.received", values), _time(standard, values)]
    says.extend(notices(visit.desk, standard.office, standard.id))
    says.extend(bring(visit.desk, standard, ticket))
    visit_first = ticket.at.state is State.AWAITING_VISIT
    says.append(Say("receipt.next_visit" if visit_first else "receipt.next", values))
    rows = (
        (Button(Say("button.papers"), "papers"),),
        (Button(Say("button.copy_number"), copy=ticket.number),),
        *_rows(visit, standard, ticket),
    )
    reply = card(*says, rows=rows)
    return Reply((reply,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


def _read_out(visit: Visit) -> tuple[Say, ...]:
    """What an officer who recorded for somebody reads out or prints is the receipt itself."""
    return () if visit.behalf is None else (Say("filing.read_out"),)


def _rows(visit: Visit, standard: Standard, ticket: Ticket) -> Sequence[Sequence[Button]]:
    if visit.behalf is None:
        return owner_rows(standard, ticket)
    return (
        (
            Button(Say("button.open_ticket"), "card"),
            Button(Say("linking.button"), "link", f"{ticket.id}"),
        ),
    )


def _time(standard: Standard, values: dict[str, Value]) -> Say:
    """The time standard as written, then until when; a floor is told once, it has no moment."""
    printed = standard.components["time_standard"]
    told = standard.told_clocks[0].told if standard.told_clocks else printed.text
    if not standard.told_clocks and printed.absent:
        return Say("receipt.no_time", values)
    when = values["when"]
    floor = isinstance(when, Say) and when.key == "pause.when_at_least"
    return Say("receipt.time_told" if floor else "receipt.time", {**values, "time": told})


# Completing a returned ticket


def begin_completion(visit: Visit, ticket: Ticket) -> Reply:
    """Open a draft with the ticket's answers, in which only the faulty documents are missing."""
    for kept in drafts.open_ones(visit.desk.tx, visit.owner):
        if kept.ticket_id == ticket.id:
            _recorded(visit, kept)
            return resume(visit, kept)
    standard = standard_of(visit.desk, ticket)
    given = tickets.answers(visit.desk.tx, ticket)
    faulty = {m.item for m in dossier.marks(visit.desk.tx, ticket.id).values() if not m.good}
    intake = replace(
        given,
        papers={item: kept for item, kept in given.papers.items() if item not in faulty},
        answers={item: value for item, value in given.answers.items() if item not in faulty},
    )
    intake = replace(intake, asked=open_item(standard, intake))
    kept = drafts.add(
        visit.desk.tx,
        visit.owner,
        ticket.service,
        ticket.standard_version,
        intake,
        visit.now,
        ticket_id=ticket.id,
    )
    _recorded(visit, kept)
    opening = worded(ticket.kind, Say("completion.begin", {"number": ticket.number}))
    return _asking(visit, kept, (under(opening, question(standard, intake)),))


def _recorded(visit: Visit, kept: Draft) -> None:
    """Note who fills in the completion for somebody; of several officers it is the last."""
    if visit.behalf is not None:
        post = visit.behalf.office, visit.behalf.role
        filings.record(visit.desk.tx, kept, visit.person.id, post, visit.behalf.channel, visit.now)


def _complete(visit: Visit, standard: Standard, kept: Draft, intake: Intake) -> Reply:
    tx = visit.desk.tx
    ticket = tickets.by_id(tx, kept.ticket_id or 0)
    assert ticket is not None
    before = tickets.answers(tx, ticket)
    moved = carry_out(visit, ticket, Deed(Action.COMPLETE))
    if not isinstance(moved, Ticket):
        why = moved.say if isinstance(moved, Refused) else Say("ticket.moved_on")
        return Reply((card(why),), at=conversations.NOWHERE)
    for item in set(before.papers) | set(intake.papers):
        if intake.papers.get(item) != before.papers.get(item):
            dossier.set_aside(tx, ticket.id, item, visit.now)
            dossier.unmark(tx, ticket.id, item)
    for item, mark in dossier.marks(tx, ticket.id).items():
        if not mark.good:
            dossier.unmark(tx, ticket.id, item)
    _bind_papers(visit, standard, ticket, intake)
    tickets.save_answers(tx, ticket.id, ticket.key, intake)
    keep_words(visit.desk, ticket, intake)
    said = worded(ticket.kind, Say("completion.done", facts(visit.desk, standard, moved)))
    done = card(said, rows=_rows(visit, standard, moved))
    return Reply((done,), ticket_subject(moved.id), moved.version, conversations.NOWHERE)


# Buttons of a draft

_DECIDED: Mapping[str, Callable[[Visit, Draft], Reply]] = {
    "cancel": ask_to_cancel,
    "cancel_yes": cancel,
    "later": lambda visit, kept: later(visit),
    "renew": lambda visit, kept: resume(visit, renewal.carry_over(visit, kept)),
    "stay": lambda visit, kept: resume(visit, renewal.stay(visit, kept)),
}
"""The buttons that decide about the draft itself."""
_STEERED = {
    "option": HeardKind.OPTION,
    "next": HeardKind.NEXT,
    "keep": HeardKind.KEEP,
    "skip": HeardKind.SKIP,
    "back": HeardKind.BACK,
    "edit": HeardKind.EDIT,
    "replace": HeardKind.REPLACE,
    "review": HeardKind.REVIEW,
    "submit": HeardKind.SUBMIT,
    "show": HeardKind.SHOW,
}
"""The buttons that `flows.hear` understands."""


def pressed(visit: Visit, press: Press) -> Reply:
    """Answer a button of a draft; an old one is answered with today's question."""
    kept = drafts.by_id(visit.desk.tx, int(press.subject[1:], 36))
    standing = standing_for(visit, kept) if kept is not None else None
    if kept is None or standing is None:
        return Reply((card(Say("press.not_yours")),))
    visit = standing
    if kept.state != "open":
        return already_closed(visit, kept)
    if press.version != kept.turn:
        return again(visit, kept, Say("press.old_question"))
    order = _DECIDED.get(press.action)
    if order is not None:
        return order(visit, kept)
    if press.action in wallet.ACTIONS:
        return wallet.pressed(visit, kept, press.action) or resume(visit, kept)
    if press.action in printed.ACTIONS:
        return printed.pressed(visit, kept, press.action, press.arg)
    return take(visit, kept, Heard(_STEERED[press.action], press.arg))
