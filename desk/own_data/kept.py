"""What is kept of a person: told in a few lines, or whole as a PDF for himself only."""

from desk.desk import Desk
from desk.printing.pen import Pen, fields, title
from desk.retention.due import ends_at
from desk.tickets import local, standard_of
from desk.visit import Visit
from flows.intake import answered, path
from flows.printout import Block, Printout
from flows.questions import shown
from flows.say import Say, Value
from storage import dossier, drafts, journal, people, requests, retention, tickets, wallet
from storage.tickets import Ticket

MOST = 500


def summary(visit: Visit) -> Say:
    """Say what is kept, ticket by ticket, with the time it must be kept."""
    tx, who = visit.desk.tx, visit.person.id
    own = tickets.of_person(tx, who, MOST)
    values: dict[str, Value] = {
        "name": people.name_of(tx, who),
        "language": Say(f"language.{visit.language.value}"),
        "drafts": len(drafts.open_ones(tx, who)),
        "tickets": len(own),
        "documents": sum(len(dossier.of_ticket(tx, one.id)) for one in own),
        "wallet": len(wallet.of_person(tx, who)),
        "lines": tuple(_line(visit.desk, one) for one in own[:20]),
    }
    return Say("own_data.summary" if own else "own_data.summary_none", values)


def _line(desk: Desk, ticket: Ticket) -> Say:
    values: dict[str, Value] = {
        "number": ticket.number,
        "state": Say(f"state.{ticket.at.state.value}"),
        "events": len(journal.history(desk.tx, ticket.id)),
        "until": until(desk, ticket),
    }
    return Say("own_data.line", values)


def until(desk: Desk, ticket: Ticket) -> Say:
    """Say how long a ticket must be kept, and why; () for one that may go now."""
    if retention.hold_of(desk.tx, ticket.id) is not None:
        return Say("own_data.held")
    if ticket.closed_at is None:
        return Say("own_data.running")
    term = desk.books.catalogue.retention.tickets.get(ticket.kind)
    if term is None:
        return Say("own_data.free")
    end = ends_at(desk, term, ticket.at.office, ticket.closed_at)
    if end <= desk.now:
        return Say("own_data.free")
    values: dict[str, Value] = {"at": end, "source": term.source.document}
    return Say("own_data.until", values)


def may_go(desk: Desk, ticket: Ticket) -> bool:
    """Whether nothing demands any more that a ticket is kept."""
    return until(desk, ticket).key == "own_data.free"


def printout(visit: Visit) -> Printout:
    """Return everything that is kept of a person, as a paper for himself."""
    tx, who = visit.desk.tx, visit.person.id
    pen = Pen(visit.desk.books.texts, visit.language)
    blocks: list[Block] = [
        title(pen.say("own_data.paper_title"), people.name_of(tx, who)),
        fields(
            (pen.say("own_data.telegram"), str(visit.person.telegram_id)),
            (pen.say("own_data.language"), pen.say(f"language.{visit.language.value}")),
        ),
    ]
    for ticket in tickets.of_person(tx, who, MOST):
        blocks.extend(_case(visit.desk, ticket, pen))
    return pen.printout(pen.say("own_data.paper_title"), blocks, pen.say("own_data.paper_foot"))


def _case(desk: Desk, ticket: Ticket, pen: Pen) -> list[Block]:
    standard = standard_of(desk, ticket)
    intake = tickets.answers(desk.tx, ticket)
    rows = [
        (pen.words(ask.title), pen.words(shown(ask, intake)))
        for ask in path(standard, intake.answers)
        if answered(ask, intake)
    ]
    asked = requests.of_ticket(desk.tx, ticket.id, ticket.key)
    rows += [(one.wording, one.answer) for one in asked if one.kind == "text" and one.answered]
    files = [f"{part.name} ({part.pages})" for part in dossier.of_ticket(desk.tx, ticket.id)]
    facts = [
        (pen.say("own_data.number"), ticket.number),
        (
            pen.say("own_data.filed"),
            pen.words(local(desk, ticket.submitted_at, ticket.at.office)),
        ),
        (pen.say("own_data.kept_until"), pen.words(until(desk, ticket))),
        (pen.say("own_data.files"), ", ".join(files)),
        *rows,
    ]
    block = Block(pen.heading("own_data.case").kind, pen.words(standard.title))
    return [block, fields(*facts)]
