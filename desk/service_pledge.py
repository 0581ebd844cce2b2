"""The service pledge (maklumat pelayanan, Perwali 67/2018 art. 7) of each office, in chat."""

from desk.standard_page import noon
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Value
from flows.words import Language
from standards.offices import Office
from standards.service_pledge import ServicePledge
from storage import conversations


def command(visit: Visit, words: str) -> Reply:
    """`/maklumat OFFICE`: the pledge of an office by its id or a part of its name."""
    said = " ".join(words.casefold().split())
    found = [one for one in _served(visit) if said and _means(said, one)]
    return show(visit, found[0].id) if len(found) == 1 else offices(visit)


def _means(said: str, office: Office) -> bool:
    names = (office.name.in_(language).casefold() for language in Language)
    return said in {office.id, office.code.casefold()} or any(said in name for name in names)


def _served(visit: Visit) -> list[Office]:
    catalogue = visit.desk.books.catalogue
    return [one for one in catalogue.offices.values() if one.id in catalogue.served]


def offices(visit: Visit) -> Reply:
    """Ask whose pledge shall be shown; where one office is served, show it."""
    served = _served(visit)
    if len(served) == 1:
        return show(visit, served[0].id)
    rows = [(Button(one.name, "pledge", one.id),) for one in served]
    rows.append((Button(Say("button.menu"), "menu"),))
    return Reply((card(Say("pledge.which"), rows=rows),), at=conversations.NOWHERE, numbered=True)


def show(visit: Visit, office_id: str) -> Reply:
    """Show an office's pledge: statements, signer, day; or that its source states none."""
    office = visit.desk.books.catalogue.offices.get(office_id)
    if office is None:
        return offices(visit)
    rows: list[tuple[Button, ...]] = [
        (Button(Say("button.services"), "services"), Button(Say("button.menu"), "menu"))
    ]
    if office.service_pledge is not None:
        rows.insert(0, (Button(Say("button.pledge_pdf"), "pledge_pdf", office.id),))
    head = Say("pledge.head", {"office": office.name, "unit": office.unit})
    says = (head, *_body(office, office.service_pledge))
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE, numbered=True)


def _body(office: Office, pledge: ServicePledge | None) -> tuple[Say, ...]:
    if pledge is None:
        return (Say("pledge.none"),)
    lines: tuple[Value, ...] = tuple(
        Say("pledge.line", {"letter": chr(ord("a") + nth), "text": text})
        for nth, text in enumerate(pledge.statements)
    )
    signed = Say("pledge.unsigned")
    if pledge.signed is not None:
        signed = Say("pledge.signed", {"at": noon(pledge.signed, office.zone)})
    values: dict[str, Value] = {"signer": office.roles[pledge.signer].title, "signed": signed}
    source = {"document": pledge.source.document, "article": pledge.source.article}
    return (
        Say("pledge.statements", {"lines": lines}),
        Say("pledge.signer", values),
        Say("pledge.source", source),
    )
