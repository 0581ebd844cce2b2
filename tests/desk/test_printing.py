"""Receipts, forms of a ticket and whole standards: who may print what, numbered, journalled."""

import re

from flows.number import find
from flows.printout import BlockKind
from papers.draw import draw
from storage import journal, tickets
from tests.desk.complaining import complains
from tests.desk.filed import AUDITOR, files, files_activation
from tests.desk.test_forms import paper, words
from tests.desk.test_on_behalf import begins


def kinds(house, number):
    def job(tx):
        return [one.kind for one in journal.history(tx, tickets.by_number(tx, number).id)]

    return house.write(job)


def to_the_desk(house):
    """File an activation and bring it to the check of the originals."""
    number = files_activation(house)
    house.says("Dewi", f"/teruskan {number}")
    house.says("Dewi", f"/teruskan {number}")
    house.news("Siti")
    return number


def test_the_receipt_of_a_ticket_holds_number_time_documents_and_what_starts_the_clock(house):
    number = files(house)
    answer = house.presses("Andi", "Cetak PDF")
    assert answer.labels[:2] == [
        "Tanda terima tiket",
        "Surat Permohonan Registrasi USER ID Auditor",
    ]
    house.says("Andi", "1")
    said = words(paper(house, "Andi"))
    assert f"Nomor tiket | {number}" in said
    assert "Senin, 3 Agustus 2026 pukul 09.00 WIB" in said
    assert "Surat Tugas Pemeriksaan | 1 berkas" in said
    assert "140 menit" in said
    assert "dihitung sejak" in said
    assert draw(paper(house, "Andi")).startswith(b"%PDF")


def test_the_code_holds_a_link_with_the_number_and_nothing_else(house):
    number = files(house)
    house.says("Andi", f"/cetak {number} 1")
    (code,) = [one for one in paper(house, "Andi").blocks if one.kind is BlockKind.CODE]
    assert code.text == f"https://t.me/loket_bot?start={number}"
    assert number in house.says("Andi", f"/start {number}")
    assert "tidak ditemukan" in house.says("Budi", f"/start {number}")


def test_a_stranger_and_another_office_print_nothing(house):
    number = files(house)
    for who in ("Budi", "Dewi"):
        assert "tidak ditemukan" in house.says(who, f"/cetak {number} 1")
        assert not [one for one in house.chats[who].messages if one.printout is not None]


def test_the_office_prints_its_own_forms_with_the_marks_and_that_is_journalled(house):
    number = files(house)
    house.says("Joko", f"/berkas {number} 1 sesuai")
    house.says("Joko", f"/berkas {number} 2 sudah tidak berlaku")
    answer = house.says("Joko", f"/cetak {number}")
    assert answer.labels[:3] == [
        "Formulir Permintaan Layanan", "Form Check List Registrasi", "Disposisi Surat",
    ]  # fmt: skip
    house.says("Joko", "2")
    said = words(paper(house, "Joko"))
    assert "1 | Surat Permohonan | ya | ya | ya" in said
    assert "2 | Surat Tugas Pemeriksaan | ya | ya | tidak" in said
    assert f"Nomor tiket: {number}" in said
    assert kinds(house, number)[-1] == "paper_printed"


def test_a_disposition_slip_shows_the_way_so_far_and_room_to_go_on(house):
    number = files(house)
    house.says("Joko", f"/cetak {number} 3")
    (way,) = [one for one in paper(house, "Joko").blocks if one.kind is BlockKind.TABLE]
    assert way.rows[1][1] == "Pemohon"
    assert way.rows[-1] == ("", "", "")


def test_originals_declared_complete_give_a_numbered_receipt_of_papers(house):
    number = to_the_desk(house)
    house.says("Dewi", f"/berkas {number} semua")
    house.says("Dewi", f"/teruskan {number}")
    assert "TT-0001/BJM/2026" in house.news("Siti")
    said = words(paper(house))
    assert "KTP Direktur | asli dan salinan | sesuai" in said
    assert "Helpdesk LPSE" in said
    assert "papers_received" in kinds(house, number)


def test_the_desk_gives_a_receipt_of_what_it_has_marked_and_once_only(house):
    number = to_the_desk(house)
    assert "tandai dahulu" in house.says("Dewi", f"/terima {number}")
    house.says("Dewi", f"/berkas {number} 3 sesuai")
    house.says("Dewi", f"/berkas {number}")
    assert "TT-0001/BJM/2026 (1 berkas)" in house.presses("Dewi", "Tanda terima berkas")
    assert "TT-0001" in house.news("Siti")
    assert "sudah diberikan: TT-0001" in house.presses("Dewi", "Tanda terima berkas")
    assert not house.news("Siti")
    house.says("Dewi", f"/berkas {number} 4 sudah tidak berlaku")
    assert "TT-0002/BJM/2026 (2 berkas)" in house.says("Dewi", f"/terima {number}")
    assert "sudah tidak berlaku" in words(paper(house))


def test_only_the_desk_that_holds_the_file_gives_the_receipt(house):
    number = to_the_desk(house)
    house.says("Dewi", f"/berkas {number} semua")
    assert "yang sedang memegang" in house.says("Fajar", f"/terima {number}")
    assert "tidak ditemukan" in house.says("Joko", f"/terima {number}")
    assert "petugas" in house.says("Budi", f"/terima {number}").text.lower()


