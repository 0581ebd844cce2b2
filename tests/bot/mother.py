"""A process that starts bots as its children, to be killed: imports once, forks for each start.

It reads lines from its input: `start` is answered by the bot that is ready, `kill` by "gone".
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.run import Plan, run
from tests.bot.working import Echo, settings_in


def say(word: str) -> None:
    """Tell the test, at once."""
    os.write(1, f"{word}\n".encode())


def bot(folder: Path, address: str) -> None:
    """Run one bot until it is killed; the pipes stay the mother's."""
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    plan = Plan(settings_in(folder, address), Echo())
    asyncio.run(run(plan, asyncio.Event(), lambda: say("ready")))


def main(folder: Path, address: str) -> None:
    """Start and kill bots, one at a time."""
    child = 0
    for line in sys.stdin:
        if line.strip() == "kill":
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            child = 0
            say("gone")
        else:
            child = os.fork()
            if child == 0:
                try:
                    bot(folder, address)
                finally:
                    os._exit(1)
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
