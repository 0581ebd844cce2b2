"""The staff's view of a ticket: card and history; each shown only to the offices concerned."""

from collections.abc import Sequence

from desk import mine, progress
from desk.complaints.circle import kept_out, name_for, reads_identity
from desk.delegations.standing import named, standing_in
from desk.duties import acting
from desk.editing.rights import offices as answering
from desk.filing.contact import lines
from desk.levels import LEVELS, handed_over
from desk.tickets import facts, local, open_note, standard_of
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import allowed
from flows.forms import FormBy
from flows.intake import Intake
from flows.questions import review_lines
from flows.say import Button, Place, Say, Style, Value
from flows.standard import APPLICANT, Action, Standard, TicketKind
from flows.whereabouts import targets as targets_of
from storage import conversations, journal, people, requests, tickets
from storage.requests import Request
from storage.tickets import Ticket

BUTTON_ACTIONS = (
    Action.FORWARD,
    Action.DISPOSE,
    Action.ARCHIVE,
    Action.FINISH,
    Action.RETURN,
    Action.ESCALATE,
    Action.DE_ESCALATE,
    Action.ASK,
    Action.REJECT,
    Action.NOTE,
    Action.CLAIM,
    Action.RELEASE,
)
"""The deeds offered on a card, in this order."""
_STYLES = {
    Action.FORWARD: Style.SUCCESS,
    Action.DISPOSE: Style.SUCCESS,
    Action.ARCHIVE: Style.SUCCESS,
    Action.FINISH: Style.SUCCESS,
    Action.REJECT: Style.DANGER,
}


def may_read(visit: Visit, ticket: Ticket) -> bool:
    """Whether a person works in an office that may read the ticket, and it is not about him."""
    offices = _reading_offices(ticket)
    works_there = any(office in offices for office, _ in visit.posts)
    return works_there and visit.person.id not in kept_out(visit.desk, ticket)


def reading_role(visit: Visit, ticket: Ticket) -> str:
    """Return the role in which an officer reads a ticket: the holder's own before any other."""
    if (ticket.holder_office, ticket.holder_role) in visit.posts:
        return ticket.holder_role
    offices = _reading_offices(ticket)
    return next(role for office, role in sorted(visit.posts) if office in offices)


def _reading_offices(ticket: Ticket) -> frozenset[str]:
    return frozenset({ticket.at.office, ticket.at.desk_office, ticket.holder_office})


def found(visit: Visit, number: str) -> Ticket | None:
    """Return a ticket the officer may read; None for unknown and other offices' alike.

    The posts are read first, so that both take the same statements and the same time.
    """
    if not visit.posts:
        return None
    ticket = tickets.by_number(visit.desk.tx, number)
    return ticket if ticket is not None and may_read(visit, ticket) else None


def found_by_id(visit: Visit, ticket_id: int, number: str = "") -> Ticket | None:
    """Return another person's ticket whose applicant the officer may know, by id or by number.

    None for unknown ones, other offices', and the officer's own.
    """
    if not visit.posts:
        return None
    tx = visit.desk.tx
    ticket = tickets.by_number(tx, number) if number else tickets.by_id(tx, ticket_id)
    if ticket is None or not may_read(visit, ticket) or not reads_identity(visit, ticket):
        return None
    return None if ticket.person_id == visit.person.id else ticket


def ticket_card(visit: Visit, ticket: Ticket, *says: Say, place: Place = Place.NEW) -> Reply:
    """The card of a ticket, with the deeds this officer may do now as buttons."""
    desk = visit.desk
    standard = standard_of(desk, ticket)
    given = tickets.answers(desk.tx, ticket)
    known = reads_identity(visit, ticket)
    values: dict[str, Value] = {
        **facts(desk, standard, ticket),
        "name": name_for(visit, ticket, ticket.person_id),
        "at": local(desk, ticket.submitted_at, ticket.at.office),
        "taken": _taken(visit, ticket),
        "lines": review_lines(standard, given if known else _matter(standard, given)),
        "originals": _originals(standard, ticket),
    }
    parts = [*says, Say("card.head", values)]
    if known:
        parts.extend(lines(desk, ticket))
    parts.append(progress.progress(desk, ticket))
    if known:
        parts.extend(handed_over(desk, standard, ticket))
    parts.append(Say("card.answers", values))
    warnings = (*_late(ticket), *_warnings(standard, given))
    if warnings and known:
        parts.append(Say("card.warnings", {"lines": warnings}))
    asked = _request_lines(visit, ticket) if known else ()
    if asked:
        parts.append(Say("card.requests", {"lines": asked}))
    shown = card(*parts, rows=_rows(visit, standard, ticket), place=place)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


def _matter(standard: Standard, given: Intake) -> Intake:
    """What staff who do not handle complaints may read of one: its matter, nothing of a person."""
    matter = {ask.id for ask in standard.asks if ask.matter}
    answers = {item: value for item, value in given.answers.items() if item in matter}
    return Intake(asked="", answers=answers)


def _late(ticket: Ticket) -> tuple[Value, ...]:
    return (Say("complaint.is_late"),) if ticket.at.late else ()


def _request_lines(visit: Visit, ticket: Ticket) -> tuple[Value, ...]:
    """What was asked for, with the answers themselves: only staff read them again."""
    asked = requests.of_ticket(visit.desk.tx, ticket.id, ticket.key)
    return tuple(_answer(one) if one.answered else mine.request_line(one) for one in asked)


