"""The record of a destruction (berita acara): what went, by which rule, decided by whom."""

import hashlib
from collections.abc import Sequence

from desk.desk import Desk
from desk.printing.pen import Pen, fields, table, title
from desk.tickets import local
from desk.visit import Visit
from flows.printout import Printout
from flows.say import Say, Value
from flows.words import Words
from standards.retention import Term
from storage import people
from storage.retention import DestructionList, Due, Sort

SHORT = 16
"""So many characters of the digest stand on the paper and in the journal."""


def digest(items: Sequence[Due]) -> str:
    """Return what ties a list to its journal entry: a hash over what is on it."""
    plain = "\n".join(f"{i.sort}:{i.id}:{i.label}:{i.item}:{i.closed_at}" for i in items)
    return hashlib.sha256(plain.encode()).hexdigest()[:SHORT]


def term_of(desk: Desk, one: Due) -> Term:
    """Return the class of a record."""
    rules = desk.books.catalogue.retention
    of = {Sort.TICKET: rules.tickets, Sort.DOCUMENT: rules.documents, Sort.GUEST: rules.records}
    return of[one.sort][one.term]


def line(desk: Desk, office: str, nth: int, one: Due) -> Say:
    """Say one line of a list: what, of which class, closed when."""
    values: dict[str, Value] = {
        "nth": nth,
        "label": one.label,
        "title": term_of(desk, one).title,
        "closed": local(desk, one.closed_at, office),
    }
    return Say("retention.line", values)


def printout(visit: Visit, kept: DestructionList) -> Printout:
    """Return the paper; the two persons stand on it as they decided, and sign it by hand."""
    desk = visit.desk
    pen = Pen(desk.books.texts, visit.language)
    office = desk.books.catalogue.office(kept.office)
    named = [(one, term_of(desk, one)) for one in kept.items]
    rows = [
        [str(nth), one.label, pen.words(term.title), pen.words(_closed(desk, kept.office, one))]
        for nth, (one, term) in enumerate(named, 1)
    ]
    rules = {term.id: term for _, term in named}.values()
    heads = [pen.say(f"retention.{name}") for name in ("nth", "what", "class", "closed_at")]
    blocks = [
        title(pen.say("retention.record_title"), pen.words(office.name)),
        fields(*_facts(visit, kept, pen)),
        pen.heading("retention.rules"),
        *(fields((pen.words(rule.title), _rule(pen, rule))) for rule in rules),
        pen.heading("retention.destroyed"),
        table((1, 4, 4, 4), heads, rows),
        pen.note("retention.how"),
        fields((pen.say("retention.first"), "…" * 20), (pen.say("retention.second"), "…" * 20)),
    ]
    foot = pen.say("retention.foot", digest=digest(kept.items))
    return pen.printout(pen.say("retention.record_title"), blocks, foot)


def _closed(desk: Desk, office: str, one: Due) -> Value:
    return Say("retention.day", {"at": local(desk, one.closed_at, office)})


def _rule(pen: Pen, rule: Term) -> str:
    return pen.say("retention.rule", years=rule.years, source=pen.source(rule.source, ""))


def _facts(visit: Visit, kept: DestructionList, pen: Pen) -> list[tuple[str, str]]:
    desk = visit.desk
    at = local(desk, kept.decided_at, kept.office)
    return [
        (pen.say("retention.number"), str(kept.id)),
        (pen.say("retention.when"), pen.words(at)),
        (pen.say("retention.count"), str(len(kept.items))),
        (pen.say("retention.first"), _post(desk, kept.made_by, kept.office, pen)),
        (pen.say("retention.second"), _post(desk, kept.decided_by, kept.office, pen)),
    ]


def _post(desk: Desk, person_id: int, office: str, pen: Pen) -> str:
    """Who decided, by post: officers' names are for staff, and leave with them."""
    now = int(desk.now.timestamp() * 1000)
    posts = sorted(role for at, role in people.posts(desk.tx, person_id, now) if at == office)
    roles = desk.books.catalogue.office(office).roles
    titles: list[Value] = [roles[role].title for role in posts if role in roles]
    shown: Value = titles[0] if titles else Say("role.administrator")
    return pen.words(shown if isinstance(shown, Words | Say) else "")
