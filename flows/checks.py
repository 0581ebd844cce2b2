"""Whether a typed answer can be what was asked for, by kind; the one door to all checks."""

import re
from collections.abc import Callable, Mapping

from flows.checked import Checked, Fault, line, lines
from flows.identity import nib, nik, nip_nrp, npwp, phone, real_date
from flows.number import read
from flows.secret import secret_in

__all__ = ["KINDS", "Checked", "Fault", "check", "secret_in"]

LONGEST_LINE = 500
"""Characters; nothing that is asked for as one line (but a text) is longer."""


def check(kind: str, text: str) -> Checked | Fault:
    """Check an answer typed for an item of `kind` (one of KINDS).

    The answer is cleaned first: NFC, nothing invisible, single spaces. Fault codes: `empty`,
    `too_long` (most), `too_short` (least), `no_letters`, `not_email`, `not_phone`, `only_digits`,
    `digits` (wanted, got), `not_nik`, `not_user_id`, `not_date`, `not_number`, `not_ticket`.
    Warning codes for staff: `npwp_doubtful`, `nip_birth`, `not_nip`. KeyError: no such kind.
    """
    checker = _CHECKS[kind]
    most = _LONG.get(kind, LONGEST_LINE)
    clean = lines(text) if kind == "long_text" else line(text)
    if not clean:
        return Fault("empty")
    if len(clean) > most:
        return Fault("too_long", {"most": str(most)})
    return checker(clean)


def compare(
    value: str, *, same_as: str | None = None, differs_from: str | None = None
) -> Fault | None:
    """Return why an answer does not fit an earlier one, None if it does; both as kept.

    None as an earlier answer: there is nothing to compare with. Fault codes: `not_repeated` (it
    had to be written once more the same), `not_changed` (the new one is the old one).
    """
    if same_as is not None and value != same_as:
        return Fault("not_repeated")
    if differs_from is not None and value == differs_from:
        return Fault("not_changed")
    return None


def _plain(clean: str) -> Checked | Fault:
    return Checked(clean, clean)


def _lettered(least: int, most: int) -> Callable[[str], Checked | Fault]:
    """Return the check of a line in which letters are needed."""

    def lettered(clean: str) -> Checked | Fault:
        if len(clean) > most:
            return Fault("too_long", {"most": str(most)})
        if len(clean) < least:
            return Fault("too_short", {"least": str(least)})
        if not any(char.isalpha() for char in clean):
            return Fault("no_letters")
        return Checked(clean, clean)

    return lettered


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    rf"@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}"
)


def _email(clean: str) -> Checked | Fault:
    # Small letters: a phone's keyboard writes the first one large, and SPSE logs in by address.
    address = clean.lstrip("< ").rstrip(">.,; ").removeprefix("mailto:").lower()
    if not _EMAIL.fullmatch(address) or len(address) > 254 or address.index("@") > 64:
        return Fault("not_email")
    return Checked(address, address)


def _user_id(clean: str) -> Checked | Fault:
    if not re.fullmatch(r"[A-Za-z0-9._@-]{3,100}", clean):
        return Fault("not_user_id")
    return Checked(clean, clean)


_MONTHS: Mapping[str, int] = {
    name: month
    for month, names in enumerate(
        (
            "januari january jan",
            "februari february pebruari feb",
            "maret march mar",
            "april apr",
            "mei may",
            "juni june jun",
            "juli july jul",
            "agustus august agu agt agst ags aug",
            "september sept sep",
            "oktober october okt oct",
            "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
_DATE = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2}|[a-z]+)[-/. ,]+(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def _date(clean: str) -> Checked | Fault:
    """Day first, as Indonesia writes it; kept as YYYY-MM-DD, shown as DD-MM-YYYY."""
    iso = _ISO_DATE.fullmatch(clean)
    match = _DATE.fullmatch(clean.lower())
    if iso:
        year, named, day = iso.groups()
    elif match:
        day, named, year = match.groups()
    else:
        return Fault("not_date")
    month = int(named) if named.isdigit() else _MONTHS.get(named, 0)
    found = real_date(int(year), month, int(day))
    if found is None or not 1900 <= found.year <= 2100:
        return Fault("not_date")
    return Checked(found.isoformat(), f"{found:%d-%m-%Y}")


def _number(clean: str) -> Checked | Fault:
    """A whole number; dots between thousands are dropped."""
    if not re.fullmatch(r"[0-9]{1,18}|[0-9]{1,3}(\.[0-9]{3}){1,5}", clean):
        return Fault("not_number")
    value = str(int(clean.replace(".", "")))
    return Checked(value, value)


def _ticket_number(clean: str) -> Checked | Fault:
    """The number of a ticket, however typed (`flows.number`)."""
    number = read(clean)
    return Fault("not_ticket") if number is None else Checked(number, number)


_LONG: Mapping[str, int] = {"text": 1000, "long_text": 4000}

_CHECKS: Mapping[str, Callable[[str], Checked | Fault]] = {
    "name": _lettered(2, 100),
    "company_name": _lettered(2, 150),
    "position": _lettered(2, 100),
    "title": _lettered(3, 200),
    "text": _plain,
    "long_text": _plain,
    "email": _email,
    "phone": phone,
    "npwp": npwp,
    "nik": nik,
    "nip_nrp": nip_nrp,
    "nib": nib,
    "user_id": _user_id,
    "date": _date,
    "past_date": _date,
    "number": _number,
    "ticket_number": _ticket_number,
}

KINDS = frozenset(_CHECKS)
"""Every kind of check a standard may name."""
