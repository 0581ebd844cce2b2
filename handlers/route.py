"""Turns one update into one call of the desk: dict look-ups by kind, no chain of filters."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from aiogram.types import ChatMemberUpdated, Message

from desk import front
from desk.editing.twins import twin
from flows.checks import secret_in
from flows.sending import Sending
from handlers.house import House

Raw = Mapping[str, object]
Handler = Callable[[Raw, House], Awaitable[Sequence[Sending]]]


async def handle(update: Raw, house: House) -> Sequence[Sending]:
    """Return what to say to one update; pydantic's ValidationError where it is no such update."""
    for kind, handler in _BY_KIND.items():
        raw = update.get(kind)
        if isinstance(raw, Mapping):
            return await handler(raw, house)
    return ()


async def got_message(raw: Raw, house: House) -> Sequence[Sending]:
    """A message: only in private, only from the person himself."""
    message = Message.model_validate(_light(raw))
    if message.chat.type != "private" or _on_behalf(message):
        return ()
    text = message.text or message.caption or ""
    if secret_in(text):
        # Before anything else: whatever it is, forwarded too, it must not stay in the chat.
        return await house.step(lambda desk: front.said(desk, text))
    if message.text is not None:
        return await wrote(message, house)
    if message.photo:
        return await sent_photo(message, house)
    if message.document is not None:
        return await sent_document(message, house)
    return await house.step(lambda desk: front.sent_other(desk, message.content_type))


def _light(raw: Raw) -> dict[str, object]:
    """Leave the keyboards out: they are dear to decode and nobody reads them (measured)."""
    light = {key: value for key, value in raw.items() if key != "reply_markup"}
    replied = light.get("reply_to_message")
    if isinstance(replied, Mapping):
        light["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_markup"}
    return light


def _on_behalf(message: Message) -> bool:
    """Whether a message speaks for somebody else: a channel, a bot, a business account."""
    sender = message.from_user
    return (
        sender is None
        or sender.is_bot
        or sender.id != message.chat.id
        or message.sender_chat is not None
        or message.business_connection_id is not None
        or message.sender_business_bot is not None
        or message.guest_query_id is not None
        or message.guest_bot_caller_user is not None
        or message.guest_bot_caller_chat is not None
    )


async def wrote(message: Message, house: House) -> Sequence[Sending]:
    """A typed text or command; a forwarded one, or another bot's, is not the person's own word."""
    if message.forward_origin is not None or message.via_bot is not None:
        return await house.step(lambda desk: front.sent_other(desk, "forward"))
    to = message.reply_to_message
    replied = (to.text or to.caption or "") if to else ""
    text = message.text or ""
    found = await house.look_up(text, replied)
    return await house.step(lambda desk: front.said(desk, text, replied, found))


async def sent_photo(message: Message, house: House) -> Sequence[Sending]:
    """A photo: its largest size is one page."""
    assert message.photo
    largest = max(message.photo, key=lambda size: size.width * size.height)
    return await _take(house, largest.file_id, largest.file_size, "foto", message)


async def sent_document(message: Message, house: House) -> Sequence[Sending]:
    """A file; what it is is found out by its content, never by its name."""
    document = message.document
    assert document is not None
    return await _take(
        house, document.file_id, document.file_size, document.file_name or "berkas", message
    )


async def _take(
    house: House, file_id: str, size: int | None, name: str, message: Message
) -> Sequence[Sending]:
    taken = await house.take_file(file_id, size or 0, name, message.media_group_id or "")
    if isinstance(taken, str):
        return await house.step(lambda desk: front.refused_file(desk, taken))
    return await house.step(lambda desk: front.handed(desk, taken))


async def edited_message(raw: Raw, house: House) -> Sequence[Sending]:
    """An edited message: what was taken stays; only in private, only from the person himself."""
    message = Message.model_validate(_light(raw))
    if message.chat.type != "private" or _on_behalf(message):
        return ()
    text = message.text or message.caption or ""
    return await house.step(lambda desk: front.edited(desk, text))


async def pressed(raw: Raw, house: House) -> Sequence[Sending]:
    """A button: good only in the chat of the person it was shown to, who alone may press it."""
    # Read as it came: aiogram's type costs as much as the rest of a press on the loop (measured).
    data = raw.get("data")
    pressed_data = data if isinstance(data, str) and _in_own_chat(raw) else ""
    typed = twin(pressed_data)
    found = await house.look_up(typed, "") if typed else None
    return await house.step(lambda desk: front.pressed(desk, pressed_data, found))


def _in_own_chat(raw: Raw) -> bool:
    """Whether a press is from the person's own chat; Telegram may leave an old message out."""
    message, sender = raw.get("message"), raw.get("from")
    if not isinstance(message, Mapping):
        return True
    chat = message.get("chat")
    if not isinstance(chat, Mapping) or not isinstance(sender, Mapping):
        return False
    return bool(chat["id"] == sender["id"])


async def member_changed(raw: Raw, house: House) -> Sequence[Sending]:
    """The bot was blocked or unblocked, or taken into a group or channel, which it leaves."""
    change = ChatMemberUpdated.model_validate(raw)
    status = change.new_chat_member.status
    if change.chat.type != "private":
        if status in ("left", "kicked"):
            return ()
        return await house.step(lambda desk: front.taken_into(desk, change.chat.id))
    gone = status == "kicked"
    return await house.step(lambda desk: front.blocked(desk, gone=gone))


_BY_KIND: Mapping[str, Handler] = {
    "message": got_message,
    "callback_query": pressed,
    "edited_message": edited_message,
    "my_chat_member": member_changed,
}
