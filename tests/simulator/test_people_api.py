"""The people's side: what a person does, what the bot gets of it, and what the person sees."""

import asyncio
import json

import pytest

from simulator.person import NotDone, NotSeen

GIF = b"GIF89a\x40\x01\xf0\x00" + bytes(20)


async def test_who_can_be_played_is_told_with_office_and_role(http, simulator):
    async with http.get(f"{simulator.address}/people") as answer:
        told = await answer.json()
    assert told["bot"]["username"] == "loket_simulator_bot"
    siti = told["personas"][0]
    assert (siti["id"], siti["first_name"], siti["kind"]) == (700000001, "Siti", "applicant")
    assert {it["kind"] for it in told["personas"]} == {"applicant", "staff", "administrator"}


async def test_somebody_new_can_be_added_and_speak(http, simulator, call, person):
    async with http.post(f"{simulator.address}/people", json={"first_name": "Tono"}) as answer:
        told = await answer.json()
    await person(told["id"]).say("halo")
    (update,) = await call.take()
    assert update["message"]["from"] == {
        "id": told["id"],
        "is_bot": False,
        "first_name": "Tono",
    }
    async with http.post(f"{simulator.address}/people", json={}) as answer:
        assert answer.status == 400


async def test_a_text_becomes_a_message_with_its_entities(call, siti):
    await siti.say("  /tiket@loket BJM-1 ")
    (update,) = await call.take()
    message = update["message"]
    assert message["text"] == "/tiket@loket BJM-1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 12}]
    assert message["chat"]["type"] == "private"
    assert message["from"]["language_code"] == "id"


async def test_a_reply_carries_what_it_replies_to(call, siti):
    sent = await call("sendMessage", chat_id=siti.id, text="Nomor tiket?")
    own = await siti.say("itu", reply_to=sent["message_id"])
    (update,) = await call.take()
    assert update["message"]["reply_to_message"]["text"] == "Nomor tiket?"
    assert (await siti.messages())[-1].reply_to == sent["message_id"]
    answer = await call(
        "sendMessage", chat_id=siti.id, text="ya", reply_parameters={"message_id": own}
    )
    assert "reply_to_message" not in answer["reply_to_message"]


async def test_an_album_is_several_messages_with_one_group(call, siti):
    sent = await siti.upload(("a.pdf", b"A"), ("b.pdf", b"B"), album=True, caption="KTP")
    first, second = (update["message"] for update in await call.take())
    assert [first["message_id"], second["message_id"]] == sent
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("KTP", False)
    assert first["document"]["mime_type"] == "application/pdf"


async def test_a_photo_has_sizes_and_can_be_fetched_by_bot_and_page(call, siti, http):
    await siti.upload(("ktp.gif", GIF), kind="photo")
    (update,) = await call.take()
    sizes = update["message"]["photo"]
    assert [(size["width"], size["height"]) for size in sizes] == [(90, 67), (320, 240)]
    file = await call("getFile", file_id=sizes[-1]["file_id"])
    async with http.get(f"{call.address}/file/bot1:x/{file['file_path']}") as answer:
        assert await answer.read() == GIF
    seen = (await siti.messages())[-1].media
    assert (seen.kind, seen.name, seen.size) == ("photo", "ktp.gif", len(GIF))
    assert await siti.download(seen) == GIF


async def test_files_are_given_to_the_page_so_that_they_cannot_run(siti, http, simulator):
    await siti.upload(("page.html", b"<script>alert(1)</script>"))
    media = (await siti.messages())[-1].media
    async with http.get(simulator.address + media.url) as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_other_kinds_of_messages_reach_the_bot(call, siti):
    await siti.send("sticker")
    await siti.send("voice")
    await siti.send("location", latitude=-2.1, longitude=106.1)
    await siti.send("contact")
    await siti.send("forward", text="kata orang")
    messages = [update["message"] for update in await call.take()]
    assert messages[0]["sticker"]["type"] == "regular"
    assert messages[1]["voice"]["duration"] == 3
    assert messages[2]["location"] == {"latitude": -2.1, "longitude": 106.1}
    assert messages[3]["contact"]["user_id"] == siti.id
    assert messages[4]["forward_origin"]["type"] == "hidden_user"


async def test_an_edit_reaches_the_bot_as_an_edited_message(call, siti):
    own = await siti.say("salah")
    await siti.edit(own, "benar")
    _, update = await call.take()
    assert update["edited_message"]["text"] == "benar"
    assert update["edited_message"]["edit_date"] >= update["edited_message"]["date"]
    seen = (await siti.messages())[-1]
    assert (seen.text, seen.edited) == ("benar", True)
    with pytest.raises(NotDone):
        await siti.edit(own + 1000, "apa")


async def test_blocking_tells_the_bot_and_stops_both_sides(call, siti):
    await siti.block()
    (update,) = await call.take()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    with pytest.raises(NotDone, match="blocked"):
        await siti.say("halo")
    await siti.block(blocked=False)
    (update,) = await call.take()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "member"


