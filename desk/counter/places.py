"""Where and when an office receives: its slots, its place as the sources name it, its people."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from desk.calendars.office import calendar
from desk.desk import Desk
from desk.visit import Visit
from flows.say import Say, Value
from flows.slots import slots_ahead
from standards.offices import Counter
from storage import appointments, counters
from storage.moments import to_ms

LETTERS = "letters"
"""The address of an office that names no counter: where its letters go."""


def counter_of(desk: Desk, office: str) -> Counter | None:
    """Return how an office receives by appointment; None when the office has not said so.

    Examples of ours are offered in a rehearsal only.
    """
    kept = desk.books.catalogue.office(office).counter
    usable = kept is not None and (kept.told or desk.books.rehearsal)
    return kept if usable else None


def receiving(visit: Visit) -> tuple[str, ...]:
    """Return the offices for which a person receives visitors now."""
    offices = visit.desk.books.catalogue.offices
    return tuple(
        sorted(
            office
            for office, role in visit.posts
            if office in offices
            and role in offices[office].roles
            and offices[office].roles[role].receives
        )
    )


def receiving_role(visit: Visit, office: str) -> str:
    """Return the role in which a person receives at an office; StopIteration if in none."""
    roles = visit.desk.books.catalogue.office(office).roles
    return next(
        role
        for at, role in sorted(visit.posts)
        if at == office and role in roles and roles[role].receives
    )


def today(desk: Desk, office: str) -> date:
    """Return the day it is at an office."""
    return desk.now.astimezone(calendar(desk, office).zone).date()


def span(desk: Desk, office: str, day: date) -> tuple[int, int]:
    """Return the first moment of a day at an office and that of the next day, in ms."""
    begin = datetime.combine(day, time(0), calendar(desk, office).zone)
    return to_ms(begin), to_ms(begin + timedelta(days=1))


def next_number(desk: Desk, office: str, day: date) -> int:
    """Return the next queue number of an office and day; each is given once."""
    return counters.next_value(desk.tx, f"visitors:{office}:{day}")


def free(
    desk: Desk, office: str, counter: Counter
) -> Mapping[date, tuple[tuple[datetime, int], ...]]:
    """Return the days that can be booked now: each with its slots and the seats left in them."""
    ahead = slots_ahead(counter.plan, calendar(desk, office), desk.now)
    if not ahead:
        return {}
    first, last = ahead[0][0], ahead[-1][0]
    taken = appointments.taken(
        desk.tx, office, span(desk, office, first)[0], span(desk, office, last)[1]
    )
    left = {
        day: tuple((begin, counter.plan.seats - taken.get(to_ms(begin), 0)) for begin in begins)
        for day, begins in ahead
    }
    return {
        day: open_ones
        for day, slots in left.items()
        if (open_ones := tuple(one for one in slots if one[1] > 0))
    }


def place(desk: Desk, office: str) -> Say:
    """Say where to come, and in which source the address stands: none prints one of a counter."""
    kept = desk.books.catalogue.office(office)
    counter = counter_of(desk, office)
    wanted = counter.address if counter and counter.address else ""
    by_id = {address.id: address for address in kept.addresses}
    found = by_id.get(wanted) or by_id.get("counter") or by_id.get(LETTERS)
    if found is None:
        return Say("counter.place_unknown", {"office": kept.name})
    values: dict[str, Value] = {
        "title": counter.title if counter else found.title,
        "text": found.text,
        "document": found.source.document,
        "article": found.source.article,
    }
    return Say("counter.place", values)


def example(desk: Desk, office: str) -> tuple[Say, ...]:
    """Say that the slots are an example, where they are."""
    counter = counter_of(desk, office)
    return () if counter is None or counter.told else (Say("counter.example"),)
