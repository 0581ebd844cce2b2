"""The schema: one line of migrations that fits the tables, upwards and downwards."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import make_url, text

from storage import (
    learning,
    many,
    opinions,
    personal,
    postgres,
    schema,
    sqlite,
    tables,
    times,
    traffic,
    visits,
)
from storage.columns import metadata
from storage.migrations.run import revisions
from storage.schema import SchemaNewerError, State
from storage.store import SchemaError, open_store
from storage.vault import Secret

SQLITE_SHAPE = "SELECT name, sql FROM sqlite_master WHERE tbl_name != 'alembic_version'"
POSTGRES_SHAPE = """
    SELECT table_name || '.' || column_name, data_type || is_nullable
        || coalesce(column_default, '') || coalesce(identity_generation, '')
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
"""


def connect(url: str):
    address = make_url(url)
    lite = address.get_backend_name() == "sqlite"
    return (sqlite.engine(address) if lite else postgres.engine(address)).connect()


def shape(url: str) -> dict[str, str]:
    statement = SQLITE_SHAPE if url.startswith("sqlite") else POSTGRES_SHAPE
    with connect(url) as connection:
        rows = connection.execute(text(statement)).all()
    plain = {name: " ".join((sql or "").split()) for name, sql in rows}
    return {
        name: sql
        for name, sql in plain.items()
        if "alembic" not in name and name != "sqlite_sequence"
    }


def test_the_list_of_revisions_is_that_of_the_folder():
    assert revisions() == schema.REVISIONS


def test_the_database_goes_up_and_down_and_up(empty_url: str):
    assert schema.state(empty_url) is State.EMPTY
    schema.upgrade(empty_url)
    first = shape(empty_url)
    assert schema.state(empty_url) is State.CURRENT
    schema.migrate(empty_url, "base")
    assert schema.state(empty_url) is State.EMPTY
    assert shape(empty_url) == {}
    schema.upgrade(empty_url)
    assert shape(empty_url) == first


def test_migrations_and_tables_agree(url: str):
    with connect(url) as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_the_tables_made_directly_have_the_very_same_shape(url: str, empty_url: str, engine: str):
    if engine == "sqlite":
        empty_url += ".direct"
    with connect(empty_url) as connection:
        metadata.create_all(connection)
        connection.commit()
    migrated, direct = shape(url), shape(empty_url)
    triggers = {name for name in migrated if name.startswith("journal_no_")}
    assert {n: _sorted(s) for n, s in migrated.items() if n not in triggers} == {
        name: _sorted(sql) for name, sql in direct.items()
    }


def _sorted(sql: str) -> list[str]:
    """The order in which constraints are written says nothing."""
    return sorted(part.strip(" )") for part in sql.split(","))


def test_every_step_can_be_stopped_at(empty_url: str):
    for revision in schema.REVISIONS[:-1]:
        schema.migrate(empty_url, revision)
        assert schema.state(empty_url) is State.BEHIND
        assert schema.current(empty_url) == revision


@pytest.mark.parametrize("engine", ["sqlite"])
def test_an_old_file_is_copied_before_it_is_changed(empty_url: str):
    file = Path(make_url(empty_url).database or "")
    schema.migrate(empty_url, schema.REVISIONS[0])
    with closing(sqlite3.connect(file)) as old:
        old.execute("INSERT INTO person (language, created_at) VALUES ('id', 5)")
        old.commit()
    schema.upgrade(empty_url)
    copy = file.with_name(f"{file.name}.before-{schema.REVISIONS[-1]}")
    assert schema.current(f"sqlite:///{copy}") == schema.REVISIONS[0]
    for kept in (file, copy):
        with closing(sqlite3.connect(kept)) as found:
            assert found.execute("SELECT created_at FROM person").fetchall() == [(5,)]


def test_a_newer_database_is_left_alone(url: str, secret: Secret, tmp_path: Path):
    with connect(url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    assert schema.state(url) is State.NEWER
    with pytest.raises(SchemaNewerError):
        schema.upgrade(url)
    with pytest.raises(SchemaError, match="newer"):
        open_store(url, secret, str(tmp_path / "documents"))


def test_an_empty_database_is_not_opened(empty_url: str, secret: Secret, tmp_path: Path):
    with pytest.raises(SchemaError, match="empty"):
        open_store(empty_url, secret, str(tmp_path / "documents"))


@pytest.mark.parametrize("engine", ["sqlite"])
def test_a_current_database_is_opened_without_alembic(url: str, tmp_path: Path):
    code = (
        "import sys; from storage import schema; from storage.store import open_store;"
        "from storage.vault import Secret; schema.upgrade(sys.argv[1]);"
        "open_store(sys.argv[1], Secret.parse('ab' * 32), sys.argv[2]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, url, str(tmp_path / "documents")]
    assert subprocess.run(command, check=False).returncode == 0


def test_every_table_is_in_the_metadata():
    some = {tables.journal.name, traffic.outbox.name, times.incident.name, visits.guest.name}
    some.add(personal.preference.name)
    some.add(opinions.survey_answer.name)
    some.add(many.bulk_item.name)
    some.add(personal.wallet_item.name)
    some.add(learning.answer.name)
    some |= {personal.wallet_item.name, personal.destruction.name}
    some.add(personal.subject_request.name)
    assert some <= metadata.tables.keys()


@pytest.mark.parametrize("engine", ["sqlite"])
def test_no_id_is_given_twice(url: str):
    with connect(url) as connection:
        add = text("INSERT INTO person (language, created_at) VALUES ('id', 5) RETURNING id")
        assert connection.execute(add).scalar() == 1
        connection.execute(text("DELETE FROM person"))
        assert connection.execute(add).scalar() == 2
        connection.rollback()
