"""What must be looked up before the transaction of a typed text, read beside the writer.

Design: the search never runs on the writer. This reads where the person is, and whether the text
is a question at all; the search itself then runs in a thread (`look`).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.commands import LEAVING, WORDS
from desk.desk import Books
from desk.editing.study import Material, asks_for_study, material, study
from desk.knowledge.edited import published
from desk.knowledge.of_service import outside_id
from desk.knowledge.shelf import Edition
from desk.questions.found import Found, Looked
from desk.questions.steps import ASKING, explicit
from desk.visit import spoken
from faq.entry import Context, Entry
from flows.number import find, looks_like
from flows.seen import whole
from flows.standard import AskKind, Standard, TicketKind
from storage import answers, conversations, drafts, tickets
from storage.conversations import NOWHERE, Conversation
from storage.drafts import Glance
from storage.tx import Tx

ZONE = ZoneInfo("Asia/Jakarta")
"""Where the day turns on which an answer begins or ends to hold."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What to ask the search, or to study. `edited`: this process holds other answers."""

    text: str
    context: Context
    offered: bool
    edition: Edition
    edited: tuple[Entry, ...] | None
    material: Material | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A text, who typed it, and what it replies to ("" if nothing)."""

    telegram_id: int
    text: str
    replied: str = ""


def may_ask(text: str) -> bool:
    """Whether a text can be a question, without looking who asks."""
    if explicit(text) is not None or asks_for_study(text):
        return True
    word = spoken(text)
    commands = text.startswith("/") or word in WORDS or word in LEAVING
    return not commands and any(letter.isalpha() for letter in word)


def sought(tx: Tx, books: Books, typed: Typed, now: datetime) -> Sought | None:
    """Return what is to be looked up for a text, None when it is no question (a read)."""
    typed = replace(typed, text=whole(typed.text))
    if asks_for_study(typed.text):
        return _studied(tx, books, typed, now)
    visitor = conversations.visitor(tx, typed.telegram_id)
    at = visitor[1] if visitor else NOWHERE
    kept = drafts.glance(tx, at.draft_id) if at.draft_id is not None else None
    standard = books.catalogue.services.get(kept.service) if kept else None
    asked = explicit(typed.text)
    offered = asked is None and kept is not None and describes(standard, kept)
    if asked is None and not offered and not _open_ear(at, kept, typed.text):
        return None
    text = typed.text if asked is None else asked
    if not text:
        return None
    edition, edited = _in_force(tx, books, now)
    context = _context(tx, books, typed, standard, at)
    return Sought(text, context, offered, edition, edited)


def _in_force(tx: Tx, books: Books, now: datetime) -> tuple[Edition, tuple[Entry, ...] | None]:
    """Which answers are in force, and those of staff where this process holds others."""
    edition = Edition(answers.version(tx), now.astimezone(ZONE).date())
    return edition, None if books.shelf.holds(edition) else published(tx)


def _studied(tx: Tx, books: Books, typed: Typed, now: datetime) -> Sought | None:
    found = material(tx, books, typed.telegram_id, typed.text, now)
    if found is None:
        return None
    edition, edited = _in_force(tx, books, now)
    return Sought(
        typed.text, Context(), offered=False, edition=edition, edited=edited, material=found
    )


def look(books: Books, wanted: Sought) -> Looked:
    """Ask the search, made anew first where other answers are in force (for a thread)."""
    if wanted.edited is not None:
        books.shelf.take(books.catalogue, wanted.edition, wanted.edited)
    if wanted.material is not None:
        return study(books, wanted.material)
    result = books.shelf.ask(wanted.text, wanted.context)
    return Found(wanted.text, wanted.context, result, wanted.offered)


def describes(standard: Standard | None, kept: Glance) -> bool:
    """Whether a draft now asks for the description of a problem."""
    if standard is None or standard.kind is not TicketKind.PROBLEM:
        return False
    asks = (ask for ask in standard.asks if ask.id == kept.asked)
    return any(ask.kind is AskKind.TEXT and ask.check == "long_text" for ask in asks)


def _open_ear(at: Conversation, kept: Glance | None, text: str) -> bool:
    """Whether a text that is not marked as a question is one where the person is."""
    if at.step == ASKING:
        return True
    if kept is not None or at.step or at.ticket_id is not None:
        return False
    word = spoken(text)
    return not looks_like(text) and all(shown.label != word for shown in at.screen)


def _context(
    tx: Tx, books: Books, typed: Typed, drafted: Standard | None, at: Conversation
) -> Context:
    """What the person is dealing with: the ticket replied to, the draft, the last service."""
    number = find(typed.replied) if typed.replied else None
    replied = tickets.by_number(tx, number) if number else None
    services = books.catalogue.services
    standard = services.get(replied.service) if replied is not None else drafted
    standard = standard or services.get(at.about)
    if standard is None:
        return Context(at.about)
    return Context(outside_id(standard), standard.office)
