"""The document store: encrypted, on disk before anything is said, and never shared."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.documents import Documents, new_document_id
from storage.vault import Sealed, Vault

CANARY = b"%PDF-1.7 3171234567890001"


@pytest.fixture
def vault() -> Vault:
    return Vault(b"r" * 32)


@pytest.fixture(params=["folder", "memory"])
def documents(request, vault: Vault, tmp_path: Path) -> Documents:
    address = str(tmp_path / "documents") if request.param == "folder" else "memory:///"
    return Documents(address, vault)


def test_a_document_comes_back_as_it_was(documents: Documents):
    kept = documents.keep("d1", CANARY)
    assert documents.read("d1", kept.file, kept.key) == CANARY


def test_it_opens_only_under_its_own_id_and_key(documents: Documents):
    kept, other = documents.keep("d1", CANARY), documents.keep("d2", CANARY)
    assert kept.file != other.file
    with pytest.raises(Sealed):
        documents.read("d2", kept.file, kept.key)
    with pytest.raises(Sealed):
        documents.read("d1", kept.file, other.key)
    with pytest.raises(Sealed, match="erased"):
        documents.read("d1", kept.file, None)


def test_a_missing_file_is_said_to_be_missing(documents: Documents):
    kept = documents.keep("d1", CANARY)
    documents.remove(kept.file)
    documents.remove(kept.file)
    with pytest.raises(FileNotFoundError):
        documents.read("d1", kept.file, kept.key)


def test_nothing_stands_on_disk_in_clear_and_the_name_is_the_hash(vault: Vault, tmp_path: Path):
    kept = Documents(str(tmp_path), vault).keep("d1", CANARY)
    (file,) = tmp_path.iterdir()
    assert file.name == kept.file
    assert b"3171" not in file.read_bytes()


def test_an_altered_file_is_noticed(vault: Vault, tmp_path: Path):
    documents = Documents(str(tmp_path), vault)
    kept = documents.keep("d1", CANARY)
    file = tmp_path / kept.file
    file.write_bytes(file.read_bytes()[:-1] + b"\x00")
    with pytest.raises(Sealed, match="altered"):
        documents.read("d1", kept.file, kept.key)


def test_the_file_and_then_its_folder_are_synced_before_it_is_kept(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done: list[str] = []
    sync = os.fsync

    def synced(number: int) -> None:
        done.append("folder" if Path(f"/proc/self/fd/{number}").resolve().is_dir() else "file")
        sync(number)

    monkeypatch.setattr(os, "fsync", synced)
    Documents(str(tmp_path), vault).keep("d1", CANARY)
    assert done == ["file", "folder"]


def test_a_failed_write_leaves_nothing_behind(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    documents = Documents(str(tmp_path), vault)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        documents.keep("d1", CANARY)
    assert list(tmp_path.iterdir()) == []


def test_only_files_older_than_a_day_may_be_orphans(vault: Vault, tmp_path: Path):
    documents = Documents(str(tmp_path), vault)
    kept = documents.keep("d1", CANARY)
    written = datetime.fromtimestamp((tmp_path / kept.file).stat().st_mtime, UTC)
    assert documents.old_files(written + timedelta(hours=23)) == []
    assert documents.old_files(written + timedelta(hours=25)) == [kept.file]


def test_document_ids_are_128_random_bits():
    made = {new_document_id() for _ in range(1_000)}
    assert len(made) == 1_000
    assert all(len(bytes.fromhex(one)) == 16 for one in made)
