"""The root key of a database: made at its first start, kept wrapped by LOKET_SECRET."""

from typing import Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.link import Link
from storage.traffic import root_key
from storage.vault import Sealed, Secret, new_root

_ABOUT: Final = "root key"

_FIND = select(root_key.c.value).where(root_key.c.id == 1)
_ADD = insert(root_key).values(id=1, value=bindparam("its_value")).on_conflict_do_nothing()
_REPLACE = update(root_key).values(value=bindparam("its_value")).where(root_key.c.id == 1)


class WrongSecretError(Exception):
    """The data was sealed under another LOKET_SECRET."""


def take_root(link: Link, secret: Secret) -> bytes:
    """Return the database's root key; WrongSecretError when `secret` does not open it.

    An empty database gets one. Where the second key of LOKET_SECRET opened it, the first one
    wraps it from now on: that is all that changing the secret needs.
    """
    link.begin()
    try:
        link.execute(link.compiled(_ADD), {"its_value": secret.wrap(new_root(), _ABOUT)})
        row = link.execute(link.compiled(_FIND), {}).fetchone()
        root, current = _opened(bytes(row[0]), secret)
        if not current:
            link.execute(link.compiled(_REPLACE), {"its_value": secret.wrap(root, _ABOUT)})
        link.commit()
    except BaseException:
        link.rollback()
        raise
    return root


def _opened(wrapped: bytes, secret: Secret) -> tuple[bytes, bool]:
    try:
        return secret.unwrap(wrapped, _ABOUT)
    except Sealed:
        raise WrongSecretError(
            "LOKET_SECRET is not the one this database was written with;"
            " give the old key behind the new one: LOKET_SECRET=new,old"
        ) from None
