"""Backups: one moment of everything, sealed; restored elsewhere; what was destroyed stays so."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.sending import Method, Sending
from flows.words import Language
from storage import inbox, journal, outbox, people
from storage.backups import held
from storage.backups.check import check_backup
from storage.backups.make import KEYS_NAME, Made, make
from storage.backups.restore import NotEmptyError, restore
from storage.backups.stream import DamagedError
from storage.documents import Shelf, new_document_id, shelf_at
from storage.store import Store, Tx, open_store
from storage.vault import Sealed, Secret
from storage.verify import verify
from tests.storage.conftest import POSTGRES

CANARY = "Siti Rahmah Canary"


@pytest.fixture
def filled(store: Store, url: str, secret: Secret, tmp_path: Path, now):
    return Filled(store, url, secret, tmp_path, now)


class Filled:
    """A store with somebody's ticket and document in it, and a folder of backups."""

    def __init__(self, store: Store, url: str, secret: Secret, folder: Path, now) -> None:
        self.store, self.url, self.secret, self.now = store, url, secret, now
        self.shelf = shelf_at(str(folder / "documents"))
        self.folder = folder / "backups"
        self.folder.mkdir()
        self.document = new_document_id()
        self.kept = store.documents.keep(self.document, b"%PDF canary")
        store.write_now(self._fill)

    def _fill(self, tx: Tx) -> None:
        person = people.add(tx, 7, Language.ID, CANARY, 0)
        tx.connection.execute(
            text(
                "INSERT INTO ticket (number, kind, service, standard_version, person_id, office,"
                " desk_office, holder_office, holder_role, step, state, version, open, title, key,"
                " submitted_at) VALUES ('BJM-1', 'problem', 's', 'v', :p, 'bjm', 'bjm', 'bjm',"
                " 'r', 's', 'submitted', 1, true, 't', :key, 0)"
            ),
            {"p": person.id, "key": tx.vault.new_key()},
        )
        tx.connection.execute(
            text(
                "INSERT INTO document (id, person_id, ticket_id, item, position, media_type, size,"
                " pages, fingerprint, file, key, created_at) VALUES (:id, :p, 1, 'ktp', 1,"
                " 'application/pdf', 11, 1, 'f', :file, :key, 0)"
            ),
            {"id": self.document, "p": person.id, "file": self.kept.file, "key": self.kept.key},
        )
        for number in range(3):
            journal.write(tx, "bjm", "ticket_submitted", self.now, data={"n": number})
        halo = Sending(7, Method.MESSAGE, "Halo")
        outbox.put(tx, halo, "journal:1:7", self.now, language="id")
        inbox.receive(tx, [(1, 7, b"{}")], self.now)

    def backup(self, name: str = "a.backup") -> Made:
        return make(self.url, self.secret, self.shelf, self.folder, name, 0)

    def destroy_document_key(self) -> None:
        erase = text("UPDATE document SET key = NULL")
        self.store.write_now(lambda tx: tx.connection.execute(erase))


def elsewhere(tmp_path: Path) -> tuple[str, Shelf]:
    return f"sqlite:///{tmp_path / 'other.db'}", shelf_at(str(tmp_path / "other"))


def test_everything_comes_back_elsewhere_and_is_whole(filled, secret, tmp_path):
    made = filled.backup()
    assert check_backup(made.data, made.keys, filled.secret) == []
    url, documents = elsewhere(tmp_path)
    back = restore(url, filled.secret, documents, made.data, made.keys)
    assert back.faults == []
    assert back.documents == 1
    store = open_store(url, secret, str(tmp_path / "other"))
    try:
        assert verify(store) == []
        assert store.read_now(lambda tx: people.name_of(tx, 1)) == CANARY
        assert store.documents.read(filled.document, filled.kept.file, filled.kept.key)
        assert store.read_now(lambda tx: journal.verify(tx, "bjm")) is None
        # The next row gets a number of its own, and the chain goes on.
        assert store.write_now(lambda tx: people.add(tx, 8, Language.ID, "B", 0)).id == 2
        store.write_now(lambda tx: journal.write(tx, "bjm", "ticket_done", filled.now))
        assert store.read_now(lambda tx: journal.verify(tx, "bjm")) is None
    finally:
        store.close()


@pytest.mark.parametrize("engine", [POSTGRES], indirect=True)
def test_a_backup_moves_between_both_kinds_of_database(filled, secret, empty_url, tmp_path):
    first = filled.backup()
    url, documents = elsewhere(tmp_path)
    restore(url, filled.secret, documents, first.data, first.keys)
    second = make(url, filled.secret, documents, filled.folder, "b.backup", 0)
    assert second.rows == first.rows
    third = shelf_at(str(tmp_path / "third"))
    assert restore(empty_url, filled.secret, third, second.data, second.keys).faults == []
    store = open_store(empty_url, secret, str(tmp_path / "third"))
    try:
        assert verify(store) == []
        assert store.write_now(lambda tx: people.add(tx, 8, Language.ID, "B", 0)).id == 2
    finally:
        store.close()


