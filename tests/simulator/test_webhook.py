"""Webhooks: the secret, the order, the repeats, several addresses, and answers that are calls."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web


@dataclass(slots=True)
class Listener:
    """A bot that listens; `answers` are the statuses and bodies of the next answers."""

    address: str = ""
    got: list = field(default_factory=list)
    secrets: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def hear(self, request: web.Request) -> web.Response:
        self.got.append(json.loads(await request.text()))
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.arrived.set()
        status, body = self.answers.pop(0) if self.answers else (200, "")
        return web.Response(status=status, text=body)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def listeners() -> AsyncIterator[list[Listener]]:
    started = []
    pair = [Listener(), Listener()]
    for listener in pair:
        app = web.Application()
        app.router.add_post("/hook", listener.hear)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        listener.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
        started.append(runner)
    yield pair
    for runner in started:
        await runner.cleanup()


async def test_updates_are_delivered_in_order_with_the_secret(call, siti, listeners, eventually):
    one = listeners[0]
    await siti.say("sebelum")
    await call("setWebhook", url=one.address, secret_token="rahasia")
    for text in ("satu", "dua", "tiga"):
        await siti.say(text)
    await eventually(lambda: len(one.got) == 4)
    assert one.texts() == ["sebelum", "satu", "dua", "tiga"]
    assert set(one.secrets) == {"rahasia"}
    assert await call.refusal("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    assert await call("deleteWebhook")
    assert await call("getUpdates") == []


async def test_what_is_not_taken_is_repeated_before_the_next(
    simulator, call, siti, listeners, eventually
):
    one = listeners[0]
    one.answers = [(503, "")]
    await call("setWebhook", url=one.address)
    await siti.say("satu")
    await siti.say("dua")
    await eventually(lambda: len(one.got) == 3)
    assert one.texts() == ["satu", "satu", "dua"]
    info = await call("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503"
    assert (info["url"], info["pending_update_count"]) == (one.address, 0)
    summary = simulator.world.ledger.summary()["total"]
    assert (summary["redelivered"], summary["confirmed"]) == (1, 3)


async def test_several_addresses_take_turns(call, siti, listeners, steer, eventually):
    one, two = listeners
    await call("setWebhook", url=one.address)
    await steer("webhook", addresses=[one.address, two.address])
    for text in ("satu", "dua", "tiga", "empat"):
        await siti.say(text)
    await eventually(lambda: len(one.got) + len(two.got) == 4)
    assert (len(one.got), len(two.got)) == (2, 2)


async def test_an_answer_may_hold_a_call(call, siti, listeners):
    one = listeners[0]
    said = {"method": "sendMessage", "chat_id": siti.id, "text": "dari webhook"}
    one.answers = [(200, json.dumps(said))]
    await call("setWebhook", url=one.address)
    await siti.say("halo")
    assert (await siti.wait_for("dari webhook")).by_bot


async def test_a_waiting_poll_ends_when_a_webhook_is_set(
    simulator, call, siti, listeners, eventually
):
    async with asyncio.TaskGroup() as group:
        poll = group.create_task(call.answer("getUpdates", timeout=20))
        await eventually(lambda: simulator.polling.occupied)
        await call("setWebhook", url=listeners[0].address)
    assert poll.result()["description"] == "Conflict: terminated by setWebhook request"


async def test_only_this_machine_is_called(call):
    assert "this machine" in await call.refusal("setWebhook", url="https://example.com/hook")
    assert "secret" in await call.refusal(
        "setWebhook", url="http://127.0.0.1:1/", secret_token="a b"
    )
