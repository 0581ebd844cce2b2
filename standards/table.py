"""Reads typed values out of a TOML table and notes what is missing, wrong or unknown."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from flows.standard import Source
from flows.words import Words
from standards.document import item_names
from standards.problems import Findings, KeyPath, Located, one_of

NO_WORDS = Words("", "")
_LANGUAGES = {"id": "Indonesian", "en": "English"}
_ID = re.compile(r"[a-z0-9_]{1,20}")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Table:
    """One table being read. A getter never raises: it notes the problem and gives a blank."""

    def __init__(
        self, data: Mapping[str, object], path: KeyPath, where: Located, findings: Findings
    ) -> None:
        self.path = path
        self._data = data
        self._where = where
        self._findings = findings
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def problem(self, key: str, what: str, remedy: str) -> None:
        """Note a problem at a key of this table; "" means the table itself."""
        path = (*self.path, *key.split(".")) if key else self.path
        self._findings.add(self._where, path, what, remedy)

    def ids(self) -> tuple[str, ...]:
        """Return the keys of a table whose keys are ids; all of them then count as known."""
        self._known.update(self._data)
        return tuple(self._data)

    def close(self) -> None:
        """Note every key that nobody has asked for."""
        for key in self._data:
            if key not in self._known:
                near = get_close_matches(key, self._known, 1)
                hint = f"Did you mean `{near[0]}`?" if near else one_of(self._known)
                self.problem(key, f"unknown key `{key}`", hint)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a string that is not empty, or the default."""
        value = self._get(key, 'a text in quotes, "..."', needed=default is None)
        if value is None:
            return default or ""
        if not isinstance(value, str):
            self._wrong(key, "a text", f'Write {key} = "...".')
            return ""
        if not value.strip() and default is None:
            self.problem(key, f"`{key}` is empty", "Write the text.")
        return value.strip()

    def identifier(self, key: str) -> str:
        """Return an id that fits a button: at most 20 of a-z, 0-9 and _ (64 bytes in all)."""
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            self.problem(
                key,
                f"`{value}` ({len(value)} characters) does not fit into a button",
                "Use at most 20 characters of a-z, 0-9 and _.",
            )
        return value

    def words(self, key: str) -> Words:
        """Return a wording in both languages."""
        value = self._get(key, 'both languages: id = "..." and en = "..."')
        if value is None:
            return NO_WORDS
        if not isinstance(value, Mapping):
            self._wrong(
                key, "a wording in two languages", f'Write {key} = {{ id = "", en = "" }}.'
            )
            return NO_WORDS
        table = self.table(key)
        found = {code: table.translation(code) for code in _LANGUAGES}
        table.close()
        return Words(**found)

    def maybe_words(self, key: str) -> Words | None:
        """Return a wording that may be left out."""
        self._known.add(key)
        return self.words(key) if key in self._data else None

    def translation(self, code: str) -> str:
        """Return the wording in one language."""
        self._known.add(code)
        value = self._data.get(code)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value is None or isinstance(value, str):
            what = f"the {_LANGUAGES[code]} wording is missing"
            self.problem(code, what, f'Write {code} = "..." beside the other language.')
        else:
            self._wrong(code, "a text", f'Write {code} = "...".')
        return ""

    def whole(self, key: str) -> int:
        """Return a whole number of at least 1."""
        value = self._get(key, "a whole number")
        if value is None:
            return 1
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong(key, "a whole number", f"Write {key} = 30, without quotes.")
            return 1
        if value <= 0:
            self.problem(key, f"`{key}` is {value}", "Write a number of at least 1.")
        return value

    def wholes(self, key: str) -> tuple[int, ...]:
        """Return a list of whole numbers, at least one of them."""
        value = self._get(key, "a list such as [1, 3]")
        if value is None:
            return (1,)
        if not isinstance(value, list) or not value or not all(type(one) is int for one in value):
            self._wrong(key, "a list of whole numbers", f"Write {key} = [1, 3].")
            return (1,)
        return tuple(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        value = self._get(key, "true or false", needed=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong(key, "true or false", f"Write {key} = true or {key} = false.")
            return default
        return value

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """Return a date; in stored content it is an ISO text."""
        value = self._get(key, "a date such as 2026-08-03", needed=needed)
        if isinstance(value, str):
            value = _iso(value)
            if value is None:
                self._wrong(key, "a date", f"Write {key} = 2026-08-03, without quotes.")
            return value
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self._wrong(key, "a date", f"Write {key} = 2026-08-03, without time and quotes.")
        return None

    def names(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, 'a list such as ["one", "two"]', needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._wrong(key, "a list of texts", f'Write {key} = ["..."].')
            return ()
        return tuple(str(item).strip() for item in value)

    def choice(self, key: str, kinds: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of the words of an enumeration."""
        first = default or next(iter(kinds))
        value = self._get(key, "one of: " + ", ".join(kinds), needed=default is None)
        if value is None:
            return first
        if value not in set(kinds):
            self.problem(key, f"`{value}` is not known here", one_of(kinds))
            return first
        return kinds(str(value))

    def source(self, key: str) -> Source:
        """Return where something stands: document and article."""
        if self._get(key, "document and article") is None:
            return Source("", "")
        table = self.table(key)
        source = Source(table.text("document"), table.text("article", ""))
        table.close()
        return source

    def table(self, key: str, *, needed: bool = True) -> "Table":
        """Return a table inside this one; a missing one is noted and read as empty."""
        value = self._get(key, f"a table [{'.'.join((*self.path, key))}]", needed=needed)
        if value is not None and not isinstance(value, Mapping):
            self._wrong(key, "a table", f"Write [{'.'.join((*self.path, key))}].")
        data = value if isinstance(value, Mapping) else {}
        return Table(data, (*self.path, key), self._where, self._findings)

    def tables(self, key: str, *, needed: bool = False) -> tuple["Table", ...]:
        """Return a list of tables; two with the same id are noted."""
        header = ".".join((*self.path, key))
        value = self._get(key, f"at least one [[{header}]]", needed=needed)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
            self._wrong(key, "a list of tables", f"Write [[{header}]] for each.")
            return ()
        tables: list[Table] = []
        ids: set[str] = set()
        for item, name in zip(value, item_names(value), strict=True):
            tables.append(Table(item, (*self.path, key, name), self._where, self._findings))
            if item.get("id") in ids:
                what = f"the id `{item['id']}` is used twice"
                tables[-1].problem("id", what, "Give each its own id.")
            ids.add(str(item.get("id")))
        return tuple(tables)

    def _get(self, key: str, wanted: str, *, needed: bool = True) -> object:
        self._known.add(key)
        value = self._data.get(key)
        if value is None and needed:
            self.problem(key, f"`{key}` is missing", f"Add {wanted}.")
        return value

    def _wrong(self, key: str, wanted: str, remedy: str) -> None:
        got = type(self._data.get(key)).__name__
        self.problem(key, f"`{key}` should be {wanted}, not {_TOML_NAMES.get(got, got)}", remedy)


def read_when(table: Table) -> Mapping[str, frozenset[str]]:
    """Return a condition: by question the answers that fulfil it."""
    return {key: frozenset(table.names(key)) for key in table.ids()}


_TOML_NAMES = {
    "str": "a text",
    "int": "a number",
    "float": "a number",
    "bool": "true/false",
    "list": "a list",
    "dict": "a table",
    "date": "a date",
    "datetime": "a date with time",
}


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
