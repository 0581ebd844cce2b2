"""One call of the bot while it is carried out: its parameters, checked, and the world."""

from dataclasses import dataclass, field

from simulator.chats import Chat
from simulator.refusal import Json
from simulator.shapes import Upload
from simulator.world import World


@dataclass(slots=True)
class Call:
    """A call whose parameters have the types of the Bot API.

    What is noted in `chat_id` and `message_id` goes into the ledger.
    """

    world: World
    method: str
    params: Json
    now: float
    message_id: int | None = field(default=None)

    @property
    def date(self) -> int:
        """The moment of the call in whole seconds since 1970."""
        return int(self.now)

    @property
    def chat_id(self) -> int | None:
        """The chat that the call names, for ledger and weather."""
        return numbered(self.params.get("chat_id"))

    def chat(self, name: str = "chat_id") -> Chat:
        """Return the chat of a parameter; raises what Telegram says where it is out of reach."""
        return self.world.reachable(self.params[name])

    def text(self, name: str) -> str:
        """Return a text, empty where it was left out."""
        value = self.params.get(name, "")
        assert isinstance(value, str)
        return value

    def number(self, name: str, standard: int = 0) -> int:
        """Return a whole number."""
        value = self.params.get(name, standard)
        assert isinstance(value, int)
        return value

    def flag(self, name: str) -> bool:
        """Return whether something was asked for."""
        return self.params.get(name) is True

    def file(self, name: str) -> Upload | str:
        """Return a file that came with the call, or the identifier of one."""
        value = self.params[name]
        assert isinstance(value, Upload | str)
        return value

    def objects(self, name: str) -> list[Json]:
        """Return a list of objects, empty where it was left out."""
        value = self.params.get(name, [])
        assert isinstance(value, list)
        return value

    def item(self, params: Json) -> "Call":
        """Return one item of an album as if it were a call of its own."""
        return Call(self.world, self.method, params, self.now)


def numbered(value: object) -> int | None:
    """Return a chat id that may have come as text."""
    if isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value)
    return value if isinstance(value, int) else None
