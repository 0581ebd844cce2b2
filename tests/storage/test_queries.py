"""Every named query of storage: text on both engines, and no table read from end to end."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import Delete, Insert, Select, Update

import storage
from storage.columns import metadata
from storage.link import Compiled
from storage.store import Store

KINDS = (Select, Insert, Update, Delete)
DIALECTS = [sqlite.dialect(paramstyle="named"), postgresql.psycopg.dialect()]


def statements() -> Iterator[tuple[str, Select | Insert | Update | Delete]]:
    for found in pkgutil.iter_modules(storage.__path__):
        module = importlib.import_module(f"storage.{found.name}")
        for name, value in vars(module).items():
            if isinstance(value, KINDS):
                yield f"{found.name}.{name}", value


NAMED = dict(statements())


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
@pytest.mark.parametrize("name", NAMED)
def test_a_named_query_can_be_written_on_both_engines(name: str, dialect: Dialect):
    assert Compiled(NAMED[name], dialect).text


HOT = [
    "inbox._BEGIN",
    "inbox._DONE",
    "inbox._ANSWERED",
    "inbox._UNFINISHED",
    "inbox._UNANSWERED",
    "inbox._SHED",
    "inbox._FORGET_OLD",
    "outbox._HAS_OPEN",
    "outbox._CLAIM",
    "outbox._CLOSE",
    "outbox._EXPIRE",
    "outbox._SHED",
    "journal._HASH",
    "journal._HISTORY",
    "calendars._STATE",
    "calendars._IN_FORCE",
    "calendars._PAGE",
    "tickets._QUEUE",
    "queue._WAITING",
    "queue._PLACE",
    "queue._SIZE",
    "queue._PAUSED",
    "queue._OVERTAKEN",
    "measures._OWN_MOVES",
    "tickets._BY_NUMBER",
    "sweeps._NEARING",
    "sweeps._PASSED",
    "sweeps._LATE",
    "sweeps._FLOORS",
    "reminders._WAITING",
    "reminders._IDLE",
    "appointments._DUE",
    "appointments._TAKEN",
    "appointments._OF_DAY",
    "appointments._ACTIVE",
    "appointments._BOOKED",
    "guests._OF_DAY",
    "guests._OF_TICKET",
    "filings._OF_DRAFT",
    "filings._OF_PERSON",
    "filings._OPEN",
    "link_codes._FIND",
]


@pytest.mark.parametrize("engine", ["sqlite"])
@pytest.mark.parametrize("name", HOT)
def test_a_hot_query_uses_an_index(store: Store, name: str):
    compiled = Compiled(NAMED[name], DIALECTS[0])
    with_values = {
        **dict.fromkeys((b for b in NAMED[name].compile().binds), 1),
        **compiled.defaults,
    }

    def plan(tx) -> list[str]:
        explain = f"EXPLAIN QUERY PLAN {compiled.text}"
        return [row[3] for row in tx.connection.exec_driver_sql(explain, with_values)]

    # A subquery that has a limit is no table; only tables are looked at.
    tables = set(metadata.tables)
    lines = (line.split() for line in store.read_now(plan))
    scans = [" ".join(line) for line in lines if line[0] == "SCAN" and line[1] in tables]
    assert all("USING INDEX" in line or "USING COVERING INDEX" in line for line in scans)
