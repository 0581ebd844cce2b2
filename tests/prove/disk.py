"""A disk on paper: what a process wrote by its system calls, and what a power cut leaves of it."""

import re
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename"
SECTOR = 512
_CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
_BEGUN = re.compile(r"^(\d+) +(.*) <unfinished \.\.\.>$")
_ENDED = re.compile(r"^(\d+) +<\.\.\. \w+ resumed>(.*)$")
_PLACE = re.compile(r"^\d+<([^>]*)>")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """One call: what was done to which file; `number` is an offset or a length."""

    name: str
    path: str
    data: bytes = b""
    number: int = 0


def calls_of(trace: Path, folder: Path):
    """Return the calls on files of a folder, and the words said to standard output, in order."""
    return [call for line in _whole_lines(trace) if (call := _call(line, str(folder)))]


def _whole_lines(trace):
    begun = {}
    for line in trace.read_text("ascii").splitlines():
        if found := _BEGUN.match(line):
            begun[found[1]] = found[2]
        elif found := _ENDED.match(line):
            yield f"{found[1]} {begun.pop(found[1])}{found[2]}"
        else:
            yield line


def _call(line, folder):
    found = _CALL.match(line)
    if found is None or int(found[4]) < 0:
        return None
    name, rest = found[2], found[3]
    texts = [_bytes(one) for one in _QUOTED.findall(rest)]
    if name == "write" and texts and texts[0].startswith(b"ack "):
        return Call("ack", "", number=int(texts[0].split()[1]))
    if name in ("openat", "unlink", "unlinkat", "rename"):
        path = texts[0].decode()
        if not path.startswith(folder) or (name == "openat" and "O_CREAT" not in rest):
            return None
        return Call(name, path)
    found_place = _PLACE.match(rest)
    place = _text(found_place[1]) if found_place else ""
    if not place.startswith(folder) or place.endswith("-shm"):
        return None
    last = rest.rpartition(", ")[2]
    number = int(last) if name in ("pwrite64", "ftruncate") else -1
    return Call(name, place, texts[0] if texts else b"", number)


def _bytes(shown):
    return bytes.fromhex(shown.replace("\\x", ""))


def _text(shown):
    return _bytes(shown).decode() if shown.startswith("\\x") else shown


@dataclass
class File:
    """What lies there for sure, what was written since, and how far `write` has come."""

    sure: bytes = b""
    loose: list = field(default_factory=list)
    end: int = 0


@dataclass
class Disk:
    """Files by what was synced; names by whether their folder was synced since."""

    files: dict = field(default_factory=dict)
    names: set = field(default_factory=set)
    loose_names: dict = field(default_factory=dict)
    honest: bool = True
    """Whether a sync syncs: a disk that lies is what the proof must catch."""

    def does(self, call):
        """Let one call happen."""
        if call.name == "openat":
            if call.path not in self.names and self.loose_names.get(call.path) != "made":
                self.files[call.path] = File()
                self.loose_names[call.path] = "made"
        elif call.name in ("unlink", "unlinkat"):
            self.loose_names[call.path] = "gone"
        elif call.name in ("fsync", "fdatasync"):
            if self.honest:
                self._sync(call.path)
        elif call.name != "ack":
            self._writes(call)

    def _writes(self, call):
        one = self.files[call.path]
        at = call.number
        if call.name == "write":
            at, one.end = one.end, one.end + len(call.data)
        one.loose.append((at, None if call.name == "ftruncate" else call.data))

    def _sync(self, path):
        if path in self.files:
            one = self.files[path]
            for at, data in one.loose:
                one.sure = patched(one.sure, at, data)
            one.loose.clear()
            return
        for name, what in list(self.loose_names.items()):
            if str(Path(name).parent) == path:
                self._settle(name, what)

    def _settle(self, name, what):
        del self.loose_names[name]
        if what == "made":
            self.names.add(name)
        else:
            self.names.discard(name)

    def cut(self, dice):
        """Return the files after a power cut: the sure, and of the loose what chance kept."""
        keeps = dice.choice((0.0, 0.5, 1.0))
        names = set(self.names)
        for name, what in self.loose_names.items():
            if dice.random() < keeps:
                (names.add if what == "made" else names.discard)(name)
        return {name: self._left(self.files[name], keeps, dice) for name in sorted(names)}

    def _left(self, one, keeps, dice):
        left = one.sure
        for at, data in one.loose:
            if dice.random() >= keeps:
                continue
            if data is None or dice.random() < 0.5:
                left = patched(left, at, data)
                continue
            for first in range(0, len(data), SECTOR):
                if dice.random() < 0.5:
                    left = patched(left, at + first, data[first : first + SECTOR])
        return left


def patched(content, at, data):
    """Return content with data at an offset (filled up with zeros), or cut there (None)."""
    if data is None:
        return content[:at].ljust(at, b"\0")
    return content[:at].ljust(at, b"\0") + data + content[at + len(data) :]
