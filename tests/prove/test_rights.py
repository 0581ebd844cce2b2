"""S1: the matrix of rights, written by hand, against the desk: by command and by button."""

import pytest

from flows.standard import Action
from storage import people
from storage.moments import to_ms
from tests.people import OFFICERS, PEOPLE
from tests.prove.rights import (
    CLOSED,
    MATRIX,
    OTHER,
    OWNER,
    REMOVED,
    Counter,
    cells,
    expected,
    ids_of,
    touched,
)

STEPS = [(service, step) for service, rules in MATRIX["service"].items() for step in rules["step"]]


@pytest.fixture
def counter(house):
    """A desk that everybody knows; one person was an officer of every office and is none now."""
    for who in (OWNER, OTHER, REMOVED, "Oki", "Putri"):
        house.says(who, "/menu")

    def had(tx):
        now = to_ms(house.now)
        me = people.by_telegram(tx, PEOPLE[REMOVED].id).id
        for office, role in {(one.office, one.role) for one in OFFICERS.values()}:
            people.appoint(tx, me, office, role, now - 60_000, me, me)
        for post in people.all_posts(tx, now):
            if post.person_id == me:
                people.dismiss(tx, post.staff_id, now)

    house.write(had)
    return Counter(house, ids_of(house))


def test_every_action_service_and_step_stands_in_the_matrix(all_services):
    assert set(MATRIX["doors"]) == {action.value for action in Action} | {"end_case"}
    assert set(MATRIX["service"]) == set(all_services.services)
    for service, standard in all_services.services.items():
        rules = MATRIX["service"][service]
        assert set(rules["step"]) == {step.id for step in standard.steps}
        assert rules["office"] == standard.office


def chosen(proof):
    """Return the cells of this run: every allowed one of some steps, and others by chance."""
    dice = proof.dice("cells")
    many = proof.many(350, 157_500)
    found = [one for service, step in STEPS for one in cells(service, step)]
    allowed = [one for one in found if expected(one)]
    some = dice.sample(allowed, min(len(allowed), many // 3))
    return len(found), some + dice.sample(found, min(len(found), many - len(some)))


def test_the_desk_does_what_the_matrix_says_and_nothing_else(counter, proof):
    all_cells, some = chosen(proof)
    wrong, granted = [], 0
    for cell in some:
        if cell.situation in CLOSED and cell.action == "end_case":
            continue
        done, outcome = counter.tries(cell)
        granted += done
        if done != expected(cell):
            wrong.append((cell, done, outcome.text[:200]))
        elif not done and touched(outcome):
            wrong.append((cell, touched(outcome), outcome.text[:200]))
    for one in wrong[:12]:
        print(one)
    assert not wrong, f"{len(wrong)} of {len(some)}"
    figures = {"cells": len(some), "of all": all_cells, "granted": granted, "mismatches": 0}
    proof.record("S1", "matrix", figures)
