"""The numbers people and companies go by: NPWP, NIK, NIP/NRP, NIB and telephone."""

import re
from datetime import date

from flows.checked import Checked, Fault, line

_GROUPING = str.maketrans("", "", " .-/\u2010\u2011\u2012\u2013\u2014")


def npwp(text: str) -> Checked | Fault:
    """Check a tax number: 15 digits (kept with 0 in front, PMK 112/2022) or 16.

    A wrong check digit is a warning to staff only, never a refusal.
    """
    digits = _digits(text, (15, 16))
    if isinstance(digits, Fault):
        return digits
    if len(digits) == 15:
        value = "0" + digits
        shown = (
            f"{digits[:2]}.{digits[2:5]}.{digits[5:8]}.{digits[8]}-{digits[9:12]}.{digits[12:]}"
        )
    else:
        value, shown = digits, " ".join(re.findall("....", digits))
    return Checked(value, shown, "" if _npwp_plausible(value) else "npwp_doubtful")


def nik(text: str) -> Checked | Fault:
    """Check a national id number: 16 digits whose day (women: + 40) and month exist.

    The province is not looked at: tables of codes are older than the provinces. Shown masked.
    """
    digits = _digits(text, (16,))
    if isinstance(digits, Fault):
        return digits
    if not _has_birth_day(digits):
        return Fault("not_nik")
    return Checked(digits, f"{digits[:4]}********{digits[12:]}")


def nip_nrp(text: str) -> Checked | Fault:
    """Check a staff number: NIP of 18 digits, or NRP of 5 to 18.

    Warnings to staff: `nip_birth` (18 digits that do not begin with a date of birth), `not_nip`
    (another length, so not a NIP).
    """
    digits = _digits(text, range(5, 19))
    if isinstance(digits, Fault):
        return digits
    if len(digits) != 18:
        return Checked(digits, digits, "not_nip")
    shown = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    born = real_date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    return Checked(digits, shown, "" if born and born.year >= 1930 else "nip_birth")


def nib(text: str) -> Checked | Fault:
    """Check a business number of OSS: 13 digits; it has no check digit."""
    digits = _digits(text, (13,))
    return digits if isinstance(digits, Fault) else Checked(digits, digits)


_PREFIX = re.compile(r"(?:\+62|0062|62(?=[2-9]\d{7}|0))0?|0")
_MOBILE = re.compile(r"8[1-9]\d{7,10}")
_LANDLINE = re.compile(r"(2[124]|[36]1|[2-79]\d\d)(\d{5,8})")


def phone(text: str) -> Checked | Fault:
    """Check an Indonesian telephone number, mobile or landline with its area code.

    Kept as E.164 (+62…), shown as dialled inside the country. Service numbers such as 144 are
    refused: nobody can be called back there.
    """
    plain = line(text).translate(_GROUPING).replace("(", "").replace(")", "")
    if not re.fullmatch(r"\+?[0-9]+", plain):
        return Fault("not_phone") if plain else Fault("empty")
    prefix = _PREFIX.match(plain)
    national = plain[prefix.end() :] if prefix else plain
    if _MOBILE.fullmatch(national):
        dialled = "0" + national
        return Checked("+62" + national, f"{dialled[:4]}-{dialled[4:8]}-{dialled[8:]}")
    landline = _LANDLINE.fullmatch(national)
    if prefix and landline:
        return Checked("+62" + national, f"(0{landline[1]}) {landline[2]}")
    return Fault("not_phone")


def real_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digits(text: str, wanted: range | tuple[int, ...]) -> str | Fault:
    """Return the digits of `text` without grouping, or what is wrong with them."""
    plain = line(text).translate(_GROUPING)
    if not plain:
        return Fault("empty")
    if not re.fullmatch("[0-9]+", plain):
        return Fault("only_digits")
    if len(plain) not in wanted:
        told = "/".join(map(str, wanted))
        if isinstance(wanted, range):
            told = f"{wanted[0]}-{wanted[-1]}"
        return Fault("digits", {"wanted": told, "got": str(len(plain))})
    return plain


def _npwp_plausible(value: str) -> bool:
    """Whether 16 digits look like an old number behind a 0 (Luhn over nine) or like a NIK."""
    if len(set(value)) == 1:
        return False
    return _luhn(value[1:10]) if value[0] == "0" else _has_birth_day(value)


def _has_birth_day(nik_digits: str) -> bool:
    day, month = int(nik_digits[6:8]), int(nik_digits[8:10])
    return (1 <= day <= 31 or 41 <= day <= 71) and 1 <= month <= 12


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 + place % 2)
        total += double - 9 if double > 9 else double
    return total % 10 == 0
