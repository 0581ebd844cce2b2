"""At the counter: arrivals, originals, who is called next, no-shows, walk-ins, guest book."""

from tests.desk.filed import rows
from tests.desk.test_visits import books, invited, label


def at_the_slot(house, number, who="Siti", slot="13.00"):
    books(house, who, number, slot)
    house.after(days=1, hours=3)


def test_marking_a_visitor_here_fills_the_guest_book_and_sends_the_ticket_on(house):
    number = invited(house)
    at_the_slot(house, number)
    assert "ditunggu" in house.says("Dewi", "/kunjungan")
    here = house.presses("Dewi", "Hadir 1")
    assert "Nomor antrean 1: Siti tercatat hadir" in here
    assert "Dokumen asli dilihat pada langkah ini" in here
    assert "sedang diverifikasi" in house.news("Siti")
    book = house.says("Dina", "/bukutamu")
    assert "1 · pukul 13.00 WITA · Siti · PT Contoh Jaya · +6281234567890" in book
    assert "dicatat Dewi" in book
    sheet = house.presses("Dewi", "Asli 1")
    assert f"Berkas {number}" in sheet
    house.presses("Dewi", "Sisanya sesuai semua")
    assert "Verifikator LPSE" in house.says("Dewi", f"/teruskan {number}")


def test_a_visitor_is_marked_once_by_whichever_officer(house):
    number = invited(house)
    at_the_slot(house, number)
    house.says("Dewi", "/kunjungan")
    house.says("Dina", "/kunjungan hadir 1")
    late = house.presses("Dewi", "Hadir 1")
    assert "Nomor antrean 1 sudah tercatat" in late
    assert len(rows(house, "guest")) == 1


def test_forwarding_the_ticket_itself_fills_in_the_guest_book_too(house):
    number = invited(house)
    at_the_slot(house, number)
    house.says("Dewi", f"/teruskan {number}")
    assert rows(house, "appointment", "id, state")[-1][1] == "arrived"
    assert "Siti · PT Contoh Jaya" in house.says("Dewi", "/bukutamu")


def test_somebody_who_comes_without_the_booking_still_gets_a_number(house):
    number = invited(house)
    house.says("Dewi", f"/teruskan {number}")
    assert "1 · pukul 10.00 WITA · Siti" in house.says("Dewi", "/bukutamu")


def test_whose_slot_came_first_is_called_first_and_told(house):
    first, second = invited(house, "Siti"), invited(house, "Budi")
    books(house, "Siti", first, "13.30")
    books(house, "Budi", second, "13.00")
    house.after(days=1, hours=2)
    house.says("Dewi", "/kunjungan hadir 1")
    house.says("Dewi", "/bukutamu Ahmad Fauzi; PT Lain; 0812-3456-7890; Tanya ADP")
    house.after(hours=1)
    house.says("Dewi", "/kunjungan hadir 2")
    for name in house.chats:
        house.news(name)
    assert "Dipanggil: nomor antrean 3, Ahmad Fauzi" in house.says("Dewi", "/kunjungan panggil")
    house.says("Dina", "/kunjungan")
    assert "Dipanggil: nomor antrean 2, Budi" in house.presses("Dina", "Panggil berikutnya")
    assert "giliran Bapak/Ibu" in house.news("Budi")
    assert "Dipanggil: nomor antrean 1, Siti" in house.says("Dewi", "/kunjungan panggil")
    assert "Tidak ada tamu yang menunggu" in house.says("Dewi", "/kunjungan panggil")


def test_no_show_is_marked_at_the_counter_only_after_the_slot_began(house):
    number = invited(house)
    books(house, "Siti", number)
    house.after(days=1)
    assert "belum tiba" in house.says("Dewi", "/kunjungan tidak 1")
    house.after(hours=4)
    assert "dicatat tidak datang" in house.says("Dewi", "/kunjungan tidak 1")
    assert "Tidak apa-apa" in house.news("Siti")
    assert "tercatat hadir" in house.says("Dewi", "/kunjungan hadir 1")


