"""What a service is made of: the typed shape of a standard, as `standards/` loads it from TOML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flows.filing import Filing
from flows.forms import PrintedForm
from flows.words import Words

APPLICANT = "applicant"
DESK_OFFICE = "desk"
"""As a step's office: the applicant's own LPSE (`ticket.desk_office`)."""
DESK_QUESTION = "desk_office"
"""The question that asks for the applicant's own LPSE; its options are offices."""


class TicketKind(StrEnum):
    """What a numbered case is (glossary: perkara bernomor)."""

    APPLICATION = "application"
    PROBLEM = "problem"
    COMPLAINT = "complaint"
    REQUEST = "request"


class State(StrEnum):
    """The public status of a ticket (glossary, "Status labels -> state names")."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    VERIFYING = "verifying"
    NEEDS_COMPLETION = "needs_completion"
    AWAITING_VISIT = "awaiting_visit"
    AWAITING_DISPOSITION = "awaiting_disposition"
    IN_PROGRESS = "in_progress"
    FORWARDED_TO_LKPP = "forwarded_to_lkpp"
    AWAITING_REPORTER = "awaiting_reporter"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    DONE = "done"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Action(StrEnum):
    """What may be done to a ticket: first the officers' verbs, then the applicant's."""

    FORWARD = "forward"
    DISPOSE = "dispose"
    RETURN = "return"
    REJECT = "reject"
    FINISH = "finish"
    ESCALATE = "escalate"
    DE_ESCALATE = "de_escalate"
    ASK = "ask"
    WAIVE = "waive"
    REQUIRE = "require"
    ARCHIVE = "archive"
    NOTE = "note"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    COMPLETE = "complete"
    ANSWER = "answer"
    CONFIRM = "confirm"
    DISPUTE = "dispute"
    REOPEN = "reopen"
    CANCEL = "cancel"


class ClockKind(StrEnum):
    """The four ways the regulations count time."""

    WORKING_MINUTES = "working_minutes"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    CLOCK_HOURS = "clock_hours"


class Bound(StrEnum):
    """What a time standard promises: "paling lambat", "kurang lebih", "minimal"."""

    AT_MOST = "at_most"
    ABOUT = "about"
    AT_LEAST = "at_least"


class ClockStart(StrEnum):
    """The event that starts a clock; a step's own clock starts when the step receives the file."""

    SUBMITTED = "submitted"
    COMPLETE = "complete"
    RECEIVED = "received"


class OnReturn(StrEnum):
    """What a clock does while the applicant owes something."""

    CONTINUE = "continue"
    RESTART = "restart"


class AskKind(StrEnum):
    """What kind of answer an item of the intake wants."""

    TEXT = "text"
    CHOICE = "choice"
    DOCUMENT = "document"


class Form(StrEnum):
    """In which form a document must be shown at the desk, as the source says it."""

    ORIGINAL = "original"
    ORIGINAL_AND_COPY = "original_and_copy"
    COPY = "copy"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: the document and its article, annex number or row."""

    document: str
    article: str


@dataclass(frozen=True, slots=True)
class Component:
    """One of the 14 standard components (Perwali 67/2018 art. 5); `absent`: not in the source.

    `free`, of the fee: the service costs nothing.
    """

    text: Words
    article: str
    absent: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureLine:
    """One printed line of the procedure, and the step of the chain that carries it out."""

    number: str
    actor: str
    text: Words
    step: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice; `stay` is said instead of moving on (for example "not registered yet").

    `warning` is a code of `OPTION_WARNINGS` that staff are shown when it was chosen.
    """

    id: str
    title: Words
    stay: Words | None = None
    warning: str = ""


OPTION_WARNINGS = frozenset({"signature_pending"})
"""What the choice of an option can warn staff of."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One item of the intake: a question or a document, asked while `when` holds.

    `by_law`: a law demands it, so that no discretion (Perwali 67/2018 art. 6) can waive it.
    With `at`, a step's id, it is no part of the intake: the applicant may hand it in while the
    case is at that step; with `repeat` as often as needed, each time one more.
    `same_as` and `differs_from` name an earlier question whose answer this one must repeat, or
    must not repeat.
    `matter`: of a complaint, staff who do not handle complaints may read this answer and no other.
    """

    id: str
    kind: AskKind
    title: Words
    question: Words
    article: str
    when: Mapping[str, frozenset[str]]
    check: str = ""
    example: Words | None = None
    options: tuple[Option, ...] = ()
    any_of: tuple[Option, ...] = ()
    form: Form = Form.UPLOAD
    in_force: bool = False
    optional: bool = False
    note: Words | None = None
    by_law: bool = False
    at: str = ""
    repeat: bool = False
    same_as: str = ""
    differs_from: str = ""
    matter: bool = False

    @property
    def brought(self) -> bool:
        """Whether the paper itself must be shown at the desk; a mere copy can be sent."""
        shown = {Form.ORIGINAL, Form.ORIGINAL_AND_COPY}
        return self.kind is AskKind.DOCUMENT and self.form in shown


