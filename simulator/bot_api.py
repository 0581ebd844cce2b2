"""The bot's side over HTTP: takes calls apart, carries them out, and answers in any weather."""

import asyncio
import json
import re
from dataclasses import dataclass

from aiohttp import web

from simulator import shapes
from simulator.call import Call, numbered
from simulator.files import guessed
from simulator.ledger import Called
from simulator.methods import methods
from simulator.polling import Polling
from simulator.refusal import Json, Refusal, bad_request, unauthorized
from simulator.shapes import Upload
from simulator.weather import Front, Kind, When
from simulator.world import World

TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
UPLOAD = 50 * 1024 * 1024
"""Bytes of one file that a bot may send (Bot API, "Sending files")."""
GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call came to: its HTTP status and JSON, and the message that it made."""

    status: int
    text: str
    effect: bool
    said: str
    message_id: int | None = None


def refused(refusal: Refusal) -> Outcome:
    """Return the outcome of a call that was not carried out."""
    text = json.dumps(refusal.answer())
    return Outcome(refusal.code, text, effect=False, said=f"{refusal.code} {refusal.description}")


class BotApi:
    """Carries out the calls of the bot. The token may be any that has the form of one."""

    def __init__(self, world: World, polling: Polling) -> None:
        self._world = world
        self._polling = polling
        self._methods = methods(polling)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses of the Bot API."""
        return [
            web.route("*", "/bot{token}/{method}", self.call),
            web.get("/file/bot{token}/{path:.+}", self.download),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call (Bot API, "Making requests")."""
        try:
            if not TOKEN.fullmatch(request.match_info["token"]):
                raise unauthorized()
            method = shapes.method_named(request.match_info["method"])
            given, uploads = await read(request)
        except Refusal as refusal:
            return _json(refused(refusal))
        front = self._world.weather.strike(method, numbered(given.get("chat_id")))
        if front is not None and front.kind is Kind.SLOW:
            await asyncio.sleep(front.seconds)
            front = None
        if front is not None and front.when is When.BEFORE:
            self._note(method, given, Outcome(0, "", effect=False, said=str(front.kind)))
            return _spoiled(request, front, refused(front.refusal() or bad_request("cut")))
        outcome = await self.carry_out(method, given, uploads, front)
        return _json(outcome) if front is None else _spoiled(request, front, outcome)

    async def carry_out(
        self, method: str, given: Json, uploads: dict[str, Upload], front: Front | None = None
    ) -> Outcome:
        """Do what a call asks for and note it in the ledger before anything is answered."""
        call = Call(self._world, method, given, self._world.now())
        try:
            call.params = shapes.checked(method, given, uploads)
            outcome = await self._do(call)
        except Refusal as refusal:
            outcome = refused(refusal)
        except asyncio.CancelledError:
            self._note(method, given, Outcome(0, "", effect=False, said="caller gone"))
            raise
        said = outcome.said if front is None else f"{front.kind} after {outcome.said}"
        noted = Outcome(outcome.status, "", outcome.effect, said, call.message_id)
        self._note(method, call.params, noted)
        return outcome

    async def _do(self, call: Call) -> Outcome:
        if call.method == "getUpdates":
            result = await self._polling.get_updates(call)
        else:
            result = json.dumps(self._methods[call.method](call), ensure_ascii=False)
        return Outcome(200, f'{{"ok":true,"result":{result}}}', effect=True, said="200")

    def _note(self, method: str, params: Json, outcome: Outcome) -> None:
        plain = {name: _noted(value) for name, value in params.items()}
        self._world.ledger.call(
            Called(
                self._world.now(),
                method,
                numbered(params.get("chat_id")),
                plain,
                outcome.message_id,
                outcome.effect,
                outcome.said,
            )
        )

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give a file by the path that getFile told."""
        if not TOKEN.fullmatch(request.match_info["token"]):
            return _json(refused(unauthorized()))
        file = self._world.files.at(request.match_info["path"])
        if file is None:
            return _json(refused(Refusal(404, "Not Found")))
        front = self._world.weather.strike("download", None)
        if front is not None:
            return _spoiled(request, front, refused(front.refusal() or bad_request("cut")))
        return web.FileResponse(
            self._world.files.place(file), headers={"Content-Type": "application/octet-stream"}
        )


async def read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Return the parameters of a call and its files, from query, JSON or form."""
    given: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        given |= _object(await request.text())
    elif request.method == "POST" and request.can_read_body:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = uploaded(value)
            else:
                given[name] = value.decode() if isinstance(value, bytes | bytearray) else value
    return given, uploads


def _object(text: str) -> Json:
    try:
        body = json.loads(text or "{}")
    except ValueError:
        raise bad_request("can't parse the request body as JSON") from None
    if not isinstance(body, dict):
        raise bad_request("the request body must be a JSON object")
    return body


def uploaded(field: web.FileField) -> Upload:
    """Return one file of a form. Raises 413 where it is larger than 50 MB."""
    content = field.file.read()
    if len(content) > UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    mime = field.content_type
    known = mime if mime and mime != "application/octet-stream" else guessed(field.filename)
    return Upload(field.filename, known, content)


def _noted(value: object) -> object:
    if isinstance(value, Upload):
        return {"file": value.name, "size": len(value.content)}
    if isinstance(value, list):
        return [_noted(item) for item in value]
    if isinstance(value, dict):
        return {name: _noted(item) for name, item in value.items()}
    return value


def _json(outcome: Outcome) -> web.Response:
    return web.Response(status=outcome.status, text=outcome.text, content_type="application/json")


def _spoiled(request: web.Request, front: Front, outcome: Outcome) -> web.Response:
    """Answer as the weather wants it."""
    if front.kind is Kind.RESET and request.transport is not None:
        request.transport.abort()
    if front.kind is Kind.BAD_GATEWAY:
        return web.Response(status=502, text=GATEWAY, content_type="text/html")
    if front.kind is Kind.CUT:
        half = outcome.text[: len(outcome.text) // 2]
        return web.Response(text=half, content_type="application/json")
    refusal = front.refusal()
    return _json(outcome if refusal is None else refused(refusal))
