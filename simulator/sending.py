"""The methods that send: text, document, picture, album, copy, forward, and "is typing"."""

import secrets

from simulator import content, keyboards
from simulator.call import Call
from simulator.chats import Chat, Message
from simulator.refusal import Json, bad_request

ALBUM = range(2, 11)
ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
        "upload_document", "choose_sticker", "find_location", "record_video_note",
        "upload_video_note",
    }
)  # fmt: skip
CARRIED = (
    "text", "entities", "caption", "caption_entities", "document", "photo", "sticker", "voice",
    "location", "contact", "show_caption_above_media", "has_media_spoiler",
)  # fmt: skip


def send_message(call: Call) -> Json:
    """Bot API sendMessage."""
    chat, part = call.chat(), _part(call)
    content.put_text(call, part)
    return _send(call, chat, part)


def send_document(call: Call) -> Json:
    """Bot API sendDocument."""
    chat, part = call.chat(), _part(call)
    content.put_caption(call, part)
    content.put_document(call, part)
    return _send(call, chat, part)


def send_photo(call: Call) -> Json:
    """Bot API sendPhoto."""
    chat, part = call.chat(), _part(call)
    content.put_caption(call, part)
    content.put_photo(call, part)
    return _send(call, chat, part)


def _part(call: Call) -> Json:
    """Begin the part of a message that says nothing yet; the keyboard is checked first."""
    part: Json = {}
    content.put_inline(call, part)
    keyboards.reply(call.params.get("reply_markup"))
    return part


def _send(call: Call, chat: Chat, part: Json) -> Json:
    begun = content.begun(call, chat)
    call.world.limits.take(chat.id, call.now)
    return content.shown(call, chat, begun | part).body


def send_media_group(call: Call) -> list[Json]:
    """Bot API sendMediaGroup."""
    chat, items = call.chat(), call.objects("media")
    if len(items) not in ALBUM:
        raise bad_request("there must be from 2 to 10 media in an album")
    if len({str(item["type"]) for item in items}) > 1:
        raise bad_request("documents can't be mixed with other media types")
    parts = [_album_part(call.item(item)) for item in items]
    call.world.limits.take(chat.id, call.now, len(parts))
    group = str(secrets.randbelow(10**17))
    sent = []
    for part in parts:
        body = content.begun(call, chat) | part | {"media_group_id": group}
        sent.append(content.shown(call, chat, body).body)
    return sent


def _album_part(item: Call) -> Json:
    part: Json = {}
    content.put_caption(item, part)
    kind = item.text("type")
    if kind == "photo":
        content.put_photo(item, part, "media")
    elif kind == "document":
        content.put_document(item, part, "media")
    else:
        raise bad_request(f"the simulator has no albums of type {kind}")
    return part


def copy_message(call: Call) -> Json:
    """Bot API copyMessage."""
    chat, source = call.chat(), _source(call, "copy")
    part = _part(call)
    part |= {name: source.body[name] for name in CARRIED if name in source.body}
    if "caption" in call.params:
        content.put_caption(call, part)
    return {"message_id": _send(call, chat, part)["message_id"]}


def forward_message(call: Call) -> Json:
    """Bot API forwardMessage."""
    chat, source = call.chat(), _source(call, "forward")
    part: Json = {name: source.body[name] for name in CARRIED if name in source.body}
    part["forward_origin"] = source.body.get("forward_origin") or {
        "type": "user",
        "date": source.date,
        "sender_user": source.body["from"],
    }
    return _send(call, chat, part)


def _source(call: Call, doing: str) -> Message:
    message = call.chat("from_chat_id").live(call.number("message_id"))
    if message is None:
        raise bad_request(f"message to {doing} not found")
    if message.body.get("has_protected_content"):
        raise bad_request(
            f"message can't be {doing.rstrip('y')}{'ied' if doing == 'copy' else 'ed'}"
        )
    return message


def send_chat_action(call: Call) -> bool:
    """Bot API sendChatAction."""
    call.chat()
    if call.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
