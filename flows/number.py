"""Ticket numbers with a check character (BJM-2026-000123-K): made, read loosely, found."""

import re

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
"""The alphabet without I, O and Q: 23 letters, and 23 is a prime."""

_VALUES = {letter: value for value, letter in enumerate(LETTERS)} | {
    digit: value for value, digit in enumerate("0123456789")
}
_CODE = re.compile(rf"[{LETTERS}]{{3,5}}")
_GAP = r"[\s._/\u2010-\u2015-]{0,3}"
_DIGIT = "[0-9OIL]"
_NUMBER = re.compile(
    rf"(?<![A-Z0-9])([{LETTERS}]{{3,5}}){_GAP}(2[0O]{_DIGIT}{{2}}){_GAP}"
    rf"({_DIGIT}{{1,9}}){_GAP}([{LETTERS}])(?![A-Z0-9])"
)
_ALIKE = re.compile(rf"[A-Z]{{3,5}}{_GAP}2[0O]{_DIGIT}{{2}}{_GAP}{_DIGIT}{{1,9}}{_GAP}[A-Z0-9]?")
_AS_DIGITS = str.maketrans("OIL", "011")


def make(office_code: str, year: int, running: int) -> str:
    """Return the ticket number of the `running`th ticket of an office in a year.

    ValueError: the code is not 3 to 5 of LETTERS, the year not in 2000-2099, or the running
    number not in 1-999999999.
    """
    if not _CODE.fullmatch(office_code):
        raise ValueError(f"an office code is 3 to 5 letters without I, O, Q, not {office_code!r}")
    if not 2000 <= year <= 2099 or not 1 <= running <= 999_999_999:
        raise ValueError(f"no ticket number for year {year}, running number {running}")
    digits = f"{running:06}"
    return f"{office_code}-{year}-{digits}-{_check(f'{office_code}{year}{digits}')}"


def read(text: str) -> str | None:
    """Return the ticket number that is the whole of `text`, or None.

    Typed loosely: small letters, other or no gaps, missing zeros, a leading #, O for 0, I or L
    for 1. A wrong check character is None.
    """
    match = _NUMBER.fullmatch(text.strip(" \t\r\n#.,;:!?()").upper())
    return _canonical(match) if match else None


def looks_like(text: str) -> bool:
    """Whether somebody meant a ticket number with the whole of `text`, be it mistyped or cut."""
    return _ALIKE.fullmatch(text.strip(" \t\r\n#.,;:!?()").upper()) is not None


def find(text: str) -> str | None:
    """Return the first ticket number inside `text`, typed as loosely as for `read`, or None."""
    for match in _NUMBER.finditer(text.upper()):
        number = _canonical(match)
        if number is not None:
            return number
    return None


def find_all(text: str) -> tuple[str, ...]:
    """Return every ticket number inside `text`, each once, in the order they stand in."""
    found = (_canonical(match) for match in _NUMBER.finditer(text.upper()))
    return tuple(dict.fromkeys(number for number in found if number is not None))


def _canonical(match: re.Match[str]) -> str | None:
    code, year, digits, check = match.groups()
    running = int(digits.translate(_AS_DIGITS))
    if running == 0:
        return None
    number = make(code, int(year.translate(_AS_DIGITS)), running)
    return number if number[-1] == check else None


def _check(plain: str) -> str:
    """Return the check character of a number without its gaps.

    Each place has its own weight (1, 2, … from the right) modulo a prime above them all: any one
    wrong character and any two swapped neighbours change the sum.
    """
    places = enumerate(reversed(plain), start=1)
    return LETTERS[sum(weight * _VALUES[char] for weight, char in places) % len(LETTERS)]


def split_number(words: str) -> tuple[str, str]:
    """Return the ticket number at the beginning of `words`, however typed, and the rest."""
    parts = words.split()
    for count in range(min(4, len(parts)), 0, -1):
        number = find(" ".join(parts[:count]))
        if number is not None and find(" ".join(parts[: count - 1])) is None:
            return number, " ".join(parts[count:])
    return "", words
