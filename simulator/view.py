"""A chat as a person sees it: what the page, the tour and the tests are told."""

from simulator import keyboards
from simulator.chats import Chat, Message
from simulator.entities import to_html
from simulator.profile import commands_for
from simulator.refusal import Json
from simulator.world import World

OTHER = {"sticker": "[stiker]", "voice": "[pesan suara]", "location": "[lokasi]"}


def changes(world: World, chat: Chat, after: int, language: str) -> Json:
    """Return what changed in a chat after a sequence number; after 0 it is the whole chat."""
    messages, toasts = chat.since(after)
    shown = [_message(world, message) for message in messages if after or not message.deleted]
    return {
        "messages": shown + [toast.shown() for toast in toasts],
        "commands": commands_for(world, chat.id, language) if chat.id > 0 else [],
        "blocked": chat.blocked,
        "started": chat.started,
        "seq": chat.seq,
    }


def _message(world: World, message: Message) -> Json:
    body = message.body
    text = str(body.get("text") or body.get("caption") or _instead(body))
    entities = body.get("entities") or body.get("caption_entities") or []
    assert isinstance(entities, list)
    replied = body.get("reply_to_message")
    return {
        "id": message.id,
        "seq": message.seq,
        "from": "bot" if message.by_bot else "me",
        "date": body["date"],
        "text": text,
        "entities": entities,
        "html": to_html(text, entities),
        "buttons": keyboards.shown(body.get("reply_markup")),
        "reply_keyboard": message.reply_keyboard,
        "media": _media(world, body),
        "media_group_id": body.get("media_group_id"),
        "edited": "edit_date" in body,
        "deleted": message.deleted,
        "reply_to": replied["message_id"] if isinstance(replied, dict) else None,
        "forwarded": _origin(body.get("forward_origin")),
        "protected": bool(body.get("has_protected_content")),
    }


def _instead(body: Json) -> str:
    contact = body.get("contact")
    if isinstance(contact, dict):
        return f"[kontak] {contact['first_name']}, {contact['phone_number']}"
    return next((words for name, words in OTHER.items() if name in body), "")


def _origin(origin: object) -> str | None:
    if not isinstance(origin, dict):
        return None
    user = origin.get("sender_user")
    name = user.get("first_name") if isinstance(user, dict) else origin.get("sender_user_name")
    return f"Diteruskan dari {name or 'seseorang'}"


def _media(world: World, body: Json) -> Json | None:
    photo, document = body.get("photo"), body.get("document")
    if isinstance(photo, list):
        shown, kind = photo[-1], "photo"
    elif isinstance(document, dict):
        shown, kind = document, "document"
    else:
        return None
    file_id = str(shown["file_id"])
    file = world.files.find(file_id)
    return {
        "kind": kind,
        "file_id": file_id,
        "name": file.name if file else "",
        "mime": file.mime if file else "",
        "size": shown["file_size"],
        "url": f"/files/{file_id}",
        "width": shown.get("width"),
        "height": shown.get("height"),
    }
