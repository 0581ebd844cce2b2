"""The contract: aiogram and python-telegram-bot understand the simulator as they do Telegram."""

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiogram
import pytest
import telegram
from aiogram import exceptions as refused
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand, BufferedInputFile, InputMediaDocument
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from simulator.server import Running

TOKEN = "1:simulator"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x40\x00\x00\x00\xf0\x08\x02\x00\x00\x00"
BUTTONS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "yes", "style": "success"}]]}


@dataclass(frozen=True, slots=True)
class Gone:
    """The errors of one library, by what they mean."""

    blocked: type[Exception]
    bad: type[Exception]
    wait: type[Exception]
    conflict: type[Exception]
    broken: type[Exception]


class ByAiogram:
    """The scenarios' calls through aiogram."""

    errors = Gone(
        refused.TelegramForbiddenError,
        refused.TelegramBadRequest,
        refused.TelegramRetryAfter,
        refused.TelegramConflictError,
        refused.TelegramServerError,
    )

    def __init__(self, address: str) -> None:
        session = AiohttpSession(api=TelegramAPIServer.from_base(address))
        self.bot = aiogram.Bot(TOKEN, session=session)

    async def open(self) -> None:
        """Nothing to open: the session does it with the first call."""

    async def close(self) -> None:
        await self.bot.session.close()

    async def send_file(self, chat: int, name: str, content: bytes):
        file = BufferedInputFile(content, name)
        return await self.bot.send_document(chat, file, caption="<i>ini</i>", parse_mode="HTML")

    async def send_photo(self, chat: int):
        return await self.bot.send_photo(chat, BufferedInputFile(PNG, "a.png"))

    async def send_album(self, chat: int):
        files = [BufferedInputFile(name.encode(), name) for name in ("a.pdf", "b.pdf")]
        return await self.bot.send_media_group(
            chat, [InputMediaDocument(media=file, caption="x") for file in files]
        )

    async def download(self, file_id: str) -> bytes:
        taken = await self.bot.download(file_id)
        assert taken is not None
        return taken.read()

    async def commands(self) -> list[str]:
        await self.bot.set_my_commands([BotCommand(command="menu", description="Menu")])
        return [command.command for command in await self.bot.get_my_commands()]


class ByPtb:
    """The scenarios' calls through python-telegram-bot."""

    errors = Gone(Forbidden, BadRequest, RetryAfter, Conflict, NetworkError)

    def __init__(self, address: str) -> None:
        self.bot = telegram.Bot(
            TOKEN,
            base_url=f"{address}/bot",
            base_file_url=f"{address}/file/bot",
            request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
            get_updates_request=HTTPXRequest(httpx_kwargs={"trust_env": False}),
        )

    async def open(self) -> None:
        await self.bot.initialize()

    async def close(self) -> None:
        await self.bot.shutdown()

    async def send_file(self, chat: int, name: str, content: bytes):
        return await self.bot.send_document(
            chat, io.BytesIO(content), filename=name, caption="<i>ini</i>", parse_mode="HTML"
        )

    async def send_photo(self, chat: int):
        return await self.bot.send_photo(chat, PNG)

    async def send_album(self, chat: int):
        return await self.bot.send_media_group(
            chat,
            [
                telegram.InputMediaDocument(name.encode(), filename=name, caption="x")
                for name in ("a.pdf", "b.pdf")
            ],
        )

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    async def commands(self) -> list[str]:
        await self.bot.set_my_commands([("menu", "Menu")])
        return [command.command for command in await self.bot.get_my_commands()]


