"""What tests and the page steer: the clock, the weather, the limits, repeats and the ledger."""

from aiohttp import web

from simulator import bot_api
from simulator.doings import impossible
from simulator.polling import Polling
from simulator.refusal import Json
from simulator.world import World


class ControlApi:
    """Everything that is neither the bot's side nor a person's."""

    def __init__(self, world: World, polling: Polling) -> None:
        self._world = world
        self._polling = polling

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/clock", self.clock),
            web.post("/clock", self.move_clock),
            web.get("/weather", self.weather),
            web.post("/weather", self.bring_weather),
            web.delete("/weather", self.clear_weather),
            web.post("/limits", self.limits),
            web.post("/repeat", self.repeat),
            web.post("/webhook", self.webhook),
            web.get("/ledger", self.ledger),
            web.get("/ledger/summary", self.summary),
        ]

    async def clock(self, _: web.Request) -> web.Response:
        """Tell the simulator's time, in seconds since 1970, and its offset in seconds."""
        clock = self._world.clock
        return web.json_response({"offset_seconds": clock.offset(), "now": clock.now()})

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the clock on by `add_seconds`, or set `offset_seconds`."""
        wish, _ = await bot_api.read(request)
        add, offset = wish.get("add_seconds"), wish.get("offset_seconds")
        clock = self._world.clock
        if isinstance(add, int | float):
            clock.move(clock.offset() + add)
        elif isinstance(offset, int | float):
            clock.move(float(offset))
        else:
            raise impossible("add_seconds or offset_seconds must be a number")
        return await self.clock(request)

    async def weather(self, _: web.Request) -> web.Response:
        """Tell what weather is still to come."""
        return web.json_response({"fronts": [it.shown() for it in self._world.weather.fronts]})

    async def bring_weather(self, request: web.Request) -> web.Response:
        """Order bad weather; see `simulator.weather.Front` for the fields."""
        wish, _ = await bot_api.read(request)
        return web.json_response(self._world.weather.add(wish).shown(), status=201)

    async def clear_weather(self, request: web.Request) -> web.Response:
        """Bring fair weather."""
        self._world.weather.clear()
        return await self.weather(request)

    async def limits(self, request: web.Request) -> web.Response:
        """Switch the sending limits `on` or off."""
        wish, _ = await bot_api.read(request)
        self._world.limits.on = wish.get("on") is True
        return web.json_response({"on": self._world.limits.on})

    async def repeat(self, request: web.Request) -> web.Response:
        """Deliver the last `count` delivered updates once more."""
        wish, _ = await bot_api.read(request)
        count = wish.get("count", 1)
        if not isinstance(count, int) or count < 1:
            raise impossible("count must be a whole number above zero")
        self._world.updates.repeat(count)
        return web.json_response({"repeats": len(self._world.updates.repeats)})

    async def webhook(self, request: web.Request) -> web.Response:
        """Let several `addresses` take turns in place of the one that the bot registered."""
        wish, _ = await bot_api.read(request)
        addresses = wish.get("addresses")
        if not isinstance(addresses, list):
            raise impossible("addresses must be a list")
        self._polling.take_turns([str(address) for address in addresses])
        return web.json_response({"addresses": addresses})

    async def ledger(self, request: web.Request) -> web.Response:
        """Tell at most 1,000 entries after `after`, of a `kind` and a `chat` if given."""
        query = request.query
        chat = query.get("chat")
        entries = self._world.ledger.read(
            query.get("kind"), int(chat) if chat else None, int(query.get("after", "0"))
        )
        last: Json = entries[-1] if entries else {}
        return web.json_response({"entries": entries, "after": last.get("seq")})

    async def summary(self, _: web.Request) -> web.Response:
        """Tell the counts of the ledger, and how many updates still wait."""
        summary = self._world.ledger.summary()
        return web.json_response(summary | {"pending": len(self._world.updates.pending)})
