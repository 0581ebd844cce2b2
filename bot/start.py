"""What a start, or a sweep, owes to the time before: updates received and not handled."""

import json
from datetime import datetime

from bot.arrival import Arrival
from bot.lanes import Lanes
from storage import inbox
from storage.store import Store


async def resume(store: Store, lanes: Lanes, before: datetime | None = None) -> int:
    """Hand over to the lanes what was received (until `before`) and not handled; returns how many.

    They are suspect: the lane counts each in a committed transaction before its work, so that
    one which kills the process is quarantined. What the lanes have already stays as it is.
    """
    left = await store.write(lambda tx: inbox.unfinished(tx, before))
    for row in left:
        lanes.put(Arrival(row.update_id, row.lane, decoded(row.content), suspect=True))
    return len(left)


def decoded(content: bytes) -> dict[str, object] | None:
    """Return an update as it lay in the inbox, None when it cannot be read."""
    try:
        update = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return update if isinstance(update, dict) else None
