"""R3: whatever Telegram brings again, and whenever, a conversation ends as if it came once."""

import asyncio
import json
import shutil
from contextlib import closing
from sqlite3 import connect

import pytest

from bot.house import Building, UpdateHouse
from bot.said import Said
from desk.desk import Books, Speaker
from storage import inbox
from storage.invariants import lasting
from storage.store import open_store
from storage.vault import Secret
from tests.house import House
from tests.people import ADMINISTRATORS
from tests.prove.proof import Form
from tests.transcripts import check, transcript
from tests.transcripts.desk_driver import DeskDriver

SCRIPTS = 40
PRINTED = frozenset({
    "banjarmasin_aktivasi", "banjarmasin_discretion", "banjarmasin_submitted", "banjarmasin_visit",
    "banjarmasin_visit_full", "belitung_on_behalf", "belitung_userid_auditor", "epurchasing_klpd",
})  # fmt: skip
SAME = {
    "ticket": "number, person_id, holder_office, holder_role, step, state, version, due_at",
    "journal": "office, seq, at, ticket_id, version, kind, actor_id, role, data",
    "outbox": "key, chat_id, method, language, status",
    "draft": "person_id, service, turn, state, updated_at",
    "document": "id, item, position, removed_at",
    "clock": "ticket_id, name, started_at, due_at, stopped_at",
    "conversation": "person_id, step, updated_at",
}


class Repeating(House):
    """A house to which every update comes once to three times, some much later, with restarts."""

    def __init__(self, folder, books, dice):
        super().__init__(folder, books)
        self.folder = folder
        self.dice = dice
        self.came = []
        self.repeated = self.restarts = 0

    def step(self, who, order, update, message=0):
        person = self.people[who]
        self._updates += 1
        number = self._updates
        raw = json.dumps({"update_id": number, **update}).encode()
        speaker = Speaker(person.id, person.first_name, person.language, message, number)
        self.came.append((speaker, raw, order))
        answers = self._bring(speaker, raw, order)
        for _ in range(self.dice.randrange(3)):
            late = self.dice.choice(self.came[-20:])
            assert self._bring(*late) == ()
            self.repeated += 1
        if self.dice.random() < 0.05:
            self._restart()
        return answers

    def _bring(self, speaker, raw, order):
        """The bot's own way: the inbox, then the update's one transaction."""
        row = speaker.update_id, speaker.telegram_id, raw
        self.write(lambda tx: inbox.receive(tx, [row], self.now))
        said = Said(lambda ids: None)
        building = Building(self.store, self.books, lambda: self.now, None, said, asyncio.Event())
        return asyncio.run(UpdateHouse(building, None, speaker).step(order))

    def _restart(self):
        self.store.close()
        secret = Secret.parse("ab" * 32)
        self.store = open_store(f"sqlite:///{self.file}", secret, str(self.folder / "documents"))
        self.restarts += 1


class Once(Repeating):
    """The same house with nothing repeated."""

    def step(self, who, order, update, message=0):
        self.dice = Never()
        return super().step(who, order, update, message)


class Never:
    """A source of chance by which nothing happens."""

    def randrange(self, most):
        return 0

    def random(self):
        return 1.0


def state(house):
    """What is kept, without what is random: keys, and what is sealed under them."""
    with closing(connect(house.file)) as base:
        return {
            name: sorted(map(repr, base.execute(f"SELECT {columns} FROM {name}")))
            for name, columns in SAME.items()
        }


@pytest.fixture
def new_house(tmp_path, empty_database, all_services, texts):
    named = frozenset(ADMINISTRATORS.values())
    books = Books(all_services, texts, named, "loket_bot", rehearsal=True)
    houses = []

    def make(kind, dice):
        folder = tmp_path / str(len(houses))
        folder.mkdir()
        shutil.copy(empty_database, folder / "loket.sqlite")
        houses.append(kind(folder, books, dice))
        return houses[-1]

    yield make
    for one in houses:
        one.store.close()


def ended(house, script, texts):
    """Play a transcript with all its expectations; return what is kept then."""
    check.play(script, DeskDriver(house), texts)
    assert house.write(lasting) == []
    return state(house)


def test_updates_repeated_in_any_order_change_nothing(new_house, texts, proof):
    dice = proof.dice("scripts")
    schedules = proof.many(1, 200)
    names = dice.sample(playable(), 4 if proof.form is Form.SHORT else SCRIPTS)
    repeated = restarts = 0
    for name in names:
        script = transcript.read(name)
        once = ended(new_house(Once, dice), script, texts)
        for nth in range(schedules):
            house = new_house(Repeating, proof.dice(f"{name} {nth}"))
            assert ended(house, script, texts) == once, (name, nth)
            repeated, restarts = repeated + house.repeated, restarts + house.restarts
            house.store.close()
    figures = {"scripts": len(names), "orders of each": schedules, "repeats": repeated}
    proof.record(
        "R3",
        "transcripts",
        {**figures, "restarts": restarts, "differ": 0},
        "one person's messages and presses overtaking each other",
    )


def playable():
    """The transcripts in which nothing is printed: documents go through the outbox in the bot."""
    return [name for name in transcript.names() if name not in PRINTED]
