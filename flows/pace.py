"""How fast to send: one exact sliding window for all of Telegram's limits."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field

SHORTEST_WAIT = 0.001
"""Seconds; a shorter wait could be lost in the rounding of a float and be asked for for ever."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` sends in any `seconds`."""

    count: int
    seconds: float

    def shared(self, share: float) -> "Limit":
        """Return this limit for a process that may use the fraction `share` of it."""
        count = self.count * share
        if count >= 1:
            return Limit(int(count), self.seconds)
        return Limit(1, self.seconds / count)

    def wait(self, sent: deque[float], now: float) -> float:
        """Return the seconds until one more send keeps the limit; zero or less is at once."""
        if len(sent) < self.count:
            return 0.0
        return sent[-self.count] + self.seconds - now


OVERALL = Limit(30, 1.0)
"""All messages of a bot (Bots FAQ, "My bot is hitting limits")."""
BURST = 20
"""How many messages one chat may get at once after a silence; then each waits for its second."""
PER_CHAT = Limit(1, 1.0)
"""One a second in the long run; short bursts are allowed (Bots FAQ): a quick talk needs them."""
PER_GROUP = Limit(20, 60.0)
"""Messages into one group, besides the limit of every chat."""


@dataclass(slots=True)
class _Chat:
    """`full_at`: when the whole burst is free again; `sent`: a group's last sends."""

    sent: deque[float]
    full_at: float = float("-inf")
    until: float = float("-inf")


@dataclass(slots=True)
class Window:
    """The sends that still matter. `share` is this process's fraction of the limits (0 to 1].

    Times are seconds of any one steady clock. Chats that fell silent are forgotten.
    """

    share: float = 1.0
    overall: Limit = field(init=False)
    per_chat: Limit = field(init=False)
    per_group: Limit = field(init=False)
    until: float = field(init=False, default=float("-inf"))
    _sent: deque[float] = field(init=False)
    _chats: OrderedDict[int, _Chat] = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1:
            raise ValueError(f"the share must be above 0 and at most 1, not {self.share}")
        self.overall = OVERALL.shared(self.share)
        self.per_chat = PER_CHAT.shared(self.share)
        self.per_group = PER_GROUP.shared(self.share)
        self._sent = deque(maxlen=self.overall.count)

    def pause(self, chat: int | None, until: float) -> None:
        """Send nothing to `chat` (None: to nobody) before `until`, as a 429 asks.

        A pause is never shortened: the later end holds.
        """
        if chat is None:
            self.until = max(self.until, until)
        else:
            known = self._chat(chat)
            known.until = max(known.until, until)

    @property
    def remembered(self) -> int:
        """How many chats are kept in mind."""
        return len(self._chats)

    def wait(self, now: float, chat: int) -> float:
        """Return the seconds until a send to `chat` is allowed; zero or less is at once."""
        wait = max(self.overall.wait(self._sent, now), self.until - now)
        known = self._chats.get(chat)
        if known is None:
            return wait
        spared = (BURST - 1) * self.per_chat.seconds
        wait = max(wait, known.until - now, known.full_at - spared - now)
        return max(wait, self.per_group.wait(known.sent, now)) if chat < 0 else wait

    def book(self, now: float, chat: int) -> None:
        """Count a send to `chat` that goes out at `now`, and forget chats that fell silent."""
        self._sent.append(now)
        known = self._chat(chat)
        known.full_at = max(known.full_at, now) + self.per_chat.seconds
        if chat < 0:
            known.sent.append(now)
        # Two looked at for at most one that was added: the silent ones are always caught up with.
        for _ in range(min(2, len(self._chats))):
            other, kept = self._chats.popitem(last=False)
            if not self._is_silent(kept, now):
                self._chats[other] = kept

    def _chat(self, chat: int) -> _Chat:
        known = self._chats.get(chat)
        if known is None:
            known = self._chats[chat] = _Chat(deque(maxlen=self.per_group.count))
        return known

    def _is_silent(self, known: _Chat, now: float) -> bool:
        group = known.sent and known.sent[-1] + self.per_group.seconds > now
        return known.until <= now and known.full_at <= now and not group


def pace(window: Window, now: float, chat: int) -> float:
    """Return 0.0 and book the send, or the seconds after which to ask again (nothing is booked).

    A caller who got 0.0 sends at once; who waits has no place kept: callers who care about their
    order queue for it. `now` is the time in seconds on the clock of all calls.
    """
    wait = window.wait(now, chat)
    if wait > 0:
        return max(wait, SHORTEST_WAIT)
    window.book(now, chat)
    return 0.0
