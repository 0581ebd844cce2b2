"""`/laporan`: heads order the report of their office, administrators that of any office."""

from datetime import date
from zoneinfo import ZoneInfo

from desk.reporting.periods import Period, bounds, read_period
from desk.visit import Reply, Visit, card
from flows.report import ReportForm, ReportOrder
from flows.say import Button, Say, Value
from flows.sending import Method, Sending
from storage import journal, outbox

CSV = "csv"
PERIODS = ("this_month", "last_month", "this_year")
"""The periods that have a button."""
_SPOKEN = {"this_month": "bulan ini", "last_month": "bulan lalu", "this_year": "tahun ini"}
_SUFFIX = {
    ReportForm.CHART: "png",
    ReportForm.SHEET: "xlsx",
    ReportForm.CSV: "csv",
    ReportForm.PAPER: "pdf",
}


def offices(visit: Visit) -> tuple[str, ...]:
    """Return the offices somebody may have reports of: his own as a head, all as administrator."""
    catalogue = visit.desk.books.catalogue
    if visit.is_administrator:
        return tuple(sorted(catalogue.served))
    return tuple(
        sorted({office for office, role in visit.posts
                if office in catalogue.served and role in heads(visit, office)})
    )  # fmt: skip


def heads(visit: Visit, office: str) -> frozenset[str]:
    """Return the roles of an office that stand above another."""
    roles = visit.desk.books.catalogue.office(office).roles.values()
    return frozenset(role.superior for role in roles if role.superior)


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
    since, until = bounds(period, known.zone)
    sheet = ReportForm.CSV if as_csv else ReportForm.SHEET
    forms = [ReportForm.TEXT, ReportForm.CHART, sheet]
    if period.is_month:
        forms.append(ReportForm.PAPER)
    for form in forms:
        order = ReportOrder(
            office,
            period.first.isoformat(),
            period.last.isoformat(),
            since,
            until,
            form,
            visit.language.value,
            visit.now,
        )
        _put(visit, order)
    data = {"from": period.first.isoformat(), "until": period.last.isoformat()}
    journal.write(
        visit.desk.tx, office, "report_ordered", visit.desk.now,
        actor_id=visit.person.id, role=_role(visit, office), data=data,
    )  # fmt: skip
    return Reply((card(Say("report.ordered", {"office": known.name})),))


def _role(visit: Visit, office: str) -> str:
    above = heads(visit, office)
    held = sorted(role for at, role in visit.posts if at == office and role in above)
    return held[0] if held else "administrator"


def _put(visit: Visit, order: ReportOrder) -> None:
    speaker = visit.desk.speaker
    text, name = "", ""
    method = Method.MESSAGE
    if order.form is not ReportForm.TEXT:
        method = Method.DOCUMENT
        name = f"laporan-{order.office}-{order.first_day}-{order.last_day}"
        name = f"{name}.{_SUFFIX[order.form]}"
        said = Say(f"report.caption_{order.form.value}")
        text = visit.desk.books.texts.html(said, visit.language)
    sending = Sending(speaker.telegram_id, method, text, file_name=name, report=order)
    key = f"report:{speaker.telegram_id}:{speaker.update_id}:{order.form.value}"
    outbox.put(visit.desk.tx, sending, key, visit.desk.now, language=visit.language)
