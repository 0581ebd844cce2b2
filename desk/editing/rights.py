"""Who may write answers, and which: those whose post `answers` for their own office."""

from collections.abc import Iterable

from desk.desk import Books
from desk.visit import Visit
from faq.entry import Entry
from storage import people
from storage.people import Person
from storage.tx import Tx


def offices(visit: Visit) -> tuple[str, ...]:
    """Return the offices whose answers a person may write now; of an administrator all."""
    books = visit.desk.books
    return editing(books, visit.posts, everywhere=visit.is_administrator)


def editor(tx: Tx, books: Books, person: Person, at: int) -> bool:
    """Whether a person may write any answer at a moment (ms)."""
    everywhere = person.telegram_id in books.administrators
    return bool(editing(books, people.posts(tx, person.id, at), everywhere=everywhere))


def editing(
    books: Books, posts: Iterable[tuple[str, str]], *, everywhere: bool
) -> tuple[str, ...]:
    """Return the offices whose answers these posts may write."""
    catalogue = books.catalogue
    if everywhere:
        return tuple(sorted(catalogue.served))
    return tuple(
        sorted(
            {
                office
                for office, role in posts
                if office in catalogue.served
                and role in catalogue.offices[office].roles
                and catalogue.offices[office].roles[role].answers
            }
        )
    )


def fellows(visit: Visit, office: str) -> list[Person]:
    """Return everybody else who may publish an answer of an office; "" is for any editor."""
    desk = visit.desk
    found = {
        post.person_id
        for post in people.all_posts(desk.tx, visit.now)
        if office in ("", post.office)
        and editing(desk.books, [(post.office, post.role)], everywhere=False)
    }
    return [people.by_id(desk.tx, one) for one in sorted(found - {visit.person.id})]


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
