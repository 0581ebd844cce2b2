"""Looks through every object of a PDF for what acts on a reader's machine, and for signatures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

# Refused wherever they stand (ISO 32000-2, 12.6.4); a click is all they need.
_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/RichMediaExecute",
    }
)
# Annotations that hold a file or a film (12.5.6).
_ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound"})
# A link to a page or an address is what genuine letters have; a drive or a script is not.
_SCHEME = re.compile(r"([a-z][a-z0-9+-]*):(?!\d)", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_CHAIN = 100


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: something that acts, an electronic signature or stamp."""

    active: bool
    signed: bool


def look_through(pdf: Pdf) -> Findings:
    """Look through the trailer and all objects, the unused ones too; stop at the first that acts.

    Raises what pikepdf raises on damaged objects.
    """
    signed = False
    for thing in (pdf.trailer, *pdf.objects):
        for entries in _dictionaries(thing):
            if _acts(entries):
                return Findings(active=True, signed=signed)
            signed = signed or _is_signature(entries)
    return Findings(active=False, signed=signed)


def _dictionaries(thing: Object) -> Iterator[dict[str, Object]]:
    """Give every dictionary written inside one object; references lead to objects of their own."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            inner = list(one)
        elif isinstance(one, Dictionary | Stream):
            entries = dict(one.items())
            if isinstance(one, Stream):
                entries["stream"] = one
            yield entries
            inner = list(entries.values())
        else:
            continue
        waiting.extend(
            value for value in inner if isinstance(value, Array | Dictionary) and _is_here(value)
        )


def _is_here(value: Object) -> bool:
    return not value.is_indirect


def _acts(entries: dict[str, Object]) -> bool:
    """Whether a dictionary is an action, a script, a file or a form of the kinds refused."""
    if _name(entries.get("/S")) in _ACTIONS or _name(entries.get("/Subtype")) in _ANNOTATIONS:
        return True
    return (
        _is_script(entries)
        or _holds_file(entries)
        or _holds_xfa(entries)
        or _opens_address(entries)
        or _leads_astray(entries)
    )


def _name(value: Object | None) -> str:
    return str(value) if isinstance(value, Name) else ""


def _is_script(entries: dict[str, Object]) -> bool:
    """A script without /S still runs in lenient readers; a font may be named JS."""
    script = entries.get("/JS")
    if isinstance(script, Stream):
        return "/Subtype" not in script
    return isinstance(script, String)


def _holds_file(entries: dict[str, Object]) -> bool:
    """A file inside (7.11.4), or a stream whose data lie in a file outside (7.3.8)."""
    if _name(entries.get("/Type")) == "/EmbeddedFile":
        return True
    if "stream" in entries and "/F" in entries:
        return True
    files = entries.get("/EF")
    if not isinstance(files, Dictionary):
        return False
    return any(isinstance(value, Stream) for _, value in files.items())


def _holds_xfa(entries: dict[str, Object]) -> bool:
    form = entries.get("/XFA")
    if isinstance(form, Stream):
        return "/Subtype" not in form
    return isinstance(form, Array) and len(form) > 0


def _opens_address(entries: dict[str, Object]) -> bool:
    """Whether an address is opened without a click: OpenAction (7.7.2), AA (12.6.3)."""
    more = entries.get("/AA")
    waiting = [entries["/OpenAction"]] if "/OpenAction" in entries else []
    waiting += [value for _, value in more.items()] if isinstance(more, Dictionary) else []
    for _ in range(_CHAIN):
        if not waiting:
            return False
        action = waiting.pop()
        if not isinstance(action, Dictionary):
            continue
        if _name(action.get("/S")) == "/URI":
            return True
        following = action.get("/Next")
        waiting += list(following) if isinstance(following, Array) else [following or Name.Null]
    # No scanner and no office program writes a longer chain of actions.
    return True


def _is_signature(entries: dict[str, Object]) -> bool:
    """A filled-in signature or time stamp (12.8.1); an e-meterai is put on as one."""
    return "/ByteRange" in entries and isinstance(entries.get("/Contents"), String)


def _leads_astray(entries: dict[str, Object]) -> bool:
    """Whether a link, or the base of all links, leads to a drive, a share or a script."""
    address = entries.get("/URI")
    if isinstance(address, Dictionary):
        address = address.get("/Base")
    if not isinstance(address, String):
        return False
    # Blanks, controls and invisible letters inside a scheme are passed over by readers.
    plain = "".join(letter for letter in str(address) if "!" <= letter <= "~")
    if plain.startswith(("\\", "//")):
        return True
    scheme = _SCHEME.match(plain)
    return scheme is not None and scheme[1].lower() not in _SCHEMES
