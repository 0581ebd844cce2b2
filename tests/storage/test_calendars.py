"""Calendar entries and the place of a recount, on both engines."""

from datetime import date

import pytest

from flows.intake import Intake
from flows.standard import State
from flows.whereabouts import Whereabouts
from flows.words import Language
from storage import calendars, clocks, people, tickets
from storage.calendars import PROPOSED
from storage.store import Store, Tx

DAYS = date(2026, 12, 24), date(2026, 12, 26)


def propose(tx: Tx, at: int = 1):
    who = people.by_telegram(tx, 1) or people.add(tx, 1, Language.ID, "Lukman", 0)
    return calendars.propose(tx, "belitung", "closed", DAYS, "", "Cuti", "SKB", who.id, at)


def add_ticket(tx: Tx, number: str, office: str, due_at: int | None) -> tuple[int, int]:
    who = people.by_telegram(tx, 1) or people.add(tx, 1, Language.ID, "Andi", 0)
    made = tickets.add(
        tx,
        number=number,
        kind="application",
        service="service",
        version="v",
        draft_id=None,
        person_id=who.id,
        holder=(office, "verifier"),
        at=Whereabouts("verify", State.VERIFYING, office, office),
        title="",
        company="",
        key=tx.vault.new_key(),
        intake=Intake(""),
        now=0,
    )
    clocks.start(tx, made.id, "service", "working_minutes", 30, "at_most", 0, due_at)
    return made.id, clocks.running(tx, made.id)[0].id


def test_a_proposal_changes_nothing_until_it_is_confirmed(store: Store):
    def job(tx: Tx):
        before = calendars.state(tx, "belitung")
        entry = propose(tx)
        assert calendars.state(tx, "belitung") == before
        assert calendars.in_force(tx, "belitung") == []
        assert calendars.confirm(tx, entry, 2)
        assert not calendars.confirm(tx, entry, 3)
        assert calendars.state(tx, "belitung") != before
        (kept,) = calendars.in_force(tx, "belitung")
        assert (kept.first, kept.last, kept.title, kept.source) == (*DAYS, "Cuti", "SKB")
        assert calendars.in_force(tx, "banjarmasin") == []
        assert kept.kind == entry.kind.removeprefix(PROPOSED)

    store.write_now(job)


def test_a_removed_entry_is_out_of_force_but_still_readable(store: Store):
    def job(tx: Tx):
        entry = propose(tx)
        calendars.confirm(tx, entry, 2)
        with_it = calendars.state(tx, "belitung")
        assert calendars.remove(tx, entry.id, entry.made_by, 3)
        assert not calendars.remove(tx, entry.id, entry.made_by, 4)
        assert calendars.state(tx, "belitung") != with_it
        assert calendars.in_force(tx, "belitung") == []
        found = calendars.by_id(tx, entry.id)
        assert found is not None
        assert found.removed

    store.write_now(job)


def test_tickets_with_a_due_clock_come_in_pages_of_their_own_office(store: Store):
    def job(tx: Tx):
        mine = [add_ticket(tx, f"T-{n}", "belitung", 1_000 - n)[0] for n in range(5)]
        add_ticket(tx, "T-other", "banjarmasin", 1_000)
        add_ticket(tx, "T-paused", "belitung", None)
        first = calendars.with_due_clocks(tx, "belitung", 0, 3)
        rest = calendars.with_due_clocks(tx, "belitung", first[-1], 3)
        assert [*first, *rest] == mine

    store.write_now(job)


def test_a_due_moment_moves_only_from_where_it_was_seen(store: Store):
    def job(tx: Tx):
        ticket_id, clock_id = add_ticket(tx, "T-1", "belitung", 1_000)
        assert not calendars.move_due(tx, clock_id, 999, 2_000)
        assert calendars.move_due(tx, clock_id, 1_000, 2_000)
        calendars.move_ticket_due(tx, ticket_id, 7, 2_000)
        assert tickets.by_id(tx, ticket_id).due_at is None
        calendars.move_ticket_due(tx, ticket_id, 1, 2_000)
        assert tickets.by_id(tx, ticket_id).due_at == 2_000

    store.write_now(job)


@pytest.mark.parametrize("values", [(0,), (5, -1), (2**62, 2**63 - 1)])
def test_a_mark_holds_the_last_number(store: Store, values):
    def job(tx: Tx):
        assert calendars.mark(tx, "calendar_at:belitung") is None
        for value in values:
            calendars.set_mark(tx, "calendar_at:belitung", value)
        assert calendars.mark(tx, "calendar_at:belitung") == values[-1]

    store.write_now(job)