def test_the_applicant_can_have_the_receipt_of_papers_again(house):
    number = to_the_desk(house)
    house.says("Dewi", f"/berkas {number} semua")
    house.says("Dewi", f"/terima {number}")
    answer = house.says("Siti", f"/cetak {number}")
    assert "Tanda terima berkas TT-0001/BJM/2026" in answer.labels
    before = paper(house)
    house.presses("Siti", "Tanda terima berkas TT-0001/BJM/2026")
    assert paper(house) == before


def test_cetak_alone_takes_the_only_ticket_or_asks_which(house):
    assert "belum mempunyai tiket" in house.says("Andi", "/cetak")
    files(house)
    assert "Tanda terima tiket" in house.says("Andi", "/cetak").labels
    files(house)
    assert "Tiket saya" in house.says("Andi", "/cetak")


def test_the_whole_standard_is_a_pdf_with_fourteen_components_and_its_version(house, all_services):
    house.says("Siti", "/start bjm-aktivasi")
    answer = house.presses("Siti", "Standar lengkap (PDF)")
    assert "14 komponen" in answer
    said = words(paper(house))
    heads = re.findall(r"^(\d+)\. ", said, re.MULTILINE)
    for nth in range(1, 15):
        assert str(nth) in heads
    assert all_services.service("bjm-aktivasi").version[:12] in said
    assert "27 November 2018" in said
    assert "Lampiran 1.a.3" in said
    assert draw(paper(house)).startswith(b"%PDF")


def test_every_standard_can_be_printed_in_both_languages(house, all_services):
    for service in all_services.services:
        house.says("Siti", f"/start {service}")
        house.presses("Siti", "Standar lengkap (PDF)")
        assert draw(paper(house)).startswith(b"%PDF")
    house.says("Emma", "/start bjm-aktivasi")
    house.presses("Emma", "Full standard (PDF)")
    assert "Who may apply" in words(paper(house, "Emma"))


def test_a_reply_to_a_receipt_belongs_to_its_ticket(house):
    number = files(house)
    house.says("Andi", f"/cetak {number} 1")
    assert find(house.chats["Andi"].with_words("Tanda terima tiket BLT").text) == number
    assert "diteruskan kepada petugas" in house.says(
        "Andi", "Terima kasih, apakah sudah lengkap?", to="Tanda terima tiket BLT"
    )


def test_a_standard_can_be_asked_for_by_words(house):
    house.says("Siti", "/standar bjm-aktivasi pdf")
    assert "Pelayanan Aktivasi User ID" in words(paper(house))
    assert "Standar pelayanan yang mana" in house.says("Siti", "/standar entah apa pdf")


def test_the_pledge_is_a_pdf_with_a_place_to_sign(house):
    house.says("Siti", "/maklumat banjarmasin")
    house.presses("Siti", "Maklumat (PDF)")
    said = words(paper(house))
    assert "c. pernyataan kesediaan untuk menerima sanksi" in said
    assert "Kepala Bagian" in said
    assert draw(paper(house)).startswith(b"%PDF")
    house.says("Siti", "/maklumat banjarmasin pdf")
    sent = [one.printout for one in house.chats["Siti"].messages if one.printout is not None]
    assert sent == [sent[0], sent[0]]


def test_an_office_without_a_pledge_says_so_and_sends_nothing(house):
    answer = house.says("Siti", "/maklumat babel pdf")
    assert "tidak memuat maklumat" in answer
    assert "Maklumat (PDF)" not in answer.labels


def test_the_desk_prints_receipt_and_forms_for_somebody_without_a_chat(house):
    begins(house)
    for said in AUDITOR:
        house.says("Joko", said)
    house.presses("Joko", "Buatkan formulir")
    assert "Andi Wijaya" in words(paper(house, "Joko"))
    house.hands("Joko", "pdf letter")
    house.hands("Joko", "pdf assignment")
    number = find(house.presses("Joko", "Kirim permohonan").text)
    house.says("Joko", f"/cetak {number} 1")
    assert f"Nomor tiket | {number}" in words(paper(house, "Joko"))
    house.says("Joko", f"/berkas {number} 1 sesuai")
    assert "TT-0001/BLT/2026" in house.says("Joko", f"/terima {number}")
    assert "Tanda terima berkas TT-0001/BLT/2026" in house.says("Joko", f"/cetak {number}").labels


def test_the_desk_does_not_print_the_receipt_of_somebody_with_a_chat(house):
    number = files(house)
    assert "Tanda terima tiket" not in house.says("Joko", f"/cetak {number}").labels


def test_the_receipt_of_a_complaint_holds_identity_matter_place_and_time(house):
    number = complains(house)
    house.says("Siti", f"/cetak {number} 1")
    said = words(paper(house))
    assert "TANDA TERIMA PENGADUAN" in said
    for title in ("Nama lengkap | ", "Uraian | ", "Tempat | ", "Waktu diterima | "):
        assert title in said
    assert draw(paper(house)).startswith(b"%PDF")
