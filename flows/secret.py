"""Whether a message gives a password, PIN or one-time code away, so that it can be deleted."""

import re
from collections.abc import Iterator

_WORD = r"(?<![\w.@-])"
_PASSWORD = rf"{_WORD}(?:pass?wor[dt]|passw|passwd|passphrase|pass|pwd?|psw|kata ?sandi|sandi)"
_CODE = (
    rf"{_WORD}(?:m-?)?(?:otp|totp|pin|(?:kode|code|angka) (?:otp|totp|pin|verifikasi|keamanan|"
    r"rahasia|akses|autentikasi|authenticator|2fa)|(?:verification|security|access|login) code)"
)
_ENDING = r"(?:[ -]?ny[ao]|ku|mu|q)?(?!\w)"
_FILLER = (
    r"(?:[ \t]+(?:saya|sy|aku|kami|anda|kamu|bapak|ibu|baru|lama|terbaru|sementara|akun|login|"
    r"admin|perusahaan|spse|lpse|sikap|inaproc|e-?mail|gmail|itu|ini|tadi|yaitu|ya|yg|yang|"
    r"dgn|dengan|min|kak|pak|bu|my|your|the|new|old|for|untuk|dari|pakai|masuk|jadi|menjadi)(?!\w))*"
)
_LINK = r"\s*(?P<link>[:=]|->|(?:adalah|adlh|ialah|yakni|is|was)(?!\w))?\s*"
_TOLD = re.compile(f"{_PASSWORD}{_ENDING}{_FILLER}{_LINK}{_FILLER}", re.IGNORECASE)
_CODE_TOLD = re.compile(
    rf"{_CODE}{_ENDING}{_FILLER}{_LINK}{_FILLER}\s*[\"'`]?"
    r"\d{3,4}[ -]?\d{1,4}(?![\w.,:/-]*\d|\w)",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    rf"(?<![\w.,:/-])\d{{3,4}}[ -]?\d{{1,4}}(?:\s*[=:-])?"
    rf"(?: (?:adalah|ialah|itu|ini|is|your|the|my|as))*\s+{_CODE}{_ENDING}",
    re.IGNORECASE,
)

_TALK_WORDS = """
lupa hilang salah keliru error eror gagal invalid expired kadaluarsa kedaluwarsa
terkunci tidak tdk tak gak ga gk nggak ngga enggak bukan belum blm sudah sdh udah udh
telah masih selalu bisa bs boleh harus wajib minimal maksimal apa apakah bagaimana
gimana gmn kenapa mengapa kapan dimana mana siapa berapa kah di ke dikirim terkirim
diganti ganti reset direset diubah ubah dibuat buat diminta minta mohon tolong kosong
tetap sama berbeda beda aman kuat lemah dan atau not wrong incorrect forgotten
forgot lost missing how what why where when can cannot should must never correct benar
ditolak diblokir muncul kepada oleh pada saat ketika jika kalau karena setelah akan mau
ingin tapi
"""
_TALK = frozenset(_TALK_WORDS.split())
"""Words that open talk about a password; none of them is taken for one."""

_AS_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
_AS_AMOUNT = re.compile(r"\d{1,2}[a-z]+|\d+[x×]\d+\w*|v?\d+(\.\d+)+|[a-z]{1,6}[\d.]*\d\.\d+", re.I)
_AS_TICKET = re.compile(r"[a-z]{3,5}-?2\d{3}-?\d+-?[a-z]", re.I)
_LOOK_AHEAD = 3
"""Words after an explicit ":" that are looked at ("password: budi / Rahasia99")."""


def secret_in(text: str) -> bool:
    """Whether `text` looks like it holds a password, PIN or one-time code.

    "password saya: Rahasia123" and "kode OTP 123456" do; "lupa password gimana" does not. A
    plain word counts as a password only behind ":", "=" or "adalah" and as the end of its line.
    """
    if _CODE_TOLD.search(text) or _CODE_FIRST.search(text):
        return True
    return any(
        _given(text[told.end() :], link=told["link"] or "") for told in _TOLD.finditer(text)
    )


def _given(rest: str, *, link: str) -> bool:
    """Whether what follows "password …" is one; `link` is the sign or verb between them."""
    words = list(_words(rest))
    for word in words[: _LOOK_AHEAD if link else 1]:
        if word.lower() in _TALK or rest.lstrip().startswith("?"):
            return False
        if _looks_made_up(word):
            return True
    return bool(link) and len(words) == 1 and len(words[0]) >= 3


def _words(rest: str) -> Iterator[str]:
    """Yield the words of the first line, without the quotes and stops around them."""
    for piece in rest.strip().partition("\n")[0].split(maxsplit=_LOOK_AHEAD):
        word = piece.strip("\"'`“”‘’()[]<>,;.?/")
        if word:
            yield word


def _looks_made_up(word: str) -> bool:
    """Whether nobody would write `word` but as a password: letters with digits or signs."""
    if len(word) < 5 or any(odd.fullmatch(word) for odd in (_AS_EMAIL, _AS_AMOUNT, _AS_TICKET)):
        return False
    if word.isdecimal():
        return True
    letters = any(char.isalpha() for char in word)
    digits = any(char.isdecimal() for char in word)
    return letters and (digits or any(char in "@#$%^&*!_+=" for char in word.rstrip("!")))
