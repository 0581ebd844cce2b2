"""The end of records: proposed, decided by two, held back, and gone from database and store."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from desk.desk import Taken
from flows.heard import Paper
from flows.number import find
from storage import journal, people, schema, shredding
from storage.backups.make import make
from storage.backups.restore import restore
from storage.documents import shelf_at
from storage.store import open_store
from storage.vault import Secret
from tests.desk.filed import begins, kept
from tests.desk.sweeping import sweeps

COMPANY = "PT Burung Kenari"
HEAD = "Kenari Wijayakusuma"
MAIL = "kenari@contoh.example"
FILE = "ktp-kenari"
CANARIES = (COMPANY, HEAD, MAIL, FILE, "Kenari")
WORDS = (
    "Sudah",
    MAIL,
    COMPANY,
    "Perorangan/UD",
    "01.312.166.0-091.000",
    HEAD,
    "0812-3456-7890",
    "Pimpinan perusahaan",
)


def stored(house, nth):
    """Return a file that really lies in the store."""
    document = f"{nth:032x}"
    taken = house.store.documents.keep(document, f"{HEAD} {nth}".encode())
    paper = Paper(document, "application/pdf", f"{FILE}-{nth}.pdf", 1, 30, f"print {nth}")
    return Taken(paper, taken.file, taken.key)


def files_one(house, who="Siti", first=900):
    begins(house, who, "bjm-aktivasi")
    for words in WORDS:
        house.says(who, words)
    for nth in range(first, first + 4):
        house.hands_taken(who, stored(house, nth))
    house.says(who, "NIB")
    house.hands_taken(who, stored(house, first + 4))
    number = find(house.presses(who, "Kirim permohonan").text)
    assert number
    house.says("Dewi", f"/catatan {number} {HEAD} sudah dihubungi")
    return number


def closes(house, number, who="Siti"):
    house.says(who, f"/status {number}")
    house.presses(who, "Batalkan permohonan")
    house.presses(who, "Ya, batalkan")


@pytest.fixture
def old(house):
    """A case that was closed six years ago; returns its number."""
    number = files_one(house)
    closes(house, number)
    for who in house.people:
        house.news(who)
    house.now = datetime(2032, 9, 1, 3, tzinfo=UTC)
    return number


def destroys(house, first="Sri", second="Indah"):
    house.says(first, "/pemusnahan")
    house.presses(first, "Buat daftar pemusnahan")
    house.news(second)
    house.presses(second, "Buka daftar 1")
    house.presses(second, "Setujui pemusnahan")
    done = house.presses(second, "Ya, musnahkan sekarang")
    shredding.remove_files(house.store)
    return done


def dump(house):
    """Everything that stands in the database, as text."""
    with closing(sqlite3.connect(house.file)) as base:
        return "\n".join(base.iterdump())


def folder(house):
    return list((house.file.parent / "documents").iterdir())


def test_a_dry_run_counts_and_changes_nothing(house, old):
    before = kept(house)
    shown = house.says("Sri", "/pemusnahan")
    assert "Permohonan layanan (5 tahun setelah ditutup): 1 jatuh waktu" in shown
    assert "sementara, belum ditetapkan kantor" in shown
    assert kept(house) == before
    assert len(folder(house)) == 5


def test_what_is_not_due_yet_is_not_listed(house):
    closes(house, files_one(house))
    house.after(days=700)
    shown = house.says("Sri", "/pemusnahan")
    assert "Permohonan layanan (5 tahun setelah ditutup): tidak ada" in shown
    # The scan of an identity card goes first.
    assert "KTP atau paspor (1 tahun setelah ditutup): 1 jatuh waktu" in shown


def test_after_the_destruction_neither_name_nor_file_remains(house, old):
    assert COMPANY in dump(house)
    assert len(folder(house)) == 5
    done = destroys(house)
    assert "1 arsip sudah dimusnahkan" in done
    assert folder(house) == []
    left = dump(house)
    for canary in CANARIES:
        assert canary not in left, canary
        assert canary.encode().hex().upper() not in left


def test_no_sealed_value_opens_any_more(house, old):
    destroys(house)
    with closing(sqlite3.connect(house.file)) as base:
        for table in ("ticket", "draft", "document"):
            keys = base.execute(f"SELECT count(*) FROM {table} WHERE key IS NOT NULL").fetchone()
            assert keys == (0,)
        assert base.execute("SELECT count(*) FROM document WHERE name IS NOT NULL").fetchone() == (
            0,
        )
        assert base.execute("SELECT count(*) FROM document WHERE file != ''").fetchone() == (0,)
        who = base.execute(
            "SELECT name, key, telegram_id FROM person WHERE id = (SELECT person_id FROM ticket)"
        )
        assert who.fetchone() == (None, None, None)


def test_the_figures_of_reports_and_the_journal_stay_whole(house, old):
    def figures():
        with closing(sqlite3.connect(house.file)) as base:
            return (
                base.execute(
                    "SELECT count(*), min(submitted_at), max(closed_at), min(kind), min(service),"
                    " min(state) FROM ticket"
                ).fetchall()
                + base.execute("SELECT name, count(*) FROM clock GROUP BY name").fetchall()
            )

    before = figures()
    destroys(house)
    assert figures() == before
    assert house.write(lambda tx: journal.verify(tx, "banjarmasin")) is None


def test_a_destroyed_ticket_is_unknown_to_everybody(house, old):
    destroys(house)
    unknown = house.says("Siti", "/status BJM-2026-000999-X").text
    assert house.says("Siti", f"/status {old}").text == unknown
    assert old not in house.says("Siti", "/status")
    assert "tidak ditemukan" in house.says("Dewi", f"/tiket {old}")
    assert old not in house.says("Dewi", "/cari Kenari")


def test_nobody_destroys_alone(house, old):
    house.says("Sri", "/pemusnahan buat")
    assert "orang lain" in house.says("Sri", "/pemusnahan setuju 1")
    assert "hanya untuk petugas" in house.says("Dewi", "/pemusnahan setuju 1")
    assert "hanya untuk petugas" in house.says("Siti", "/pemusnahan")
    assert "tidak ditemukan" in house.says("Maya", "/pemusnahan setuju 1")
    assert len(folder(house)) == 5


def test_the_record_names_the_records_and_the_rule_but_nobody(house, old):
    destroys(house)
    sent = house.says("Indah", "/pemusnahan acara 1")
    paper = str([m.printout for m in house.chats["Indah"].messages if m.printout][-1])
    assert old in paper
    assert "5 tahun setelah ditutup" in paper
    assert "BERITA ACARA" in paper
    assert "Sri" not in paper
    assert "1 arsip" in sent


def test_a_list_that_was_dropped_destroys_nothing(house, old):
    house.says("Sri", "/pemusnahan buat")
    assert "dibatalkan" in house.says("Indah", "/pemusnahan batal 1")
    assert "sudah diputuskan" in house.says("Indah", "/pemusnahan setuju 1")
    assert len(folder(house)) == 5


def test_a_held_ticket_is_not_destroyed_until_two_have_lifted_the_hold(house, old):
    assert "ditahan mulai sekarang" in house.says("Sri", f"/tahan {old} diminta pengadilan")
    assert "orang lain" in house.says("Sri", f"/tahan setuju {old}")
    house.news("Indah")
    assert "disetujui" in house.presses("Indah", "Setujui penahanan")
    shown = house.says("Indah", "/pemusnahan")
    assert "tidak ada yang jatuh waktu, 1 ditahan" in shown
    assert "menunggu persetujuan" in house.says("Sri", f"/tahan lepas {old}")
    assert "orang lain" in house.says("Sri", f"/tahan lepas {old}")
    assert "sudah dilepas" in house.presses("Indah", "Setujui pelepasan")
    assert "1 jatuh waktu" in house.says("Indah", "/pemusnahan")


def test_a_hold_placed_after_the_list_was_made_is_kept(house, old):
    house.says("Sri", "/pemusnahan buat")
    house.says("Sri", f"/tahan {old} diminta pengadilan")
    house.says("Indah", "/pemusnahan setuju 1")
    done = house.presses("Indah", "Ya, musnahkan sekarang")
    assert "0 arsip sudah dimusnahkan, 1 arsip ditinggalkan" in done
    assert len(folder(house)) == 5


def test_the_sweep_proposes_once_a_month_and_destroys_nothing(house, old):
    sweeps(house)
    house.deliver()
    assert "masa simpannya sudah selesai" in house.news("Sri")
    house.after(days=1)
    sweeps(house)
    house.deliver()
    assert house.news("Sri") == ""
    assert len(folder(house)) == 5
    assert COMPANY in dump(house)


def test_an_older_backup_with_the_newest_keys_does_not_open_it(house, old, tmp_path):
    secret = Secret.parse("ab" * 32)
    url, shelf = f"sqlite:///{house.file}", shelf_at(str(house.file.parent / "documents"))
    backup = tmp_path / "backup"
    backup.mkdir()
    before = make(url, secret, shelf, backup, "before", 1)
    destroys(house)
    after = make(url, secret, shelf, backup, "after", 2)
    there = tmp_path / "there"
    there.mkdir()
    place = f"sqlite:///{there}/loket.sqlite"
    restored = restore(place, secret, shelf_at(str(there / "documents")), before.data, after.keys)
    assert restored.without_key
    again = open_store(place, secret, str(there / "documents"))
    try:
        with closing(sqlite3.connect(there / "loket.sqlite")) as base:
            owner = base.execute("SELECT person_id FROM ticket").fetchone()[0]
            assert base.execute(
                "SELECT count(*) FROM document WHERE key IS NOT NULL"
            ).fetchone() == (0,)
        assert again.read_now(lambda tx: people.name_of(tx, owner)) == ""
    finally:
        again.close()
    assert schema.current(place)


def test_a_draft_that_was_thrown_away_leaves_no_file(house):
    begins(house, "Siti", "bjm-aktivasi")
    for words in WORDS:
        house.says("Siti", words)
    house.hands_taken("Siti", stored(house, 950))
    assert len(folder(house)) == 1
    house.says("Siti", "/batal")
    house.presses("Siti", "Ya, hapus draf")
    shredding.remove_files(house.store)
    assert folder(house) == []


def test_a_file_that_another_ticket_uses_stays_until_the_last_has_gone(house):
    number = files_one(house)
    with closing(sqlite3.connect(house.file)) as base:
        base.execute(
            "INSERT INTO document (id, person_id, item, position, media_type, size, pages,"
            " fingerprint, file, key, name, created_at, sealed_as)"
            " SELECT 'copy', person_id, item, 0, media_type, size, pages,"
            " fingerprint, file, key, name, created_at, id FROM document LIMIT 1"
        )
        base.commit()
    closes(house, number)
    house.now = datetime(2032, 9, 1, 3, tzinfo=UTC)
    destroys(house)
    assert len(folder(house)) == 1
