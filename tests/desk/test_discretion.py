"""Discretion at the desk: asked for step by step, told to everybody, settled on the sheet."""

from dataclasses import replace

import pytest

from tests.desk.filed import files, files_activation, kept, rows

REASON = "KTP Direktur sedang diperpanjang"
EVIDENCE = "Resi Disdukcapil 1 Agustus 2026"
ALL = f"KTP Direktur {REASON}; {EVIDENCE}"


@pytest.fixture
def number(house):
    return files_activation(house)


def waives(house, number, words=ALL):
    house.says("Indah", f"/diskresi {number} {words}")
    return house.presses("Indah", "Ya, saya nyatakan demikian")


def test_the_head_is_asked_what_why_and_on_which_evidence_then_for_his_word(house, number):
    shown = house.says("Indah", f"/diskresi {number}")
    assert "KTP Direktur" in shown.labels
    assert "Apa alasannya?" in house.presses("Indah", "KTP Direktur")
    assert "Bukti administrasi apa" in house.says("Indah", REASON)
    sure = house.says("Indah", EVIDENCE)
    assert REASON in sure
    assert EVIDENCE in sure
    assert "tidak ada peraturan perundang-undangan yang mewajibkan" in sure
    assert house.news("Siti") == ""
    done = house.presses("Indah", "Ya, saya nyatakan demikian")
    assert f"Diskresi untuk {number} dicatat" in done


def test_the_button_of_the_card_leads_there_and_only_for_the_head(house, number):
    house.says("Indah", f"/tiket {number}")
    assert "Diskresi" in house.presses("Indah", "Diskresi")
    assert "Diskresi" not in house.says("Dewi", f"/tiket {number}").labels


@pytest.mark.parametrize("who", ["Dewi", "Fajar"])
def test_everybody_else_is_refused_with_whose_right_it_is(house, number, who):
    before = kept(house)
    answer = house.says(who, f"/diskresi {number} {ALL}")
    assert "Diskresi hanya wewenang Kepala Bagian" in answer
    assert kept(house) == before


def test_applicant_and_holder_are_told_and_everybody_sees_it(house, number):
    waives(house, number)
    told = house.news("Siti")
    assert "Persyaratan KTP Direktur dikesampingkan" in told
    assert REASON in told
    assert EVIDENCE not in told
    assert "KTP Direktur dikesampingkan" in house.news("Dewi")
    assert f"KTP Direktur: dikesampingkan: {REASON}" in house.says("Siti", f"/status {number}")
    assert f"dikesampingkan: {REASON}" in house.says("Dewi", f"/tiket {number}")
    house.presses("Dewi", "Berkas")
    assert "dikesampingkan (diskresi)" in house.says("Dewi", f"/berkas {number}")


def test_the_journal_keeps_it_in_the_heads_name_with_reason_and_evidence_sealed(house, number):
    waives(house, number)
    entries = rows(house, "journal", "kind, role, data, sealed")
    kind, role, data, sealed = next(row for row in entries if row[0] == "requirement_waived")
    assert (kind, role) == ("requirement_waived", "division_head")
    assert '"item":"identity_card"' in data
    assert REASON not in data
    assert sealed
    house.says("Indah", f"/tiket {number}")
    shown = house.presses("Indah", "Riwayat")
    assert "Persyaratan dikesampingkan (diskresi)" in shown
    assert EVIDENCE in shown


def test_a_waived_document_is_settled_and_is_not_marked_again(house, number):
    house.says("Dewi", f"/ambil {number}")
    house.says("Dewi", f"/berkas {number} 3 sudah tidak berlaku")
    assert "sudah tidak berlaku" in house.says("Dewi", f"/berkas {number}")
    waives(house, number)
    assert "hanya dapat diisi" in house.says("Dewi", f"/berkas {number} 3 sudah tidak berlaku")
    house.says("Dewi", f"/berkas {number} semua")
    assert "diteruskan" in house.says("Dewi", f"/teruskan {number}")


