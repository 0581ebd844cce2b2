"""Small standards for the tests of the rules: an intake with everything in it, a long chain."""

from datetime import date

from flows.heard import Heard, HeardKind, Paper
from flows.standard import (
    DESK_OFFICE,
    Action,
    Ask,
    AskKind,
    Form,
    Option,
    Source,
    Standard,
    State,
    Step,
    TicketKind,
)
from flows.words import Words


def words(text):
    return Words(text, f"{text} (en)")


def option(name, stay=None):
    return Option(name, words(name), None if stay is None else words(stay))


def ask(name, kind=AskKind.TEXT, *, when=None, **more):
    needed = {item: frozenset(values) for item, values in (when or {}).items()}
    return Ask(name, kind, words(name), words(f"{name}?"), "art. 1", needed, **more)


def step(name, role, state, may, **more):
    reads = {Action(action): tuple(targets) for action, targets in may.items()}
    return Step(name, role, State(state), words(name), reads, {}, "art. 1", **more)


def standard(*asks: Ask, steps=(), office="banjarmasin", closes="officer"):
    return Standard(
        id="little",
        office=office,
        kind=TicketKind.APPLICATION,
        on=True,
        valid_from=date(2020, 1, 1),
        title=words("Little"),
        who=words("Everybody"),
        source=Source("Document", "art. 1"),
        words=(),
        components={},
        procedure=(),
        asks=asks,
        steps=steps or (step("receive", "lpse_helpdesk", "received", {"finish": []}),),
        clocks=(),
        forms=(),
        closes=closes,
        try_first=None,
        bring=None,
        version="v1",
    )


INTAKE = standard(
    ask("ready", AskKind.CHOICE, options=(option("yes"), option("no", stay="Register first."))),
    ask("name", check="name", example=words("Siti Rahmawati")),
    ask("form", AskKind.CHOICE, options=(option("pt"), option("individual"))),
    ask("tax_number", check="npwp"),
    ask("nickname", check="name", optional=True),
    ask("card", AskKind.DOCUMENT, form=Form.ORIGINAL_AND_COPY),
    ask("licence", AskKind.DOCUMENT, any_of=(option("siup"), option("nib"))),
    ask("deed", AskKind.DOCUMENT, when={"form": ["pt"]}, note=words("All pages.")),
    ask("amended", AskKind.CHOICE, options=(option("yes"), option("no")), when={"form": ["pt"]}),
    ask("amendment", AskKind.DOCUMENT, when={"amended": ["yes"]}),
)
"""Every kind of item: choice with a stay, checked text, optional, document, any-of, conditions."""

SUPPORT = standard(
    ask("problem", check="title"),
    office="lkpp",
    closes="reporter",
    steps=(
        step(
            "helpdesk",
            "lpse_helpdesk",
            "received",
            {"finish": ["receipt"], "escalate": ["admin"], "ask": [], "note": []},
            office=DESK_OFFICE,
        ),
        step(
            "admin",
            "lpse_admin",
            "in_progress",
            {"finish": ["receipt"], "escalate": ["lkpp"], "de_escalate": ["helpdesk"], "ask": []},
            office=DESK_OFFICE,
        ),
        step(
            "lkpp",
            "lkpp_helpdesk",
            "forwarded_to_lkpp",
            {
                "finish": ["receipt"],
                "escalate": ["technical"],
                "de_escalate": ["admin", "helpdesk"],
                "ask": [],
            },
        ),
        step(
            "technical",
            "lkpp_technical_team",
            "forwarded_to_lkpp",
            {"finish": ["receipt"], "de_escalate": ["lkpp"]},
        ),
        step(
            "receipt",
            "applicant",
            "awaiting_confirmation",
            {"confirm": [], "dispute": ["helpdesk"]},
        ),
    ),
)
"""Four levels in two offices, like the LKPP's problem tickets: the reporter closes."""

_papers = iter(range(1, 10**9))


def paper(*, fingerprint="", album="", photo=False, pages=1):
    number = next(_papers)
    media_type = "image/jpeg" if photo else "application/pdf"
    return Paper(str(number), media_type, "x", pages, 100, fingerprint or f"print {number}", album)


def text(said):
    return Heard(HeardKind.TEXT, said)


def handed(one):
    return Heard(HeardKind.PAPER, paper=one)


def did(kind, value=""):
    return Heard(HeardKind(kind), value)
