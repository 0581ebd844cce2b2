"""The people's side over HTTP: who can be played, what they do, and what they see."""

import json
from collections.abc import Awaitable, Callable

from aiohttp import web

from simulator import bot_api
from simulator.chats import Chat, Message
from simulator.doings import Doings, impossible
from simulator.files import SHOWN
from simulator.personas import Persona
from simulator.refusal import Json, Refusal
from simulator.view import changes
from simulator.world import World

PATIENCE = 25.0
"""Seconds that a long poll of a chat lasts at most."""
PHONE = "+62 811 0000 {:04}"
PLACE = (-3.3194, 114.5908)
HIDDEN: Json = {"type": "hidden_user", "sender_user_name": "Seseorang"}

Doing = Callable[[Persona, Json], Json]


class PeopleApi:
    """Everything under /people, and the files that were sent."""

    def __init__(self, world: World, doings: Doings) -> None:
        self._world = world
        self._doings = doings

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses of the people's side."""
        orders: dict[str, Doing] = {
            "text": self._text,
            "start": self._start,
            "press": self._press,
            "sticker": self._sticker,
            "voice": self._voice,
            "location": self._location,
            "contact": self._contact,
            "forward": self._forward,
            "edit": self._edit,
            "block": self._block,
            "group": self._group,
            "raw": self._raw,
        }
        person = r"/people/{id:\d+}"
        return [
            web.get("/people", self.people),
            web.post("/people", self.add),
            web.get(f"{person}/chat", self.chat),
            web.get(f"{person}/events", self.events),
            web.get(f"{person}/stream", self.stream),
            web.post(f"{person}/upload", self.upload),
            *[web.post(f"{person}/{name}", self._order(doing)) for name, doing in orders.items()],
            web.get("/files/{file_id}", self.file),
        ]

    async def people(self, _: web.Request) -> web.Response:
        """Tell who the bot is and who can be played."""
        texts = {
            name: self._world.setting(f"{name}:") or ""
            for name in ("description", "short_description")
        }
        people = list(self._world.shown_people())
        return web.json_response({"bot": self._world.bot | texts, "personas": people})

    async def add(self, request: web.Request) -> web.Response:
        """Add somebody and tell who they are."""
        try:
            person = self._world.add_person((await bot_api.read(request))[0])
        except ValueError as error:
            raise impossible(str(error)) from None
        return web.json_response(person.shown(), status=201)

    async def chat(self, request: web.Request) -> web.Response:
        """Tell what changed in a chat since `after`."""
        person, chat, after = self._looked_at(request)
        return web.json_response(changes(self._world, chat, after, person.language_code))

    async def events(self, request: web.Request) -> web.Response:
        """Wait up to 25 seconds for a change after `after`, then tell it."""
        person, chat, after = self._looked_at(request)
        await chat.wait(after, PATIENCE)
        return web.json_response(changes(self._world, chat, after, person.language_code))

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Tell every change as a server-sent event."""
        person, chat, after = self._looked_at(request)
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        while True:
            if await chat.wait(after, PATIENCE):
                told = changes(self._world, chat, after, person.language_code)
                after = chat.seq
                line = f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
            else:
                line = ": still here\n\n"
            await response.write(line.encode())

    def _looked_at(self, request: web.Request) -> tuple[Persona, Chat, int]:
        person = self._person(request)
        group = request.query.get("group")
        chat = self._world.chats.get(int(group)) if group else self._world.private(person)
        if chat is None:
            raise impossible("there is no such group", 404)
        after = request.query.get("after", "0")
        if not after.isdecimal():
            raise impossible("after must be a number")
        return person, chat, int(after)

    def _person(self, request: web.Request) -> Persona:
        person = self._world.people.get(int(request.match_info["id"]))
        if person is None:
            raise impossible("there is nobody with this id", 404)
        return person

    async def upload(self, request: web.Request) -> web.Response:
        """Take a form: `file` once or several times, `as`, `caption`, `album`, `reply_to`."""
        person = self._person(request)
        form = await request.post()
        fields = [value for value in form.getall("file", []) if isinstance(value, web.FileField)]
        uploads = [bot_api.uploaded(field) for field in fields]
        kind = str(form.get("as", "document"))
        if kind not in ("photo", "document"):
            raise impossible("as must be photo or document")
        caption, reply_to = str(form.get("caption", "")), int(str(form.get("reply_to") or 0))
        together = form.get("album") == "1"
        lots = [uploads] if together else [[upload] for upload in uploads]
        sent: list[Message] = []
        for index, lot in enumerate(lots or [[]]):
            sent += self._doings.upload(person, lot, kind, "" if index else caption, reply_to)
        answer = self._sent(person, sent[-1])
        return web.json_response(answer | {"message_ids": [message.id for message in sent]})

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Give a file to the page; only pictures are shown, all else is saved."""
        file = self._world.files.find(request.match_info["file_id"])
        if file is None:
            raise impossible("there is no such file", 404)
        picture = file.mime in SHOWN
        headers = {"Content-Type": file.mime if picture else "application/octet-stream"}
        if not picture:
            headers["Content-Disposition"] = "attachment"
        return web.FileResponse(self._world.files.place(file), headers=headers)

    def _order(self, doing: Doing) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            person = self._person(request)
            wish, _ = await bot_api.read(request)
            return web.json_response(doing(person, wish))

        return answer

    def _sent(self, person: Persona, message: Message) -> Json:
        return {"message_id": message.id, "seq": self._world.private(person).seq}

    def _text(self, person: Persona, wish: Json) -> Json:
        message = self._doings.say(
            person, _text(wish, "text"), _number(wish, "reply_to"), _number(wish, "group")
        )
        return self._sent(person, message)

    def _start(self, person: Persona, wish: Json) -> Json:
        return self._sent(person, self._doings.start(person, _text(wish, "payload")))

    def _press(self, person: Persona, wish: Json) -> Json:
        seq = self._world.private(person).seq
        query = self._doings.press(
            person, _number(wish, "message_id"), _text(wish, "data"), _number(wish, "group")
        )
        return {"query_id": query, "seq": seq}

    def _sticker(self, person: Persona, _: Json) -> Json:
        return self._sent(person, self._doings.sticker(person))

    def _voice(self, person: Persona, _: Json) -> Json:
        return self._sent(person, self._doings.voice(person))

    def _location(self, person: Persona, wish: Json) -> Json:
        latitude = float(str(wish.get("latitude", PLACE[0])))
        longitude = float(str(wish.get("longitude", PLACE[1])))
        return self._sent(person, self._doings.location(person, latitude, longitude))

    def _contact(self, person: Persona, wish: Json) -> Json:
        phone = str(wish.pop("phone_number", PHONE.format(person.id % 10_000)))
        return self._sent(person, self._doings.contact(person, phone, wish))

    def _forward(self, person: Persona, wish: Json) -> Json:
        origin = wish.get("origin")
        text = _text(wish, "text") or "Pesan yang diteruskan"
        message = self._doings.forward(
            person, text, origin if isinstance(origin, dict) else HIDDEN
        )
        return self._sent(person, message)

    def _edit(self, person: Persona, wish: Json) -> Json:
        message = self._doings.edit(person, _number(wish, "message_id"), _text(wish, "text"))
        return self._sent(person, message)

    def _block(self, person: Persona, wish: Json) -> Json:
        self._doings.block(person, blocked=wish.get("blocked", True) is True)
        chat = self._world.private(person)
        return {"blocked": chat.blocked, "seq": chat.seq}

    def _group(self, person: Persona, wish: Json) -> Json:
        return {"group": self._doings.add_to_group(person, _text(wish, "title") or "Grup").id}

    def _raw(self, person: Persona, wish: Json) -> Json:
        return {"update_id": self._doings.raw(person, wish)}


def _text(wish: Json, name: str) -> str:
    value = wish.get(name, "")
    if not isinstance(value, str):
        raise impossible(f"{name} must be a text")
    return value


def _number(wish: Json, name: str) -> int:
    value = wish.get(name) or 0
    if not isinstance(value, int):
        raise impossible(f"{name} must be a whole number")
    return value


@web.middleware
async def plain_refusals(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Tell the people's side what was refused, as `{"error": …}`."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return web.json_response({"error": refusal.description}, status=refusal.code)
