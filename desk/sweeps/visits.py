"""The sweep over booked visits: reminders, no-shows, and days on which the office is closed."""

from collections.abc import Sequence

from desk.calendars.office import calendar
from desk.counter import notices
from desk.counter.places import counter_of
from desk.counter.stages import MISSED, moments, passed
from desk.desk import Desk
from flows.slots import holds
from storage import appointments, journal
from storage.appointments import Appointment
from storage.moments import from_ms, to_ms
from storage.sweeps import Page


def due(desk: Desk, after: Page, most: int) -> Sequence[Appointment]:
    """Return a page of bookings whose next moment has come."""
    return appointments.due(desk.tx, to_ms(desk.now), after, most)


def go_on(desk: Desk, kept: Appointment) -> bool:
    """Do the latest stage that has come, once; a slot the calendar has no more is given back."""
    if kept.slot_at > to_ms(desk.now) and not _still_open(desk, kept):
        return _close(desk, kept)
    times = moments(desk, kept.office, kept.slot_at)
    stage = passed(desk, times)
    if stage >= MISSED:
        return _miss(desk, kept)
    if not appointments.mark(desk.tx, kept, stage, times[stage]) or stage <= kept.stage:
        return False
    if kept.slot_at > to_ms(desk.now):
        notices.remind(desk, kept, stage)
    return True


def _still_open(desk: Desk, kept: Appointment) -> bool:
    counter = counter_of(desk, kept.office)
    days = calendar(desk, kept.office)
    if counter is None:
        return days.is_working_day(from_ms(kept.slot_at).astimezone(days.zone).date())
    return holds(counter.plan, days, from_ms(kept.slot_at).astimezone(days.zone))


def _close(desk: Desk, kept: Appointment) -> bool:
    if not appointments.give_back(desk.tx, kept.id, "cancelled"):
        return False
    _record(desk, kept, "visit_closed")
    notices.closed(desk, kept)
    return True


def _miss(desk: Desk, kept: Appointment) -> bool:
    if not appointments.miss(desk.tx, kept.id):
        return False
    _record(desk, kept, "visit_missed")
    notices.missed(desk, kept)
    return True


def _record(desk: Desk, kept: Appointment, kind: str) -> None:
    journal.write(
        desk.tx,
        kept.office,
        kind,
        desk.now,
        ticket_id=kept.ticket_id,
        role="loket",
        data={"appointment": kept.id, "slot": kept.slot_at, "number": kept.number},
    )