def test_a_walk_in_is_asked_one_question_at_a_time(house):
    house.says("Dewi", "/kunjungan")
    assert "Siapa nama tamu" in house.presses("Dewi", "Tamu baru")
    assert "dengan huruf" in house.says("Dewi", "12")
    assert "Nomor antrean 1 untuk Ahmad Fauzi" in house.says("Dewi", "Ahmad Fauzi")
    assert "nomor teleponnya" in house.presses("Dewi", "Lewati")
    assert "belum lengkap" in house.says("Dewi", "08")
    assert "Apa keperluannya" in house.says("Dewi", "lewati")
    done = house.says("Dewi", "Menanyakan aktivasi")
    assert "Nomor antreannya: 1" in done
    assert "menunggu sejak pukul 10.00" in done
    book = house.says("Dewi", "/bukutamu")
    assert (
        "1 · pukul 10.00 WITA · Ahmad Fauzi · – · – · Menanyakan aktivasi · dicatat Dewi" in book
    )


def test_the_guest_book_lies_sealed_and_is_read_by_its_own_office_only(house):
    house.says("Dewi", "/bukutamu Ahmad Fauzi; PT Contoh Jaya; 0812-3456-7890; Aktivasi")
    raw = b"".join(bytes(row[0]) for row in rows(house, "guest", "content"))
    assert b"Fauzi" not in raw
    assert not any("Fauzi" in str(row) for row in rows(house, "journal", "data"))
    assert "Fauzi" in house.says("Dina", "/bukutamu")
    assert "Fauzi" not in house.says("Joko", "/bukutamu")
    assert "hanya untuk petugas penerima tamu" in house.says("Fajar", "/bukutamu")
    assert "hanya untuk petugas penerima tamu" in house.says("Siti", "/bukutamu")


def test_numbers_begin_anew_every_day_and_at_every_office(house):
    assert "nya: 1" in house.says("Dewi", "/bukutamu Ani Lestari; PT A; 081234567890; Aktivasi")
    assert "nya: 1" in house.says("Joko", "/bukutamu Beni; PT B; 081234567890; Aktivasi")
    house.after(days=1)
    assert "nya: 1" in house.says("Dewi", "/bukutamu Citra; PT C; 081234567890; Aktivasi")


def test_an_order_that_is_not_understood_is_explained(house):
    assert "Contoh: /kunjungan hadir 3" in house.says("Dewi", "/kunjungan hadir tiga")
    assert "Tidak ada kunjungan terjadwal dengan nomor antrean 9" in house.says(
        "Dewi", "/kunjungan hadir 9"
    )


def test_somebody_who_comes_unannounced_is_marked_by_the_ticket_number(house):
    number = invited(house)
    here = house.says("Dewi", f"/kunjungan hadir {number}")
    assert "Dokumen asli dilihat pada langkah ini" in here
    assert "1 · Siti" in here
    again = house.says("Dewi", f"/kunjungan hadir {number}")
    assert "bukan menunggu kedatangan" in again
    assert len(rows(house, "guest")) == 1


def test_who_comes_late_after_booking_anew_gives_the_new_place_back(house):
    number = invited(house)
    books(house, "Siti", number)
    house.after(days=1, hours=4)
    house.says("Dewi", "/kunjungan tidak 1")
    house.says("Siti", f"/kunjungan {number}")
    house.says("Siti", "2")
    house.presses("Siti", label(house, "Siti", "10.00"))
    house.says("Dewi", "/kunjungan hadir 1")
    states = [row[1:] for row in rows(house, "appointment", "id, state, seat")]
    assert [one for one in states if one[0] != "chosen"] == [("arrived", 1), ("moved", None)]
    assert "Belum ada kunjungan" in house.says("Siti", "/kunjungan")
