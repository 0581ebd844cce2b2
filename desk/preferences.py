"""`/pengaturan`: language, zone, quiet hours, and what may wait until the morning."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import conversations
from storage import preferences as kept_preferences
from storage.preferences import Preference

ZONES: Mapping[str, str] = {
    "wib": "Asia/Jakarta",
    "wita": "Asia/Makassar",
    "wit": "Asia/Jayapura",
    "office": "",
}
"""The zones by the words for them; "office": that of the office concerned."""
_ANY_ZONE = {zone: word for word, zone in ZONES.items()}
QUIET = ("20-6", "21-7", "22-8", "off")
"""The quiet hours that are offered; others are typed."""
_HOURS = re.compile(r"(\d{1,2})(?:[.:]00)?\s*(?:-|–|sampai|to)\s*(\d{1,2})(?:[.:]00)?")
EVENINGS = range(18, 24)
MORNINGS = range(4, 11)
_OFF = frozenset({"off", "mati", "tidak", "tanpa", "no", "none"})
_ON = frozenset({"on", "nyala", "hidup", "ya", "yes"})
_WAIT = frozenset({"morning", "pagi", "tunggu"})
_NOW = frozenset({"now", "segera", "langsung"})


def command(visit: Visit, words: str) -> Reply:
    """`/pengaturan`, `/pengaturan zona wita`, `… tenang 22-6`, `… kabar pagi`, `… dompet mati`."""
    what, _, rest = words.casefold().strip().partition(" ")
    topic = _TOPICS.get(what)
    if topic is None:
        return overview(visit)
    return choose(visit, f"{topic}.{rest.strip()}") if rest else ask(visit, topic)


def overview(visit: Visit, *says: Say) -> Reply:
    """Show what is set, and the ways to change it."""
    wish = kept_preferences.of(visit.desk.tx, visit.person.id)
    values: dict[str, Value] = {
        "language": Say(f"language.{visit.language.value}"),
        "zone": Say(f"settings.zone_{_ANY_ZONE.get(wish.zone, 'office')}"),
        "quiet": _hours(visit, wish),
        "news": Say("settings.news_morning" if wish.news_wait else "settings.news_now"),
        "wallet": Say("settings.wallet_on" if wish.wallet else "settings.wallet_off"),
    }
    rows = (
        (
            Button(Say("button.language"), "language"),
            Button(Say("settings.button_zone"), "settings", "zone"),
        ),
        (
            Button(Say("settings.button_quiet"), "settings", "quiet"),
            Button(Say("settings.button_news"), "settings", "news"),
        ),
        (Button(Say("settings.button_wallet"), "settings", "wallet"),),
        (Button(Say("button.menu"), "menu"),),
    )
    shown = card(*says, Say("settings.now", values), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _hours(visit: Visit, wish: Preference) -> Say:
    house = visit.desk.books.catalogue.reminders.quiet
    evening, morning = wish.quiet or (house.from_hour, house.until_hour)
    if evening == morning:
        return Say("settings.quiet_off")
    return Say("settings.quiet_hours", {"evening": f"{evening:02}", "morning": f"{morning:02}"})


def ask(visit: Visit, topic: str) -> Reply:
    """Ask one thing; each choice is a button, and can be typed."""
    options = OPTIONS.get(topic)
    if options is None:
        return overview(visit)
    rows = [(Button(_label(topic, option), "set", f"{topic}.{option}"),) for option in options]
    rows.append((Button(Say("button.back"), "settings", "", Style.PLAIN),))
    shown = card(Say(f"settings.ask_{topic}"), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _label(topic: str, option: str) -> Say:
    hours = _HOURS.fullmatch(option)
    if hours is not None:
        values: dict[str, Value] = {"evening": f"{int(hours[1]):02}", "morning": f"0{hours[2]}"}
        return Say("settings.quiet_hours", values)
    return Say(f"settings.{topic}_{option}")


OPTIONS: Mapping[str, tuple[str, ...]] = {
    "zone": tuple(ZONES),
    "quiet": QUIET,
    "news": ("now", "morning"),
    "wallet": ("on", "off"),
}
"""What is asked, and the choices there are."""


def choose(visit: Visit, chosen: str) -> Reply:
    """Keep one choice, pressed or typed; one that is not understood is told with an example."""
    topic, _, said = chosen.partition(".")
    wish = kept_preferences.of(visit.desk.tx, visit.person.id)
    reading = _READ.get(topic)
    new = None if reading is None else reading(wish, said)
    if new is None:
        asked = ask(visit, topic)
        unclear = card(Say("settings.unclear"), *asked.cards[0].says, rows=asked.cards[0].rows)
        return replace(asked, cards=(unclear,))
    kept_preferences.keep(visit.desk.tx, visit.person.id, new, visit.now)
    return overview(visit, Say("settings.kept"))


def _zone(wish: Preference, said: str) -> Preference | None:
    word = {"kantor": "office", "mengikuti kantor": "office"}.get(said, said)
    return replace(wish, zone=ZONES[word]) if word in ZONES else None


def _quiet(wish: Preference, said: str) -> Preference | None:
    if said in _OFF:
        return replace(wish, quiet=(0, 0))
    hours = _HOURS.fullmatch(said)
    if hours is None:
        return None
    evening, morning = int(hours[1]), int(hours[2])
    fits = evening in EVENINGS and morning in MORNINGS
    return replace(wish, quiet=(evening, morning)) if fits else None


def _news(wish: Preference, said: str) -> Preference | None:
    return replace(wish, news_wait=said in _WAIT) if said in _WAIT | _NOW else None


def _wallet(wish: Preference, said: str) -> Preference | None:
    return replace(wish, wallet=said in _ON) if said in _ON | _OFF else None


_READ: Mapping[str, Callable[[Preference, str], Preference | None]] = {
    "zone": _zone,
    "quiet": _quiet,
    "news": _news,
    "wallet": _wallet,
}
_TOPICS: Mapping[str, str] = {
    **dict.fromkeys(("zona", "zone", "waktu"), "zone"),
    **dict.fromkeys(("tenang", "senyap", "quiet"), "quiet"),
    **dict.fromkeys(("kabar", "news"), "news"),
    **dict.fromkeys(("dompet", "wallet"), "wallet"),
}
