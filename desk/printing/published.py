"""What an office publishes, as PDFs: the whole standard of a service, and its pledge."""

from desk import menu, service_pledge, standard_page
from desk.printing.drafts import sending
from desk.printing.pen import file_name
from desk.printing.standards import pledge_printout, standard_printout
from desk.visit import Reply, Visit, card
from faq.services import find
from flows.say import Button, Say

_PDF = " pdf"


def standard(visit: Visit, service_id: str) -> Reply:
    """Send the whole standard of a service."""
    service = visit.desk.books.catalogue.services.get(service_id)
    if service is None:
        return standard_page.services(visit)
    shown = standard_printout(visit.desk, service, visit.language)
    said = Say("printing.standard_caption", {"title": service.title})
    sent = sending(visit, shown, said, file_name(f"standar {service.id}"))
    rows = (
        (Button(Say("button.service"), "service", service.id),),
        (Button(Say("button.services"), "services"), Button(Say("button.menu"), "menu")),
    )
    done = card(Say("printing.standard_sent", {"title": service.title}), rows=rows)
    return Reply((done,), extra=(sent,), numbered=True)


def pledge(visit: Visit, office_id: str) -> Reply:
    """Send the pledge of an office; one that its source does not give is only told of."""
    office = visit.desk.books.catalogue.offices.get(office_id)
    if office is None or office.service_pledge is None:
        return service_pledge.show(visit, office_id)
    shown = pledge_printout(visit.desk, office, office.service_pledge, visit.language)
    said = Say("printing.pledge_caption", {"office": office.name})
    sent = sending(visit, shown, said, file_name(f"maklumat {office.id}"))
    rows = ((Button(Say("button.pledge"), "pledge", office.id),
             Button(Say("button.menu"), "menu")),)  # fmt: skip
    done = card(Say("printing.pledge_sent", {"office": office.name}), rows=rows)
    return Reply((done,), extra=(sent,), numbered=True)


def standard_command(visit: Visit, words: str) -> Reply:
    """`/standar SERVICE` shows it, `/standar SERVICE pdf` sends it."""
    wanted = words.casefold().strip()
    if not wanted.endswith(_PDF):
        return standard_page.command(visit, words)
    wanted = wanted.removesuffix(_PDF).strip()
    offered = menu.offered(visit)
    found = [one.id for one in offered if one.id == wanted] or find(wanted, offered)
    return standard(visit, found[0]) if len(found) == 1 else standard_page.command(visit, wanted)


def pledge_command(visit: Visit, words: str) -> Reply:
    """`/maklumat OFFICE` shows it, `/maklumat OFFICE pdf` sends it."""
    wanted = words.casefold().strip()
    if not wanted.endswith(_PDF):
        return service_pledge.command(visit, words)
    wanted = wanted.removesuffix(_PDF).strip()
    if wanted in visit.desk.books.catalogue.served:
        return pledge(visit, wanted)
    return service_pledge.command(visit, wanted)
