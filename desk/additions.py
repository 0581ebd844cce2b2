"""What an applicant hands in while his case is at a step: a letter, a proof after each deal.

Such an item is part of no intake (`Ask.at`). One that may be repeated is numbered: the files of
the second proof of payment belong to the item `payment_proof.2`.
"""

from collections.abc import Mapping

from desk import intake, pushes
from desk.desk import Taken
from desk.tickets import Lost, carry_out, facts, owner_rows, standard_of, write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import allowed
from flows.filling import form_for
from flows.intake import MOST_PARTS
from flows.say import Button, Say, Style, Value
from flows.standard import APPLICANT, Action, Ask
from flows.whereabouts import Deed, Refused
from storage import conversations, dossier, tickets
from storage.conversations import Conversation
from storage.dossier import Part
from storage.tickets import Ticket

STEP = "add_"
"""How a conversation's step begins while a file for such an item is awaited."""
MORE = "more_"
"""How it begins after a file was taken: one more may come, but nobody was asked for it."""


def wanted(visit: Visit, ticket: Ticket) -> tuple[Ask, ...]:
    """Return what the applicant may hand in now, nothing while he owes something else."""
    standard = standard_of(visit.desk, ticket)
    step = standard.step(ticket.at.step)
    return standard.asks_at(step.id) if ticket.open and ticket.at.state is step.state else ()


def by_word(visit: Visit, number: str = "") -> Reply | None:
    """Ask for the file of the person's one case that takes one; None where there is none.

    Of several cases their list of buttons is shown.
    """
    kept = [one for one in tickets.of_person(visit.desk.tx, visit.person.id) if one.open]
    some = [one for one in kept if number in ("", one.number) and wanted(visit, one)]
    if len(some) == 1:
        return ask(visit, some[0], wanted(visit, some[0])[0].id)
    if not some:
        return None
    rows = [
        (Button(Say("addition.which", {"number": one.number}), "mine", str(one.id)),)
        for one in some
    ]
    return Reply(
        (card(Say("addition.several"), rows=rows),), at=conversations.NOWHERE, numbered=True
    )


def ask(visit: Visit, ticket: Ticket, item: str) -> Reply:
    """Ask for the file of an item; with its number (`item.2`) for one more page of that."""
    known = _ask_of(visit, ticket, item)
    if known is None:
        return _not_now(visit, ticket)
    return _asking(visit, ticket, known, item)


def _asking(visit: Visit, ticket: Ticket, known: Ask, item: str, *says: Say) -> Reply:
    values: dict[str, Value] = {
        "number": ticket.number,
        "title": _title(visit, ticket, known, item),
        "question": known.question,
    }
    asked = [*says, Say("addition.ask", values)]
    if known.note is not None:
        asked.append(Say("intake.note", {"note": known.note}))
    asked.append(Say("intake.how_to_upload"))
    rows = [(Button(Say("button.later"), "mine"),)]
    standard, given = standard_of(visit.desk, ticket), tickets.answers(visit.desk.tx, ticket)
    form = form_for(standard, given.answers, known.id)
    if form is not None:
        rows.insert(0, (Button(Say("button.make_form"), "paper", f"form.{form.id}"),))
    place = Conversation(ticket_id=ticket.id, step=f"{STEP}{item}")
    return Reply((card(*asked, rows=rows),), ticket_subject(ticket.id), ticket.version, place)


def not_a_file(visit: Visit, ticket: Ticket, step: str) -> Reply:
    """A text came where a file is awaited: say so and ask again."""
    item = step.removeprefix(STEP)
    known = _ask_of(visit, ticket, item)
    if known is None:
        return _not_now(visit, ticket)
    return _asking(visit, ticket, known, item, Say("intake.error.not_document"))


def take(visit: Visit, ticket: Ticket, step: str, taken: Taken) -> Reply:
    """Take a file for the item that is awaited; numbered, journalled, told to the holder."""
    item = step.removeprefix(STEP).removeprefix(MORE)
    known = _ask_of(visit, ticket, item)
    if known is None:
        return _not_now(visit, ticket)
    parts = _parts(visit, ticket, known)
    asked, item = item, _numbered(known, item, taken, parts)
    refused = _refused(visit, taken, [part for part in parts if part.item == item], parts)
    if refused is not None:
        return _asking(visit, ticket, known, asked, refused)
    entry = _keep(visit, ticket, known, item, taken)
    values: dict[str, Value] = {
        **facts(visit.desk, standard_of(visit.desk, ticket), ticket),
        "title": _title(visit, ticket, known, item),
    }
    if _goes_on(visit, ticket):
        return _send_on(visit, ticket, Say("addition.kept", values))
    pushes.tell_holder(visit.desk, ticket, Say("notice.holder.paper_added", values), entry)
    return _kept(visit, ticket, known, item, values)


def _refused(visit: Visit, taken: Taken, same: list[Part], parts: list[Part]) -> Say | None:
    twin = next((one for one in parts if one.fingerprint == taken.paper.fingerprint), None)
    if twin is not None:
        return Say("addition.same_file", {"nth": _nth(twin.item)})
    if len(same) >= MOST_PARTS:
        return Say("intake.error.too_many_parts", {"most": MOST_PARTS})
    return intake.over_quota(visit, taken.paper.size)


