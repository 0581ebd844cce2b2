"""A problem ticket of three levels in two offices, laid into a house for the tests of the desk."""

from dataclasses import replace

from flows.number import find
from flows.standard import AskKind, Bound, Clock, ClockKind, ClockStart, OnReturn, TicketKind
from tests.flows.little import ask, standard, step, words

SERVICE = "little"
FIVE_DAYS = Clock(
    "service",
    ClockKind.WORKING_DAYS,
    5,
    Bound.AT_MOST,
    ClockStart.COMPLETE,
    OnReturn.RESTART,
    "art. 1",
    words("Paling lama 5 hari kerja"),
)
PROBLEM = standard(
    ask("problem", check="title"),
    ask("evidence", AskKind.DOCUMENT),
    closes="reporter",
    steps=(
        step(
            "helpdesk",
            "lpse_helpdesk",
            "received",
            {"escalate": ["admin"], "finish": ["confirmation"], "return": [], "ask": [],
             "note": []},
            declares_complete=True,
        ),
        step(
            "admin",
            "system_admin",
            "in_progress",
            {"escalate": ["lkpp"], "de_escalate": ["helpdesk"], "finish": ["confirmation"],
             "return": ["helpdesk"], "ask": [], "note": []},
            ends_clocks=("service",),
        ),
        step(
            "lkpp",
            "lkpp_helpdesk",
            "forwarded_to_lkpp",
            {"de_escalate": ["admin"], "finish": ["confirmation"], "ask": [], "note": []},
            office="lkpp",
        ),
        step(
            "confirmation",
            "applicant",
            "awaiting_confirmation",
            {"confirm": [], "dispute": ["helpdesk"]},
        ),
    ),
)  # fmt: skip


def lays(house, *, served=("banjarmasin", "belitung", "lkpp")):
    """Lay the little service into the house's catalogue."""
    catalogue = house.books.catalogue
    components = catalogue.service("belitung-userid-auditor").components
    made = replace(PROBLEM, kind=TicketKind.PROBLEM, clocks=(FIVE_DAYS,), components=components)
    services = {**catalogue.services, SERVICE: made}
    changed = replace(catalogue, services=services, served=frozenset(served))
    house.books = replace(house.books, catalogue=changed)


def reports(house, who="Siti"):
    """File a problem; returns its number."""
    house.says(who, f"/start {SERVICE}")
    house.presses(who, "Mulai permohonan")
    house.says(who, "SPSE tidak bisa dibuka")
    house.hands(who, "pdf layar")
    number = find(house.presses(who, "Kirim permohonan").text)
    assert number
    house.news("Dewi")
    house.news("Dina")
    return number
