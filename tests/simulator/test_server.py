"""The server as a whole: who may reach it, what survives a restart, the clock and the ledger."""

import io
import subprocess
import sys

import aiohttp
import pytest

from simulator.person import Person
from simulator.server import running


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::"])
async def test_it_listens_on_this_machine_only(tmp_path, host):
    with pytest.raises(ValueError, match="this machine only"):
        async with running(host, 0, tmp_path, tmp_path / "clock"):
            pass


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}]
)
async def test_foreign_pages_and_names_are_refused(simulator, http, headers):
    for way in ("people", "bot1:x/getMe"):
        async with http.get(f"{simulator.address}/{way}", headers=headers) as answer:
            assert answer.status == 403


async def test_the_page_comes_with_a_strict_policy(simulator, http):
    async with http.get(f"{simulator.address}/") as answer:
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; img-src 'self' blob:")
    assert "unsafe" not in policy
    async with http.get(f"{simulator.address}/page/../server.py") as answer:
        assert answer.status == 404


async def test_everything_is_still_there_after_a_restart(tmp_path, http):
    place = ("127.0.0.1", 0, tmp_path / "sim", tmp_path / "clock")
    async with running(*place) as first:
        siti = Person(http, first.address, 700000001)
        await siti.start()
        await siti.upload(("a.pdf", b"isi"))
        first.world.profile.clear()
        async with http.post(
            f"{first.address}/bot1:x/sendMessage", json={"chat_id": siti.id, "text": "Halo"}
        ) as answer:
            before = await answer.json()
        chat = await siti.messages()
    async with running(*place) as second:
        siti = Person(http, second.address, 700000001)
        assert await siti.messages() == chat
        assert await siti.download(chat[1].media) == b"isi"
        async with http.get(f"{second.address}/bot1:x/getUpdates") as answer:
            updates = (await answer.json())["result"]
        assert [update["message"]["message_id"] for update in updates] == [1, 2]
        await siti.say("lagi")
        assert (await siti.messages())[-1].id == before["result"]["message_id"] + 1
        summary = second.world.ledger.summary()["total"]
        assert (summary["created"], summary["sent"]) == (3, 1)


async def test_the_clock_is_moved_through_the_file_that_the_bot_reads_too(
    simulator, steer, tmp_path
):
    before = simulator.world.now()
    assert (await steer("clock", add_seconds=3600))["offset_seconds"] == 3600
    assert (tmp_path / "clock").read_text() == "3600"
    assert simulator.world.now() - before >= 3600
    await steer("clock", add_seconds=-600)
    assert simulator.world.clock.offset() == 3000
    assert (await steer("clock", offset_seconds=0))["offset_seconds"] == 0
    assert "error" in await steer("clock")


async def test_the_ledger_judges_what_was_delivered_and_said(simulator, http, call, siti):
    await siti.say("satu")
    await call("getUpdates")
    await call.take()
    for text in ("Halo", "Halo", "Apa kabar"):
        await call("sendMessage", chat_id=siti.id, text=text)
    await call.refusal("sendMessage", chat_id=siti.id, text="")
    async with http.get(f"{simulator.address}/ledger/summary") as answer:
        summary = await answer.json()
    assert summary["people"][str(siti.id)] == {
        "created": 2,
        "delivered": 2,
        "redelivered": 1,
        "confirmed": 2,
        "expired": 0,
        "asked": 4,
        "sent": 3,
        "refused": 1,
        "duplicates": 1,
    }
    assert summary["pending"] == 0
    async with http.get(
        f"{simulator.address}/ledger", params={"kind": "call", "chat": siti.id}
    ) as answer:
        entries = (await answer.json())["entries"]
    assert [entry["outcome"] for entry in entries] == ["200"] * 3 + [
        "400 Bad Request: message text is empty"
    ]
    assert entries[0]["digest"] == entries[1]["digest"] != entries[2]["digest"]


async def test_the_ledger_is_only_ever_added_to(simulator, siti):
    keeper = simulator.world.keeper
    for statement in ("DELETE FROM ledger", "UPDATE ledger SET kind = 'x'"):
        with pytest.raises(Exception, match="only ever added to"):
            keeper.read(statement)


def test_it_is_a_process_of_its_own_that_stops_when_asked(tmp_path):
    command = [sys.executable, "-m", "simulator.server", "--port", "0", "--folder", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("http://127.0.0.1:")
        finally:
            process.terminate()
        assert process.wait(timeout=10) == 0
    assert (tmp_path / "simulator.sqlite").exists()


async def test_a_large_file_cannot_be_fetched_by_the_bot(call, siti):
    await siti.upload(("besar.bin", bytes(20 * 1024 * 1024 + 1)))
    (update,) = await call.take()
    file_id = update["message"]["document"]["file_id"]
    assert await call.refusal("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_a_file_larger_than_50_megabytes_is_not_taken_from_the_bot(simulator, http, siti):
    form = aiohttp.FormData({"chat_id": str(siti.id)})
    form.add_field("document", io.BytesIO(bytes(50 * 1024 * 1024 + 1)), filename="a.bin")
    async with http.post(f"{simulator.address}/bot1:x/sendDocument", data=form) as answer:
        assert answer.status == 413
        assert (await answer.json())["description"] == "Request Entity Too Large"
