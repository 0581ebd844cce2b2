"""Everything that the simulator holds: people, chats, updates, files and the bot's settings."""

from collections.abc import Iterable
from pathlib import Path

from simulator.chats import Chat, Message
from simulator.clock import Clock
from simulator.files import Files
from simulator.keeper import Keeper
from simulator.ledger import Ledger
from simulator.limits import Limits
from simulator.personas import Kind, Persona, load, persona
from simulator.refusal import Json, blocked, chat_not_found, left, not_started
from simulator.updates import Updates
from simulator.weather import Weather

BOT_ID = 1
"""The same whatever the token: the simulator has one bot."""
NEW_PEOPLE = 700_100_000
USERNAME = "loket_simulator_bot"


class World:
    """The state of one simulator. All methods are quick and never wait for the network."""

    def __init__(self, folder: Path, clock_file: Path) -> None:
        self.keeper = Keeper(folder / "simulator.sqlite")
        self.ledger = Ledger(self.keeper)
        self.clock = Clock(clock_file)
        self.files = Files(folder / "files", self.keeper)
        self.updates = Updates(self.keeper, self.ledger)
        self.limits = Limits()
        self.weather = Weather()
        self.people: dict[int, Persona] = {person.id: person for person in load()}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, Json] = {}
        self.profile: dict[str, Json] = {}
        self._last_message = 0
        self._load()

    def _load(self) -> None:
        for body in self.keeper.kept("person"):
            self.people[int(str(body["id"]))] = persona(body)
        for body in self.keeper.kept("chat"):
            chat = Chat(**body)  # type: ignore[arg-type]  # written by `keep_chat`
            self.chats[chat.id] = chat
        messages = [Message(**body) for body in self.keeper.kept("message")]  # type: ignore[arg-type]  # written by `keep`
        for message in sorted(messages, key=lambda message: message.seq):
            chat = self.chats[message.chat_id]
            chat.messages[message.id] = message
            chat.seq = message.seq
            self._last_message = max(self._last_message, message.id)
        for body in self.keeper.kept("query"):
            self.queries[str(body["id"])] = body
        for body in self.keeper.kept("profile"):
            self.profile[str(body["key"])] = body

    @property
    def bot(self) -> Json:
        """The bot as Telegram's `User`."""
        name = str(self.profile.get("name:", {}).get("value") or "Loket")
        return {"id": BOT_ID, "is_bot": True, "first_name": name, "username": USERNAME}

    def now(self) -> float:
        """Return the simulator's time in seconds since 1970."""
        return self.clock.now()

    def next_message(self) -> int:
        """Return a message id never used before; ids grow over all chats of the bot."""
        self._last_message += 1
        return self._last_message

    def add_person(self, entry: Json) -> Persona:
        """Add somebody and return them; without an `id` they get one. Raises ValueError."""
        highest = max([NEW_PEOPLE, *self.people])
        person = persona({"id": highest + 1, **entry})
        self.people[person.id] = person
        self.keeper.put("person", person.id, person.shown())
        return person

    def private(self, person: Persona) -> Chat:
        """Return a person's private chat with the bot."""
        chat = self.chats.get(person.id)
        if chat is None:
            user = person.user()
            names = ("id", "first_name", "last_name", "username")
            body = {name: user[name] for name in names if name in user} | {"type": "private"}
            # Staff were enrolled by a link of the bot: they have pressed Start already.
            enrolled = person.kind is not Kind.APPLICANT
            chat = self.chats[person.id] = Chat(person.id, body, started=enrolled)
            self.keep_chat(chat)
        return chat

    def group(self, title: str) -> Chat:
        """Make a group with the bot in it."""
        number = min([-1000, *self.chats]) - 1
        chat = Chat(number, {"id": number, "title": title, "type": "group"}, started=True)
        self.chats[number] = chat
        self.keep_chat(chat)
        return chat

    def reachable(self, chat_id: object) -> Chat:
        """Return a chat that the bot may write to; raises what Telegram says where it may not."""
        if isinstance(chat_id, str):
            chat_id = self._named(chat_id.removeprefix("@").lower())
        if not isinstance(chat_id, int):
            raise chat_not_found()
        chat = self.chats.get(chat_id)
        if chat is None and chat_id in self.people:
            chat = self.private(self.people[chat_id])
        if chat is None:
            raise chat_not_found()
        if chat.blocked:
            raise blocked() if chat_id > 0 else left()
        if not chat.started:
            raise not_started()
        return chat

    def _named(self, username: str) -> int | None:
        # Telegram finds groups and channels by name, never private chats: so does nobody here.
        return next(
            (chat.id for chat in self.chats.values() if chat.id < 0
             and str(chat.body.get("username", "")).lower() == username),
            None,
        )  # fmt: skip

    def keep_chat(self, chat: Chat) -> None:
        """Write a chat's own state down."""
        self.keeper.put("chat", chat.id, chat.kept())

    def show(self, chat: Chat, *messages: Message) -> None:
        """Take new or changed messages into their chat and write them down."""
        for message in messages:
            chat.changed(message)
            self.keeper.put("message", f"{chat.id}:{message.id}", message.kept())

    def set_profile(self, key: str, value: object) -> None:
        """Keep one of the bot's settings."""
        self.profile[key] = {"key": key, "value": value}
        self.keeper.put("profile", key, self.profile[key])

    def setting(self, key: str) -> object:
        """Return one of the bot's settings, None where it was never set."""
        return self.profile.get(key, {}).get("value")

    def ask(self, query_id: str, chat: int, at: float) -> None:
        """Remember a press in a chat that waits for its answer."""
        self.queries[query_id] = {"id": query_id, "chat": chat, "at": at}
        self.keeper.put("query", query_id, self.queries[query_id])

    def drop_query(self, query_id: str) -> None:
        """Forget a press."""
        if self.queries.pop(query_id, None) is not None:
            self.keeper.drop("query", query_id)

    def shown_people(self) -> Iterable[Json]:
        """Return the people as the page is told of them."""
        return (person.shown() for person in self.people.values())

    def close(self) -> None:
        """Write everything down and close the file."""
        self.keeper.close()
