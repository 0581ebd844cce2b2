"""Filing on behalf: for people who come, call or write; their word recorded, their news phoned."""

from flows.number import find
from tests.desk.complaining import ANSWERS, NAME
from tests.desk.filed import AUDITOR, PROVIDER, files, rows
from tests.desk.sweeping import sweeps

SUPPORT = (
    "Kabupaten Belitung",
    "Permasalahan",
    "Penyedia",
    "Rahmat Hidayat",
    "CV Contoh",
    "01.312.166.0-091.000",
    "Jl. Contoh No. 1 Tanjungpandan",
    "lewati",
    "rahmat@contoh.example",
    "1",
    "1",
    "CV Contoh tidak bisa login",
    "lewati",
    "lewati",
    "Muncul pesan salah sejak pagi ini.",
    "lewati",
)
"""What a caller answers for a ticket of LPSE Support, up to the supporting data."""


def begins(house, who="Joko", service="belitung-userid-auditor", channel="telepon"):
    """Open a draft for somebody who called; the first question of the service is asked."""
    house.says(who, f"/catat {service} {channel}")
    house.says(who, "Rahmat Hidayat")
    return house.says(who, "0812-1111-2222")


def records(house, who="Joko"):
    """Record an auditor's request to its end; returns its number."""
    begins(house, who)
    for words in AUDITOR:
        house.says(who, words)
    house.hands(who, "pdf letter")
    house.hands(who, "pdf assignment")
    receipt = house.presses(who, "Kirim permohonan")
    number = find(receipt.text)
    assert number
    return number


def test_the_officer_is_asked_channel_name_contact_and_then_the_same_questions(house):
    assert "Layanan mana" in house.says("Joko", "/catat")
    assert "Melalui apa" in house.says("Joko", "1")
    assert "Siapa nama pemohon" in house.presses("Joko", "Telepon")
    assert "dengan huruf" in house.says("Joko", "5")
    assert "dapat dihubungi" in house.says("Joko", "Rahmat Hidayat")
    assert "belum lengkap" in house.says("Joko", "nanti")
    first = house.says("Joko", "0812-1111-2222")
    assert "Dicatat untuk Rahmat Hidayat (+6281211112222), melalui: Telepon" in first


def test_the_ticket_belongs_to_the_person_and_the_journal_says_who_recorded_how(house):
    number = records(house)
    (owner,) = rows(house, "ticket", "person_id")
    (person,) = [row for row in rows(house, "person", "id, telegram_id") if row[0] == owner[0]]
    assert person[1] is None
    card = house.says("Joko", f"/tiket {number}")
    assert "Pemohon tanpa Telegram: Rahmat Hidayat, +6281211112222 (melalui: Telepon)" in card
    assert "Permohonan dikirim – Joko (Helpdesk LPSE)" in house.presses("Joko", "Riwayat")
    data = [row[0] for row in rows(house, "journal", "data") if "by_channel" in row[0]]
    assert '"by_channel":"phone"' in data[0]
    assert number not in house.says("Joko", "/status")


def test_the_receipt_is_there_to_be_read_out(house):
    begins(house)
    for words in AUDITOR:
        house.says("Joko", words)
    house.hands("Joko", "pdf letter")
    house.hands("Joko", "pdf assignment")
    receipt = house.presses("Joko", "Kirim permohonan")
    assert "Untuk dibacakan atau dicetak" in receipt
    assert "Nomor tiket: BLT-2026-000001" in receipt
    assert {"Buka tiket", "Kode tautan"} <= set(receipt.labels)


def test_the_officer_who_recorded_keeps_the_rights_of_his_role_and_no_others(house):
    number = records(house)
    assert "Teruskan" in " ".join(house.says("Joko", f"/tiket {number}").labels)
    house.says("Joko", f"/teruskan {number}")
    card = house.says("Joko", f"/tiket {number}")
    assert "Teruskan" not in " ".join(card.labels)
    assert "Batalkan permohonan" not in card.labels


def test_news_for_somebody_without_telegram_is_a_task_for_those_who_recorded(house):
    number = records(house)
    house.says("Joko", f"/teruskan {number}")
    house.news("Joko")
    house.says("Kartika", f"/kembalikan {number} surat tugas tidak terbaca")
    task = house.news("Joko")
    assert "Tugas: hubungi pemohon" in task
    assert "Rahmat Hidayat, +6281211112222" in task
    assert "dikembalikan untuk dilengkapi" in task
    assert "Tugas" not in house.news("Kartika")


