"""R7: officers and the applicant at the same step at once: exactly one moves the ticket."""

import threading
from collections import Counter
from contextlib import closing

import pytest

from desk.desk import Desk, Speaker
from desk.tickets import Lost, carry_out
from desk.visit import Visit
from flows.standard import Action
from flows.whereabouts import Deed, Refused
from storage import people, tickets
from storage.conversations import NOWHERE
from storage.invariants import lasting
from storage.moments import to_ms
from storage.store import open_store
from storage.vault import Secret
from tests.desk.filed import rows
from tests.people import OFFICERS, PEOPLE
from tests.prove.year import TOLD, Year

POST = "belitung", "lpse_helpdesk"
PRESSERS = 8
DEEDS = (
    Deed(Action.FORWARD),
    Deed(Action.RETURN, reason="tidak terbaca"),
    Deed(Action.REJECT, reason="bukan pengelola"),
)


@pytest.fixture
def officers(house):
    """Seven officers of one desk."""

    def job(tx):
        at = to_ms(house.now)
        others = [name for name, one in OFFICERS.items() if one.office == "banjarmasin"]
        found = [people.by_telegram(tx, PEOPLE[name].id) for name in ("Joko", *others)]
        for one in found[1:]:
            people.appoint(tx, one.id, *POST, at, found[0].id, found[0].id)
        return [one.id for one in found[: PRESSERS - 1]]

    return house.write(job)


@pytest.fixture
def other_store(house):
    """A second connection to the same file, as another process has it."""
    secret = Secret.parse("ab" * 32)
    with closing(open_store(f"sqlite:///{house.file}", secret, str(house.file.parent))) as store:
        yield store


def filed(house, many):
    """File tickets of one service and return them as everybody sees them."""
    year = Year(house, 7)
    year.models = year.models[:1]
    first = len(rows(house, "ticket"))
    for _ in range(many):
        house.write(year.file)
    ids = [row[0] for row in rows(house, "ticket", "id")][first:]
    return house.write(lambda tx: [tickets.by_id(tx, one) for one in ids])


def test_of_eight_at_the_same_step_exactly_one_moves_it(house, officers, other_store, proof):
    dice, many = proof.dice("at once"), proof.many(20, 1_000)
    counted = Counter()
    for ticket in filed(house, many):
        deeds = [Deed(Action.CANCEL), *dice.choices(DEEDS, k=PRESSERS - 1)]
        actors = [ticket.person_id, *officers]
        dice.shuffle(both := list(zip(actors, deeds, strict=True)))
        stores = dice.choices((house.store, other_store), k=PRESSERS)
        outcomes = at_once(house, ticket, both, stores)
        counted.update(type(one).__name__ for one in outcomes)
        (won,) = [one for one in outcomes if not isinstance(one, Refused | Lost)]
        assert won.version == ticket.version + 1
        one_entry_and_one_push_each(house, ticket.id)
    assert counted["Ticket"] == many
    assert house.write(lasting) == []
    figures = {
        "tickets": many,
        "moves": counted["Ticket"],
        "told that it was lost": counted["Lost"],
    }
    proof.record("R7", "mixed deeds", figures)


def at_once(house, ticket, pressed, stores):
    """Everybody saw the same version and acts on it at one moment; two connections."""
    gate, outcomes = threading.Barrier(PRESSERS), [None] * PRESSERS

    def press(nth):
        person_id, deed = pressed[nth]
        gate.wait()
        outcomes[nth] = stores[nth].write_now(lambda tx: act(house, tx, ticket, person_id, deed))

    threads = [threading.Thread(target=press, args=(nth,)) for nth in range(PRESSERS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return outcomes


def act(house, tx, ticket, person_id, deed):
    who = people.by_id(tx, person_id)
    desk = Desk(tx, house.now, house.books, Speaker(who.telegram_id or 0, ""))
    return carry_out(Visit(desk, who, NOWHERE), ticket, deed, values=TOLD)


def one_entry_and_one_push_each(house, ticket_id):
    def look(tx):
        link = tx.connection.connection.driver_connection
        moves = link.execute(
            "SELECT id FROM journal WHERE ticket_id = ? AND version > 1", (ticket_id,)
        ).fetchall()
        told = link.execute(
            "SELECT chat_id, count(*) FROM outbox WHERE journal_id = ? GROUP BY chat_id", moves[0]
        ).fetchall()
        return moves, told

    moves, told = house.write(look)
    assert len(moves) == 1
    assert told
    assert {many for _, many in told} == {1}
