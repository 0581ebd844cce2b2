"""How many new tickets one person may file within a day."""

from desk.visit import Visit
from storage import blocks
from storage.moments import DAY

TICKETS_A_DAY = 20
"""More than anybody needs in a day; what an officer records for others is not counted."""


def too_many_today(visit: Visit) -> bool:
    """Whether a person filed as many tickets as one may within 24 hours; not in rehearsals."""
    if visit.behalf is not None or visit.desk.books.rehearsal:
        return False
    return blocks.filed_since(visit.desk.tx, visit.person.id, visit.now - DAY) >= TICKETS_A_DAY
