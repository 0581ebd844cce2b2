"""One's own data: seen, taken along, corrected, erased as far as the law lets."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime

from storage import tickets
from tests.desk.filed import begins, files_activation, rows
from tests.desk.sweeping import sweeps


def closes(house, number, who="Siti"):
    house.says(who, f"/status {number}")
    house.presses(who, "Batalkan permohonan")
    house.presses(who, "Ya, batalkan")


def answers(house, number):
    return house.write(lambda tx: tickets.answers(tx, tickets.by_number(tx, number)).answers)


def test_everybody_sees_what_is_kept_of_himself_and_nobody_else(house):
    number = files_activation(house)
    house.says("Siti", "/data")
    shown = house.presses("Siti", "Lihat data saya")
    assert number in shown
    assert "Berkas: 5" in shown
    assert "masih berjalan" in shown
    assert number not in house.says("Budi", "/data lihat")
    assert rows(house, "subject_request", "kind, state")[0] == ("access", "done")


def test_the_export_is_a_paper_for_oneself_with_every_answer(house):
    number = files_activation(house)
    sent = house.says("Siti", "/data unduh")
    paper = str([m.printout for m in house.chats["Siti"].messages if m.printout][-1])
    assert number in paper
    assert "PT Contoh Jaya" in paper
    assert "Ahmad Fauzi" in paper
    assert "percakapan ini saja" in sent


def test_ones_own_name_is_corrected_at_once(house):
    house.says("Siti", "/data")
    house.presses("Siti", "Perbaiki data")
    assert "Siti Rahma" in house.says("Siti", "nama = Siti Rahma")
    assert "Nama: Siti Rahma" in house.says("Siti", "/data lihat")


def test_an_answer_is_corrected_by_the_office_within_72_hours(house):
    number = files_activation(house)
    asked = house.says("Siti", f"/data perbaiki {number} nomor telepon = 0899-1111-2222")
    assert "Permintaan 1" in asked
    assert "Kamis, 6 Agustus 2026" in asked
    assert "0899" not in house.news("Sri")
    shown = house.presses("Sri", "Buka permintaan")
    assert "899" in shown
    house.presses("Sri", "Laksanakan")
    assert "sudah diperbaiki" in house.news("Siti")
    assert "8991111222" in answers(house, number)["phone"]


def test_a_wrong_correction_is_told_with_an_example_and_asks_nobody(house):
    number = files_activation(house)
    for typed in ("apa saja", f"{number} nomor telepon = abc", f"{number} umur = 5"):
        assert "Contoh: nama = Siti Rahma" in house.says("Siti", f"/data perbaiki {typed}")
    assert "milik Bapak/Ibu sendiri" in house.says("Budi", f"/data perbaiki {number} nama = X")
    assert rows(house, "subject_request") == []


def test_erasure_is_refused_with_the_article_while_the_retention_runs(house):
    number = files_activation(house)
    closes(house, number)
    house.says("Siti", "/data hapus")
    sure = house.presses("Siti", "Ya, hapus data saya")
    assert "Permintaan 1" in sure
    house.news("Sri")
    shown = house.presses("Sri", "Buka permintaan")
    assert "wajib disimpan sampai Minggu, 3 Agustus 2031" in shown
    house.presses("Sri", "Laksanakan")
    told = house.news("Siti")
    assert "UU 27/2022 Pasal 43 dan 44" in told
    assert number in told
    assert rows(house, "subject_request", "kind, state") == [("erase", "refused")]
    assert answers(house, number)


def test_what_nobody_must_keep_is_erased_at_once(house):
    begins(house, "Siti", "bjm-aktivasi")
    house.says("Siti", "/data")
    house.presses("Siti", "Hapus data saya")
    assert "sudah dihapus" in house.presses("Siti", "Ya, hapus data saya")
    with closing(sqlite3.connect(house.file)) as base:
        assert base.execute(
            "SELECT count(*) FROM person WHERE telegram_id = 700000001"
        ).fetchone() == (0,)
        assert base.execute("SELECT count(*) FROM draft WHERE key IS NOT NULL").fetchone() == (0,)
    assert "Belum ada tiket" in house.says("Siti", "/data lihat")


def test_after_its_time_erasure_is_carried_out(house):
    number = files_activation(house)
    closes(house, number)
    house.now = datetime(2032, 1, 5, 3, tzinfo=UTC)
    house.says("Siti", "/data hapus")
    house.presses("Siti", "Ya, hapus data saya")
    house.news("Sri")
    house.presses("Sri", "Buka permintaan")
    house.presses("Sri", "Laksanakan")
    assert "data pada 1 tiket sudah dihapus" in house.news("Siti")
    assert house.write(lambda tx: tickets.by_number(tx, number)) is None
    assert "tidak ditemukan" in house.says("Siti", f"/status {number}")


def test_withdrawn_consent_ends_the_wallet_and_the_case_goes_on(house):
    number = files_activation(house)
    answer = house.says("Siti", "/data tarik")
    assert "Pasal 20" in answer
    assert "sedang dimatikan" in house.says("Siti", "/dompet")
    assert number in house.says("Siti", "/status")
    assert "Permintaan 1" in house.news("Sri")


def test_a_refusal_needs_a_reason_which_the_person_is_told(house):
    number = files_activation(house)
    house.says("Siti", f"/data perbaiki {number} nomor telepon = 0899-1111-2222")
    assert "tuliskan alasannya" in house.says("Sri", "/permintaandata 1 tolak")
    house.says("Sri", "/permintaandata 1 tolak nomor itu bukan milik perusahaan")
    assert "bukan milik perusahaan" in house.news("Siti")
    assert "sudah diputuskan" in house.says("Indah", "/permintaandata 1 laksanakan")


def test_only_those_who_answer_for_the_office_decide(house):
    number = files_activation(house)
    house.says("Siti", f"/data perbaiki {number} nomor telepon = 0899-1111-2222")
    assert "hanya untuk petugas" in house.says("Dewi", "/permintaandata 1 laksanakan")
    assert "tidak ditemukan" in house.says("Rizal", "/permintaandata 1 laksanakan")
    assert "hanya untuk petugas" in house.says("Siti", "/permintaandata")


def test_the_office_is_reminded_before_the_72_hours_end_and_after(house):
    files_activation(house)
    house.says("Siti", "/data tarik")
    house.news("Sri")
    house.after(hours=47)
    sweeps(house)
    house.deliver()
    assert "Permintaan 1 (menarik" not in house.news("Sri")
    house.after(hours=2)
    sweeps(house)
    house.deliver()
    assert "harus dijawab paling lambat" in house.news("Sri")
    house.after(hours=24)
    sweeps(house)
    house.deliver()
    assert "sudah melewati batas" in house.news("Sri")


def test_english_speakers_have_all_of_it_in_english(house):
    assert "There is no ticket in your name" in house.says("Emma", "/data see")
    assert "Law 27/2022" in house.says("Emma", "/data")
