"""What is recognised before and after the search: greetings, thanks, abuse, gibberish, orders."""

from re import compile as pattern

from faq.entry import Unknown
from faq.question import Kind, Question

_THANKS = frozenset({"terimakasih", "sukses", "sip", "mantap"})
_GREETING = pattern(
    r"^\W*(hal+o+|hai+|hi+|hello|hey|p+|ping|permisi|punten|(as+al.*mu.*)|pagi|siang|sore|malam|"
    r"selamat\s+(pagi|siang|sore|malam)|min+|admin|kak|pak|bu|tes|test|om swastiastu|salam)"
    r"(\W+(kak|pak|bu|min|admin|semua|wr|wb|warahmatullahi|wabarakatuh|bapak|ibu|mas|mbak))*\W*$"
)
_CODE = pattern(
    r"\$\{|\{\{|<\s*/?\s*(script|img|iframe)|--\s*$|=\s*'|\.\./|(drop|select|delete)\s+\w+\s"
)
_FORBIDDEN = ("abuse", "instruction")
_WHY = {
    "agency": Unknown.AGENCY,
    "place": Unknown.PLACE,
    "tender": Unknown.TENDER,
    "topic": Unknown.TOPIC,
    "chitchat": Unknown.CHITCHAT,
}


def veto(text: str, question: Question) -> Unknown | None:
    """Return why a text is no question for the search at all; None when it may be one."""
    if not question.letters:
        return Unknown.EMPTY if not text.strip() else Unknown.GIBBERISH
    for kind in _FORBIDDEN:
        if kind in question.foreign:
            return Unknown(kind)
    if _CODE.search(text.casefold()):
        return Unknown.INSTRUCTION
    if _GREETING.match(text.casefold()):
        return Unknown.GREETING
    if not question.words:
        return Unknown.THANKS if question.fillers & _THANKS else Unknown.GREETING
    kinds = [word.kind for word in question.words]
    if Kind.KNOWN not in kinds and Kind.FOREIGN not in kinds and Kind.UNKNOWN in kinds:
        return Unknown.GIBBERISH if Kind.EVERYDAY not in kinds else Unknown.UNCLEAR
    return None


def unknown_kind(question: Question) -> Unknown:
    """Return the kindest true reason for not knowing."""
    for name, why in _WHY.items():
        if name in question.foreign:
            return why
    return Unknown.UNCLEAR
