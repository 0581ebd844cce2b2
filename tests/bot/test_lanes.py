"""Lanes: order within, side by side between, nothing left of an empty one."""

import asyncio

from bot.arrival import Arrival
from bot.lanes import Lanes


class Desk:
    """Work that can be held up; notes what began and what ended."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.ended: list[int] = []
        self.held: dict[int, asyncio.Event] = {}

    async def __call__(self, arrival: Arrival, lanes: Lanes) -> None:
        self.begun.append(arrival.update_id)
        if arrival.update_id in self.held:
            async with lanes.aside():
                await self.held[arrival.update_id].wait()
        self.ended.append(arrival.update_id)


async def turns() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_lane_keeps_its_order_and_another_goes_past():
    desk = Desk()
    desk.held[1] = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk)
        for update_id, lane in ((1, 7), (2, 7), (3, 8)):
            lanes.put(Arrival(update_id, lane, {}))
        await turns()
        assert desk.ended == [3]
        desk.held[1].set()
        await lanes.drain()
    assert desk.ended == [3, 1, 2]


async def test_an_empty_lane_leaves_nothing_behind():
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, Desk())
        for number in range(50):
            lanes.put(Arrival(number, number, {}))
        await lanes.drain()
        await turns()
        assert (len(lanes), lanes.busy) == (0, 0)
        assert not group._tasks


async def test_an_update_that_is_here_already_is_not_queued_again():
    desk = Desk()
    desk.held[1] = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk)
        for _ in range(3):
            lanes.put(Arrival(1, 7, {}))
        assert len(lanes) == 1
        await turns()
        desk.held[1].set()
        await lanes.drain()
    assert desk.begun == [1]


async def test_work_is_bounded_and_what_waits_aside_holds_up_nobody():
    desk = Desk()
    desk.held = {1: asyncio.Event(), 2: asyncio.Event()}
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk, at_once=1)
        for number in (1, 2, 3):
            lanes.put(Arrival(number, number, {}))
        await turns()
        assert desk.begun == [1, 2, 3]
        assert desk.ended == [3]
        desk.held[1].set()
        desk.held[2].set()


async def test_no_more_is_asked_for_while_too_much_waits():
    desk = Desk()
    desk.held[1] = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group, desk, most_waiting=1)
        lanes.put(Arrival(1, 7, {}))
        asking = group.create_task(lanes.room())
        await turns()
        assert not asking.done()
        desk.held[1].set()
        await asking
