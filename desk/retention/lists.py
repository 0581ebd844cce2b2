"""`/pemusnahan`: dry run, a list, a second person's word, the destruction and its record."""

from collections.abc import Callable, Mapping, Sequence

from desk import pushes
from desk.printing.drafts import sending
from desk.printing.pen import file_name
from desk.retention import due, record
from desk.retention.rights import offices, responsible, role_of
from desk.tickets import local
from desk.visit import Reply, Visit, card
from flows.say import Button, Say, Style, Value
from storage import conversations, journal, retention, shredding
from storage.retention import DestructionList, Due, Sort

_YEAR = 365 * 86_400_000
"""Milliseconds after which somebody of whom nothing is kept is forgotten."""


def command(visit: Visit, words: str) -> Reply:
    """`/pemusnahan [KANTOR]`, `buat [KANTOR]`, `setuju 3`, `batal 3`, `acara 3`."""
    mine = offices(visit)
    if not mine:
        return _say("retention.not_entitled")
    verb, _, rest = words.casefold().strip().partition(" ")
    order = _ORDERS.get(verb)
    if order is not None and rest.strip().isdecimal():
        return order(visit, rest.strip())
    if verb in ("buat", "make"):
        return _of_one(visit, rest.strip(), make)
    return _of_one(visit, verb, dry_run)


