"""Notices at the start that LOKET_SECRET is not the one the data was sealed under."""

from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.traffic import secret_check
from storage.tx import Tx
from storage.vault import Sealed

_ABOUT: Final = "secret_check"
_WORD: Final = b"loket"

_FIND = select(secret_check.c.value).where(secret_check.c.id == 1)
_ADD = insert(secret_check).values(id=1, value=bindparam("value")).on_conflict_do_nothing()
_REPLACE = update(secret_check).values(value=bindparam("value")).where(secret_check.c.id == 1)


class WrongSecretError(Exception):
    """The data was sealed under another LOKET_SECRET."""


def check_secret(tx: Tx) -> None:
    """Compare LOKET_SECRET with the one of the first start; raises WrongSecretError."""
    value = tx.value(_FIND)
    if value is None:
        tx.send(_ADD, value=tx.vault.seal_house(_WORD, _ABOUT))
        return
    try:
        tx.vault.open_house(value, _ABOUT)
    except Sealed:
        raise WrongSecretError(
            "LOKET_SECRET is not the one this database was written with;"
            " give the old key behind the new one: LOKET_SECRET=new,old"
        ) from None
    if not tx.vault.is_current(value):
        tx.send(_REPLACE, value=tx.vault.seal_house(_WORD, _ABOUT))
