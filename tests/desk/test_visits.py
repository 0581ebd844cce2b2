"""Visits: booked by day and slot, never more than there are places, reminded, missed, changed."""

from desk.desk import Books
from standards.load import load_catalogue
from tests.desk.filed import files, files_activation, rows
from tests.desk.sweeping import sweeps


def invited(house, who="Siti"):
    """Bring an activation to where the visit is awaited; returns its number."""
    number = files_activation(house, who)
    house.says("Dewi", f"/teruskan {number}")
    house.news(who)
    return number


def books(house, who="Siti", number="", slot="13.00"):
    """Book the visit of a ticket for tomorrow."""
    house.says(who, f"/kunjungan {number}")
    house.says(who, "2")
    return house.presses(who, label(house, who, slot))


def label(house, who, slot):
    labels = [one for message in reversed(house.chats[who].messages) for one in message.labels]
    return next(one for one in labels if one.startswith(slot))


def appoints(house):
    return [
        row
        for row in (one[1:] for one in rows(house, "appointment", "id, state, seat, number"))
        if row[0] in ("booked", "moved", "cancelled", "arrived", "missed")
    ]


def test_a_day_and_a_slot_lead_to_a_number_a_place_and_what_to_bring(house):
    number = invited(house)
    days = house.presses("Siti", "Atur kunjungan")
    assert "Hari apa Bapak/Ibu akan datang" in days
    assert days.labels[0].startswith("Senin, 3 Agustus 2026")
    assert not any("Sabtu" in one or "Minggu" in one for one in days.labels)
    slots = house.says("Siti", "2")
    assert "Selasa, 4 Agustus 2026" in slots
    assert "07.30 (2 tempat)" in slots.labels
    assert "12.00 (2 tempat)" not in slots.labels
    done = house.presses("Siti", "08.00 (2 tempat)")
    assert "Waktu: Selasa, 4 Agustus 2026 pukul 08.00 WITA" in done
    assert "Nomor antrean: 1" in done
    assert "Jl. RE. Martadinata" in done
    assert "tercantum pada Peraturan Walikota Banjarmasin Nomor 67 Tahun 2018" in done
    assert "KTP Direktur (asli dan salinan)" in done
    assert "contoh untuk simulasi" in done
    assert number in done
    house.says("Dewi", f"/tiket {number}")
    assert "Kunjungan dijadwalkan – Siti" in house.presses("Dewi", "Riwayat")


def test_a_full_slot_is_offered_to_nobody_else(house):
    numbers = {who: invited(house, who) for who in ("Siti", "Budi", "Andi")}
    for who in ("Siti", "Budi"):
        assert "Kunjungan sudah dijadwalkan" in books(house, who, numbers[who])
    house.says("Andi", f"/kunjungan {numbers['Andi']}")
    slots = house.says("Andi", "2")
    assert not any(one.startswith("13.00") for one in slots.labels)


def test_whoever_presses_a_slot_that_was_taken_meanwhile_is_offered_the_others(house):
    numbers = {who: invited(house, who) for who in ("Siti", "Budi", "Andi")}
    house.says("Andi", f"/kunjungan {numbers['Andi']}")
    house.says("Andi", "2")
    for who in ("Siti", "Budi"):
        books(house, who, numbers[who])
    late = house.presses("Andi", "13.00 (2 tempat)")
    assert "baru saja terisi" in late or "tidak dapat dipilih lagi" in late
    assert any(one.startswith("13.30") for one in late.labels)
    assert len(appoints(house)) == 2


def test_a_change_gives_the_old_place_back_and_a_second_press_changes_nothing(house):
    number = invited(house)
    books(house, "Siti", number)
    house.presses("Siti", "Ubah waktu")
    house.says("Siti", "3")
    changed = house.presses("Siti", label(house, "Siti", "08.30"))
    assert "Kunjungan sudah diubah" in changed
    assert "Rabu, 5 Agustus 2026 pukul 08.30" in changed
    assert [row[:2] for row in appoints(house)] == [("moved", None), ("booked", 1)]
    again = house.presses("Siti", label(house, "Siti", "08.30"))
    assert "Rabu, 5 Agustus 2026 pukul 08.30" in again
    assert len(appoints(house)) == 2