async def test_a_press_reaches_the_bot_and_its_answer_reaches_the_person(call, siti):
    markup = {"inline_keyboard": [[{"text": "Ya", "callback_data": "yes"}]]}
    await call("sendMessage", chat_id=siti.id, text="Setuju?", reply_markup=markup)
    query = await siti.press("Ya")
    (update,) = await call.take()
    asked = update["callback_query"]
    assert (asked["id"], asked["data"]) == (query, "yes")
    assert asked["message"]["reply_markup"] == markup
    await call("answerCallbackQuery", callback_query_id=query, text="Baik", show_alert=True)
    toast = await siti.toast(query)
    assert (toast.text, toast.alert) == ("Baik", True)


async def test_a_button_on_a_message_that_is_gone_is_pressed_without_it(call, siti):
    await siti.press_data(12345, "forged")
    (update,) = await call.take()
    assert update["callback_query"]["message"]["date"] == 0


async def test_what_the_bot_writes_is_seen_with_its_looks(call, siti):
    rows = [
        [{"text": "Salin", "copy_text": {"text": "BJM-1"}, "style": "primary"}],
        [{"text": "Situs", "url": "https://lpse.example"}],
    ]
    sent = await call(
        "sendMessage",
        chat_id=siti.id,
        text='<b>Tiket</b> &lt;x&gt; <a href="https://x.id">di sini</a>',
        parse_mode="HTML",
        protect_content=True,
        reply_markup={"inline_keyboard": rows},
    )
    seen = await siti.wait_for("Tiket")
    assert seen.html == '<b>Tiket</b> &lt;x&gt; <a href="https://x.id">di sini</a>'
    assert seen.protected
    assert seen.buttons[0][0].copy == "BJM-1"
    assert seen.buttons[1][0].url == "https://lpse.example"
    await call("deleteMessage", chat_id=siti.id, message_id=sent["message_id"])
    assert [message.by_bot for message in await siti.messages()] == [False]


async def test_a_reply_keyboard_is_set_and_taken_away(call, siti):
    keyboard = {"keyboard": [[{"text": "Kirim kontak", "request_contact": True}]]}
    await call("sendMessage", chat_id=siti.id, text="a", reply_markup=keyboard)
    assert (await siti.last()).reply_keyboard == (("Kirim kontak",),)
    gone = {"remove_keyboard": True}
    await call("sendMessage", chat_id=siti.id, text="b", reply_markup=gone)
    assert (await siti.last()).reply_keyboard == ()


async def test_changes_come_as_they_happen(http, simulator, call, siti):
    address = f"{simulator.address}/people/{siti.id}"
    async with http.get(f"{address}/chat") as answer:
        seq = (await answer.json())["seq"]
    async with http.get(f"{address}/stream", params={"after": seq}) as stream:
        await call("sendMessage", chat_id=siti.id, text="hidup")
        line = (await stream.content.readline()).decode()
    told = json.loads(line.removeprefix("data: "))
    assert [message["text"] for message in told["messages"]] == ["hidup"]
    async with http.get(f"{address}/events", params={"after": seq}) as answer:
        assert (await answer.json()) == told


async def test_a_long_poll_of_a_chat_is_woken_by_the_bot(http, simulator, call, siti):
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(siti.wait_for("^datang$"))
        await asyncio.sleep(0)
        await call("sendMessage", chat_id=siti.id, text="datang")
    assert poll.result().text == "datang"


async def test_what_does_not_come_is_told_with_the_whole_chat(call, siti):
    await call("sendMessage", chat_id=siti.id, text="Selamat datang")
    with pytest.raises(NotSeen, match=r"(?s)nomor.*within 0\.01 s.*/start.*Selamat datang"):
        await siti.wait_for("nomor", timeout=0.01)
    with pytest.raises(NotSeen, match=r"(?s)no button 'Ya'.*Selamat datang"):
        await siti.press("Ya")


async def test_commands_are_seen_by_scope_and_language(call, siti, person):
    emma = person(700000004)
    await emma.start()

    async def set_commands(name, **where):
        commands = [{"command": name, "description": "x"}]
        await call("setMyCommands", commands=commands, **where)

    await set_commands("menu")
    await set_commands("start_en", language_code="en")
    assert (await siti.commands(), await emma.commands()) == (["menu"], ["start_en"])
    await set_commands("semua", scope={"type": "all_private_chats"})
    await set_commands("antrian", scope={"type": "chat", "chat_id": siti.id})
    assert (await siti.commands(), await emma.commands()) == (["antrian"], ["semua"])
    await call("deleteMyCommands", scope={"type": "chat", "chat_id": siti.id})
    assert await siti.commands() == ["semua"]
    assert await call.refusal("setMyCommands", commands=[{"command": "A", "description": "x"}])


async def test_a_group_can_take_the_bot_in_and_the_bot_can_leave(call, siti, http, simulator):
    base = f"{simulator.address}/people/{siti.id}"
    async with http.post(f"{base}/group", json={"title": "Petugas"}) as answer:
        group = (await answer.json())["group"]
    (update,) = await call.take()
    assert update["my_chat_member"]["chat"]["type"] == "group"
    async with http.post(f"{base}/text", json={"text": "/start", "group": group}) as answer:
        assert answer.status == 200
    assert (await call.take())[0]["message"]["chat"]["id"] == group
    assert await call("leaveChat", chat_id=group)
    assert await call.refusal("sendMessage", chat_id=group, text="a") == (
        "Forbidden: bot is not a member of the group chat"
    )
