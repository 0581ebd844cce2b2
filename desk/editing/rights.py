"""Who may write answers, and which: those whose post `answers` for their own office."""

from desk.visit import Visit
from faq.entry import Entry


def offices(visit: Visit) -> tuple[str, ...]:
    """Return the offices whose answers a person may write now; of an administrator all."""
    catalogue = visit.desk.books.catalogue
    if visit.is_administrator:
        return tuple(sorted(catalogue.served))
    return tuple(
        sorted(
            {
                office
                for office, role in visit.posts
                if office in catalogue.served
                and role in catalogue.offices[office].roles
                and catalogue.offices[office].roles[role].answers
            }
        )
    )


def may_edit(visit: Visit, office: str) -> bool:
    """Whether a person may write answers of an office; those of all offices ("") any editor."""
    mine = offices(visit)
    return office in mine if office else bool(mine)


def of_standard(visit: Visit, entry: Entry) -> bool:
    """Whether an answer is made of a standard: it is corrected there, so it cannot contradict."""
    services = visit.desk.books.catalogue.services
    return entry.id.partition("/")[0] in services


def may_correct(visit: Visit, entry: Entry) -> bool:
    """Whether a person may write a new edition of an answer."""
    return may_edit(visit, entry.office) and not of_standard(visit, entry)
