"""Cuts Telegram HTML that is too long for one message, without breaking a tag or an entity."""

import re
from collections.abc import Iterator, Sequence

_ATOM = re.compile(r"<[^>]*>|&[A-Za-z0-9#]+;|\n| +|[^<&\n ]{1,200}|.", re.DOTALL)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def split(html: str, most: int) -> list[str]:
    """Return `html` in parts of at most `most` UTF-16 units, cut between lines where possible.

    A tag that is open at a cut is closed there and opened again in the next part. ValueError:
    `most` is too small for the tags that are open.
    """
    if units(html) <= most:
        return [html]
    atoms = _ATOM.findall(html)
    opened: list[str] = []
    parts = []
    while atoms:
        count = _fitting(atoms, opened, most)
        if count == 0:
            raise ValueError(f"nothing fits into {most} units after {opened}")
        before, opened = opened, _open_after(atoms[:count], opened)
        text = "".join(atoms[:count]).strip()
        if re.sub(r"<[^>]*>", "", text):
            parts.append("".join((*before, text, *_closing(opened))))
        atoms = atoms[count:]
    return parts


def _fitting(atoms: Sequence[str], opened: Sequence[str], most: int) -> int:
    """How many atoms fit: up to the last line break in the second half, else as many as can be."""
    used = sum(units(tag) for tag in opened)
    best = line_end = 0
    for count, (size, now_open) in enumerate(_sizes(atoms, opened), 1):
        used += size
        if used + sum(units(tag) for tag in _closing(now_open)) > most:
            return line_end or best
        best = count
        if atoms[count - 1] == "\n" and used > most // 2:
            line_end = count
    return best


def _sizes(atoms: Sequence[str], opened: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    now_open = list(opened)
    for atom in atoms:
        now_open = _open_after((atom,), now_open)
        yield units(atom), now_open


def _open_after(atoms: Sequence[str], opened: Sequence[str]) -> list[str]:
    now_open = list(opened)
    for atom in atoms:
        if atom.startswith("</"):
            now_open.pop()
        elif atom.startswith("<"):
            now_open.append(atom)
    return now_open


def _closing(opened: Sequence[str]) -> list[str]:
    return [f"</{tag.strip('<>').split()[0]}>" for tag in reversed(opened)]
