"""A process that starts bots as its children, to be killed: imports once, forks for each start.

It reads lines from its input: `start` forks a bot and prints its process id, `wait` reaps it.
"""

import asyncio
import gc
import os
import sys
from pathlib import Path

from bot.run import Plan, run
from tests.bot.working import Echo, settings_in


def bot(folder: Path, address: str) -> None:
    """Run one bot until it is killed."""
    gc.enable()
    plan = Plan(settings_in(folder, address), Echo())
    asyncio.run(run(plan, asyncio.Event(), lambda: None))


def main(folder: Path, address: str) -> None:
    """Start a bot for every line `start`."""
    child = 0
    for line in sys.stdin:
        if line.strip() == "wait":
            os.waitpid(child, 0)
            print("gone", flush=True)
            continue
        child = os.fork()
        if child == 0:
            try:
                bot(folder, address)
            finally:
                os._exit(1)
        print(child, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
