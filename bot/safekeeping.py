"""`loket backup`, `restore`, `release` and `verify`: what an operator does for the data."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from bot.prepare import secret_of
from bot.settings import Settings
from storage import schema
from storage.backups import held
from storage.backups.check import check_backup
from storage.backups.make import KEYS_NAME, make
from storage.backups.restore import restore as bring_back
from storage.documents import shelf_at
from storage.invariants import lasting
from storage.moments import to_ms
from storage.store import Store, open_store
from storage.verify import verify as look_over


def backup(settings: Settings, folder: Path, now: datetime) -> tuple[int, str]:
    """Write a backup into `folder`, read it again, and tell; code 0: it is whole."""
    secret, shelf = secret_of(settings), shelf_at(settings.documents)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"loket-{now:%Y%m%d-%H%M%S}.backup"
    made = make(settings.database, secret, shelf, folder, name, to_ms(now))
    faults = check_backup(made.data, made.keys, secret)
    told = (
        f"{made.data}: {sum(made.rows.values())} rows, {made.documents} files;"
        f" keys in {made.keys}. Keep both, and LOKET_SECRET apart from them."
    )
    faults += [f"documents/{file}: missing in the document store" for file in made.missing]
    return (1 if faults else 0), "\n".join([told, *faults])


def restore(settings: Settings, data: Path, keys: Path | None) -> tuple[int, str]:
    """Restore a backup into the empty place of the settings; what was waiting is held."""
    if settings.sqlite_file:
        settings.sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    secret, shelf = secret_of(settings), shelf_at(settings.documents)
    beside = keys or data.with_name(KEYS_NAME)
    back = bring_back(settings.database, secret, shelf, data, beside)
    told = [
        f"{sum(back.rows.values())} rows and {back.documents} files are back.",
        f"{back.without_key} records have no key any more: they were destroyed since.",
        f"{back.held} pushes are held: loket release lets them go, loket release --drop not.",
    ]
    return (1 if back.faults else 0), "\n".join([*told, *back.faults])


def release(settings: Settings, now: datetime, *, drop: bool) -> str:
    """Let held pushes go out, or give them up."""
    with _store(settings) as store:
        if drop:
            return f"{store.write_now(held.drop)} held pushes were given up."
        return f"{store.write_now(partial(held.release, now=now))} pushes go out now."


def verify(settings: Settings) -> tuple[int, str]:
    """Recompute every journal chain, look for every stored file and for broken invariants."""
    with _store(settings) as store:
        faults = [*look_over(store), *store.read_now(lasting)]
    return (1 if faults else 0), "\n".join(
        faults or ["The journals, the documents and the records are whole."]
    )


@contextmanager
def _store(settings: Settings) -> Iterator[Store]:
    if schema.state(settings.database) is schema.State.NEWER:
        raise schema.SchemaNewerError("the database was written by a newer version of Loket")
    store = open_store(settings.database, secret_of(settings), settings.documents)
    try:
        yield store
    finally:
        store.close()
