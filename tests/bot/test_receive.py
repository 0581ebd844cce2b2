"""Receiving: every update once, in order, whatever its neighbours are."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.bot.working import Echo, Town, at_work, rows

SITI, BUDI = 700000001, 700000002

ODD = {
    "a message that is a text": {"message": "halo"},
    "a message without a sender": {"message": {"message_id": 1, "chat": {"id": SITI}}},
    "a sender that is a list": {"message": {"from": [1], "chat": {"id": SITI}}},
    "an id that is a text": {"message": {"from": {"id": "1"}, "chat": {"id": SITI}}},
    "a chat that is missing": {"message": {"from": {"id": SITI}, "text": "x"}},
    "a press without an id": {"callback_query": {"from": {"id": SITI}, "data": "one"}},
    "a kind nobody knows": {"surprise": {"from": {"id": SITI}}},
    "an id beyond all numbers": {"message": {"from": {"id": 10**30}, "chat": {"id": SITI}}},
    "a deep nest": {"message": {"from": {"id": SITI}, "chat": {"id": [[[[[[[[{}]]]]]]]]}}},
}


async def test_an_update_is_answered(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("halo")
        await siti.wait_for("^halo 1$")


async def test_a_repeated_update_is_handled_once(tmp_path: Path, town: Town):
    siti, echo = town.person(SITI), Echo()
    async with at_work(tmp_path, town.address, echo):
        await siti.say("one time")
        await siti.wait_for("one time 1")
        await town.order("repeat")
        await siti.say("after it")
        await siti.wait_for("after it 1")
    texts = [message.text for message in await siti.messages() if message.by_bot]
    assert texts == ["one time 1", "after it 1"]


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
async def test_an_odd_update_is_set_aside_and_its_neighbours_go_on(
    tmp_path: Path, town: Town, odd: dict[str, object]
):
    siti, budi = town.person(SITI), town.person(BUDI)
    await siti.say("before")
    number = await siti.raw(odd)
    await budi.say("after")
    async with at_work(tmp_path, town.address, Echo()):
        await siti.wait_for("before 1")
        await budi.wait_for("after 1")
    states = dict(rows(tmp_path, "SELECT update_id, state FROM inbox"))
    assert states.pop(number) == "quarantined"
    assert set(states.values()) == {"answered"}


async def test_the_messages_of_one_person_are_handled_in_their_order(tmp_path: Path, town: Town):
    siti, echo = town.person(SITI), Echo()
    texts = [f"message {number}" for number in range(12)]
    async with at_work(tmp_path, town.address, echo):
        for text in texts:
            await siti.say(text)
        await siti.wait_for("message 11 1")
    assert echo.handled == texts


async def test_a_slow_person_holds_up_nobody_else(tmp_path: Path, town: Town):
    siti, budi, echo = town.person(SITI), town.person(BUDI), Echo()
    released = asyncio.Event()
    echo.before["slow"] = released.wait
    async with at_work(tmp_path, town.address, echo):
        await siti.say("slow")
        await siti.say("behind")
        await budi.say("quick")
        await budi.wait_for("quick 1")
        assert echo.handled == ["quick"]
        released.set()
        await siti.wait_for("behind 1")
    assert echo.handled == ["quick", "slow", "behind"]


async def test_a_handler_that_fails_is_tried_three_times_and_the_person_told_once(
    tmp_path: Path, town: Town, caplog: pytest.LogCaptureFixture
):
    siti, echo, tries = town.person(SITI), Echo(), []

    async def fail() -> None:
        tries.append(1)
        raise ValueError("NIK 3171012345670001")

    echo.before["broken"] = fail
    async with at_work(tmp_path, town.address, echo):
        await siti.say("broken")
        await siti.wait_for("gangguan teknis")
        await siti.say("whole")
        await siti.wait_for("whole 1")
    assert len(tries) == 3
    assert "is quarantined" in caplog.text
    assert "3171012345670001" not in caplog.text


async def test_a_quarantine_reaches_the_chat_of_the_alarms_once(tmp_path: Path, town: Town):
    siti, budi = town.person(SITI), town.person(BUDI)
    await budi.say("before")
    await siti.raw(ODD["a message that is a text"])
    await siti.raw(ODD["a kind nobody knows"])
    async with at_work(tmp_path, town.address, Echo(), LOKET_ALARM_CHAT=str(BUDI)):
        await budi.wait_for("disisihkan")
        await siti.say("after")
        await siti.wait_for("after 1")
    heard = [one.text for one in await budi.messages() if one.by_bot and "Alarm" in one.text]
    assert len(heard) == 1
    keys = [key for (key,) in rows(tmp_path, "SELECT key FROM outbox")]
    assert [key.partition(":2")[0] for key in keys] == ["alarm:quarantined"]


async def test_a_start_confirms_nothing(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("kept")
        await siti.wait_for("kept 1")
    calls = await town.ledger()
    polls = [json.loads(call["body"]) for call in calls if call["method"] == "getUpdates"]
    assert "offset" not in polls[0]


@pytest.mark.parametrize("kind", ["bad_gateway", "cut", "reset", "conflict", "too_many"])
async def test_receiving_goes_on_after_bad_weather(tmp_path: Path, town: Town, kind: str):
    siti = town.person(SITI)
    await town.order("weather", kind=kind, method="getUpdates")
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("halo")
        await siti.wait_for("halo 1", timeout=15)
