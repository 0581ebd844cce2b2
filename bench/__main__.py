"""`python -m bench`: the echo bot and Loket in turn, and a table of what an update cost."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench import crowds, report
from bench.crowds import Crowd, Site
from bench.databases import Database, Databases, postgres, sqlite
from bench.sites import site
from bench.stage import Cost, measure

ECHO: Final = "echo"
KINDS: Final[dict[str, Crowd]] = {
    "typed": crowds.typing,
    "pressed": crowds.pressing,
    "documents": crowds.handing_over,
    "pushes": crowds.pushing,
    "mixed": crowds.everything,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    people: tuple[int, ...]
    kinds: tuple[str, ...]
    rounds: int
    seconds: float
    postgres: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the bench; 0 when everything was measured."""
    wish = read(arguments)
    print(report.machine())
    print(report.starts(), flush=True)
    with tempfile.TemporaryDirectory(prefix="loket-bench-") as folder:
        for people in wish.people:
            room = Path(folder) / str(people)
            room.mkdir()
            print(asyncio.run(compare(wish, people, room)), flush=True)
    return 0


def read(arguments: Sequence[str] | None) -> Wish:
    """Return what is wished for; a wrong wish ends the program."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[33, 8])
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long a stage is measured")
    parser.add_argument("--postgres", action="store_true", help="Loket keeps on PostgreSQL")
    parser.add_argument("--quick", action="store_true", help="one short round with 4 people")
    given = parser.parse_args(arguments)
    people, rounds, seconds = tuple(given.people), given.rounds, given.seconds
    if given.quick:
        people, rounds, seconds = (4,), 1, 0.5
    return Wish(people, tuple(given.kinds), rounds, seconds, given.postgres)


async def compare(wish: Wish, people: int, folder: Path) -> str:
    """Run all rounds with so many people and return their table."""
    async with AsyncExitStack() as stack:
        databases = stack.enter_context(postgres() if wish.postgres else sqlite(folder))
        sites = await _sites(stack, wish, people, folder, databases)
        rounds: dict[str, list[Cost]] = {ECHO: [], **{kind: [] for kind in wish.kinds}}
        for _ in range(wish.rounds):
            rounds[ECHO].append(await measure(sites[ECHO], crowds.echoing, people, wish.seconds))
            for kind in wish.kinds:
                where = sites["desks" if kind == "pushes" else "loket"]
                rounds[kind].append(await measure(where, KINDS[kind], people, wish.seconds))
        memory = {
            "echo": sites[ECHO].bot.megabytes(),
            "loket": sites["loket"].bot.megabytes(),
            "loket's inspecting child": sites["loket"].bot.children_megabytes(),
        }
        return report.table(people, rounds, memory)


async def _sites(
    stack: AsyncExitStack, wish: Wish, people: int, folder: Path, databases: Databases
) -> dict[str, Site]:
    """Start the bots: the echo, Loket, and a Loket whose first desk has many officers."""
    desks = ("bench.loket", str(max(1, people // 2)))
    modules: list[tuple[str, tuple[str, ...], Database]] = [
        (ECHO, ("bench.echo",), Database("")),
        ("loket", ("bench.loket",), databases("loket")),
    ]
    if "pushes" in wish.kinds:
        modules.append(("desks", desks, databases("desks")))
    return {
        name: await stack.enter_async_context(site(module, folder, database))
        for name, module, database in modules
    }


if __name__ == "__main__":
    sys.exit(main())
