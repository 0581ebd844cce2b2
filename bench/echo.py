"""The bare bot to compare with: the echo bot of aiogram's documentation, on long polling."""

import asyncio
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message

dispatcher = Dispatcher()


@dispatcher.message()
async def echo(message: Message) -> None:
    """Send every message back."""
    await message.send_copy(chat_id=message.chat.id)


async def main() -> None:
    """Poll the server of LOKET_TELEGRAM_API until the process is ended."""
    server = TelegramAPIServer.from_base(os.environ["LOKET_TELEGRAM_API"])
    bot = Bot(os.environ["LOKET_TOKEN"], AiohttpSession(api=server))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
