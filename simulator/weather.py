"""Bad weather on demand: which of the next calls go wrong, and how."""

import random
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from simulator.refusal import (
    Json,
    Refusal,
    bad_request,
    blocked,
    chat_not_found,
    other_poller,
    too_many,
    unauthorized,
)


class Kind(StrEnum):
    """What may happen to a call."""

    TOO_MANY = "too_many"
    SERVER_ERROR = "server_error"
    BAD_GATEWAY = "bad_gateway"
    CUT = "cut"
    RESET = "reset"
    SLOW = "slow"
    UNAUTHORIZED = "unauthorized"
    CONFLICT = "conflict"
    BLOCKED = "blocked"
    CHAT_NOT_FOUND = "chat_not_found"
    MIGRATE = "migrate"


class When(StrEnum):
    """Whether the call is carried out before its answer goes wrong."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True)
class Front:
    """Bad weather for the next `count` calls that fit.

    `method` "*" and `chat` None fit every call (but "*" leaves getUpdates alone); "download" is
    the fetching of a file. `skip` lets so many fitting calls pass first; `share` hits only that
    fraction, by `seed`. `seconds` are the wait of a 429 or of a slow answer.
    """

    kind: Kind
    method: str = "*"
    when: When = When.BEFORE
    count: int = 1
    chat: int | None = None
    skip: int = 0
    share: float = 1.0
    seed: int = 0
    seconds: float = 1.0
    chance: random.Random = field(default_factory=random.Random, repr=False)

    def shown(self) -> Json:
        """Return the front as it was asked for, with what is left of it."""
        shown = asdict(self)
        del shown["chance"]
        return shown

    def hits(self, method: str, chat: int | None) -> bool:
        """Say whether this call is hit, and count it."""
        if self.count <= 0 or (self.chat is not None and self.chat != chat):
            return False
        everything = self.method == "*" and method != "getUpdates"
        if not everything and self.method.lower() != method.lower():
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.chance.random() >= self.share:
            return False
        self.count -= 1
        return True

    def refusal(self) -> Refusal | None:
        """Return the answer in JSON, None for the kinds that are not one."""
        known = {
            Kind.TOO_MANY: too_many(max(1, round(self.seconds))),
            Kind.SERVER_ERROR: Refusal(500, "Internal Server Error: restart"),
            Kind.UNAUTHORIZED: unauthorized(),
            Kind.CONFLICT: other_poller(),
            Kind.BLOCKED: blocked(),
            Kind.CHAT_NOT_FOUND: chat_not_found(),
            Kind.MIGRATE: Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to=-1_000_000_000_000 - abs(self.chat or 1),
            ),
        }
        return known.get(self.kind)


class Weather:
    """The fronts that are still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self.fronts: list[Front] = []

    def add(self, wish: Json) -> Front:
        """Order bad weather; raises a 400 that names what is wrong with the wish."""
        fields = Front.__dataclass_fields__
        unknown = [name for name in wish if name not in fields or name == "chance"]
        if unknown:
            raise bad_request(f"weather has no {', '.join(unknown)}")
        try:
            front = Front(**{**wish, "kind": Kind(str(wish.get("kind")))})  # type: ignore[arg-type]  # checked below
            front.when = When(front.when)
            front.count, front.skip = int(front.count), int(front.skip)
            front.share, front.seconds = float(front.share), float(front.seconds)
        except (TypeError, ValueError) as error:
            raise bad_request(f"weather: {error}") from None
        front.chance.seed(front.seed)
        self.fronts.append(front)
        return front

    def clear(self) -> None:
        """Bring fair weather."""
        self.fronts.clear()

    def strike(self, method: str, chat: int | None) -> Front | None:
        """Return the front that hits this call, if any, and use it up."""
        for front in self.fronts:
            if front.hits(method, chat):
                self.fronts = [left for left in self.fronts if left.count > 0]
                return front
        return None
