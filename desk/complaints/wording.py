"""The words of a complaint where those of an application would be wrong."""

from flows.say import Say
from flows.standard import TicketKind

_COMPLAINT = {
    "notice.applicant.received": "complaint.told_received",
    "notice.applicant.in_progress": "complaint.told_complete",
    "notice.applicant.awaiting_disposition": "complaint.told_disposition",
    "notice.applicant.needs_completion": "complaint.told_incomplete",
    "notice.applicant.handed_over": "complaint.told_sent",
    "notice.applicant.please_confirm": "complaint.told_arrived",
    "notice.applicant.rejected": "complaint.told_refused",
    "notice.applicant.done": "complaint.told_done",
    "answer.told": "complaint.told_answer",
    "reminder.complete": "complaint.remind_complete",
    "silence.lapsed": "complaint.told_lapsed",
    "silence.lapsed_for_staff": "complaint.told_lapsed_staff",
    "silence.closed": "complaint.told_closed",
    "deadline.passed_for_applicant": "complaint.told_overdue",
    "mine.cancel_sure": "complaint.cancel_sure",
    "mine.cancel": "complaint.cancelled",
    "mine.confirm": "complaint.confirmed",
    "mine.dispute": "complaint.disputed",
    "mine.dispute_why": "complaint.dispute_why",
    "completion.begin": "complaint.completing",
    "completion.done": "complaint.completed",
    "staff.words_reject": "complaint.words_refuse",
    "staff.which_channel": "complaint.which_channel",
    "staff.return_needs_fault": "complaint.return_needs_fault",
}


def worded(kind: str, say: Say) -> Say:
    """Return a sentence in the words of its kind of ticket."""
    if kind != TicketKind.COMPLAINT or say.key not in _COMPLAINT:
        return say
    return Say(_COMPLAINT[say.key], say.values)
