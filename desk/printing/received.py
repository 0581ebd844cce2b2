"""The desk says which papers it has received: a numbered receipt to the applicant, journalled."""

from collections.abc import Mapping

from desk.printing.case import case_of
from desk.printing.lists import asked_documents
from desk.printing.pen import file_name
from desk.printing.receipts import papers_receipt
from desk.tickets import local, write_journal
from desk.visit import Visit
from flows.say import Say
from flows.sending import Method, Sending
from storage import counters, dossier, journal, outbox, people
from storage.journal import Entry
from storage.tickets import Ticket

KIND = "papers_received"


def entries(visit: Visit, ticket: Ticket) -> list[Entry]:
    """Return the receipts given for a ticket, the oldest first."""
    return [one for one in journal.history(visit.desk.tx, ticket.id) if one.kind == KIND]


def marked(visit: Visit, ticket: Ticket) -> dict[str, str]:
    """Return the papers the sheet has marked, each with the code of its fault ("" for none)."""
    marks = dossier.marks(visit.desk.tx, ticket.id)
    case = case_of(visit.desk, ticket)
    return {ask.id: marks[ask.id].reason for ask in asked_documents(case) if ask.id in marks}


def all_shown(visit: Visit, ticket: Ticket) -> dict[str, str]:
    """Return every paper to be brought, as one who declares them complete has seen them."""
    case = case_of(visit.desk, ticket)
    return {ask.id: "" for ask in asked_documents(case) if ask.brought}


def give(visit: Visit, ticket: Ticket, found: Mapping[str, str], role: str) -> str:
    """Write the receipt of these papers, send it to the applicant, and return its number.

    Its running number is of the office and the year. The papers are the ids of the documents.
    """
    desk = visit.desk
    office = desk.books.catalogue.office(ticket.at.office)
    year = local(desk, visit.now, office.id).year
    running = counters.next_value(desk.tx, f"papers:{office.code}:{year}")
    number = f"TT-{running:04}/{office.code}/{year}"
    write_journal(visit, ticket, "papers_received", role, {"number": number, "found": dict(found)})
    _send(visit, ticket, entries(visit, ticket)[-1])
    return number


def _send(visit: Visit, ticket: Ticket, entry: Entry) -> None:
    """Put the receipt into the applicant's outbox; who has no chat gets it at the desk."""
    desk = visit.desk
    owner = people.by_id(desk.tx, ticket.person_id)
    if owner.telegram_id is None:
        return
    paper = papers_receipt(case_of(desk, ticket), ticket, entry, owner.language)
    number = str(entry.data["number"])
    said = Say("printing.received_caption", {"number": ticket.number, "receipt": number})
    sending = Sending(
        owner.telegram_id,
        Method.DOCUMENT,
        desk.books.texts.html(said, owner.language),
        file_name=file_name("tanda terima berkas", ticket.number),
        printout=paper,
        ticket_id=ticket.id,
    )
    outbox.put(
        desk.tx,
        sending,
        f"received:{entry.id}",
        desk.now,
        language=owner.language,
        ticket_id=ticket.id,
        journal_id=entry.id,
    )
