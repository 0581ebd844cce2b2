"""Names and contacts under the key of their own record, so that they go when that key goes."""

from storage.tx import Tx
from storage.vault import Sealed


def seal_own(tx: Tx, key: bytes | None, plain: str, about: str) -> bytes:
    """Seal under a record's key; a record without one uses the house key."""
    if key is None:
        return tx.vault.seal_house(plain.encode(), about)
    return tx.vault.seal(key, plain.encode(), about)


def open_own(tx: Tx, key: bytes | None, sealed: bytes | None, about: str) -> str:
    """Return what was sealed; "" when it is gone, or its key is.

    What was written before records had keys is under the house key. Raises Sealed for an altered
    value of a record whose key is there.
    """
    if not sealed:
        return ""
    if key is not None:
        try:
            return tx.vault.open(key, sealed, about).decode()
        except Sealed:
            return tx.vault.open_house(sealed, about).decode()
    try:
        return tx.vault.open_house(sealed, about).decode()
    except Sealed:
        return ""
