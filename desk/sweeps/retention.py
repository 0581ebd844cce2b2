"""The sweep over records whose time is over: it proposes once a month, and destroys nothing."""

from desk import pushes
from desk.desk import Desk
from desk.retention import due
from desk.retention.rights import responsible
from desk.tickets import local
from flows.say import Button, Say
from storage import queue
from storage.moments import to_ms

_MORNING = 8


def sweep_retention(desk: Desk) -> int:
    """Tell those who answer for personal data, once a month; returns how many were told."""
    return sum(_propose(desk, office) for office in sorted(desk.books.catalogue.served))


def _propose(desk: Desk, office: str) -> int:
    here = local(desk, to_ms(desk.now), office)
    if here.hour < _MORNING:
        return 0
    month = here.year * 12 + here.month
    if not queue.begin_report(desk.tx, office, month, "retention"):
        return 0
    count = len(due.all_due(desk, office))
    if not count:
        return 0
    rows = ((Button(Say("retention.look"), "destroy_of", office),),)
    told = responsible(desk, office)
    for person in told:
        say = Say("retention.proposed", {"office": office, "count": count})
        pushes.push(desk, person, (say,), f"retention:{office}:{month}", rows=rows)
    return len(told)
