"""Who is kept out of a ticket, and the register of letters, on both engines."""

from datetime import UTC, datetime

import pytest

from flows.words import Language
from storage import circles, letters, people, queue, tickets
from storage.moments import to_ms
from tests.desk.cases import AUDITOR, case

NOW = datetime(2026, 8, 3, 2, 0, tzinfo=UTC)
AT = to_ms(NOW)
BUREAU = ("belitung", "bureau_head")


@pytest.fixture
def run(store, all_services):
    """Run a job with a person in the house and the auditor's standard."""

    def job_of(job):
        def write(tx):
            person = people.by_telegram(tx, 1) or people.add(tx, 1, Language.ID, "Siti", AT)
            return job(tx, person.id, all_services.service(AUDITOR))

        return store.write_now(write)

    return job_of


def test_a_queue_does_not_show_what_is_kept_from_its_viewer(run):
    def job(tx, who, standard):
        officer = people.add(tx, 2, Language.ID, "Lukman", AT).id
        other = people.add(tx, 3, Language.ID, "Maya", AT).id
        hidden = case(tx, standard, NOW, (1, 1), person=who)
        shown = case(tx, standard, NOW, (1, 2), person=who)
        circles.shut(tx, hidden, [officer, officer])
        assert circles.shut_out_of(tx, hidden) == {officer}
        assert circles.shut_out_of(tx, shown) == frozenset()
        for viewer, seen in ((officer, [shown]), (other, [hidden, shown]), (0, [hidden, shown])):
            found = [one.id for one in tickets.queue(tx, *BUREAU, 9, viewer=viewer)]
            assert found == seen
            assert queue.size(tx, *BUREAU, (0, 0), viewer) == (0, len(seen))
        assert queue.next_one(tx, *BUREAU, officer) == shown
        assert queue.next_one(tx, *BUREAU, other) == hidden
        second = tickets.by_id(tx, shown)
        assert queue.passed_over(tx, second, officer) == []
        assert [one.id for one in queue.passed_over(tx, second, other)] == [hidden]

    run(job)


def test_letters_are_numbered_by_office_and_year(run):
    def job(tx, who, standard):
        ticket_id = case(tx, standard, NOW, (1, 1), person=who)

        def enter(office, year, number):
            theirs = (number, "2026-08-01")
            return letters.enter(
                tx, office, year, ticket_id, theirs, "2026-08-03", by=who, at=AT
            ).nth

        assert [enter("lkpp", 2026, "a"), enter("lkpp", 2026, "b")] == [1, 2]
        assert [enter("lkpp", 2027, "c"), enter("belitung", 2026, "d")] == [1, 1]
        latest = letters.latest(tx, "lkpp", 2026, 9)
        assert [(one.nth, one.their_number) for one in latest] == [(2, "b"), (1, "a")]
        last = letters.of_ticket(tx, ticket_id)
        assert last is not None
        assert last.their_number == "d"
        assert letters.of_ticket(tx, ticket_id + 1) is None

    run(job)
