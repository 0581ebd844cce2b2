"""What is declared and ended, and the pauses it makes, on both engines."""

from datetime import UTC, datetime

import pytest

from flows.words import Language
from storage import clocks, incidents, people
from storage.moments import to_ms
from tests.desk.cases import AUDITOR, case

NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
AT = to_ms(NOW)
MINUTE = 60_000


@pytest.fixture
def run(store, all_services):
    """Run a job with a person in the house and the auditor's standard."""

    def job_of(job):
        def write(tx):
            person = people.by_telegram(tx, 1) or people.add(tx, 1, Language.ID, "Siti", AT)
            return job(tx, person.id, all_services.service(AUDITOR))

        return store.write_now(write)

    return job_of


def declared(tx, who, *, services=(), in_effect=True, reason="power"):
    return incidents.declare(
        tx, "belitung", services, reason, AT, None, by=who, at=AT, in_effect=in_effect
    )


def ticket_with_clock(tx, who, standard, *, started=AT, stopped=None):
    """Add a ticket with one clock; returns (ticket, clock)."""
    ticket_id = case(tx, standard, NOW, (1, 1), person=who)
    clock_id = clocks.start(
        tx, ticket_id, "service", "working_minutes", 140, "at_most", started, started + MINUTE
    )
    if stopped is not None:
        clocks.stop(tx, clock_id, stopped)
    return ticket_id, clock_id


def test_what_is_in_effect_is_confirmed_and_has_not_ended(run):
    def job(tx, who, standard):
        kept = declared(tx, who)
        declared(tx, who, in_effect=False)
        ended = declared(tx, who, reason="internet")
        assert incidents.end(tx, ended.id, AT + MINUTE)
        declared(tx, who, reason=f"{incidents.END}{kept.id}")
        elsewhere = declared(tx, who, services=("another",), reason="application")
        assert incidents.in_effect(tx, "belitung") == [kept, elsewhere]
        assert incidents.in_effect(tx, "belitung", "mine") == [kept]
        assert incidents.in_effect(tx, "banjarmasin") == []
        assert len(incidents.of_office(tx, "belitung", 3)) == 3

    run(job)


def test_one_confirms_and_one_ends(run):
    def job(tx, who, standard):
        waiting = declared(tx, who, in_effect=False)
        assert incidents.confirm(tx, waiting.id, who, AT)
        assert not incidents.confirm(tx, waiting.id, who, AT)
        assert incidents.end(tx, waiting.id, AT)
        assert not incidents.end(tx, waiting.id, AT)
        assert incidents.by_id(tx, waiting.id).confirmed_by == who
        assert incidents.by_id(tx, 10_000) is None

    run(job)


def test_the_tickets_that_ran_in_a_window_are_found_stopped_or_not(run):
    def job(tx, who, standard):
        running, _ = ticket_with_clock(tx, who, standard)
        stopped, _ = ticket_with_clock(tx, who, standard, stopped=AT + 10 * MINUTE)
        early, _ = ticket_with_clock(tx, who, standard, stopped=AT + MINUTE)
        late, _ = ticket_with_clock(tx, who, standard, started=AT + 60 * MINUTE)
        found = incidents.tickets_that_ran(tx, "belitung", AT + 5 * MINUTE, AT + 20 * MINUTE)
        assert found == [running, stopped]
        assert incidents.tickets_that_ran(tx, "banjarmasin", AT, AT + MINUTE) == []
        assert [one for one, _ in incidents.open_tickets(tx, "belitung")] == [
            running, stopped, early, late,
        ]  # fmt: skip

    run(job)


def test_an_end_cuts_every_pause_of_the_incident_that_reaches_beyond_it(run):
    def job(tx, who, standard):
        incident = declared(tx, who)
        ticket_id, open_one = ticket_with_clock(tx, who, standard)
        clocks.pause(tx, open_one, AT, incident.code)
        clocks.pause(tx, open_one, AT, "applicant")
        _, closed = ticket_with_clock(tx, who, standard)
        clocks.halt(tx, closed, AT, AT + 30 * MINUTE, incident.code)
        _, later = ticket_with_clock(tx, who, standard, started=AT + 20 * MINUTE)
        clocks.pause(tx, later, AT + 20 * MINUTE, incident.code)
        _, past = ticket_with_clock(tx, who, standard)
        clocks.halt(tx, past, AT, AT + MINUTE, incident.code)
        end = AT + 10 * MINUTE
        found = incidents.end_pauses(tx, incident.code, end)
        assert [clock_id for clock_id, _ in found] == [open_one, closed, later]
        assert found[0][1] == ticket_id
        halts = [clocks.by_id(tx, one).halts for one in (open_one, closed, later, past)]
        assert [halt.last_at for halt in halts[0]] == [end, None]
        assert [one[0].last_at for one in halts[1:]] == [end, AT + 20 * MINUTE, AT + MINUTE]

    run(job)


def test_a_stopped_clock_leaves_no_pause_open(run):
    def job(tx, who, standard):
        _, clock_id = ticket_with_clock(tx, who, standard)
        clocks.pause(tx, clock_id, AT, "applicant")
        clocks.pause(tx, clock_id, AT, "incident:power:1")
        assert clocks.by_id(tx, clock_id).halted("applicant")
        clocks.stop(tx, clock_id, AT + MINUTE)
        one = clocks.by_id(tx, clock_id)
        assert (one.paused, one.stopped_at) == (False, AT + MINUTE)
        assert {halt.last_at for halt in one.halts} == {AT + MINUTE}

    run(job)
