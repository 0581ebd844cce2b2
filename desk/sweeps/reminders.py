"""The sweeps over drafts nobody goes on with, and over assignments that end."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from desk import claims, pushes
from desk.desk import Desk
from desk.superiors import administrators
from desk.sweeps.quiet import after_quiet
from desk.versions import pinned
from flows.say import Button, Say, Style, Value
from flows.standard import Standard
from storage import filings, people, reminders
from storage.moments import DAY, HOUR, from_ms, to_ms
from storage.reminders import EndingPost, IdleDraft
from storage.sweeps import Page


def idle(desk: Desk, after: Page, most: int) -> Sequence[IdleDraft]:
    """Return a page of drafts that nobody has gone on with for some time."""
    hours = desk.books.catalogue.reminders.draft.remind_after_hours
    return reminders.idle_drafts(desk.tx, to_ms(desk.now) - hours * HOUR, after, most)


def go_on(desk: Desk, row: IdleDraft) -> bool:
    """Lapse a draft, else warn of it, else remind of it: the latest that is due, once."""
    rule = desk.books.catalogue.reminders.draft
    now = to_ms(desk.now)
    standard = pinned(desk, row.service, row.standard_version)
    warned = row.warned_at is not None and row.warned_at >= row.updated_at
    lapse_at = row.updated_at + rule.lapse_after_days * DAY
    grace = rule.warn_before_days * DAY
    if warned:
        # Never without the whole time of the warning, also after days in which nothing ran.
        if now < max(lapse_at, (row.warned_at or 0) + grace):
            return False
        return _lapse(desk, standard, row)
    if now >= lapse_at - grace:
        return _warn(desk, standard, row, max(lapse_at, now + grace))
    if row.reminded_at is not None and row.reminded_at >= row.updated_at:
        return False
    return _remind(desk, standard, row)


def _remind(desk: Desk, standard: Standard, row: IdleDraft) -> bool:
    if not reminders.mark_draft_reminded(desk.tx, row, to_ms(desk.now)):
        return False
    _tell_owner(desk, standard, row, Say("reminder.draft", {"service": standard.title}), "saved")
    return True


def _warn(desk: Desk, standard: Standard, row: IdleDraft, lapse_at: int) -> bool:
    if not reminders.mark_draft_warned(desk.tx, row, to_ms(desk.now)):
        return False
    zone = ZoneInfo(desk.books.catalogue.office(standard.office).zone)
    values: dict[str, Value] = {
        "service": standard.title,
        "until": from_ms(lapse_at).astimezone(zone),
    }
    _tell_owner(desk, standard, row, Say("reminder.draft_lapsing", values), "lapsing")
    return True


def _lapse(desk: Desk, standard: Standard, row: IdleDraft) -> bool:
    if not reminders.lapse_draft(desk.tx, row, to_ms(desk.now)):
        return False
    days = desk.books.catalogue.reminders.draft.lapse_after_days
    say = Say("reminder.draft_lapsed", {"service": standard.title, "days": days})
    _tell_owner(desk, standard, row, say, "lapsed")
    return True


def _tell_owner(desk: Desk, standard: Standard, row: IdleDraft, say: Say, what: str) -> None:
    go_on = Button(Say("button.go_on"), "draft", str(row.id), Style.PRIMARY)
    again = Button(Say("button.services"), "services")
    filing = filings.of_draft(desk.tx, row.id)
    if filing is not None:
        go_on = Button(Say("button.go_on"), "filing_on", str(row.id), Style.PRIMARY)
    to = people.by_id(desk.tx, row.person_id if filing is None else filing.officer_id)
    pushes.push(
        desk,
        to,
        (say,),
        f"draft:{row.id}:{row.updated_at}:{what}",
        rows=((again if what == "lapsed" else go_on,),),
        not_before=after_quiet(desk, standard.office, to),
    )


# Assignments that end


def ending(desk: Desk, after: Page, most: int) -> Sequence[EndingPost]:
    """Return a page of posts that end soon."""
    days = max(desk.books.catalogue.reminders.assignment)
    return reminders.ending_posts(desk.tx, to_ms(desk.now), days, after, most)


def ended(desk: Desk, after: Page, most: int) -> Sequence[EndingPost]:
    """Return a page of posts that have ended while their holders had tickets taken."""
    return reminders.ended_posts(desk.tx, to_ms(desk.now), after, most)


def give_back(desk: Desk, row: EndingPost) -> bool:
    """Give the tickets of an ended post back to the queue; False if nothing was to be given."""
    return claims.release(desk, row.person_id, actor=None, role="loket") > 0


def tell_ending(desk: Desk, row: EndingPost) -> bool:
    """Tell the officer and the administrators that a post ends: the latest reminder due, once."""
    now = to_ms(desk.now)
    due = [row.until_at - days * DAY for days in desk.books.catalogue.reminders.assignment]
    stage = max(moment for moment in due if moment <= now)
    if not reminders.mark_post_reminded(desk.tx, row, stage, now):
        return False
    zone = ZoneInfo(desk.books.catalogue.office(row.office).zone)
    values: dict[str, Value] = {
        "name": people.name_of(desk.tx, row.person_id),
        "role": Say(f"role.{row.role}"),
        "office": desk.books.catalogue.office(row.office).name,
        "until": from_ms(row.until_at).astimezone(zone),
    }
    officer = people.by_id(desk.tx, row.person_id)
    told = [(officer, "reminder.assignment")]
    told += [
        (one, "reminder.assignment_of") for one in administrators(desk) if one.id != officer.id
    ]
    for person, key in told:
        pushes.push(
            desk,
            person,
            (Say(key, values),),
            f"post:{row.id}:{row.until_at}:{stage}",
            not_before=after_quiet(desk, row.office, person),
        )
    return True