def test_no_plaintext_lies_in_a_backup(filled):
    made = filled.backup()
    for file in (made.data, made.keys):
        content = file.read_bytes()
        for plain in (CANARY.encode(), b"Halo", b"%PDF", b"BJM-1", b"ticket"):
            assert plain not in content


def test_waiting_pushes_are_held_until_they_are_released(filled, secret, tmp_path):
    made = filled.backup()
    url, documents = elsewhere(tmp_path)
    assert restore(url, filled.secret, documents, made.data, made.keys).held == 1
    store = open_store(url, secret, str(tmp_path / "other"))
    try:
        later = filled.now + timedelta(days=1)
        assert store.write_now(lambda tx: outbox.claim(tx, "a", later, 10)) == []
        assert store.write_now(lambda tx: held.release(tx, later)) == 1
        (claimed,) = store.write_now(lambda tx: outbox.claim(tx, "a", later, 10))
        assert claimed.sending.text == "Halo"
        assert [one.update_id for one in store.read_now(inbox.unfinished)] == [1]
    finally:
        store.close()


def test_held_pushes_can_be_given_up(filled, secret, tmp_path):
    made = filled.backup()
    url, documents = elsewhere(tmp_path)
    restore(url, filled.secret, documents, made.data, made.keys)
    store = open_store(url, secret, str(tmp_path / "other"))
    try:
        assert store.write_now(held.drop) == 1
        assert store.read_now(held.count) == 0
        assert store.write_now(lambda tx: outbox.claim(tx, "a", filled.now, 10)) == []
    finally:
        store.close()


def test_what_was_destroyed_is_unreadable_from_an_older_backup_too(filled, secret, tmp_path):
    before = filled.backup("before.backup")
    filled.destroy_document_key()
    after = filled.backup("after.backup")
    assert before.keys == after.keys == filled.folder / KEYS_NAME
    url, documents = elsewhere(tmp_path)
    back = restore(url, filled.secret, documents, before.data, after.keys)
    assert back.without_key == 1
    store = open_store(url, secret, str(tmp_path / "other"))
    try:
        found = text("SELECT key FROM document")
        key = store.read_now(lambda tx: tx.connection.execute(found).scalar_one())
        with pytest.raises(Sealed):
            store.documents.read(filled.document, filled.kept.file, key)
    finally:
        store.close()


def test_nothing_is_written_over(filled, tmp_path):
    made = filled.backup()
    with pytest.raises(NotEmptyError):
        restore(filled.url, filled.secret, filled.shelf, made.data, made.keys)


@pytest.mark.parametrize("damage", ["cut", "flipped", "swapped head"])
def test_a_damaged_backup_is_refused(filled, tmp_path, damage):
    made = filled.backup()
    content = bytearray(made.data.read_bytes())
    if damage == "cut":
        del content[-40:]
    elif damage == "flipped":
        content[len(content) // 2] ^= 1
    else:
        content[:5] = b"LAKET"
    made.data.write_bytes(content)
    url, documents = elsewhere(tmp_path)
    with pytest.raises(DamagedError):
        restore(url, filled.secret, documents, made.data, made.keys)


def test_another_secret_opens_no_backup(filled, tmp_path):
    made = filled.backup()
    other = Secret.parse("cd" * 32)
    url, documents = elsewhere(tmp_path)
    with pytest.raises(DamagedError, match="another LOKET_SECRET"):
        restore(url, other, documents, made.data, made.keys)


def test_a_file_that_is_missing_is_named_and_the_rest_is_kept(filled):
    filled.store.documents.remove(filled.kept.file)
    made = filled.backup()
    assert made.missing == [filled.kept.file]
    assert verify(filled.store) == [
        f"document {filled.document}: its file {filled.kept.file} is missing"
    ]


def test_a_backup_that_fails_leaves_no_half_file(filled, monkeypatch):
    def full(file: str) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(filled.shelf, "get", full)
    with pytest.raises(OSError, match="No space left"):
        filled.backup()
    assert list(filled.folder.iterdir()) == []


def test_a_file_that_was_altered_is_found(filled, tmp_path):
    (tmp_path / "documents" / filled.kept.file).write_bytes(b"other")
    assert verify(filled.store) == [
        f"document {filled.document}: its file {filled.kept.file} is altered"
    ]
