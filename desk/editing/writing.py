"""An answer being written: one question after the other, then a preview to change it in."""

from dataclasses import replace

from desk.editing.fields import FIELDS
from desk.editing.overview import editors_only, group_of
from desk.editing.rights import may_correct, may_edit, of_standard, offices
from desk.knowledge.edited import as_content, entry_of
from desk.visit import Reply, Visit, card
from flows.checked import lines
from flows.say import Button, Say, Style, Value
from flows.words import Words
from storage import answers, conversations, people, questions
from storage.answers import Content, Edition, EditionState

STEP = "faq"
"""How the steps at which an answer is written begin: `faq.<field>.<edition>`."""
_EMPTY = Words("", "")


def new(visit: Visit, arg: str = "") -> Reply:
    """Begin a new answer with nothing in it."""
    return editors_only(visit) or _begin(visit, "", _home(visit), _blank())


def for_group(visit: Visit, arg: str) -> Reply:
    """Begin an answer to a group of questions; once published it settles them all."""
    group = group_of(visit, int(arg))
    refused = editors_only(visit)
    if refused is not None or group is None:
        return refused or Reply((card(Say("faq.gone")),))
    content = replace(_blank(), settles=group.questions)
    office = group.office if may_edit(visit, group.office) and group.office else _home(visit)
    asked = Say("faq.answering", {"count": len(group.questions), "text": group.text})
    return _begin(visit, "", office, content, asked, drop=group.questions[0])


def correct(visit: Visit, arg: str) -> Reply:
    """Begin the next edition of an answer somebody got, with what it says now."""
    asked = questions.by_id(visit.desk.tx, int(arg))
    entry = entry_of(visit.desk, asked.entries[0]) if asked and asked.entries else None
    if entry is None:
        return editors_only(visit) or Reply((card(Say("faq.gone")),))
    if of_standard(visit, entry):
        return Reply((card(Say("faq.of_standard")),))
    if not may_correct(visit, entry):
        return Reply((card(Say("faq.other_office")),))
    tx, by = visit.desk.tx, visit.person.id
    made = answers.begin(tx, entry.id, entry.office, as_content(entry), by, visit.now)
    return preview(visit, made)


def begin_with(visit: Visit, office: str, content: Content, *says: Say) -> Reply:
    """Begin an answer that says something already."""
    made = answers.begin(visit.desk.tx, "", office, content, visit.person.id, visit.now)
    return _ask(visit, made, "ask", *says)


def _begin(
    visit: Visit, entry: str, office: str, content: Content, *says: Say, drop: int = 0
) -> Reply:
    made = answers.begin(visit.desk.tx, entry, office, content, visit.person.id, visit.now)
    return _ask(visit, made, "ask", *says, drop=drop)


def _blank() -> Content:
    return Content(_EMPTY, _EMPTY, _EMPTY, ())


def _home(visit: Visit) -> str:
    """The writer's own office, where he has one only; else the answer is for all."""
    mine = offices(visit)
    return mine[0] if len(mine) == 1 else ""


# One question after the other


def said(visit: Visit, text: str) -> Reply:
    """Take what was typed for the field that is open."""
    _, _, rest = visit.at.step.partition(".")
    field, _, number = rest.partition(".")
    edition = _own(visit, number)
    if edition is None:
        return Reply((card(Say("faq.gone")),), at=conversations.NOWHERE)
    taken = FIELDS[field](edition.content, lines(text))
    if isinstance(taken, Say):
        return _ask(visit, edition, field, taken)
    edition = replace(edition, content=taken)
    answers.save(visit.desk.tx, edition)
    if field == "ask" and not taken.short.id:
        return _ask(visit, edition, "answer")
    if field == "answer" and taken.short.en == taken.short.id:
        return _ask(visit, edition, "english")
    return preview(visit, edition)


def edit(visit: Visit, arg: str) -> Reply:
    """Ask for one field anew."""
    number, _, field = arg.partition(".")
    edition = _own(visit, number)
    if edition is None or field not in FIELDS:
        return Reply((card(Say("faq.gone")),))
    return _ask(visit, edition, field)


def next_office(visit: Visit, arg: str) -> Reply:
    """Change for which office the answer is: the next of the writer's, then all."""
    edition = _own(visit, arg)
    if edition is None:
        return Reply((card(Say("faq.gone")),))
    choice = ("", *offices(visit))
    at = choice.index(edition.office) if edition.office in choice else 0
    edition = replace(edition, office=choice[(at + 1) % len(choice)])
    answers.save(visit.desk.tx, edition)
    return preview(visit, edition)


def _ask(visit: Visit, edition: Edition, field: str, *says: Say, drop: int = 0) -> Reply:
    rows: list[tuple[Button, ...]] = []
    if drop:
        rows.append((Button(Say("faq.button_drop"), "faq_drop", str(drop)),))
    rows.append((Button(Say("faq.button_discard"), "faq_discard", str(edition.id)),))
    at = replace(conversations.NOWHERE, step=f"{STEP}.{field}.{edition.id}")
    return Reply((card(*says, Say(f"faq.ask_{field}"), rows=rows),), at=at)


def _own(visit: Visit, number: str) -> Edition | None:
    """The edition somebody is writing; None for one that is another's, or handed in."""
    edition = answers.by_id(visit.desk.tx, int(number))
    if edition is None or edition.state is not EditionState.WRITING:
        return None
    return edition if edition.written_by == visit.person.id else None


# The preview


def preview(visit: Visit, edition: Edition, *says: Say) -> Reply:
    """Show the answer as people will see it, and what its writer may do."""
    number = str(edition.id)
    rows = [
        (Button(Say("faq.button_submit"), "faq_submit", number, Style.SUCCESS),),
        *_pairs(number),
        (Button(Say("faq.button_office"), "faq_office", number),),
        (Button(Say("faq.button_discard"), "faq_discard", number),),
    ]
    shown = card(*says, *view(visit, edition), Say("faq.preview"), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _pairs(number: str) -> list[tuple[Button, ...]]:
    made = [
        Button(Say(f"faq.button_{field}"), "faq_edit", f"{number}.{field}") for field in FIELDS
    ]
    return [tuple(made[at : at + 2]) for at in range(0, len(made), 2)]


def view(visit: Visit, edition: Edition) -> tuple[Say, ...]:
    """Return what an edition says, in both languages, and where it stands."""
    content = edition.content
    values: dict[str, Value] = {
        "entry": edition.entry,
        "nth": edition.nth,
        "office": _office(visit, edition.office),
        "state": Say(f"faq.state_{edition.state.value}"),
        "writer": people.name_of(visit.desk.tx, edition.written_by),
        "title": content.title,
        "id": _both(content.short.id, content.details.id),
        "en": _both(content.short.en, content.details.en),
        "phrasings": content.phrasings,
        "source": content.source or "–",
        "from": content.valid_from or "–",
        "until": content.valid_until or "–",
    }
    return (Say("faq.view", values), Say("faq.view_more", values))


def _both(short: str, details: str) -> str:
    return f"{short}\n\n{details}" if details else short


def _office(visit: Visit, office: str) -> Value:
    if not office:
        return Say("faq.all_offices")
    return visit.desk.books.catalogue.office(office).name