@pytest.fixture(params=[ByAiogram, ByPtb], ids=["aiogram", "python-telegram-bot"])
async def client(
    request: pytest.FixtureRequest, simulator: Running, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[ByAiogram | ByPtb]:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    client = request.param(simulator.address)
    await client.open()
    yield client
    await client.close()


async def test_the_bot_learns_who_it_is(client):
    me = await client.bot.get_me()
    assert (me.id, me.is_bot, me.username) == (1, True, "loket_simulator_bot")


async def test_a_message_with_buttons_is_sent_and_edited(client, siti):
    markup = _markup(client)
    sent = await client.bot.send_message(
        chat_id=siti.id, text="<b>Halo</b> Siti", parse_mode="HTML", reply_markup=markup
    )
    assert sent.text == "Halo Siti"
    assert sent.entities[0].type == "bold"
    assert sent.reply_markup.inline_keyboard[0][0].callback_data == "yes"
    assert (await siti.wait_for("Halo")).buttons[0][0].style == "success"
    edited = await client.bot.edit_message_text(
        chat_id=siti.id, message_id=sent.message_id, text="Selesai"
    )
    assert (edited.text, edited.reply_markup) == ("Selesai", None)
    assert edited.edit_date is not None


def _markup(client):
    library = aiogram.types if isinstance(client, ByAiogram) else telegram
    buttons = [
        [library.InlineKeyboardButton(**button) for button in row]
        for row in BUTTONS["inline_keyboard"]
    ]
    return library.InlineKeyboardMarkup(inline_keyboard=buttons)


async def test_an_edit_that_changes_nothing_is_a_bad_request(client, siti):
    sent = await client.bot.send_message(chat_id=siti.id, text="sama")
    with pytest.raises(client.errors.bad, match=r"(?i)message is not modified"):
        await client.bot.edit_message_text(
            chat_id=siti.id, message_id=sent.message_id, text="sama"
        )


async def test_wrong_markup_is_a_bad_request(client, siti):
    with pytest.raises(client.errors.bad, match=r"(?i)can't parse entities: Unsupported start"):
        await client.bot.send_message(chat_id=siti.id, text="<x>", parse_mode="HTML")


async def test_files_go_up_and_come_down_again(client, siti):
    content = bytes(range(256)) * 40
    sent = await client.send_file(siti.id, "Surat Kuasa.pdf", content)
    assert sent.document.file_name == "Surat Kuasa.pdf"
    assert sent.document.mime_type == "application/pdf"
    assert sent.caption == "ini"
    assert await client.download(sent.document.file_id) == content
    seen = (await siti.last()).media
    assert await siti.download(seen) == content


async def test_a_photo_has_sizes(client, siti):
    sent = await client.send_photo(siti.id)
    assert [(size.width, size.height) for size in sent.photo] == [(90, 67), (320, 240)]


async def test_an_album_is_several_messages(client, siti):
    sent = await client.send_album(siti.id)
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.document.file_size for message in sent] == [5, 5]


async def test_whoever_blocked_the_bot_cannot_be_written_to(client, siti):
    await siti.block()
    with pytest.raises(client.errors.blocked, match="bot was blocked by the user"):
        await client.bot.send_message(chat_id=siti.id, text="a")


async def test_too_many_requests_name_the_wait(client, siti, steer):
    await steer("weather", kind="too_many", seconds=7)
    with pytest.raises(client.errors.wait) as error:
        await client.bot.send_message(chat_id=siti.id, text="a")
    wait = error.value.retry_after
    assert (wait if isinstance(wait, int) else wait.total_seconds()) == 7


async def test_a_server_error_is_told_apart(client, siti, steer):
    await steer("weather", kind="server_error")
    with pytest.raises(client.errors.broken):
        await client.bot.send_message(chat_id=siti.id, text="a")


async def test_updates_of_every_kind_are_decoded(client, siti):
    sent = await client.bot.send_message(
        chat_id=siti.id, text="Setuju?", reply_markup=_markup(client)
    )
    own = await siti.say("/menu", reply_to=sent.message_id)
    await siti.press("Ya")
    await siti.upload(("a.png", PNG), ("b.png", PNG), kind="photo", album=True)
    await siti.edit(own, "/bantuan")
    for kind in ("sticker", "voice", "location", "contact", "forward"):
        await siti.send(kind)
    await siti.block()
    updates = await client.bot.get_updates(timeout=0)
    first = updates[0]
    assert (first.message.text, first.message.entities[0].type) == ("/menu", "bot_command")
    assert first.message.reply_to_message.text == "Setuju?"
    assert updates[1].callback_query.message.message_id == sent.message_id
    assert updates[2].message.photo[-1].width == 320
    assert updates[4].edited_message.text == "/bantuan"
    assert updates[9].message.forward_origin.sender_user_name == "Seseorang"
    assert updates[10].my_chat_member.new_chat_member.status in ("kicked", "banned")
    assert await client.bot.answer_callback_query(updates[1].callback_query.id, text="Baik")
    assert list(await client.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)) == []


async def test_the_older_poller_hears_of_the_conflict(client, siti, steer):
    await steer("weather", kind="conflict", method="getUpdates")
    with pytest.raises(client.errors.conflict, match="terminated by other getUpdates"):
        await client.bot.get_updates(timeout=0)


async def test_commands_are_set_and_read(client):
    assert await client.commands() == ["menu"]


async def test_messages_are_deleted_copied_and_forwarded(client, siti):
    sent = await client.bot.send_message(chat_id=siti.id, text="asli")
    place = {"chat_id": siti.id, "from_chat_id": siti.id, "message_id": sent.message_id}
    copied = await client.bot.copy_message(**place)
    forwarded = await client.bot.forward_message(**place)
    assert forwarded.forward_origin.sender_user.id == 1
    assert await client.bot.delete_message(siti.id, sent.message_id)
    assert await client.bot.delete_messages(siti.id, [copied.message_id])
    assert [message.id for message in await siti.messages()][1:] == [forwarded.message_id]
    assert await client.bot.send_chat_action(siti.id, "typing")
