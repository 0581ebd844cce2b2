"""Speaking: after the commit, in order, and through the outbox when it did not surely arrive."""

from pathlib import Path

import pytest

from tests.bot.working import Echo, Town, at_work, rows

SITI, BUDI = 700000001, 700000002


async def said(town: Town, number: int) -> list[str]:
    return [m.text for m in await town.person(number).messages() if m.by_bot and not m.deleted]


@pytest.mark.parametrize("kind", ["too_many", "server_error", "reset", "bad_gateway", "cut"])
async def test_an_answer_that_was_not_sent_comes_later_and_once(
    tmp_path: Path, town: Town, kind: str
):
    siti = town.person(SITI)
    await town.order("weather", kind=kind, method="sendMessage")
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("first")
        await siti.say("second")
        await siti.wait_for("second 1", timeout=20)
    assert await said(town, SITI) == ["first 1", "second 1"]


async def test_a_cut_reply_makes_two_copies_at_most(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    await town.order("weather", kind="cut", method="sendMessage", when="after", count=2)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("first")
        await siti.say("second")
        await siti.wait_for("second 1", timeout=20)
    assert await said(town, SITI) == ["first 1", "first 1", "second 1"]


async def test_a_press_is_answered_and_its_message_edited(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("button")
        await siti.wait_for("choose")
        query = await siti.press("one")
        assert (await siti.toast(query)).text == "pressed"
        await siti.wait_for("chosen")


async def test_a_screen_that_shows_it_already_is_no_failure(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("button")
        screen = await siti.wait_for("choose")
        for _ in range(2):
            await siti.toast(await siti.press_data(screen.id, "one"))
        await siti.say("after")
        await siti.wait_for("after 1")
    assert rows(tmp_path, "SELECT count(*) FROM outbox") == [(0,)]


async def test_an_answer_queues_behind_the_pushes_of_its_chat(tmp_path: Path, town: Town):
    siti = town.person(SITI)
    await town.order("weather", kind="too_many", method="sendMessage", seconds=1)
    async with at_work(tmp_path, town.address, Echo()):
        await siti.say("push one")
        await siti.say("push two")
        await siti.say("answer")
        await siti.wait_for("answer 1", timeout=20)
    assert await said(town, SITI) == ["push one", "push two", "answer 1"]


async def test_a_person_who_blocked_the_bot_is_noted_as_unreachable(tmp_path: Path, town: Town):
    siti, budi = town.person(SITI), town.person(BUDI)
    await siti.say("halo")
    await siti.block()
    async with at_work(tmp_path, town.address, Echo()):
        await budi.say("halo")
        await budi.wait_for("halo 1")
    statuses = dict(rows(tmp_path, "SELECT chat_id, status FROM outbox"))
    assert statuses[SITI] == "unreachable"


async def test_what_was_done_and_not_answered_is_said_at_the_next_start(
    tmp_path: Path, town: Town
):
    siti = town.person(SITI)
    await siti.say("kept")
    await town.order("weather", kind="reset", method="sendMessage", count=1000)
    async with at_work(tmp_path, town.address, Echo(), parts=["receive"]):
        await siti.say("more")
    await town.http.delete(f"{town.address}/weather")
    async with at_work(tmp_path, town.address, Echo(), parts=["notify", "receive"]):
        await siti.wait_for("more 1", timeout=20)
    assert await said(town, SITI) == ["kept 1", "more 1"]
