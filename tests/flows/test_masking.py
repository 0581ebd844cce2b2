"""Personal data is taken out of what is kept for learning; what is asked stays."""

import pytest

from flows.masking import masked


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nama saya budi santoso mau tanya biaya", "nama saya [nama] mau tanya biaya"),
        ("atas nama Siti Aminah lupa password", "atas nama [nama] lupa password"),
        ("email budi@contoh.co.id tidak masuk", "email [email] tidak masuk"),
        ("hp 0812-3456-7890, error 500", "hp [nomor], error 500"),
        ("NPWP 01.234.567.8-901.000 salah", "NPWP [nomor] salah"),
        ("CV Barito Jaya Contoh tidak bisa login", "CV [nama] tidak bisa login"),
        ("user id BUDI1234X terkunci", "user id [nomor] terkunci"),
        ("tiket BJM-2026-000123-K gimana", "tiket [nomor] gimana"),
        ("lihat https://t.me/budi ya", "lihat [tautan] ya"),
        ("pak Budi minta syarat", "pak [nama] minta syarat"),
        ("berapa lama ganti email, 1 hari kerja?", "berapa lama ganti email, 1 hari kerja?"),
        ("Bapak/Ibu petugas LPSE", "Bapak/Ibu petugas LPSE"),
        ("", ""),
    ],
)
def test_what_belongs_to_a_person_is_masked(text, kept):
    assert masked(text) == kept
