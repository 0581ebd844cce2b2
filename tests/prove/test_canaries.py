"""S6: what is secret lies encrypted in its field and nowhere else: no log, file, export, crash."""

import asyncio
import io
import logging
import zipfile
from dataclasses import replace
from datetime import datetime

import aiohttp
import pytest

from bot.log import JsonFormat, Redactor, TextFormat
from bot.rehearsal.house import Answer
from bot.reports import Reports
from desk import front
from flows.report import ReportForm, ReportOrder
from papers.names import safe_name
from simulator.person import Person
from storage.moments import to_ms
from tests.browser.town import town
from tests.desk.filed import begins, files_activation
from tests.people import PEOPLE

TOKEN = "4839201177:AAkanariTokenYangTidakBolehBocor123456"
PASSWORDS = {"password": "Kanari#7781xQ", "otp": "483920"}
PERSONAL = {
    "nik": "6371010101907781",
    "npwp": "07.781.778.1-781.000",
    "npwp bare": "077817781781000",
    "e-mail": "kanari7781@contoh.example",
    "phone": "0812-7781-7781",
    "phone bare": "081277817781",
    "name": "Kanarina Tujuhtujuh",
    "company": "PT Kanari Delapansatu",
}
PROVIDER = (
    "Sudah", PERSONAL["e-mail"], PERSONAL["company"], "Perorangan/UD", PERSONAL["npwp"],
    PERSONAL["name"], PERSONAL["phone"], "Pimpinan perusahaan",
)  # fmt: skip
SECRETS = [f"password saya: {PASSWORDS['password']}", f"kode OTP {PASSWORDS['otp']}"]


def found_in(data: bytes, words) -> list[str]:
    """Return what lies open in some bytes, in any of the usual encodings."""
    return [
        one
        for one in words
        for code in ("utf-8", "utf-16-le")
        if one.encode(code) in data
    ]  # fmt: skip


@pytest.fixture
def log():
    """The whole log at its lowest level, as text and as JSON."""
    kept = io.StringIO()
    handlers = []
    for style in (TextFormat, JsonFormat):
        handler = logging.StreamHandler(kept)
        handler.setFormatter(style(Redactor((TOKEN, PASSWORDS["password"]))))
        handlers.append(handler)
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.DEBUG)
    for handler in handlers:
        root.addHandler(handler)
    yield kept
    for handler in handlers:
        root.removeHandler(handler)
    root.setLevel(before)


def tell_everything(house):
    """File, and say each secret wherever something can be said, as applicant and as officer."""
    begins(house, "Siti", "bjm-aktivasi")
    for words in PROVIDER:
        for secret in SECRETS:
            house.says("Siti", secret)
        house.says("Siti", words)
    taken = house.hand.make("pdf")
    named = replace(taken.paper, name=safe_name(f"KTP {PERSONAL['nik']}.pdf", "pdf"))
    house.hands_taken("Siti", replace(taken, paper=named))
    house.says("Siti", "/menu")
    for words in (*PERSONAL.values(), *SECRETS, f"/status {PERSONAL['nik']}", *SECRETS):
        house.says("Siti", words)
        house.edits("Siti", words)
    number = files_activation(house, "Andi")
    told = f"NIK {PERSONAL['nik']} a.n. {PERSONAL['name']} {PERSONAL['phone']}"
    for name in ("catatan", "cari", "tanyakan", "tiket", "mintadata", "balas", "kembalikan"):
        house.says("Dewi", f"/{name} {number} {told}")
        for secret in SECRETS:
            house.says("Dewi", f"/{name} {number} {secret}")
    house.says("Dewi", f"/bukutamu {PERSONAL['name']}")
    house.says("Dewi", PERSONAL["company"])


