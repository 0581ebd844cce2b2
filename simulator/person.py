"""Somebody who talks to the bot through the simulator: for the tour, the tests and the bench."""

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import aiohttp

from simulator.refusal import Json
from simulator.seen import Media, Seen, Toasted, Wanted, entries, matches, seen

TIMEOUT = 10.0


class NotSeen(AssertionError):
    """What was awaited did not come; the message shows the chat."""


class NotDone(AssertionError):
    """The simulator refused what the person wanted to do."""


Found = TypeVar("Found", Seen, Toasted)


class Person:
    """One person and their private chat.

    `wait_for` and `press` look at what the bot said or changed since the person last did
    something (or since `mark`); so one doing may be followed by several `wait_for`.
    """

    def __init__(self, http: aiohttp.ClientSession, base: str, person_id: int) -> None:
        self.id = person_id
        self._http = http
        self._base = base.rstrip("/")
        self._mark = 0

    async def say(self, text: str, *, reply_to: int | None = None) -> int:
        """Send a text; returns the message's id."""
        return await self._do("text", {"text": text, "reply_to": reply_to})

    async def start(self, payload: str = "") -> int:
        """Press Start or follow a deep link; returns the message's id."""
        return await self._do("start", {"payload": payload})

    async def edit(self, message_id: int, text: str) -> int:
        """Change an own text."""
        return await self._do("edit", {"message_id": message_id, "text": text})

    async def send(self, kind: str, **fields: object) -> int:
        """Send a `sticker`, `voice`, `location`, `contact` or `forward`; returns its id."""
        return await self._do(kind, fields)

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or let it speak again."""
        await self._post("block", json={"blocked": blocked})

    async def raw(self, update: Json) -> int:
        """Let the bot get an update of any content; returns its id."""
        answer = await self._post("raw", json=update)
        return int(str(answer["update_id"]))

    async def upload(
        self,
        *files: Path | tuple[str, bytes],
        kind: str = "document",
        caption: str = "",
        album: bool = False,
    ) -> list[int]:
        """Send files as `document` or `photo`, one by one or as an album; returns their ids."""
        form = aiohttp.FormData()
        form.add_field("as", kind)
        form.add_field("caption", caption)
        form.add_field("album", "1" if album else "0")
        for file in files:
            name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else file
            form.add_field("file", io.BytesIO(content), filename=name)
        answer = await self._post("upload", data=form)
        self._mark = int(str(answer["seq"]))
        sent = answer["message_ids"]
        assert isinstance(sent, list)
        return [int(number) for number in sent]

    async def press(self, label: str, *, on: Seen | None = None) -> str:
        """Press the button with this label or data and return the id of the query.

        Without `on`, the newest message with such a button; raises NotSeen where none has it.
        """
        candidates = [on] if on else list(reversed(await self.messages()))
        for message in candidates:
            for button in (button for row in message.buttons for button in row):
                if button.data and label in (button.text, button.data):
                    return await self.press_data(message.id, button.data)
        raise NotSeen(f"no button {label!r} in the chat:\n{await self.transcript()}")

    async def press_data(self, message_id: int, data: str) -> str:
        """Press with any data, also with such that no button has."""
        answer = await self._post("press", json={"message_id": message_id, "data": data})
        self._mark = int(str(answer["seq"]))
        return str(answer["query_id"])

    async def toast(self, query_id: str, timeout: float = TIMEOUT) -> Toasted:  # noqa: ASYNC109
        """Wait for the bot's answer to a press; raises NotSeen."""

        def answers(changes: Json) -> Toasted | None:
            for entry in entries(changes, toasts=True):
                if entry["query_id"] == query_id:
                    return Toasted(query_id, str(entry["text"]), entry["alert"] is True)
            return None

        return await self._await(answers, f"an answer to the press {query_id}", timeout)

    async def wait_for(self, wanted: Wanted, timeout: float = TIMEOUT) -> Seen:  # noqa: ASYNC109
        """Wait for a message of the bot and return it.

        `wanted` is a regular expression searched in its text, or a question asked about it;
        the newest that fits is taken. Raises NotSeen with the chat when none came in time.
        """

        def fits(changes: Json) -> Seen | None:
            heard = [seen(entry) for entry in entries(changes)]
            said = [it for it in heard if it.by_bot and not it.deleted and matches(wanted, it)]
            return said[-1] if said else None

        return await self._await(fits, f"a message like {wanted!r}", timeout)

    async def mark(self) -> None:
        """Look from now on only at what is still to come."""
        self._mark = int(str((await self._changes("chat", self._mark))["seq"]))

    async def messages(self) -> list[Seen]:
        """Return all messages that are there, oldest first."""
        return [seen(entry) for entry in entries(await self._changes("chat", 0))]

    async def last(self) -> Seen:
        """Return the bot's newest message; raises NotSeen where it said nothing."""
        said = [message for message in await self.messages() if message.by_bot]
        if not said:
            raise NotSeen("the bot said nothing yet")
        return said[-1]

    async def commands(self) -> list[str]:
        """Return the commands in this person's menu."""
        commands = (await self._changes("chat", 0))["commands"]
        assert isinstance(commands, list)
        return [str(entry["command"]) for entry in commands]

    async def transcript(self) -> str:
        """Return the whole chat as text."""
        return "\n".join(message.shown() for message in await self.messages())

    async def download(self, media: Media) -> bytes:
        """Fetch a file that the person sees."""
        async with self._http.get(self._base + media.url) as response:
            response.raise_for_status()
            return await response.read()

    async def _await(
        self,
        found: Callable[[Json], Found | None],
        what: str,
        timeout: float,  # noqa: ASYNC109
    ) -> Found:
        until = asyncio.get_running_loop().time() + timeout
        changes = await self._changes("chat", self._mark)
        while True:
            hit = found(changes)
            if hit is not None:
                return hit
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                raise NotSeen(
                    f"{what} did not come within {timeout:g} s:\n{await self.transcript()}"
                )
            try:
                async with asyncio.timeout(left):
                    changes = await self._changes("events", int(str(changes["seq"])))
            except TimeoutError:
                continue

    async def _changes(self, way: str, after: int) -> Json:
        address = f"{self._base}/people/{self.id}/{way}"
        async with self._http.get(address, params={"after": str(after)}) as response:
            changes: Json = await response.json()
            return changes

    async def _do(self, way: str, wish: Json) -> int:
        answer = await self._post(way, json=wish)
        self._mark = int(str(answer["seq"]))
        return int(str(answer["message_id"]))

    async def _post(
        self, way: str, *, json: Json | None = None, data: aiohttp.FormData | None = None
    ) -> Json:
        address = f"{self._base}/people/{self.id}/{way}"
        async with self._http.post(address, json=json, data=data) as response:
            answer: Json = await response.json()
        if response.status >= 400:
            raise NotDone(f"{way}: {answer.get('error')}")
        return answer
