"""How a complaint or another request begins: about which ticket, or at which office."""

from collections.abc import Sequence

from desk import intake
from desk.tickets import local, standard_of
from desk.visit import Reply, Visit, card, spoken
from flows.number import find
from flows.say import Button, Say, Style, Value
from flows.standard import Standard, State, TicketKind
from storage import conversations, tickets
from storage.tickets import Ticket

COMPLAINT = "pengaduan"
REQUEST = "permintaan-umum"
FAMILIES = (COMPLAINT, REQUEST)
"""The services that every office has: they are reached by a question, not from the list."""
NAMED = 5
"""So many of the person's latest tickets are offered."""


def start_label(kind: TicketKind) -> Say:
    """Return the words of the button that begins an intake."""
    return Say("button.start_complaint" if kind is TicketKind.COMPLAINT else "button.start")


def members(visit: Visit, family: str) -> list[Standard]:
    """Return the services of a family that are switched on, office by office."""
    catalogue = visit.desk.books.catalogue
    return [
        standard
        for office in catalogue.offices
        if office in catalogue.served
        for standard in catalogue.services_of(office)
        if standard.family == family
    ]


def complain(visit: Visit, words: str = "") -> Reply:
    """`/pengaduan [NUMBER | OFFICE]`: ask what the complaint is about, unless that was said."""
    own = _own(visit, words)
    if own is not None:
        return about_ticket(visit, str(own.id))
    named = _named(visit, COMPLAINT, words)
    if named is not None:
        return _front(visit, named)
    mine = _complained_of(visit)
    rows: list[tuple[Button, ...]] = [
        (Button(_of_ticket(one), "complain_about", str(one.id)),) for one in mine
    ]
    rows.extend(_offices(visit, COMPLAINT))
    rows.append((Button(Say("button.menu"), "menu"),))
    key = "complaint.which" if mine else "complaint.which_office"
    return Reply((card(Say(key), rows=rows),), at=conversations.NOWHERE, numbered=True)


def request(visit: Visit, words: str = "") -> Reply:
    """`/permintaan [OFFICE]`: a request that no service standard covers."""
    named = _named(visit, REQUEST, words)
    if named is not None:
        return _front(visit, named)
    rows = [*_offices(visit, REQUEST), (Button(Say("button.menu"), "menu"),)]
    return Reply((card(Say("general.which"), rows=rows),), at=conversations.NOWHERE, numbered=True)


def family(visit: Visit, name: str) -> Reply:
    """Begin with one of the families."""
    return request(visit) if name == REQUEST else complain(visit)


def about_ticket(visit: Visit, ticket_id: str) -> Reply:
    """Begin a complaint about one of the person's own tickets, with what is known of it."""
    ticket = tickets.by_id(visit.desk.tx, int(ticket_id))
    if ticket is None or ticket.person_id != visit.person.id:
        return Reply((card(Say("ticket.unknown")),))
    found = [one for one in members(visit, COMPLAINT) if one.office == ticket.at.office]
    if len(found) == 1:
        return intake.start(visit, found[0].id, given=_known(visit, ticket))
    rows = [*_offices(visit, COMPLAINT), (Button(Say("button.menu"), "menu"),)]
    asked = card(Say("complaint.which_office"), rows=rows)
    return Reply((asked,), at=conversations.NOWHERE, numbered=True)


def _known(visit: Visit, ticket: Ticket) -> dict[str, str]:
    """What a ticket says by itself: the service, whether a result was delivered, and when."""
    answers = {
        "service_received": standard_of(visit.desk, ticket).title.id[:200],
        "ticket_number": ticket.number,
        "delivered": "not_yet",
    }
    got = ticket.handed_at or ticket.closed_at
    if got is not None and ticket.at.state in {State.DONE, State.REJECTED}:
        refused = ticket.at.state is State.REJECTED
        answers["delivered"] = "refused" if refused else "received"
        answers["received_on"] = local(visit.desk, got, ticket.at.office).date().isoformat()
    return answers


def _own(visit: Visit, words: str) -> Ticket | None:
    number = find(words)
    kept = tickets.by_number(visit.desk.tx, number) if number else None
    return kept if kept is not None and kept.person_id == visit.person.id else None


def _complained_of(visit: Visit) -> Sequence[Ticket]:
    kept = tickets.of_person(visit.desk.tx, visit.person.id)
    return [one for one in kept if one.kind != TicketKind.COMPLAINT][:NAMED]


def _of_ticket(ticket: Ticket) -> Say:
    return Say("complaint.about", {"number": ticket.number})


def _offices(visit: Visit, name: str) -> list[tuple[Button, ...]]:
    """One button a service: the office's name, or the title where an office has several."""
    found = members(visit, name)
    offices = [one.office for one in found]
    catalogue = visit.desk.books.catalogue
    return [
        (
            Button(
                one.title if offices.count(one.office) > 1 else catalogue.office(one.office).name,
                "service",
                one.id,
            ),
        )
        for one in found
    ]


def _named(visit: Visit, name: str, words: str) -> Standard | None:
    """The service of an office that was typed by its id or a part of its name."""
    said = spoken(words)
    if len(said) < 3:
        return None
    fitting = [
        one
        for one in members(visit, name)
        if said in {one.office, spoken(one.id)} or said in spoken(f"{one.title.id} {one.title.en}")
    ]
    return fitting[0] if len(fitting) == 1 else None


def _front(visit: Visit, standard: Standard) -> Reply:
    values: dict[str, Value] = {"title": standard.title}
    key = "complaint.begin" if standard.family == COMPLAINT else "general.begin"
    rows = (
        (Button(start_label(standard.kind), "begin", standard.id, Style.SUCCESS),),
        (Button(Say("complaint.read_first"), "service", standard.id),),
        (Button(Say("button.menu"), "menu"),),
    )
    said = card(Say(key, values), rows=rows)
    return Reply((said,), at=conversations.NOWHERE, numbered=True)
