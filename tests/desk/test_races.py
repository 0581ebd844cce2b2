"""Two at once and twice in a row: exactly one wins, and the loser is told who."""

from desk import front
from flows.sending import Method
from tests.desk.filed import begins, files, files_activation, fills_in, kept, rows, verifying
from tests.people import PEOPLE


def test_a_second_tap_on_submit_finds_the_ticket_of_the_first(house):
    fills_in(house, "Andi")
    first = house.presses("Andi", "Kirim permohonan")
    second = house.presses("Andi", "Kirim permohonan")
    assert "BLT-2026-000001" in first
    assert "sudah terkirim dengan nomor BLT-2026-000001" in second
    assert len(rows(house, "ticket")) == 1
    assert house.news("Joko").count("Tiket baru") == 1


def test_two_officers_press_one_step_and_exactly_one_wins(house):
    number = files_activation(house)
    house.says("Dewi", f"/tiket {number}")
    house.says("Dina", f"/tiket {number}")
    house.presses("Dewi", "Berkas siap, undang datang")
    told = house.news("Siti")
    before = kept(house)
    loser = house.presses("Dina", "Berkas siap, undang datang")
    assert "Tidak dijalankan" in loser
    assert "Diteruskan oleh Dewi (Helpdesk LPSE)" in loser
    assert "Menunggu Kedatangan" in loser
    assert kept(house) == before
    assert told
    assert house.news("Siti") == ""


def test_two_officers_claim_one_ticket_and_the_second_is_told_who_has_it(house):
    number = files_activation(house)
    house.says("Dewi", f"/ambil {number}")
    assert "Tiket ini sedang dipegang petugas lain" in house.says("Dina", f"/ambil {number}")
    assert "diambil oleh Dewi" in house.says("Dina", f"/tiket {number}")


def test_an_officer_and_the_applicant_at_once_leave_one_of_two_outcomes(house):
    number = files(house)
    house.says("Joko", f"/tiket {number}")
    house.presses("Andi", "Lihat status")
    house.presses("Andi", "Batalkan permohonan")
    house.presses("Joko", "Teruskan ke Verifikator")
    answer = house.presses("Andi", "Ya, batalkan")
    assert "Tombol itu sudah lama" in answer
    assert "Diverifikasi" in answer


def test_a_suspended_officers_next_press_is_refused(house):
    number = verifying(house)
    house.says("Kartika", f"/tiket {number}")
    listed = house.says("Oki", "/petugas").text
    post = next(line for line in listed.splitlines() if "Kartika" in line).partition(".")[0]
    house.says("Oki", f"/petugas bekukan {post}")
    before = kept(house)
    assert "tidak ditemukan" in house.presses("Kartika", "Berkas")
    assert "hanya untuk petugas" in house.says("Kartika", f"/teruskan {number}")
    assert kept(house) == before


def test_a_repeated_update_is_done_once(house):
    """The bot hands every update in once; what Telegram repeats is stopped at the inbox."""
    number = files(house)
    before = kept(house)
    joko = PEOPLE["Joko"]
    house.says("Joko", f"/tiket {number}")
    message, key = house.chats["Joko"].find("Teruskan ke Verifikator")
    house.presses_data("Joko", key.data, message.number)
    after = kept(house)
    assert after != before
    house.step("Joko", lambda desk: front.pressed(desk, key.data), {"again": str(joko.id)})
    assert kept(house)["ticket"] == after["ticket"]
    assert kept(house)["journal"] == after["journal"]


# Several at once


def test_several_drafts_lie_side_by_side_and_one_conversation_is_active(house):
    begins(house, "Siti")
    house.says("Siti", "BPK")
    begins(house, "Siti", "bjm-aktivasi")
    house.says("Siti", "Sudah")
    listed = house.says("Siti", "/draf")
    assert len([label for label in listed.labels if label[0].isdigit()]) == 2
    auditor = next(label for label in listed.labels if "Auditor" in label)
    assert "nama lengkap auditor" in house.presses("Siti", auditor)
    house.after(minutes=1)
    assert "3/8" in house.says("Siti", "Siti Rahmah")
    assert "Auditor" in house.says("Siti", "/draf").labels[0]
    assert "alamat email" in house.says("Siti", "2")


def test_a_draft_of_the_same_service_is_gone_on_with_and_not_doubled(house):
    begins(house, "Siti")
    house.says("Siti", "BPK")
    again = begins(house, "Siti")
    assert "Kita lanjutkan" in again
    assert "2/8" in again
    assert len(rows(house, "draft")) == 1


def test_one_person_may_have_several_tickets_with_numbers_of_their_own(house):
    first, second = files(house), files(house)
    assert first != second
    listed = house.says("Andi", "/status")
    assert first in listed
    assert second in listed
    assert f"{first} · Diterima" in house.says("Andi", "2")


def test_each_office_numbers_its_own_tickets(house):
    assert files(house).startswith("BLT-2026-000001-")
    assert files_activation(house).startswith("BJM-2026-000001-")


def test_a_cancelled_draft_leaves_nothing_of_its_answers(house):
    fills_in(house, "Andi")
    house.says("Andi", "/batal")
    assert "Tidak ada yang dikirim" in house.says("Andi", "ya, hapus draf")
    assert rows(house, "draft", "state, content") == [("cancelled", b"")]
    assert "sudah tidak terbuka" in house.presses("Andi", "Kirim permohonan")
    assert rows(house, "ticket") == []


def test_a_draft_is_kept_for_later(house):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    house.says("Andi", "batal")
    assert "belum terkirim" in house.presses("Andi", "Nanti saja")
    house.after(days=3)
    house.says("Andi", "/draf")
    assert "2/8" in house.says("Andi", "1")


def test_a_page_counter_is_edited_in_place(house):
    begins(house, "Andi")
    for words in ("1", "Andi Wijaya", "198609262015051001", "Ketua", "081234567890", "a@b.go.id"):
        house.says("Andi", words)
    house.hands("Andi", "photo")
    house.hands("Andi", "photo")
    assert [one.method for one in house.said] == [Method.EDIT]
