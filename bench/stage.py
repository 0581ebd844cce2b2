"""One stage: so many people talk to one bot for so many seconds, and what that cost."""

import asyncio
import time
from dataclasses import dataclass
from typing import Final

from bench.crowds import Crowd, Site

WARM_SECONDS: Final = 0.7
"""How long people talk before anything is counted."""
SETTLE_SECONDS: Final = 0.4
"""How long a bot may finish what the last people of a stage sent."""


class StuckError(Exception):
    """People wait for an answer that does not come."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What was measured: processor time per update in ms, latencies in ms, updates a second."""

    cpu: float
    p50: float
    p99: float
    pace: float


async def measure(site: Site, crowd: Crowd, people: int, seconds: float) -> Cost:
    """Let people talk; raises StuckError when nobody is answered any more, or the bot ended."""
    talking = await crowd(site, people)
    for person in talking:
        person.start()
    await asyncio.sleep(WARM_SECONDS)
    site.tally.clear()
    spent, begun = site.bot.seconds(), time.perf_counter()
    await asyncio.sleep(seconds)
    spent, lasted = site.bot.seconds() - spent, time.perf_counter() - begun
    latencies = sorted(site.tally.latencies)
    for person in talking:
        person.stop()
    if not latencies or not site.bot.running:
        waiting = "; ".join(f"{person.last} -> {person.heard[:60]!r}" for person in talking[:5])
        raise StuckError(f"no answers: {waiting}")
    await asyncio.sleep(SETTLE_SECONDS)
    return Cost(
        spent / len(latencies) * 1e3,
        latencies[len(latencies) // 2] * 1e3,
        latencies[len(latencies) * 99 // 100] * 1e3,
        len(latencies) / lasted,
    )
