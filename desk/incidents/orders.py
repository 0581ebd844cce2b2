"""Declared incidents: who may declare and end one, and when a second person must agree."""

from datetime import timedelta

from desk import pushes
from desk.incidents import effects
from desk.incidents.effects import By, facts
from desk.incidents.view import end_row, listing
from desk.incidents.words import Typed, read
from desk.tickets import local
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import incidents, journal
from storage import people as kept_people
from storage.incidents import END, Incident
from storage.moments import DAY, to_ms
from storage.people import Person

ENTITLED = ("division_head", "subdivision_head", "bureau_head", "lpse_chair", "system_admin")
"""The roles that may declare an incident in their own office; administrators may in every one."""
IN_TIME = timedelta(minutes=15)
"""What lies further back takes effect only after a second entitled person has confirmed it."""
WAITS = DAY
"""Milliseconds that a declaration waits for its second person."""
_ADMINISTRATOR = "administrator"


def command(visit: Visit, words: str) -> Reply:
    """`/gangguan`: list; declare; `selesai NOMOR`; `setuju NOMOR`."""
    offices = _offices(visit)
    if not offices:
        return _say("incident.not_entitled")
    parts = words.casefold().split()
    if parts and parts[0] in visit.desk.books.catalogue.offices:
        offices = [office for office in offices if office == parts[0]]
        parts = parts[1:]
        if not offices:
            return _say("incident.not_entitled")
    if not parts:
        return listing(visit.desk, offices)
    now = local(visit.desk, visit.now, offices[0])
    services = [one.id for one in visit.desk.books.catalogue.services_of(offices[0])]
    typed = read(parts, services, now)
    if typed.unread:
        return _say("incident.how", unread=typed.unread, services=tuple(services))
    if typed.agrees:
        return agree(visit, str(typed.agrees))
    if typed.ends:
        return _end(visit, typed)
    if len(offices) > 1:
        return _say("incident.which_office", offices=tuple(offices))
    return _declare(visit, offices[0], typed)


def _say(key: str, **values: Value) -> Reply:
    return Reply((card(Say(key, values)),))


def _offices(visit: Visit) -> list[str]:
    """The offices in which a person may declare an incident."""
    served = visit.desk.books.catalogue.served
    if visit.is_administrator:
        return sorted(served)
    mine = {office for office, role in visit.posts if role in ENTITLED}
    return sorted(mine & served)


def _by(visit: Visit, office: str) -> By:
    roles = [role for at, role in sorted(visit.posts) if at == office and role in ENTITLED]
    return By(visit.person.id, roles[0] if roles else _ADMINISTRATOR)


# Declaring


def _declare(visit: Visit, office: str, typed: Typed) -> Reply:
    assert typed.reason is not None
    assert typed.since is not None
    desk, since, until = visit.desk, typed.since, typed.until
    if since > desk.now or (until is not None and not since < until <= desk.now):
        return _say("incident.wrong_moment", now=local(desk, visit.now, office))
    for one in incidents.in_effect(desk.tx, office):
        if (one.reason, one.services) == (typed.reason, typed.services) and until is None:
            return _say("incident.already", **facts(desk, one))
    in_time = since >= desk.now - IN_TIME
    made = incidents.declare(
        desk.tx,
        office,
        typed.services,
        typed.reason.value,
        to_ms(since),
        to_ms(until),
        by=visit.person.id,
        at=visit.now,
        in_effect=in_time,
    )
    _record(visit, made, "incident_declared")
    if not in_time:
        return _ask_second(visit, made, Say("incident.ask_second", facts(desk, made)))
    return _take_effect(visit, made)


def _take_effect(visit: Visit, made: Incident) -> Reply:
    by = _by(visit, made.office)
    count = effects.begin(visit.desk, made, by)
    event = "begun" if made.last_at is None else "past"
    effects.announce(visit.desk, made, event, by)
    key = "incident.declared" if made.last_at is None else "incident.declared_past"
    rows = (end_row(made),) if made.last_at is None else ()
    return Reply((card(Say(key, {**facts(visit.desk, made), "count": count}), rows=rows),))


def _record(visit: Visit, incident: Incident, kind: str, **data: object) -> int:
    return journal.write(
        visit.desk.tx,
        incident.office,
        kind,
        visit.desk.now,
        actor_id=visit.person.id,
        role=_by(visit, incident.office).role,
        data={
            "incident": incident.id,
            "reason": incident.reason,
            "services": list(incident.services),
            "first_at": incident.first_at,
            "last_at": incident.last_at,
            **data,
        },
    )


