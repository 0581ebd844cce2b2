"""The line to Telegram: the right exception for each refusal, and the token in none of them."""

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import BotCommand, BufferedInputFile

from bot.telegram import FileTooLargeError, GarbledError, JsonSession, NotSentError
from tests.bot.working import Town

SITI = 700000001
TOKEN = "1:canary-of-a-token"


@pytest.fixture
async def session(town: Town):
    await town.person(SITI).start()
    line = JsonSession(TOKEN, town.address)
    yield line
    await line.close()


MESSAGE = {"chat_id": SITI, "text": "halo"}
REFUSALS = {
    "too_many": TelegramRetryAfter,
    "server_error": RestartingTelegram,
    "bad_gateway": TelegramServerError,
    "unauthorized": TelegramUnauthorizedError,
    "conflict": TelegramConflictError,
    "blocked": TelegramForbiddenError,
    "chat_not_found": TelegramBadRequest,
    "reset": TelegramNetworkError,
    "cut": TelegramNetworkError,
}


@pytest.mark.parametrize(("kind", "error"), REFUSALS.items())
async def test_each_refusal_has_its_exception(
    session: JsonSession, town: Town, kind: str, error: type[TelegramAPIError]
):
    await town.order("weather", kind=kind, method="sendMessage")
    with pytest.raises(error) as raised:
        await session.call("sendMessage", MESSAGE)
    assert "canary" not in str(raised.value)
    assert "canary" not in repr(raised.value.__cause__)
    assert not isinstance(raised.value, NotSentError)


async def test_what_surely_did_not_go_out_is_told_apart():
    line = JsonSession(TOKEN, "http://127.0.0.1:9")
    try:
        with pytest.raises(NotSentError):
            await line.call("sendMessage", MESSAGE)
    finally:
        await line.close()


async def test_a_call_returns_plain_values(session: JsonSession):
    sent = await session.call("sendMessage", MESSAGE)
    assert isinstance(sent, dict)
    assert sent["text"] == "halo"


async def test_a_file_is_fetched_and_counted(session: JsonSession, town: Town):
    await town.person(SITI).upload(("surat.pdf", b"x" * 5000))
    updates = await session.get_updates(None, 0)
    (document,) = [u["message"]["document"] for u in updates if "document" in u["message"]]
    assert await session.download(document["file_id"]) == b"x" * 5000
    with pytest.raises(FileTooLargeError):
        await session.download(document["file_id"], limit=4999)


async def test_a_file_that_telegram_does_not_know_is_refused(session: JsonSession):
    with pytest.raises(TelegramBadRequest):
        await session.download("nothing")


async def test_aiograms_bot_sends_through_it(session: JsonSession, town: Town):
    bot = Bot(TOKEN, session)
    assert (await bot.get_me()).is_bot
    assert await bot.set_my_commands([BotCommand(command="menu", description="Menu")])
    sent = await bot.send_document(SITI, BufferedInputFile(b"%PDF-", "a.pdf"), caption="berkas")
    assert sent.document is not None
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(700000002, "halo")


def test_an_unreadable_answer_keeps_its_bytes_to_itself():
    assert "secret" not in str(GarbledError(b"secret"))
