"""The command menus Telegram shows: for everybody, and longer ones for staff."""

from collections.abc import Sequence

from flows.say import Say
from flows.words import Language
from texts.render import Texts

APPLICANT = ("menu", "layanan", "status", "draf", "lanjut", "batal", "bahasa", "bantuan")
STAFF = (
    "antrian",
    "tiket",
    "berkas",
    "ambil",
    "lepas",
    "teruskan",
    "disposisi",
    "kembalikan",
    "tolak",
    "selesai",
    "mintadata",
    "catatan",
    "arsip",
    "jeda",
)
ADMINISTRATOR = ("undang", "petugas", "kalender", "gangguan")


def commands(texts: Texts, language: Language, names: Sequence[str]) -> list[dict[str, str]]:
    """Return a command menu as setMyCommands takes it (Bot API)."""
    return [
        {"command": name, "description": texts.plain(Say(f"command.{name}"), language)}
        for name in names
    ]
