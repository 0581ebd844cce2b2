"""Writes that must be kept: tried again for as long as the database refuses."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from storage.store import NotKept, Store, Tx

PAUSE: Final = 0.5
"""Seconds until a transaction that the database refused is tried again."""

T = TypeVar("T")


async def insist(store: Store, job: Callable[[Tx], T]) -> T:
    """Run `job` until the database keeps it; raises what the job itself raises."""
    while True:
        try:
            return await store.write(job)
        except NotKept:
            await asyncio.sleep(PAUSE)