def _of_one(visit: Visit, office: str, order: Callable[[Visit, str], Reply]) -> Reply:
    """Do something for the office named, or for the only one there is."""
    mine = offices(visit)
    if office in mine:
        return order(visit, office)
    if len(mine) == 1:
        return order(visit, mine[0])
    rows = [(Button(Say("retention.office", {"office": one}), "destroy_of", one),) for one in mine]
    shown = card(Say("retention.which_office"), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _say(key: str, **values: Value) -> Reply:
    return Reply((card(Say(key, values)),))


def dry_run(visit: Visit, office: str) -> Reply:
    """Show what would be listed, class by class; nothing is changed."""
    if office not in offices(visit):
        return _say("retention.not_entitled")
    found = due.classes(visit.desk, office)
    lines = tuple(_class_line(visit, office, one) for one in found)
    values: dict[str, Value] = {
        "office": visit.desk.books.catalogue.office(office).name,
        "lines": lines,
    }
    rows: list[tuple[Button, ...]] = []
    if any(one.due for one in found):
        rows.append((Button(Say("retention.make"), "destroy_make", office, Style.PRIMARY),))
    for kept in retention.lists_of(visit.desk.tx, office):
        key = "retention.open_list" if kept.state == "proposed" else "retention.record"
        action = "destroy_list" if kept.state == "proposed" else "destroy_record"
        rows.append((Button(Say(key, {"list": kept.id}), action, str(kept.id)),))
    shown = card(Say("retention.dry_run", values), rows=rows)
    return Reply((shown,), at=conversations.NOWHERE, numbered=True)


def _class_line(visit: Visit, office: str, one: due.Class) -> Say:
    values: dict[str, Value] = {
        "title": one.term.title,
        "years": one.term.years,
        "count": len(one.due),
        "held": one.held,
        "source": one.term.source.document,
        "confirmed": Say("retention.confirmed" if one.term.confirmed else "retention.assumed"),
    }
    if not one.due:
        return Say("retention.class_none", values)
    values["oldest"] = local(visit.desk, one.due[0].closed_at, office)
    return Say("retention.class_line", values)


def make(visit: Visit, office: str) -> Reply:
    """Make a list of what is due and ask for the second person."""
    if office not in offices(visit):
        return _say("retention.not_entitled")
    items = due.all_due(visit.desk, office)
    if not items:
        return dry_run(visit, office)
    made = retention.make_list(visit.desk.tx, office, items, visit.person.id, visit.now)
    entry = _journal(visit, office, "destruction_proposed", made, items)
    kept = retention.list_of(visit.desk.tx, made)
    assert kept is not None
    others = [one for one in responsible(visit.desk, office) if one.id != visit.person.id]
    row = (Button(Say("retention.open_list", {"list": made}), "destroy_list", str(made)),)
    for person in others:
        say = Say("retention.asks_second", {"list": made, "count": len(items)})
        pushes.push(visit.desk, person, (say,), f"journal:{entry}:second", rows=(row,))
    return _shown(visit, kept, Say("retention.waits", {"list": made, "others": len(others)}))


def _journal(visit: Visit, office: str, kind: str, which: int, items: Sequence[Due]) -> int:
    data = {"list": which, "count": len(items), "digest": record.digest(items)}
    return journal.write(
        visit.desk.tx,
        office,
        kind,
        visit.desk.now,
        actor_id=visit.person.id,
        role=role_of(visit, office),
        data=data,
    )


def _mine(visit: Visit, which: str) -> DestructionList | None:
    kept = retention.list_of(visit.desk.tx, int(which))
    return kept if kept is not None and kept.office in offices(visit) else None


def show(visit: Visit, which: str) -> Reply:
    """Show a list: to its second person with the way to agree."""
    kept = _mine(visit, which)
    return _say("retention.unknown") if kept is None else _shown(visit, kept)


def _shown(visit: Visit, kept: DestructionList, *says: Say) -> Reply:
    if kept.state != "proposed":
        return _say("retention.decided", list=kept.id)
    lines = tuple(record.line(visit.desk, kept.office, nth, one)
                  for nth, one in enumerate(kept.items, 1))  # fmt: skip
    listed = Say("retention.list", {"list": kept.id, "count": len(lines), "lines": lines})
    rows: list[tuple[Button, ...]] = []
    if kept.made_by != visit.person.id:
        rows.append((Button(Say("retention.agree"), "destroy_agree", str(kept.id), Style.DANGER),))
    rows.append((Button(Say("retention.drop"), "destroy_drop", str(kept.id)),))
    return Reply((card(*says, listed, rows=rows),), at=conversations.NOWHERE, numbered=True)


def agree(visit: Visit, which: str) -> Reply:
    """Ask the second person once more: this cannot be undone."""
    kept = _mine(visit, which)
    if kept is None:
        return _say("retention.unknown")
    if kept.made_by == visit.person.id:
        return _shown(visit, kept, Say("retention.not_yourself"))
    if kept.state != "proposed":
        return _say("retention.decided", list=kept.id)
    rows = (
        (Button(Say("retention.agree_yes"), "destroy_yes", str(kept.id), Style.DANGER),),
        (Button(Say("button.no"), "destroy_list", str(kept.id)),),
    )
    sure = Say("retention.sure", {"list": kept.id, "count": len(kept.items)})
    return Reply((card(sure, rows=rows),), at=conversations.NOWHERE)


def destroy(visit: Visit, which: str) -> Reply:
    """Destroy what is on a list and still due; what was held or touched since stays."""
    kept = _mine(visit, which)
    if kept is None:
        return _say("retention.unknown")
    if kept.made_by == visit.person.id:
        return _shown(visit, kept, Say("retention.not_yourself"))
    still = {(one.sort, one.id, one.item) for one in due.all_due(visit.desk, kept.office)}
    going = [one for one in kept.items if (one.sort, one.id, one.item) in still]
    tx = visit.desk.tx
    if not retention.decide(tx, kept, "done", going, visit.person.id, visit.now):
        return _say("retention.decided", list=kept.id)
    for one in going:
        _shred(visit, one)
    entry = _journal(visit, kept.office, "records_destroyed", kept.id, going)
    row = (Button(Say("retention.record", {"list": kept.id}), "destroy_record", str(kept.id)),)
    done = Say("retention.done", {"list": kept.id, "count": len(going),
                                  "left": len(kept.items) - len(going)})  # fmt: skip
    for person in responsible(visit.desk, kept.office):
        if person.id == kept.made_by:
            pushes.push(visit.desk, person, (done,), f"journal:{entry}:done", rows=(row,))
    reply = give_record(visit, which)
    return Reply((card(done, rows=(row,)),), extra=reply.extra)


def _shred(visit: Visit, one: Due) -> None:
    tx = visit.desk.tx
    if one.sort is Sort.GUEST:
        shredding.shred_guest(tx, one.id)
    elif one.sort is Sort.DOCUMENT:
        shredding.shred_document(tx, one.id, one.item, visit.now)
    else:
        owner = shredding.owner_of(tx, one.id)
        shredding.shred_ticket(tx, one.id, visit.now)
        if shredding.last_seen(tx, owner) < visit.now - _YEAR:
            shredding.shred_person(tx, owner)


def drop(visit: Visit, which: str) -> Reply:
    """Give a list up; nothing was destroyed."""
    kept = _mine(visit, which)
    if kept is None:
        return _say("retention.unknown")
    if not retention.decide(
        visit.desk.tx, kept, "dropped", kept.items, visit.person.id, visit.now
    ):
        return _say("retention.decided", list=kept.id)
    _journal(visit, kept.office, "destruction_dropped", kept.id, kept.items)
    return _say("retention.dropped", list=kept.id)


def give_record(visit: Visit, which: str) -> Reply:
    """Send the record of a destruction (berita acara) as a PDF."""
    kept = _mine(visit, which)
    if kept is None or kept.state != "done":
        return _say("retention.unknown")
    said = Say("retention.record_caption", {"list": kept.id})
    name = file_name("berita acara pemusnahan", str(kept.id))
    sent = sending(visit, record.printout(visit, kept), said, name)
    about = Say("retention.record_sent", {"list": kept.id, "count": len(kept.items)})
    return Reply((card(about),), extra=(sent,))


_ORDERS: Mapping[str, Callable[[Visit, str], Reply]] = {
    **dict.fromkeys(("setuju", "agree"), agree),
    **dict.fromkeys(("batal", "drop"), drop),
    **dict.fromkeys(("acara", "record"), give_record),
    **dict.fromkeys(("daftar", "list"), show),
}
