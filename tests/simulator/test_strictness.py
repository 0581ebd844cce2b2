"""What the Bot API side refuses, and in which words."""

import aiohttp
import pytest

LONG = "x" * 4097


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({}, "message text is empty"),
        ({"text": LONG}, "message is too long"),
        ({"text": "🙂" * 2049}, "message is too long"),
        ({"text": "a", "txet": "b"}, 'sendMessage has no field "txet" (refused by the simulator)'),
        ({"text": 5}, "sendMessage.text must be a String (refused by the simulator)"),
        (
            {"text": "a", "protect_content": 1},
            "sendMessage.protect_content must be a Boolean (refused by the simulator)",
        ),
        (
            {"text": "a", "parse_mode": "MarkdownV2"},
            "unsupported parse_mode (the simulator knows HTML only)",
        ),
        (
            {"text": "a", "reply_parameters": {"message_id": 999}},
            "message to be replied not found",
        ),
        ({"text": "a", "reply_markup": {"x": 1}}, "object expected as reply markup"),
    ],
)
async def test_a_wrong_message_is_refused_with_a_reason(call, siti, params, said):
    refusal = await call.refusal("sendMessage", chat_id=siti.id, **params)
    assert refusal.startswith(f"Bad Request: {said}")


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "url": "not a link"}, "BUTTON_URL_INVALID"),
        ({"text": "a", "url": "https://x.id", "callback_data": "b"}, "a button has url and"),
        ({"text": "a"}, "can't parse inline keyboard button"),
        ({"text": "a", "callback_data": "b", "style": "blue"}, "invalid button style"),
        ({"text": "a", "callback_data": "b", "colour": "blue"}, "sendMessage.reply_markup"),
        ({"text": "a", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
    ],
)
async def test_a_wrong_button_is_refused(call, siti, button, said):
    markup = {"inline_keyboard": [[button]]}
    refusal = await call.refusal("sendMessage", chat_id=siti.id, text="a", reply_markup=markup)
    assert refusal.startswith(f"Bad Request: {said}")


async def test_the_longest_text_and_the_longest_data_are_taken(call, siti):
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x" * 64, "style": "danger"}]]}
    sent = await call(
        "sendMessage",
        chat_id=siti.id,
        text="<b>" + "&lt;" * 4096 + "</b>",
        parse_mode="HTML",
        reply_markup=markup,
    )
    assert sent["text"] == "<" * 4096
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert sent["reply_markup"] == markup


async def test_who_cannot_be_reached_is_told_as_telegram_does(call, siti, person):
    say = {"method": "sendMessage", "text": "a"}
    assert await call.refusal(**say, chat_id=5) == "Bad Request: chat not found"
    assert await call.refusal(**say, chat_id="@nobody") == "Bad Request: chat not found"
    assert await call.refusal(**say, chat_id="") == "Bad Request: chat_id is empty"
    assert await call.refusal(**say, chat_id=700000002) == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    await siti.block()
    assert await call.refusal(**say, chat_id=siti.id) == ("Forbidden: bot was blocked by the user")
    await siti.start()
    assert await call("sendMessage", chat_id=siti.id, text="a")


async def test_edits_are_refused_in_telegrams_words(call, siti):
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    sent = await call("sendMessage", chat_id=siti.id, text="a", reply_markup=markup)
    place = {"chat_id": siti.id, "message_id": sent["message_id"]}
    assert await call.refusal("editMessageText", **place, text="a", reply_markup=markup) == (
        "Bad Request: message is not modified: specified new message content and reply markup "
        "are exactly the same as a current content and reply markup of the message"
    )
    assert await call.refusal("editMessageCaption", **place, caption="x") == (
        "Bad Request: there is no caption in the message to edit"
    )
    own = await siti.say("punya saya")
    assert await call.refusal("editMessageText", chat_id=siti.id, message_id=own, text="x") == (
        "Bad Request: message can't be edited"
    )
    assert await call("deleteMessage", **place)
    assert await call.refusal("editMessageText", **place, text="b") == (
        "Bad Request: message to edit not found"
    )
    assert await call.refusal("deleteMessage", **place) == (
        "Bad Request: message to delete not found"
    )


async def test_a_message_can_be_deleted_for_two_days(call, siti, steer):
    sent = await call("sendMessage", chat_id=siti.id, text="a")
    await steer("clock", add_seconds=48 * 3600 + 1)
    assert (
        await call.refusal("deleteMessage", chat_id=siti.id, message_id=sent["message_id"])
        == "Bad Request: message can't be deleted for everyone"
    )


async def test_a_press_is_answered_once_and_within_150_seconds(call, siti, steer):
    sent = await call("sendMessage", chat_id=siti.id, text="a")
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    first = await siti.press_data(sent["message_id"], "x")
    assert await call("answerCallbackQuery", callback_query_id=first, text="baik")
    assert await call.refusal("answerCallbackQuery", callback_query_id=first) == old
    second = await siti.press_data(sent["message_id"], "x")
    await steer("clock", add_seconds=151)
    assert await call.refusal("answerCallbackQuery", callback_query_id=second) == old
    assert await call.refusal("answerCallbackQuery", callback_query_id="1") == old


async def test_tokens_and_methods_are_checked(simulator, http, call):
    async with http.get(f"{simulator.address}/botnonsense/getMe") as answer:
        assert (answer.status, await answer.json()) == (
            401,
            {"ok": False, "error_code": 401, "description": "Unauthorized"},
        )
    assert await call.refusal("sendMesage") == "Not Found: method not found"
    assert (await call("GETME"))["username"] == "loket_simulator_bot"


async def test_forms_and_queries_mean_the_same_as_json(simulator, http, siti):
    address = f"{simulator.address}/bot7:x/sendMessage"
    form = aiohttp.FormData({"chat_id": str(siti.id), "text": "satu", "protect_content": "true"})
    async with http.post(address, data=form) as answer:
        assert (await answer.json())["result"]["has_protected_content"] is True
    async with http.get(address, params={"chat_id": siti.id, "text": "dua"}) as answer:
        assert (await answer.json())["result"]["text"] == "dua"


async def test_a_body_that_is_no_json_object_is_refused(simulator, http):
    for body in ("{", "[]"):
        async with http.post(
            f"{simulator.address}/bot7:x/getMe",
            data=body,
            headers={"Content-Type": "application/json"},
        ) as answer:
            assert answer.status == 400


async def test_staff_pressed_start_when_they_were_enrolled(call):
    assert await call("sendMessage", chat_id=700000011, text="Tugas baru")
