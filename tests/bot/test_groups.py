"""Groups: the bot leaves one that takes it in, and stays in the chat of the alarms."""

import asyncio
import json
from pathlib import Path

from handlers.route import handle
from tests.bot.working import Town, at_work, rows

SITI = 700000001


async def test_a_group_is_left_once(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    group = (await town.order(f"people/{SITI}/group", title="Kantor"))["group"]
    async with at_work(tmp_path, town.address, handle):
        await siti.say("/menu")
        await siti.wait_for("Selamat datang")
    left = [json.loads(one["body"]) for one in await town.ledger() if one["method"] == "leaveChat"]
    assert left == [{"chat_id": group}]
    assert set(rows(tmp_path, "SELECT state FROM inbox")) == {("answered",)}


async def test_a_group_that_could_not_be_left_at_once_is_left_by_the_outbox(
    tmp_path: Path, town: Town
):
    await town.order("weather", kind="bad_gateway", method="leaveChat")
    siti = town.person(SITI)
    group = (await town.order(f"people/{SITI}/group", title="Kantor"))["group"]
    async with at_work(tmp_path, town.address, handle):
        async with asyncio.timeout(15):
            while not town.simulator.world.chats[group].blocked:  # noqa: ASYNC110 - the simulator's
                await asyncio.sleep(0.02)
        await siti.say("/menu")
        await siti.wait_for("Selamat datang")
    assert rows(tmp_path, "SELECT method FROM outbox") == [("leave",)]
