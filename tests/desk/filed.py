"""Shortcuts for the tests of the desk: a filled-in draft, a filed ticket, the rows kept."""

import sqlite3
from contextlib import closing

from flows.number import find
from storage import drafts, people
from tests.people import PEOPLE

AUDITOR = (
    "Inspektorat",
    "Andi Wijaya",
    "19860926 201505 1 001",
    "Ketua Tim",
    "0812-3456-7890",
    "andi@example.go.id",
)
PROVIDER = (
    "Sudah",
    "admin@contoh.example",
    "PT Contoh Jaya",
    "Perorangan/UD",
    "01.312.166.0-091.000",
    "Ahmad Fauzi",
    "0812-3456-7890",
    "Pimpinan perusahaan",
)


def begins(house, who, service="belitung-userid-auditor"):
    """Open a draft; the first question is asked."""
    house.says(who, f"/start {service}")
    return house.presses(who, "Mulai permohonan")


def fills_in(house, who):
    """Answer everything an auditor is asked, up to the review."""
    begins(house, who)
    for words in AUDITOR:
        house.says(who, words)
    house.hands(who, "pdf letter")
    return house.hands(who, "pdf assignment")


def files(house, who="Andi"):
    """File an auditor's application; returns its number."""
    fills_in(house, who)
    number = find(house.presses(who, "Kirim permohonan").text)
    assert number
    house.news("Joko")
    return number


def files_activation(house, who="Siti"):
    """File a provider's activation in Banjarmasin; returns its number."""
    begins(house, who, "bjm-aktivasi")
    for words in PROVIDER:
        house.says(who, words)
    for name in ("form", "participation", "card", "tax"):
        house.hands(who, f"pdf {name}")
    house.says(who, "NIB")
    house.hands(who, "pdf nib")
    number = find(house.presses(who, "Kirim permohonan").text)
    assert number
    house.news("Dewi")
    house.news("Dina")
    return number


def verifying(house, who="Andi"):
    """File an application and bring it to the verifier's desk; returns its number."""
    number = files(house, who)
    house.says("Joko", f"/teruskan {number}")
    house.news("Kartika")
    house.news(who)
    return number


def open_intake(house, who):
    """Return what somebody's newest open draft holds."""

    def read(tx):
        person = people.by_telegram(tx, PEOPLE[who].id)
        return drafts.open_ones(tx, person.id)[0].intake

    return house.write(read)


def rows(house, table, columns="*"):
    """Return all rows of a table as they lie in the file."""
    with closing(sqlite3.connect(house.file)) as base:
        return base.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


TRAFFIC = ("inbox", "outbox", "conversation", "lease", "sending_pause", "alembic_version")


def kept(house):
    """Return everything that is kept of people and cases: all tables but the traffic."""
    with closing(sqlite3.connect(house.file)) as base:
        names = [
            row[0]
            for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row[0] not in TRAFFIC and not row[0].startswith("sqlite_")
        ]
        return {
            name: sorted(map(repr, base.execute(f"SELECT * FROM {name}").fetchall()))
            for name in names
        }
