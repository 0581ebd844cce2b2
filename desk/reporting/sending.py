"""Puts a report into the outbox, one row for each of its forms; it is counted when it goes out."""

from collections.abc import Sequence

from desk.desk import Desk
from desk.reporting.periods import Period, bounds
from flows.report import ReportForm, ReportOrder
from flows.say import Say
from flows.sending import Method, Sending
from storage import outbox
from storage.moments import to_ms
from storage.people import Person

_SUFFIX = {
    ReportForm.CHART: "png",
    ReportForm.SHEET: "xlsx",
    ReportForm.CSV: "csv",
    ReportForm.PAPER: "pdf",
}


def send(
    desk: Desk, to: Person, office: str, period: Period, forms: Sequence[ReportForm], key: str
) -> None:
    """Put the forms of an office's report into the outbox; `key` is unique for each report."""
    since, until = bounds(period, desk.books.catalogue.office(office).zone)
    days = period.first.isoformat(), period.last.isoformat()
    for form in forms:
        order = ReportOrder(office, *days, since, until, form, to.language.value, to_ms(desk.now))
        sending = _sending(desk, to, order)
        if sending is not None:
            outbox.put(desk.tx, sending, f"{key}:{form.value}", desk.now, language=to.language)


def _sending(desk: Desk, to: Person, order: ReportOrder) -> Sending | None:
    if to.telegram_id is None:
        return None
    if order.form is ReportForm.TEXT:
        return Sending(to.telegram_id, Method.MESSAGE, report=order)
    name = f"laporan-{order.office}-{order.first_day}-{order.last_day}.{_SUFFIX[order.form]}"
    said = desk.books.texts.html(Say(f"report.caption_{order.form.value}"), to.language)
    return Sending(to.telegram_id, Method.DOCUMENT, said, file_name=name, report=order)
