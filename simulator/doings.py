"""What a person does in Telegram, and the updates that the bot gets of it."""

import secrets

from simulator.chats import Chat, Message
from simulator.content import quotable
from simulator.entities import Entities, tidy, units, with_found
from simulator.personas import Persona
from simulator.refusal import Json, Refusal
from simulator.shapes import Upload
from simulator.world import World

TEXT = 4096
CAPTION = 1024
ALBUM = 10
PIXEL = b"RIFF\x16\x00\x00\x00WEBPVP8L\n\x00\x00\x00/\x00\x00\x00\x00\x00\x88\x88\x08"
STICKER = Upload("sticker.webp", "image/webp", PIXEL)
VOICE = Upload("voice.ogg", "audio/ogg", b"OggS" + bytes(60))


def impossible(reason: str, code: int = 400) -> Refusal:
    """Return the refusal of something that no person could do in Telegram."""
    return Refusal(code, reason)


class Doings:
    """Carries out what people do. Everything that a person sends returns its message."""

    def __init__(self, world: World) -> None:
        self._world = world

    def say(self, person: Persona, text: str, reply_to: int = 0, group: int = 0) -> Message:
        """Send a text; Telegram trims it. A group is named by its id."""
        text, entities = tidy(text, [])
        if not 1 <= units(text) <= TEXT:
            raise impossible("a text has 1 to 4096 characters")
        part: Json = {"text": text}
        _put_entities(part, "entities", with_found(text, entities))
        return self._send(person, part, reply_to, group)

    def start(self, person: Persona, payload: str = "") -> Message:
        """Press Start, or follow a deep link (its payload has 1 to 64 characters)."""
        if len(payload) > 64 or not all(part.isalnum() or part in "_-" for part in payload):
            raise impossible("a start payload has at most 64 of A-Z, a-z, 0-9, _ and -")
        chat = self._world.private(person)
        if chat.blocked:
            self.block(person, blocked=False)
        return self.say(person, f"/start {payload}".strip())

    def upload(
        self, person: Persona, uploads: list[Upload], kind: str, caption: str, reply_to: int = 0
    ) -> list[Message]:
        """Send files as `photo` or `document`; several are one album with the caption first."""
        if not 1 <= len(uploads) <= ALBUM:
            raise impossible("an album has at most 10 files")
        caption, _ = tidy(caption, [])
        if units(caption) > CAPTION:
            raise impossible("a caption has at most 1024 characters")
        files = self._world.files
        keep = files.photo if kind == "photo" else files.document
        parts: list[Json] = [{kind: keep(upload)} for upload in uploads]
        if caption:
            parts[0]["caption"] = caption
            _put_entities(parts[0], "caption_entities", with_found(caption, []))
        if len(parts) > 1:
            album = str(secrets.randbelow(10**17))
            parts = [part | {"media_group_id": album} for part in parts]
        return [self._send(person, part, reply_to) for part in parts]

    def sticker(self, person: Persona) -> Message:
        """Send a sticker."""
        look: Json = {"type": "regular", "width": 512, "height": 512, "is_animated": False,
                      "is_video": False, "emoji": "🙂"}  # fmt: skip
        file = self._world.files.add(STICKER, "sticker")
        return self._send(person, {"sticker": {**file.described(), **look}})

    def voice(self, person: Persona) -> Message:
        """Send a voice message of three seconds."""
        file = self._world.files.add(VOICE, "voice")
        described = {**file.described(), "duration": 3, "mime_type": "audio/ogg"}
        return self._send(person, {"voice": described})

    def location(self, person: Persona, latitude: float, longitude: float) -> Message:
        """Send a place, in degrees."""
        return self._send(person, {"location": {"latitude": latitude, "longitude": longitude}})

    def contact(self, person: Persona, phone: str, other: Json) -> Message:
        """Send a contact: the person's own, or what `other` overrides of it."""
        own: Json = {"phone_number": phone, "first_name": person.first_name, "user_id": person.id}
        if person.last_name:
            own["last_name"] = person.last_name
        return self._send(person, {"contact": own | other})

    def forward(self, person: Persona, text: str, origin: Json) -> Message:
        """Forward a text that somebody else wrote."""
        part: Json = {"text": text, "forward_origin": {"date": self._date() - 3600, **origin}}
        _put_entities(part, "entities", with_found(text, []))
        return self._send(person, part)

    def edit(self, person: Persona, message_id: int, text: str) -> Message:
        """Change an own text or caption."""
        chat = self._writable(person)
        message = chat.live(message_id)
        if message is None or message.by_bot:
            raise impossible("there is no own message with this id", 404)
        name = "text" if "text" in message.body else "caption"
        text, _ = tidy(text, [])
        message.body = {**message.body, name: text, "edit_date": self._date()}
        entities = "entities" if name == "text" else "caption_entities"
        _put_entities(message.body, entities, with_found(text, []))
        self._world.show(chat, message)
        self._tell("edited_message", message.body, person, f"chat {chat.id}")
        return message

    def press(self, person: Persona, message_id: int, data: str, group: int = 0) -> str:
        """Press a button, or pretend to: any data goes. Returns the id of the query."""
        chat = self._writable(person, group)
        query_id = str(secrets.randbelow(9 * 10**17) + 10**17)
        message = chat.live(message_id)
        gone: Json = {"chat": chat.body, "message_id": message_id, "date": 0}
        query: Json = {
            "id": query_id,
            "from": person.user(),
            "message": message.body if message else gone,
            "chat_instance": str(abs(chat.id) * 7919),
            "data": data,
        }
        self._world.ask(query_id, chat.id, self._world.now())
        self._tell("callback_query", query, person, f"query {person.id}")
        return query_id

    def block(self, person: Persona, *, blocked: bool) -> None:
        """Stop the bot, or let it go on. Doing it twice changes nothing."""
        chat = self._world.private(person)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        self._world.keep_chat(chat)
        chat.touch()
        bot = self._world.bot
        off: Json = {"user": bot, "status": "kicked", "until_date": 0}
        on: Json = {"user": bot, "status": "member"}
        change: Json = {
            "chat": chat.body,
            "from": person.user(),
            "date": self._date(),
            "old_chat_member": on if blocked else off,
            "new_chat_member": off if blocked else on,
        }
        self._tell("my_chat_member", change, person, f"chat {chat.id}")

    def add_to_group(self, person: Persona, title: str) -> Chat:
        """Make a group and take the bot into it."""
        chat = self._world.group(title)
        bot = self._world.bot
        change: Json = {
            "chat": chat.body,
            "from": person.user(),
            "date": self._date(),
            "old_chat_member": {"user": bot, "status": "left"},
            "new_chat_member": {"user": bot, "status": "member"},
        }
        self._tell("my_chat_member", change, person, f"chat {chat.id}")
        return chat

    def raw(self, person: Persona, fields: Json) -> int:
        """Let the bot get an update of any content; only its id is set."""
        kind = next((name for name in fields if name != "update_id"), "")
        rest = {name: value for name, value in fields.items() if name != "update_id"}
        stream = f"chat {person.id}"
        return self._world.updates.add_raw(rest, kind, person.id, stream, self._world.now())

    def _send(self, person: Persona, part: Json, reply_to: int = 0, group: int = 0) -> Message:
        chat = self._writable(person, group)
        if not chat.started:
            chat.started = True
            self._world.keep_chat(chat)
        number = self._world.next_message()
        body: Json = {
            "message_id": number,
            "from": person.user(),
            "chat": chat.body,
            "date": self._date(),
            **part,
        }
        answered = chat.live(reply_to)
        if answered is not None:
            body["reply_to_message"] = quotable(answered)
        message = Message(number, chat.id, by_bot=False, body=body)
        self._world.show(chat, message)
        self._tell("message", body, person, f"chat {chat.id}")
        return message

    def _writable(self, person: Persona, group: int = 0) -> Chat:
        chat = self._world.chats.get(group) if group else self._world.private(person)
        if chat is None:
            raise impossible("there is no such group", 404)
        if chat.blocked:
            raise impossible("the bot is blocked; unblock or start it first", 409)
        return chat

    def _tell(self, kind: str, body: Json, person: Persona, stream: str) -> None:
        self._world.updates.add(kind, body, person.id, stream, self._world.now())

    def _date(self) -> int:
        return int(self._world.now())


def _put_entities(part: Json, name: str, entities: Entities) -> None:
    part.pop(name, None)
    if entities:
        part[name] = entities
