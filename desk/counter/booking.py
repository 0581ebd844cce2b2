"""`/kunjungan` for applicants: a day, a slot, a number; changed and cancelled as easily."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from desk import pushes
from desk.calendars.office import calendar
from desk.counter.bring import bring
from desk.counter.places import counter_of, example, free, next_number, place, receiving_role
from desk.counter.stages import next_of
from desk.counter.wishes import Wish, about_visit, wish
from desk.tickets import local, standard_of, write_journal
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from flows.slots import holds
from flows.standard import APPLICANT
from storage import appointments, conversations, journal, people
from storage.appointments import Appointment
from storage.moments import from_ms, to_ms

MOST_DAYS = 8
"""So many days are offered at a time: more buttons nobody reads."""
MINUTE = 60_000


def begin(visit: Visit, about: str) -> Reply:
    """Offer the days on which there is still a place, or say honestly that nothing is booked."""
    wanted = wish(visit, about)
    return days(visit, wanted) if isinstance(wanted, Wish) else _no(wanted)


def days(visit: Visit, wanted: Wish, *says: Say) -> Reply:
    """List the days that have a free slot."""
    counter = counter_of(visit.desk, wanted.office)
    office = visit.desk.books.catalogue.office(wanted.office)
    if counter is None:
        known = any(hours.told for hours in office.hours.values())
        key = "counter.no_slots_in_hours" if known else "counter.no_slots"
        return _told(visit, wanted, Say(key, {"office": office.name}))
    offered = free(visit.desk, wanted.office, counter)
    if not offered:
        return _told(visit, wanted, Say("counter.all_full", {"days": counter.plan.days_ahead}))
    rows = [
        (_day_button(visit, wanted, day, slots),)
        for day, slots in list(offered.items())[:MOST_DAYS]
    ]
    rows.append((Button(Say("counter.button_visits"), "visits"),))
    ask = Say("counter.which_day", {"office": office.name, "subject": subject(visit, wanted)})
    shown = card(*says, ask, *example(visit.desk, wanted.office), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _told(visit: Visit, wanted: Wish, why: Say) -> Reply:
    """No slot to be had: where to come and what to bring is told all the same."""
    says = [why, place(visit.desk, wanted.office)]
    if wanted.ticket is not None:
        standard = standard_of(visit.desk, wanted.ticket)
        says.extend(bring(visit.desk, standard, wanted.ticket))
    rows = ((Button(Say("counter.button_visits"), "visits"), Button(Say("button.menu"), "menu")),)
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE)


def subject(visit: Visit, wanted: Wish) -> Say:
    """Say what a visit is for: the ticket, or the purpose that was told."""
    if wanted.ticket is not None:
        service = standard_of(visit.desk, wanted.ticket).title
        return Say("counter.for_ticket", {"number": wanted.ticket.number, "service": service})
    return Say("counter.for_purpose", {"purpose": wanted.kept.purpose if wanted.kept else ""})


def _day_button(
    visit: Visit, wanted: Wish, day: date, slots: Sequence[tuple[datetime, int]]
) -> Button:
    label = Say("counter.day_button", {"day": slots[0][0], "free": sum(left for _, left in slots)})
    return Button(label, "visit_day", f"{wanted.about}.{day:%Y%m%d}")


def pick_day(visit: Visit, arg: str) -> Reply:
    """Offer the free slots of a day."""
    about, _, written = arg.partition(".")
    wanted = wish(visit, about)
    if not isinstance(wanted, Wish):
        return _no(wanted)
    counter = counter_of(visit.desk, wanted.office)
    offered = free(visit.desk, wanted.office, counter) if counter else {}
    day = datetime.strptime(written, "%Y%m%d").date()  # noqa: DTZ007 - a date has no zone
    return _slots(visit, wanted, day, offered)


def _slots(
    visit: Visit,
    wanted: Wish,
    day: date,
    offered: Mapping[date, Sequence[tuple[datetime, int]]],
    *says: Say,
) -> Reply:
    slots = offered.get(day)
    if not slots:
        return days(visit, wanted, *says, Say("counter.day_full"))
    buttons = [
        Button(
            Say("counter.slot_button", {"time": f"{begin:%H.%M}", "free": left}),
            "visit_slot",
            f"{wanted.about}.{to_ms(begin) // MINUTE}",
        )
        for begin, left in slots
    ]
    rows: list[Sequence[Button]] = [buttons[n : n + 2] for n in range(0, len(buttons), 2)]
    rows.append((Button(Say("counter.button_other_day"), "visit", wanted.about),))
    ask = Say("counter.which_slot", {"day": slots[0][0], "zone": slots[0][0].tzname() or ""})
    return Reply((card(*says, ask, rows=rows),), at=conversations.NOWHERE, numbered=True)


def pick_slot(visit: Visit, arg: str) -> Reply:
    """Book a slot; one that somebody took meanwhile leads to those that are left."""
    about, _, minutes = arg.partition(".")
    wanted = wish(visit, about)
    if not isinstance(wanted, Wish):
        return _no(wanted)
    slot_at = int(minutes) * MINUTE
    counter = counter_of(visit.desk, wanted.office)
    slot = from_ms(slot_at).astimezone(calendar(visit.desk, wanted.office).zone)
    offered = free(visit.desk, wanted.office, counter) if counter else {}
    old = wanted.kept
    if old is not None and old.state == "booked" and old.slot_at == slot_at:
        return confirmation(visit, wanted, old)
    good = counter is not None and holds(counter.plan, calendar(visit.desk, wanted.office), slot)
    if counter is None or not good or slot.date() not in offered or slot <= visit.desk.now:
        return days(visit, wanted, Say("counter.slot_gone"))
    made = _take(visit, wanted, slot_at, counter.plan.seats)
    if made is None:
        left = free(visit.desk, wanted.office, counter)
        return _slots(visit, wanted, slot.date(), left, Say("counter.full", {"at": slot}))
    return confirmation(visit, wanted, made, changed=old is not None and old.state == "booked")


def _take(visit: Visit, wanted: Wish, slot_at: int, seats: int) -> Appointment | None:
    tx, by = visit.desk.tx, visit.person.id
    kept = wanted.kept or appointments.choose(
        tx,
        wanted.office,
        wanted.person_id,
        wanted.ticket.id if wanted.ticket else None,
        by,
        visit.now,
    )
    made = appointments.book(tx, kept, slot_at, seats, wanted.active, by=by, at=visit.now)
    if made is None:
        return None
    day = local(visit.desk, slot_at, wanted.office).date()
    number = next_number(visit.desk, wanted.office, day)
    stage, wake_at = next_of(visit.desk, wanted.office, slot_at)
    purpose = kept.purpose
    done = appointments.settle(tx, made, wanted.active, number, purpose, wake_at, stage)
    record(visit, wanted, done, "visit_changed" if kept.state == "booked" else "visit_booked")
    return done


def record(visit: Visit, wanted: Wish, kept: Appointment, kind: str) -> None:
    """Journal what became of a booking; the slot and the number are no personal data."""
    data = {"appointment": kept.id, "slot": kept.slot_at, "number": kept.number}
    own = wanted.person_id == visit.person.id
    role = APPLICANT if own else receiving_role(visit, wanted.office)
    if wanted.ticket is not None:
        write_journal(visit, wanted.ticket, kind, role, data)
        return
    journal.write(
        visit.desk.tx,
        wanted.office,
        kind,
        visit.desk.now,
        actor_id=visit.person.id,
        role=role,
        data=data,
    )


def confirmation(visit: Visit, wanted: Wish, kept: Appointment, *, changed: bool = False) -> Reply:
    """Say day, time, place, number and what to bring; tell the visitor if an officer booked."""
    says = told_of(visit, wanted, kept, "counter.changed" if changed else "counter.booked")
    if wanted.person_id != visit.person.id:
        _tell_visitor(visit, wanted, kept, says)
    rows = (*visit_rows(kept), (Button(Say("button.menu"), "menu"),))
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE)


def told_of(visit: Visit, wanted: Wish, kept: Appointment, key: str) -> list[Say]:
    """Return what is said of a booking, under a sentence of its own."""
    values: dict[str, Value] = {
        "office": visit.desk.books.catalogue.office(wanted.office).name,
        "at": local(visit.desk, kept.slot_at, wanted.office),
        "number": kept.number,
        "subject": subject(visit, wanted),
    }
    says = [Say(key, values), place(visit.desk, wanted.office)]
    if wanted.ticket is not None:
        standard = standard_of(visit.desk, wanted.ticket)
        says.extend(bring(visit.desk, standard, wanted.ticket))
    return [*says, Say("counter.reminded"), *example(visit.desk, wanted.office)]


def _tell_visitor(visit: Visit, wanted: Wish, kept: Appointment, says: Sequence[Say]) -> None:
    pushes.push(
        visit.desk,
        people.by_id(visit.desk.tx, wanted.person_id),
        says,
        f"visit:{kept.id}:{kept.state}",
        rows=visit_rows(kept),
        about=wanted.ticket,
    )


def visit_rows(kept: Appointment) -> Sequence[Sequence[Button]]:
    """Return the buttons under a booking: another time, or none at all."""
    about = about_visit(kept)
    return (
        (
            Button(Say("counter.button_change"), "visit", about),
            Button(Say("counter.button_cancel"), "visit_cancel", about),
        ),
    )


def ask_to_cancel(visit: Visit, about: str) -> Reply:
    """Ask before a booking is given up."""
    wanted = wish(visit, about)
    if not isinstance(wanted, Wish):
        return _no(wanted)
    if wanted.kept is None or wanted.kept.state != "booked":
        return _no(Say("counter.gone"))
    at = local(visit.desk, wanted.kept.slot_at, wanted.office)
    rows = (
        (Button(Say("counter.button_cancel_yes"), "visit_drop", about, Style.DANGER),),
        (Button(Say("button.no"), "visits"),),
    )
    return Reply((card(Say("counter.cancel_sure", {"at": at}), rows=rows),))


def cancel(visit: Visit, about: str) -> Reply:
    """Give a booking up; its seat is free for others at once."""
    wanted = wish(visit, about)
    if not isinstance(wanted, Wish):
        return _no(wanted)
    kept = wanted.kept
    if kept is None or not appointments.give_back(visit.desk.tx, kept.id, "cancelled"):
        return _no(Say("counter.gone"))
    record(visit, wanted, kept, "visit_cancelled")
    at = local(visit.desk, kept.slot_at, wanted.office)
    said = Say("counter.cancelled", {"at": at})
    if wanted.person_id != visit.person.id:
        _tell_visitor(visit, wanted, replace(kept, state="cancelled"), [said])
    again = (Button(Say("counter.button_book"), "visit", wanted.about),) if wanted.ticket else ()
    rows = [row for row in (again, (Button(Say("counter.button_visits"), "visits"),)) if row]
    return Reply((card(said, rows=rows),), at=conversations.NOWHERE)


def _no(why: Say) -> Reply:
    rows = ((Button(Say("counter.button_visits"), "visits"), Button(Say("button.menu"), "menu")),)
    return Reply((card(why, rows=rows),), at=conversations.NOWHERE)
