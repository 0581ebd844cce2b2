"""Puts the simulator together and serves it on this machine."""

import argparse
import asyncio
import ipaddress
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from simulator.bot_api import BotApi
from simulator.control_api import ControlApi
from simulator.courier import Courier
from simulator.doings import Doings
from simulator.people_api import PeopleApi, plain_refusals
from simulator.polling import Polling
from simulator.world import World

PAGE = Path(__file__).with_name("page")
BODY = 64 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Running:
    """A simulator that serves: its base address and, for tests in the same process, its inside."""

    port: int
    address: str
    world: World
    polling: Polling


@asynccontextmanager
async def running(
    listen_host: str, port: int, folder: Path, clock_file: Path
) -> AsyncIterator[Running]:
    """Serve while the context lasts; port 0 takes a free one.

    Raises ValueError for a host that is not this machine.
    """
    _check_own(listen_host)
    world = World(folder, clock_file)
    polling = Polling(world)
    api = BotApi(world, polling)
    runner = web.AppRunner(
        application(world, polling, api),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=0.5,
    )
    try:
        await runner.setup()
        site = web.TCPSite(runner, listen_host, port)
        await site.start()
        bound = int(runner.addresses[0][1])
        async with asyncio.TaskGroup() as group:
            courier = group.create_task(Courier(world, polling, api).run())
            host = f"[{listen_host}]" if ":" in listen_host else listen_host
            yield Running(bound, f"http://{host}:{bound}", world, polling)
            courier.cancel()
    finally:
        await runner.cleanup()
        world.close()


def _check_own(host: str) -> None:
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise ValueError(f"the simulator listens on this machine only, not on {host}")


def application(world: World, polling: Polling, api: BotApi) -> web.Application:
    """Return the web application with all sides of the simulator."""
    app = web.Application(client_max_size=BODY, middlewares=[own_pages_only, plain_refusals])
    app.on_response_prepare.append(_add_headers)
    app.add_routes(api.routes())
    app.add_routes(PeopleApi(world, Doings(world)).routes())
    app.add_routes(ControlApi(world, polling).routes())
    app.add_routes([web.get("/", _index), web.static("/page", PAGE)])
    return app


@web.middleware
async def own_pages_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign web page or a foreign name sends to this machine."""
    origin = request.headers.get("Origin")
    named = [request.host] if origin is None else [request.host, origin.partition("//")[2]]
    if any(_host(name) not in NAMES for name in named):
        return web.json_response({"error": "only this machine's own pages"}, status=403)
    return await handler(request)


def _host(name: str) -> str:
    return name[: name.index("]") + 1] if name.startswith("[") else name.partition(":")[0]


async def _index(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def serve(
    listen_host: str,
    port: int,
    folder: Path,
    clock_file: Path,
    ready: Callable[[Running], None] | None = None,
) -> None:
    """Serve until cancelled; `ready` hears the bound port once. Raises ValueError, OSError."""
    async with running(listen_host, port, folder, clock_file) as simulator:
        if ready is not None:
            ready(simulator)
        await asyncio.Event().wait()


def main(
    listen_host: str,
    port: int,
    folder: Path,
    clock_file: Path,
    ready: Callable[[Running], None] | None = None,
) -> None:
    """Serve until SIGINT or SIGTERM; everything is written down before it returns."""

    async def until_stopped() -> None:
        serving = asyncio.current_task()
        assert serving is not None
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
        try:
            await serve(listen_host, port, folder, clock_file, ready)
        except asyncio.CancelledError:
            return

    asyncio.run(until_stopped())


def _command_line() -> None:
    parser = argparse.ArgumentParser(prog="python -m simulator.server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument("--folder", type=Path, default=Path("var/simulator"))
    parser.add_argument("--clock-file", type=Path, default=None)
    wish = parser.parse_args()
    clock_file = wish.clock_file or wish.folder / "clock"
    main(wish.host, wish.port, wish.folder, clock_file, lambda it: print(it.address, flush=True))  # noqa: T201 - the address is the output


if __name__ == "__main__":
    _command_line()