def _answer(asked: Request) -> Say:
    values: dict[str, Value] = {"nth": asked.position, "wording": asked.wording}
    if asked.kind == "document":
        return Say("card.request_file", {**values, "dossier": Say("button.dossier")})
    return Say("card.request_text", {**values, "answer": asked.answer})


def _taken(visit: Visit, ticket: Ticket) -> Say:
    if not ticket.open or ticket.holder_role == APPLICANT:
        return Say("card.not_ours")
    if ticket.at.claimed_by:
        desk, taker, role = visit.desk, ticket.at.claimed_by, ticket.holder_role
        stands_for = standing_in(desk, taker, role, {ticket.holder_office})
        name = named(desk, people.name_of(desk.tx, taker), stands_for)
        return Say("card.taken", {"name": name})
    return Say("card.free")


def _originals(standard: Standard, ticket: Ticket) -> Say:
    if standard.step(ticket.at.step).sees_originals:
        return Say("card.originals_due")
    return Say("card.no_originals")


def _warnings(standard: Standard, given: Intake) -> tuple[Value, ...]:
    codes = given.warnings
    lines: list[Value] = [
        Say("card.warning", {"title": ask.title, "what": Say(f"warning.{codes[ask.id]}")})
        for ask in standard.asks
        if ask.id in codes
    ]
    for item, papers in given.papers.items():
        for paper in papers:
            if paper.flag.startswith("same_as:"):
                twin = standard.ask(paper.flag.removeprefix("same_as:")).title
                title = standard.ask(item).title
                lines.append(Say("card.same_file", {"title": title, "twin": twin}))
    return tuple(lines)


def _rows(visit: Visit, standard: Standard, ticket: Ticket) -> list[tuple[Button, ...]]:
    possible = allowed(standard, ticket.at, acting(visit, ticket))
    rows: list[tuple[Button, ...]] = []
    for action in BUTTON_ACTIONS:
        if action in possible:
            rows.extend(deed_rows(standard, ticket, action))
    if Action.WAIVE in possible:
        rows.append((Button(Say("action.waive"), "discretion"),))
    if reads_identity(visit, ticket):
        seen = (Button(Say("button.dossier"), "sheet"), Button(Say("button.history"), "history"))
        rows.append(seen)
        rows.append((Button(Say("button.reply"), "reply"),))
    if any(form.by is FormBy.OFFICER for form in standard.forms):
        rows.append((Button(Say("button.papers"), "papers"),))
    if Action.ASSIGN in possible:
        rows.append((Button(Say("action.assign"), "assign"),))
    rows.append(progress.row(ticket))
    if not ticket.open and ticket.kind != TicketKind.COMPLAINT and answering(visit):
        rows.append((Button(Say("faq.button_from"), "faq_from", str(ticket.id)),))
    rows.append((Button(Say("button.refresh"), "card"), Button(Say("button.queue"), "queue")))
    return _paired(rows)


def deed_rows(standard: Standard, ticket: Ticket, action: Action) -> Sequence[tuple[Button, ...]]:
    """One button a deed; one for each target where the officer must choose (disposition)."""
    style = _STYLES.get(action, Style.PLAIN)
    step = standard.step(ticket.at.step)
    targets = targets_of(standard, ticket.at, action)
    label = step.labels.get(action) or Say(f"action.{action.value}")
    if action is Action.DISPOSE and len(targets) == 1:
        return [(Button(label, action.value, targets[0], style),)]
    if action is Action.DISPOSE or (len(targets) > 1 and action is not Action.RETURN):
        return [(Button(_to_step(standard, action, t), action, t, style),) for t in targets]
    return [(Button(label, action.value, "", style),)]


def _to_step(standard: Standard, action: Action, target: str) -> Say:
    key = "button.level_to" if action in LEVELS else "button.dispose_to"
    values: dict[str, Value] = {"step": standard.step(target).title}
    return Say(key, {**values, "action": Say(f"action.{action.value}")})


def _paired(rows: list[tuple[Button, ...]]) -> list[tuple[Button, ...]]:
    """Put short plain deeds two in a row, so that the card fits a small phone."""
    paired: list[tuple[Button, ...]] = []
    for row in rows:
        last = paired[-1] if paired else ()
        plain = all(button.style is Style.PLAIN for button in (*last, *row))
        if paired and len(last) == len(row) == 1 and plain:
            paired[-1] = (*last, *row)
        else:
            paired.append(row)
    return paired


def history(visit: Visit, ticket: Ticket) -> Reply:
    """The ticket's journal, the oldest entry first, notes included (staff only)."""
    desk = visit.desk
    lines = []
    for entry in journal.history(desk.tx, ticket.id):
        who = name_for(visit, ticket, entry.actor_id) if entry.actor_id else "Loket"
        note = Say("history.no_note")
        if entry.sealed:
            note = Say("history.note", {"text": open_note(desk, ticket, entry.sealed)})
        lines.append(
            Say(
                "history.line",
                {
                    "at": entry.at.astimezone(
                        local(desk, ticket.submitted_at, ticket.at.office).tzinfo
                    ),
                    "what": Say(f"journal.{entry.kind}"),
                    "name": named(desk, who, entry.data),
                    "role": Say(f"role.{entry.role}"),
                    "note": note,
                },
            )
        )
    rows = ((Button(Say("button.open_ticket"), "card"),),)
    shown = card(Say("history.list", {"number": ticket.number, "lines": tuple(lines)}), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version)
