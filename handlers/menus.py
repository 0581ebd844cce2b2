"""The command menus Telegram shows: for everybody, and longer ones for staff."""

from collections.abc import Collection, Sequence

from desk.calendars.orders import HEADS
from desk.incidents.orders import ENTITLED
from flows.say import Say
from flows.words import Language
from texts.render import Texts

APPLICANT = (
    "menu",
    "layanan",
    "status",
    "kunjungan",
    "pengaduan",
    "survei",
    "permintaan",
    "tanya",
    "draf",
    "lanjut",
    "batal",
    "cetak",
    "standar",
    "maklumat",
    "pengaturan",
    "dompet",
    "data",
    "bahasa",
    "bantuan",
)
STAFF = (
    "antrian",
    "cari",
    "massal",
    "masalah",
    "tiket",
    "berkas",
    "terima",
    "ambil",
    "lepas",
    "tugaskan",
    "teruskan",
    "disposisi",
    "kembalikan",
    "tolak",
    "selesai",
    "mintadata",
    "catatan",
    "balas",
    "arsip",
    "jeda",
    "bukutamu",
    "catat",
    "tautan",
    "tanyakan",
    "jawab",
    "delegasi",
    "telepon",
    "batas",
    "eskalasi",
    "turunkan",
    "surat",
    "faq",
)
ADMINISTRATOR = ("undang", "petugas", "kalender", "gangguan", "laporan")


def staff_menu(roles: Collection[str]) -> tuple[str, ...]:
    """Return the commands of somebody who holds these roles; heads have more."""
    more = (
        ("kalender", HEADS),
        ("gangguan", ENTITLED),
        ("diskresi", HEADS),
        ("laporan", (*HEADS, "lpse_chair", "catalogue_director")),
    )
    return (*STAFF, *(name for name, entitled in more if set(roles) & set(entitled)))


def commands(texts: Texts, language: Language, names: Sequence[str]) -> list[dict[str, str]]:
    """Return a command menu as setMyCommands takes it (Bot API)."""
    return [
        {"command": name, "description": texts.plain(Say(f"command.{name}"), language)}
        for name in names
    ]
