"""Answers about an office: where it is, how it is reached, and what all its standards share."""

from collections import Counter
from collections.abc import Iterator

from desk.knowledge.of_service import asked, joined, values_of
from faq.entry import Entry
from faq.lexicon import lexicon
from faq.written import filled, phrasing
from flows.standard import INTERNAL_COMPONENTS, Component, Standard, TicketKind
from flows.words import Words
from standards.catalogue import Catalogue
from standards.offices import ChannelKind, Office

_NOTHING = Words("", "")
_KINDS = (ChannelKind.PHONE, ChannelKind.EMAIL, ChannelKind.WEB)


def of_office(catalogue: Catalogue, office: Office) -> Iterator[Entry]:
    """Yield the answers about one office."""
    yield _contact(office)
    standards = [
        standard
        for standard in catalogue.services_of(office.id)
        if standard.kind in (TicketKind.APPLICATION, TicketKind.PROBLEM)
    ]
    for name in INTERNAL_COMPONENTS:
        part = _shared(standards, name)
        if part is not None:
            yield _entry(
                office, name, part.text, f"{standards[0].source.document}, {part.article}"
            )


def _shared(standards: list[Standard], name: str) -> Component | None:
    """The wording most services of the office share; None where none has one."""
    there = [each.components[name] for each in standards if not each.components[name].absent]
    if not there:
        return None
    (text, _), *_ = Counter(part.text for part in there).most_common(1)
    return next(part for part in there if part.text == text)


def _contact(office: Office) -> Entry:
    sentences = phrasing().office["contact"].sentences
    own = {"office": office.name}
    lines = [Words(text, text) for text in (address.text for address in office.addresses)]
    for kind in _KINDS:
        values = [channel.value for channel in office.channels if channel.kind is kind]
        if values:
            lines.append(filled(sentences[kind.value], values_of(items=", ".join(values))))
    kinds = {channel.kind for channel in office.channels}
    missing = [
        filled(sentences[f"no_{kind.value}"], own) for kind in _KINDS[:2] if kind not in kinds
    ]
    if not office.addresses:
        missing.insert(0, filled(sentences["no_address"], own))
    source = next((address.source.document for address in office.addresses), "")
    return _entry(office, "contact", joined(office.unit, *lines), source, joined(*missing))


def _entry(office: Office, name: str, text: Words, source: str, more: Words = _NOTHING) -> Entry:
    asking = phrasing().office[name]
    frame = asking.sentences.get("title", phrasing().frame["title"])
    values = {"title": office.unit, "office": office.name, "label": asking.label}
    return Entry(
        id=f"{office.id}/{name}",
        title=filled(frame, values),
        short=text,
        details=more,
        phrasings=asked(asking.ask, _names(office)),
        component=name,
        office=office.id,
        source=source,
    )


def _names(office: Office) -> tuple[str, ...]:
    return lexicon().offices.get(office.id, (office.name.id,))
