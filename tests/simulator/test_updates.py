"""getUpdates: waiting, confirming, repeating, two pollers, and what grows too old."""

import asyncio


async def test_a_waiting_poll_is_answered_when_somebody_speaks(simulator, call, siti, eventually):
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(call("getUpdates", timeout=20))
        await eventually(lambda: simulator.polling.occupied)
        await siti.say("Selamat pagi")
    assert [update["message"]["text"] for update in poll.result()] == ["Selamat pagi"]


async def test_updates_come_again_until_an_offset_confirms_them(call, siti):
    await siti.say("satu")
    await siti.say("dua")
    first, second = await call("getUpdates")
    assert second["update_id"] == first["update_id"] + 1
    assert await call("getUpdates", offset=first["update_id"]) == [first, second]
    assert await call("getUpdates", offset=second["update_id"]) == [second]
    assert await call("getUpdates", offset=second["update_id"] + 1) == []


async def test_a_limit_cuts_the_list_and_a_negative_offset_counts_from_the_end(call, siti):
    for text in ("satu", "dua", "tiga"):
        await siti.say(text)
    assert [it["message"]["text"] for it in await call("getUpdates", limit=2)] == ["satu", "dua"]
    assert [it["message"]["text"] for it in await call("getUpdates", offset=-1)] == ["tiga"]
    assert len(await call("getUpdates")) == 1


async def test_the_older_of_two_pollers_gets_a_conflict(simulator, call, siti, eventually):
    async with asyncio.TaskGroup() as group:
        older = group.create_task(call.answer("getUpdates", timeout=20))
        await eventually(lambda: simulator.polling.occupied)
        assert await call("getUpdates") == []
    assert older.result() == {
        "ok": False,
        "error_code": 409,
        "description": "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running",
    }


async def test_a_poller_that_goes_away_takes_nothing_with_it(simulator, call, siti, eventually):
    poll = asyncio.ensure_future(call("getUpdates", timeout=20))
    await eventually(lambda: simulator.polling.occupied)
    poll.cancel()
    await eventually(lambda: not simulator.polling.occupied)
    await siti.say("masih ada?")
    assert len(await call("getUpdates")) == 1


async def test_only_the_kinds_asked_for_are_queued_and_that_is_remembered(call, siti):
    await call("getUpdates", allowed_updates=["message"])
    await siti.block()
    await siti.start()
    assert [set(update) - {"update_id"} for update in await call.take()] == [{"message"}]
    await call("getUpdates", allowed_updates=[])
    await siti.block()
    assert "my_chat_member" in (await call("getUpdates"))[0]


async def test_a_press_lives_for_150_seconds_and_a_message_for_a_day(call, siti, steer):
    sent = await call("sendMessage", chat_id=siti.id, text="Pilih")
    await siti.press_data(sent["message_id"], "x")
    await siti.say("halo")
    await steer("clock", add_seconds=151)
    assert ["message" in update for update in await call("getUpdates")] == [True]
    await steer("clock", add_seconds=86_400)
    assert await call("getUpdates") == []


async def test_delivered_updates_can_be_repeated_though_they_are_confirmed(call, siti, steer):
    await siti.say("satu")
    taken = await call.take()
    await steer("repeat", count=1)
    assert await call("getUpdates", offset=taken[-1]["update_id"] + 1) == taken
    assert await call("getUpdates") == []


async def test_an_update_of_any_content_can_be_put_into_the_queue(call, siti):
    number = await siti.raw({"message": {"message_id": "not a number"}, "update_id": 7})
    assert await call("getUpdates") == [
        {"update_id": number, "message": {"message_id": "not a number"}}
    ]
