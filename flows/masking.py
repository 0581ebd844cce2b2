"""Takes personal data out of a text before it is kept for learning: what it asks stays."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_USER = re.compile(r"(?<!\w)@\w{3,}")
_TICKET = re.compile(r"\b[A-Za-z]{3,5}-?2\d{3}-?\d{1,9}-?[A-Za-z]\b")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\d().\-/ ]{0,2}\d){4,}(?!\w)")
_MIXED = re.compile(r"(?<!\w)(?=\w*\d\w*\d\w*\d\w*\d)(?=\w*[A-Za-z])\w{6,}(?!\w)")
_CALLED = re.compile(
    r"(?P<before>\b(?:nama (?:saya|sy|aku|lengkap(?: saya)?|direktur(?:nya)?|pemilik(?:nya)?)|"
    r"atas nama|a\.?n\.?|perkenalkan|my name is|saya bernama|dengan (?:bapak|ibu))"
    r"\s*(?:adalah|ialah|is|:)?\s+)"
    r"(?P<name>[^\W\d_]+(?: [^\W\d_]+){0,4})",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\b(?P<title>(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|Sdr|Sdri)\.?\s+)(?!Ibu\b)[A-Z][a-z]+"
)
_COMPANY = re.compile(
    r"\b(?P<form>(?:CV|PT|UD|PD|Firma|Koperasi)\.?\s+)(?:[A-Z][\w&.-]*)(?:\s+[A-Z][\w&.-]*){0,4}"
)
_END_WORDS = """
mau ingin akan dari di ke pada untuk utk tanya bertanya minta mohon tolong bagaimana gimana apa
apakah berapa siapa kapan kenapa mengapa lupa tidak tdk gak nggak belum sudah salah bisa dan atau
dengan yang yg ini itu sebagai selaku direktur penyedia saya kami mengapa email npwp nik hp alamat
from want would like need how what where when who can cannot forgot and the with to of i
"""
_ENDS = frozenset(_END_WORDS.split())
"""Words that no name goes on after."""


def masked(text: str) -> str:
    """Return a text with e-mails, links, numbers of five digits and more, and names masked.

    Names are known by the words before them ("nama saya Budi", "a.n.", "Bapak", "CV"). A number
    of up to four digits stays: "error 500" is what is asked about.
    """
    text = _EMAIL.sub("[email]", text)
    text = _LINK.sub("[tautan]", text)
    text = _USER.sub("[akun]", text)
    text = _TICKET.sub("[nomor]", text)
    text = _NUMBER.sub("[nomor]", text)
    text = _MIXED.sub("[nomor]", text)
    text = _COMPANY.sub(r"\g<form>[nama]", text)
    text = _CALLED.sub(_named, text)
    return _TITLED.sub(r"\g<title>[nama]", text)


def _named(found: re.Match[str]) -> str:
    """The words after "nama saya" go, up to the first that is no part of a name; three at most."""
    words = found["name"].split()
    end = next((at for at, word in enumerate(words) if at and word.casefold() in _ENDS), 3)
    return " ".join([f"{found['before']}[nama]", *words[min(end, 3) :]])
