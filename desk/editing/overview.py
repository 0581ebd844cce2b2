"""`/faq`: what people asked without a good answer, which answers did not help, the replay."""

from collections.abc import Sequence

from desk.editing.rights import offices
from desk.editing.study import WINDOW
from desk.knowledge.edited import entry_of
from desk.questions.found import Fate, Group, Groups, Replay, Replayed
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Value
from storage import answers, conversations, questions
from storage.answers import EditionState

SHOWN = 5
"""So many groups, and so many answers that did not help, are shown."""
LISTED = 10
"""So many questions of each kind stand in the report."""
_LONGEST = 150


def overview(visit: Visit) -> Reply:
    """Show the groups with their counts, what was rated low, and what waits for a second look."""
    groups = visit.found.groups if isinstance(visit.found, Groups) else ()
    since = visit.now - WINDOW
    tx = visit.desk.tx
    drafts = answers.all_in(tx, EditionState.DRAFT)
    values: dict[str, Value] = {
        "drafts": len(drafts),
        "published": len(answers.all_in(tx, EditionState.PUBLISHED)),
        "solved": questions.solved(tx, since),
    }
    says = [Say("faq.overview", values)]
    says.append(Say("faq.groups", {"lines": _lines(groups)}) if groups else Say("faq.no_groups"))
    low = _low(visit, since)
    if low:
        says.append(Say("faq.low", {"lines": low}))
    rows: list[tuple[Button, ...]] = [
        (Button(Say("faq.button_write", {"nth": nth}), "faq_write", str(group.questions[0])),)
        for nth, group in enumerate(groups[:SHOWN], 1)
    ]
    rows.append((Button(Say("faq.button_new"), "faq_new"),))
    rows.append((Button(Say("faq.button_drafts", {"count": len(drafts)}), "faq_drafts"),))
    rows.append((Button(Say("faq.button_published"), "faq_published"),))
    rows.append((Button(Say("faq.button_report"), "faq_report"),))
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE, numbered=True)


def _lines(groups: Sequence[Group]) -> tuple[Value, ...]:
    return tuple(
        Say(
            "faq.group_line",
            {"nth": nth, "count": len(group.questions), "text": group.text[:_LONGEST]},
        )
        for nth, group in enumerate(groups[:SHOWN], 1)
    )


def _low(visit: Visit, since: int) -> tuple[Value, ...]:
    lines: list[Value] = []
    for rated in questions.low_rated(visit.desk.tx, since, SHOWN):
        entry = entry_of(visit.desk, rated.entry.split()[0])
        if entry is not None:
            lines.append(
                Say("faq.low_line", {"title": entry.title, "yes": rated.yes, "no": rated.no})
            )
    return tuple(lines)


def report(visit: Visit) -> Reply:
    """`/faq laporan`: what the questions of the last days got, and what they would get now."""
    if not isinstance(visit.found, Replay):
        return Reply((card(Say("faq.editors_only")),))
    asked = visit.found.questions
    if not asked:
        return Reply((card(Say("faq.report_empty"), rows=_BACK),), at=conversations.NOWHERE)
    values: dict[str, Value] = {"count": len(asked)}
    for fate in Fate:
        values[f"before_{fate}"] = sum(one.before is fate for one in asked)
        values[f"now_{fate}"] = sum(one.now is fate for one in asked)
    says = [Say("faq.report", values)]
    gained = [one for one in asked if _better(one)]
    lost = [one for one in asked if _worse(one)]
    if gained:
        says.append(Say("faq.report_gained", {"lines": _replayed(gained)}))
    if lost:
        says.append(Say("faq.report_lost", {"lines": _replayed(lost)}))
    return Reply((card(*says, rows=_BACK),), at=conversations.NOWHERE)


def _better(one: Replayed) -> bool:
    return one.now is Fate.ANSWERED and one.before is not Fate.ANSWERED


def _worse(one: Replayed) -> bool:
    return one.before is Fate.ANSWERED and one.now is not Fate.ANSWERED


def _replayed(asked: Sequence[Replayed]) -> tuple[Value, ...]:
    return tuple(
        Say("faq.report_line", {"text": one.text[:_LONGEST], "answer": one.answer or "–"})
        for one in asked[:LISTED]
    )


_BACK = ((Button(Say("faq.button_back"), "faq"),),)


def group_of(visit: Visit, question: int) -> Group | None:
    """Return the group that a question leads or belongs to, as it is now."""
    groups = visit.found.groups if isinstance(visit.found, Groups) else ()
    return next((one for one in groups if question in one.questions), None)


def editors_only(visit: Visit) -> Reply | None:
    """Refuse who may not write answers; None for who may."""
    if offices(visit):
        return None
    return Reply((card(Say("faq.editors_only")),))
