"""Works on one arrival: handles it and speaks; after three tries it is quarantined."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from pydantic import ValidationError

from bot.answers import put_answer
from bot.arrival import Arrival, OddUpdateError, speaker_of
from bot.claims import Claim, Claims, LaneLostError
from bot.haste import Haste, Patience, refusal
from bot.house import Building, UpdateHouse
from bot.insist import PAUSE, insist
from bot.lanes import Lanes
from bot.speak import Voice
from desk.alarms import Alarm, ring
from desk.desk import Speaker, house_desk
from flows.say import Say
from flows.sending import Method, Sending
from flows.words import Language
from handlers.house import House
from storage import inbox, people
from storage.store import NotKept
from storage.tx import Tx

MOST_TRIES: Final = 3
"""How often an update is begun; a start after a crash counts too."""
LONGEST_PAUSE: Final = 4.0

Handle = Callable[[dict[str, object], House], Awaitable[Sequence[Sending]]]
"""`handlers.route.handle`: turns one update into one call of the desk, returns the answers."""

_log = logging.getLogger(__name__)
_alarm = logging.getLogger("loket.alarm")


class Work:
    """What the lanes do with each arrival; it never raises."""

    def __init__(
        self, building: Building, voice: Voice, handle: Handle, claims: Claims | None = None
    ) -> None:
        """Take `claims` where other processes may work on the same inbox."""
        self._building = building
        self._voice = voice
        self._handle = handle
        self._patience = Patience()
        self._claims = claims

    async def __call__(self, arrival: Arrival, lanes: Lanes) -> None:
        """Handle an arrival, and before it what other processes left in its lane."""
        if self._claims is None:
            return await self._until_done(arrival, lanes, None)
        return await self._claims.work(
            arrival, lambda one, claim: self._until_done(one, lanes, claim)
        )

    async def _until_done(self, arrival: Arrival, lanes: Lanes, claim: Claim | None) -> None:
        """Go on until it is done or quarantined; an odd one is not tried again.

        Raises LaneLostError.
        """
        if arrival.suspect and not await self._may_begin(arrival):
            return None
        pause = PAUSE
        while True:
            try:
                return await self._once(arrival, lanes, claim)
            except NotKept:
                # Longer each time: a file is fetched anew at each try.
                await asyncio.sleep(pause)
                pause = min(LONGEST_PAUSE, 2 * pause)
            except LaneLostError:
                raise
            except OddUpdateError as error:
                return await self._quarantine(arrival, f"odd: {error}", None)
            except ValidationError:
                return await self._quarantine(arrival, "odd: no such type", speaker_of(arrival))
            except Exception as error:  # noqa: BLE001 - the lane must outlive any handler
                if not await self._again(arrival, error):
                    return None

    async def _once(self, arrival: Arrival, lanes: Lanes, claim: Claim | None) -> None:
        speaker = speaker_of(arrival)
        assert arrival.update is not None
        house = UpdateHouse(self._building, lanes, speaker, claim)
        haste = self._haste(speaker)
        if haste is not Haste.TAKEN:
            answers = await house.step(refusal(haste))
        else:
            answers = await self._handle(arrival.update, house)
        if not house.stepped:
            answers = await house.step(lambda _: answers)
        await self._voice.say(arrival, answers)

    def _haste(self, speaker: Speaker) -> Haste:
        """Judge how fast somebody sends; in rehearsals anybody may."""
        if self._building.books.rehearsal:
            return Haste.TAKEN
        return self._patience.judge(speaker.telegram_id, self._building.now())

    async def _may_begin(self, arrival: Arrival) -> bool:
        """Count the try of an update that may have ended the process, before its work."""
        tries = await self._count(arrival)
        if tries > MOST_TRIES:
            await self._quarantine(arrival, "the process ended at it", None)
        return 0 < tries <= MOST_TRIES

    async def _again(self, arrival: Arrival, error: Exception) -> bool:
        """Whether an update at which a handler failed is tried again."""
        _log.warning("update %d: %s", arrival.update_id, _where(error))
        tries = await self._count(arrival)
        if tries >= MOST_TRIES:
            await self._quarantine(arrival, _where(error), speaker_of(arrival))
        return 0 < tries < MOST_TRIES

    async def _count(self, arrival: Arrival) -> int:
        return await insist(self._building.store, lambda tx: inbox.attempt(tx, arrival.update_id))

    async def _quarantine(self, arrival: Arrival, error: str, speaker: Speaker | None) -> None:
        """Set an update aside, raise the alarm, and tell the person once, through the outbox."""
        _alarm.error("update %d is quarantined: %s", arrival.update_id, error)
        now = self._building.now()

        def job(tx: Tx) -> None:
            if not inbox.quarantine(tx, arrival.update_id, error):
                return
            ring(house_desk(tx, now, self._building.books), Alarm.QUARANTINED)
            if speaker is not None:
                put_answer(tx, arrival.update_id, self._sorry(tx, speaker), now, "sorry")

        await insist(self._building.store, job)
        self._building.pushes.set()

    def _sorry(self, tx: Tx, speaker: Speaker) -> Sending:
        person = people.by_telegram(tx, speaker.telegram_id)
        language = person.language if person else Language.ID
        text = self._building.books.texts.html(Say("error.technical"), language)
        return Sending(speaker.telegram_id, Method.MESSAGE, text)


def _where(error: BaseException) -> str:
    """Name an error and its place in the code, never its text: that may hold personal data."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    return f"{type(error).__name__} at {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}"
