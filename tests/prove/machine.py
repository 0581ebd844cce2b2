"""The bot's own way of an update, from the inlet to the answer, without a network beneath it."""

import asyncio
import time
from contextlib import asynccontextmanager

from bot.house import Building
from bot.inlet import Inlet
from bot.lanes import Lanes
from bot.said import Said
from bot.work import Work
from handlers.route import handle
from storage import inbox


class Mouth:
    """Says answers by writing them down: (lane, update, text, seconds since it came)."""

    def __init__(self, said):
        self.said = said
        self.came = {}
        self.told = []

    async def say(self, arrival, answers):
        since = time.perf_counter() - self.came.get(arrival.update_id, 0.0)
        text = "\n".join(answer.text for answer in answers)
        self.told.append((arrival.lane, arrival.update_id, text, since))
        if answers:
            self.said.add(arrival.update_id)


class Machine:
    """Takes batches as Telegram sends them; `files` is what a sent file becomes."""

    def __init__(self, house, group, files=None):
        self.rung = []
        store = house.store
        said = Said(lambda ids: store.post(lambda tx: inbox.answered(tx, ids)))
        self.mouth = Mouth(said)
        building = Building(store, house.books, lambda: house.now, files, said, asyncio.Event())
        self.lanes = Lanes(group, Work(building, self.mouth, handle))
        self.inlet = Inlet(store, self.lanes, lambda: house.now, self.rung.append)

    async def takes(self, batch):
        """One answer of getUpdates."""
        arrivals = self.inlet.read(batch)
        self.mouth.came.update(dict.fromkeys((a.update_id for a in arrivals), time.perf_counter()))
        await self.inlet.keep_and_start(arrivals)


@asynccontextmanager
async def machine(house, files=None):
    """A machine at work, drained at the end."""
    async with asyncio.TaskGroup() as group:
        made = Machine(house, group, files)
        yield made
        await made.lanes.drain()
        made.mouth.said.flush()
        await house.store.write(lambda tx: None)


def message(update_id, person, text="", **more):
    """An update that is a plain message in a private chat."""
    sender = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    body = {"message_id": update_id, "date": 1_790_000_000, "chat": {"id": person.id,
            "type": "private"}, "from": sender}  # fmt: skip
    if text:
        body["text"] = text
    return {"update_id": update_id, "message": {**body, **more}}
