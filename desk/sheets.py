"""The dossier on the desk: files opened one by one, and a sheet of what is wrong with each."""

from collections.abc import Sequence

from desk import additions
from desk.cards import deed_rows, reading_role, ticket_card
from desk.tickets import standard_of, write_journal
from desk.visit import Reply, Visit, card, ticket_subject
from flows.chain import allowed
from flows.intake import path
from flows.say import Button, Place, Say, Style, Value
from flows.sending import Method, Sending
from flows.standard import Action, Ask, AskKind, TicketKind
from storage import dossier, requests, tickets
from storage.dossier import WAIVED, Mark, Part
from storage.requests import Request
from storage.tickets import Ticket

OF_DOCUMENTS = {
    "missing_pages": "complete",
    "unreadable": "complete",
    "wrong_document": "correct",
    "data_differs": "correct",
    "expired": "valid",
    "unsigned": "valid",
    "unstamped": "valid",
}
"""Coded reasons why a document is faulty, each with the column of the sheet it fails."""
OF_WORDS = {"not_given": "complete", "unclear": "correct", "unsigned": "valid"}
"""The same of what a complaint says in words."""
REASONS = {**OF_DOCUMENTS, **OF_WORDS}


def documents(visit: Visit, ticket: Ticket) -> tuple[Ask, ...]:
    """Return what the sheet lists, in the order it was asked: the documents of a ticket.

    Of a complaint it is the contents too (the items with an article; Perwali 67/2018 art. 8(4)).
    """
    standard = standard_of(visit.desk, ticket)
    given = tickets.answers(visit.desk.tx, ticket)
    return tuple(
        ask
        for ask in path(standard, given.answers)
        if (ask.kind is AskKind.DOCUMENT and (ask.id in given.papers or ask.id in given.waived))
        or (standard.kind is TicketKind.COMPLAINT and ask.article and ask.id in given.answers)
    )


def sheet(visit: Visit, ticket: Ticket, *says: Say, place: Place = Place.NEW) -> Reply:
    """List the documents with what was found, and a way to open and mark each."""
    asks = documents(visit, ticket)
    marks = dossier.marks(visit.desk.tx, ticket.id)
    parts = dossier.of_ticket(visit.desk.tx, ticket.id)
    lines = [_line(n, ask, marks, parts) for n, ask in enumerate(asks, 1)]
    given = list(enumerate(requested(visit, ticket), len(asks) + 1))
    lines.extend(_given(n, asked, parts) for n, asked in given)
    added = list(enumerate(additions.given(visit, ticket), len(asks) + len(given) + 1))
    lines.extend(_added(n, item, title, parts) for n, (item, title) in added)
    marking = _may_mark(visit, ticket)
    rows: list[tuple[Button, ...]] = []
    if marking and all(ask.id in marks and marks[ask.id].good for ask in asks):
        rows.extend(deed_rows(standard_of(visit.desk, ticket), ticket, Action.FORWARD))
    elif marking:
        rows.append((Button(Say("sheet.all_good"), "all_good", "", Style.SUCCESS),))
    for n, ask in enumerate(asks, 1):
        opening = Button(Say("sheet.open", {"nth": n}), "open", ask.id)
        row = [opening] if ask.kind is AskKind.DOCUMENT else []
        if marking and not _settled(marks, ask):
            row.append(Button(Say("sheet.good", {"nth": n}), "good", ask.id))
            row.append(Button(Say("sheet.fault", {"nth": n}), "fault", ask.id))
        if row:
            rows.append(tuple(row))
    rows.extend((Button(Say("sheet.open", {"nth": n}), "open", one.item),) for n, one in given)
    rows.extend((Button(Say("sheet.open", {"nth": n}), "open", item),) for n, (item, _) in added)
    if marks and (ticket.holder_office, ticket.holder_role) in visit.posts:
        rows.append((Button(Say("button.received"), "received"),))
    rows.append((Button(Say("button.open_ticket"), "card"),))
    listed = Say("sheet.list", {"number": ticket.number, "lines": tuple(lines)})
    shown = card(*says, listed, rows=rows, place=place)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version)


