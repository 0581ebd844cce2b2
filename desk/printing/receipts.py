"""Receipts: of a whole case with its number as a code, and of the papers a desk has received."""

from collections.abc import Mapping

from desk.printing.case import Case
from desk.printing.lists import answers, asked_documents, named
from desk.printing.pen import Pen, fields, table, title
from desk.tickets import local, when
from flows.forms import PrintedForm
from flows.printout import DOTS, Block, BlockKind, Printout
from flows.say import Say
from flows.standard import TicketKind
from flows.words import Language, Words
from storage.journal import Entry
from storage.tickets import Ticket

_NO_FORM = PrintedForm("", Words("", ""), Words("", ""))


def case_receipt(case: Case, ticket: Ticket, language: Language) -> Printout:
    """Return the receipt of a case: number, time, service, what was handed in, time standard.

    That of a complaint holds what was complained of too (UU 25/2009 art. 44: identity, summary,
    place and time, who received it).
    """
    pen = Pen(case.desk.books.texts, language)
    blocks = [
        title(pen.say(f"printing.receipt_{ticket.kind}"), ticket.number),
        fields(*_head(case, ticket, pen)),
    ]
    if ticket.kind == TicketKind.COMPLAINT:
        blocks += [pen.heading("printing.matter"), answers(case, _NO_FORM, pen)]
    blocks += [pen.heading("printing.handed_in"), _handed_in(case, pen)]
    blocks += [pen.heading("printing.time_standard"), _time(case, ticket, pen)]
    blocks.append(_code(case, ticket, pen))
    foot = pen.say("printing.foot_receipt", source=pen.source(case.standard.source, ""))
    name = pen.say(f"printing.receipt_{ticket.kind}")
    return pen.printout(f"{name} {ticket.number}", blocks, foot)


def _head(case: Case, ticket: Ticket, pen: Pen) -> list[tuple[str, str]]:
    office = case.desk.books.catalogue.office(case.standard.office)
    rows = [
        (pen.say("printing.number"), ticket.number),
        (pen.say("printing.service"), pen.words(case.standard.title)),
        (pen.say("printing.office"), f"{pen.words(office.name)}\n{pen.words(office.unit)}"),
        (pen.say("printing.received_at"), pen.words(local(case.desk, ticket.submitted_at,
                                                          office.id))),
        (pen.say("printing.state"), pen.words(Say(f"state.{ticket.at.state.value}"))),
    ]  # fmt: skip
    if ticket.company:
        rows.insert(2, (pen.say("printing.company"), ticket.company))
    return rows


def _handed_in(case: Case, pen: Pen) -> Block:
    rows = []
    for nth, ask in enumerate(asked_documents(case), 1):
        papers = case.intake.papers.get(ask.id, ())
        pages = sum(paper.pages for paper in papers)
        sent = pen.say("printing.sent", files=len(papers), pages=pages) if papers else "–"
        brought = pen.words(Say(f"form.{ask.form.value}")) if ask.brought else "–"
        rows.append((str(nth), named(ask, case, pen), sent, brought))
    if not rows:
        return Block(BlockKind.PARAGRAPH, pen.say("printing.nothing_asked"))
    head = [pen.say(f"printing.{name}") for name in ("nth", "document", "uploaded", "to_bring")]
    return table((1, 6, 4, 4), head, rows)


def _time(case: Case, ticket: Ticket, pen: Pen) -> Block:
    """The time standard as told, with its article, and when it ends or what starts it."""
    told = [
        pen.say("printing.clock", told=clock.told, article=clock.article)
        for clock in case.standard.promises
    ]
    lines = [*told, pen.words(when(case.desk, case.standard, ticket))]
    return Block(BlockKind.PARAGRAPH, "\n".join(lines))


def _code(case: Case, ticket: Ticket, pen: Pen) -> Block:
    """The number as a link into the chat; who is not the owner is told nothing there."""
    bot = case.desk.books.bot_name
    link = f"https://t.me/{bot}?start={ticket.number}" if bot else ticket.number
    said = pen.say("printing.scan", number=ticket.number)
    return Block(BlockKind.CODE, link, ((said,),))


def papers_receipt(case: Case, ticket: Ticket, entry: Entry, language: Language) -> Printout:
    """Return the receipt of the papers a desk received, as its journal entry lists them."""
    pen = Pen(case.desk.books.texts, language)
    office = case.desk.books.catalogue.office(entry.office)
    at = entry.at.astimezone(local(case.desk, ticket.submitted_at, office.id).tzinfo)
    number = str(entry.data["number"])
    blocks = [
        title(pen.say("printing.received"), pen.say("printing.received_number", number=number)),
        fields(
            (pen.say("printing.number"), ticket.number),
            (pen.say("printing.service"), pen.words(case.standard.title)),
            (pen.say("printing.office"), pen.words(office.name)),
            (pen.say("printing.received_at"), pen.words(at)),
            (pen.say("printing.received_by"), pen.words(Say(f"role.{entry.role}"))),
        ),
        _received(case, entry.data["found"], pen),
        Block(BlockKind.SIGNATURES, rows=(
            ("", pen.say("printing.giver"), DOTS, "", ""),
            (pen.say("printing.place_and_date"), pen.words(Say(f"role.{entry.role}")) + ",",
             DOTS, "", ""),
        )),
    ]  # fmt: skip
    foot = pen.say("printing.foot_received", source=pen.source(case.standard.source, ""))
    return pen.printout(f"{pen.say('printing.received')} {number}", blocks, foot)


def _received(case: Case, found: Mapping[str, str], pen: Pen) -> Block:
    rows = []
    # The journal keeps no order of its own; the standard has one.
    for nth, ask in enumerate((ask for ask in case.standard.asks if ask.id in found), 1):
        code = found[ask.id]
        mark = pen.words(Say(f"reason.{code}")) if code else pen.say("printing.good")
        form = pen.words(Say(f"form.{ask.form.value}"))
        rows.append((str(nth), named(ask, case, pen), form, mark))
    names = ("nth", "document", "shown_as", "remark")
    return table((1, 6, 4, 4), [pen.say(f"printing.{name}") for name in names], rows)
