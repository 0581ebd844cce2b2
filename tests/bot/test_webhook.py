"""Updates that Telegram brings: kept before they are confirmed, and from nobody else."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.prepare import NotReadyError
from tests.bot.working import Echo, Town, at_work, rows

SITI = 700000001
HOOK = "S" * 40
HEADER = "X-Telegram-Bot-Api-Secret-Token"
ADMINISTRATOR = 700000002


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@asynccontextmanager
async def brought(folder: Path, town: Town, echo: Echo, **more: str) -> AsyncIterator[str]:
    """A bot that listens; gives its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/telegram"
    given = {
        "LOKET_WEBHOOK_URL": address,
        "LOKET_WEBHOOK_LISTEN": str(port),
        "LOKET_WEBHOOK_SECRET": HOOK,
    }
    async with at_work(folder, town.address, echo, **(given | more)):
        yield address


def update(number: int, text: str = "halo") -> dict:
    sender = {"id": SITI, "is_bot": False, "first_name": "Siti"}
    chat = {"id": SITI, "type": "private", "first_name": "Siti"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def test_what_telegram_brings_is_answered_in_order_and_confirmed(tmp_path: Path, town: Town):
    siti, echo = town.person(SITI), Echo()
    await siti.say("sebelum")
    async with brought(tmp_path, town, echo):
        for text in ("satu", "dua", "tiga"):
            await siti.say(text)
        await siti.wait_for("^tiga 1$")
    assert echo.handled == ["sebelum", "satu", "dua", "tiga"]
    assert rows(tmp_path, "SELECT DISTINCT state FROM inbox") == [("answered",)]
    summary = await town.summary()
    assert (summary["pending"], summary["total"]["redelivered"]) == (0, 0)
    (set_,) = [one for one in await town.ledger() if one["method"] == "setWebhook"]
    wish = json.loads(set_["body"])
    assert wish["allowed_updates"] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert wish["secret_token"] == HOOK


async def test_a_bot_that_polls_removes_the_webhook_and_goes_on_where_the_other_ended(
    tmp_path: Path, town: Town
):
    siti, echo = town.person(SITI), Echo()
    async with brought(tmp_path, town, echo):
        await siti.say("dibawa")
        await siti.wait_for("^dibawa 1$")
    await siti.say("ditanya")
    async with at_work(tmp_path, town.address, echo):
        await siti.wait_for("^ditanya 1$")
    assert echo.handled == ["dibawa", "ditanya"]


async def test_the_same_update_brought_twice_is_handled_once(tmp_path: Path, town: Town):
    siti, echo = town.person(SITI), Echo()
    await siti.say("mulai")
    async with brought(tmp_path, town, echo) as address:
        await siti.wait_for("^mulai 1$")
        for _ in range(2):
            async with town.http.post(
                address, json=update(5, "ulang"), headers={HEADER: HOOK}
            ) as got:
                assert (got.status, await got.text()) == (200, "")
        await siti.wait_for("^ulang 1$")
        await siti.say("selesai")
        await siti.wait_for("^selesai 1$")
    texts = [message.text for message in await siti.messages() if message.by_bot]
    assert texts == ["mulai 1", "ulang 1", "selesai 1"]


async def test_a_long_body_without_a_length_is_refused(tmp_path: Path, town: Town):
    async def flood() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 65_536

    typed = {"Content-Type": "application/json", HEADER: HOOK}
    async with (
        brought(tmp_path, town, Echo()) as address,
        town.http.post(address, data=flood(), headers=typed) as answer,
    ):
        assert answer.status == 413
    assert rows(tmp_path, "SELECT * FROM inbox") == []


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b'{"update_id": 7, "message": {', [(7, "quarantined")]),
        (b'{"update_id": 8, "message": ' + b"[" * 5000, [(8, "quarantined")]),
        (b"\xff\xfe", []),
        (b"[]", []),
        (b'{"update_id": "7"}', []),
        (b'{"update_id": 9, "surprise": 1}', [(9, "quarantined")]),
    ],
)
async def test_what_cannot_be_read_holds_up_nothing(
    tmp_path: Path, town: Town, body: bytes, kept: list
):
    siti = town.person(SITI)
    typed = {"Content-Type": "application/json", HEADER: HOOK}
    async with brought(tmp_path, town, Echo()) as address:
        async with town.http.post(address, data=body, headers=typed) as answer:
            assert answer.status == 200
        await siti.say("sesudah")
        await siti.wait_for("^sesudah 1$")
    found = rows(tmp_path, "SELECT update_id, state FROM inbox WHERE state <> 'answered'")
    assert found == kept


async def test_another_webhook_is_an_alarm_and_ours_is_set_again(
    tmp_path: Path, town: Town, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bot.run.OFTEN", 0.05)
    siti, administrator = town.person(SITI), town.person(ADMINISTRATOR)
    await administrator.say("/start")
    async with brought(tmp_path, town, Echo(), LOKET_ADMINS=str(ADMINISTRATOR)) as address:
        await town.order("bot1:simulator/setWebhook", url="http://127.0.0.1:9/stolen")
        await administrator.wait_for("alamat webhook|webhook")
        await siti.say("halo")
        await siti.wait_for("^halo 1$", timeout=30)
        told = await town.order("bot1:simulator/getWebhookInfo")
        assert told["result"]["url"] == address


async def test_an_address_that_is_taken_is_said_plainly(tmp_path: Path, town: Town):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = str(other.getsockname()[1])
        with pytest.raises(NotReadyError, match=f"LOKET_WEBHOOK_LISTEN=127.0.0.1:{taken}"):
            async with brought(tmp_path, town, Echo(), LOKET_WEBHOOK_LISTEN=taken):
                await asyncio.sleep(0)
