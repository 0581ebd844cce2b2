"""A new version of a standard while drafts and tickets are under way."""

import json
from dataclasses import replace

from desk import renewal, versions
from desk.desk import house_desk
from flows.standard import AskKind
from standards.load import read_content
from standards.version import content_of
from storage import tickets
from tests.desk.filed import AUDITOR, begins, files, fills_in, open_intake, rows

SERVICE = "belitung-userid-auditor"


def keeps(house):
    """What a start does: keep the versions in force and tell whose draft is older."""

    def keep(tx):
        desk = house_desk(tx, house.now, house.books)
        versions.keep_versions(desk)
        return renewal.tell_owners(desk)

    told = house.write(keep)
    house.deliver()
    return told


def publishes(house, change):
    """Publish a second version; `change` gets the standard's text."""
    keeps(house)
    catalogue = house.books.catalogue
    content = change(catalogue.contents[SERVICE])
    new = read_content(content)
    house.books = replace(
        house.books,
        catalogue=replace(
            catalogue,
            services={**catalogue.services, SERVICE: new},
            contents={**catalogue.contents, SERVICE: content},
        ),
    )
    return new


def renamed(content):
    """Another question for the telephone, and nothing else."""
    data = json.loads(content)
    phone = next(one for one in data["ask"] if one["id"] == "mobile_phone")
    phone["question"] = {"id": "Nomor WhatsApp yang aktif?", "en": "Which number?"}
    return content_of(data)


def test_a_ticket_stays_on_the_version_it_began_with(house):
    number = files(house)
    before = house.says("Andi", f"/status {number}").text
    new = publishes(house, renamed)
    kept = house.write(lambda tx: tickets.by_number(tx, number))
    assert kept.standard_version != new.version
    assert house.says("Andi", f"/status {number}").text == before
    house.says("Joko", f"/teruskan {number}")
    assert "Diverifikasi" in house.says("Andi", f"/status {number}")


def test_the_owner_of_a_draft_is_told_once(house):
    begins(house, "Andi")
    assert keeps(house) == 0
    publishes(house, renamed)
    assert keeps(house) == 1
    assert "diperbarui" in house.news("Andi")
    keeps(house)
    assert house.news("Andi") == ""


def test_a_draft_carried_over_asks_only_what_changed(house):
    fills_in(house, "Andi")
    new = publishes(house, renamed)
    asked = house.says("Andi", "/lanjut")
    assert "hanya ini yang ditanyakan" in asked
    assert new.ask("mobile_phone").title.id in asked
    question = house.presses("Andi", "Pindahkan ke standar baru")
    assert new.ask("mobile_phone").question.id in question
    assert "Mohon periksa kembali" in house.says("Andi", "0812-1111-2222")
    house.presses("Andi", "Kirim permohonan")
    assert rows(house, "ticket", "standard_version")[-1] == (new.version,)


def test_a_draft_may_go_on_with_the_old_standard_and_is_not_asked_again(house):
    fills_in(house, "Andi")
    new = publishes(house, renamed)
    house.says("Andi", "/lanjut")
    assert "Mohon periksa kembali" in house.says("Andi", "2")
    assert "Mohon periksa kembali" in house.says("Andi", "/lanjut")
    keeps(house)
    assert house.news("Andi") == ""
    house.presses("Andi", "Kirim permohonan")
    assert rows(house, "ticket", "standard_version")[-1] != (new.version,)


def test_an_answer_given_meanwhile_is_kept_and_then_the_question_comes(house):
    begins(house, "Andi")
    for words in AUDITOR[:2]:
        house.says("Andi", words)
    publishes(house, renamed)
    asked = house.says("Andi", AUDITOR[2])
    assert "sudah diperbarui" in asked
    assert "198609262015051001" in open_intake(house, "Andi").answers.values()
    assert "sudah diperbarui" in house.says("Andi", "saya bingung")
    house.says("Andi", "1")
    for words in AUDITOR[3:]:
        house.says("Andi", words)
    house.hands("Andi", "pdf letter")
    assert "Mohon periksa kembali" in house.hands("Andi", "pdf assignment")


def test_nothing_is_submitted_before_the_owner_has_decided(house):
    fills_in(house, "Andi")
    publishes(house, renamed)
    assert "sudah diperbarui" in house.presses("Andi", "Kirim permohonan")
    assert rows(house, "ticket") == []


def test_a_completion_stays_on_the_version_of_its_ticket(house):
    number = files(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/berkas {number} 1 tidak terbaca")
    house.says("Kartika", f"/kembalikan {number}")
    publishes(house, renamed)
    house.says("Andi", f"/status {number}")
    assert "sudah diperbarui" not in house.presses("Andi", "Lengkapi sekarang")
    assert keeps(house) == 0


def test_a_new_version_without_new_questions_repeats_nothing(house):
    fills_in(house, "Andi")
    new = publishes(house, lambda content: content.replace("Paling lama 140", "Selama 140"))
    assert new.asks[0].kind in AskKind
    assert "tidak ada jawaban yang perlu diulang" in house.says("Andi", "/lanjut")
    assert "Mohon periksa kembali" in house.presses("Andi", "Pindahkan ke standar baru")
