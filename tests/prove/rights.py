"""The matrix of rights.toml: its cells, what it expects of each, and the desk's answer to it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.rehearsal.house import Somebody
from desk import front
from desk.desk import Desk
from flows.intake import Intake
from flows.number import make
from flows.press import Press, base36, read, write
from flows.standard import State
from flows.whereabouts import Whereabouts, holder
from storage import conversations, people, tickets
from storage.moments import to_ms
from tests.people import ADMINISTRATORS, OFFICERS, PEOPLE
from tests.prove.tried import TRAFFIC, Tried, Undone, speaking

MATRIX = tomllib.loads(Path(__file__).with_name("rights.toml").read_text("utf-8"))
OWED = ("needs_completion", "awaiting_reporter")
CLOSED = ("done", "rejected", "cancelled", "lapsed")
RUNNING = ("free", "taken_by_himself", "taken_by_another")
OWNER, OTHER, REMOVED, UNKNOWN = "Siti", "Budi", "Andi", "Baru"
SUBJECTS = (OWNER, OTHER, REMOVED, UNKNOWN, *OFFICERS, *ADMINISTRATORS)
NUMBER = make("BLT", 2026, 900)
WORDS = "Alasan yang cukup panjang untuk ini"
ASKING = ("staff_", "dispute", "reopen", "answer")
DISCRETION = {"waive", "require"}
ALLOWED_BUT = (
    "memang sudah dipegang",
    "Tidak ada petugas lain dengan peran",
    "Belum ada kekurangan yang ditandai",
    "Belum ada bagian yang ditandai kurang",
)
"""Told only to whoever may: who has the file already; that a return needs a fault or a reason."""


@dataclass(frozen=True)
class Cell:
    """One question to the matrix: may this person do this there, asked for in this way?"""

    service: str
    step: str
    situation: str
    who: str
    action: str
    typed: bool

    @property
    def rules(self):
        """The office, the post of the step, what it may, what the owner may, and facts."""
        service = MATRIX["service"][self.service]
        post, may, own, facts = service["step"][self.step]
        return service, tuple(post.split("/")) if post else (), may, own, facts.split()

    @property
    def verb(self):
        """The action without its target."""
        return self.action.partition(">")[0]


def somebody(name: str) -> Somebody:
    """Return a subject; one is not known to the house at all."""
    return PEOPLE.get(name) or Somebody(700000555, name)


def cells(service: str, step: str) -> Iterator[Cell]:
    """Yield every cell of a step."""
    post, may, _, _ = MATRIX["service"][service]["step"][step]
    doors = MATRIX["doors"]
    actions = [one for one in doors if not any(act.startswith(f"{one}>") for act in may)]
    actions += [act for act in may if ">" in act]
    situations = (*RUNNING, *OWED, *CLOSED) if post else ("free", *CLOSED)
    for situation in situations:
        for who in SUBJECTS:
            for action in actions:
                for typed in (True, False):
                    yield Cell(service, step, situation, who, action, typed)


def expected(cell: Cell) -> bool:
    """Return what the matrix says of a cell."""
    service, post, may, own, _ = cell.rules
    if cell.who == OWNER:
        by_state = MATRIX["owner"].get(cell.situation, ())
        return cell.action in (own if cell.situation in RUNNING else by_state)
    person = OFFICERS.get(cell.who)
    if person is None:
        return False
    running = cell.situation in RUNNING
    mine = (person.office, person.role)
    if cell.verb in DISCRETION and post and mine == (service["office"], service.get("discretion")):
        return running or (cell.situation in OWED and _discretion_owed(cell))
    if running and post and mine[0] == post[0]:
        above = MATRIX["above"].get(post[0], {}).get(post[1], ())
        if cell.action == "assign" and mine[1] in above:
            return True
    if not running or mine != post:
        return False
    here = MATRIX["holder"][cell.situation]
    return cell.action in here if cell.situation == "taken_by_another" else (
        cell.action in here or cell.action in may
    )  # fmt: skip


def _discretion_owed(cell: Cell) -> bool:
    """While a file is with its applicant nothing is added to what he owes."""
    return cell.verb == "waive" or cell.situation == "awaiting_reporter"


def place(cell: Cell, ids: dict[str, int]) -> Whereabouts:
    """Return where the ticket of a cell stands."""
    service, post, _, _, facts = cell.rules
    state = State.AWAITING_CONFIRMATION if not post else State.IN_PROGRESS
    at = Whereabouts(
        cell.step,
        state,
        service["office"],
        service.get("desk", service["office"]),
        complete="complete" in facts,
        handed_over="handed" in facts,
    )
    if cell.situation in OWED:
        return replace(at, state=State(cell.situation), back_to=cell.step)
    if cell.situation in CLOSED:
        return replace(at, state=State(cell.situation), closed_step=cell.step)
    if cell.situation == "taken_by_himself":
        return replace(at, claimed_by=ids[cell.who])
    if cell.situation == "taken_by_another":
        return replace(at, claimed_by=ids["another"])
    return at


class Decided(Undone):
    """Carries the outcome of a cell, and whether the person got it done."""

    def __init__(self, done: bool, outcome: Tried) -> None:
        super().__init__(outcome)
        self.done = done


class Counter:
    """One cell at the desk: a ticket is put there, the person tries, everything is undone."""

    def __init__(self, house, ids) -> None:
        self.house = house
        self.ids = ids

    def tries(self, cell: Cell) -> tuple[bool, Tried]:
        """Return whether the person got it done, and what was answered and written."""
        try:
            self.house.write(lambda tx: self._job(tx, cell))
        except Decided as decided:
            return decided.done, decided.tried
        raise AssertionError("the transaction was kept")

    def _job(self, tx, cell):
        link = tx.connection.connection.driver_connection
        person = somebody(cell.who)
        ticket = self._ticket(tx, cell)
        before = self._kept(tx, ticket)
        statements: list[str] = []
        link.set_trace_callback(statements.append)
        try:
            answers = self._deed(tx, cell, person, ticket)
        finally:
            link.set_trace_callback(None)
        told = Tried(() if answers is True else answers, tuple(statements))
        done = self._kept(tx, ticket) != before or answers is True
        raise Decided(done or any(words in told.text for words in ALLOWED_BUT), told)

    def _ticket(self, tx, cell):
        standard = self.house.books.catalogue.service(cell.service)
        at = place(cell, self.ids)
        if at.state is State.IN_PROGRESS:
            at = replace(at, state=standard.step(cell.step).state)
        now, post = to_ms(self.house.now), holder(standard, at)
        made = tickets.add(
            tx, number=NUMBER, kind=standard.kind.value, service=standard.id,
            version=standard.version, draft_id=None, person_id=self.ids[OWNER], holder=post,
            at=at, title="", company="", key=tx.vault.new_key(), intake=Intake(asked=""), now=now,
        )  # fmt: skip
        moved = tickets.move(tx, made, at, post, now, due_at=None)
        assert moved is not None
        return moved

    def _kept(self, tx, ticket):
        count = "SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM draft)"
        row = tx.connection.exec_driver_sql(count).one()
        return tuple(row), tickets.by_id(tx, ticket.id)

    def _deed(self, tx, cell, person, ticket):
        verb, _, target = cell.action.partition(">")
        command, button = MATRIX["doors"][verb]
        if verb in DISCRETION:
            return self._discretion(tx, cell, person, ticket)
        if cell.typed and command:
            words = f"{target} {WORDS}" if verb not in ("claim", "assign") else ""
            answers = self.says(tx, person, f"/{command} {NUMBER} {words}".strip())
        elif cell.typed:
            answers = self._types_button(tx, person, button)
        else:
            answers = self.presses(tx, person, Press(button, subject(ticket), target, 2))
        for _ in range(4):
            going_on = self._next(tx, person, verb, answers)
            if going_on is None:
                break
            answers = going_on
        return answers

    def _discretion(self, tx, cell, person, ticket):
        """Whoever may, is shown what can be waived and the way to add; others change nothing."""
        typed = self.says(tx, person, f"/diskresi {NUMBER}") if cell.typed else None
        button = Press("discretion", subject(ticket), "", 2)
        answers = typed or self.presses(tx, person, button)
        if cell.verb in {press.action for press in self.buttons(tx, person, answers)}:
            return True
        for action in ("waive", "require"):
            press = Press(action, subject(ticket), f"step.{cell.step}"[:20], 2)
            if cell.situation not in OWED:
                answers = self.presses(tx, person, press)
        return answers

    def _types_button(self, tx, person, button):
        answers = self.says(tx, person, f"/status {NUMBER}")
        asks = {"cancel_ticket_yes": "cancel_ticket", "end_case_yes": "end_case"}.get(button)
        for action in (asks, button) if asks else (button,):
            screen = conversations.visitor(tx, person.id)[1].screen
            label = next((one.label for one in screen if one.action == action), None)
            if label is None:
                return answers
            answers = self.says(tx, person, label)
        return answers

    def _next(self, tx, person, verb, answers):
        """Give what a deed still asks for: words, a channel, a person, certainty."""
        step = conversations.visitor(tx, person.id)[1].step
        if step.startswith(ASKING):
            return self.says(tx, person, WORDS)
        for press in self.buttons(tx, person, answers):
            more = press.action == verb and press.arg and verb in ("assign", "forward", "finish")
            if more or press.action in (f"sure_{verb}", "no_letter"):
                return self.presses(tx, person, press)
        return None

    def buttons(self, tx, person, answers):
        """Return the buttons of the last answer."""
        data = [key.data for one in answers for row in one.keyboard for key in row if key.data]
        found = (read(one, person.id, tx.vault.button_key) for one in data)
        return [one for one in found if one is not None]

    def says(self, tx, person, text):
        """Type a text."""
        return front.said(self._desk(tx, person), text)

    def presses(self, tx, person, press):
        """Press a button that is signed for the person, whether it was ever shown or not."""
        data = write(press, person.id, tx.vault.button_key)
        return front.pressed(self._desk(tx, person), data)

    def _desk(self, tx, person):
        return Desk(tx, self.house.now, self.house.books, speaking(person))


def subject(ticket) -> str:
    """Return how buttons name a ticket."""
    return f"t{base36(ticket.id)}"


def ids_of(house) -> dict[str, int]:
    """Return the person ids of the subjects, and of somebody else who may have taken a file."""

    def job(tx):
        found = {name: people.by_telegram(tx, somebody(name).id) for name in SUBJECTS}
        ids = {name: one.id for name, one in found.items() if one is not None}
        return {"another": ids["Putri"], UNKNOWN: 0, **ids}

    return house.write(job)


def touched(outcome: Tried) -> frozenset[str]:
    """Return the tables a refused person wrote to."""
    return outcome.written - TRAFFIC - {"person"}
