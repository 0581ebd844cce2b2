"""A mother of bots (tests/bot/mother) whose children are whole: the real desk and its officers."""

import asyncio
import os
import sys
from pathlib import Path

from bot.run import Plan, run
from handlers.route import handle
from tests.bot import mother
from tests.bot.working import settings_in
from tests.people import ADMINISTRATORS, OFFICERS


def bot(folder: Path, address: str) -> None:
    """Run one whole bot until it is killed."""
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    officers, named = tuple(OFFICERS.values()), frozenset(ADMINISTRATORS.values())
    both = frozenset(("receive", "notify"))
    plan = Plan(settings_in(folder, address), handle, both, officers, named)
    asyncio.run(run(plan, asyncio.Event(), lambda: mother.say("ready")))


if __name__ == "__main__":
    mother.bot = bot
    mother.main(Path(sys.argv[1]), sys.argv[2])
