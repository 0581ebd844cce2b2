"""`/catat`: an officer records for somebody who comes, calls or writes, question by question."""

from collections.abc import Sequence
from dataclasses import replace

from desk import intake, mine
from desk.cards import found
from desk.filing.rights import Channel, acting_for, filed, post_for, standing_for
from desk.versions import pinned
from desk.visit import Reply, Visit, card, draft_subject, spoken
from flows.checked import Checked
from flows.checks import check
from flows.hear import begin as first_turn
from flows.number import split_number
from flows.say import Button, Say, Style, Value
from flows.standard import Standard
from flows.words import Language
from storage import conversations, drafts, filings, people, tickets
from storage.drafts import Draft
from storage.tickets import Ticket

STEP = "filing_"
"""How the steps begin at which an officer is asked for the person, before the service asks."""
LONGEST_ADDRESS = 300


def command(visit: Visit, words: str) -> Reply:
    """`/catat [SERVICE | NUMBER] [CHANNEL]`: record for somebody, or go on with what is open."""
    services = _recordable(visit)
    if not services:
        return Reply((card(Say("filing.only")),))
    number, rest = split_number(words)
    if number:
        return _for_ticket(visit, number, rest)
    service, _, rest = words.casefold().strip().partition(" ")
    if service not in {one.id for one in services}:
        return _overview(visit, services, unknown=bool(service))
    channel = _channel(visit, rest)
    return begin(visit, f"{service}.{channel}") if channel else ask_channel(visit, service)


def _recordable(visit: Visit) -> list[Standard]:
    catalogue = visit.desk.books.catalogue
    return [
        standard
        for office in sorted(catalogue.served)
        for standard in catalogue.services_of(office)
        if post_for(visit, standard) is not None
    ]


