"""Sendings as bytes: how the outbox and the answers in the inbox keep them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from flows.printout import Block, BlockKind, Printout
from flows.report import ReportForm, ReportOrder
from flows.sending import Key, Method, Sending

# json.dumps makes an encoder anew at every call that wants another form than its own.
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_PLAIN = tuple(
    (one.name, one.default)
    for one in fields(Sending)
    if one.name not in ("chat_id", "method", "keyboard", "printout", "report")
)
_KEY = tuple((one.name, one.default) for one in fields(Key) if one.name != "label")


def pack(sendings: Sequence[Sending]) -> bytes:
    """Return sendings as compact JSON; what has its usual value is left out."""
    data = [_sending(sending) for sending in sendings]
    return _JSON.encode(data).encode()


def unpack(data: bytes) -> list[Sending]:
    """Return the sendings that `pack` wrote."""
    return [_read(one) for one in json.loads(data)]


def _sending(sending: Sending) -> dict[str, object]:
    data: dict[str, object] = {"chat_id": sending.chat_id, "method": sending.method.value}
    for name, usual in _PLAIN:
        value = getattr(sending, name)
        if value != usual:
            data[name] = value
    if sending.keyboard:
        data["keyboard"] = [[_key(key) for key in row] for row in sending.keyboard]
    if sending.printout is not None:
        data["printout"] = _printout(sending.printout)
    if sending.report is not None:
        data["report"] = asdict(sending.report)
    return data


def _printout(paper: Printout) -> dict[str, object]:
    blocks = [[one.kind.value, one.text, one.rows, one.weights] for one in paper.blocks]
    return {
        "title": paper.title,
        "blocks": blocks,
        "foot": paper.foot,
        "pages": paper.pages,
        "unprintable": paper.unprintable,
    }


def _key(key: Key) -> dict[str, object]:
    data: dict[str, object] = {"label": key.label}
    for name, usual in _KEY:
        value = getattr(key, name)
        if value != usual:
            data[name] = value
    return data


def _read(data: Mapping[str, Any]) -> Sending:
    apart = ("method", "keyboard", "printout", "report")
    plain = {name: value for name, value in data.items() if name not in apart}
    keyboard = tuple(tuple(Key(**key) for key in row) for row in data.get("keyboard", ()))
    paper = _read_printout(data["printout"]) if "printout" in data else None
    ordered = _read_report(data["report"]) if "report" in data else None
    method = Method(data["method"])
    return Sending(method=method, keyboard=keyboard, printout=paper, report=ordered, **plain)


def _read_report(data: Mapping[str, Any]) -> ReportOrder:
    return ReportOrder(**{**data, "form": ReportForm(data["form"])})


def _read_printout(data: Mapping[str, Any]) -> Printout:
    blocks = tuple(
        Block(BlockKind(kind), text, tuple(tuple(row) for row in rows), tuple(weights))
        for kind, text, rows, weights in data["blocks"]
    )
    return Printout(**{**data, "blocks": blocks})
