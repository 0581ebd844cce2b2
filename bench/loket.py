"""This bot as the bench runs it: `loket run` with officers appointed and Telegram's limits off."""

import asyncio
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot import log
from bot import settings as written
from bot.run import Plan, run
from flows import pace
from handlers.route import handle

FIRST_OFFICER: Final = 800_000_000
"""Officer n of `POSTS`, and of the desk with many officers, has this Telegram id plus n."""
POSTS: Final = (
    ("belitung", "lpse_helpdesk"),
    ("belitung", "verifier"),
    ("banjarmasin", "lpse_helpdesk"),
    ("belitung", "bureau_head"),
    ("belitung", "lpse_chair"),
    ("belitung", "ppe_admin"),
    ("banjarmasin", "verifier"),
)
"""The posts that carry both services from the first desk to the last."""
_WIDE: Final = pace.Limit(10_000, 1.0)


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody to appoint (`desk.people.Appointee`)."""

    id: int
    first_name: str
    office: str
    role: str


def staff(desks: int) -> tuple[Officer, ...]:
    """Return one officer for each of `POSTS`, or so many `desks` of the first of them."""
    posts = (POSTS[0],) * desks if desks else POSTS
    return tuple(
        Officer(FIRST_OFFICER + n, f"Petugas {n}", office, role)
        for n, (office, role) in enumerate(posts)
    )


async def main(desks: int) -> None:
    """Run the bot of the environment's settings until SIGTERM."""
    # At Telegram's thirty messages a second only the waiting would be measured.
    pace.OVERALL, pace.PER_CHAT = _WIDE, pace.Limit(1, 0.0)
    settings = written.read(Path.cwd())
    log.set_up(settings.log, ())
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await run(Plan(settings, handle, personas=staff(desks)), stop, lambda: None)


def desks_asked(arguments: Sequence[str]) -> int:
    """Return the number of desks on the command line, 0 where none is given."""
    return int(arguments[1]) if len(arguments) > 1 else 0


if __name__ == "__main__":
    asyncio.run(main(desks_asked(sys.argv)))
