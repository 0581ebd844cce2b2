"""What people send becomes one call of the desk; who speaks for somebody else is not heard."""

from dataclasses import replace
from functools import partial

import pytest

from desk.desk import Desk, Speaker
from flows.sending import Method, Sending
from handlers.route import handle

SITI = {"id": 700, "is_bot": False, "first_name": "Siti"}
PRIVATE = {"id": 700, "type": "private", "first_name": "Siti"}
BASE = {"message_id": 5, "date": 1_790_000_000, "chat": PRIVATE, "from": SITI}
PHOTO = [
    {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 120, "file_size": 900},
    {"file_id": "large", "file_unique_id": "l", "width": 900, "height": 1200, "file_size": 9000},
]
DOCUMENT = {"file_id": "paper", "file_unique_id": "p", "file_name": "akta.pdf", "file_size": 700}


class Recorder:
    """A house that only notes what it was asked for."""

    def __init__(self):
        self.orders = 0
        self.files = []

    async def step(self, order):
        self.orders += 1
        return ()

    async def look_up(self, text, replied):
        return None

    async def take_file(self, file_id, size, name, album):
        self.files.append((file_id, size, name, album))
        return "empty"


async def sent(**fields):
    house = Recorder()
    await handle({"update_id": 1, "message": {**BASE, **fields}}, house)
    return house


async def test_a_text_is_one_order():
    assert (await sent(text="halo")).orders == 1


async def test_of_a_photo_the_largest_size_is_fetched():
    house = await sent(photo=PHOTO, media_group_id="album")
    assert house.files == [("large", 9000, "foto", "album")]
    assert house.orders == 1


async def test_a_document_is_fetched_with_its_name():
    assert (await sent(document=DOCUMENT)).files == [("paper", 700, "akta.pdf", "")]


async def test_a_file_whose_caption_holds_a_password_is_not_fetched():
    house = await sent(document=DOCUMENT, caption="password saya: Rahasia123")
    assert house.files == []
    assert house.orders == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"chat": {"id": -100, "type": "supergroup", "title": "Kantor"}},
        {"sender_chat": {"id": -100, "type": "channel", "title": "Kanal"}},
        {"from": {**SITI, "is_bot": True}},
        {"from": {**SITI, "id": 701}},
        {"business_connection_id": "business"},
    ],
)
async def test_who_speaks_for_somebody_else_is_not_heard(fields):
    house = await sent(text="/teruskan BJM-2026-000001-L", **fields)
    assert house.orders == 0


async def test_a_forwarded_text_is_not_taken_for_an_own_word():
    origin = {"type": "hidden_user", "sender_user_name": "Admin", "date": 1_790_000_000}
    assert (await sent(text="/selesai", forward_origin=origin)).orders == 1


async def test_a_press_without_its_message_is_one_order():
    house = Recorder()
    query = {"id": "9", "from": SITI, "chat_instance": "1", "data": "anything"}
    await handle({"update_id": 2, "callback_query": query}, house)
    assert house.orders == 1


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "contact"])
async def test_what_is_neither_text_nor_file_is_one_order(kind):
    contents = {
        "sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                    "height": 1, "is_animated": False, "is_video": False},
        "voice": {"file_id": "v", "file_unique_id": "v", "duration": 3},
        "location": {"latitude": -3.3, "longitude": 114.6},
        "contact": {"phone_number": "+628", "first_name": "Siti"},
    }  # fmt: skip
    assert (await sent(**{kind: contents[kind]})).orders == 1


SECRET = "password saya: Rahasia123"
FORWARDED = {"type": "hidden_user", "sender_user_name": "Admin", "date": 1_790_000_000}
VOICE = {"file_id": "v", "file_unique_id": "v", "duration": 3}


@pytest.mark.parametrize(
    "fields",
    [
        {"text": SECRET},
        {"text": SECRET, "forward_origin": FORWARDED},
        {"photo": PHOTO, "caption": SECRET},
        {"photo": PHOTO, "caption": SECRET, "forward_origin": FORWARDED},
        {"document": DOCUMENT, "caption": SECRET},
        {"voice": VOICE, "caption": SECRET},
        {"video": {**VOICE, "width": 1, "height": 1}, "caption": SECRET},
    ],
)
async def test_a_password_is_deleted_and_warned_about_whatever_it_comes_with(house, fields):
    answers = []

    class Counter(Recorder):
        async def step(self, order):
            speaker = Speaker(SITI["id"], "Siti", message_id=5, update_id=1)
            job = partial(at_desk, order, house, speaker)
            answers.extend(house.store.write_now(job))
            return answers

    counter = Counter()
    await handle({"update_id": 1, "message": {**BASE, **fields}}, counter)
    assert [one.method for one in answers] == [Method.DELETE, Method.MESSAGE]
    assert answers[0].message_id == 5
    assert "sudah kami hapus" in answers[1].text
    assert counter.files == []


def at_desk(order, house, speaker, tx):
    return order(Desk(tx, house.now, house.books, speaker))


def change(status, kind="supergroup"):
    bot = {"id": 1, "is_bot": True, "first_name": "Loket"}
    chat = {"id": -100, "type": kind, "title": "Kantor"}
    old, new = {"user": bot, "status": "left"}, {"user": bot, "status": status}
    if status == "kicked":
        new["until_date"] = 0
    body = {"chat": chat, "from": SITI, "date": 1_790_000_000}
    return {"update_id": 4, "my_chat_member": {**body, "old_chat_member": old,
                                               "new_chat_member": new}}  # fmt: skip


class Leaving(Recorder):
    """A house whose desk has books and nothing else."""

    def __init__(self, books):
        super().__init__()
        self.books = books

    async def step(self, order):
        self.orders += 1
        return order(Desk(None, None, self.books, Speaker(700, "Siti")))


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_group_that_takes_the_bot_in_is_left(house, kind):
    answers = await handle(change("member", kind), Leaving(house.books))
    assert answers == (Sending(-100, Method.LEAVE),)


@pytest.mark.parametrize("status", ["left", "kicked"])
async def test_a_group_the_bot_is_out_of_is_not_left_again(house, status):
    leaving = Leaving(house.books)
    assert await handle(change(status), leaving) == ()
    assert leaving.orders == 0


async def test_the_chat_of_the_alarms_is_not_left(house):
    books = replace(house.books, alarm_chat=-100)
    assert await handle(change("member"), Leaving(books)) == ()


async def test_an_edit_in_a_group_is_not_heard():
    house = Recorder()
    group = {"id": -100, "type": "supergroup", "title": "Kantor"}
    message = {**BASE, "chat": group, "text": SECRET, "edit_date": 1_790_000_001}
    await handle({"update_id": 6, "edited_message": message}, house)
    assert house.orders == 0


async def test_an_update_of_another_kind_is_nothing():
    house = Recorder()
    assert await handle({"update_id": 3, "poll": {}}, house) == ()
    assert house.orders == 0
