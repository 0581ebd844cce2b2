"""What becomes of a ticket when its applicant stays silent: moves by rule, nobody's deed."""

from dataclasses import replace

from flows.moves import all_clock_ids
from flows.say import Audience, Notice, Say
from flows.standard import APPLICANT, Standard, State
from flows.whereabouts import APPLICANT_OWES, CLOSED, Move, Whereabouts, holder


def owes_papers(at: Whereabouts) -> bool:
    """Whether the file waits for documents or data of the applicant."""
    return at.state in APPLICANT_OWES


def owes_word(standard: Standard, at: Whereabouts) -> bool:
    """Whether nothing is open but the applicant's word that the result has arrived."""
    closed = at.state in CLOSED or owes_papers(at)
    return not closed and holder(standard, at)[1] == APPLICANT


def lapse(standard: Standard, at: Whereabouts) -> Move:
    """Close a ticket whose applicant gave nothing; ValueError while staff owe something."""
    if not owes_papers(at):
        raise ValueError(f"a ticket in state {at.state} does not lapse")
    to = replace(at, state=State.LAPSED, claimed_by=0)
    notices = (
        Notice(Audience.APPLICANT, Say("silence.lapsed")),
        Notice(Audience.HOLDER, Say("silence.lapsed_for_staff")),
    )
    return Move(to, "ticket_lapsed", notices, stopped=all_clock_ids(standard))


def close_unconfirmed(standard: Standard, at: Whereabouts) -> Move:
    """Close a ticket as done without its reporter's word; ValueError while staff owe something."""
    if not owes_word(standard, at):
        raise ValueError(f"a ticket in state {at.state} is not closed by rule")
    to = replace(at, state=State.DONE, claimed_by=0)
    notices = (Notice(Audience.APPLICANT, Say("silence.closed")),)
    return Move(to, "ticket_closed_by_rule", notices, stopped=all_clock_ids(standard))
