"""The methods that change what was sent: edits, deletions, and the answer to a press."""

from simulator import content
from simulator.call import Call
from simulator.chats import Chat, Message
from simulator.entities import units
from simulator.refusal import Json, bad_request, not_modified, old_query
from simulator.updates import QUERY_LIFE

DELETABLE = 48 * 3600
"""Seconds in which a message may be deleted (Bot API, deleteMessage)."""
TOAST = 200
MANY = range(1, 101)
SEEN = ("text", "entities", "caption", "caption_entities", "reply_markup")


def edit_message_text(call: Call) -> Json:
    """Bot API editMessageText; buttons that are not given again are taken away."""
    chat, message = _own(call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    body = dict(message.body)
    content.put_text(call, body)
    content.put_inline(call, body)
    return _changed(call, chat, message, body)


def edit_message_caption(call: Call) -> Json:
    """Bot API editMessageCaption."""
    chat, message = _own(call)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    body = dict(message.body)
    content.put_caption(call, body)
    content.put_inline(call, body)
    return _changed(call, chat, message, body)


def edit_message_reply_markup(call: Call) -> Json:
    """Bot API editMessageReplyMarkup."""
    chat, message = _own(call)
    body = dict(message.body)
    content.put_inline(call, body)
    return _changed(call, chat, message, body)


def _own(call: Call) -> tuple[Chat, Message]:
    chat = call.chat()
    message = chat.live(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _changed(call: Call, chat: Chat, message: Message, body: Json) -> Json:
    if all(body.get(name) == message.body.get(name) for name in SEEN):
        raise not_modified()
    call.world.limits.take(chat.id, call.now)
    body["edit_date"] = call.date
    message.body = body
    call.world.show(chat, message)
    call.message_id = message.id
    return body


def delete_message(call: Call) -> bool:
    """Bot API deleteMessage."""
    chat = call.chat()
    message = chat.live(call.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if call.now - message.date > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    _delete(call, chat, message)
    call.message_id = message.id
    return True


def delete_messages(call: Call) -> bool:
    """Bot API deleteMessages; messages that are not there are passed over."""
    chat, wanted = call.chat(), call.params["message_ids"]
    assert isinstance(wanted, list)
    if len(wanted) not in MANY:
        raise bad_request("there must be from 1 to 100 message identifiers")
    for number in wanted:
        message = chat.live(number)
        if message is not None and call.now - message.date <= DELETABLE:
            _delete(call, chat, message)
    return True


def _delete(call: Call, chat: Chat, message: Message) -> None:
    message.deleted = True
    call.world.show(chat, message)


def answer_callback_query(call: Call) -> bool:
    """Bot API answerCallbackQuery: once per press, within 150 seconds."""
    text = call.text("text")
    if units(text) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    world = call.world
    query = world.queries.get(call.text("callback_query_id"))
    if query is None:
        raise old_query()
    world.drop_query(call.text("callback_query_id"))
    chat, asked_at = query["chat"], query["at"]
    assert isinstance(chat, int)
    assert isinstance(asked_at, float)
    if not 0 <= call.now - asked_at <= QUERY_LIFE:
        raise old_query()
    world.chats[chat].answered(str(query["id"]), text, call.flag("show_alert"))
    return True
