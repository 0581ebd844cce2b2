"""Answers made of one service standard: each of its parts, as printed, in both languages."""

from collections.abc import Iterable, Iterator, Mapping

from faq.entry import Entry
from faq.lexicon import lexicon
from faq.written import filled, phrasing
from flows.standard import DELIVERY_COMPONENTS, Form, Standard, TicketKind
from flows.words import Words
from standards.catalogue import Catalogue

COMPLAINTS = "pengaduan"
"""What the complaint services of all offices are called outside."""
SHORT = {"time_standard": "time", "fee": "cost", "complaints": "complaint"}
"""Components as the search calls them, where that is not the name in the standard."""
_NAMES = 8
_TOO_LONG = 1_500


def outside_id(standard: Standard) -> str:
    """Return the id of a service as the world outside knows it."""
    return COMPLAINTS if standard.kind is TicketKind.COMPLAINT else standard.id


def of_service(catalogue: Catalogue, standard: Standard) -> Iterator[Entry]:
    """Yield the answers about one service."""
    for name in DELIVERY_COMPONENTS:
        yield _entry(catalogue, standard, name, _component(catalogue, standard, name))
    yield _entry(catalogue, standard, "who", standard.who)
    yield _entry(catalogue, standard, "contact", _contact(catalogue, standard))
    yield _entry(catalogue, standard, "originals", _originals(standard))
    yield _entry(catalogue, standard, "forms", _forms(standard))
    yield _entry(catalogue, standard, "overview", _overview(standard))


def names(standard: Standard) -> tuple[str, ...]:
    """Return what people call a service, the plainest names first."""
    listed = lexicon().services.get(outside_id(standard), ())
    return (*listed, *standard.words)[:_NAMES] or (standard.title.id,)


def asked(templates: Iterable[str], called: tuple[str, ...]) -> tuple[str, ...]:
    """Return the phrasings of an entry: each template with another name."""
    return tuple(
        template.format(name=called[at % len(called)]) for at, template in enumerate(templates)
    )


def joined(*parts: Words) -> Words:
    """Return several texts below each other; empty ones are left out."""
    return Words(
        "\n".join(part.id for part in parts if part.id),
        "\n".join(part.en for part in parts if part.en),
    )


def _entry(catalogue: Catalogue, standard: Standard, name: str, text: Words) -> Entry:
    asking = phrasing().component[name]
    frame = phrasing().frame
    office = catalogue.office(standard.office).name
    article = standard.components[name].article if name in standard.components else ""
    source = f"{standard.source.document}, {article or standard.source.article}"
    values = {"title": standard.title, "office": office, "label": asking.label}
    return Entry(
        id=f"{standard.id}/{SHORT.get(name, name)}",
        title=filled(frame["title"], values),
        short=text,
        details=joined(_head(standard), _more(standard, name), _source(source)),
        phrasings=asked(asking.ask, names(standard)),
        service=outside_id(standard),
        component=SHORT.get(name, name),
        office=standard.office,
        source=source,
        valid_from=standard.valid_from,
    )


def _component(catalogue: Catalogue, standard: Standard, name: str) -> Words:
    part = standard.components[name]
    if not part.absent:
        return part.text
    office = catalogue.office(standard.office).name
    label = phrasing().component[name].label
    return filled(phrasing().frame["absent"], {"label": label, "office": office})


def _head(standard: Standard) -> Words:
    """The line with time and cost that stands in every answer about a service."""
    frame = phrasing().frame
    values = {}
    for field, name in (("time", "time_standard"), ("fee", "fee")):
        part = standard.components[name]
        values[field] = frame["unstated"] if part.absent else _first_line(part.text)
    return filled(frame["head"], values)


def _first_line(text: Words) -> Words:
    return Words(text.id.splitlines()[0].rstrip("."), text.en.splitlines()[0].rstrip("."))


def _more(standard: Standard, name: str) -> Words:
    guarantee = standard.components["service_guarantee"]
    if name == "time_standard" and not guarantee.absent:
        return filled(phrasing().frame["guarantee"], {"text": guarantee.text})
    if name == "requirements" and standard.bring is not None:
        return standard.bring
    if name == "overview":
        return phrasing().frame["safe"]
    return Words("", "")


def _source(source: str) -> Words:
    document, _, article = source.partition(", ")
    values = {"document": Words(document, document), "article": Words(article, article)}
    return filled(phrasing().frame["source"], values)


def _overview(standard: Standard) -> Words:
    parts = [standard.who, _head(standard)]
    for name in ("requirements", "procedure"):
        part = standard.components[name]
        label = phrasing().component[name].label
        if not part.absent:
            head = Words(f"{label.id.capitalize()}:", f"{label.en.capitalize()}:")
            parts.append(joined(head, _cut(part.text)))
    return joined(*parts)


def _cut(text: Words) -> Words:
    return Words(_cut_one(text.id), _cut_one(text.en))


def _cut_one(text: str) -> str:
    return text if len(text) <= _TOO_LONG else text[:_TOO_LONG].rsplit("\n", 1)[0] + "\n…"


def _contact(catalogue: Catalogue, standard: Standard) -> Words:
    office = catalogue.office(standard.office)
    lines = [address.text for address in office.addresses]
    lines.extend(channel.value for channel in office.channels)
    if not lines:
        return phrasing().office["contact"].sentences["no_address"]
    text = "\n".join(lines)
    return joined(office.unit, Words(text, text))


def _originals(standard: Standard) -> Words:
    asking = phrasing().component["originals"]
    by_form: dict[Form, list[Words]] = {}
    for ask in standard.asks:
        if ask.brought:
            by_form.setdefault(ask.form, []).append(ask.title)
    if not by_form:
        return asking.sentences["none"]
    return joined(
        *(
            filled(asking.sentences[form.value], {"items": _listed(titles)})
            for form, titles in by_form.items()
        )
    )


def _forms(standard: Standard) -> Words:
    if not standard.forms:
        return phrasing().component["forms"].sentences["none"]
    lines = [
        Words(f"• {form.title.id}: {form.where.id}", f"• {form.title.en}: {form.where.en}")
        for form in standard.forms
    ]
    return joined(*lines)


def _listed(titles: Iterable[Words]) -> Words:
    there = tuple(titles)
    return Words("; ".join(each.id for each in there), "; ".join(each.en for each in there))


def values_of(**texts: str) -> Mapping[str, Words]:
    """Return texts that are the same in both languages, as values of a frame."""
    return {name: Words(text, text) for name, text in texts.items()}