def crash(house):
    """Let a transaction fail with the secrets in its error, and log it as badly as can be."""

    def order(desk):
        front.said(desk, f"/status {PERSONAL['nik']}")
        raise RuntimeError(" ".join([TOKEN, PERSONAL["nik"], PERSONAL["e-mail"],
                                     PERSONAL["phone"], PERSONAL["npwp"],
                                     PASSWORDS["password"]]))  # fmt: skip

    try:
        house.step("Siti", order, {"text": f"/status {PERSONAL['nik']}"}, 9)
    except RuntimeError:
        logging.getLogger("bot.work").exception("update failed")
    url = f"https://api.telegram.org/bot{TOKEN}/getUpdates"
    logging.getLogger("httpx").info("HTTP Request: POST %s", url)


def reports(house):
    """Return every export of an office, unpacked."""
    made = []
    since, until = datetime(2026, 8, 1).astimezone(), datetime(2026, 9, 1).astimezone()
    days = "2026-08-01", "2026-08-31", to_ms(since), to_ms(until)
    for form in ReportForm:
        order = ReportOrder("banjarmasin", *days, form, "id", to_ms(house.now))
        one = asyncio.run(Reports(house.store, house.books).make(order))
        data = one if isinstance(one, bytes) else one.encode()
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                data = b"".join(book.read(name) for name in book.namelist())
        made.append(data)
    return made


def test_no_canary_lies_open_anywhere(house, log, tmp_path, proof):
    tell_everything(house)
    crash(house)
    searched = 0
    everything = [TOKEN, *PASSWORDS.values(), *PERSONAL.values()]
    for file in sorted(tmp_path.rglob("*")):
        if file.is_file():
            assert not found_in(file.read_bytes(), everything), file.name
            searched += 1
    # A name alone in an error cannot be told from other words; errors carry none (see bot/work).
    logged = [one for one in everything if one not in (PERSONAL["name"], PERSONAL["company"])]
    assert not found_in(log.getvalue().encode(), logged)
    assert log.getvalue().count("update failed") == 2
    exported = reports(house)
    for data in exported:
        assert not found_in(data, everything)
    figures = {"canaries": len(everything), "files": searched, "exports": len(exported),
               "found": 0}  # fmt: skip
    proof.record("S6", "house", figures, "Memory of the process is not searched.")


def test_passwords_are_in_no_answer_and_no_push(house):
    shown: list[str] = []

    def keep(answer: Answer):
        shown.append(answer.text)

    for secret in SECRETS:
        for who in ("Siti", "Dewi", "Oki"):
            keep(house.says(who, secret))
            keep(house.says(who, f"/catatan BJM-2026-000001-L {secret}"))
    pushed = [one.text for chat in house.chats.values() for one in chat.messages]
    for password in PASSWORDS.values():
        assert not [text for text in (*shown, *pushed) if password in text]


@pytest.mark.prove
async def test_no_canary_leaves_a_real_process(tmp_path, monkeypatch, proof):
    """The bot as it is installed, with its inspector and its log, ended and killed."""
    folder, temporary = tmp_path / "house", tmp_path / "temporary"
    for one in (folder, temporary):
        one.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    told = [*PERSONAL.values(), *SECRETS, f"/status {PERSONAL['nik']}", f"/cari {PERSONAL['nik']}"]
    moment = datetime.fromisoformat("2026-08-03T02:00:00+00:00")
    async with town(folder, moment) as address, aiohttp.ClientSession() as http:
        siti = Person(http, address, PEOPLE["Siti"].id)
        await siti.start("bjm-aktivasi")
        await siti.wait_for("Aktivasi", timeout=60)
        await siti.press("Mulai permohonan")
        await siti.wait_for("1/", timeout=30)
        for words in (*PROVIDER, *told):
            await siti.say(words)
            await asyncio.sleep(0.3)
        await asyncio.sleep(3)
    everything = [*PASSWORDS.values(), *PERSONAL.values()]
    searched = 0
    for file in sorted(tmp_path.rglob("*")):
        # The simulator plays Telegram and people's phones: it knows what was said.
        if file.is_file() and "simulator" not in f"{file.parent.name} {file.name}":
            assert not found_in(file.read_bytes(), everything), file
            searched += 1
    assert (folder / "run.log").exists()
    proof.record("S6", "process", {"canaries": len(everything), "files": searched, "found": 0})
