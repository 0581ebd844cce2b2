"""What a message holds: its formatted text, its file, its keyboard."""

from simulator import keyboards
from simulator.call import Call
from simulator.chats import Chat, Message
from simulator.entities import Entities, tidy, units, with_found
from simulator.markup import parse
from simulator.refusal import Json, bad_request
from simulator.shapes import Upload

TEXT = 4096
CAPTION = 1024
REPLY_FIELDS = ("reply_to_message", "pinned_message")


def formatted(call: Call, name: str, entities: str) -> tuple[str, Entities]:
    """Return a text of the call without its markup, and its entities.

    Loket writes HTML only: Markdown is refused. Raises a 400 where the markup is wrong.
    """
    text = call.text(name)
    mode = call.text("parse_mode").lower()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode (the simulator knows HTML only)")
    if mode:
        text, found = parse(text)
    else:
        found = call.objects(entities)
    text, found = tidy(text, found)
    return text, with_found(text, found)


def put_text(call: Call, body: Json) -> None:
    """Put the text into a message. Raises a 400 where it is empty or too long."""
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if units(text) > TEXT:
        raise bad_request("message is too long")
    body["text"] = text
    _put(body, "entities", entities)
    _put(body, "link_preview_options", call.params.get("link_preview_options"))


def put_caption(call: Call, body: Json) -> None:
    """Put the caption into a message. Raises a 400 where it is too long."""
    text, entities = formatted(call, "caption", "caption_entities")
    if units(text) > CAPTION:
        raise bad_request("message caption is too long")
    _put(body, "caption", text)
    _put(body, "caption_entities", entities)
    _put(body, "show_caption_above_media", call.flag("show_caption_above_media"))


def put_inline(call: Call, body: Json) -> None:
    """Put the buttons under a message, or take them away."""
    _put(body, "reply_markup", keyboards.inline(call.params.get("reply_markup")))


def _put(body: Json, name: str, value: object) -> None:
    """Telegram leaves out what is empty or false."""
    if value:
        body[name] = value
    else:
        body.pop(name, None)


def put_document(call: Call, body: Json, name: str = "document") -> None:
    """Put a document into a message: a new one, or a known one by its identifier."""
    given = call.file(name)
    files = call.world.files
    if isinstance(given, Upload):
        body["document"] = files.document(given)
        return
    known = files.find(given)
    if known is None or known.kind != "document":
        raise bad_request("wrong file identifier/HTTP URL specified")
    body["document"] = {**known.described(), "file_name": known.name, "mime_type": known.mime}


def put_photo(call: Call, body: Json, name: str = "photo") -> None:
    """Put a picture into a message: a new one, or a known one by its identifier."""
    given = call.file(name)
    files = call.world.files
    if not isinstance(given, Upload):
        known = files.find(given)
        if known is None or known.kind != "photo":
            raise bad_request("wrong file identifier/HTTP URL specified")
        given = files.upload(known)
    body["photo"] = files.photo(given)
    _put(body, "has_media_spoiler", call.flag("has_spoiler"))


def begun(call: Call, chat: Chat) -> Json:
    """Return what every message of the bot begins with."""
    body: Json = {
        "message_id": call.world.next_message(),
        "from": call.world.bot,
        "chat": chat.body,
        "date": call.date,
    }
    _put(body, "reply_to_message", _replied(call, chat))
    _put(body, "has_protected_content", call.flag("protect_content"))
    return body


def _replied(call: Call, chat: Chat) -> Json | None:
    wish = call.params.get("reply_parameters")
    if not isinstance(wish, dict):
        return None
    found = chat.live(wish["message_id"])
    if found is not None:
        return quotable(found)
    if wish.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def quotable(message: Message) -> Json:
    """Return a message as it stands inside a reply to it: without what it replied to itself."""
    return {name: part for name, part in message.body.items() if name not in REPLY_FIELDS}


def shown(call: Call, chat: Chat, body: Json) -> Message:
    """Make a message of what was put together and show it in its chat."""
    number = body["message_id"]
    assert isinstance(number, int)
    message = Message(number, chat.id, by_bot=True, body=body)
    message.reply_keyboard = keyboards.reply(call.params.get("reply_markup"))
    call.world.show(chat, message)
    call.message_id = number
    return message
