"""The document wallet: what an officer found good is offered again, each time with consent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from desk.tickets import local, standard_of, write_journal
from desk.versions import pinned
from desk.visit import Reply, Visit, card, draft_subject, under
from flows.checks import Checked, check
from flows.heard import Paper
from flows.intake import Turn
from flows.press import base36
from flows.say import Button, Card, Place, Say, Style, Value
from flows.standard import APPLICANT, Ask
from flows.wallet import fits, put_in
from flows.words import Words
from storage import conversations, dossier, drafts, preferences, tickets, wallet
from storage.documents import new_document_id
from storage.drafts import Draft
from storage.tickets import Ticket
from storage.wallet import UNDATED, Kept

STEP = "wallet_date"
"""The step at which the validity date of a kept document is asked for."""
ACTIONS = frozenset({"wallet_use", "wallet_yes", "wallet_undated"})
"""The buttons of a draft that are answered here."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A kept document that answers the open item: its ticket, and which alternative it was."""

    kept: Kept
    ticket: Ticket
    ask: Ask
    chosen: str


def offer_under(visit: Visit, kept: Draft, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """Offer a kept document under the question that asks for such a one."""
    found = _offer(visit, kept)
    if found is None or not cards or cards[-1].place is Place.PAGES:
        return cards
    said = Say("wallet.offered", _values(visit, found))
    row = (Button(Say("wallet.use"), "wallet_use", found.ask.id, Style.PRIMARY),)
    shown = replace(cards[-1], says=(*cards[-1].says, said), rows=(row, *cards[-1].rows))
    return (*cards[:-1], shown)


def _offer(visit: Visit, kept: Draft) -> Offer | None:
    """Return what may be offered for the open item; never to an officer who records."""
    intake = kept.intake
    if visit.behalf is not None or not intake.asked or intake.papers.get(intake.asked):
        return None
    if not visit.desk.books.catalogue.retention.offers(intake.asked):
        return None
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    ask = standard.ask(intake.asked)
    for one in _usable(visit):
        if one.item != ask.id:
            continue
        ticket = tickets.by_id(visit.desk.tx, one.ticket_id)
        if ticket is None or ticket.id == kept.ticket_id or _expired(visit, one, ticket):
            continue
        chosen = tickets.answers(visit.desk.tx, ticket).answers.get(one.item, "")
        if fits(ask, chosen):
            return Offer(one, ticket, ask, chosen)
    return None


def _usable(visit: Visit) -> Sequence[Kept]:
    """Return what may be offered: of the right kind, and only while it is wanted."""
    if not preferences.of(visit.desk.tx, visit.person.id).wallet:
        return ()
    retention = visit.desk.books.catalogue.retention
    return [
        one
        for one in wallet.of_person(visit.desk.tx, visit.person.id)
        if retention.offers(one.item)
    ]


def _expired(visit: Visit, one: Kept, ticket: Ticket) -> bool:
    if one.valid_until in ("", UNDATED):
        return False
    today = local(visit.desk, visit.now, ticket.at.office).date()
    return date.fromisoformat(one.valid_until) < today


def _values(visit: Visit, found: Offer) -> dict[str, Value]:
    return {
        "title": found.ask.title,
        "number": found.ticket.number,
        "checked": local(visit.desk, found.kept.checked_at, found.ticket.at.office),
        "valid": _validity(found.kept),
    }


def _validity(one: Kept) -> Say:
    if one.valid_until in ("", UNDATED):
        return Say("wallet.undated" if one.valid_until else "wallet.date_unknown")
    return Say("wallet.valid_until", {"day": one.valid_until})


# Using one


def pressed(visit: Visit, kept: Draft, action: str) -> Reply | None:
    """Answer a button about the kept document; None when it is no longer there to be used."""
    found = _offer(visit, kept)
    if found is None:
        return None
    if action == "wallet_yes":
        return _use(visit, kept, found)
    if action == "wallet_undated":
        wallet.note_date(visit.desk.tx, visit.person.id, found.kept, UNDATED, visit.now)
        return _ask_consent(visit, kept, replace(found, kept=replace(found.kept, valid_until="-")))
    if found.ask.in_force and not found.kept.valid_until:
        return _ask_date(visit, kept, found)
    return _ask_consent(visit, kept, found)


def said(visit: Visit, kept: Draft, text: str) -> Reply | None:
    """Take the typed validity date; None when there is nothing to be used any more."""
    found = _offer(visit, kept)
    if found is None:
        return None
    result = check("date", text)
    if not isinstance(result, Checked):
        return _ask_date(visit, kept, found, Say("wallet.not_a_date"))
    wallet.note_date(visit.desk.tx, visit.person.id, found.kept, result.value, visit.now)
    dated = replace(found, kept=replace(found.kept, valid_until=result.value))
    if _expired(visit, dated.kept, dated.ticket):
        return None
    return _ask_consent(visit, kept, dated)


def _ask_date(visit: Visit, kept: Draft, found: Offer, *says: Say) -> Reply:
    rows = (
        (Button(Say("wallet.has_no_date"), "wallet_undated", found.ask.id),),
        (Button(Say("wallet.send_anew"), "show"),),
    )
    shown = card(*says, Say("wallet.ask_date", _values(visit, found)), rows=rows)
    at = replace(visit.at, draft_id=kept.id, ticket_id=None, step=STEP)
    return Reply((shown,), draft_subject(kept.id), kept.turn, at)


def _ask_consent(visit: Visit, kept: Draft, found: Offer) -> Reply:
    service = pinned(visit.desk, kept.service, kept.standard_version).title
    values: dict[str, Value] = {**_values(visit, found), "service": service}
    rows = (
        (Button(Say("wallet.consent"), "wallet_yes", found.ask.id, Style.SUCCESS),),
        (Button(Say("wallet.send_anew"), "show"),),
    )
    shown = card(Say("wallet.ask_consent", values), rows=rows)
    at = replace(visit.at, draft_id=kept.id, ticket_id=None, step="")
    return Reply((shown,), draft_subject(kept.id), kept.turn, at, numbered=True)


def _use(visit: Visit, kept: Draft, found: Offer) -> Reply:
    """Copy the rows, which share the stored files, and keep the consent."""
    tx = visit.desk.tx
    papers = [_copy(visit, kept, part) for part in _parts(visit, found)]
    standard = pinned(visit.desk, kept.service, kept.standard_version)
    turn: Turn = put_in(standard, kept.intake, found.ask.id, papers, found.chosen)
    drafts.save(tx, kept, turn.intake, visit.now)
    wallet.record_use(tx, visit.person.id, found.kept, kept.id, visit.now)
    data = {"item": found.ask.id, "draft": kept.id}
    write_journal(visit, found.ticket, "document_reused", APPLICANT, data)
    moved = replace(kept, turn=kept.turn + 1, intake=turn.intake)
    cards = offer_under(visit, moved, turn.cards)
    used = under(Say("wallet.used", _values(visit, found)), cards[0])
    at = replace(visit.at, draft_id=kept.id, ticket_id=None, step="")
    return Reply((used, *cards[1:]), draft_subject(kept.id), moved.turn, at)


def _parts(visit: Visit, found: Offer) -> list[dossier.Part]:
    parts = dossier.of_ticket(visit.desk.tx, found.ticket.id)
    return [part for part in parts if part.item == found.kept.item]


def _copy(visit: Visit, kept: Draft, part: dossier.Part) -> Paper:
    paper = Paper(
        new_document_id(),
        part.media_type,
        part.name,
        part.pages,
        part.size,
        part.fingerprint,
        part.album,
        part.flag,
    )
    dossier.add(
        visit.desk.tx,
        paper,
        part.file,
        part.key,
        person_id=visit.person.id,
        draft_id=kept.id,
        ticket_id=None,
        item=part.item,
        at=visit.now,
        sealed_as=part.sealed_as,
    )
    return paper


# Looking and deleting


def command(visit: Visit, words: str) -> Reply:
    """`/dompet` lists, `/dompet hapus 2` deletes."""
    verb, _, nth = words.casefold().strip().partition(" ")
    if verb in ("hapus", "delete") and nth.strip().isdecimal():
        listed = _listed(visit)
        if 1 <= int(nth) <= len(listed):
            one, ticket, _ = listed[int(nth) - 1]
            return _drop(visit, one, ticket)
    return overview(visit)


def overview(visit: Visit, *says: Say) -> Reply:
    """List what lies in the wallet, each with a way to delete it."""
    listed = _listed(visit)
    if not preferences.of(visit.desk.tx, visit.person.id).wallet:
        says = (*says, Say("wallet.is_off"))
    if not listed:
        none = card(*says, Say("wallet.empty"), rows=[[Button(Say("button.menu"), "menu")]])
        return Reply((none,), at=conversations.NOWHERE)
    lines = tuple(_line(visit, nth, *one) for nth, one in enumerate(listed, 1))
    rows: list[tuple[Button, ...]] = [
        (Button(Say("wallet.delete", {"nth": nth}), "wallet_drop", _named(one)),)
        for nth, (one, _, _) in enumerate(listed, 1)
    ]
    rows.append((Button(Say("settings.button"), "settings"), Button(Say("button.menu"), "menu")))
    shown = card(*says, Say("wallet.list", {"lines": lines}), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _listed(visit: Visit) -> list[tuple[Kept, Ticket, Words]]:
    """Return what is kept, expired or not, with its ticket and its title."""
    retention = visit.desk.books.catalogue.retention
    found = []
    for one in wallet.of_person(visit.desk.tx, visit.person.id):
        ticket = tickets.by_id(visit.desk.tx, one.ticket_id)
        if ticket is not None and retention.offers(one.item):
            title = standard_of(visit.desk, ticket).ask(one.item).title
            found.append((one, ticket, title))
    return found


def _line(visit: Visit, nth: int, one: Kept, ticket: Ticket, title: Words) -> Say:
    values: dict[str, Value] = {
        "nth": nth,
        "title": title,
        "number": ticket.number,
        "checked": local(visit.desk, one.checked_at, ticket.at.office),
        "valid": Say("wallet.expired") if _expired(visit, one, ticket) else _validity(one),
    }
    return Say("wallet.line", values)


def _named(one: Kept) -> str:
    return f"{base36(one.ticket_id)}.{one.item}"


def delete(visit: Visit, named: str) -> Reply:
    """Delete a document from the wallet (button)."""
    for one, ticket, _ in _listed(visit):
        if _named(one) == named:
            return _drop(visit, one, ticket)
    return overview(visit)


def _drop(visit: Visit, one: Kept, ticket: Ticket) -> Reply:
    wallet.drop(visit.desk.tx, visit.person.id, one, visit.now)
    return overview(visit, Say("wallet.deleted", {"number": ticket.number}))
