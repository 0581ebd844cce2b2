"""A visit: who speaks and where they are; how a reply becomes messages and a kept screen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from desk.desk import Desk
from desk.questions.found import Looked
from desk.superiors import roles_above
from flows.press import Press, base36, write
from flows.say import Button, Card, Place, Say, Style
from flows.sending import Key, Method, Sending
from flows.whereabouts import Actor
from flows.words import Language
from storage import conversations, people
from storage.conversations import Conversation, Shown
from storage.moments import to_ms
from storage.people import Person
from texts.split import split, units

_NO_WORD = re.compile(r"[\W_]+")
LONGEST_TEXT = 4000
"""A little under Telegram's 4,096 UTF-16 units, so that an emoji or two never breaks a message."""


@dataclass(frozen=True, slots=True)
class Behalf:
    """For whom an officer records: the person, the officer's post, and the person's channel."""

    person_id: int
    office: str
    role: str
    channel: str


@dataclass(frozen=True)
class Visit:
    """One person at the desk for the length of one order; `behalf`: recording for another.

    `found` is what was looked up for what was typed, before the transaction.
    """

    desk: Desk
    person: Person
    at: Conversation
    behalf: Behalf | None = None
    found: Looked | None = None

    @cached_property
    def now(self) -> int:
        """The moment of the order in milliseconds since 1970."""
        return to_ms(self.desk.now)

    @cached_property
    def posts(self) -> frozenset[tuple[str, str]]:
        """The (office, role) pairs held now, read in this transaction."""
        return people.posts(self.desk.tx, self.person.id, self.now)

    @cached_property
    def above(self) -> frozenset[tuple[str, str]]:
        """The (office, role) pairs of which the person is a superior, the nearest or a higher."""
        return frozenset(
            (office, role)
            for office in {office for office, _ in self.posts}
            for role in self.desk.books.catalogue.office(office).roles
            if any((office, one) in self.posts for one in roles_above(self.desk, office, role))
        )

    @property
    def is_administrator(self) -> bool:
        """Whether the person is one of `LOKET_ADMINS`."""
        return self.person.telegram_id in self.desk.books.administrators

    @property
    def language(self) -> Language:
        """The language the person is spoken to in."""
        return self.person.language

    @property
    def owner(self) -> int:
        """Whose drafts and tickets these are: the person's own, or of whom he records for."""
        return self.behalf.person_id if self.behalf is not None else self.person.id

    def actor(self, owner: int) -> Actor:
        """Return the person as an actor on a ticket owned by person `owner`.

        The owner, and who records for him, acts as applicant only, never as an officer as well.
        """
        own = owner in (self.person.id, self.owner)
        if own:
            return Actor(self.person.id, frozenset(), own)
        return Actor(self.person.id, self.posts, above=self.above)


@dataclass(frozen=True)
class Reply:
    """What an order answers: cards, what their buttons are about, and where the person is now.

    `subject` is the draft or ticket of the buttons ("d5", "t3" in base36), `version` its version;
    `at` is the new place in the conversation (None: unchanged); `extra` goes out first. `aside`:
    it interrupts a question that stays open, whose buttons can still be typed.
    """

    cards: tuple[Card, ...]
    subject: str = ""
    version: int = 0
    at: Conversation | None = None
    numbered: bool = False
    extra: tuple[Sending, ...] = field(default_factory=tuple)
    aside: bool = False


def card(*says: Say, rows: Sequence[Sequence[Button]] = (), place: Place = Place.NEW) -> Card:
    """Return a card of sentences and rows of buttons."""
    return Card(says, tuple(tuple(row) for row in rows), place)


def under(say: Say, shown: Card) -> Card:
    """Put a sentence above a card, in the same message."""
    return replace(shown, says=(say, *shown.says))


def draft_subject(draft_id: int) -> str:
    """Return the subject of buttons about a draft."""
    return f"d{base36(draft_id)}"


def ticket_subject(ticket_id: int) -> str:
    """Return the subject of buttons about a ticket."""
    return f"t{base36(ticket_id)}"


def finish(visit: Visit, reply: Reply) -> list[Sending]:
    """Render a reply and remember its last buttons, so that they can be typed instead."""
    sendings = list(reply.extra)
    shown: list[tuple[Button, Key]] = []
    for one in reply.cards:
        made = _sendings(visit, reply, one)
        sendings.extend(made)
        if one.rows:
            rows = zip(one.rows, made[-1].keyboard, strict=True)
            shown = [pair for row, keys in rows for pair in zip(row, keys, strict=True)]
    _remember(visit, reply, shown)
    return sendings


def _remember(visit: Visit, reply: Reply, shown: Sequence[tuple[Button, Key]]) -> None:
    place = reply.at or visit.at
    place = replace(
        place,
        about=place.about or visit.at.about,
        question=place.question or visit.at.question,
    )
    if shown and not reply.aside:
        buttons = tuple(
            Shown(spoken(key.label), button.action, reply.subject, button.arg, reply.version)
            for button, key in shown
            if button.action
        )
        place = replace(place, screen=buttons, numbered=reply.numbered)
    if not any(one.place is Place.PAGES for one in reply.cards):
        place = replace(place, pages_message=0)
    if place != visit.at:
        conversations.write(visit.desk.tx, visit.person.id, place, visit.now)


def spoken(text: str) -> str:
    """Return a text as it is compared with a button's label: lower case, words only."""
    return " ".join(_NO_WORD.sub(" ", text.casefold()).split())


def _sendings(visit: Visit, reply: Reply, one: Card) -> list[Sending]:
    speaker = visit.desk.speaker
    texts = render(visit.desk, one.says, visit.language)
    keyboard = keys(visit.desk, one.rows, visit.person, reply.subject, reply.version)
    made = [Sending(speaker.telegram_id, Method.MESSAGE, text) for text in texts]
    made[-1] = replace(made[-1], keyboard=keyboard)
    if one.place is Place.PRESSED and speaker.pressed and len(made) == 1:
        made[0] = replace(made[0], method=Method.EDIT, message_id=speaker.message_id)
    if one.place is Place.PAGES:
        made[0] = replace(made[0], slot="pages")
        if visit.at.pages_message:
            made[0] = replace(made[0], method=Method.EDIT, message_id=visit.at.pages_message)
    return made


def render(desk: Desk, says: Sequence[Say], language: Language) -> list[str]:
    """Return sentences as one or more texts, none longer than Telegram takes."""
    texts: list[str] = []
    for say in says:
        html = desk.books.texts.html(say, language)
        if texts and units(texts[-1]) + units(html) < LONGEST_TEXT:
            texts[-1] = f"{texts[-1]}\n\n{html}"
        else:
            texts.extend(split(html, LONGEST_TEXT))
    return texts


def keys(
    desk: Desk,
    rows: Sequence[Sequence[Button]],
    person: Person,
    subject: str,
    version: int,
) -> tuple[tuple[Key, ...], ...]:
    """Return rendered rows of buttons; each press is signed for this person."""
    return tuple(
        tuple(_key(desk, button, person, subject, version) for button in row) for row in rows
    )


def _key(desk: Desk, button: Button, person: Person, subject: str, version: int) -> Key:
    label = desk.books.texts.label(button.label, person.language)
    style = "" if button.style is Style.PLAIN else button.style.value
    if button.url or button.copy:
        return Key(label, url=button.url, copy=button.copy, style=style)
    press = Press(button.action, subject, button.arg, version)
    data = write(press, person.telegram_id or 0, desk.tx.vault.button_key)
    return Key(label, data=data, style=style)
