"""Shortcuts for the tests of the sweeps: one round, and tickets that wait for somebody."""

from desk.desk import house_desk
from desk.sweeps.rounds import sweep_all
from tests.desk.filed import verifying


def sweeps(house):
    """Do all sweeps at the house's present moment, carry the pushes; returns how much was done."""
    done = house.write(lambda tx: sweep_all(house_desk(tx, house.now, house.books)))
    house.deliver()
    return done


def declared_complete(house, who="Andi"):
    """Bring an application to the bureau head: complete, and the clock of the service runs."""
    number = verifying(house, who)
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/berkas {number}")
    house.presses("Kartika", "Sisanya sesuai semua")
    house.says("Kartika", f"/teruskan {number}")
    for name in house.chats:
        house.news(name)
    return number


def returned(house, who="Andi"):
    """Return an application to its applicant for completion."""
    number = verifying(house, who)
    house.says("Kartika", f"/kembalikan {number} surat tugas tidak terbaca")
    for name in house.chats:
        house.news(name)
    return number


def handed_over(house, who="Andi"):
    """Bring an application to where only the applicant's word is missing."""
    number = declared_complete(house, who)
    house.says("Lukman", f"/disposisi {number}")
    house.says("Maya", f"/disposisi {number}")
    house.says("Nanda", f"/teruskan {number} email")
    house.says("Joko", f"/arsip {number}")
    for name in house.chats:
        house.news(name)
    return number
