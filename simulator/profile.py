"""The methods about the bot itself, its commands and menus, files and chats."""

import re

from simulator.call import Call
from simulator.files import DOWNLOAD
from simulator.refusal import Json, bad_request
from simulator.world import World

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
DESCRIPTION = 256
COMMANDS = 100
SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "chat"})
LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def get_me(call: Call) -> Json:
    """Bot API getMe."""
    return {
        **call.world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def _scope(call: Call) -> str:
    scope = call.params.get("scope") or {"type": "default"}
    assert isinstance(scope, dict)
    kind = str(scope["type"])
    if kind not in SCOPES:
        raise bad_request(f"the simulator has no command scope {kind}")
    if kind == "chat":
        kind = f"chat/{call.world.reachable(scope.get('chat_id')).id}"
    return f"commands:{kind}:{call.text('language_code')}"


def set_my_commands(call: Call) -> bool:
    """Bot API setMyCommands."""
    commands, key = call.objects("commands"), _scope(call)
    if len(commands) > COMMANDS:
        raise bad_request("too much commands specified")
    kept = []
    for entry in commands:
        name = str(entry["command"]).removeprefix("/")
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(entry["description"])) <= DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": entry["description"]})
    call.world.set_profile(key, kept)
    _wake(call.world)
    return True


def delete_my_commands(call: Call) -> bool:
    """Bot API deleteMyCommands."""
    call.world.set_profile(_scope(call), None)
    _wake(call.world)
    return True


def get_my_commands(call: Call) -> object:
    """Bot API getMyCommands."""
    return call.world.setting(_scope(call)) or []


def _wake(world: World) -> None:
    for chat in world.chats.values():
        chat.touch()


def commands_for(world: World, person: int, language: str) -> object:
    """Return the commands a person sees, by Telegram's order of scopes and languages."""
    for scope in (f"chat/{person}", "all_private_chats", "default"):
        for code in (language, ""):
            commands = world.setting(f"commands:{scope}:{code}")
            if commands:
                return commands
    return []


def set_text(call: Call) -> bool:
    """Bot API setMyName, setMyDescription and setMyShortDescription."""
    name = TEXTS[call.method]
    if len(call.text(name)) > LENGTHS[name]:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    call.world.set_profile(f"{name}:{call.text('language_code')}", call.text(name))
    return True


def get_text(call: Call) -> Json:
    """Bot API getMyName, getMyDescription and getMyShortDescription."""
    name = TEXTS[call.method]
    key = f"{name}:{call.text('language_code')}"
    value = call.world.setting(key) or call.world.setting(f"{name}:")
    if name == "name":
        value = value or call.world.bot["first_name"]
    return {name: value or ""}


TEXTS = {
    "setMyName": "name",
    "getMyName": "name",
    "setMyDescription": "description",
    "getMyDescription": "description",
    "setMyShortDescription": "short_description",
    "getMyShortDescription": "short_description",
}


def set_chat_menu_button(call: Call) -> bool:
    """Bot API setChatMenuButton."""
    button = call.params.get("menu_button") or {"type": "default"}
    assert isinstance(button, dict)
    if button["type"] not in ("default", "commands"):
        raise bad_request(f"the simulator has no menu button {button['type']}")
    if "chat_id" not in call.params:
        call.world.set_profile("menu_button", button)
        return True
    chat = call.chat()
    chat.menu_button = button
    call.world.keep_chat(chat)
    return True


def get_chat_menu_button(call: Call) -> object:
    """Bot API getChatMenuButton."""
    own = call.chat().menu_button if "chat_id" in call.params else None
    return own or call.world.setting("menu_button") or {"type": "commands"}


def get_chat(call: Call) -> Json:
    """Bot API getChat."""
    return {
        **call.chat().body,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False,
            "limited_gifts": False,
            "unique_gifts": False,
            "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }


def leave_chat(call: Call) -> bool:
    """Bot API leaveChat."""
    chat = call.chat()
    if chat.id > 0:
        raise bad_request("chat member status can't be changed in private chats")
    chat.blocked = True
    call.world.keep_chat(chat)
    return True


def get_file(call: Call) -> Json:
    """Bot API getFile: files of at most 20 MB."""
    file = call.world.files.find(call.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.described(), "file_path": file.path}
