"""The ways to the answers that staff write: `/faq`, its buttons, and its open questions."""

from collections.abc import Callable, Mapping

from desk.editing import deciding, from_ticket, writing
from desk.editing.overview import editors_only, group_of, overview, report
from desk.visit import Reply, Visit, card
from flows.say import Say
from storage import questions

WithWords = Callable[[Visit, str], Reply]


def command(visit: Visit, words: str) -> Reply:
    """`/faq [laporan | tulis | draf | berlaku | dari NUMBER]`."""
    refused = editors_only(visit)
    if refused is not None:
        return refused
    name, _, rest = words.strip().partition(" ")
    order = _WORDS.get(name.casefold())
    return order(visit, rest.strip()) if order else Reply((card(Say("faq.how")),))


def _drop(visit: Visit, arg: str) -> Reply:
    """Settle a group that needs no answer."""
    group = group_of(visit, int(arg))
    refused = editors_only(visit)
    if refused is None and group is not None:
        questions.settle(visit.desk.tx, group.questions, visit.now)
        return Reply((card(Say("faq.dropped", {"count": len(group.questions)})),))
    return refused or Reply((card(Say("faq.gone")),))


_WORDS: Mapping[str, WithWords] = {
    "": lambda visit, words: overview(visit),
    "laporan": lambda visit, words: report(visit),
    "tulis": writing.new,
    "draf": deciding.drafts,
    "berlaku": deciding.published,
    "dari": from_ticket.begin,
}

COMMANDS: Mapping[str, WithWords] = {"faq": command}

PRESSES: Mapping[str, WithWords] = {
    "faq": lambda visit, arg: editors_only(visit) or overview(visit),
    "faq_report": lambda visit, arg: editors_only(visit) or report(visit),
    "faq_write": writing.for_group,
    "faq_drop": _drop,
    "faq_new": writing.new,
    "faq_correct": writing.correct,
    "faq_edit": writing.edit,
    "faq_office": writing.next_office,
    "faq_submit": deciding.submit,
    "faq_drafts": deciding.drafts,
    "faq_draft": deciding.look,
    "faq_publish": deciding.publish,
    "faq_published": deciding.published,
    "faq_show": deciding.show,
    "faq_withdraw": deciding.withdraw,
    "faq_discard": deciding.discard,
    "faq_from": from_ticket.of_ticket,
}

STEPS: Mapping[str, WithWords] = {writing.STEP: writing.said}
