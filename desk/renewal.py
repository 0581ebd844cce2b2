"""Drafts begun under an older standard: their owner is told, and asked how to go on."""

from dataclasses import replace

from desk import pushes
from desk.desk import Desk
from desk.sweeps.quiet import after_quiet
from desk.versions import pinned
from desk.visit import Reply, Visit, card, draft_subject
from flows.carry import carry, differing
from flows.say import Button, Say, Style, Value
from flows.standard import Standard
from storage import drafts, people
from storage.drafts import Draft

RENEWING = "renew"
"""The step at which somebody is asked whether to take the newer standard."""


def newer(desk: Desk, kept: Draft) -> Standard | None:
    """Return the newer standard a draft's owner has not decided about, None if there is none.

    A draft that completes a ticket stays on the ticket's version.
    """
    current = desk.books.catalogue.services.get(kept.service)
    if current is None or not current.on or kept.ticket_id is not None:
        return None
    decided = current.version in {kept.standard_version, kept.intake.stays}
    return None if decided else current


def ask(visit: Visit, kept: Draft, current: Standard) -> Reply:
    """Ask whether to go on with the old standard or to carry the answers over."""
    begun = pinned(visit.desk, kept.service, kept.standard_version)
    changed = tuple(one.title for one in differing(begun, current, kept.intake))
    what = Say("renewal.changed", {"items": changed}) if changed else Say("renewal.nothing")
    values: dict[str, Value] = {"service": current.title, "what": what}
    rows = (
        (Button(Say("renewal.carry"), "renew", "", Style.PRIMARY),),
        (Button(Say("renewal.stay"), "stay"),),
        (Button(Say("button.later"), "later"),),
    )
    place = replace(visit.at, draft_id=kept.id, ticket_id=None, step=RENEWING)
    shown = card(Say("renewal.ask", values), rows=rows)
    return Reply((shown,), draft_subject(kept.id), kept.turn, place, numbered=True)


def carry_over(visit: Visit, kept: Draft) -> Draft:
    """Take the newer standard: the answers that still fit are kept, the rest is asked."""
    current = newer(visit.desk, kept)
    if current is None:
        return kept
    begun = pinned(visit.desk, kept.service, kept.standard_version)
    intake = carry(begun, current, kept.intake)
    drafts.renew(visit.desk.tx, kept, current.version, intake, visit.now)
    return replace(kept, standard_version=current.version, intake=intake, turn=kept.turn + 1)


def stay(visit: Visit, kept: Draft) -> Draft:
    """Go on with the standard the draft was begun under; this newer one is not asked of again."""
    current = newer(visit.desk, kept)
    if current is None:
        return kept
    intake = replace(kept.intake, stays=current.version)
    drafts.save(visit.desk.tx, kept, intake, visit.now)
    return replace(kept, intake=intake, turn=kept.turn + 1)


def tell_owners(desk: Desk) -> int:
    """Tell everybody whose draft stands on an older version; each version is told once.

    Returns how many drafts there are. Called at each start, when new versions have been kept.
    """
    told = 0
    for service, current in desk.books.catalogue.services.items():
        for kept in drafts.on_older(desk.tx, service, current.version):
            if newer(desk, kept) is None:
                continue
            told += 1
            go_on = Button(Say("button.go_on"), "draft", str(kept.id), Style.PRIMARY)
            owner = people.by_id(desk.tx, kept.person_id)
            pushes.push(
                desk,
                owner,
                (Say("renewal.told", {"service": current.title}),),
                f"draft:{kept.id}:version:{current.version}",
                rows=((go_on,),),
                not_before=after_quiet(desk, current.office, owner),
            )
    return told
