"""The answers that staff published, as entries of the search."""

from datetime import date

from desk.desk import Desk
from faq.entry import Entry
from storage import answers
from storage.answers import Content, Edition, EditionState
from storage.tx import Tx


def as_entry(edition: Edition) -> Entry:
    """Return an edition as the search knows answers."""
    content = edition.content
    return Entry(
        id=edition.entry,
        title=content.title,
        short=content.short,
        details=content.details,
        phrasings=content.phrasings,
        service=content.service,
        component=content.component,
        office=edition.office,
        source=content.source,
        valid_from=_day(content.valid_from),
        valid_until=_day(content.valid_until),
    )


def as_content(entry: Entry) -> Content:
    """Return an entry as what a new edition begins with."""
    return Content(
        entry.title,
        entry.short,
        entry.details,
        entry.phrasings,
        entry.service,
        entry.component,
        entry.source,
        _iso(entry.valid_from),
        _iso(entry.valid_until),
    )


def published(tx: Tx) -> tuple[Entry, ...]:
    """Return every answer of staff that is in force."""
    return tuple(as_entry(one) for one in answers.all_in(tx, EditionState.PUBLISHED))


def entry_of(desk: Desk, entry_id: str) -> Entry | None:
    """Return an answer as it is now, None when it is there no more."""
    edition = answers.in_force(desk.tx, entry_id)
    if edition is not None:
        return as_entry(edition)
    return desk.books.shelf.built_in(desk.books.catalogue, entry_id)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
