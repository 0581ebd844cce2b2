"""Times in the database: whole milliseconds since 1970 UTC, converted only at the edge."""

from datetime import UTC, datetime, timedelta
from typing import Final, overload

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)

SECOND: Final = 1_000
HOUR: Final = 3_600 * SECOND
DAY: Final = 24 * HOUR

NOT_YET: Final = 253_402_300_799_000
"""The end of the year 9999: a moment that has not come, and sorts behind all that have."""


@overload
def to_ms(moment: datetime) -> int: ...
@overload
def to_ms(moment: None) -> None: ...
def to_ms(moment: datetime | None) -> int | None:
    """Return milliseconds since 1970 UTC; ValueError for a time that names no zone."""
    if moment is None:
        return None
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    return (moment - _EPOCH) // _MILLISECOND


@overload
def from_ms(value: int) -> datetime: ...
@overload
def from_ms(value: None) -> None: ...
def from_ms(value: int | None) -> datetime | None:
    """Return the moment as a datetime in UTC."""
    return None if value is None else _EPOCH + value * _MILLISECOND
