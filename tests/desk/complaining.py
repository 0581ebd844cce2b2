"""Shortcuts for the tests of complaints: one filed by Siti, answer by answer, and its officers."""

from flows.number import find

NAME = "Siti Rahmah"
ADDRESS = "Jl. Kenanga No. 5, Banjarmasin"
ACCOUNT = "Berkas saya lengkap tanggal 13 Juli, tetapi User ID baru aktif seminggu kemudian."
MATTER = "Aktivasi User ID Penyedia"
ANSWERS = {
    "complainant_name": NAME,
    "complainant_address": ADDRESS,
    "service_received": MATTER,
    "ticket_number": "Lewati",
    "delivered": "Sudah diterima",
    "received_on": "20-07-2026",
    "account": ACCOUNT,
    "material_loss": "Ongkos Rp150.000",
    "immaterial_loss": "Tidak sempat ikut tender",
    "settlement": "Penjelasan tertulis",
    "officer_complained": "Tidak",
    "place": "Banjarmasin",
    "signature": "Pernyataan ketikan, tanda tangan menyusul",
    "declaration": NAME,
    "evidence": "Lewati",
}
"""What Siti answers, in the order she is asked."""


def complains(house, who="Siti", service="pengaduan-banjarmasin", **other):
    """File a complaint; `other` answers replace those above, None leaves a question out."""
    house.says(who, f"/start {service}")
    house.presses(who, "Mulai pengaduan")
    for answer in {**ANSWERS, **other}.values():
        if answer is not None:
            house.says(who, answer)
    number = find(house.says(who, "Kirim pengaduan").text)
    assert number, house.chats[who].messages[-1].text
    for name in house.chats:
        house.news(name)
    return number


def admits(house, number, who="Rina"):
    """Declare a complaint complete."""
    house.says(who, f"/ambil {number}")
    house.says(who, f"/berkas {number} semua")
    said = house.says(who, f"/teruskan {number}")
    for name in house.chats:
        house.news(name)
    return said
