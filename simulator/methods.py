"""Which function carries out which method of the Bot API."""

from collections.abc import Callable

from simulator import editing, profile, sending
from simulator.call import Call
from simulator.polling import Polling

Method = Callable[[Call], object]


def methods(polling: Polling) -> dict[str, Method]:
    """Return every method by its name, except getUpdates, which waits."""
    return {
        "getMe": profile.get_me,
        "setWebhook": polling.set_webhook,
        "deleteWebhook": polling.delete_webhook,
        "getWebhookInfo": polling.get_webhook_info,
        "sendMessage": sending.send_message,
        "sendDocument": sending.send_document,
        "sendPhoto": sending.send_photo,
        "sendMediaGroup": sending.send_media_group,
        "copyMessage": sending.copy_message,
        "forwardMessage": sending.forward_message,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": editing.edit_message_text,
        "editMessageCaption": editing.edit_message_caption,
        "editMessageReplyMarkup": editing.edit_message_reply_markup,
        "deleteMessage": editing.delete_message,
        "deleteMessages": editing.delete_messages,
        "answerCallbackQuery": editing.answer_callback_query,
        "getFile": profile.get_file,
        "setMyCommands": profile.set_my_commands,
        "getMyCommands": profile.get_my_commands,
        "deleteMyCommands": profile.delete_my_commands,
        "setMyName": profile.set_text,
        "setMyDescription": profile.set_text,
        "setMyShortDescription": profile.set_text,
        "getMyName": profile.get_text,
        "getMyDescription": profile.get_text,
        "getMyShortDescription": profile.get_text,
        "setChatMenuButton": profile.set_chat_menu_button,
        "getChatMenuButton": profile.get_chat_menu_button,
        "getChat": profile.get_chat,
        "leaveChat": profile.leave_chat,
    }
