"""The sweep of the morning's digest: what waits for each officer, and for those below a head."""

from datetime import datetime, time, timedelta

from desk import pushes
from desk.calendars import office as office_calendar
from desk.desk import Desk
from desk.superiors import roles_above
from desk.sweeps.quiet import after_quiet
from flows.say import Button, Say
from flows.standard import APPLICANT
from storage import morning, people, queue
from storage.moments import to_ms
from storage.morning import Load

ROWS = ((Button(Say("button.queue"), "queue"),),)


def sweep_morning(desk: Desk) -> int:
    """Tell, once a working day and soon after it begins, what waits; returns how many were told.

    Nobody is told of nothing. After an hour or so (reminders.toml) it is no morning any more.
    """
    return sum(_tell_office(desk, office) for office in sorted(desk.books.catalogue.served))


def _tell_office(desk: Desk, office: str) -> int:
    calendar = office_calendar.calendar(desk, office)
    now = desk.now.astimezone(calendar.zone)
    spans = calendar.windows_on(now.date())
    within = timedelta(minutes=desk.books.catalogue.reminders.digest_within_minutes)
    if not spans or not spans[0][0] <= now <= spans[0][0] + within:
        return 0
    if not queue.begin_report(desk.tx, office, now.toordinal(), "morning"):
        return 0
    roles: dict[int, set[str]] = {}
    for post in people.all_posts(desk.tx, to_ms(desk.now)):
        if post.office == office:
            roles.setdefault(post.person_id, set()).add(post.role)
    return sum(_tell(desk, office, now, person, held) for person, held in sorted(roles.items()))


def _tell(desk: Desk, office: str, now: datetime, person_id: int, held: set[str]) -> bool:
    """Tell one officer of his roles, of what he took, and of the roles below his."""
    end = to_ms(datetime.combine(now.date(), time.max, now.tzinfo))
    loads = morning.by_role(desk.tx, office, person_id, to_ms(now), end)
    own = [_line(role, loads[role]) for role in sorted(held) if role in loads]
    below = [
        _line(role, load)
        for role, load in sorted(loads.items())
        if role not in held | {APPLICANT} and held & set(roles_above(desk, office, role))
    ]
    if not own and not below:
        return False
    says = [Say("morning.digest", {"day": now})]
    if own:
        says.append(Say("morning.own", {"lines": tuple(own)}))
    taken = morning.taken(desk.tx, office, person_id, to_ms(now), end)
    if taken.count:
        says.append(Say("morning.taken", _values(taken)))
    if below:
        says.append(Say("morning.below", {"lines": tuple(below)}))
    to = people.by_id(desk.tx, person_id)
    key = f"morning:{office}:{now.date().isoformat()}"
    not_before = after_quiet(desk, office, to)
    pushes.push(desk, to, tuple(says), key, rows=ROWS, not_before=not_before)
    return True


def _line(role: str, load: Load) -> Say:
    return Say("morning.line", {"role": Say(f"role.{role}"), **_values(load)})


def _values(load: Load) -> dict[str, int]:
    return {"count": load.count, "overdue": load.overdue, "today": load.today}