def requested(visit: Visit, ticket: Ticket) -> tuple[Request, ...]:
    """Return the items of data requests that were answered by a file; they are not marked."""
    asked = requests.of_ticket(visit.desk.tx, ticket.id, ticket.key)
    return tuple(one for one in asked if one.kind == "document" and one.answered)


def _given(nth: int, asked: Request, parts: Sequence[Part]) -> Say:
    mine = [part for part in parts if part.item == asked.item]
    values: dict[str, Value] = {
        "nth": nth,
        "item": asked.position,
        "wording": asked.wording,
        "files": len(mine),
        "pages": sum(part.pages for part in mine),
    }
    return Say("sheet.given", values)


def _added(nth: int, item: str, title: Say, parts: Sequence[Part]) -> Say:
    """A document that was handed in at a step of the chain; it is not marked."""
    mine = [part for part in parts if part.item == item]
    pages = sum(part.pages for part in mine)
    return Say("sheet.added", {"nth": nth, "title": title, "files": len(mine), "pages": pages})


def _line(nth: int, ask: Ask, marks: dict[str, Mark], parts: Sequence[Part]) -> Say:
    mine = [part for part in parts if part.item == ask.id]
    mark = marks.get(ask.id)
    found = Say("sheet.unmarked")
    if mark is not None:
        found = Say("sheet.is_good") if mark.good else Say(f"reason.{mark.reason}")
        found = Say("sheet.waived") if mark.reason == WAIVED else found
    values: dict[str, Value] = {
        "nth": nth,
        "title": ask.title,
        "files": len(mine),
        "pages": sum(part.pages for part in mine),
        "found": found,
    }
    return Say("sheet.line" if ask.kind is AskKind.DOCUMENT else "complaint.sheet_line", values)


def _settled(marks: dict[str, Mark], ask: Ask) -> bool:
    """Whether discretion waived a document: no officer marks it any more."""
    return ask.id in marks and marks[ask.id].reason == WAIVED


def _may_mark(visit: Visit, ticket: Ticket) -> bool:
    possible = allowed(standard_of(visit.desk, ticket), ticket.at, visit.actor(ticket.person_id))
    return Action.RETURN in possible


def open_document(visit: Visit, ticket: Ticket, item: str) -> Reply:
    """Send the files of a document; each view is journalled."""
    parts = [part for part in dossier.of_ticket(visit.desk.tx, ticket.id) if part.item == item]
    if not parts:
        return sheet(visit, ticket, Say("sheet.no_such"))
    role = reading_role(visit, ticket)
    data = {"item": item, "documents": [part.id for part in parts]}
    write_journal(visit, ticket, "document_viewed", role, data)
    files = tuple(_file(visit, ticket, n, part) for n, part in enumerate(parts, 1))
    rows = ((Button(Say("button.dossier"), "sheet"), Button(Say("button.open_ticket"), "card")),)
    done = card(Say("sheet.sent", {"number": ticket.number, "files": len(parts)}), rows=rows)
    return Reply((done,), ticket_subject(ticket.id), ticket.version, extra=files)


def _file(visit: Visit, ticket: Ticket, nth: int, part: Part) -> Sending:
    caption = Say("sheet.caption", {"number": ticket.number, "nth": nth, "name": part.name})
    extension = part.media_type.rpartition("/")[2].replace("jpeg", "jpg")
    return Sending(
        visit.desk.speaker.telegram_id,
        Method.DOCUMENT,
        visit.desk.books.texts.html(caption, visit.language),
        document=part.id,
        file_name=f"{ticket.number}_{part.item}_{nth}.{extension}",
        protect=True,
        ticket_id=ticket.id,
    )


def mark_all_good(visit: Visit, ticket: Ticket) -> Reply:
    """Mark every document that has no mark yet as complete, correct and valid."""
    if not _may_mark(visit, ticket):
        return ticket_card(visit, ticket, Say("sheet.not_now"))
    marks = dossier.marks(visit.desk.tx, ticket.id)
    for ask in documents(visit, ticket):
        if ask.id not in marks:
            _mark(visit, ticket, Mark(ask.id, complete=True, correct=True, valid=True, reason=""))
    return sheet(visit, ticket, place=Place.PRESSED)


