"""Papers of a ticket: listed for its owner and for its officers, and sent as PDFs."""

from collections.abc import Sequence
from dataclasses import replace

from desk import cards, mine
from desk.complaints.circle import reads_identity
from desk.printing import drafts, received
from desk.printing.case import Case, case_of
from desk.printing.drafts import caption_of, sending
from desk.printing.forms import form_printout
from desk.printing.pen import file_name
from desk.printing.receipts import case_receipt, papers_receipt
from desk.tickets import write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.filling import makeable
from flows.forms import FormBy, PrintedForm
from flows.number import find, read
from flows.press import Press
from flows.say import Button, Say, Value
from flows.sending import Sending
from flows.words import Words
from storage import drafts as kept_drafts
from storage import people, tickets
from storage.tickets import Ticket

ACTIONS = frozenset({"papers", "paper", "received"})
"""The buttons of a ticket that are answered here."""


def pressed(visit: Visit, press: Press) -> Reply:
    """Answer a button of a ticket's papers, for its owner or an officer who may read it."""
    ticket = tickets.by_id(visit.desk.tx, int(press.subject[1:], 36) if press.subject else 0)
    if ticket is None or not (_owns(visit, ticket) or cards.may_read(visit, ticket)):
        return Reply((card(Say("ticket.unknown")),))
    if press.action == "received":
        return give(visit, ticket)
    return papers(visit, ticket) if press.action == "papers" else paper(visit, ticket, press.arg)


def command(visit: Visit, words: str) -> Reply:
    """`/cetak`, `/cetak NUMBER`, `/cetak NUMBER 2`; inside a draft, the form being asked for."""
    kept = None
    if visit.at.draft_id is not None and not words:
        kept = kept_drafts.by_id(visit.desk.tx, visit.at.draft_id)
    if kept is not None and kept.state == "open":
        return drafts.said(visit, kept)
    number, nth = _number_and_nth(words)
    if not number:
        return _which(visit)
    ticket = mine.mine(visit, number) or cards.found(visit, number)
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    codes = [code for code, _ in _offered(visit, ticket)]
    if nth.isdecimal() and 1 <= int(nth) <= len(codes):
        return paper(visit, ticket, codes[int(nth) - 1])
    return papers(visit, ticket)


def _number_and_nth(words: str) -> tuple[str, str]:
    whole = read(words)
    if whole is not None:
        return whole, ""
    begun, _, last = words.rpartition(" ")
    return (find(begun) or find(words) or ""), last


def _which(visit: Visit) -> Reply:
    """Without a number: the only ticket there is, else all to choose from."""
    own = tickets.of_person(visit.desk.tx, visit.person.id)
    return papers(visit, own[0]) if len(own) == 1 else mine.tickets_list(visit)


def papers(visit: Visit, ticket: Ticket) -> Reply:
    """List what can be printed of a ticket."""
    offered = _offered(visit, ticket)
    rows = [(Button(label, "paper", code),) for code, label in offered]
    back = "mine" if _owns(visit, ticket) else "card"
    key = "button.status" if back == "mine" else "button.open_ticket"
    rows.append((Button(Say(key), back),))
    key = "printing.papers" if offered else "printing.no_papers"
    shown = card(Say(key, {"number": ticket.number}), rows=rows)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def _offered(visit: Visit, ticket: Ticket) -> list[tuple[str, Say | Words]]:
    """Return what somebody may print, by code; the office prints its own forms only."""
    own = _owns(visit, ticket)
    found: list[tuple[str, Say | Words]] = []
    if own or _for_somebody_without_chat(visit, ticket):
        found.append(("receipt", Say("printing.receipt")))
    forms = _forms(visit, case_of(visit.desk, ticket), own=own)
    found += [(f"form.{form.id}", form.title) for form in forms]
    found += [
        (f"taken.{entry.id}", Say("printing.taken", {"number": str(entry.data["number"])}))
        for entry in received.entries(visit, ticket)
    ]
    return found