@dataclass(frozen=True, slots=True)
class Clock:
    """A time standard: `amount` counted in `kind`, from `start`.

    `on_return` and `on_ask` say whether a returned file, or an answered data request, lets it go
    on where it stood or begins it anew. `exempt` are the reasons (`flows.pauses`) for which the
    source lets an officer pause it. An `inner` clock warns staff only: it promises nothing.
    `title` names it where a service has several times. A `guarantee` is promised on a condition
    beside the time standard: it is told and measured, but it is not the deadline.
    """

    id: str
    kind: ClockKind
    amount: int
    bound: Bound
    start: ClockStart
    on_return: OnReturn
    article: str
    told: Words
    exempt: tuple[str, ...] = ()
    on_ask: OnReturn = OnReturn.CONTINUE
    inner: bool = False
    title: Words | None = None
    guarantee: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the chain: who holds the file, what that role may do, and its own time.

    `may` maps an action to the steps it can lead to; an empty tuple means that the action names
    no step (the file stays, ends, or comes back to this step). While the file lies here the
    service's `pauses_clocks` stand still (another office has it); once it is passed on, its
    `ends_clocks` end for good. `external` is the office that really works on it and is not served
    here: whoever passed the file on records its answers (`flows/external`). `applicant_may` are
    the actions of `may` that the applicant may do here as well.
    `answers`: whoever ends the work here writes an answer, which the applicant is told. `late`:
    only files that were filed too late come here, and they cannot go round it.
    `registers_letter`: the letter is entered in the register before the file goes on. `apart`:
    whoever recorded the case for somebody else does not approve it here (`flows/duties`).
    `offers_survey`: the satisfaction survey is offered here already, not only after the end.
    """

    id: str
    role: str
    state: State
    title: Words
    may: Mapping[Action, tuple[str, ...]]
    labels: Mapping[Action, Words]
    article: str
    office: str = ""
    clock: Clock | None = None
    declares_complete: bool = False
    sees_originals: bool = False
    hands_over: tuple[str, ...] = ()
    ends_clocks: tuple[str, ...] = ()
    pauses_clocks: tuple[str, ...] = ()
    output: Words | None = None
    external: str = ""
    applicant_may: tuple[Action, ...] = ()
    answers: bool = False
    late: bool = False
    registers_letter: bool = False
    apart: bool = False
    offers_survey: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What the source prints beside the 14 components: warnings, related procedures, records."""

    title: Words
    text: Words
    article: str = ""


@dataclass(frozen=True, slots=True)
class Standard:
    """One service standard, complete: everything Loket knows about a service.

    `version` is the SHA-256 of the canonical content; drafts and tickets pin one.
    `closes` is "officer", or "reporter" where the reporter confirms the end. `discretion` is the
    role of its office that may waive or add a requirement (Perwali 67/2018 art. 6), "" if none.
    `family` is the id of the shared file it is made of, "" if it has a file of its own; `filing`
    limits when it may be filed; `complete_within` are the calendar days an applicant has to
    complete a returned file before it lapses (0: those of reminders.toml).
    """

    id: str
    office: str
    kind: TicketKind
    on: bool
    valid_from: date | None
    title: Words
    words: tuple[str, ...]
    source: Source
    who: Words
    components: Mapping[str, Component]
    procedure: tuple[ProcedureLine, ...]
    asks: tuple[Ask, ...]
    steps: tuple[Step, ...]
    clocks: tuple[Clock, ...]
    forms: tuple[PrintedForm, ...]
    closes: str
    try_first: Words | None
    bring: Words | None
    version: str
    remarks: tuple[Remark, ...] = ()
    discretion: str = ""
    family: str = ""
    filing: Filing | None = None
    complete_within: int = 0

    @property
    def promises(self) -> tuple[Clock, ...]:
        """The clocks whose end is told: the service's own, or, if it has none, its steps'."""
        of_steps = (step.clock for step in self.steps if step.clock is not None)
        return self.told_clocks or tuple(of_steps)

    def ask(self, ask_id: str) -> Ask:
        """Return the item `ask_id`; KeyError if the standard has none."""
        for ask in self.asks:
            if ask.id == ask_id:
                return ask
        raise KeyError(ask_id)

    def asks_at(self, step_id: str) -> tuple[Ask, ...]:
        """Return what the applicant may hand in while the case is at a step."""
        return tuple(ask for ask in self.asks if ask.at == step_id)

    @property
    def told_clocks(self) -> tuple[Clock, ...]:
        """The times of the service that the applicant is told."""
        return tuple(clock for clock in self.clocks if not clock.inner)

    def step(self, step_id: str) -> Step:
        """Return the step `step_id`; KeyError if the chain has none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)


DELIVERY_COMPONENTS = (
    "requirements",
    "procedure",
    "time_standard",
    "fee",
    "product",
    "complaints",
)
"""The six components of service delivery, in the order of Perwali 67/2018 art. 5(1)a."""

INTERNAL_COMPONENTS = (
    "legal_basis",
    "facilities",
    "officer_competence",
    "internal_oversight",
    "officer_count",
    "service_guarantee",
    "safety_guarantee",
    "performance_evaluation",
)
"""The eight internal components, in the order of Perwali 67/2018 art. 5(1)b."""
