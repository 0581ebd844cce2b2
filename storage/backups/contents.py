"""What lies in a backup: members of a tar stream, rows as JSON lines, a manifest at the end."""

import base64
import io
import json
import tarfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Self

from storage.backups.stream import DamagedError, SealedReader, SealedWriter

Cell = int | float | str | bytes | bool | None
HEAD: Final = "head.json"
MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Head:
    """The first member: which schema the rows are of, when it was made (ms), what it holds."""

    revision: str
    made_at: int
    holds: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last member: how much there must be, and the head of each office's journal.

    `rows` by table; `journal` by office: the last number and its hash in hex; `missing` names
    files that a row named but the document store did not have.
    """

    rows: Mapping[str, int]
    documents: int
    journal: Mapping[str, tuple[int, str]]
    missing: Sequence[str] = ()

    @classmethod
    def read(cls, data: bytes) -> Self:
        """Read what `asdict` of a manifest wrote as JSON."""
        plain = json.loads(data)
        heads = {office: (seq, mac) for office, (seq, mac) in plain.pop("journal").items()}
        return cls(journal=heads, **plain)


class Packer:
    """Puts members into a sealed stream."""

    def __init__(self, target: SealedWriter, head: Head) -> None:
        self._target = target
        self._tar = tarfile.open(fileobj=target, mode="w|")  # noqa: SIM115 - closed by `finish`
        self._json(HEAD, asdict(head))

    def rows(self, table: str, part: int, rows: Iterable[Sequence[Cell]]) -> None:
        """Add some rows of a table."""
        lines = "\n".join(json.dumps([_plain(cell) for cell in row]) for row in rows)
        self.file(f"rows/{table}/{part:06}", lines.encode())

    def columns(self, table: str, names: Sequence[str]) -> None:
        """Say which columns the rows of a table have; before its rows."""
        self._json(f"columns/{table}", list(names))

    def file(self, name: str, data: bytes) -> None:
        """Add a member."""
        info = tarfile.TarInfo(name)
        info.size = len(data)
        self._tar.addfile(info, io.BytesIO(data))

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest and close the stream."""
        self._json(MANIFEST, asdict(manifest))
        self._tar.close()
        self._target.finish()

    def _json(self, name: str, value: object) -> None:
        self.file(name, json.dumps(value).encode())


def members(source: SealedReader) -> Iterator[tuple[str, bytes]]:
    """Yield every member in order; DamagedError when the stream is not whole."""
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for info in tar:
                file = tar.extractfile(info)
                if file is not None:
                    yield info.name, file.read()
    except tarfile.TarError as error:
        raise DamagedError(f"the backup cannot be read: {error}") from None


def read_head(data: bytes) -> Head:
    """Read the first member."""
    return Head(**json.loads(data))


def read_rows(data: bytes) -> list[list[Cell]]:
    """Read the rows of one member."""
    lines = data.decode().split("\n")
    return [[_cell(value) for value in json.loads(line)] for line in lines if line]


def _plain(cell: Cell) -> object:
    """Bytes become a list of one base64 text: no other cell is a list."""
    return [base64.b64encode(cell).decode()] if isinstance(cell, bytes) else cell


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return base64.b64decode(value[0])
    assert value is None or isinstance(value, int | float | str)
    return value
