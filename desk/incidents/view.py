"""Where declared incidents are shown: their list, and a notice on what they concern."""

from collections.abc import Sequence

from desk.desk import Desk
from desk.incidents.effects import facts
from desk.tickets import local
from desk.visit import Reply, card
from flows.say import Button, Say, Value
from storage import incidents
from storage.incidents import Incident

LISTED = 10
"""How many of each office the list shows, the latest first."""


def listing(desk: Desk, offices: Sequence[str]) -> Reply:
    """List the latest incidents of some offices, with how to declare one."""
    found = [one for office in offices for one in incidents.of_office(desk.tx, office, LISTED)]
    lines: tuple[Value, ...] = tuple(_line(desk, one) for one in found)
    rows = [
        end_row(one)
        for one in found
        if one.confirmed_at is not None and one.last_at is None and not one.ends
    ]
    listed = Say("incident.list", {"lines": lines or Say("incident.none")})
    return Reply((card(listed, Say("incident.how_to"), rows=rows),))


def end_row(incident: Incident) -> tuple[Button, ...]:
    """Return the button that ends an incident now."""
    label = Say("incident.end_button", {"incident": incident.id})
    return (Button(label, "end_incident", str(incident.id)),)


def _line(desk: Desk, one: Incident) -> Say:
    if not one.ends:
        return Say("incident.line", {**facts(desk, one), "status": _status(one)})
    values: dict[str, Value] = {
        "incident": one.id,
        "ends": one.ends,
        "last": local(desk, one.first_at, one.office),
        "status": _status(one),
    }
    return Say("incident.end_line", values)


def _status(one: Incident) -> Say:
    if one.confirmed_at is None:
        return Say("incident.status_waiting")
    if one.confirmed_by is not None:
        return Say("incident.status_confirmed")
    return Say("incident.status_declared")


def notices(desk: Desk, office: str, service: str) -> Sequence[Say]:
    """Return what somebody who asks for a service now must know of incidents."""
    return [
        Say("incident.notice", facts(desk, one))
        for one in incidents.in_effect(desk.tx, office, service)
    ]
