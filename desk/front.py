"""The front door: every kind of update ends in one of these orders, each one transaction."""

from collections.abc import Sequence
from dataclasses import replace

from desk import additions, intake, menu, mine, powers, staff, wallet
from desk.commands import LEAVING, STEERING, WORDS, YES_OR_NO, command, ticket
from desk.daily import doors as daily
from desk.daily import reply as replying
from desk.desk import Desk, Taken
from desk.editing import doors as editing
from desk.filing import orders as filing
from desk.filing.rights import acting_for
from desk.guard import door, misses
from desk.own_data import doors as own_data
from desk.presses import act
from desk.printing import drafts as printed
from desk.questions import asking, offering
from desk.questions.found import Found, Looked
from desk.questions.steps import ASKING, OFFERED
from desk.survey import doors as survey
from desk.visit import Reply, Visit, card, finish, spoken
from flows.checks import secret_in
from flows.heard import Heard, HeardKind
from flows.number import find, looks_like, read
from flows.press import Press
from flows.press import read as read_press
from flows.say import Button, Say
from flows.seen import whole
from flows.sending import Method, Sending
from flows.words import Language
from storage import conversations, inbox, tickets
from storage import people as kept_people
from storage.conversations import Shown
from storage.drafts import Draft
from storage.moments import to_ms


def enter(desk: Desk) -> Visit:
    """Look up who speaks and where they are; somebody new is written down."""
    speaker = desk.speaker
    known = conversations.visitor(desk.tx, speaker.telegram_id)
    if known is None:
        language = Language.EN if speaker.language_code.startswith("en") else Language.ID
        now = to_ms(desk.now)
        person = kept_people.add(desk.tx, speaker.telegram_id, language, speaker.name, now)
        return Visit(desk, person, conversations.NOWHERE)
    person, place = known
    if person.unreachable:
        kept_people.set_unreachable(desk.tx, person.id, None)
    return Visit(desk, person, place)


# Typed


def said(
    desk: Desk, text: str, replied: str = "", found: Looked | None = None
) -> Sequence[Sending]:
    """Answer a typed text; `replied` is the text of the message it replies to, "" if none.

    `found` is what `questions.look` found for it before the transaction.
    """
    text = whole(text)
    visit = replace(enter(desk), found=found)
    if secret_in(text):
        return finish(visit, _secret(visit))
    stop = _stopped(visit, text)
    if stop is not None:
        return finish(visit, stop)
    if text.startswith("/"):
        name, _, words = text[1:].partition(" ")
        answer = command(visit, name.partition("@")[0].casefold(), words, replied)
    else:
        answer = _hear(visit, text, replied)
    return finish(visit, misses.counted(visit, answer))


def _stopped(visit: Visit, text: str) -> Reply | None:
    """What is told instead to somebody blocked, or after too many numbers that were not his."""
    button = None if text.startswith("/") else _typed_button(visit, text)
    if button is not None:
        press = Press(button.action, button.subject, button.arg, button.version)
        return door.stopped_press(visit, press)
    return door.stopped(visit, text) or misses.too_many(visit, text)


def _secret(visit: Visit) -> Reply:
    """A typed password or OTP is deleted, warned about, and kept nowhere."""
    speaker = visit.desk.speaker
    inbox.forget(visit.desk.tx, speaker.update_id)
    delete = Sending(speaker.telegram_id, Method.DELETE, message_id=speaker.message_id)
    rows = ((Button(Say("button.go_on"), "go_on"),),)
    return Reply((card(Say("secret.warning"), rows=rows),), extra=(delete,))


def _hear(visit: Visit, text: str, replied: str) -> Reply:
    asked = asking.marked(visit, text)
    if asked is not None:
        return asked
    about = _ticket_replied_to(visit, text, replied)
    if about is not None:
        return about
    button = _typed_button(visit, text)
    if button is not None:
        return act(visit, Press(button.action, button.subject, button.arg, button.version))
    kept = intake.current(visit)
    if kept is not None:
        return _in_draft(visit, kept, text)
    if visit.at.step == ASKING:
        visit = replace(visit, at=conversations.NOWHERE)
    if visit.at.ticket_id is not None and not visit.at.step.startswith(additions.MORE):
        return _at_ticket(visit, text)
    if visit.at.step:
        return _at_step(visit, text)
    return replying.replied(visit, text, replied) or _from_nowhere(visit, text)


_STEPS = {**own_data.STEPS, **daily.STEPS, **survey.STEPS, **powers.STEPS, **editing.STEPS}


def _at_step(visit: Visit, text: str) -> Reply:
    """An answer to a question that belongs to no draft and no ticket."""
    leaving = LEAVING.get(spoken(text))
    if leaving is not None:
        return leaving(visit)
    order = _STEPS.get(visit.at.step.partition(".")[0])
    return _from_nowhere(visit, text) if order is None else order(visit, text)


def _in_draft(visit: Visit, kept: Draft, text: str) -> Reply:
    """An answer, or one of the words that leave or steer wherever the question's card is."""
    word = spoken(text)
    order = LEAVING.get(word)
    if order is not None:
        return order(visit)
    if visit.at.step.startswith(filing.STEP):
        return filing.said(visit, kept, text)
    if visit.at.step == wallet.STEP and word not in STEERING:
        return wallet.said(visit, kept, text) or intake.again(visit, kept, Say("wallet.too_old"))
    if visit.at.step == ASKING and word not in STEERING and isinstance(visit.found, Found):
        return asking.answered(visit, visit.found)
    if visit.at.step in {*intake.DECIDING, ASKING, OFFERED}:
        return intake.resume(visit, kept)
    if word in printed.WORDS:
        return printed.said(visit, kept)
    kind = STEERING.get(word, HeardKind.TEXT)
    reply = intake.take(visit, kept, Heard(kind, "" if word in STEERING else text))
    return offering.offer(visit, kept, reply)


