"""Files without a row go after a day, files with a row never."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from storage.orphans import sweep_orphans
from storage.store import Store, Tx


def test_only_old_files_without_a_row_are_removed(store: Store, tmp_path):
    named, orphan = (store.documents.keep(one, b"data") for one in ("d1", "d2"))

    def add(tx: Tx) -> None:
        tx.run(text("INSERT INTO person (language, created_at) VALUES ('id', 0)"))
        tx.run(
            text(
                "INSERT INTO document (id, person_id, item, position, media_type, size, pages,"
                " fingerprint, file, created_at)"
                " VALUES ('d1', 1, 'tax_card', 0, 'application/pdf', 4, 1, 'f', :file, 0)"
            ),
            file=named.file,
        )

    store.write_now(add)
    folder = tmp_path / "documents"
    written = datetime.fromtimestamp((folder / orphan.file).stat().st_mtime, UTC)
    assert sweep_orphans(store, written + timedelta(hours=23)) == 0
    assert sweep_orphans(store, written + timedelta(hours=25)) == 1
    assert [file.name for file in folder.iterdir()] == [named.file]
