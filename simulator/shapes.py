"""Checks what a bot sends against the shapes of the Bot API; stricter than Telegram on purpose."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from simulator.refusal import Json, bad_request, no_method

FILE = Path(__file__).with_name("shapes.toml")
MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
SCALARS = {"String": str, "Integer": int, "Boolean": bool}

Shape = dict[str, str]


def _read(part: str) -> dict[str, Shape]:
    with FILE.open("rb") as file:
        shapes: dict[str, Shape] = tomllib.load(file)[part]
    return shapes


METHODS = _read("methods")
TYPES = _read("types")
NAMES = {name.lower(): name for name in METHODS}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file that came with a call."""

    name: str
    mime: str
    content: bytes


def method_named(name: str) -> str:
    """Return a method's name in its own spelling; names are case-insensitive. Raises 404."""
    known = NAMES.get(name.lower())
    if known is None:
        raise no_method()
    return known


def checked(method: str, given: Json, uploads: dict[str, Upload]) -> Json:
    """Return the parameters of a call with their types, files in their places.

    Values may be native JSON or, as in forms, the text of it. Unlike Telegram, which ignores
    them, unknown parameters are refused, so that a typing error shows. Raises a 400.
    """
    values: Json = {name: value for name, value in given.items() if value is not None}
    shape = METHODS[method]
    for name, kind in shape.items():
        if kind.rstrip("!") == "File" and name in uploads and name not in values:
            values[name] = f"attach://{name}"
    return _fields(shape, values, method, uploads)


def _fields(shape: Shape, values: Json, where: str, uploads: dict[str, Upload]) -> Json:
    for name in values:
        if name not in shape:
            raise bad_request(f'{where} has no field "{name}" (refused by the simulator)')
    taken: Json = {}
    for name, kind in shape.items():
        if name in values:
            taken[name] = _value(kind.rstrip("!"), values[name], f"{where}.{name}", uploads)
        elif kind.endswith("!"):
            raise _missing(name, where)
    return taken


def _missing(name: str, where: str) -> Exception:
    known = {"chat_id": "chat_id is empty", "text": "message text is empty"}
    if name == "message_id":
        return bad_request("message identifier is not specified")
    return bad_request(known.get(name, f'{where} needs the field "{name}"'))


def _value(kind: str, value: object, where: str, uploads: dict[str, Upload]) -> object:
    if kind in SCALARS:
        return _scalar(kind, value, where)
    if kind == "Chat":
        return _chat(value, where)
    if kind == "File":
        return _file(value, where, uploads)
    value = _decoded(value, where)
    if kind.endswith("[]"):
        if not isinstance(value, list):
            raise _wrong(where, "a list")
        return [
            _value(kind[:-2], item, f"{where}[{index}]", uploads)
            for index, item in enumerate(value)
        ]
    if not isinstance(value, dict):
        raise _wrong(where, f"an object of type {kind}")
    if kind == "ReplyMarkup":
        kind = _markup(value, where)
    return _fields(TYPES[kind], _present(value), where, uploads)


def _present(value: dict[object, object]) -> Json:
    return {str(name): part for name, part in value.items() if part is not None}


def _scalar(kind: str, value: object, where: str) -> object:
    if kind == "String":
        if isinstance(value, str):
            return value
        raise _wrong(where, "a String")
    if kind == "Boolean" and isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kind == "Integer" and isinstance(value, str) and value.lstrip("-").isdecimal():
        return int(value)
    fits = isinstance(value, SCALARS[kind]) and (kind == "Boolean" or not isinstance(value, bool))
    if not fits:
        raise _wrong(where, f"a {kind}" if kind == "Boolean" else f"an {kind}")
    return value


def _chat(value: object, where: str) -> int | str:
    number = value
    if isinstance(value, str) and value.lstrip("-").isdecimal():
        number = int(value)
    if isinstance(number, int) and not isinstance(number, bool):
        return number
    if isinstance(value, str) and value.startswith("@"):
        return value
    if value == "":
        raise bad_request("chat_id is empty")
    raise _wrong(where, "an Integer or a @username")


def _file(value: object, where: str, uploads: dict[str, Upload]) -> Upload | str:
    if not isinstance(value, str):
        raise _wrong(where, "a file or a file identifier")
    if not value.startswith("attach://"):
        return value
    upload = uploads.get(value.removeprefix("attach://"))
    if upload is None:
        raise bad_request(f"there is no file {value} in the request ({where})")
    return upload


def _decoded(value: object, where: str) -> object:
    if not isinstance(value, str):
        return value
    try:
        decoded: object = json.loads(value)
    except ValueError:
        raise bad_request(f"can't parse {where}: not JSON") from None
    return decoded


def _markup(value: dict[str, object], where: str) -> str:
    for name, kind in MARKUPS.items():
        if name in value:
            return kind
    raise bad_request(f"object expected as reply markup ({where})")


def _wrong(where: str, wanted: str) -> Exception:
    return bad_request(f"{where} must be {wanted} (refused by the simulator)")