def _ticket_replied_to(visit: Visit, text: str, replied: str) -> Reply | None:
    """A message belongs to the ticket whose number stands in the message replied to."""
    number = find(replied) if replied else None
    ticket = mine.mine(visit, number) if number else None
    if ticket is None:
        return None
    step = visit.at.step if visit.at.ticket_id == ticket.id else ""
    return mine.said(visit, ticket, step, text)


def _typed_button(visit: Visit, text: str) -> Shown | None:
    """The button of the last screen that somebody typed: its words, its number, or yes or no."""
    word = spoken(text)
    for shown in visit.at.screen:
        if word and shown.label == word:
            return shown
    meant = [shown for shown in visit.at.screen if shown.label.partition(" ")[0] == word]
    if word in YES_OR_NO and len(meant) == 1:
        return meant[0]
    if visit.at.numbered and word.isdecimal() and 1 <= int(word) <= len(visit.at.screen):
        return visit.at.screen[int(word) - 1]
    return None


def _at_ticket(visit: Visit, text: str) -> Reply:
    kept = tickets.by_id(visit.desk.tx, visit.at.ticket_id or 0)
    order = LEAVING.get(spoken(text))
    if kept is None or order is not None:
        return (order or menu.menu)(visit)
    if spoken(text) in STEERING:
        return ticket(visit, kept.number)
    if visit.at.step.startswith("staff_"):
        return staff.said(visit, kept, visit.at.step, text)
    return mine.said(visit, kept, visit.at.step, text)


def _from_nowhere(visit: Visit, text: str) -> Reply:
    order = WORDS.get(spoken(text))
    if order is not None:
        return order(visit)
    number = read(text)
    if number is not None:
        return ticket(visit, number)
    if looks_like(text):
        return Reply((card(Say("ticket.unknown")),))
    if isinstance(visit.found, Found):
        return asking.answered(visit, visit.found)
    return menu.by_words(visit, text) or menu.instead(visit, Say("menu.unknown"))


# Pressed


def pressed(desk: Desk, data: str, found: Looked | None = None) -> Sequence[Sending]:
    """Answer a button; one that this person never saw is answered, never executed.

    `found` is what was looked up for it before the transaction (`editing.doors.twin`).
    """
    visit = replace(enter(desk), found=found)
    press = read_press(data, desk.speaker.telegram_id, desk.tx.vault.button_key)
    if press is None:
        return finish(visit, Reply((card(Say("press.forged")),)))
    return finish(visit, door.stopped_press(visit, press) or act(visit, press))


# Handed over, and everything else


def handed(desk: Desk, taken: Taken) -> Sequence[Sending]:
    """Take a file that lies stored already."""
    visit = enter(desk)
    stop = door.stopped_file(visit)
    if stop is not None:
        return finish(visit, stop)
    kept = intake.current(visit)
    if kept is not None and visit.at.step.startswith(filing.STEP):
        return finish(visit, filing.ask(visit, kept))
    if kept is not None:
        return finish(visit, intake.take_file(visit, kept, taken))
    if visit.at.ticket_id is not None:
        ticket_ = tickets.by_id(desk.tx, visit.at.ticket_id)
        acting = visit if ticket_ is None else acting_for(visit, ticket_)
        if ticket_ is not None and ticket_.person_id == acting.owner:
            reply = mine.handed(acting, ticket_, taken)
            if reply is not None:
                return finish(visit, reply)
    return finish(visit, menu.instead(visit, Say("paper.not_asked")))


def refused_file(desk: Desk, code: str) -> Sequence[Sending]:
    """Say kindly why a file was not taken; the question stays open."""
    visit = enter(desk)
    why = Say(f"paper.refused.{code}")
    kept = intake.current(visit)
    if kept is None:
        return finish(visit, Reply((card(why),)))
    return finish(visit, intake.again(visit, kept, why))


def sent_other(desk: Desk, kind: str) -> Sequence[Sending]:
    """Answer a sticker, voice, location or anything that is neither text nor file."""
    visit = enter(desk)
    stop = door.stopped_file(visit)
    if stop is not None:
        return finish(visit, stop)
    kept = intake.current(visit)
    if kept is not None:
        return finish(visit, intake.take(visit, kept, Heard(HeardKind.OTHER, kind)))
    if visit.at.ticket_id is not None:
        return finish(visit, Reply((card(Say("other.not_understood")),)))
    return finish(visit, menu.instead(visit, Say("other.not_understood")))


def edited(desk: Desk, text: str = "") -> Sequence[Sending]:
    """An edited message changes nothing that was taken; the way to change an answer is told."""
    visit = enter(desk)
    if secret_in(text):
        return finish(visit, _secret(visit))
    if intake.current(visit) is None:
        return ()
    return finish(visit, Reply((card(Say("other.edited")),)))


def blocked(desk: Desk, *, gone: bool) -> Sequence[Sending]:
    """Somebody blocked the bot, or came back."""
    visit = enter(desk)
    kept_people.set_unreachable(desk.tx, visit.person.id, visit.now if gone else None)
    return ()


def hasty(desk: Desk) -> Sequence[Sending]:
    """Somebody sent more within a minute than one may: told once, kindly."""
    visit = enter(desk)
    return finish(visit, Reply((card(Say("guard.hasty")),)))


def taken_into(desk: Desk, chat_id: int) -> Sequence[Sending]:
    """Leave a group or channel: Loket speaks in private only, but for the chat of the alarms."""
    if chat_id == desk.books.alarm_chat:
        return ()
    return (Sending(chat_id, Method.LEAVE),)
