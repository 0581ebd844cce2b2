"""A process with several bots as its children, to be killed: imports once, forks for each.

It reads lines from its input: `start NAME PARTS [SETTING=VALUE …]` is answered by the bot that is
ready, `kill NAME` by "gone".
"""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import bot.run
from bot import claims, receiving, turn
from bot.run import Plan, run
from storage import outbox
from tests.bot.working import Echo, settings_in


def say(word: str) -> None:
    """Tell the test, at once."""
    os.write(1, f"{word}\n".encode())


def live(folder: Path, address: str, parts: str, given: list[str]) -> None:
    """Run one bot until it is killed; the pipes stay the mother's."""
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    settings = settings_in(folder, address, **dict(one.split("=", 1) for one in given))
    plan = Plan(settings, Echo(), frozenset(parts.split(",")))
    asyncio.run(run(plan, asyncio.Event(), lambda: say("ready")))


def hurry() -> None:
    """Let the leases of the dead end soon: nobody waits half a minute in a test."""
    for module in (claims, receiving, turn):
        module.LEASE_SECONDS = 2
    for module in (claims, turn):
        module.RENEW_SECONDS = 0.5
    bot.run.OFTEN = 0.25
    outbox.LEASE = timedelta(seconds=3)


def main(folder: Path, address: str) -> None:
    """Start and kill bots, as many as have a name."""
    children: dict[str, int] = {}
    hurry()
    for line in sys.stdin:
        order, name, *rest = line.split()
        if order == "kill":
            child = children.pop(name)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            say("gone")
        else:
            parts, *given = rest
            child = children[name] = os.fork()
            if child == 0:
                try:
                    live(folder, address, parts, given)
                finally:
                    os._exit(1)
    for child in children.values():
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
