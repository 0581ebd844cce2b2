"""Reads the people who can be played from personas.toml."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from simulator.refusal import Json

FILE = Path(__file__).with_name("personas.toml")


class Kind(StrEnum):
    """What a persona is to the desk."""

    APPLICANT = "applicant"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who can be played; `office` of an applicant is only where they live."""

    id: int
    first_name: str
    last_name: str
    username: str
    language_code: str
    kind: Kind
    title: str
    about: str
    office: str
    role: str

    def user(self) -> Json:
        """Return the Telegram `User`."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name, value in (
            ("last_name", self.last_name),
            ("username", self.username),
            ("language_code", self.language_code),
        ):
            if value:
                user[name] = value
        return user

    def shown(self) -> Json:
        """Return what the page and the tests are told of this persona."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def persona(entry: Json) -> Persona:
    """Return the persona of one entry; raises ValueError where id, name or kind are wrong."""
    number, first_name = entry.get("id"), entry.get("first_name")
    if not isinstance(number, int) or number <= 0:
        raise ValueError("id must be a positive whole number")
    if not isinstance(first_name, str) or not first_name:
        raise ValueError("first_name must be a text that is not empty")

    def text(name: str) -> str:
        value = entry.get(name, "")
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a text")
        return value

    return Persona(
        id=number,
        first_name=first_name,
        last_name=text("last_name"),
        username=text("username"),
        language_code=text("language_code"),
        kind=Kind(text("kind") or "applicant"),
        title=text("title"),
        about=text("about"),
        office=text("office"),
        role=text("role"),
    )


def load() -> tuple[Persona, ...]:
    """Return the built-in personas in the order of the file."""
    with FILE.open("rb") as file:
        return tuple(persona(entry) for entry in tomllib.load(file)["persona"])
