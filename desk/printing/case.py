"""What a printout is filled from: a service, its answers, and the ticket if there is one."""

from dataclasses import dataclass

from desk.desk import Desk
from desk.tickets import standard_of
from flows.intake import SKIPPED, Intake
from flows.standard import Standard
from storage import tickets
from storage.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Case:
    """A draft's answers, or those of a ticket."""

    desk: Desk
    standard: Standard
    intake: Intake
    ticket: Ticket | None = None

    def skipped(self, item: str) -> bool:
        """Whether the applicant left an optional item out."""
        return self.intake.answers.get(item) == SKIPPED


def case_of(desk: Desk, ticket: Ticket) -> Case:
    """Return the case of a ticket."""
    return Case(desk, standard_of(desk, ticket), tickets.answers(desk.tx, ticket), ticket)
