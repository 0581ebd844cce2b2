"""Starts a bot as the command line asks: signals, and the simulator where there is no token."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from bot.child import Child
from bot.run import Plan, run
from bot.settings import Settings
from handlers.route import handle
from simulator import personas
from simulator.personas import Kind

Say = Callable[[str], None]


async def launch(settings: Settings, parts: frozenset[str], port: int, say: Say) -> None:
    """Run the bot until SIGINT or SIGTERM; raises what `bot.run.run` raises.

    Without a token and without the address of a server, the simulator is started as a child.
    """
    async with AsyncExitStack() as stack:
        if settings.simulated:
            folder = simulator_folder(settings)
            settings = replace(settings, clock_file=settings.clock_file or folder / "clock")
        if settings.simulated and not settings.telegram_api:
            child = Child(port, Path.cwd())
            stack.push_async_callback(child.stop)
            await child.start()
            settings = replace(settings, telegram_api=child.address)
        await _until_stopped(_plan(settings, parts), say)


def simulator_folder(settings: Settings) -> Path:
    """Return where the simulator keeps its chats, its ledger and its clock."""
    return settings.var / "simulator"


def _plan(settings: Settings, parts: frozenset[str]) -> Plan:
    if not settings.simulated:
        return Plan(settings, handle, parts)
    people = personas.load()
    named = frozenset(person.id for person in people if person.kind is Kind.ADMINISTRATOR)
    return Plan(settings, handle, parts, people, named)


async def _until_stopped(plan: Plan, say: Say) -> None:
    """A signal before everything works ends the start; after it, the bot ends in order."""
    stop = asyncio.Event()
    works = False

    def ready() -> None:
        nonlocal works
        works = True
        where = plan.settings.telegram_api if plan.settings.simulated else "Telegram"
        say(
            f"Loket is at work. Chat with it: {where}"
            if plan.settings.simulated
            else "Loket is at work."
        )

    running = asyncio.ensure_future(run(plan, stop, ready))

    def end() -> None:
        stop.set()
        if not works:
            running.cancel()

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, end)
    try:
        await running
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
