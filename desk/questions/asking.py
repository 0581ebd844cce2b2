"""A question asked: what the search found becomes an answer, a choice, or the way to a person."""

from dataclasses import replace

from desk import intake, menu
from desk.knowledge.edited import entry_of
from desk.questions.cards import answer_card, choices_card, details_card
from desk.questions.found import Found
from desk.questions.steps import ASKING, explicit
from desk.visit import Reply, Visit, card
from faq.entry import Answered, DidYouMean, Entry, NotKnown, Unknown
from flows.masking import masked
from flows.say import Button, Card, Say, Style
from flows.standard import TicketKind
from flows.words import Language
from storage import conversations, questions
from storage.questions import Asked, Outcome, Rating

LONGEST = 1000
"""Characters of a question that are kept."""
PROBLEM = "problem"
"""The component of the answers that say what to do about a problem."""
WHOLLY = 0.999
KEPT = frozenset({Unknown.UNCLEAR, Unknown.AGENCY, Unknown.PLACE, Unknown.TENDER, Unknown.TOPIC})
"""The kinds without an answer that staff may learn from."""


def command(visit: Visit, words: str) -> Reply:
    """`/tanya [QUESTION]`, "? QUESTION": answer, or ask for the question."""
    if isinstance(visit.found, Found):
        return answered(visit, visit.found)
    if words.strip():
        return beside(visit, card(Say("question.not_now")))
    return prompt(visit)


def marked(visit: Visit, text: str) -> Reply | None:
    """Answer a text that begins with "?"; None: it does not."""
    question = explicit(text)
    return None if question is None else command(visit, question)


def prompt(visit: Visit) -> Reply:
    """Ask for the question; inside a draft the draft waits."""
    kept = intake.current(visit)
    if kept is None and (visit.at.step or visit.at.ticket_id is not None):
        return Reply((card(Say("question.how_inside")),), aside=True)
    if kept is None:
        rows = ((Button(Say("button.menu"), "menu"),),)
        return Reply((card(Say("question.how"), rows=rows),), at=conversations.NOWHERE)
    rows = ((Button(Say("button.go_on"), "go_on", "", Style.PRIMARY),),)
    at = replace(visit.at, step=ASKING)
    return Reply((card(Say("question.how"), Say("question.waiting"), rows=rows),), at=at)


def answered(visit: Visit, found: Found) -> Reply:
    """Answer as the search says."""
    named = _named(visit, found)
    if named is not None:
        return named
    result = found.result
    match result:
        case Answered(entry, _, _, language):
            return _answer(visit, found, entry, _language(visit, language))
        case DidYouMean(choices, component, _, _):
            return _choose(visit, found, choices, component)
        case NotKnown(kind, nearest, _, _):
            return _unknown(visit, found, kind, nearest)


def _named(visit: Visit, found: Found) -> Reply | None:
    """The card of a service that was named, and nothing asked about it."""
    result = found.result
    vetoed = isinstance(result, NotKnown) and result.kind is not Unknown.UNCLEAR
    if vetoed or not _nowhere(visit):
        return None
    services = menu.named(visit, found.text, WHOLLY)
    problem = isinstance(result, Answered) and result.entry.component == PROBLEM
    if problem and all(one.kind is TicketKind.PROBLEM for one in services):
        return None
    return menu.by_words(visit, found.text, WHOLLY)


def _language(visit: Visit, language: Language) -> Language:
    return Language.EN if Language.EN in (language, visit.language) else Language.ID


def _answer(visit: Visit, found: Found, entry: Entry, language: Language) -> Reply:
    question = keep(visit, found, Outcome.ANSWERED, (entry,))
    if entry.component == "overview" and visit.at.draft_id is None and not visit.at.step:
        shown = menu.by_id(visit, entry.service)
        if shown is not None:
            return shown
    reporting = entry.component == PROBLEM and not entry.service and _nowhere(visit)
    services = menu.named(visit, found.text) if reporting else []
    made = answer_card(visit, question, entry, language, services)
    return beside(visit, made, question, entry)


def _choose(visit: Visit, found: Found, choices: tuple[Entry, ...], component: str) -> Reply:
    by_words = _service(visit, found.text)
    if by_words is not None and not component:
        return by_words
    question = keep(visit, found, Outcome.CHOICES, choices)
    why = Say("question.which_service" if component else "question.did_you_mean")
    shown = choices_card(visit, question, choices, why)
    at = replace(visit.at, question=question)
    if intake.current(visit) is not None:
        # The digits typed now choose among these; the draft's question is asked again later.
        return Reply((shown,), at=replace(at, step=ASKING), numbered=True)
    if visit.at.step or visit.at.ticket_id is not None:
        return Reply((shown,), at=at, aside=True)
    at = replace(conversations.NOWHERE, question=question)
    return Reply((shown,), at=at, numbered=True)


