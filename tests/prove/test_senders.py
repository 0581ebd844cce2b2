"""S7: an order counts only from its officer himself, in his own chat, as he wrote it."""

import pytest

from bot.arrival import Arrival, OddUpdateError, lane_of, speaker_of
from desk import staff
from desk.commands import COMMANDS
from handlers.menus import ADMINISTRATOR, STAFF
from handlers.route import handle
from tests.desk.filed import files
from tests.people import ADMINISTRATORS, PEOPLE
from tests.prove.tried import TRAFFIC, tried_as

GROUP = {"id": -1001, "type": "supergroup", "title": "LPSE"}
CHANNEL = {"id": -1002, "type": "channel", "title": "Pengumuman"}
BOT = {"id": 4_004, "is_bot": True, "first_name": "Bot", "username": "some_bot"}
ELSE = {"id": 700_000_999, "is_bot": False, "first_name": "Joko", "username": "joko"}
DATE = 1_790_000_000
OF_A_PERSON = {"type": "user", "sender_user": ELSE, "date": DATE}
HIDDEN = {"type": "hidden_user", "sender_user_name": "Joko", "date": DATE}
OF_A_CHAT = {"type": "chat", "sender_chat": GROUP, "date": DATE}
OF_A_CHANNEL = {"type": "channel", "chat": CHANNEL, "message_id": 3, "date": DATE}
PHOTO = {"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}
CONTACT = {"phone_number": "+628", "first_name": "Joko", "user_id": PEOPLE["Joko"].id}
CARD = {"message_id": 2, "date": DATE, "chat": GROUP, "text": "Kartu"}

MESSAGES = {
    "anonymous administrator of a group": {
        "chat": GROUP, "from": {**BOT, "id": 1_087_968_824}, "sender_chat": GROUP},
    "group, the officer himself": {"chat": GROUP},
    "group that was migrated": {"chat": GROUP, "migrate_from_chat_id": -77},
    "channel": {"chat": CHANNEL, "from": {**BOT, "id": 136_817_688}, "sender_chat": CHANNEL},
    "linked channel": {
        "chat": GROUP, "from": {**ELSE, "id": 777_000}, "sender_chat": CHANNEL,
        "is_automatic_forward": True},
    "service account in private": {"from": {**ELSE, "id": 777_000}},
    "in the name of a chat, in private": {"sender_chat": GROUP},
    "through another bot": {"via_bot": BOT},
    "another bot": {"from": {**BOT, "id": PEOPLE["Joko"].id}},
    "forwarded from a person": {"forward_origin": OF_A_PERSON},
    "forwarded from a hidden person": {"forward_origin": HIDDEN},
    "forwarded from a chat": {"forward_origin": OF_A_CHAT},
    "forwarded from a channel": {"forward_origin": OF_A_CHANNEL},
    "business account": {"business_connection_id": "b1"},
    "business bot": {"business_connection_id": "b1", "sender_business_bot": BOT},
    "business bot without its connection": {"sender_business_bot": BOT},
    "guest query": {"guest_query_id": "g1"},
    "guest bot": {"guest_bot_caller_user": ELSE},
    "guest bot of a chat": {"guest_bot_caller_chat": GROUP},
    "same name, another number": {"from": ELSE, "chat": {"id": ELSE["id"], "type": "private"}},
    "somebody else in the officer's chat": {"from": ELSE},
    "no sender": {"from": None},
    "caption of a photo": {"text": None, "photo": [PHOTO], "caption": "/tolak NUMBER alasan"},
    "shared contact": {"text": None, "contact": CONTACT},
}  # fmt: skip
KINDS = ("channel_post", "edited_channel_post", "business_message", "edited_business_message",
         "guest_message", "edited_message")  # fmt: skip

TYPED = {
    "undang": "banjarmasin verifier", "petugas": "lepas 1", "kalender": "belitung tutup 9-9-2026",
    "gangguan": "belitung spse 09.00", "surat": "baru", "bukutamu": "Budi", "catat": "",
}  # fmt: skip
EXTRA = ("diskresi", "formulir", "cetak")


def every_command():
    """Return every command of staff, administrators and heads: (officer, typed text)."""
    names = {*STAFF, *staff.COMMANDS, *staff.VIEWS, *EXTRA} - set(ADMINISTRATOR)
    assert names | set(ADMINISTRATOR) <= {*COMMANDS, *staff.COMMANDS, *staff.VIEWS}
    for name in sorted(names):
        yield "Joko", f"/{name} {TYPED.get(name, 'NUMBER alasan yang cukup panjang')}"
    for name in ADMINISTRATOR:
        yield "Oki", f"/{name} {TYPED.get(name, '')}"


class Seat:
    """A house whose orders are tried at the desk and undone."""

    def __init__(self, house, update):
        self.house = house
        self.update = update
        self.outcome = None

    async def step(self, order):
        speaker = speaker_of(Arrival(1, lane_of(self.update), self.update))
        self.outcome = tried_as(self.house, (speaker, order))
        return self.outcome.answers

    async def look_up(self, text, replied):
        return None

    async def take_file(self, file_id, size, name, album):
        return "empty"


async def arrives(house, update):
    """Let an update arrive; returns the tables it would have written to, and what was answered."""
    seat = Seat(house, update)
    try:
        speaker_of(Arrival(1, lane_of(update), update))
        await handle(update, seat)
    except (OddUpdateError, ValueError):
        return frozenset(), ""
    if seat.outcome is None:
        return frozenset(), ""
    return seat.outcome.written - TRAFFIC - {"person"}, seat.outcome.text


def message_of(who, text):
    number = ADMINISTRATORS.get(who) or PEOPLE[who].id
    sender = {"id": number, "is_bot": False, "first_name": who}
    private = {"id": number, "type": "private"}
    return {"message_id": 5, "date": DATE, "chat": private, "from": sender, "text": text}


@pytest.fixture
def number(house):
    return files(house)


async def test_the_officer_himself_in_his_own_chat_is_obeyed(house, number):
    for who, text in (("Joko", f"/teruskan {number}"), ("Oki", "/undang banjarmasin verifier")):
        written, _ = await arrives(house, {"update_id": 1, "message": message_of(who, text)})
        assert written


async def test_no_other_shape_of_a_sender_is_obeyed(house, number, proof):
    orders = list(every_command())
    few = proof.many(5, 10 * len(orders))
    dice = proof.dice("commands")
    for shape in (*MESSAGES, *KINDS):
        kind, fields = ("message", MESSAGES[shape]) if shape in MESSAGES else (shape, {})
        for who, text in dice.sample(orders, min(few, len(orders))):
            typed = text.replace("NUMBER", number)
            update = {"update_id": 1, kind: {**message_of(who, typed), **fields}}
            update[kind] = {name: had for name, had in update[kind].items() if had is not None}
            written, answered = await arrives(house, update)
            assert not written, (shape, typed, written)
            assert "Andi" not in answered, (shape, typed)
    figures = {"shapes": len(MESSAGES) + len(KINDS), "commands": min(few, len(orders))}
    proof.record("S7", "messages", {**figures, "granted": 0})


PRESSES = {
    "in a group, by the officer himself": {"message": CARD},
    "in a group, by somebody else": {"message": CARD, "from": ELSE},
    "by somebody else in private": {"from": ELSE},
    "of an inaccessible message in a group": {"message": {**CARD, "date": 0}},
    "of a message sent through inline mode": {"message": None, "inline_message_id": "i1",
                                              "from": ELSE},
    "of a game": {"data": None, "game_short_name": "loket"},
}  # fmt: skip


async def test_no_button_counts_but_in_the_chat_it_was_shown_in(house, number, proof):
    house.says("Joko", f"/tiket {number}")
    buttons = [
        key.data for message in house.chats["Joko"].messages for row in message.keyboard
        for key in row if key.data
    ]  # fmt: skip
    sender = {"id": PEOPLE["Joko"].id, "is_bot": False, "first_name": "Joko"}
    private = {**CARD, "chat": {"id": PEOPLE["Joko"].id, "type": "private"}}
    base = {"id": "1", "from": sender, "chat_instance": "1", "message": private}
    granted = 0
    for data in buttons:
        genuine = {"update_id": 1, "callback_query": {**base, "data": data}}
        granted += bool((await arrives(house, genuine))[0])
        for shape, fields in PRESSES.items():
            query = {**base, "data": data, **fields}
            query = {name: value for name, value in query.items() if value is not None}
            update = {"update_id": 1, "callback_query": query}
            written, answered = await arrives(house, update)
            assert not written, (shape, data)
            assert "Andi" not in answered, (shape, data)
    assert granted
    proof.record("S7", "presses", {"shapes": len(PRESSES), "buttons": len(buttons), "granted": 0})
