"""Finished and running cases written straight into the tables, with the minutes each step took."""

from datetime import datetime, timedelta

from flows.intake import Intake
from flows.number import make
from flows.standard import State
from flows.whereabouts import Whereabouts, holder
from storage import counters, journal, people, tickets
from storage.moments import to_ms

STEPS = ("receive", "verify", "dispose_bureau", "dispose_chair", "create")
AUDITOR = "belitung-userid-auditor"


def case(tx, standard, since: datetime, minutes, *, owed=None, person=None):
    """Add a case that spent so many minutes at each step in turn; one number fewer: it is there.

    All five: its result was delivered. `owed` maps a step to the minutes the applicant owed there
    (on top of the step's own). Returns the ticket's id.
    """
    who = person or people.by_telegram(tx, 700000021).id
    at = Whereabouts("receive", State.RECEIVED, standard.office, standard.office)
    number = make("BLT", since.year, counters.next_value(tx, "ticket:BLT:2026"))
    made = tickets.add(
        tx,
        number=number,
        kind=standard.kind.value,
        service=standard.id,
        version=standard.version,
        draft_id=None,
        person_id=who,
        holder=holder(standard, at),
        at=at,
        title="",
        company="",
        key=tx.vault.new_key(),
        intake=Intake(asked=""),
        now=to_ms(since),
    )
    _write(tx, standard, made.id, 1, since, {"to": "receive", "state": "received"})
    version, moment = 1, since
    for nth, spent in enumerate(minutes):
        step = STEPS[nth]
        moment += timedelta(minutes=spent)
        if owed and step in owed:
            back = standard.step(step).state.value
            asked = {"action": "ask", "from": step, "to": step, "state": "awaiting_reporter"}
            given = {"action": "answer", "from": step, "to": step, "state": back}
            _write(tx, standard, made.id, version + 1, moment, asked)
            moment += timedelta(minutes=owed[step])
            _write(tx, standard, made.id, version + 2, moment, given)
            version += 2
        target = (*STEPS, "archive")[nth + 1]
        version += 1
        data = {
            "action": "forward",
            "from": step,
            "to": target,
            "state": standard.step(target).state.value,
        }
        _write(tx, standard, made.id, version, moment, data)
    _settle(tx, standard, made, len(minutes), version, moment)
    return made.id


def _settle(tx, standard, made, done, version, moment):
    step = standard.step((*STEPS, "archive")[done])
    at = Whereabouts(
        step.id,
        step.state,
        standard.office,
        standard.office,
        complete=done >= 2,
        handed_over=done == len(STEPS),
    )
    moved = tickets.move(tx, made, at, holder(standard, at), to_ms(moment), due_at=None)
    assert moved is not None
    tx.connection.exec_driver_sql(f"UPDATE ticket SET version = {version} WHERE id = {made.id}")


def _write(tx, standard, ticket_id, version, at, data):
    journal.write(
        tx,
        standard.office,
        "ticket_forwarded",
        at,
        ticket_id=ticket_id,
        version=version,
        data=data,
    )
