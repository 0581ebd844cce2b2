"""The whole standard of a service in chat: 14 components, remarks, source, and changed laws."""

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from desk import menu
from desk.visit import Reply, Visit, card
from faq.services import find
from flows.say import Button, Say, Style, Value
from flows.standard import DELIVERY_COMPONENTS, INTERNAL_COMPONENTS, Component, Standard
from standards.laws import Law, changed_since
from storage import conversations
from texts.split import units

PAGES: tuple[tuple[str, ...], ...] = (DELIVERY_COMPONENTS, INTERNAL_COMPONENTS)
"""The components on each page (Perwali 67/2018 art. 5(1) a and b); the remarks come last."""
_NAMES = (
    Say("standard.page_delivery"),
    Say("standard.page_internal"),
    Say("standard.page_more"),
)
LONG = 500
"""Texts longer than this are folded, so that a page stays readable on a small phone."""


def command(visit: Visit, words: str) -> Reply:
    """`/standar SERVICE`: the page of a service by its id or by words; without words the list."""
    offered = menu.offered(visit)
    if not words:
        return services(visit)
    if words.casefold() in visit.desk.books.catalogue.services:
        return show(visit, words.casefold())
    found = find(words, offered)
    if not found:
        return _which(visit, offered, Say("standard.unknown"))
    if len(found) == 1:
        return show(visit, found[0])
    return _which(visit, [one for one in offered if one.id in found])


def services(visit: Visit) -> Reply:
    """Ask which service's standard shall be shown."""
    return _which(visit, menu.offered(visit))


def _which(visit: Visit, standards: Sequence[Standard], *says: Say) -> Reply:
    rows = [
        (Button(Say("menu.service_button", {"number": n, "title": s.title}), "standard", s.id),)
        for n, s in enumerate(standards, 1)
    ]
    rows.append((Button(Say("button.menu"), "menu"),))
    listed = card(*says, Say("standard.which"), rows=rows)
    return Reply((listed,), at=conversations.NOWHERE, numbered=True)


def show(visit: Visit, arg: str) -> Reply:
    """Show a page of a standard; `arg` is "service" or "service.page" (the first is 1)."""
    service_id, _, nth = arg.partition(".")
    standard = visit.desk.books.catalogue.services.get(service_id)
    if standard is None:
        return services(visit)
    page = int(nth) if nth.isdecimal() and 1 <= int(nth) <= _count(standard) else 1
    says = [_head(visit, standard, page), *_page(standard, page)]
    if page == _count(standard):
        says.append(Say("standard.source", _source(visit, standard)))
    shown = card(*says, rows=_rows(visit, standard, page))
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _count(standard: Standard) -> int:
    return len(PAGES) + bool(standard.remarks)


def _page(standard: Standard, page: int) -> list[Say]:
    if page > len(PAGES):
        return [
            _block(Say("standard.remark", {"title": one.title}), one.article, one.text)
            for one in standard.remarks
        ]
    before = sum(len(names) for names in PAGES[: page - 1])
    return [
        _component(nth, name, standard.components[name])
        for nth, name in enumerate(PAGES[page - 1], before + 1)
    ]


def _component(nth: int, name: str, part: Component) -> Say:
    title = Say("standard.numbered", {"nth": nth, "title": Say(f"component.{name}")})
    if part.absent:
        return Say("service.absent", {"title": title, "text": part.text})
    return _block(title, part.article, part.text)


def _block(title: Say, article: str, text: Value) -> Say:
    named = (
        Say("standard.with_article", {"title": title, "article": article}) if article else title
    )
    long = units(str(text)) > LONG
    return Say("service.folded" if long else "service.component", {"title": named, "text": text})


def _head(visit: Visit, standard: Standard, page: int) -> Say:
    office = visit.desk.books.catalogue.office(standard.office)
    values: dict[str, Value] = {"title": standard.title, "office": office.name}
    return Say("standard.head", {**values, "page": page, "pages": _count(standard)})


def _source(visit: Visit, standard: Standard) -> dict[str, Value]:
    since = Say("standard.undated")
    if standard.valid_from is not None:
        zone = visit.desk.books.catalogue.office(standard.office).zone
        since = Say("standard.since", {"at": noon(standard.valid_from, zone)})
    return {
        "document": standard.source.document,
        "article": standard.source.article,
        "since": since,
        "version": standard.version[:12],
    }


def noon(day: date, zone: str) -> datetime:
    """Return the noon of a day in a zone, so that it is told as this day."""
    return datetime.combine(day, time(12), ZoneInfo(zone))


def _rows(visit: Visit, standard: Standard, page: int) -> list[tuple[Button, ...]]:
    """The other pages, then the doors: changed laws, PDF, pledge, the service's card."""
    rows: list[tuple[Button, ...]] = [
        (Button(name, "standard", f"{standard.id}.{nth}", Style.PRIMARY),)
        for nth, name in enumerate(_NAMES[: _count(standard)], 1)
        if nth != page
    ]
    if _changed(visit, standard):
        rows.append((Button(Say("standard.laws_button"), "laws", standard.id),))
    rows.append((Button(Say("button.standard_pdf"), "pdf", standard.id),))
    rows.append((Button(Say("button.pledge"), "pledge", standard.office),))
    doors = Button(Say("button.service"), "service", standard.id)
    rows.append((doors, Button(Say("button.menu"), "menu")))
    return rows


# Laws that have changed since


def _changed(visit: Visit, standard: Standard) -> tuple[Law, ...]:
    return changed_since(standard, visit.desk.books.catalogue.laws)


def laws(visit: Visit, service_id: str) -> Reply:
    """Say which laws of the printed legal basis were replaced or amended since."""
    standard = visit.desk.books.catalogue.services.get(service_id)
    if standard is None:
        return services(visit)
    basis = standard.components["legal_basis"].text.id
    lines = tuple(_law(law, basis) for law in _changed(visit, standard))
    rows = [
        (Button(Say("button.standard"), "standard", service_id),),
        (Button(Say("button.menu"), "menu"),),
    ]
    told = Say("standard.laws", {"title": standard.title, "lines": lines})
    return Reply((card(told, rows=rows),), at=conversations.NOWHERE, numbered=True)


def _law(law: Law, basis: str) -> Say:
    cited = law.cited.search(basis)
    values: dict[str, Value] = {"law": cited.group(0) if cited else law.id, "by": law.by}
    sure = Say("standard.law_sure") if law.checked else Say("standard.law_unsure")
    return Say(f"standard.law_{law.change.value}", {**values, "sure": sure})
