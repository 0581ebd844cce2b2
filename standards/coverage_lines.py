"""The items of one service standard: components, numbered lines, and what carries them out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.standard import Component, Standard
from standards.show import COMPONENT_TITLES

_MARK = re.compile(r"(?P<digit>\d+)\. |(?P<letter>[a-z])\. |(?P<round>[a-z])\) |(?P<dash>- )")
_RANGE = re.compile(r"(?:angka|huruf|baris)? ?([0-9a-z]+)(?:-([0-9a-z]+))?")
NOWHERE = "– the source says nothing about it"


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a source, what it says, and where it is held."""

    item: str
    says: str
    held: str


@dataclass(frozen=True, slots=True)
class _Carrier:
    """A question, step or clock, and the articles it carries out."""

    name: str
    articles: tuple[str, ...]


def service_lines(standard: Standard, file: str, *, remarks: bool) -> Iterator[Line]:
    """Yield a line per component, per numbered item in it, and per article outside of them."""
    carriers = _carriers(standard)
    used: set[str] = set()
    yield Line("Judul", standard.title.id, f"`{file}` `title`")
    yield Line("Pemohon", standard.who.id, f"`{file}` `who`")
    for name, component in standard.components.items():
        yield from _component_lines(standard, file, name, component, carriers, used)
    for number, remark in enumerate(standard.remarks if remarks else (), 1):
        key, label = f"`{file}` `remark.#{number}`", remark.article or remark.title.id
        yield Line(_labelled(label, remark.title.id), remark.text.id, key)
        yield from (Line(f"{label} {at}", says, key) for at, says in _numbered(remark.text.id))
    for carrier in carriers:
        for article in carrier.articles:
            if article not in used and standard.source.article not in article:
                yield Line(article, "", f"`{file}` `{carrier.name}`")


def _component_lines(
    standard: Standard,
    file: str,
    name: str,
    component: Component,
    carriers: Sequence[_Carrier],
    used: set[str],
) -> Iterator[Line]:
    title, key = COMPONENT_TITLES[name].id, f"`{file}` `component.{name}`"
    if component.absent:
        yield Line(title, "", NOWHERE)
        return
    label = _labelled(component.article, title)
    base = component.article.split(";")[0]
    whole = [one for one in carriers if base in one.articles]
    used.add(base)
    yield Line(label, component.text.id, _held(key, [one.name for one in whole]))
    for at, says in _numbered(component.text.id):
        names = [one.name for one in carriers if _carries(one, base, at, used)]
        if name == "procedure":
            names.extend(_steps_of(standard, at))
        yield Line(f"{base} {at}", says, _held(key, names))


def _labelled(article: str, title: str) -> str:
    return title if article.casefold() == title.casefold() else f"{article} – {title}"


def _held(key: str, names: Sequence[str]) -> str:
    told = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
    return f"{key} → {told}" if told else key


def _carriers(standard: Standard) -> tuple[_Carrier, ...]:
    found = [(f"ask.{ask.id}", ask.article) for ask in standard.asks]
    found += [(f"step.{step.id}", step.article) for step in standard.steps]
    found += [(f"clock.{clock.id}", clock.article) for clock in standard.clocks]
    return tuple(_Carrier(name, _articles(article)) for name, article in found if article)


def _articles(article: str) -> tuple[str, ...]:
    """The places an article names: "komponen 2 angka 4; komponen 3 (isian kami)" are two."""
    pieces = (re.sub(r" ?\([^)]*\)?", "", piece) for piece in article.split(";"))
    return tuple(piece.strip() for piece in pieces if piece.strip())


def _numbered(text: str) -> Iterator[tuple[str, str]]:
    """Yield the numbered lines of a text: where ("angka 2 huruf a") and what they say."""
    order: list[str] = []
    stack: list[str] = []
    dashes = 0
    for line in text.splitlines():
        mark = _MARK.match(line)
        if mark is None or mark.lastgroup is None:
            continue
        if mark.lastgroup not in order:
            order.append(mark.lastgroup)
        level = order.index(mark.lastgroup)
        dashes += mark.lastgroup == "dash"
        number = mark[mark.lastgroup] if mark.lastgroup != "dash" else f"{dashes}"
        word = {"digit": "angka", "dash": "garis"}.get(mark.lastgroup, "huruf")
        stack = [*stack[:level], f"{word} {number}"]
        yield " ".join(stack), line[mark.end() :]


def _carries(carrier: _Carrier, base: str, at: str, used: set[str]) -> bool:
    """Whether one of the carrier's articles names the item (by its first number or letter)."""
    first = at.split()[1]
    nested = len(at.split()) > 2
    for article in carrier.articles:
        rest = article.removeprefix(base).strip()
        match = _RANGE.match(rest) if article != base and article.startswith(base) else None
        if match is not None and not nested and _within(first, match[1], match[2] or match[1]):
            used.add(article)
            return True
    return False


def _within(number: str, low: str, high: str) -> bool:
    if number.isdecimal() and low.isdecimal() and high.isdecimal():
        return int(low) <= int(number) <= int(high)
    return low <= number <= high and len(number) == len(low)


def _steps_of(standard: Standard, at: str) -> Iterator[str]:
    """The steps behind the printed procedure's line of this number."""
    first = at.split()[1]
    for line in standard.procedure:
        low, _, high = re.split(r"[ (/]", line.number, maxsplit=1)[0].partition("-")
        if line.step is not None and _within(first, low, high or low) and "huruf" not in at:
            yield f"step.{line.step}"
