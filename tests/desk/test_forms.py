"""Forms at the desk: made where they are asked for, filled, signed by role, never left behind."""

import pytest

from desk.desk import house_desk
from desk.printing.case import Case
from desk.printing.forms import form_printout
from flows.intake import Intake
from flows.printout import DOTS, BlockKind
from flows.words import Language
from papers.draw import draw
from tests.desk.complaining import ANSWERS
from tests.transcripts import transcript
from tests.transcripts.desk_driver import DeskDriver


def up_to(house, words, name="banjarmasin_submitted"):
    """Play a transcript until an answer holds `words`."""
    driver = DeskDriver(house)
    for turn in transcript.read(name).turns:
        if words in (driver.play(turn).text or ""):
            return
    raise AssertionError(f"nobody said {words!r}")


def paper(house, who="Siti"):
    """Return the newest printout somebody was sent."""
    sent = [one for one in house.chats[who].messages if one.printout is not None]
    return sent[-1].printout


def words(printout):
    return "\n".join(
        "\n".join([block.text, *(" | ".join(row) for row in block.rows)])
        for block in printout.blocks
    )


def test_the_question_that_asks_for_a_form_offers_to_make_it(house):
    up_to(house, "Kirimkan form pendaftaran")
    answer = house.presses("Siti", "Buatkan formulir")
    assert "Form Pendaftaran" in answer
    assert "Kirimkan form pendaftaran" in answer
    said = words(paper(house))
    assert "Nama perusahaan | PT Contoh Jaya" in said
    assert "Alamat perusahaan | " + DOTS in said
    assert "Ahmad Fauzi" in said
    assert "Lampiran 1.a.1 angka 1" in paper(house).foot


def test_formulir_can_be_typed_and_the_question_stays_open(house):
    up_to(house, "Kirimkan form pendaftaran")
    house.says("Siti", "Formulir")
    assert "FORM PENDAFTARAN" in words(paper(house))
    answer = house.hands("Siti", "pdf pendaftaran")
    assert "formulir keikutsertaan" in answer


def test_a_question_without_a_form_lists_all_there_are(house):
    up_to(house, "Kirimkan KTP Direktur")
    answer = house.says("Siti", "formulir")
    assert "Surat Kuasa" in answer.labels
    house.says("Siti", "3")
    said = words(paper(house))
    assert "Pemberi Kuasa" in said
    assert "Meterai" in said
    assert "guna mengurus Pelayanan Aktivasi User ID" in said


def test_the_review_card_offers_all_forms(house):
    up_to(house, "Jika sudah benar")
    answer = house.presses("Siti", "Formulir siap tanda tangan")
    assert answer.labels[:3] == [
        "Form Pendaftaran Penyedia Barang/Jasa", "Formulir Keikutsertaan", "Surat Kuasa",
    ]  # fmt: skip
    assert "Mohon periksa kembali" in house.presses("Siti", "Lanjutkan")


def test_an_old_button_of_another_turn_prints_nothing(house):
    up_to(house, "Kirimkan form pendaftaran")
    house.hands("Siti", "pdf pendaftaran")
    house.presses("Siti", "Buatkan formulir", oldest=True)
    assert not [one for one in house.chats["Siti"].messages if one.printout is not None]


@pytest.mark.parametrize("name", ['PT <b>Maju</b> & "Rekan"', "CV \u202eyaJ", "PT " + "x" * 90])
def test_a_name_is_only_a_name(house, name):
    up_to(house, "nama perusahaan")
    house.says("Siti", name)
    for said in ("PT", "01.312.166.0-091.000", "Ahmad Fauzi", "081234567890", "penerima kuasa"):
        house.says("Siti", said)
    house.presses("Siti", "Buatkan formulir")
    shown = paper(house)
    fields = [row for block in shown.blocks for row in block.rows if row[0] == "Nama perusahaan"]
    assert fields == [("Nama perusahaan", name.replace("\u202e", ""))]
    assert draw(shown).startswith(b"%PDF")


def test_who_reads_english_gets_a_translation_behind_the_sheet_to_hand_in(house):
    house.says("Emma", "/start bjm-aktivasi")
    house.presses("Emma", "Start the application")
    for said in ("done", "a@contoh.example", "PT Contoh", "PT", "01.312.166.0-091.000", "Ahmad",
                 "081234567890", "The head of the company"):  # fmt: skip
        house.says("Emma", said)
    assert "in Indonesian is the one to hand in" in house.presses("Emma", "Make the form")
    shown = paper(house, "Emma")
    kinds = [block.kind for block in shown.blocks]
    assert kinds.count(BlockKind.SIGNATURES) == 2
    first, second = words(shown).split("Translation, for reading only")
    assert "mendaftarkan perusahaan" in first
    assert "register the following company" in second


def test_every_form_of_every_service_can_be_printed_empty(house, all_services):
    def job(tx):
        desk = house_desk(tx, house.now, house.books)
        return [
            form_printout(Case(desk, service, Intake("")), form, language)
            for service in all_services.services.values()
            for form in service.forms
            if form.parts
            for language in Language
        ]

    made = house.write(job)
    assert len(made) > 10
    for one in made:
        assert draw(one).startswith(b"%PDF")
        assert "Susunan kata formulir ini dari Loket" in one.foot


def test_a_letter_lists_the_answers_but_no_answer_twice(house):
    house.says("Siti", "/start bjm-email")
    house.presses("Siti", "Mulai permohonan")
    for said in ("PT Contoh Jaya", "PT", "01.312.166.0-091.000", "lama@contoh.example",
                 "baru@contoh.example", "baru@contoh.example", "Ahmad Fauzi", "081234567890",
                 "pimpinan perusahaan", "formulir"):  # fmt: skip
        house.says("Siti", said)
    said = words(paper(house))
    assert "Kepala Bagian Layanan Pengadaan" in said
    assert "E-mail lama | lama@contoh.example" in said
    assert said.count("baru@contoh.example") == 1


def test_a_letter_of_a_later_step_can_be_made_before(house):
    house.says("Andi", "/start lkpp-epurchasing")
    house.presses("Andi", "Mulai permohonan")
    assert "Surat Permohonan Pelatihan E-Purchasing" in house.says("Andi", "formulir").labels


def test_a_service_without_forms_says_so(house):
    house.says("Siti", "/start lkpp-support")
    house.presses("Siti", "Mulai permohonan")
    assert "belum ada formulir" in house.says("Siti", "formulir")


def test_a_complaint_can_be_printed_as_a_letter_to_sign(house):
    house.says("Siti", "/start pengaduan-banjarmasin")
    house.presses("Siti", "Mulai pengaduan")
    for item, said in ANSWERS.items():
        if item == "signature":
            break
        house.says("Siti", said)
    house.says("Siti", "Kirim surat bertanda tangan")
    answer = house.says("Siti", "formulir")
    assert "Surat Pengaduan" in answer
    said = words(paper(house))
    assert f"Uraian | {ANSWERS['account']}" in said
    assert "Pasal 8 ayat (4)" in paper(house).foot
    assert "bukti" in house.hands("Siti", "pdf letter")
