"""What whoever watches the machine is told: alive, ready, numbers, and never a person."""

import re
import socket

import aiohttp
import pytest

from bot.health import HealthSettingError, Pulse, Watched, watching
from bot.settings import SettingsError
from storage import inbox
from storage.store import Store, open_store
from storage.vault import Secret
from tests.bot.working import Echo, at_work, settings_in

LINE = re.compile(r'loket_[a-z_]+(\{[a-z]+="[a-z_]+"(,[a-z]+="[a-z_]+")*\})? [0-9.e+-]+')


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def asked(port: int, path: str) -> tuple[int, str]:
    async with (
        aiohttp.ClientSession() as http,
        http.get(f"http://127.0.0.1:{port}{path}") as answer,
    ):
        return answer.status, await answer.text()


@pytest.fixture
def store(tmp_path, empty_database):
    import shutil  # noqa: PLC0415

    shutil.copy(empty_database, tmp_path / "loket.sqlite")
    opened = open_store(
        f"sqlite:///{tmp_path}/loket.sqlite", Secret.parse("5e" * 32), str(tmp_path / "d")
    )
    yield opened
    opened.close()


def watched(store: Store, now, silence: float = 0.0) -> Watched:
    return Watched(store, lambda: now, lambda: silence)


async def test_a_bot_at_work_is_alive_and_ready_and_tells_its_numbers(town, tmp_path):
    port = free_port()
    siti = town.person(700000001)
    async with at_work(tmp_path, town.address, Echo(), LOKET_HEALTH_LISTEN=str(port)):
        await siti.say("halo")
        await siti.wait_for("halo", 10)
        assert await asked(port, "/healthz") == (200, "ok\n")
        assert await asked(port, "/readyz") == (200, "ok\n")
        status, text = await asked(port, "/metrics")
    assert status == 200
    told = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(LINE.fullmatch(line) for line in told), told
    assert 'loket_inbox_open{state="received"} 0' in told
    assert "halo" not in text
    assert "Siti" not in text


async def test_updates_that_nobody_works_on_make_it_not_ready(store, house):
    port, now = free_port(), house.now
    await store.write(lambda tx: inbox.receive(tx, [(1, 7, b"{}")], now))
    async with watching(f"127.0.0.1:{port}", watched(store, now)):
        assert (await asked(port, "/readyz"))[0] == 200
    house.after(minutes=16)
    async with watching(f"127.0.0.1:{port}", watched(store, house.now)):
        assert await asked(port, "/readyz") == (503, "1 updates wait, the oldest for 16 min\n")


async def test_silence_of_telegram_makes_it_not_ready_but_alive(store, house):
    port = free_port()
    async with watching(f"127.0.0.1:{port}", watched(store, house.now, silence=121)):
        assert (await asked(port, "/healthz"))[0] == 200
        assert await asked(port, "/readyz") == (503, "Telegram has not answered for 121 s\n")


async def test_a_database_that_is_gone_makes_it_not_alive(store, house):
    port = free_port()
    store.close()
    async with watching(f"127.0.0.1:{port}", watched(store, house.now)):
        assert await asked(port, "/healthz") == (503, "the database does not answer\n")
        assert (await asked(port, "/readyz"))[0] == 503


async def test_an_address_that_is_taken_is_named(store, house):
    port = free_port()
    async with watching(f"127.0.0.1:{port}", watched(store, house.now)):
        with pytest.raises(HealthSettingError, match=f"LOKET_HEALTH_LISTEN=127.0.0.1:{port}"):
            async with watching(f"127.0.0.1:{port}", watched(store, house.now)):
                pass


def test_a_port_alone_is_open_to_this_machine_only(tmp_path):
    chosen = settings_in(tmp_path, "http://127.0.0.1:1", LOKET_HEALTH_LISTEN="8090")
    assert chosen.health_listen == "127.0.0.1:8090"
    with pytest.raises(SettingsError, match="LOKET_HEALTH_LISTEN"):
        settings_in(tmp_path, "http://127.0.0.1:1", LOKET_HEALTH_LISTEN="everywhere")


def test_a_process_that_never_received_has_no_silence():
    time = 100.0
    pulse = Pulse(lambda: time)
    assert pulse.silence() == 0
    pulse.beat()
    time = 130.0
    assert pulse.silence() == 30
