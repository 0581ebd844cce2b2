"""Bad weather: what the bot gets, and whether its call was carried out all the same."""

import aiohttp
import pytest


async def texts(siti):
    return [message.text for message in await siti.messages() if message.by_bot]


@pytest.mark.parametrize(
    ("kind", "code", "description"),
    [
        ("too_many", 429, "Too Many Requests: retry after 7"),
        ("server_error", 500, "Internal Server Error: restart"),
        ("unauthorized", 401, "Unauthorized"),
        ("blocked", 403, "Forbidden: bot was blocked by the user"),
        ("chat_not_found", 400, "Bad Request: chat not found"),
    ],
)
async def test_the_next_call_is_refused_and_the_one_after_it_is_not(
    call, siti, steer, kind, code, description
):
    await steer("weather", kind=kind, method="sendMessage", seconds=7)
    body = await call.answer("sendMessage", chat_id=siti.id, text="satu")
    assert (body["error_code"], body["description"]) == (code, description)
    assert await texts(siti) == []
    await call("sendMessage", chat_id=siti.id, text="dua")
    assert await texts(siti) == ["dua"]


async def test_a_call_may_take_effect_though_its_answer_says_otherwise(call, siti, steer):
    await steer("weather", kind="server_error", method="sendMessage", when="after")
    assert (await call.answer("sendMessage", chat_id=siti.id, text="satu"))["error_code"] == 500
    assert await texts(siti) == ["satu"]


@pytest.mark.parametrize(("when", "said"), [("before", []), ("after", ["satu"])])
async def test_a_connection_breaks_before_or_after_the_effect(call, siti, steer, when, said):
    await steer("weather", kind="reset", method="sendMessage", when=when)
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=siti.id, text="satu")
    assert await texts(siti) == said


async def test_an_answer_may_be_html_or_half_of_its_json(simulator, http, siti, steer):
    address = f"{simulator.address}/bot1:x/sendMessage"
    wish = {"chat_id": siti.id, "text": "a"}
    await steer("weather", kind="bad_gateway")
    async with http.post(address, json=wish) as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    await steer("weather", kind="cut", when="after")
    async with http.post(address, json=wish) as answer:
        assert answer.status == 200
        with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
            await answer.json()


async def test_weather_can_wait_and_can_mean_one_chat_only(call, siti, person, steer):
    budi = person(700000002)
    await budi.start()
    await steer("weather", kind="server_error", chat=budi.id, skip=1, count=2)
    codes = [
        (await call.answer("sendMessage", chat_id=chat.id, text="a")).get("error_code")
        for chat in (siti, budi, budi, siti, budi, budi)
    ]
    assert codes == [None, None, 500, None, 500, None]


async def test_a_share_of_the_calls_is_hit_the_same_way_for_the_same_seed(call, siti, steer):
    async def struck():
        await steer("weather", kind="server_error", share=0.3, seed=5, count=1000)
        codes = [(await call.answer("getMe"))["ok"] for _ in range(40)]
        async with call.http.delete(f"{call.address}/weather") as answer:
            assert (await answer.json()) == {"fronts": []}
        return codes

    first = await struck()
    assert first == await struck()
    assert 5 <= first.count(False) <= 20
    assert await call("getMe")


async def test_weather_for_everything_leaves_the_polling_alone(call, siti, steer):
    await steer("weather", kind="server_error")
    assert await call("getUpdates") == []
    assert (await call.answer("getMe"))["error_code"] == 500
    await steer("weather", kind="conflict", method="getUpdates")
    assert (await call.answer("getUpdates"))["error_code"] == 409


async def test_a_slow_answer_still_comes(call, siti, steer):
    await steer("weather", kind="slow", seconds=0.01)
    assert await call("sendMessage", chat_id=siti.id, text="pelan")


@pytest.mark.parametrize("wish", [{"kind": "hail"}, {"kind": "cut", "howl": 1}, {"count": "x"}])
async def test_unknown_weather_is_refused(steer, wish):
    assert "error" in await steer("weather", **wish)


async def test_the_ledger_knows_what_was_carried_out(call, siti, steer, simulator):
    await steer("weather", kind="reset", method="sendMessage", when="after")
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=siti.id, text="satu")
    await steer("weather", kind="too_many", method="sendMessage")
    await call.refusal("sendMessage", chat_id=siti.id, text="satu")
    await call("sendMessage", chat_id=siti.id, text="satu")
    calls = [
        (entry["effect"], entry["outcome"])
        for entry in simulator.world.ledger.read("call", siti.id, 0)
    ]
    assert calls == [(1, "reset after 200"), (0, "too_many"), (1, "200")]
