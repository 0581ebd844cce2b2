"""The offices: code, zone, roles, addresses, channels and hours, as offices.toml gives them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.slots import SlotPlan
from flows.standard import APPLICANT, Source
from flows.words import Words
from standards.hours import Week, read_week
from standards.service_pledge import ServicePledge, read_service_pledge
from standards.table import Table

ORDINARY = "ordinary"
"""The week of an office that gives no hours of its own."""

_CODE = re.compile(r"[A-Z]{3,4}")


class ChannelKind(StrEnum):
    """How an office is reached besides its counter."""

    PHONE = "phone"
    EMAIL = "email"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Role:
    """A post of an office; `superior` is the role above it, "" when there is none.

    Who `records` files for people who come, call or write; who `receives` keeps the guest book.
    `complaints`: it handles complaints, and reads who complained; `registers_letters`: it keeps
    the register of incoming letters; `answers`: it writes and publishes answers (/faq);
    `personal_data`: it decides requests about personal data and lists of destruction.
    """

    id: str
    title: Words
    superior: str
    records: bool = False
    receives: bool = False
    complaints: bool = False
    registers_letters: bool = False
    answers: bool = False
    personal_data: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """Where something of an office is; addresses are never translated."""

    id: str
    title: Words
    text: str
    source: Source
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class Channel:
    """A telephone number, an e-mail address or a web site of an office."""

    id: str
    kind: ChannelKind
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Counter:
    """Where and how an office receives visitors by appointment; `address` is the id of one.

    Without `told` the slots are no word of the office: they serve rehearsals only.
    """

    title: Words
    address: str
    plan: SlotPlan
    source: Source
    told: bool


@dataclass(frozen=True, slots=True)
class Office:
    """One office. `code` begins its ticket numbers; `parent` is where its escalations go.

    `service_pledge` is None where its source states none. `one_officer`: it has one officer only,
    who may approve twice in a row where nobody else could (`flows/duties`).
    """

    id: str
    code: str
    name: Words
    unit: Words
    zone: str
    parent: str
    roles: Mapping[str, Role]
    addresses: tuple[Address, ...]
    channels: tuple[Channel, ...]
    hours: Week
    counter: Counter | None = None
    service_pledge: ServicePledge | None = None
    one_officer: bool = False


def read_offices(table: Table) -> tuple[Mapping[str, Office], Mapping[str, Week]]:
    """Read offices.toml: the offices by id, and the named weeks that seasons refer to."""
    weeks_table = table.table("week")
    weeks = {key: read_week(weeks_table.table(key), {}) for key in weeks_table.ids()}
    if ORDINARY not in weeks:
        weeks_table.problem("", "the ordinary week is missing", f"Add [week.{ORDINARY}.monday] …")
    offices_table = table.table("office")
    offices = {
        key: _office(key, offices_table.table(key), weeks.get(ORDINARY, {}))
        for key in offices_table.ids()
    }
    table.close()
    _check_together(offices_table, offices)
    return offices, weeks


def _office(key: str, table: Table, ordinary: Week) -> Office:
    roles = _roles(table.table("role"))
    office = Office(
        id=key,
        code=_code(table),
        name=table.words("name"),
        unit=table.words("unit"),
        zone=_zone(table),
        parent=table.text("parent", ""),
        roles=roles,
        addresses=_addresses(table.table("address", needed=False)),
        channels=_channels(table.table("channel", needed=False)),
        hours=read_week(table.table("hours", needed=False), ordinary),
        counter=_counter(table.table("counter")) if "counter" in table else None,
        service_pledge=read_service_pledge(table.table("service_pledge"), roles)
        if "service_pledge" in table
        else None,
        one_officer=table.flag("one_officer", default=False),
    )
    table.close()
    _check_counter(table, office)
    return office


def _counter(table: Table) -> Counter:
    counter = Counter(
        table.words("title"),
        table.text("address", ""),
        SlotPlan(
            table.whole("slot_minutes"), table.whole("visitors_a_slot"), table.whole("days_ahead")
        ),
        table.source("source"),
        table.flag("told", default=True),
    )
    table.close()
    return counter


def _check_counter(table: Table, office: Office) -> None:
    addresses = [address.id for address in office.addresses]
    named = office.counter.address if office.counter else ""
    if named and named not in addresses:
        what = f"this office has no address `{named}`"
        table.problem("counter.address", what, f"Addresses here: {', '.join(addresses)}.")


def _code(table: Table) -> str:
    code = table.text("code")
    if code and not _CODE.fullmatch(code):
        table.problem("code", f"`{code}` cannot begin a ticket number", "Use 3 or 4 capitals.")
    return code


def _zone(table: Table) -> str:
    zone = table.text("zone")
    try:
        ZoneInfo(zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        remedy = "Use Asia/Jakarta (WIB), Asia/Makassar (WITA) or Asia/Jayapura (WIT)."
        table.problem("zone", f"no time zone is called `{zone}`", remedy)
    return zone


def _roles(table: Table) -> Mapping[str, Role]:
    roles: dict[str, Role] = {}
    for key in table.ids():
        entry = table.table(key)
        roles[key] = Role(
            key,
            entry.words("title"),
            entry.text("superior", ""),
            entry.flag("records", default=False),
            entry.flag("receives", default=False),
            entry.flag("complaints", default=False),
            entry.flag("registers_letters", default=False),
            entry.flag("answers", default=False),
            entry.flag("personal_data", default=False),
        )
        entry.close()
        if key == APPLICANT:
            entry.problem("", "the applicant is not a role of an office", "Remove this role.")
    for role in roles.values():
        if role.superior and role.superior not in roles:
            what = f"this office has no role `{role.superior}`"
            table.problem(f"{role.id}.superior", what, f"Roles here: {', '.join(sorted(roles))}.")
        elif _goes_round(role, roles):
            what = f"`{role.id}` is its own superior, by a detour or directly"
            table.problem(f"{role.id}.superior", what, "Let the highest role have no superior.")
    return roles


def _goes_round(role: Role, roles: Mapping[str, Role]) -> bool:
    above, seen = role.superior, 0
    while above and above != role.id and above in roles and seen < len(roles):
        above, seen = roles[above].superior, seen + 1
    return above == role.id


def _addresses(table: Table) -> tuple[Address, ...]:
    addresses = []
    for key in table.ids():
        entry = table.table(key)
        address = Address(
            key,
            entry.words("title"),
            entry.text("text"),
            entry.source("source"),
            entry.day("valid_from"),
        )
        addresses.append(address)
        entry.close()
    return tuple(addresses)


def _channels(table: Table) -> tuple[Channel, ...]:
    channels = []
    for key in table.ids():
        entry = table.table(key)
        kind = entry.choice("kind", ChannelKind)
        channels.append(Channel(key, kind, entry.text("value"), entry.source("source")))
        entry.close()
    return tuple(channels)


def _check_together(table: Table, offices: Mapping[str, Office]) -> None:
    codes: dict[str, str] = {}
    for office in offices.values():
        if office.parent and office.parent not in offices:
            what = f"no office is called `{office.parent}`"
            table.problem(f"{office.id}.parent", what, f"Known: {', '.join(sorted(offices))}.")
        if office.code in codes:
            what = f"the code `{office.code}` belongs to `{codes[office.code]}` already"
            table.problem(f"{office.id}.code", what, "Give each office its own code.")
        codes[office.code] = office.id
