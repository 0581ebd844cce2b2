"""Who answers for personal data in an office: the roles that offices.toml names."""

from desk.desk import Desk
from desk.superiors import administrators
from desk.visit import Visit
from storage import people
from storage.moments import to_ms
from storage.people import Person

ADMINISTRATOR = "administrator"


def offices(visit: Visit) -> list[str]:
    """Return the offices for whose personal data somebody answers; administrators for all."""
    catalogue = visit.desk.books.catalogue
    if visit.is_administrator:
        return sorted(catalogue.served)
    mine = {office for office, role in visit.posts if _entitled(visit.desk, office, role)}
    return sorted(mine & catalogue.served)


def _entitled(desk: Desk, office: str, role: str) -> bool:
    known = desk.books.catalogue.office(office).roles.get(role)
    return known is not None and known.personal_data


def role_of(visit: Visit, office: str) -> str:
    """Return as what somebody acts here."""
    for at, role in sorted(visit.posts):
        if at == office and _entitled(visit.desk, office, role):
            return role
    return ADMINISTRATOR


def responsible(desk: Desk, office: str) -> list[Person]:
    """Return everybody who answers for the personal data of an office.

    Administrators are asked only where two officers are not to be had.
    """
    found: dict[int, Person] = {}
    for role in desk.books.catalogue.office(office).roles.values():
        if role.personal_data:
            for person in people.holders(desk.tx, office, role.id, to_ms(desk.now)):
                found[person.id] = person
    if len(found) < 2:
        for person in administrators(desk):
            found.setdefault(person.id, person)
    return list(found.values())
