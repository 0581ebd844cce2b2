"""Who talks in a stage: so many people of one kind, or of all kinds together."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

from bench.api import BenchApi
from bench.loket import FIRST_OFFICER, POSTS
from bench.person import Person, Talk, Tally
from bench.process import Bot
from bench.talks import (
    answering,
    asking,
    documents,
    echoed,
    filing,
    mixed,
    officer,
    pressed,
    typed,
)

FILING_SECONDS: Final = 60.0
_NUMBER: Final = re.compile(r"[A-Z]{3}-\d{4}-\d{6}-[A-Z]")
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Site:
    """A bot under test and the server it works with."""

    bot: Bot
    api: BenchApi
    tally: Tally


Crowd = Callable[[Site, int], Awaitable[Sequence[Person]]]
"""Makes the people of a stage."""


def newcomers() -> int:
    """Return the first id of people whom no bot has ever seen."""
    return 1_000_000_000 + next(_numbers) * 10_000_000


def _alike(site: Site, people: int, talk: Callable[[], Talk], *, buttons: bool) -> list[Person]:
    first = newcomers()
    return [
        Person(site.api, site.tally, first + n, talk(), buttons=buttons) for n in range(people)
    ]


async def echoing(site: Site, people: int) -> Sequence[Person]:
    """Everybody types, and any message is an answer."""
    return _alike(site, people, echoed, buttons=False)


async def typing(site: Site, people: int) -> Sequence[Person]:
    """Everybody answers by typing."""
    return _alike(site, people, typed, buttons=True)


async def pressing(site: Site, people: int) -> Sequence[Person]:
    """Everybody presses buttons."""
    return _alike(site, people, pressed, buttons=True)


async def handing_over(site: Site, people: int) -> Sequence[Person]:
    """Everybody hands documents over."""
    return _alike(site, people, documents, buttons=True)


async def everything(site: Site, people: int) -> Sequence[Person]:
    """A quarter, at most seven, are officers who carry the tickets on; the others apply."""
    posts = POSTS[: max(1, min(len(POSTS), people // 4))]
    staff = [
        Person(site.api, site.tally, FIRST_OFFICER + n, officer(role))
        for n, (_, role) in enumerate(posts)
    ]
    first = newcomers()
    applicants = [
        Person(site.api, site.tally, first + n, mixed(n)) for n in range(people - len(staff))
    ]
    return staff + applicants


async def pushing(site: Site, people: int) -> Sequence[Person]:
    """Half are officers who ask, half are applicants who answer; each word is a push.

    The cases are filed before anything is measured.
    """
    first, pairs = newcomers(), max(1, people // 2)
    applicants = [Person(site.api, site.tally, first + n, filing()) for n in range(pairs)]
    for person in applicants:
        person.start()
    async with asyncio.timeout(FILING_SECONDS):
        await asyncio.gather(*(person.done.wait() for person in applicants))
    talking = []
    for n, person in enumerate(applicants):
        found = _NUMBER.search(person.heard)
        assert found is not None, person.heard
        talking.append(Person(site.api, site.tally, FIRST_OFFICER + n, asking(found[0])))
        talking.append(Person(site.api, site.tally, person.id, answering()))
    return talking
