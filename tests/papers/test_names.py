"""Names given by senders become names that can be shown and saved."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papers.names import LONGEST, safe_name

NAMES = {
    "surat.pdf": "surat.pdf",
    "Surat Permohonan.PDF": "Surat Permohonan.pdf",
    "surat": "surat.pdf",
    "surat.pdf.exe": "surat.pdf",
    "surat.exe.pdf": "surat.pdf",
    "foto.JPG": "foto.pdf",
    "PT. Maju Jaya.pdf": "PT. Maju Jaya.pdf",
    "Budi, S.Kom.pdf": "Budi, S.Kom.pdf",
    "Surat No.12.2026.pdf": "Surat No.12.2026.pdf",
    "../../etc/passwd": "passwd.pdf",
    "..\\..\\windows\\system32\\drivers.pdf": "drivers.pdf",
    "/": "dokumen.pdf",
    "..": "dokumen.pdf",
    ".": "dokumen.pdf",
    "": "dokumen.pdf",
    "   ": "dokumen.pdf",
    ".pdf": "dokumen.pdf",
    ".htaccess": "htaccess.pdf",
    ".\u200bhtaccess": "htaccess.pdf",
    "a\0b.pdf": "ab.pdf",
    "baris\nbaru.pdf": "baris baru.pdf",
    "baris\u2028baru.pdf": "baris baru.pdf",
    "kosong\u00a0keras.pdf": "kosong keras.pdf",
    "surat\u202efdp.exe": "suratfdp.pdf",
    "\u2066surat\u2069.pdf": "surat.pdf",
    "su\u200brat\ufeff.pdf": "surat.pdf",
    "sur\ud800at.pdf": "surat.pdf",
    "pribadi\ue000.pdf": "pribadi.pdf",
    "belum\u0378.pdf": "belum.pdf",
    "cafe\u0301.pdf": "café.pdf",
    "e\u200b\u0301.pdf": "é.pdf",
    'a<b>c:d"e|f?g*.pdf': "a_b_c_d_e_f_g_.pdf",
    "CON": "_CON.pdf",
    "nul.pdf": "_nul.pdf",
    "com1.surat.pdf": "_com1.surat.pdf",
    "con .pdf": "_con.pdf",
    "akhir titik. .pdf": "akhir titik.pdf",
    "تقرير.pdf": "تقرير.pdf",
    "x" * 300: "x" * 76 + ".pdf",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_becomes_safe(name: str):
    assert safe_name(name, "pdf") == NAMES[name]


@settings(deadline=None)
@given(st.text(max_size=200), st.sampled_from(["pdf", "jpg", "png"]))
def test_every_name_becomes_one_that_can_be_kept(name: str, extension: str):
    safe = safe_name(name, extension)
    assert len("." + extension) < len(safe) <= LONGEST
    assert safe.endswith("." + extension)
    assert safe == unicodedata.normalize("NFC", safe)
    assert not set(safe) & set('/\\<>:"|?*')
    assert all(not unicodedata.category(letter).startswith("C") for letter in safe)
    assert not safe.startswith((".", " "))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_a_safe_name_stays_as_it_is(name: str):
    safe = safe_name(name, "pdf")
    assert safe_name(safe, "pdf") == safe