def _keep(visit: Visit, ticket: Ticket, known: Ask, item: str, taken: Taken) -> int:
    dossier.add(
        visit.desk.tx,
        taken.paper,
        taken.file,
        taken.key,
        person_id=visit.owner,
        draft_id=None,
        ticket_id=ticket.id,
        item=item,
        at=visit.now,
    )
    data = {"item": known.id, "nth": _nth(item), "document": taken.paper.id}
    return write_journal(visit, ticket, "paper_added", APPLICANT, data)


def _kept(
    visit: Visit, ticket: Ticket, known: Ask, item: str, values: Mapping[str, Value]
) -> Reply:
    """Say what was taken; the next file is taken for the next number, without a press."""
    rows = [*owner_rows(standard_of(visit.desk, ticket), ticket)]
    if known.repeat:
        rows.insert(0, (Button(Say("addition.page", values), "add", item),))
    place = Conversation(ticket_id=ticket.id, step=f"{MORE}{known.id}")
    shown = card(Say("addition.kept", values), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, place)


def _goes_on(visit: Visit, ticket: Ticket) -> bool:
    """Whether the applicant may send the file on, and nothing that is not optional lacks."""
    standard = standard_of(visit.desk, ticket)
    may = allowed(standard, ticket.at, visit.actor(ticket.person_id))
    return Action.FORWARD in may and all(
        one.optional or _parts(visit, ticket, one) for one in wanted(visit, ticket)
    )


def _send_on(visit: Visit, ticket: Ticket, kept: Say) -> Reply:
    moved = carry_out(visit, ticket, Deed(Action.FORWARD))
    if isinstance(moved, Refused):
        return Reply((card(kept, moved.say),), at=conversations.NOWHERE)
    if isinstance(moved, Lost):
        moved = moved.ticket
    standard = standard_of(visit.desk, moved)
    told = Say("addition.sent_on", facts(visit.desk, standard, moved))
    shown = card(kept, told, rows=owner_rows(standard, moved))
    return Reply((shown,), ticket_subject(moved.id), moved.version, conversations.NOWHERE)


# Items and their numbers


def given(visit: Visit, ticket: Ticket) -> list[tuple[str, Say]]:
    """Return every item handed in at a step, with what it is called, in order."""
    standard = standard_of(visit.desk, ticket)
    found: list[tuple[str, Say]] = []
    for known in (one for one in standard.asks if one.at):
        items = dict.fromkeys(part.item for part in _parts(visit, ticket, known))
        found.extend((item, _title(visit, ticket, known, item)) for item in items)
    return found


def _parts(visit: Visit, ticket: Ticket, known: Ask) -> list[Part]:
    """The files of an item under all its numbers, by number."""
    kept = dossier.of_ticket(visit.desk.tx, ticket.id)
    mine = [part for part in kept if part.item.partition(".")[0] == known.id]
    return sorted(mine, key=lambda part: _nth(part.item))


def _nth(item: str) -> int:
    return int(item.partition(".")[2] or 1)


def _numbered(known: Ask, item: str, taken: Taken, parts: list[Part]) -> str:
    """A page of an album, or one more page, keeps the number; anything else gets the next."""
    if not known.repeat or "." in item:
        return item
    for part in parts:
        if taken.paper.album and part.album == taken.paper.album:
            return part.item
    return f"{known.id}.{max((_nth(part.item) for part in parts), default=0) + 1}"


def _title(visit: Visit, ticket: Ticket, known: Ask, item: str) -> Say:
    if not known.repeat:
        return Say("addition.title", {"title": known.title})
    nth = _nth(item)
    if "." not in item:
        nth = max((_nth(part.item) for part in _parts(visit, ticket, known)), default=0) + 1
    return Say("addition.title_nth", {"title": known.title, "nth": nth})


def _ask_of(visit: Visit, ticket: Ticket, item: str) -> Ask | None:
    """The item as it may be handed in now; a page can be added only to a number that exists."""
    name, _, nth = item.partition(".")
    known = next((one for one in wanted(visit, ticket) if one.id == name), None)
    if known is None or not nth:
        return known
    return known if any(part.item == item for part in _parts(visit, ticket, known)) else None


def _not_now(visit: Visit, ticket: Ticket) -> Reply:
    standard = standard_of(visit.desk, ticket)
    said = card(
        Say("addition.not_now", {"number": ticket.number}), rows=owner_rows(standard, ticket)
    )
    return Reply((said,), ticket_subject(ticket.id), ticket.version, conversations.NOWHERE)


# The applicant ends the case himself


def ask_to_end(visit: Visit, ticket: Ticket) -> Reply:
    """Ask before the applicant ends his own case."""
    if Action.FINISH not in allowed(
        standard_of(visit.desk, ticket), ticket.at, visit.actor(ticket.person_id)
    ):
        return _not_now(visit, ticket)
    rows = (
        (Button(Say("addition.end_yes"), "end_case_yes", "", Style.DANGER),),
        (Button(Say("button.no"), "mine"),),
    )
    ask = card(Say("addition.end_sure", {"number": ticket.number}), rows=rows)
    return Reply((ask,), ticket_subject(ticket.id), ticket.version)