def test_a_cancelled_place_is_free_for_others(house):
    number = invited(house)
    books(house, "Siti", number)
    house.presses("Siti", "Batalkan kunjungan")
    done = house.says("Siti", "ya, batalkan kunjungan")
    assert "sudah dibatalkan" in done
    assert appoints(house)[0][:2] == ("cancelled", None)
    assert "Belum ada kunjungan" in house.says("Siti", "/kunjungan")


def test_no_visit_is_booked_before_it_is_time_for_it(house):
    number = files_activation(house)
    told = house.says("Siti", f"/kunjungan {number}")
    assert f"Tiket {number} sekarang Diterima; kunjungan belum diperlukan" in told


def test_a_strangers_ticket_is_unknown_at_the_counter_too(house):
    number = invited(house)
    assert "tidak ditemukan" in house.says("Budi", f"/kunjungan {number}")
    assert "tidak ditemukan" in house.says("Joko", f"/kunjungan {number}")


def test_a_visit_without_a_ticket_has_a_purpose_that_lies_sealed(house):
    house.says("Budi", "kunjungan")
    asked = house.presses("Budi", "Kunjungan untuk keperluan lain")
    assert "Untuk keperluan apa" in asked
    assert "3 sampai 200 huruf" in house.says("Budi", "??")
    house.says("Budi", "Menanyakan perubahan NPWP")
    house.says("Budi", "1")
    done = house.presses("Budi", label(house, "Budi", "13.00"))
    assert "Keperluan: Menanyakan perubahan NPWP" in done
    raw = b"".join(bytes(row[0] or b"") for row in rows(house, "appointment", "purpose"))
    assert b"NPWP" not in raw
    assert "Menanyakan perubahan NPWP" in house.says("Dewi", "/kunjungan")
    again = house.says("Budi", "/kunjungan")
    assert "nomor antrean 1" in again


def test_reminders_come_once_the_working_day_before_and_in_the_morning(house):
    number = invited(house)
    house.says("Siti", f"/kunjungan {number}")
    house.says("Siti", "6")
    house.presses("Siti", label(house, "Siti", "08.00"))
    told = []
    for _ in range(24 * 9):
        house.after(hours=1)
        sweeps(house)
        news = house.news("Siti")
        if "Pengingat" in news:
            told.append((f"{house.now:%d %H}", "hari ini" in news))
            assert "KTP Direktur (asli dan salinan)" in news
    # 10 August is a Monday: the working day before is Friday, 09.00 WITA; the morning 07.00 WITA.
    assert told == [("07 01", False), ("09 23", True)]


def test_after_a_long_standstill_only_the_latest_stage_is_told(house):
    number = invited(house)
    house.says("Siti", f"/kunjungan {number}")
    house.says("Siti", "3")
    house.presses("Siti", label(house, "Siti", "15.00"))
    house.after(days=2)
    sweeps(house)
    assert house.news("Siti").count("Pengingat") == 1
    sweeps(house)
    assert "Pengingat" not in house.news("Siti")


def test_whoever_does_not_come_is_told_kindly_and_offered_another_time(house):
    number = invited(house)
    books(house, "Siti", number)
    house.after(days=1, hours=5)
    sweeps(house)
    told = house.news("Siti")
    assert "Kami belum melihat Bapak/Ibu" in told
    assert "Tidak apa-apa" in told
    assert appoints(house)[0][0] == "missed"
    sweeps(house)
    assert house.news("Siti") == ""
    assert "Hari apa" in house.presses("Siti", "Atur kunjungan")
    assert number in house.says("Dewi", f"/tiket {number}")
    assert "Tidak datang pada kunjungan – Loket" in house.presses("Dewi", "Riwayat")


