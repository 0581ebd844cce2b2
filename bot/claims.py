"""Claims on lanes: of several processes on one database, one at a time works on a person."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot import answers
from bot.arrival import Arrival
from bot.insist import insist
from bot.said import Said
from bot.start import decoded
from storage import inbox, leases
from storage.inbox import InboxState
from storage.store import Store, Tx

LEASE_SECONDS: Final = 30
RENEW_SECONDS: Final = 10.0
SHORTEST_WAIT: Final = 0.02
LONGEST_WAIT: Final = 1.0


_log = logging.getLogger(__name__)


class LaneLostError(Exception):
    """Another process took the lane over: it works on the update now."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a lane, as long as nobody else has taken it."""

    name: str
    owner: str
    token: int

    def check(self, tx: Tx) -> None:
        """Hold on to the lane until the transaction ends; raises LaneLostError."""
        if not leases.holds(tx, self.name, self.owner, self.token):
            raise LaneLostError

    def renew(self, tx: Tx, now: datetime) -> None:
        """Keep it for longer, if it is not lost."""
        leases.renew(tx, self.name, self.owner, self.token, now, seconds=LEASE_SECONDS)


class Claims:
    """What this process, `owner`, holds; a process that died is followed when its leases end."""

    def __init__(
        self,
        store: Store,
        owner: str,
        said: Said,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._owner = owner
        self._said = said
        self._now = now
        self._sleep = sleep
        self._held: set[Claim] = set()

    async def work(
        self, arrival: Arrival, do: Callable[[Arrival, Claim], Awaitable[None]]
    ) -> None:
        """Let `do` work on what is open in the lane up to and with `arrival`, the oldest first.

        That is what other processes received and did not begin, too. Waits while another process
        works in the lane, and does nothing when that one has done the arrival meanwhile.
        """
        while True:
            claim, first = await self._enter(arrival)
            if claim is None:
                return
            ended = first is None or await self._do(first, claim, do, arrival)
            await self._leave(claim)
            if ended:
                return

    async def keep(self) -> None:
        """Renew what is held, for ever: a file may take longer than a lease."""
        while True:
            await self._sleep(RENEW_SECONDS)
            if held := tuple(self._held):
                now = self._now()
                await insist(self._store, lambda tx: _renew(tx, held, now))  # noqa: B023

    async def _do(
        self,
        first: Arrival,
        claim: Claim,
        do: Callable[[Arrival, Claim], Awaitable[None]],
        arrival: Arrival,
    ) -> bool:
        """Whether nothing is left to do; what was lost is looked at once more."""
        self._held.add(claim)
        try:
            await do(first, claim)
        except LaneLostError:
            _log.warning("update %d: another process took its lane", first.update_id)
            return False
        finally:
            self._held.discard(claim)
        return first.update_id == arrival.update_id

    async def _enter(self, arrival: Arrival) -> tuple[Claim | None, Arrival | None]:
        wait = SHORTEST_WAIT
        while True:
            now = self._now()
            claim, first, open_still = await insist(
                self._store,
                lambda tx: self._try(tx, arrival, now),  # noqa: B023
            )
            if claim is not None or not open_still:
                return claim, first
            await self._sleep(wait)
            wait = min(LONGEST_WAIT, wait * 1.5)

    def _try(
        self, tx: Tx, arrival: Arrival, now: datetime
    ) -> tuple[Claim | None, Arrival | None, bool]:
        name = f"{inbox.LANE}{arrival.lane}"
        token = leases.take(tx, name, self._owner, now, seconds=LEASE_SECONDS)
        if token is None:
            return None, None, inbox.is_received(tx, arrival.update_id)
        claim = Claim(name, self._owner, token)
        first = inbox.first_of(tx, arrival.lane)
        if first is not None and first[1] is InboxState.DONE:
            # Its process died before it could say the answer.
            answers.recover_in(tx, arrival.lane, now)
            first = inbox.first_of(tx, arrival.lane)
        if first is None or first[0] == arrival.update_id:
            return claim, arrival if first else None, True
        left = inbox.content(tx, first[0])
        update = None if left is None else decoded(left)
        return claim, Arrival(first[0], arrival.lane, update, suspect=True), True

    async def _leave(self, claim: Claim) -> None:
        """Give the lane back in the transaction that notes what was said in it."""
        said = self._said.take()

        def job(tx: Tx) -> None:
            inbox.answered(tx, said)
            leases.end(tx, claim.name, claim.owner, claim.token)

        await insist(self._store, job)


def _renew(tx: Tx, held: Iterable[Claim], now: datetime) -> None:
    for claim in held:
        claim.renew(tx, now)
