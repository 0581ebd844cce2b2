"""The fields of an answer: what a typed text makes of each, or what is wrong with it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.checks import Checked, check
from flows.masking import masked
from flows.say import Say
from flows.words import Words
from storage.answers import Content

FEWEST, MOST_PHRASINGS = 3, 12
LONGEST_PHRASING = 120
LONGEST = 1_500
_SKIP = frozenset({"lewati", "skip", "-"})
_FOREVER = frozenset({"-", "selalu", "always", "tanpa batas"})
_UNTIL = (" sampai ", " hingga ", " s.d. ", " until ")


def draft_of(text: str, answer: str) -> Content:
    """Return what an answer made of a case begins with: nothing of a person is in it."""
    short, _, details = masked(answer).partition("\n\n")
    title = masked(text)[:LONGEST_PHRASING]
    return Content(
        Words(title, title),
        Words(short[:LONGEST], short[:LONGEST]),
        Words(details[:LONGEST], details[:LONGEST]),
        (),
    )


def _phrasings(content: Content, text: str) -> Content | Say:
    found = tuple(dict.fromkeys(one.strip(" •-\t") for one in text.split("\n")))
    found = tuple(one for one in found if one)
    fits = all(5 <= len(one) <= LONGEST_PHRASING for one in found)
    if not FEWEST <= len(found) <= MOST_PHRASINGS or not fits:
        return Say("faq.wrong_ask", {"least": FEWEST, "most": MOST_PHRASINGS})
    first = found[0][:1].upper() + found[0][1:]
    title = content.title if content.title.id else Words(first, first)
    return replace(content, phrasings=found, title=title)


def _title(content: Content, text: str) -> Content | Say:
    if not 3 <= len(text) <= LONGEST_PHRASING or "\n" in text:
        return Say("faq.wrong_title", {"most": LONGEST_PHRASING})
    return replace(content, title=Words(text, text))


def _answer(content: Content, text: str) -> Content | Say:
    if not 10 <= len(text) <= LONGEST:
        return Say("faq.wrong_answer", {"most": LONGEST})
    short, _, details = text.partition("\n\n")
    untranslated = content.short.en in ("", content.short.id)
    english = (short, details) if untranslated else (content.short.en, content.details.en)
    return replace(content, short=Words(short, english[0]), details=Words(details, english[1]))


def _english(content: Content, text: str) -> Content | Say:
    if text.casefold() in _SKIP:
        return content
    if not 10 <= len(text) <= LONGEST:
        return Say("faq.wrong_answer", {"most": LONGEST})
    short, _, details = text.partition("\n\n")
    return replace(
        content,
        short=Words(content.short.id, short),
        details=Words(content.details.id, details or content.details.id),
    )


def _source(content: Content, text: str) -> Content | Say:
    if not 3 <= len(text) <= LONGEST_PHRASING or "\n" in text:
        return Say("faq.wrong_title", {"most": LONGEST_PHRASING})
    return replace(content, source=text)


def _validity(content: Content, text: str) -> Content | Say:
    if text.casefold() in _FOREVER:
        return replace(content, valid_from="", valid_until="")
    padded = f" {text.casefold()}"
    found = next((word for word in _UNTIL if word in padded), "")
    first, _, last = padded.partition(found) if found else (padded, "", "")
    days = [_day(one) if one.strip() else "" for one in (first, last)]
    if None in days or (days[0] and days[1] and str(days[1]) < str(days[0])):
        return Say("faq.wrong_valid")
    return replace(content, valid_from=days[0] or "", valid_until=days[1] or "")


def _day(text: str) -> str | None:
    found = check("date", text)
    return found.value if isinstance(found, Checked) else None


FIELDS: Mapping[str, Callable[[Content, str], Content | Say]] = {
    "ask": _phrasings,
    "title": _title,
    "answer": _answer,
    "english": _english,
    "source": _source,
    "valid": _validity,
}
"""By name: each takes what the answer says and a clean text, and returns what it says now."""