# The second person


def _ask_second(visit: Visit, waiting: Incident, say: Say) -> Reply:
    """Ask everybody else who is entitled; the first to agree lets it take effect."""
    others = _others(visit, waiting.office)
    button = Button(Say("incident.agree_button"), "agree_incident", str(waiting.id), Style.DANGER)
    for person in others:
        pushes.push(visit.desk, person, (say,), f"incident:{waiting.id}:second", rows=((button,),))
    key = "incident.waits" if others else "incident.nobody_else"
    return _say(key, incident=waiting.id, count=len(others))


def _others(visit: Visit, office: str) -> list[Person]:
    tx = visit.desk.tx
    found = {
        person.id: person
        for role in ENTITLED
        for person in kept_people.holders(tx, office, role, visit.now)
    }
    for telegram_id in visit.desk.books.administrators:
        person = kept_people.by_telegram(tx, telegram_id)
        if person is not None:
            found[person.id] = person
    return [found[key] for key in sorted(found) if key != visit.person.id]


def agree(visit: Visit, number: str) -> Reply:
    """Confirm what reaches back, as its second person (button, `/gangguan setuju NOMOR`)."""
    waiting = incidents.by_id(visit.desk.tx, int(number))
    if waiting is None or waiting.office not in _offices(visit):
        return _say("incident.unknown")
    if waiting.declared_by == visit.person.id:
        return _say("incident.not_yourself")
    if waiting.confirmed_at is not None:
        return _say("incident.decided", incident=waiting.id)
    if visit.now - waiting.declared_at > WAITS:
        return _say("incident.too_old", incident=waiting.id)
    meant = incidents.by_id(visit.desk.tx, waiting.ends) if waiting.ends else None
    if meant is not None and meant.last_at is not None:
        return _say("incident.ended_before", **facts(visit.desk, meant))
    if not incidents.confirm(visit.desk.tx, waiting.id, visit.person.id, visit.now):
        return _say("incident.decided", incident=waiting.id)
    _record(visit, waiting, "incident_confirmed", declared_by=waiting.declared_by)
    if meant is not None:
        return _finish(visit, meant, waiting.first_at)
    return _take_effect(visit, waiting)


# Ending


def end_now(visit: Visit, number: str) -> Reply:
    """End an incident at this moment (button)."""
    return _end(visit, Typed(ends=int(number), until=visit.desk.now))


def _end(visit: Visit, typed: Typed) -> Reply:
    desk, at = visit.desk, typed.until
    incident = incidents.by_id(desk.tx, typed.ends)
    if incident is None or incident.ends or incident.office not in _offices(visit):
        return _say("incident.unknown")
    if incident.confirmed_at is None:
        return _say("incident.not_begun", incident=incident.id)
    if incident.last_at is not None:
        return _say("incident.ended_before", **facts(desk, incident))
    assert at is not None
    if not incident.first_at <= to_ms(at) <= visit.now:
        return _say("incident.wrong_moment", now=local(desk, visit.now, incident.office))
    if at >= desk.now - IN_TIME:
        return _finish(visit, incident, to_ms(at))
    waiting = incidents.declare(
        desk.tx,
        incident.office,
        incident.services,
        f"{END}{incident.id}",
        to_ms(at),
        None,
        by=visit.person.id,
        at=visit.now,
        in_effect=False,
    )
    _record(visit, waiting, "incident_end_asked")
    ended = local(desk, to_ms(at), incident.office)
    values = {**facts(desk, incident), "last": ended, "agreement": waiting.id}
    return _ask_second(visit, waiting, Say("incident.ask_second_end", values))


def _finish(visit: Visit, incident: Incident, at: int) -> Reply:
    desk = visit.desk
    if not incidents.end(desk.tx, incident.id, at):
        return _say("incident.ended_before", **facts(desk, incident))
    ended = incidents.by_id(desk.tx, incident.id)
    assert ended is not None
    _record(visit, ended, "incident_ended")
    by = _by(visit, ended.office)
    count = effects.finish(desk, ended, at, by)
    effects.announce(desk, ended, "ended", by)
    return _say("incident.ended", count=count, **facts(desk, ended))
