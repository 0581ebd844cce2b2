"""Delivers updates to the bot's webhook, in order within each stream, until they are taken."""

import asyncio
import itertools
import json
from collections import deque
from dataclasses import dataclass, field

import aiohttp

from simulator import shapes
from simulator.bot_api import BotApi
from simulator.polling import Polling, Webhook
from simulator.refusal import Json, Refusal
from simulator.updates import Update
from simulator.world import World

LONGEST_PAUSE = 60.0
FIRST_PAUSE = 0.5
ANSWER_LIMIT = 60.0
TAKEN = range(200, 300)


@dataclass(slots=True)
class _Streams:
    """What is on its way: one update at a time for each stream."""

    waiting: dict[str, deque[Update]] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


class Courier:
    """Telegram's side of a webhook (tdlib/telegram-bot-api, WebhookActor).

    Messages keep their order within a chat and presses within a person; streams go side by
    side. What is not answered with 2xx is repeated at once, then after 0.5 s, 1 s, 2 s … up to
    60 s, until it is taken or too old. An answer may hold one more call of the bot.
    """

    def __init__(self, world: World, polling: Polling, api: BotApi) -> None:
        self._world = world
        self._polling = polling
        self._api = api
        self._turn = itertools.count()

    async def run(self) -> None:
        """Deliver for as long as a webhook is set, for ever."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_LIMIT)
        async with aiohttp.ClientSession(timeout=timeout) as http:
            while True:
                self._polling.changed.clear()
                if self._polling.webhook is None:
                    await self._polling.changed.wait()
                else:
                    await self._until_changed(http, self._polling.webhook)

    async def _until_changed(self, http: aiohttp.ClientSession, webhook: Webhook) -> None:
        async with asyncio.TaskGroup() as group:
            work = group.create_task(self._deliver_all(http, webhook))
            await self._polling.changed.wait()
            work.cancel()

    async def _deliver_all(self, http: aiohttp.ClientSession, webhook: Webhook) -> None:
        streams = _Streams()
        free = asyncio.Semaphore(webhook.connections)
        async with asyncio.TaskGroup() as group:
            while True:
                for update in self._fresh(streams):
                    streams.taken.add(update.id)
                    if update.stream in streams.waiting:
                        streams.waiting[update.stream].append(update)
                        continue
                    streams.waiting[update.stream] = deque([update])
                    group.create_task(self._stream(http, webhook, streams, update.stream, free))
                await self._world.updates.next_arrival()

    def _fresh(self, streams: _Streams) -> list[Update]:
        updates = self._world.updates
        updates.sweep(self._world.now())
        again, updates.repeats = updates.repeats, []
        streams.taken &= updates.pending.keys()
        return again + [it for it in updates.pending.values() if it.id not in streams.taken]

    async def _stream(
        self,
        http: aiohttp.ClientSession,
        webhook: Webhook,
        streams: _Streams,
        name: str,
        free: asyncio.Semaphore,
    ) -> None:
        queue = streams.waiting[name]
        while queue:
            pause = 0.0
            while not await self._deliver(http, webhook, queue[0], free):
                await asyncio.sleep(pause)
                pause = min(max(FIRST_PAUSE, pause * 2), LONGEST_PAUSE)
            queue.popleft()
        del streams.waiting[name]

    async def _deliver(
        self,
        http: aiohttp.ClientSession,
        webhook: Webhook,
        update: Update,
        free: asyncio.Semaphore,
    ) -> bool:
        """Deliver one update once; True when it is settled: taken, or too old."""
        updates = self._world.updates
        updates.sweep(self._world.now())
        if update.expires <= self._world.now():
            return True
        address = webhook.addresses[next(self._turn) % len(webhook.addresses)]
        async with free:
            updates.note_delivered(update, self._world.now())
            try:
                status, body = await _post(http, address, webhook.secret, update.text)
            except (aiohttp.ClientError, TimeoutError) as error:
                return self._failed(webhook, f"Connection failed: {type(error).__name__}")
        if status not in TAKEN:
            return self._failed(webhook, f"Wrong response from the webhook: {status}")
        updates.done(update.id, self._world.now())
        await self._answered(body)
        return True

    def _failed(self, webhook: Webhook, error: str) -> bool:
        webhook.error, webhook.error_at = error, int(self._world.now())
        return False

    async def _answered(self, body: str) -> None:
        """Carry out the call that an answer may hold (Bot API, "Making requests when …")."""
        try:
            call: Json = json.loads(body)
            name = call.pop("method")
            method = shapes.method_named(str(name))
        except (ValueError, AttributeError, KeyError, TypeError, Refusal):
            return  # nothing was asked for: an empty or other answer is fine with Telegram
        await self._api.carry_out(method, call, {})


async def _post(
    http: aiohttp.ClientSession, address: str, secret: str, text: str
) -> tuple[int, str]:
    headers = {"Content-Type": "application/json"}
    if secret:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret
    async with http.post(address, data=text, headers=headers) as response:
        return response.status, await response.text()
