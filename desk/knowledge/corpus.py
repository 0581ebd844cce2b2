"""The whole corpus: answers made of the standards in force, and the written ones."""

from collections.abc import Iterable
from datetime import date

from desk.knowledge.of_office import of_office
from desk.knowledge.of_service import of_service
from faq.entry import Entry
from faq.written import written
from flows.standard import TicketKind
from standards.catalogue import Catalogue


def entries(
    catalogue: Catalogue, day: date | None = None, edited: Iterable[Entry] = ()
) -> tuple[Entry, ...]:
    """Return every answer that holds on `day` (None: all), of the offices served.

    `edited` are answers of the same id that replace others, or new ones.
    """
    found: dict[str, Entry] = {}
    for office_id in sorted(catalogue.served):
        for standard in catalogue.services_of(office_id):
            if standard.kind in (TicketKind.APPLICATION, TicketKind.PROBLEM):
                found.update((entry.id, entry) for entry in of_service(catalogue, standard))
        office = catalogue.office(office_id)
        found.update((entry.id, entry) for entry in of_office(catalogue, office))
    found.update(
        (entry.id, entry)
        for entry in written()
        if not entry.office or entry.office in catalogue.served
    )
    found.update((entry.id, entry) for entry in edited)
    return tuple(entry for entry in found.values() if day is None or entry.valid_on(day))
