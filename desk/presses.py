"""Every button, and what it is an order for."""

from desk import (
    explain,
    intake,
    menu,
    mine,
    people,
    powers,
    preferences,
    queues,
    service_pledge,
    staff,
    standard_page,
    wallet,
)
from desk.calendars import orders as calendar_orders
from desk.commands import WithWords, go_on, open_draft
from desk.complaints import start as complaints
from desk.counter import doors as counter
from desk.daily import doors as daily
from desk.editing import doors as editing
from desk.filing import doors as filing
from desk.incidents import orders as incidents
from desk.own_data import doors as own_data
from desk.printing import orders as printing
from desk.printing import published
from desk.questions import doors as questions
from desk.reporting import orders as reporting
from desk.retention import doors as retention
from desk.survey import doors as survey
from desk.visit import Reply, Visit
from flows.press import Press


def act(visit: Visit, press: Press) -> Reply:
    """Answer a press; its person is known, what it may do is checked by whom it goes to."""
    if press.action == "help":
        return menu.help_(visit)
    beside = questions.PRESSES.get(press.action) or editing.PRESSES.get(press.action)
    if beside is not None:
        return beside(visit, press.arg)
    if press.subject.startswith("d"):
        return intake.pressed(visit, press)
    if press.action in printing.ACTIONS:
        return printing.pressed(visit, press)
    order = PRESSES.get(press.action)
    if order is not None:
        return order(visit, press.arg)
    if press.action in _OWNERS:
        return mine.pressed(visit, press)
    return staff.pressed(visit, press)


PRESSES: dict[str, WithWords] = {
    "menu": lambda visit, arg: menu.menu(visit),
    "services": lambda visit, arg: menu.services(visit),
    "service": menu.service,
    "begin": intake.start,
    "standard": standard_page.show,
    "laws": standard_page.laws,
    "pledge": service_pledge.show,
    "complain": lambda visit, arg: complaints.complain(visit),
    "complain_about": complaints.about_ticket,
    "request": lambda visit, arg: complaints.request(visit),
    "drafts": lambda visit, arg: menu.draft_list(visit),
    "draft": open_draft,
    "tickets": lambda visit, arg: mine.tickets_list(visit),
    "language": lambda visit, arg: menu.languages(visit),
    "speak": menu.speak,
    "wallet": lambda visit, arg: wallet.overview(visit),
    "wallet_drop": wallet.delete,
    "settings": preferences.ask,
    "set": preferences.choose,
    "go_on": lambda visit, arg: go_on(visit),
    "queue": queues.queue,
    "queue_filter": queues.choose,
    "appoint": lambda visit, arg: people.decide(visit, int(arg), accepted=True),
    "decline": lambda visit, arg: people.decide(visit, int(arg), accepted=False),
    "explain": explain.pressed,
    "pdf": published.standard,
    "pledge_pdf": published.pledge,
    "agree_incident": incidents.agree,
    "end_incident": incidents.end_now,
    "calendar": calendar_orders.show,
    "calendar_out": calendar_orders.ask_to_remove,
    "calendar_yes": calendar_orders.confirm,
    "calendar_drop": calendar_orders.remove,
    **counter.PRESSES,
    **daily.PRESSES,
    **filing.PRESSES,
    **retention.PRESSES,
    **own_data.PRESSES,
    **survey.PRESSES,
    **powers.PRESSES,
    "report": reporting.pressed,
}
_OWNERS = frozenset(
    {
        "mine",
        "write",
        "complete",
        "answer",
        "add",
        "end_case",
        "end_case_yes",
        "confirm",
        "dispute",
        "cancel_ticket",
        "cancel_ticket_yes",
        "reopen",
        "again",
    }
)