def mark_good(visit: Visit, ticket: Ticket, item: str) -> Reply:
    """Mark one document as complete, correct and valid."""
    if not _may_mark(visit, ticket) or not _known(visit, ticket, item):
        return ticket_card(visit, ticket, Say("sheet.not_now"))
    _mark(visit, ticket, Mark(item, complete=True, correct=True, valid=True, reason=""))
    return sheet(visit, ticket, place=Place.PRESSED)


def ask_reason(visit: Visit, ticket: Ticket, item: str) -> Reply:
    """Ask what is wrong with a document."""
    if not _may_mark(visit, ticket) or not _known(visit, ticket, item):
        return ticket_card(visit, ticket, Say("sheet.not_now"))
    ask = standard_of(visit.desk, ticket).ask(item)
    codes = OF_DOCUMENTS if ask.kind is AskKind.DOCUMENT else OF_WORDS
    rows = [(Button(Say(f"reason.{code}"), "reason", f"{item}.{code}"),) for code in codes]
    rows.append((Button(Say("button.dossier"), "sheet"),))
    shown = card(Say("sheet.why", {"title": ask.title}), rows=rows, place=Place.PRESSED)
    return Reply((shown,), ticket_subject(ticket.id), ticket.version, numbered=True)


def mark_fault(visit: Visit, ticket: Ticket, arg: str) -> Reply:
    """Mark a document with a coded fault; `arg` is "item.reason"."""
    item, _, code = arg.partition(".")
    if not _may_mark(visit, ticket) or not _known(visit, ticket, item) or code not in REASONS:
        return ticket_card(visit, ticket, Say("sheet.not_now"))
    fails = REASONS[code]
    found = Mark(
        item,
        complete=fails != "complete",
        correct=fails != "correct",
        valid=fails != "valid",
        reason=code,
    )
    _mark(visit, ticket, found)
    return sheet(visit, ticket, place=Place.PRESSED)


def _known(visit: Visit, ticket: Ticket, item: str) -> bool:
    marks = dossier.marks(visit.desk.tx, ticket.id)
    return any(ask.id == item and not _settled(marks, ask) for ask in documents(visit, ticket))


def _mark(visit: Visit, ticket: Ticket, found: Mark) -> None:
    dossier.mark(visit.desk.tx, ticket.id, found, visit.person.id, visit.now)
    data = {
        "item": found.item,
        "complete": found.complete,
        "correct": found.correct,
        "valid": found.valid,
        "reason": found.reason,
    }
    write_journal(visit, ticket, "sheet_marked", ticket.holder_role, data)


def command(visit: Visit, ticket: Ticket, words: str) -> Reply:
    """The typed twin: "/berkas NUMBER", "… 2", "… 2 sesuai", "… 2 kedaluwarsa", "… semua"."""
    first, _, rest = words.partition(" ")
    if not first:
        return sheet(visit, ticket)
    if first.casefold() in {"semua", "all"}:
        return mark_all_good(visit, ticket)
    asks = [ask.id for ask in documents(visit, ticket)]
    items = [*asks, *(asked.item for asked in requested(visit, ticket))]
    items.extend(item for item, _ in additions.given(visit, ticket))
    if not first.isdecimal() or not 1 <= int(first) <= len(items):
        return sheet(visit, ticket, Say("sheet.no_such"))
    item = items[int(first) - 1]
    if not rest:
        return open_document(visit, ticket, item)
    if item not in asks:
        return sheet(visit, ticket, Say("sheet.only_opened"))
    return _typed_mark(visit, ticket, item, rest)


def _typed_mark(visit: Visit, ticket: Ticket, item: str, word: str) -> Reply:
    said = word.strip().casefold()
    texts = visit.desk.books.texts
    if said in {"sesuai", "ok", "good"}:
        return mark_good(visit, ticket, item)
    for code in REASONS:
        if said in {code, texts.label(Say(f"reason.{code}"), visit.language).casefold()}:
            return mark_fault(visit, ticket, f"{item}.{code}")
    return ask_reason(visit, ticket, item)