def _unknown(visit: Visit, found: Found, kind: Unknown, nearest: Entry | None) -> Reply:
    if kind in {Unknown.GREETING, Unknown.THANKS} and _nowhere(visit):
        thanks = kind is Unknown.THANKS
        return menu.instead(visit, Say("menu.thanks")) if thanks else menu.menu(visit)
    if kind is Unknown.UNCLEAR:
        by_words = _service(visit, found.text)
        if by_words is not None:
            return by_words
    question = 0
    if kind in KEPT:
        question = keep(visit, found, Outcome.UNKNOWN, (nearest,) if nearest else (), kind)
    said = Say(f"question.unknown_{kind.value}")
    rows: list[tuple[Button, ...]] = []
    if question:
        person = Button(Say("question.button_person"), "question_person", str(question))
        rows.append((person,))
    if _nowhere(visit):
        rows.append((Button(Say("button.services"), "services"),))
        rows.append((Button(Say("button.menu"), "menu"),))
    return beside(visit, card(said, rows=rows), question)


def _nowhere(visit: Visit) -> bool:
    return visit.at.draft_id is None and visit.at.ticket_id is None and not visit.at.step


def _service(visit: Visit, text: str) -> Reply | None:
    """The card of a service that is named and nothing else, where nothing else is open."""
    return menu.by_words(visit, text) if _nowhere(visit) else None


def keep(
    visit: Visit,
    found: Found,
    outcome: Outcome,
    entries: tuple[Entry, ...],
    kind: Unknown | None = None,
) -> int:
    """Keep a question with what it got; returns the row its buttons are about."""
    text = found.text[:LONGEST]
    first = entries[0] if entries and outcome is Outcome.ANSWERED else None
    asked = Asked(
        outcome,
        visit.language.value,
        masked(text),
        text,
        kind.value if kind is not None else "",
        tuple(entry.id for entry in entries),
        (first.office if first else "") or found.context.office,
        (first.service if first else "") or found.context.service,
        found.offered,
    )
    return questions.add(visit.desk.tx, visit.desk.speaker.update_id, asked, visit.now)


def beside(visit: Visit, shown: Card, question: int = 0, entry: Entry | None = None) -> Reply:
    """Answer beside what is being asked: a draft's question comes again, others stay open."""
    kept = intake.current(visit)
    last = question or visit.at.question
    about = entry.service if entry is not None and entry.service else visit.at.about
    if kept is not None:
        again = intake.again(visit, kept, Say("question.back"))
        at = replace(again.at or visit.at, question=last)
        return replace(again, cards=(shown, *again.cards), at=at)
    if _nowhere(visit):
        at = replace(conversations.NOWHERE, about=about, question=last)
        return Reply((shown,), at=at)
    at = replace(visit.at, question=last)
    return Reply((shown, card(Say("question.still_open"))), at=at, aside=True)


# Buttons under an answer


def more(visit: Visit, arg: str) -> Reply:
    """Show the details of an answer."""
    entry = _entry(visit, arg, 0)
    if entry is None:
        return beside(visit, card(Say("question.gone")))
    return beside(visit, details_card(visit, int(arg), entry), int(arg), entry)


def pick(visit: Visit, arg: str) -> Reply:
    """Answer with one of the choices."""
    number, _, nth = arg.partition(".")
    entry = _entry(visit, number, int(nth))
    if entry is None:
        return beside(visit, card(Say("question.gone")))
    questions.choose(visit.desk.tx, int(number), entry.id)
    shown = answer_card(visit, int(number), entry, visit.language)
    return beside(visit, shown, int(number), entry)


def helped(visit: Visit, arg: str) -> Reply:
    """The answer helped."""
    questions.rate(visit.desk.tx, int(arg), Rating.YES)
    rows = ((Button(Say("button.menu"), "menu"),),) if _nowhere(visit) else ()
    return beside(visit, card(Say("question.thanks"), rows=rows))


def no_help(visit: Visit, arg: str) -> Reply:
    """The answer did not help: say it otherwise, or ask a person."""
    questions.rate(visit.desk.tx, int(arg), Rating.NO)
    person = Button(Say("question.button_person"), "question_person", arg, Style.PRIMARY)
    return beside(visit, card(Say("question.sorry"), rows=((person,),)), int(arg))


def _entry(visit: Visit, arg: str, nth: int) -> Entry | None:
    asked = questions.by_id(visit.desk.tx, int(arg))
    if asked is None or nth >= len(asked.entries):
        return None
    return entry_of(visit.desk, asked.entries[nth])
