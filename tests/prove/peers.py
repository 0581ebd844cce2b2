"""Stock bots to be killed beside ours: the echo of aiogram's and python-telegram-bot's documents.

`python -m tests.prove.peers aiogram|telegram ADDRESS`; each says "ready" when it begins to poll.
"""

import asyncio
import os
import sys

TOKEN = "1:simulator"
WORK_SECONDS = 0.02
"""What a real handler does before it answers: a look into a database, a call of a service."""


def ready():
    """Tell the test, at once."""
    os.write(1, b"ready\n")


async def with_aiogram(address):
    """The echo bot of aiogram's documentation, on long polling."""
    from aiogram import Bot, Dispatcher  # noqa: PLC0415
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415

    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message):
        await asyncio.sleep(WORK_SECONDS)
        await message.answer(message.text)

    dispatcher.startup.register(ready)
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    await dispatcher.start_polling(Bot(TOKEN, session))


def with_telegram(address):
    """The echo bot of python-telegram-bot's documentation, on long polling."""
    from telegram.ext import Application, MessageHandler, filters  # noqa: PLC0415

    async def echo(update, context):
        await asyncio.sleep(WORK_SECONDS)
        await update.message.reply_text(update.message.text)

    async def begun(application):
        ready()

    builder = Application.builder().token(TOKEN).base_url(f"{address}/bot").post_init(begun)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    if sys.argv[1] == "aiogram":
        asyncio.run(with_aiogram(sys.argv[2]))
    else:
        with_telegram(sys.argv[2])
