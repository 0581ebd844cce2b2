"""A small table of the Bot API's types, and updates made of it: whole ones and spoilt ones."""

KINDS = {
    "message": "Message", "edited_message": "Message", "callback_query": "CallbackQuery",
    "my_chat_member": "ChatMemberUpdated", "channel_post": "Message", "poll": "Poll",
    "inline_query": "InlineQuery", "message_reaction": "Reaction",
}  # fmt: skip
OFTEN = (12, 2, 6, 2, 1, 1, 1, 1)
TYPES = {
    "User": {"id": "person", "is_bot": "no", "first_name": "text", "last_name?": "text",
             "username?": "text", "language_code?": "text", "is_premium?": "yes"},
    "Chat": {"id": "person", "type": "private", "first_name?": "text", "username?": "text"},
    "Message": {"message_id": "number", "date": "date", "chat": "Chat", "from": "User",
                "text?": "text", "caption?": "text", "entities?": "[Entity", "photo?": "[Photo",
                "document?": "Document", "voice?": "Voice", "contact?": "Contact",
                "location?": "Location", "forward_origin?": "Origin", "via_bot?": "User",
                "reply_to_message?": "Message", "media_group_id?": "text", "dice?": "Dice",
                "sticker?": "Sticker", "new_chat_members?": "[User", "pinned_message?": "Message",
                "migrate_to_chat_id?": "number", "edit_date?": "date", "quote?": "Quote"},
    "Entity": {"type": "text", "offset": "number", "length": "number", "user?": "User"},
    "Photo": {"file_id": "text", "file_unique_id": "text", "width": "number", "height": "number",
              "file_size?": "number"},
    "Document": {"file_id": "text", "file_unique_id": "text", "file_name?": "text",
                 "mime_type?": "text", "file_size?": "number"},
    "Voice": {"file_id": "text", "file_unique_id": "text", "duration": "number"},
    "Sticker": {"file_id": "text", "file_unique_id": "text", "type": "text", "width": "number",
                "height": "number", "is_animated": "no", "is_video": "no"},
    "Contact": {"phone_number": "text", "first_name": "text", "user_id?": "number"},
    "Location": {"latitude": "part", "longitude": "part"},
    "Origin": {"type": "hidden", "sender_user_name": "text", "date": "date"},
    "Quote": {"text": "text", "position": "number"},
    "Dice": {"emoji": "text", "value": "number"},
    "CallbackQuery": {"id": "text", "from": "User", "message?": "Message", "data?": "text",
                      "chat_instance": "text", "inline_message_id?": "text"},
    "ChatMemberUpdated": {"chat": "Chat", "from": "User", "date": "date",
                          "old_chat_member": "Member", "new_chat_member": "Member"},
    "Member": {"user": "User", "status": "member"},
    "Poll": {"id": "text", "question": "text", "total_voter_count": "number"},
    "InlineQuery": {"id": "text", "from": "User", "query": "text", "offset": "text"},
    "Reaction": {"chat": "Chat", "message_id": "number", "date": "date"},
}  # fmt: skip
TEXTS = (
    "halo", "/start", "/status", "/menu@loket_bot", "BLT-2026-000001", "1", "", " ", "\x00",
    "🙂" * 9,
    "\u202egnp.exe", "\ud800", "<b>x</b>", "x" * 5_000, "/" + "a" * 300, "'; DROP TABLE ticket",
    "\u200b", "{0}%s", "١٢٣", "Kata sandi: rahasia123", "-1", "１２",
)  # fmt: skip
NUMBERS = (0, 1, -1, 7, 2**31, 2**52, 2**63, 10**30, -(2**63))
WRONG = (
    None,
    True,
    0,
    -1,
    1.5,
    "x",
    "",
    [],
    {},
    [[]],
    {"id": 1},
    [None],
    10**30,
    "\ud800",
    "9" * 400,
)
DEEPEST = 3


class Maker:
    """Makes updates by a source of chance."""

    def __init__(self, dice, people):
        self.dice = dice
        self.people = people
        self.person = people[0]

    def whole(self, update_id):
        """An update as the Bot API promises it, with extreme values."""
        self.person = self.dice.choice(self.people)
        (kind,) = self.dice.choices(list(KINDS), OFTEN)
        return {"update_id": update_id, kind: self.made(KINDS[kind], 0)}

    def spoilt(self, update_id):
        """The same with one to three places that are not as promised."""
        update = self.whole(update_id)
        for _ in range(self.dice.randrange(1, 4)):
            self._spoil(update)
        update["update_id"] = update_id
        return update

    def made(self, name, depth):
        """One value of a type."""
        fields = {}
        for field, kind in TYPES[name].items():
            if field.endswith("?") and (depth > DEEPEST or self.dice.random() < 0.8):
                continue
            fields[field.removesuffix("?")] = self._value(kind, depth + 1)
        return fields

    def _value(self, kind, depth):
        if kind.startswith("["):
            return [self.made(kind[1:], depth) for _ in range(self.dice.randrange(3))]
        if kind in TYPES:
            return self.made(kind, depth)
        fixed = {"person": self.person, "no": False, "yes": True, "private": "private",
                 "hidden": "hidden_user", "date": 1_790_000_000, "part": 1.5,
                 "member": self.dice.choice(("member", "kicked", "left"))}  # fmt: skip
        if kind in fixed:
            return fixed[kind]
        if kind == "number" and self.dice.random() < 0.95:
            return self.dice.randrange(1_000)
        return self.dice.choice(TEXTS if kind == "text" else NUMBERS)

    def _spoil(self, update):
        """Go down to some place, and take it away or put something else there."""
        here = update
        while True:
            keys = list(here) if isinstance(here, dict) else range(len(here))
            if not keys:
                return
            key = self.dice.choice(list(keys))
            if isinstance(here[key], dict | list) and self.dice.random() < 0.7:
                here = here[key]
                continue
            if isinstance(here, dict) and self.dice.random() < 0.3:
                del here[key]
            else:
                here[key] = self._deep() if self.dice.random() < 0.05 else self.dice.choice(WRONG)
            return

    def _deep(self):
        nest = {}
        for _ in range(self.dice.choice((50, 400, 900))):
            nest = {"reply_to_message": nest}
        return nest