def test_what_the_person_brings_for_a_returned_ticket_is_recorded_too(house):
    number = records(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/ambil {number}")
    house.says("Kartika", f"/berkas {number} 2 tidak terbaca")
    house.says("Kartika", f"/kembalikan {number}")
    shown = house.says("Joko", f"/catat {number} loket")
    assert "mencatat perkataan pemohon" in shown
    assert "Lengkapi sekarang" in shown.labels
    house.presses("Joko", "Lengkapi sekarang")
    house.hands("Joko", "pdf better")
    done = house.presses("Joko", "Kirim permohonan")
    assert number in done
    assert "dilengkapi pemohon" in house.news("Kartika")
    house.says("Joko", f"/tiket {number}")
    assert "Dilengkapi pemohon – Joko (Helpdesk LPSE)" in house.presses("Joko", "Riwayat")
    assert any('"by_channel":"desk"' in row[0] for row in rows(house, "journal", "data"))


def test_an_answer_given_on_the_phone_is_recorded(house):
    number = records(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/mintadata {number} Nomor surat tugas")
    assert "Nomor surat tugas" in house.news("Joko")
    house.says("Joko", f"/catat {number} telepon")
    house.presses("Joko", "Jawab sekarang")
    house.says("Joko", "094/17/2026")
    assert "sudah menjawab" in house.news("Kartika")


def test_a_ticket_of_somebody_with_telegram_is_not_answered_for_him(house):
    number = files(house)
    assert "memakai Telegram sendiri" in house.says("Joko", f"/catat {number} telepon")


def test_only_front_desks_record_and_only_for_their_office(house):
    assert "hanya dapat dilakukan" in house.says("Siti", "/catat")
    assert "hanya dapat dilakukan" in house.says("Maya", "/catat belitung-userid-auditor")
    listed = house.says("Joko", "/catat bjm-aktivasi")
    assert "tidak ada dalam daftar" in listed
    assert "bjm-aktivasi" not in listed.text.partition("Layanan mana")[2].partition("\n\n")[2]


def test_an_officer_who_lost_the_post_records_no_more(house):
    begins(house)
    listed = house.says("Oki", "/petugas").text
    post = next(line for line in listed.splitlines() if "Joko" in line).partition(".")[0]
    house.says("Oki", f"/petugas lepas {post}")
    assert "Inspektorat" not in house.says("Joko", "Inspektorat")
    assert len(rows(house, "ticket")) == 0


def test_an_open_recording_is_found_again_and_is_in_nobody_elses_list(house):
    begins(house)
    house.says("Joko", "Inspektorat")
    house.says("Joko", "/menu")
    assert "Lanjutkan draf" not in house.says("Joko", "/menu").labels
    listed = house.says("Joko", "/catat")
    assert "Lanjutkan: Rahmat Hidayat" in listed.labels
    went_on = house.presses("Joko", "Lanjutkan: Rahmat Hidayat")
    assert "nama" in went_on.text.casefold()


def test_nothing_is_sent_before_name_and_contact_are_known(house):
    house.says("Joko", "/catat belitung-userid-auditor telepon")
    assert "Siapa nama pemohon" in house.hands("Joko", "pdf letter")
    house.presses("Joko", "Batal")
    house.presses("Joko", "Tidak, lanjutkan mengisi")
    for words in AUDITOR:
        house.says("Joko", words)
    house.hands("Joko", "pdf letter")
    house.hands("Joko", "pdf assignment")
    held = house.presses("Joko", "Kirim permohonan")
    assert "belum dapat dikirim" in held
    house.presses("Joko", "Lanjutkan")
    house.says("Joko", "Rahmat Hidayat")
    house.says("Joko", "rahmat@contoh.example")
    assert "Nomor tiket" in house.presses("Joko", "Kirim permohonan")


def test_a_proxy_without_the_power_of_attorney_cannot_be_filed_for_either(house):
    begins(house, "Dewi", "bjm-aktivasi", "loket")
    for words in (*PROVIDER[:-1], "Penerima kuasa"):
        house.says("Dewi", words)
    for name in ("form", "participation", "card", "tax"):
        house.hands("Dewi", f"pdf {name}")
    house.says("Dewi", "NIB")
    asked = house.hands("Dewi", "pdf nib")
    assert "Surat Kuasa" in asked
    assert "Kirim permohonan" not in asked.labels
    assert "Surat Kuasa" in house.says("Dewi", "kirim permohonan")
    assert rows(house, "ticket") == []
    house.hands("Dewi", "pdf kuasa")
    assert "Nomor tiket: BJM" in house.presses("Dewi", "Kirim permohonan")


def test_an_idle_recording_is_remembered_to_the_officer_not_to_nobody(house):
    begins(house)
    house.after(days=2)
    sweeps(house)
    assert "draf" in house.news("Joko").casefold()


def test_name_and_contact_lie_sealed(house):
    records(house)
    raw = b"".join(bytes(row[0] or b"") for row in rows(house, "on_behalf", "contact"))
    raw += b"".join(bytes(row[0] or b"") for row in rows(house, "person", "name"))
    assert b"Rahmat" not in raw
    assert b"6281211112222" not in raw
    assert not any("Rahmat" in str(row) for row in rows(house, "journal", "data"))


def test_those_who_recorded_are_reminded_and_the_case_is_never_closed_by_silence(house):
    number = records(house)
    house.says("Joko", f"/teruskan {number}")
    house.says("Kartika", f"/mintadata {number} Nomor surat tugas")
    house.news("Joko")
    house.after(days=1, hours=1)
    sweeps(house)
    assert "Tugas: hubungi pemohon" in house.news("Joko")
    house.after(days=60)
    sweeps(house)
    sweeps(house)
    house.news("Joko")
    assert "Menunggu Data Pelapor" in house.says("Joko", f"/tiket {number}")


def test_a_call_is_recorded_answered_and_the_holder_of_the_ticket_is_asked(house):
    begins(house, "Taufik", "lkpp-call-center", "telepon")
    for words in ("1", "lewati", "Rahmat Hidayat", "CV Contoh", "0812-1111-2222"):
        last = house.says("Taufik", words)
    while "Kirim permohonan" not in last.labels:
        last = house.says("Taufik", "Tidak bisa login ke SPSE sejak pagi ini")
    number = find(house.presses("Taufik", "Kirim permohonan").text)
    assert number.startswith("LKPP-")
    card = house.says("Taufik", f"/tiket {number}")
    assert "Di tangan: Petugas Call Center" in card
    done = house.says("Taufik", f"/selesai {number}")
    assert "Selesai" in done or "yakin" in done


def test_an_agent_opens_a_support_ticket_for_a_caller_and_asks_its_holder(house):
    assert "LPSE mana" in begins(house, "Taufik", "lkpp-support", "telepon")
    for words in SUPPORT:
        house.says("Taufik", words)
    house.hands("Taufik", "pdf bukti")
    number = find(house.presses("Taufik", "Kirim permohonan").text)
    assert number in house.news("Joko")
    looked = house.says("Taufik", f"/tiket {number}")
    assert "Di tangan: Helpdesk LPSE" in looked
    house.says("Taufik", f"/tanyakan {number} kapan selesai?")
    assert "kapan selesai?" in house.news("Joko")
    house.says("Joko", f"/jawab {number} hari ini")
    assert "hari ini" in house.news("Taufik")


def test_the_reception_records_a_walk_in_and_the_guest_book_follows(house):
    assert "lkpp-tatap-muka" in house.says("Ratna", "/catat")
    assert "Siapa nama pemohon" in house.says("Ratna", "/catat lkpp-tatap-muka loket")
    assert "Belum ada yang tercatat" in house.says("Ratna", "/kunjungan")
    assert "hanya untuk petugas penerima tamu" in house.says("Taufik", "/bukutamu")


def test_of_a_complaint_told_in_person_only_its_officers_hear_more(house):
    begins(house, "Dewi", "pengaduan-banjarmasin", "loket")
    for answer in {**ANSWERS, "complainant_name": "Rahmat Hidayat"}.values():
        house.says("Dewi", "Rahmat Hidayat" if answer == NAME else answer)
    number = find(house.says("Dewi", "Kirim pengaduan").text)
    assert number
    assert number in house.news("Rina")
    card = house.says("Dewi", f"/tiket {number}")
    assert "Rahmat" not in card
    assert "+6281211112222" not in card
    assert "Rahmat" not in house.says("Dewi", f"/catat {number} telepon")
    assert "Rahmat" not in house.says("Dewi", f"/tautan {number}")
    assert "Rahmat Hidayat, +6281211112222" in house.says("Rina", f"/tiket {number}")
    assert "Sudahkah Bapak/Ibu memeriksa" in house.says("Rina", f"/tautan {number}")
    house.says("Rina", f"/ambil {number}")
    house.says("Rina", f"/mintadata {number} Nomor tiket")
    assert "Jawab sekarang" in house.says("Rina", f"/catat {number} telepon").labels
