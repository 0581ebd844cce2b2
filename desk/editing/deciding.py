"""Drafts and what is in force: a second person publishes, whoever may edit takes back."""

from collections.abc import Sequence

from desk import pushes
from desk.editing.fields import FEWEST
from desk.editing.overview import editors_only
from desk.editing.rights import fellows, may_edit
from desk.editing.writing import preview, view
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style
from storage import answers, conversations, journal, questions
from storage.answers import Edition, EditionState

LISTED = 10
"""So many answers are listed at once, the newest first."""


def submit(visit: Visit, arg: str) -> Reply:
    """Hand a draft in, and tell those who may publish it."""
    edition = answers.by_id(visit.desk.tx, int(arg))
    mine = edition is not None and edition.written_by == visit.person.id
    if edition is None or not mine or edition.state is not EditionState.WRITING:
        return _gone()
    content = edition.content
    if len(content.phrasings) < FEWEST or not content.short.id:
        return preview(visit, edition, Say("faq.unfinished", {"least": FEWEST}))
    answers.hand_in(visit.desk.tx, edition)
    seconds = fellows(visit, edition.office)
    rows = ((Button(Say("faq.button_look"), "faq_draft", arg, Style.PRIMARY),),)
    told = Say("faq.please_check", {"title": content.title})
    for person in seconds:
        pushes.push(visit.desk, person, (told,), f"faq:{edition.id}", rows=rows)
    key = "faq.handed_in" if seconds else "faq.nobody_else"
    return Reply((card(Say(key), rows=_BACK),), at=conversations.NOWHERE)


def drafts(visit: Visit, arg: str = "") -> Reply:
    """List what waits for a second person, and what this one left unfinished."""
    refused = editors_only(visit)
    if refused is not None:
        return refused
    waiting = list(answers.all_in(visit.desk.tx, EditionState.DRAFT))
    unfinished = answers.all_in(visit.desk.tx, EditionState.WRITING)
    waiting.extend(one for one in unfinished if one.written_by == visit.person.id)
    return _listed(visit, "faq.drafts", waiting, "faq_draft")


def published(visit: Visit, arg: str = "") -> Reply:
    """List the answers of staff that are in force."""
    found = answers.all_in(visit.desk.tx, EditionState.PUBLISHED)
    return editors_only(visit) or _listed(visit, "faq.published", found, "faq_show")


def _listed(visit: Visit, key: str, editions: Sequence[Edition], action: str) -> Reply:
    mine = [one for one in reversed(editions) if may_edit(visit, one.office)][:LISTED]
    if not mine:
        return Reply((card(Say("faq.nothing"), rows=_BACK),), at=conversations.NOWHERE)
    rows: list[tuple[Button, ...]] = [
        (
            Button(
                Say("question.choice", {"nth": nth, "title": one.content.title}),
                action,
                str(one.id),
            ),
        )
        for nth, one in enumerate(mine, 1)
    ]
    rows.extend(_BACK)
    return Reply((card(Say(key), rows=rows),), at=conversations.NOWHERE, numbered=True)


def look(visit: Visit, arg: str) -> Reply:
    """Show a draft: its writer goes on or waits, everybody else decides."""
    edition = _editable(visit, arg)
    if edition is None:
        return _gone()
    mine = edition.written_by == visit.person.id
    if edition.state is EditionState.WRITING and mine:
        return preview(visit, edition)
    if edition.state is not EditionState.DRAFT:
        return show(visit, arg)
    rows: list[tuple[Button, ...]] = []
    if not mine:
        rows.append((Button(Say("faq.button_publish"), "faq_publish", arg, Style.SUCCESS),))
    rows.append((Button(Say("faq.button_discard"), "faq_discard", arg, Style.DANGER),))
    rows.extend(_BACK)
    says = (*view(visit, edition), Say("faq.wait_for_second" if mine else "faq.second"))
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE, numbered=True)


def publish(visit: Visit, arg: str) -> Reply:
    """Put a draft into force, everywhere at the next question; never one's own."""
    edition = _editable(visit, arg)
    if edition is None:
        return _gone()
    if edition.written_by == visit.person.id:
        return Reply((card(Say("faq.not_own"), rows=_BACK),))
    if not answers.publish(visit.desk.tx, edition, visit.person.id, visit.now):
        return _gone()
    questions.settle(visit.desk.tx, edition.content.settles, visit.now)
    _record(visit, edition, "answer_published")
    said = Say("faq.now_in_force", {"title": edition.content.title})
    return Reply((card(said, rows=_BACK),), at=conversations.NOWHERE)


def show(visit: Visit, arg: str) -> Reply:
    """Show an answer with its editions; who may edit may take it back."""
    edition = _editable(visit, arg)
    if edition is None:
        return _gone()
    rows: list[tuple[Button, ...]] = []
    if edition.state is EditionState.PUBLISHED:
        rows.append((Button(Say("faq.button_withdraw"), "faq_withdraw", arg, Style.DANGER),))
    rows.extend(_BACK)
    lines = tuple(
        Say("faq.edition_line", {"nth": one.nth, "state": Say(f"faq.state_{one.state.value}")})
        for one in answers.editions(visit.desk.tx, edition.entry)
    )
    says = (*view(visit, edition), Say("faq.editions", {"lines": lines}))
    return Reply((card(*says, rows=rows),), at=conversations.NOWHERE, numbered=True)


def withdraw(visit: Visit, arg: str) -> Reply:
    """Take an answer out of force; a built-in one of the same name holds again."""
    edition = _editable(visit, arg)
    if edition is None or not answers.withdraw(visit.desk.tx, edition, visit.person.id, visit.now):
        return _gone()
    _record(visit, edition, "answer_withdrawn")
    said = Say("faq.withdrawn", {"title": edition.content.title})
    return Reply((card(said, rows=_BACK),), at=conversations.NOWHERE)


def discard(visit: Visit, arg: str) -> Reply:
    """Throw a draft away."""
    edition = _editable(visit, arg)
    if edition is None or not answers.discard(visit.desk.tx, edition, visit.person.id, visit.now):
        return _gone()
    return Reply((card(Say("faq.discarded"), rows=_BACK),), at=conversations.NOWHERE)


def _editable(visit: Visit, arg: str) -> Edition | None:
    edition = answers.by_id(visit.desk.tx, int(arg))
    if edition is None or not may_edit(visit, edition.office):
        return None
    return edition


def _record(visit: Visit, edition: Edition, kind: str) -> None:
    """Journal who put what into force, or out of it; of an answer for all at the first office."""
    office = edition.office or min(visit.desk.books.catalogue.served)
    data = {"entry": edition.entry, "edition": edition.nth, "written_by": edition.written_by}
    journal.write(visit.desk.tx, office, kind, visit.desk.now, actor_id=visit.person.id, data=data)


def _gone() -> Reply:
    return Reply((card(Say("faq.gone"), rows=_BACK),))


_BACK = ((Button(Say("faq.button_back"), "faq"),),)
