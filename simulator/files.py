"""Keeps the files that people and the bot send, and finds them again by their identifier."""

import hashlib
import mimetypes
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from simulator import images
from simulator.keeper import Keeper
from simulator.refusal import Json, bad_request
from simulator.shapes import Upload

DOWNLOAD = 20 * 1024 * 1024
"""Bytes that a bot may fetch (Bot API, getFile)."""
PHOTO = 10 * 1024 * 1024
WIDTHS = (90, 320, 800, 1280)
SHOWN = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class File:
    """One file under one identifier; several identifiers may share the same bytes."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    path: str
    digest: str

    def described(self) -> Json:
        """Return what every kind of file tells of itself in a message."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


class Files:
    """The files of the simulator, in a folder by the hash of what they hold."""

    def __init__(self, folder: Path, keeper: Keeper) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self._keeper = keeper
        self._known: dict[str, File] = {}
        self._paths: dict[str, File] = {}
        for body in keeper.kept("file"):
            self._learn(File(**body))  # type: ignore[arg-type]  # written by `add` below

    def add(self, upload: Upload, kind: str) -> File:
        """Keep one file of a kind: `photo`, `document`, `sticker` or `voice`."""
        digest = hashlib.sha256(upload.content).hexdigest()
        place = self._folder / digest
        if not place.exists():
            place.write_bytes(upload.content)
        ending = PurePosixPath(upload.name).suffix[:12]
        mime = upload.mime if "/" in upload.mime else guessed(upload.name)
        file = File(
            id=f"{kind[:3].upper()}{secrets.token_urlsafe(24)}",
            unique_id=f"{kind[:1]}{digest[:14]}",
            kind=kind,
            name=upload.name,
            mime=mime,
            size=len(upload.content),
            path=f"{kind}s/file_{len(self._known)}{ending if ending.isascii() else ''}",
            digest=digest,
        )
        self._learn(file)
        self._keeper.put("file", file.id, asdict(file))
        return file

    def photo(self, upload: Upload) -> list[Json]:
        """Keep a picture and return its sizes, smallest first.

        Every size has an identifier of its own; the bytes are those sent, nothing is scaled.
        Raises Telegram's 400 where no width and height can be read.
        """
        whole = images.size(upload.content)
        if whole is None or min(whole) == 0:
            raise bad_request("IMAGE_PROCESS_FAILED")
        width, height = whole
        if width + height > 10_000 or max(whole) > 20 * min(whole):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        if len(upload.content) > PHOTO:
            raise bad_request("file is too big")
        longest = max(whole)
        edges = [edge for edge in WIDTHS[:-1] if edge < longest] + [min(longest, WIDTHS[-1])]
        return [self._photo_size(upload, whole, edge) for edge in edges[-3:]]

    def _photo_size(self, upload: Upload, whole: tuple[int, int], edge: int) -> Json:
        longest = max(whole)
        return {
            **self.add(upload, "photo").described(),
            "width": max(1, whole[0] * edge // longest),
            "height": max(1, whole[1] * edge // longest),
        }

    def document(self, upload: Upload) -> Json:
        """Keep a document and return it as a message shows it. Raises a 400 for an empty one."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        file = self.add(upload, "document")
        return {**file.described(), "file_name": file.name, "mime_type": file.mime}

    def find(self, file_id: str) -> File | None:
        """Return the file with this identifier."""
        return self._known.get(file_id)

    def at(self, path: str) -> File | None:
        """Return the file that getFile gave this path for."""
        return self._paths.get(path)

    def place(self, file: File) -> Path:
        """Return where the bytes of a file lie."""
        return self._folder / file.digest

    def upload(self, file: File) -> Upload:
        """Return a known file as if it were sent anew."""
        return Upload(file.name, file.mime, self.place(file).read_bytes())

    def _learn(self, file: File) -> None:
        self._known[file.id] = file
        self._paths[file.path] = file


def guessed(name: str) -> str:
    """Return the media type that the ending of a file's name stands for."""
    return mimetypes.guess_type(name)[0] or "application/octet-stream"
