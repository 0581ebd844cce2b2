"""How often the bot may send, as Telegram enforces it."""

import math
from collections import deque

from simulator.refusal import too_many

OVERALL = (30, 0.95)
"""Messages in any so many seconds. A little less than the second that Telegram speaks of, so that
a sender that counts exact seconds is not refused for what the way through the network adds."""
GROUP = (20, 58.0)
CHAT_BURST = 20
CHAT_PAUSE = 1.0
"""A private chat takes one message a second in the long run, and 20 at once after a silence."""

LONGEST = 120.0
"""A longer wait can only mean that the clock was moved back: it is forgotten."""
MANY = 10_000


class Limits:
    """Counts messages (sent, copied, forwarded or edited; an album counts its items).

    - all chats together: at most 30 in any 0.95 s (Bots FAQ: about 30 a second);
    - a private chat: 20 at once, one more for every second of silence;
    - a group: at most 20 in any 58 s.

    A refused call names the whole seconds to wait, at least one. Calls during that wait are
    refused too and do not lengthen it. Times are the simulator's, in seconds.
    """

    def __init__(self) -> None:
        self.on = True
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._free_at: dict[int, float] = {}
        self._refused_until: dict[int, float] = {}

    def take(self, chat: int, now: float, count: int = 1) -> None:
        """Count messages into a chat. Raises the 429 where that is too many."""
        if not self.on:
            return
        wait = max(
            self._punished(chat, now),
            _window(self._overall, OVERALL, now),
            self._chat_wait(chat, now),
        )
        if wait > 0:
            seconds = math.ceil(wait)
            self._refused_until.setdefault(chat, now + seconds)
            raise too_many(seconds)
        for _ in range(count):
            self._count(chat, now)

    def _punished(self, chat: int, now: float) -> float:
        wait = self._refused_until.get(chat, now) - now
        if not 0 < wait <= LONGEST:
            self._refused_until.pop(chat, None)
            return 0.0
        return wait

    def _chat_wait(self, chat: int, now: float) -> float:
        if chat < 0:
            return _window(self._groups.setdefault(chat, deque()), GROUP, now)
        wait = self._free_at.get(chat, now) - now - (CHAT_BURST - 1) * CHAT_PAUSE
        if wait > LONGEST:
            del self._free_at[chat]
            return 0.0
        return wait

    def _count(self, chat: int, now: float) -> None:
        self._overall.append(now)
        if chat < 0:
            self._groups.setdefault(chat, deque()).append(now)
            return
        self._free_at[chat] = max(self._free_at.get(chat, now), now) + CHAT_PAUSE
        if len(self._free_at) > MANY:
            self._free_at = {key: at for key, at in self._free_at.items() if at > now}


def _window(sent: deque[float], limit: tuple[int, float], now: float) -> float:
    """Seconds until one more keeps the limit. A clock moved back forgets what lies ahead."""
    count, seconds = limit
    while sent and not now - seconds < sent[0] <= now:
        sent.popleft()
    return sent[len(sent) - count] + seconds - now if len(sent) >= count else 0.0
