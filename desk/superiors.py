"""Who stands above a role of an office: where a missed deadline climbs to."""

from collections.abc import Sequence

from desk.desk import Desk
from storage import people
from storage.moments import to_ms
from storage.people import Person


def roles_above(desk: Desk, office: str, role: str) -> tuple[str, ...]:
    """Return the roles above a role of an office, the direct superior first."""
    roles = desk.books.catalogue.office(office).roles
    above: list[str] = []
    superior = roles[role].superior if role in roles else ""
    while superior and superior not in above:
        above.append(superior)
        superior = roles[superior].superior
    return tuple(above)


def heads(desk: Desk, office: str) -> frozenset[str]:
    """Return the roles of an office that stand above another."""
    roles = desk.books.catalogue.office(office).roles.values()
    return frozenset(role.superior for role in roles if role.superior)


def superiors(desk: Desk, office: str, role: str) -> Sequence[tuple[str, Sequence[Person]]]:
    """Return the roles above that somebody holds now, with these people, the nearest first.

    A post that is vacant is passed over, so that a missed deadline never goes to nobody.
    """
    held = (
        (above, people.holders(desk.tx, office, above, to_ms(desk.now)))
        for above in roles_above(desk, office, role)
    )
    return [(above, who) for above, who in held if who]


def administrators(desk: Desk) -> list[Person]:
    """Return the administrators who ever wrote to the bot."""
    found = (people.by_telegram(desk.tx, one) for one in sorted(desk.books.administrators))
    return [person for person in found if person is not None]


def only_one(desk: Desk) -> bool:
    """Whether there is one administrator only, so that nobody could be his second person."""
    return len(desk.books.administrators) < 2
