"""Plays a transcript by the rules alone: no desk, no database, no Telegram."""

from desk.complaints.start import start_label
from desk.visit import spoken
from flows.chain import act
from flows.filing import is_late
from flows.hear import begin, hear
from flows.heard import Heard, HeardKind, Paper
from flows.intake import Intake, Outcome, Turn
from flows.moves import submitted
from flows.say import Audience, Card, Notice
from flows.standard import Action, Standard
from flows.whereabouts import Actor, Deed, Refused, Whereabouts, holder
from flows.words import Language
from tests.house import START
from tests.people import OFFICERS, PEOPLE
from tests.transcripts import transcript
from tests.transcripts.transcript import Outcome as Came
from texts.render import Texts

_WORDS = {
    "kembali": HeardKind.BACK,
    "back": HeardKind.BACK,
    "lanjut": HeardKind.NEXT,
    "next": HeardKind.NEXT,
    "lewati": HeardKind.SKIP,
    "skip": HeardKind.SKIP,
}


class FlowsDriver:
    """One applicant's intake, then the chain of one ticket."""

    def __init__(self, standard: Standard, texts: Texts) -> None:
        self._standard = standard
        self._texts = texts
        self._applicant = ""
        self._intake = Intake("")
        self._cards: tuple[Card, ...] = ()
        self._at: Whereabouts | None = None
        self._papers = 0
        self._prints: dict[str, str] = {}

    def play(self, turn: transcript.Turn) -> Came | None:
        """Do one turn of the intake or of the chain."""
        if self._at is not None:
            return self._deed(turn, self._at) if turn.does else None
        if not self._applicant:
            return self._begin(turn)
        return self._heard(turn) if turn.who == self._applicant else None

    # The intake

    def _begin(self, turn: transcript.Turn) -> Came | None:
        language = Language(PEOPLE[turn.who].language)
        label = spoken(self._texts.label(start_label(self._standard.kind), language))
        if spoken(turn.presses or turn.says) != label:
            return None
        self._applicant = turn.who
        return self._took(begin(self._standard))

    def _heard(self, turn: transcript.Turn) -> Came | None:
        if turn.hands:
            return self._took(hear(self._standard, self._intake, self._paper(turn)))
        if turn.sends:
            other = Heard(HeardKind.OTHER, turn.sends)
            return self._took(hear(self._standard, self._intake, other))
        heard = self._pressed(turn.presses or turn.says)
        return None if heard is None else self._took(hear(self._standard, self._intake, heard))

    def _pressed(self, words: str) -> Heard | None:
        """The button of the last card, else the text; None for what only the desk answers."""
        said = spoken(words)
        buttons = [button for one in self._cards for row in one.rows for button in row]
        for button in buttons:
            if spoken(self._texts.label(button.label, self._language)) == said:
                known = button.action in set(HeardKind)
                return Heard(HeardKind(button.action), button.arg) if known else None
        if said in _WORDS:
            return Heard(_WORDS[said])
        return Heard(HeardKind.TEXT, words)

    def _paper(self, turn: transcript.Turn) -> Heard:
        self._papers += 1
        kind, _, name = turn.hands.partition(" ")
        fingerprint = self._prints.get(turn.same_as, str(self._papers))
        self._prints[name] = fingerprint
        media_type, pages = ("application/pdf", 3) if kind == "pdf" else ("image/jpeg", 1)
        paper = Paper(str(self._papers), media_type, name, pages, 1_000, fingerprint, turn.album)
        return Heard(HeardKind.PAPER, paper=paper)

    def _took(self, turn: Turn) -> Came:
        self._intake = turn.intake
        self._cards = tuple(card for card in turn.cards if card.rows) or self._cards
        if turn.outcome is Outcome.SUBMITTED:
            office, told = self._standard.office, turn.intake.answers
            late = is_late(self._standard.filing, told, START.date())
            move = submitted(self._standard, office, told.get("desk_office", ""), late=late)
            self._at = move.to
            return Came(None, None, self._told(move.notices))
        says = [say for card in turn.cards for say in card.says]
        text = "\n\n".join(self._texts.plain(say, self._language) for say in says)
        labels = [
            self._texts.label(button.label, self._language)
            for card in turn.cards
            for row in card.rows
            for button in row
        ]
        return Came(text, tuple(labels), {})

    @property
    def _language(self) -> Language:
        return Language(PEOPLE[self._applicant].language)

    # The chain

    def _deed(self, turn: transcript.Turn, at: Whereabouts) -> Came:
        name, _, rest = turn.does.partition(" ")
        target = rest.removeprefix("to ") if rest.startswith("to ") else ""
        deed = Deed(Action(name), target, "karena", "" if target else rest)
        if name in {Action.WAIVE, Action.REQUIRE}:
            deed = Deed(Action(name), rest, "karena", evidence="bukti", attested=True)
        move = act(self._standard, at, deed, self._actor(turn.who))
        if turn.refused:
            assert isinstance(move, Refused), f"{turn}: not refused"
            assert move.code == turn.refused, f"{turn}: refused with {move.code}"
            return Came(None, None, {})
        assert not isinstance(move, Refused), f"{turn}: refused with {move}"
        before, self._at = at, move.to
        told = self._told(move.notices, before)
        return Came(None, None, {who: text for who, text in told.items() if who != turn.who})

    def _actor(self, who: str) -> Actor:
        if who == self._applicant:
            return Actor(PEOPLE[who].id, frozenset(), owner=True)
        officer = OFFICERS[who]
        return Actor(officer.id, frozenset({(officer.office, officer.role)}))

    def _told(
        self, notices: tuple[Notice, ...], before: Whereabouts | None = None
    ) -> dict[str, str | None]:
        """Return the people a move tells; what they are told is for the desk to fill in."""
        assert self._at is not None
        told: dict[str, str | None] = {}
        for notice in notices:
            if notice.to is Audience.APPLICANT:
                told[self._applicant] = None
            elif notice.to is Audience.CLAIMER and before is not None and before.claimed_by:
                told |= {
                    name: None for name, one in OFFICERS.items() if one.id == before.claimed_by
                }
            else:
                post = holder(self._standard, self._at)
                told |= {
                    name: None for name, one in OFFICERS.items() if (one.office, one.role) == post
                }
        return told
