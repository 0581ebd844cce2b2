"""`/kalender`: what a head of an office sees of its calendar, and how he changes it."""

from dataclasses import replace

from desk.calendars import recount, view
from desk.calendars.office import EntryKind, calendar, with_entries
from desk.calendars.words import Change, Removal, Unclear, read_wish
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import calendars, conversations, journal
from storage.calendars import Entry

HEADS = ("bureau_head", "division_head", "subdivision_head")
"""The roles that may change the calendar of their own office, the highest first."""
ADMINISTRATOR = "administrator"


def command(visit: Visit, words: str) -> Reply:
    """`/kalender [OFFICE] [tutup | buka | ramadan | hapus …]`."""
    mine = offices(visit)
    if not mine:
        return Reply((card(Say("calendar.heads_only")),))
    first, _, rest = words.strip().partition(" ")
    if first.casefold() in mine:
        office, wish = first.casefold(), rest.strip()
    elif len(mine) == 1:
        office, wish = mine[0], words.strip()
    else:
        return view.which(visit, mine)
    return change(visit, office, wish) if wish else view.show(visit, office)


def offices(visit: Visit) -> tuple[str, ...]:
    """Return the offices whose calendar a person may change now."""
    served = visit.desk.books.catalogue.served
    if visit.is_administrator:
        return tuple(sorted(served))
    own = {office for office, role in visit.posts if role in HEADS}
    return tuple(sorted(own & served))


def change(visit: Visit, office: str, words: str) -> Reply:
    """Understand a wished change, say what it would do, and ask for certainty."""
    wish = read_wish(words, view.today(visit, office))
    if isinstance(wish, Change):
        wish = _contradiction(visit, office, wish) or wish
    if isinstance(wish, Unclear):
        return view.how(visit, office, wish)
    if isinstance(wish, Removal):
        return ask_to_remove(visit, str(wish.entry_id))
    title = wish.title or visit.desk.books.texts.label(
        Say(f"calendar.title_{wish.kind}"), visit.language
    )
    entry = calendars.propose(
        visit.desk.tx,
        office,
        wish.kind,
        (wish.first, wish.last),
        wish.windows,
        title,
        wish.source,
        visit.person.id,
        visit.now,
    )
    return _ask(visit, entry, "calendar.ask", "calendar_yes", [*_entries(visit, office), entry])


def ask_to_remove(visit: Visit, arg: str) -> Reply:
    """Say what taking an entry out of force would do, and ask for certainty."""
    entry = _mine(visit, arg)
    if entry is None or entry.proposed or entry.removed:
        return Reply((card(Say("calendar.no_such_entry")),))
    if entry.last < view.today(visit, entry.office):
        return Reply((card(Say("calendar.over")),))
    left = [one for one in _entries(visit, entry.office) if one.id != entry.id]
    return _ask(visit, entry, "calendar.ask_remove", "calendar_drop", left)


def confirm(visit: Visit, arg: str) -> Reply:
    """Put a proposed entry into force, and count the open due times anew."""
    entry = _mine(visit, arg)
    if entry is None or not entry.proposed:
        return Reply((card(Say("calendar.no_such_entry")),))
    kind = EntryKind(entry.kind.removeprefix(calendars.PROPOSED))
    wish = Change(kind, entry.first, entry.last, entry.windows, entry.title, entry.source)
    stale = entry.first < view.today(visit, entry.office)
    against = Unclear("past") if stale else _contradiction(visit, entry.office, wish)
    if against is not None:
        return view.how(visit, entry.office, against)
    if not calendars.confirm(visit.desk.tx, entry, visit.now):
        return Reply((card(Say("calendar.no_such_entry")),))
    return _changed(visit, entry, "entered")


def remove(visit: Visit, arg: str) -> Reply:
    """Take an entry out of force, and count the open due times anew."""
    entry = _mine(visit, arg)
    if entry is None or entry.proposed:
        return Reply((card(Say("calendar.no_such_entry")),))
    if entry.last < view.today(visit, entry.office):
        return Reply((card(Say("calendar.over")),))
    if not calendars.remove(visit.desk.tx, entry.id, visit.person.id, visit.now):
        return Reply((card(Say("calendar.no_such_entry")),))
    return _changed(visit, entry, "removed")


def show(visit: Visit, office: str) -> Reply:
    """Show the calendar of an office whose button was pressed."""
    if office not in offices(visit):
        return Reply((card(Say("calendar.heads_only")),))
    return view.show(visit, office)


def _mine(visit: Visit, arg: str) -> Entry | None:
    """Return an entry of an office whose calendar the person may change."""
    entry = calendars.by_id(visit.desk.tx, int(arg)) if arg.isdecimal() else None
    return entry if entry is not None and entry.office in offices(visit) else None


def _entries(visit: Visit, office: str) -> list[Entry]:
    return list(calendars.in_force(visit.desk.tx, office))


def _contradiction(visit: Visit, office: str, wish: Change) -> Unclear | None:
    """One day is set by one entry only, and seasons do not overlap."""
    season = wish.kind is EntryKind.SEASON
    for entry in _entries(visit, office):
        alike = (entry.kind == EntryKind.SEASON) == season
        if alike and entry.first <= wish.last and wish.first <= entry.last:
            return Unclear("taken")
    for other in calendar(visit.desk, office).seasons if season else ():
        if other.first <= wish.last and wish.first <= other.last:
            return Unclear("season_taken")
    return None


def _ask(visit: Visit, entry: Entry, key: str, action: str, entries: list[Entry]) -> Reply:
    """The question before a change: it says how many due times it will move."""
    plain = [replace(one, kind=one.kind.removeprefix(calendars.PROPOSED)) for one in entries]
    then = with_entries(visit.desk.books.catalogue, entry.office, plain)
    count, exact = recount.would_move(visit.desk, entry.office, then)
    moves = Say("calendar.moves" if exact else "calendar.moves_at_least", {"count": count})
    values: dict[str, Value] = {**view.told(visit, entry), "moves": moves}
    rows = (
        (Button(Say("calendar.button_yes"), action, str(entry.id), Style.DANGER),),
        (Button(Say("button.no"), "calendar", entry.office),),
    )
    return Reply((card(Say(key, values), rows=rows),), at=conversations.NOWHERE)


def _changed(visit: Visit, entry: Entry, deed: str) -> Reply:
    desk = visit.desk
    data = {
        "cause": deed,
        "entry": entry.id,
        "kind": entry.kind.removeprefix(calendars.PROPOSED),
        "first": entry.first.isoformat(),
        "last": entry.last.isoformat(),
    }
    written = journal.write(
        desk.tx,
        entry.office,
        "calendar_changed",
        desk.now,
        actor_id=visit.person.id,
        role=_role(visit, entry.office),
        data=data,
    )
    moved = recount.begin(desk, entry.office, entry.id, written)
    done = Say(f"calendar.{deed}", {**view.told(visit, entry), "count": moved})
    return view.show(visit, entry.office, done)


def _role(visit: Visit, office: str) -> str:
    """Return the role in which a person changes a calendar."""
    return next((role for role in HEADS if (office, role) in visit.posts), ADMINISTRATOR)