def test_a_day_that_closes_after_the_booking_is_told_before_anybody_travels(house):
    number = invited(house)
    house.says("Siti", f"/kunjungan {number}")
    house.says("Siti", "3")
    house.presses("Siti", label(house, "Siti", "08.00"))
    house.says(
        "Oki", "/kalender banjarmasin tutup 5 Agustus 2026 Cuti daerah sumber: SE Walikota 5/2026"
    )
    house.presses("Oki", "Ya, ubah kalender")
    house.news("Siti")
    sweeps(house)
    assert "tidak melayani pada Rabu, 5 Agustus 2026" in house.news("Siti")
    assert appoints(house)[0][:2] == ("cancelled", None)


def test_a_calendar_that_changes_elsewhere_leaves_bookings_and_reminders_as_they_are(house):
    number = invited(house)
    house.says("Siti", f"/kunjungan {number}")
    house.says("Siti", "4")
    house.presses("Siti", label(house, "Siti", "08.00"))
    house.says("Oki", "/kalender banjarmasin tutup 12 Agustus 2026 Cuti daerah sumber: SE 5/2026")
    house.presses("Oki", "Ya, ubah kalender")
    house.news("Siti")
    sweeps(house)
    assert house.news("Siti") == ""
    house.after(days=2)
    sweeps(house)
    assert "Pengingat" in house.news("Siti")


def test_a_cancelled_ticket_gives_its_place_back(house):
    number = invited(house)
    books(house, "Siti", number)
    house.says("Siti", f"/status {number}")
    house.presses("Siti", "Batalkan permohonan")
    house.presses("Siti", "Ya, batalkan")
    assert appoints(house)[0][:2] == ("cancelled", None)


def test_an_office_that_opened_no_appointments_says_so_and_tells_the_way(house, texts):
    house.books = Books(load_catalogue(), texts, house.books.administrators, "loket_bot")
    number = invited(house)
    told = house.says("Siti", f"/kunjungan {number}")
    assert "belum membuka janji kunjungan" in told
    assert "tidak tercantum dalam standar" in told
    assert "07.30" not in told
    assert "KTP Direktur (asli dan salinan)" in told


def test_an_officer_books_for_a_visitor_who_calls(house):
    number = invited(house)
    books(house, "Dewi", number)
    assert "Nomor antrean: 1" in house.news("Siti")
    assert "nomor antrean 1" in house.says("Siti", "/kunjungan")


def test_a_forged_day_is_answered_and_nothing_is_booked(house):
    invited(house)
    house.says("Siti", "/kunjungan")
    assert "tidak berlaku" in house.presses_data("Siti", "AAAAAAAAvisit_slot::t1.1:0")
    assert appoints(house) == []


def test_an_english_speaker_books_in_english(house):
    house.says("Emma", "/kunjungan")
    house.presses("Emma", "Visit for another purpose")
    house.says("Emma", "To ask about my company's account")
    house.says("Emma", "2")
    done = house.presses("Emma", "09.00 (2 places)")
    assert "Your visit is booked" in done
    assert "Queue number: 1" in done


def test_officers_see_only_visits_of_their_own_office(house):
    files(house)
    assert "Belum ada yang tercatat" in house.says("Joko", "/kunjungan")
    number = invited(house)
    books(house, "Siti", number)
    house.after(days=1)
    assert number in house.says("Dewi", "/kunjungan")
    assert number not in house.says("Joko", "/kunjungan")
    assert "Kunjungan Bapak/Ibu" in house.says("Siti", "/kunjungan")


def test_an_office_with_hours_of_its_own_but_no_slots_tells_to_come_in_its_hours(
    house, texts, tmp_path
):
    hours = """
        [office.banjarmasin.hours.monday]
        windows = ["08.00-12.00"]
        source = { document = "Surat Kepala Bagian" }
        """
    (tmp_path / "laid").mkdir()
    (tmp_path / "laid" / "offices.toml").write_text(hours)
    laid = load_catalogue(tmp_path / "laid")
    house.books = Books(laid, texts, house.books.administrators, "loket_bot")
    number = invited(house)
    told = house.says("Siti", f"/kunjungan {number}")
    assert "pada jam pelayanannya tanpa janji" in told
