"""Reads a backup again and says what is not whole in it."""

import hashlib
from pathlib import Path

from storage.backups.contents import MANIFEST, Manifest, members, read_rows
from storage.backups.stream import SealedReader
from storage.vault import Secret


def check_backup(data: Path, keys: Path, secret: Secret) -> list[str]:
    """Return what is wrong with the two files of a backup, in words; empty when all is whole.

    DamagedError: one of them is cut, altered, or was sealed under another LOKET_SECRET.
    """
    return [*_check(data, secret), *_check(keys, secret)]


def _check(path: Path, secret: Secret) -> list[str]:
    rows: dict[str, int] = {}
    files, faults = 0, []
    manifest: Manifest | None = None
    with path.open("rb") as source:
        for name, content in members(SealedReader(source, secret)):
            kind, _, rest = name.partition("/")
            if name == MANIFEST:
                manifest = Manifest.read(content)
            elif kind == "rows":
                table = rest.partition("/")[0]
                rows[table] = rows.get(table, 0) + len(read_rows(content))
            elif kind == "documents":
                files += 1
                if hashlib.sha256(content).hexdigest() != rest:
                    faults.append(f"{path.name}: {name} is altered")
    if manifest is None:
        return [*faults, f"{path.name}: no manifest"]
    for table, count in manifest.rows.items():
        if rows.get(table, 0) != count:
            faults.append(f"{path.name}: {table}: {rows.get(table, 0)} rows of {count}")
    if files != manifest.documents:
        faults.append(f"{path.name}: {files} files of {manifest.documents}")
    return faults