def _overview(visit: Visit, services: Sequence[Standard], *, unknown: bool) -> Reply:
    opened = [
        (kept, drafts.by_id(visit.desk.tx, kept.draft_id))
        for kept in filings.open_ones(visit.desk.tx, visit.person.id)
    ]
    rows = [
        (
            Button(
                Say(
                    "filing.go_on", {"name": people.name_of(visit.desk.tx, kept.person_id) or "–"}
                ),
                "filing_on",
                str(draft.id),
                Style.PRIMARY,
            ),
        )
        for kept, draft in opened
        if draft is not None
    ]
    rows.extend((Button(one.title, "filing", one.id),) for one in services)
    lines = tuple(
        Say("filing.service_line", {"service": one.title, "id": one.id}) for one in services
    )
    says = [Say("filing.unknown")] if unknown else []
    shown = card(*says, Say("filing.which", {"lines": lines}), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def ask_channel(visit: Visit, about: str) -> Reply:
    """Ask how the person reached the office; `about` is a service, or a ticket's id."""
    rows = [
        (Button(Say(f"filing.channel_{one.value}"), "filing_by", f"{about}.{one.value}"),)
        for one in Channel
    ]
    ask = card(Say("filing.which_channel"), rows=rows)
    return Reply((ask,), at=conversations.NOWHERE, numbered=True)


def by_channel(visit: Visit, arg: str) -> Reply:
    """Go on once the channel is known."""
    about, _, channel = arg.rpartition(".")
    if not about.isdecimal():
        return begin(visit, arg)
    ticket = tickets.by_id(visit.desk.tx, int(about))
    if ticket is None or found(visit, ticket.number) is None:
        return Reply((card(Say("ticket.unknown")),))
    return _open_for(visit, ticket, channel)


def _channel(visit: Visit, words: str) -> str:
    """Read a typed channel, in the language of the officer or by its id; "" if there is none."""
    said = spoken(words)
    for one in Channel:
        label = visit.desk.books.texts.label(Say(f"filing.channel_{one.value}"), visit.language)
        if said and said in (one.value, spoken(label), *spoken(label).split()):
            return one.value
    return ""


# A new case


def begin(visit: Visit, arg: str) -> Reply:
    """Open a draft for a person who is not known yet, and ask for the name."""
    service, _, channel = arg.rpartition(".")
    standard = visit.desk.books.catalogue.services.get(service)
    post = post_for(visit, standard) if standard is not None else None
    if standard is None or post is None or channel not in set(Channel):
        return Reply((card(Say("filing.only")),))
    tx = visit.desk.tx
    person = people.add(tx, None, Language.ID, "", visit.now)
    opened = first_turn(pinned(visit.desk, service, standard.version)).intake
    kept = drafts.add(tx, person.id, service, standard.version, opened, visit.now)
    filings.add(tx, kept.id, person.id, visit.person.id, post, channel, visit.now)
    return _ask_name(visit, kept)


def ask(visit: Visit, kept: Draft, *says: Say) -> Reply:
    """Ask what is still to be known of the person, else the open question of the service."""
    filing = filings.of_draft(visit.desk.tx, kept.id)
    if not people.name_of(visit.desk.tx, kept.person_id):
        return _ask_name(visit, kept, *says)
    if filing is not None and not filing.contact and kept.ticket_id is None:
        return _ask_contact(visit, kept, *says)
    return intake.resume(visit, kept)


def _ask_name(visit: Visit, kept: Draft, *says: Say) -> Reply:
    return _asking(visit, kept, "name", (*says, Say("filing.ask_name")))


def _ask_contact(visit: Visit, kept: Draft, *says: Say) -> Reply:
    name = people.name_of(visit.desk.tx, kept.person_id)
    return _asking(visit, kept, "contact", (*says, Say("filing.ask_contact", {"name": name})))


def _asking(visit: Visit, kept: Draft, what: str, says: Sequence[Say]) -> Reply:
    rows = ((Button(Say("button.cancel"), "cancel"), Button(Say("button.later"), "later")),)
    place = replace(visit.at, draft_id=kept.id, ticket_id=None, step=f"{STEP}{what}")
    return Reply((card(*says, rows=rows),), draft_subject(kept.id), kept.turn, place)


def said(visit: Visit, kept: Draft, text: str) -> Reply:
    """Take the name or the contact of the person."""
    tx = visit.desk.tx
    if visit.at.step == f"{STEP}name":
        name = check("name", text)
        if not isinstance(name, Checked):
            return _ask_name(visit, kept, Say("filing.unclear_name"))
        people.rename(tx, kept.person_id, name.value)
        return ask(visit, kept)
    contact = _contact(text)
    filing = filings.of_draft(tx, kept.id)
    if not contact or filing is None:
        return _ask_contact(visit, kept, Say("filing.unclear_contact"))
    filings.set_contact(tx, filing, contact)
    values: dict[str, Value] = {
        "name": people.name_of(tx, kept.person_id),
        "contact": contact,
        "channel": Say(f"filing.channel_{filing.channel}"),
    }
    return intake.again(visit, kept, Say("filing.begin", values))


def _contact(text: str) -> str:
    """Return a telephone number, an e-mail address or a postal address; "" if it is none."""
    for kind in ("phone", "email"):
        found_one = check(kind, text)
        if isinstance(found_one, Checked):
            return found_one.value
    address = check("text", text)
    long_enough = len(spoken(text).split()) >= 3 and len(text) <= LONGEST_ADDRESS
    return address.value if isinstance(address, Checked) and long_enough else ""


def go_on(visit: Visit, draft_id: str) -> Reply:
    """Go on with a draft that is being recorded."""
    kept = drafts.by_id(visit.desk.tx, int(draft_id))
    if kept is None or kept.state != "open" or standing_for(visit, kept) is None:
        return command(visit, "")
    return ask(visit, kept)


# A case that is there already


def _for_ticket(visit: Visit, number: str, words: str) -> Reply:
    ticket = found(visit, number)
    if ticket is None:
        return Reply((card(Say("ticket.unknown")),))
    channel = _channel(visit, words)
    return _open_for(visit, ticket, channel) if channel else ask_channel(visit, str(ticket.id))


def _open_for(visit: Visit, ticket: Ticket, channel: str) -> Reply:
    """Show a ticket as its owner would see it, so that his word can be recorded."""
    filing = filed(visit, ticket)
    acting = acting_for(visit, ticket)
    if filing is None or acting.behalf is None or channel not in set(Channel):
        return Reply((card(Say("filing.not_for", {"number": ticket.number})),))
    filings.set_channel(visit.desk.tx, filing, channel)
    acting = acting_for(visit, ticket)
    values: dict[str, Value] = {
        "name": people.name_of(visit.desk.tx, ticket.person_id),
        "contact": filing.contact,
        "channel": Say(f"filing.channel_{channel}"),
    }
    return mine.status(acting, ticket, Say("filing.acting", values))
