"""`/laporan`: heads order the report of their office, administrators that of any office."""

from datetime import date
from zoneinfo import ZoneInfo

from desk.reporting.periods import Period, read_period
from desk.reporting.sending import send
from desk.superiors import heads
from desk.visit import Reply, Visit, card
from flows.report import ReportForm
from flows.say import Button, Say, Value
from storage import journal

CSV = "csv"
PERIODS = ("this_month", "last_month", "this_year")
"""The periods that have a button."""
_SPOKEN = {"this_month": "bulan ini", "last_month": "bulan lalu", "this_year": "tahun ini"}


def offices(visit: Visit) -> tuple[str, ...]:
    """Return the offices somebody may have reports of: his own as a head, all as administrator."""
    catalogue = visit.desk.books.catalogue
    if visit.is_administrator:
        return tuple(sorted(catalogue.served))
    return tuple(
        sorted({office for office, role in visit.posts
                if office in catalogue.served and role in heads(visit.desk, office)})
    )  # fmt: skip


def command(visit: Visit, words: str) -> Reply:
    """`/laporan`, `/laporan agustus 2026`, `/laporan 2026 banjarmasin csv`."""
    allowed = offices(visit)
    if not allowed:
        return Reply((card(Say("report.heads_only")),))
    parts = words.casefold().split()
    as_csv = CSV in parts
    named = [one for one in parts if one in visit.desk.books.catalogue.offices]
    rest = " ".join(one for one in parts if one not in (*named, CSV))
    if named and named[0] not in allowed:
        return Reply((card(Say("report.not_yours", {"offices": _names(visit, allowed)})),))
    office = named[0] if named else allowed[0] if len(allowed) == 1 else ""
    if not office:
        return _which_office(visit, allowed)
    if not rest:
        return _which_period(visit, office)
    period = read_period(rest, _today(visit, office))
    if period is None:
        return _which_period(visit, office, Say("report.period_unclear"))
    return _ordered(visit, office, period, as_csv=as_csv)


def pressed(visit: Visit, arg: str) -> Reply:
    """Answer a button: `arg` is OFFICE, or OFFICE.PERIOD."""
    office, _, named = arg.partition(".")
    if office not in offices(visit):
        return Reply((card(Say("report.heads_only")),))
    period = read_period(_SPOKEN.get(named, ""), _today(visit, office))
    return _which_period(visit, office) if period is None else _ordered(visit, office, period)


def _which_office(visit: Visit, allowed: tuple[str, ...]) -> Reply:
    known = visit.desk.books.catalogue
    rows = [(Button(known.office(one).name, "report", one),) for one in allowed]
    return Reply((card(Say("report.which_office"), rows=rows),), numbered=True)


def _which_period(visit: Visit, office: str, *says: Say) -> Reply:
    name = visit.desk.books.catalogue.office(office).name
    rows = [(Button(Say(f"report.{one}"), "report", f"{office}.{one}"),) for one in PERIODS]
    asked = Say("report.which_period", {"office": name, "id": office})
    return Reply((card(*says, asked, rows=rows),), numbered=True)


def _names(visit: Visit, allowed: tuple[str, ...]) -> Value:
    return tuple(visit.desk.books.catalogue.office(one).name for one in allowed)


def _today(visit: Visit, office: str) -> date:
    zone = ZoneInfo(visit.desk.books.catalogue.office(office).zone)
    return visit.desk.now.astimezone(zone).date()


def _ordered(visit: Visit, office: str, period: Period, *, as_csv: bool = False) -> Reply:
    """Put each form of the report into the outbox; it is counted when it goes out."""
    known = visit.desk.books.catalogue.office(office)
    sheet = ReportForm.CSV if as_csv else ReportForm.SHEET
    forms = [ReportForm.TEXT, ReportForm.CHART, sheet]
    if period.is_month:
        forms.append(ReportForm.PAPER)
    key = f"report:{visit.person.id}:{visit.desk.speaker.update_id}"
    send(visit.desk, visit.person, office, period, forms, key)
    data = {"from": period.first.isoformat(), "until": period.last.isoformat()}
    journal.write(
        visit.desk.tx, office, "report_ordered", visit.desk.now,
        actor_id=visit.person.id, role=_role(visit, office), data=data,
    )  # fmt: skip
    return Reply((card(Say("report.ordered", {"office": known.name})),))


def _role(visit: Visit, office: str) -> str:
    above = heads(visit.desk, office)
    held = sorted(role for at, role in visit.posts if at == office and role in above)
    return held[0] if held else "administrator"
