"""The document wallet: checked papers are offered again, with consent each time, never expired."""

from storage import dossier, people
from tests.desk.filed import begins, files_activation, open_intake, rows
from tests.people import PEOPLE

OFFER = "Pakai dokumen tersimpan"
ADP = ("PT Contoh Jaya", "Perorangan/UD", "01.312.166.0-091.000", "contohjaya", "Ahmad Fauzi")


def checked(house, who="Siti"):
    """File an activation whose documents an officer finds good; returns its number."""
    number = files_activation(house, who)
    house.says("Dewi", f"/berkas {number}")
    house.presses("Dewi", "Sisanya sesuai semua")
    return number


def at_paper(house, who="Siti", word="KTP"):
    """Begin another application and come to the first paper that is the same in both."""
    answer = begins(house, who, "bjm-adp")
    for words in (*ADP, "0812-3456-7890", "Pimpinan perusahaan"):
        answer = house.says(who, words)
    if word not in answer.text:
        answer = house.hands(who, "pdf letter")
    assert word in answer
    return answer


def test_a_checked_document_is_offered_and_used_only_with_consent(house):
    number = checked(house)
    asked = at_paper(house)
    assert OFFER in asked.labels
    assert number in asked
    house.presses("Siti", OFFER)
    consent = house.presses("Siti", "Tidak ada tanggalnya")
    assert "setuju" in consent
    assert not open_intake(house, "Siti").papers.get("identity_card")
    assert rows(house, "wallet_use") == []
    used = house.presses("Siti", "Ya, saya setuju")
    assert "dipakai untuk permohonan ini" in used
    assert len(open_intake(house, "Siti").papers["identity_card"]) == 1
    assert len(rows(house, "wallet_use")) == 1


def test_the_copy_opens_with_the_key_and_name_of_the_document_it_shares(house):
    checked(house)
    at_paper(house)
    house.presses("Siti", OFFER)
    house.presses("Siti", "Tidak ada tanggalnya")
    house.says("Siti", "ya")
    paper = open_intake(house, "Siti").papers["identity_card"][0]
    copy = house.write(lambda tx: dossier.by_id(tx, paper.id))
    origin = house.write(lambda tx: dossier.by_id(tx, copy.sealed_as))
    assert copy.id != origin.id
    assert (copy.file, copy.key, copy.name) == (origin.file, origin.key, origin.name)


def test_the_validity_date_is_asked_once_and_an_expired_paper_is_never_offered(house):
    checked(house)
    at_paper(house)
    house.presses("Siti", OFFER)
    assert "belum terbaca" in house.says("Siti", "lusa")
    assert "berlaku sampai 2026-08-05" in house.says("Siti", "5-8-2026")
    house.presses("Siti", "Kirim dokumen baru")
    again = house.presses("Siti", OFFER)
    assert "setuju" in again
    house.after(days=3)
    assert OFFER not in house.says("Siti", "/lanjut").labels
    assert "sudah tidak berlaku" in house.says("Siti", "/dompet")


def test_a_date_that_has_passed_is_told_kindly_and_the_question_stays(house):
    checked(house)
    at_paper(house)
    house.presses("Siti", OFFER)
    answer = house.says("Siti", "1-1-2020")
    assert "tidak kami pakai" in answer
    assert OFFER not in answer.labels
    assert "KTP" in answer


def test_nobody_is_offered_what_an_officer_has_not_found_good(house):
    files_activation(house)
    assert OFFER not in at_paper(house).labels


def test_nobody_is_offered_the_paper_of_somebody_else(house):
    checked(house, "Budi")
    assert OFFER not in at_paper(house).labels


def test_what_is_written_for_one_application_is_never_offered(house):
    checked(house)
    house.says("Siti", "/dompet")
    listed = house.says("Siti", "dompet")
    assert "NPWP" in listed
    assert "ormulir" not in listed


def test_who_does_not_want_a_wallet_is_offered_nothing(house):
    checked(house)
    house.says("Siti", "/pengaturan dompet mati")
    assert OFFER not in at_paper(house).labels
    assert "sedang dimatikan" in house.says("Siti", "/dompet")


def test_a_deleted_document_is_not_offered_again_but_stays_with_its_ticket(house):
    number = checked(house)
    for _ in range(5):
        listed = house.says("Siti", "/dompet")
        if "Hapus 1" not in listed.labels:
            break
        assert number in house.says("Siti", "/dompet hapus 1")
    assert "Belum ada dokumen" in house.says("Siti", "/dompet")
    assert OFFER not in at_paper(house).labels
    assert "KTP" in house.says("Dewi", f"/berkas {number}")


def test_a_kept_document_reaches_the_officer_of_the_new_ticket(house):
    checked(house)
    at_paper(house)
    house.presses("Siti", OFFER)
    house.presses("Siti", "Tidak ada tanggalnya")
    house.presses("Siti", "Ya, saya setuju")
    who = house.write(lambda tx: people.by_telegram(tx, PEOPLE["Siti"].id)).id
    mine = rows(house, "document", "item, person_id, sealed_as")
    assert sum(1 for item, person, shared in mine if shared and person == who) == 1


def test_english_speakers_have_the_wallet_in_english(house):
    assert "no document in your wallet" in house.says("Emma", "/dompet")