def test_a_completion_does_not_ask_for_what_was_waived(house, number):
    house.says("Dewi", f"/berkas {number} 3 sudah tidak berlaku")
    house.says("Dewi", f"/berkas {number} 4 sudah tidak berlaku")
    house.says("Dewi", f"/kembalikan {number}")
    waives(house, number)
    house.says("Siti", f"/status {number}")
    assert "Kirimkan NPWP" in house.presses("Siti", "Lengkapi sekarang")
    assert "Mohon periksa kembali" in house.hands("Siti", "pdf npwp baru")
    assert "sudah dikirim kembali" in house.presses("Siti", "Kirim permohonan")


def test_a_completion_that_was_begun_goes_on_without_what_was_waived(house, number):
    house.says("Dewi", f"/berkas {number} 3 sudah tidak berlaku")
    house.says("Dewi", f"/kembalikan {number}")
    house.says("Siti", f"/status {number}")
    assert "Kirimkan KTP" in house.presses("Siti", "Lengkapi sekarang")
    waives(house, number)
    assert "Mohon periksa kembali" in house.says("Siti", "lanjut")
    house.presses("Siti", "Kirim permohonan")
    house.says("Dewi", f"/berkas {number} semua")
    assert "diteruskan" in house.says("Dewi", f"/teruskan {number}")


@pytest.mark.parametrize("words", ["biaya gratis; x", "waktu 60 menit; x", "email salah; x"])
def test_time_fee_and_questions_are_out_of_reach_and_what_is_not_is_named(house, number, words):
    answer = house.says("Indah", f"/diskresi {number} {words}")
    assert "tidak pernah waktu, biaya, produk, atau pengaduan" in answer
    assert "KTP Direktur" in answer


def test_the_visit_can_be_left_out(house, number):
    house.says("Dewi", f"/berkas {number} semua")
    house.says("Dewi", f"/teruskan {number}")
    house.news("Siti")
    waives(house, number, "visit Pemohon di luar daerah; Surat tugas pemohon")
    assert "Langkah Kedatangan Pemohon dikesampingkan" in house.news("Siti")
    assert "Diverifikasi" in house.says("Dewi", f"/tiket {number}")


def test_a_requirement_is_added_and_asked_of_the_applicant(house, number):
    words = "tambah berkas surat domisili; Alamat berbeda; KTP dan NIB"
    assert "Ditambahkan: berkas surat domisili" in house.says(
        "Indah", f"/diskresi {number} {words}"
    )
    house.presses("Indah", "Ya, saya nyatakan demikian")
    told = house.news("Siti")
    assert "berkas surat domisili" in told
    assert "Alasan: Alamat berbeda" in told
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Jawab sekarang")
    assert "sudah kami terima" in house.hands("Siti", "pdf domisili")


def test_a_ticket_that_moved_meanwhile_is_not_decided_by_an_old_button(house, number):
    house.says("Indah", f"/diskresi {number} {ALL}")
    house.says("Dewi", f"/ambil {number}")
    answer = house.presses("Indah", "Ya, saya nyatakan demikian")
    assert "Tidak dijalankan" in answer
    assert house.news("Siti") == ""


def test_it_is_waived_once(house, number):
    waives(house, number)
    assert "KTP Direktur" not in house.says("Indah", f"/diskresi {number}").labels


def test_a_service_without_discretion_says_so(house):
    number = files(house)
    assert "tidak mengenal diskresi" in house.says("Maya", f"/diskresi {number} x y; z")


def test_what_a_law_demands_is_refused_by_its_name_and_never_offered(house, number):
    catalogue = house.books.catalogue
    kept_standard = catalogue.service("bjm-aktivasi")
    asks = tuple(replace(ask, by_law=ask.id in {"identity_card"}) for ask in kept_standard.asks)
    changed = replace(kept_standard, asks=asks)
    services = {**catalogue.services, changed.id: changed}
    house.books = replace(house.books, catalogue=replace(catalogue, services=services))
    assert "KTP Direktur" not in house.says("Indah", f"/diskresi {number}").labels
    refused = house.says("Indah", f"/diskresi {number} {ALL}")
    assert "KTP Direktur diwajibkan peraturan perundang-undangan" in refused
