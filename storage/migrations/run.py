"""Runs Alembic from Python: no ini file, the connection comes from `storage`."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from storage import postgres, sqlite

_HERE: Final = Path(__file__).parent


def run(url: str, target: str) -> None:
    """Migrate up to `target` ("head" or a revision), or down to "base", in one transaction."""
    address = make_url(url)
    lite = address.get_backend_name() == "sqlite"
    engine = sqlite.engine(address) if lite else postgres.engine(address)
    config = _config()
    with engine.connect() as connection:
        if lite:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            connection.exec_driver_sql("PRAGMA synchronous=FULL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        config.attributes["connection"] = connection
        if target == "base":
            command.downgrade(config, target)
        else:
            command.upgrade(config, target)
        connection.commit()


def revisions() -> tuple[str, ...]:
    """Return the revisions in `versions/`, oldest first."""
    scripts = ScriptDirectory.from_config(_config()).walk_revisions()
    return tuple(reversed([script.revision for script in scripts]))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
