"""A process that starts bots as its children, to be killed: imports once, forks for each start.

It reads lines from its input, `start` or `kill`, and answers each; at their end it kills too.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.run import Plan, run
from tests.bot.working import Echo, settings_in


def bot(folder: Path, address: str) -> None:
    """Run one bot until it is killed; the pipes stay the mother's."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    plan = Plan(settings_in(folder, address), Echo())
    asyncio.run(run(plan, asyncio.Event(), lambda: None))


def main(folder: Path, address: str) -> None:
    """Start and kill bots, one at a time."""
    child = 0
    for line in sys.stdin:
        if line.strip() == "kill":
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
        else:
            child = os.fork()
            if child == 0:
                try:
                    bot(folder, address)
                finally:
                    os._exit(1)
        print("done", flush=True)
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