def _for_somebody_without_chat(visit: Visit, ticket: Ticket) -> bool:
    """Whether the desk hands the receipt over: a case filed on behalf.

    A complaint's names the complainant, whom only those may know who handle complaints.
    """
    owner = people.by_id(visit.desk.tx, ticket.person_id)
    return owner.telegram_id is None and reads_identity(visit, ticket)


def _forms(visit: Visit, case: Case, *, own: bool) -> Sequence[PrintedForm]:
    by = FormBy.APPLICANT if own else FormBy.OFFICER
    return makeable(case.standard, case.intake.answers, by)


def paper(visit: Visit, ticket: Ticket, code: str) -> Reply:
    """Send one paper of a ticket; what an officer prints is journalled, as what he opens."""
    made = _made(visit, ticket, code)
    if made is None:
        return papers(visit, ticket)
    if not _owns(visit, ticket):
        role = cards.reading_role(visit, ticket)
        write_journal(visit, ticket, "paper_printed", role, {"paper": code})
    reply = papers(visit, ticket)
    sent = replace(made, ticket_id=ticket.id)
    return replace(reply, extra=(sent,))


def _made(visit: Visit, ticket: Ticket, code: str) -> Sending | None:
    if code not in [known for known, _ in _offered(visit, ticket)]:
        return None
    case, language = case_of(visit.desk, ticket), visit.language
    kind, _, rest = code.partition(".")
    about: dict[str, Value] = {"number": ticket.number}
    if kind == "receipt":
        shown = case_receipt(case, ticket, language)
        name = file_name("tanda terima", ticket.number)
        return sending(visit, shown, Say("printing.receipt_caption", about), name)
    if kind == "taken":
        entry = next(one for one in received.entries(visit, ticket) if one.id == int(rest))
        about["receipt"] = str(entry.data["number"])
        name = file_name("tanda terima berkas", ticket.number)
        shown = papers_receipt(case, ticket, entry, language)
        return sending(visit, shown, Say("printing.received_caption", about), name)
    form = next(one for one in _forms(visit, case, own=_owns(visit, ticket)) if one.id == rest)
    caption = caption_of(form) if _owns(visit, ticket) else Say(
        "printing.office_caption", {"title": form.title, **about}
    )  # fmt: skip
    shown = form_printout(case, form, language)
    return sending(visit, shown, caption, file_name(form.title, ticket.number))


def _owns(visit: Visit, ticket: Ticket) -> bool:
    return ticket.person_id == visit.person.id


# What the desk has received


def receive(visit: Visit, words: str) -> Reply:
    """`/terima NUMBER`: the desk confirms the papers its sheet has marked."""
    if not visit.posts:
        return Reply((card(Say("staff.only")),))
    ticket = cards.found(visit, find(words) or "")
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    return give(visit, ticket)


def give(visit: Visit, ticket: Ticket) -> Reply:
    """Give the receipt of the marked papers; only the desk that holds the file can."""
    if _owns(visit, ticket):
        return mine.status(visit, ticket, Say("staff.own_case", {"number": ticket.number}))
    if not ticket.open or (ticket.holder_office, ticket.holder_role) not in visit.posts:
        return cards.ticket_card(visit, ticket, Say("printing.not_yours_to_receive"))
    found = received.marked(visit, ticket)
    if not found:
        return cards.ticket_card(visit, ticket, Say("printing.mark_first"))
    before = received.entries(visit, ticket)
    if before and before[-1].data["found"] == found:
        said = Say("printing.already_given", {"receipt": str(before[-1].data["number"])})
        return cards.ticket_card(visit, ticket, said)
    number = received.give(visit, ticket, found, ticket.holder_role)
    said = Say("printing.receipt_given", {"receipt": number, "papers": len(found)})
    return cards.ticket_card(visit, ticket, said)
