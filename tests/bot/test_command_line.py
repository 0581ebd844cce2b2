"""The command line: quick where it can be, and nothing left behind when it ends."""

import asyncio
import os
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


async def loket(folder: Path, *words: str, **more) -> asyncio.subprocess.Process:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LOKET_")}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=kept | {"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        **more,
    )


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


async def until_closed(port: int) -> None:
    async with asyncio.timeout(10):
        with suppress(OSError):
            while True:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                await asyncio.sleep(0.05)


@pytest.mark.parametrize("words", [["--help"], ["standards", "check"]])
async def test_what_needs_no_telegram_does_not_import_its_libraries(
    tmp_path: Path, words: list[str]
):
    script = (
        "import sys; from bot.__main__ import main\n"
        f"try: main({words!r})\n"
        "except SystemExit: pass\n"
        "heavy = {'aiogram', 'telegram', 'sqlalchemy', 'pydantic'} & set(sys.modules)\n"
        "sys.exit(f'imported {heavy}' if heavy else 0)"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script), cwd=tmp_path, env={"PYTHONPATH": str(ROOT)},
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await process.wait() == 0


async def test_a_bad_setting_ends_with_one_line(tmp_path: Path):
    (tmp_path / ".env").write_text("LOKET_RATE_SHARE=7")
    process = await loket(tmp_path, "run")
    out, _ = await process.communicate()
    assert process.returncode == 2
    assert out == b""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
async def test_the_simulator_ends_with_the_bot_that_started_it(
    tmp_path: Path, how: signal.Signals
):
    port = free_port()
    process = await loket(tmp_path, "run", "--port", str(port))
    try:
        assert process.stdout
        async with asyncio.timeout(60):
            assert f":{port}".encode() in await process.stdout.readline()
    finally:
        process.send_signal(how)
        ended = await process.wait()
    await until_closed(port)
    assert ended == (0 if how is signal.SIGTERM else -signal.SIGKILL)
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o077 == 0
