"""The journeys of the tour: who does what, and what they must then see."""

from dataclasses import dataclass

SITI, ANDI = 700000001, 700000003
DEWI, FAJAR = 700000011, 700000012
JOKO, KARTIKA, LUKMAN, MAYA, NANDA = 700000021, 700000022, 700000023, 700000024, 700000025
OKI = 700000099

PDF, PHOTO = "pdf", "photo"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a person does (`says`, `presses` or `hands`) and what comes of it.

    `hears` is a regular expression of the answer, `pushed` what another person is told, and
    `{number}` in any of them stands for the ticket's number.
    """

    who: int
    says: str = ""
    presses: str = ""
    hands: str = ""
    hears: str = ""
    pushed: tuple[tuple[int, str], ...] = ()


def _documents(who: int, titles: tuple[str, ...]) -> tuple[Turn, ...]:
    return tuple(Turn(who, hands=PDF, hears=title) for title in titles)


BELITUNG = (
    Turn(ANDI, says="halo", hears="Selamat datang"),
    Turn(ANDI, presses="Daftar layanan", hears="Daftar layanan"),
    Turn(ANDI, says="1", hears="Persyaratan"),
    Turn(ANDI, presses="Mulai permohonan", hears="1/8 · Instansi"),
    Turn(ANDI, presses="BPKP", hears="2/8 · Nama"),
    Turn(ANDI, says="Andi Wijaya", hears="3/8 · NIP/NRP"),
    Turn(ANDI, says="sembilan belas", hears="hanya berisi angka"),
    Turn(ANDI, says="19860926 201505 1 001", hears="4/8 · Jabatan Tim"),
    Turn(ANDI, says="Ketua Tim", hears="5/8 · No HP"),
    Turn(ANDI, says="0812-3456-7890", hears="6/8 · Email"),
    Turn(ANDI, says="andi@contoh.example", hears="7/8 · Surat Permohonan"),
    *_documents(ANDI, ("8/8 · Surat Tugas Pemeriksaan", "Mohon periksa kembali")),
    Turn(
        ANDI,
        presses="Kirim permohonan",
        hears=r"Permohonan diterima",
        pushed=((JOKO, "Tiket baru {number}"),),
    ),
    Turn(JOKO, says="/antrian", hears="{number}"),
    Turn(JOKO, says="1", hears="Penerimaan surat permohonan"),
    Turn(JOKO, presses="Ambil", hears="sudah Bapak/Ibu ambil"),
    Turn(
        JOKO,
        presses="Teruskan ke Verifikator",
        hears="diteruskan kepada",
        pushed=((KARTIKA, "{number}"), (ANDI, "sedang diverifikasi")),
    ),
    Turn(KARTIKA, says="/berkas {number} 1", hears="sedang dikirim"),
    Turn(KARTIKA, says="/berkas {number} 1 tidak terbaca", hears="tidak terbaca"),
    Turn(
        KARTIKA,
        says="/kembalikan {number}",
        hears="dikembalikan kepada pemohon",
        pushed=((ANDI, "Surat Permohonan: tidak terbaca"),),
    ),
    Turn(ANDI, presses="Lengkapi sekarang", hears="7/8 · Surat Permohonan"),
    Turn(ANDI, hands=PHOTO, hears="1 foto diterima"),
    Turn(ANDI, presses="Lanjut", hears="Mohon periksa kembali"),
    Turn(
        ANDI,
        says="kirim permohonan",
        hears="sudah dikirim kembali",
        pushed=((KARTIKA, "sudah dilengkapi"),),
    ),
    Turn(KARTIKA, says="/berkas {number} semua", hears="lengkap, benar, valid"),
    Turn(
        KARTIKA,
        says="/teruskan {number}",
        hears="Paling lambat",
        pushed=((LUKMAN, "{number}"), (ANDI, "Paling lambat")),
    ),
    Turn(LUKMAN, says="/teruskan {number}", hears="tidak dapat dilakukan sekarang"),
    Turn(
        LUKMAN,
        says="/disposisi {number}",
        hears="didisposisikan",
        pushed=((MAYA, "{number}"),),
    ),
    Turn(MAYA, says="/disposisi {number}", hears="didisposisikan", pushed=((NANDA, "{number}"),)),
    Turn(NANDA, says="/tiket {number}", hears="Pembuatan USER ID"),
    Turn(NANDA, presses="USER ID dibuat dan disampaikan", hears="Melalui apa"),
    Turn(
        NANDA,
        presses="e-mail",
        hears="diteruskan kepada",
        pushed=((ANDI, "sudah dikirim melalui e-mail"), (JOKO, "{number}")),
    ),
    Turn(JOKO, says="/arsip {number}", hears="diarsipkan", pushed=((ANDI, "Mohon konfirmasi"),)),
    Turn(ANDI, presses="Ya, sudah saya terima", hears="Selesai"),
    Turn(OKI, says="/tiket {number}", hears="hanya untuk petugas"),
    Turn(SITI, says="/status {number}", hears="tidak ditemukan"),
)

BANJARMASIN = (
    Turn(SITI, says="aktivasi user id", hears="Persyaratan"),
    Turn(SITI, presses="Mulai permohonan", hears="1/"),
    Turn(SITI, says="1", hears="Email terdaftar"),
    Turn(SITI, says="siti(at)contoh", hears="belum berbentuk alamat e-mail"),
    Turn(SITI, says="siti@contoh.example", hears="Nama perusahaan"),
    Turn(SITI, says="CV Rahmah Jaya", hears="Bentuk usaha"),
    Turn(SITI, presses="CV", hears="Nomor NPWP"),
    Turn(SITI, says="01.312.166.0-091.000", hears="Nama pimpinan"),
    Turn(SITI, says="Siti Rahmah", hears="Nomor telepon"),
    Turn(SITI, says="0812 3456 7890", hears="Yang datang ke LPSE"),
    Turn(SITI, presses="Penerima kuasa", hears="Form pendaftaran"),
    *_documents(SITI, ("Formulir keikutsertaan", "KTP Direktur", r"\d+/\d+ · NPWP", "Izin usaha")),
    Turn(SITI, presses="NIB", hears="NIB"),
    *_documents(SITI, ("Akta Pendirian", "Perubahan akta")),
    Turn(SITI, presses="Tidak pernah", hears="Surat Kuasa"),
    *_documents(SITI, ("Mohon periksa kembali",)),
    Turn(
        SITI,
        presses="Kirim permohonan",
        hears="Yang dibawa ke LPSE",
        pushed=((DEWI, "Tiket baru {number}"),),
    ),
    Turn(DEWI, says="/tiket {number}", hears="Pemohon di Telegram"),
    Turn(
        DEWI,
        says="/mintadata {number} Nama jalan kantor; Berkas foto papan nama",
        hears="sudah dikirim kepada pemohon",
        pushed=((SITI, "memerlukan data tambahan"),),
    ),
    Turn(SITI, presses="Jawab sekarang", hears="Nama jalan kantor"),
    Turn(SITI, says="Jalan Contoh No. 1", hears="papan nama"),
    Turn(SITI, hands=PHOTO, hears="sudah kami terima", pushed=((DEWI, "sudah menjawab"),)),
    Turn(
        DEWI,
        says="/teruskan {number}",
        hears="Menunggu Kedatangan",
        pushed=((SITI, "membawa dokumen asli"),),
    ),
    Turn(DEWI, presses="Pemohon hadir, buku tamu diisi", hears="Dokumen asli dilihat"),
    Turn(DEWI, says="/berkas {number} semua", hears="lengkap, benar, valid"),
    Turn(
        DEWI,
        says="/teruskan {number}",
        hears="Paling lambat",
        pushed=((FAJAR, "{number}"), (SITI, "Paling lambat")),
    ),
    Turn(FAJAR, says="/selesai {number}", hears="selesai", pushed=((SITI, "Selesai"),)),
    Turn(SITI, says="/status", hears="{number}"),
)

JOURNEYS = {"belitung-userid-auditor": BELITUNG, "bjm-aktivasi": BANJARMASIN}
"""The journeys by service."""
