"""`loket standards talk`: walks a service in the terminal, as everybody in turn."""

import re
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.rehearsal.chat import NotThere
from bot.rehearsal.house import Answer, Rehearsal, Somebody
from bot.rehearsal.written import Walk, Written
from desk.desk import Books
from simulator.personas import Kind, Persona
from standards.catalogue import Catalogue
from storage import schema
from texts.render import Texts

OPENING = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
"""Monday, 3 August 2026, 09.00 WIB, 10.00 WITA: every office is open."""
HELP = """\
Whatever you type is said by the one who speaks. Buttons: type their words or number.
:as NAME         somebody else speaks        :people         who there is
:press WORDS     press a button              :file, :photo   hand over a file
:after 2 days    let time pass (minutes, hours, days)
:save FILE       write the walk as a transcript
:quit            leave; :help shows this again"""
_UNITS = {"minute": "minutes", "hour": "hours", "day": "days"}
_AFTER = re.compile(r"(\d{1,4}) (minute|hour|day)s?")
NUMBER = re.compile(r"\b[A-Z]{3,4}-\d{4}-\d{6}-[A-Z]\b")

Ask = Callable[[str], str]
Tell = Callable[[str], None]


def talk(
    catalogue: Catalogue,
    texts: Texts,
    personas: Iterable[Persona],
    service: str,
    ask: Ask,
    tell: Tell,
) -> None:
    """Talk about one service until `:quit` or the end of input (EOFError of `ask`)."""
    played = {one.first_name: _somebody(one) for one in personas}
    administrators = {one.id for one in personas if one.kind is Kind.ADMINISTRATOR}
    books = Books(catalogue, texts, frozenset(administrators), "loket_bot", rehearsal=True)
    with tempfile.TemporaryDirectory(prefix="loket-talk-") as folder:
        schema.upgrade(f"sqlite:///{folder}/loket.sqlite")
        house = Rehearsal(Path(folder), books, played, OPENING)
        try:
            Talk(house, service, tell).run(ask)
        finally:
            house.close()


def _somebody(one: Persona) -> Somebody:
    role = one.role if one.kind is Kind.STAFF else ""
    return Somebody(one.id, one.first_name, one.office if role else "", role, one.language_code)


class Talk:
    """One walk: who speaks now, and what has been said so far."""

    def __init__(self, house: Rehearsal, service: str, tell: Tell) -> None:
        self._house = house
        self._tell = tell
        self._walk = Walk(service)
        self._who = next(name for name, one in house.people.items() if not one.role)
        self._waited = ""
        self._orders: dict[str, Callable[[str], None]] = {
            "as": self._speak_as,
            "people": self._people,
            "press": self._press,
            "file": lambda words: self._hand(f"pdf {words}".strip()),
            "photo": lambda words: self._hand(f"photo {words}".strip()),
            "after": self._after,
            "save": self._save,
            "help": lambda words: self._tell(HELP),
        }

    def run(self, ask: Ask) -> None:
        """Take lines until there are no more."""
        self._tell(HELP)
        self._say(f"/start {self._walk.service}")
        while True:
            try:
                line = ask(f"{self._who}> ").strip()
            except EOFError:
                return
            if line == ":quit":
                return
            if line:
                self._take(line)

    def _take(self, line: str) -> None:
        if not line.startswith(":"):
            self._say(line)
            return
        name, _, words = line[1:].partition(" ")
        order = self._orders.get(name)
        if order is None:
            self._tell(f"There is no :{name}. {HELP}")
        else:
            order(words.strip())

    # Orders

    def _speak_as(self, name: str) -> None:
        if name.capitalize() in self._house.people:
            self._who = name.capitalize()
        else:
            self._tell(f"Nobody is called {name!r}.")
            self._people("")

    def _people(self, words: str) -> None:
        for name, one in self._house.people.items():
            self._tell(f"  {name:<10} {f'{one.role}, {one.office}' if one.role else 'applicant'}")

    def _press(self, words: str) -> None:
        try:
            answer = self._house.presses(self._who, words)
        except NotThere as missing:
            self._tell(str(missing))
            return
        self._heard(answer, presses=words)

    def _hand(self, kind: str) -> None:
        self._heard(self._house.hands(self._who, kind), hands=kind)

    def _say(self, text: str) -> None:
        self._heard(self._house.says(self._who, text), says=text)

    def _after(self, words: str) -> None:
        found = _AFTER.fullmatch(words)
        if found is None:
            self._tell("Write for example :after 30 minutes, :after 2 hours, :after 3 days.")
            return
        self._house.now += timedelta(**{_UNITS[found[2]]: int(found[1])})
        self._waited = f"{found[1]} {_UNITS[found[2]]}"
        self._tell(f"It is {self._house.now:%A, %d %B %Y %H.%M} UTC.")

    def _save(self, words: str) -> None:
        if not words:
            self._tell("Write for example :save walk.toml.")
            return
        Path(words).write_text(self._walk.toml(), "utf-8")
        self._tell(f"{words}: {len(self._walk.turns)} turns.")

    # What came of it

    def _heard(
        self, answer: Answer, *, says: str = "", presses: str = "", hands: str = ""
    ) -> None:
        self._tell(answer.text)
        for label in answer.labels:
            self._tell(f"  [{label}]")
        told = {name: self._house.news(name) for name in self._house.unread}
        pushes = {name: _first_line(text) for name, text in told.items() if text}
        for name, line in pushes.items():
            self._tell(f"  → {name}: {line}")
        # An answer may show a number as an example; who is told of a ticket is told its own.
        found = NUMBER.search(" ".join(told.values()))
        if found:
            self._walk.number = self._walk.number or found[0]
        hears = _first_line(answer.text)
        turn = Written(self._who, says, presses, hands, self._waited, hears, pushes)
        self._walk.turns.append(turn)
        self._waited = ""


def _first_line(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if line.strip()), "")
