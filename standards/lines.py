"""In which line each key of a TOML file stands; for files that `tomllib` has already accepted."""

import re
from collections.abc import Iterator, Mapping

RawPath = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''(?:.|\n)*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}=,\n]"
    r"|[^\s\[\]{}=,\#\"']+",
    re.DOTALL,
)


def key_lines(text: str) -> Mapping[RawPath, int]:
    """Return the line (from 1) of every table, key and list item, by its path."""
    return _Scan(text).lines


class _Scan:
    """Walks the tokens of one file; lists and inline tables included."""

    def __init__(self, text: str) -> None:
        self.lines: dict[RawPath, int] = {}
        self._tokens = [*_tokens(text), ("", 0)]
        self._at = 0
        self._counts: dict[RawPath, int] = {}
        table: RawPath = ()
        while self._peek():
            if self._peek() == "\n":
                self._take()
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at][0]

    def _take(self) -> tuple[str, int]:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _mark(self, path: RawPath, line: int) -> None:
        self.lines.setdefault(path, line)

    def _header(self) -> RawPath:
        line = self._take()[1]
        is_item = self._peek() == "["
        if is_item:
            self._take()
        path = self._resolve(self._key(), is_item=is_item)
        while self._peek() == "]":
            self._take()
        self._mark(path, line)
        return path

    def _resolve(self, key: tuple[str, ...], *, is_item: bool) -> RawPath:
        """A header speaks of the last item of each list of tables that it passes through."""
        path: RawPath = ()
        for name in key[:-1]:
            path = (*path, name)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, key[-1])
        if is_item:
            self._counts[path] = self._counts.get(path, 0) + 1
            return (*path, self._counts[path] - 1)
        return path

    def _key(self) -> tuple[str, ...]:
        """A key may be dotted, and its parts may be quoted."""
        names: list[str] = []
        while self._peek() not in {"=", "]", ""}:
            token = self._take()[0]
            if token[0] in "\"'":
                names.append(token[1:-1])
            else:
                names.extend(part for part in token.split(".") if part)
        return tuple(names)

    def _pair(self, table: RawPath) -> None:
        line = self._tokens[self._at][1]
        path = table
        for name in self._key():
            path = (*path, name)
            self._mark(path, line)
        self._take()
        self._value(path)

    def _value(self, path: RawPath) -> None:
        if self._peek() == "[":
            self._list(path)
        elif self._peek() == "{":
            self._inline(path)
        else:
            while self._peek() not in {",", "]", "}", "\n", ""}:
                self._take()

    def _list(self, path: RawPath) -> None:
        self._take()
        index = 0
        while self._peek() not in {"]", ""}:
            if self._peek() in {",", "\n"}:
                self._take()
                continue
            self._mark((*path, index), self._tokens[self._at][1])
            self._value((*path, index))
            index += 1
        self._take()

    def _inline(self, path: RawPath) -> None:
        self._take()
        while self._peek() not in {"}", ""}:
            if self._peek() in {",", "\n"}:
                self._take()
            else:
                self._pair(path)
        self._take()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, seen = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", seen, match.start())
        seen = match.start()
        if not match.group().startswith("#"):
            yield match.group(), line
