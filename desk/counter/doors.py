"""The ways to the counter: its commands, its buttons, and the questions it has open."""

from collections.abc import Callable, Mapping

from desk.counter import booking, guest_book, today, visits
from desk.visit import Reply, Visit

WithWords = Callable[[Visit, str], Reply]

COMMANDS: Mapping[str, WithWords] = {
    "kunjungan": visits.command,
    "bukutamu": guest_book.command,
}

PRESSES: Mapping[str, WithWords] = {
    "visits": lambda visit, arg: visits.overview(visit),
    "visit": booking.begin,
    "visit_else": visits.other,
    "visit_day": booking.pick_day,
    "visit_slot": booking.pick_slot,
    "visit_cancel": booking.ask_to_cancel,
    "visit_drop": booking.cancel,
    "visitors": today.listed,
    "visitor_in": today.arrived,
    "visitor_missed": today.missed,
    "visitor_next": today.call_next,
    "guest_new": guest_book.begin,
    "guest_skip": guest_book.skip,
}

STEPS: Mapping[str, WithWords] = {
    visits.PURPOSE: visits.purpose,
    guest_book.STEP: guest_book.said,
}
"""What a typed text answers, by the beginning of the conversation's step."""
