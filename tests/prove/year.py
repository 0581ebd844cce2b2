"""A year of two offices at the real desk: who files, who acts, who forgets, hour by hour."""

import heapq
import random
from dataclasses import replace
from datetime import timedelta

from desk import intake as intakes
from desk.desk import Desk, Speaker
from desk.sweeps.rounds import sweep_all
from desk.tickets import Lost, carry_out, standard_of
from desk.visit import Visit
from flows.chain import allowed
from flows.heard import Heard, HeardKind
from flows.say import Say
from flows.standard import Action
from flows.whereabouts import Deed, Refused
from storage import drafts, people, requests, tickets
from storage.conversations import NOWHERE
from storage.moments import to_ms
from tests.desk.filed import files, files_activation
from tests.people import PEOPLE

HOUR = timedelta(hours=1)
OPEN = 0, 10
"""The hours (UTC) in which some office is open."""
STEP = 50
"""Doings that share one transaction."""
ONWARD = (Action.FORWARD, Action.DISPOSE, Action.ARCHIVE, Action.FINISH)
DELAYS = (3, 8, 20, 45, 90, 200, 600, 1_500, 4_000, 9_000)
"""Minutes until somebody does something; the weights let most come in time."""
WEIGHTS = (20, 25, 20, 12, 8, 5, 4, 3, 2, 1)

TOLD = {"faults": (), "note": Say("fault.no_note"), "items": ("Nomor surat",)}
"""What the notices of a return and of a request for data say besides."""


class Year:
    """Plays doings in the order of their minutes; sweeps come day and night."""

    def __init__(self, house, seed):
        self.house = house
        self.dice = random.Random(seed)
        self.doings = []
        self.started = house.now
        self.filed = self.acted = self.swept = self.sweeps = self.order = 0
        self._models()
        self.officers = self._officers()

    def _models(self):
        """One application of each service is filed by hand; all others say the same."""
        numbers = files(self.house, "Andi"), files_activation(self.house, "Siti")
        self.models = self.house.write(lambda tx: [self._model(tx, one) for one in numbers])

    def _model(self, tx, number):
        ticket = tickets.by_number(tx, number)
        given = tickets.answers(tx, ticket)
        return ticket.service, ticket.standard_version, replace(given, asked="")

    def _officers(self):
        def look(tx):
            found = {}
            for post in people.all_posts(tx, to_ms(self.house.now)):
                found.setdefault((post.office, post.role), people.by_id(tx, post.person_id))
            return found

        return self.house.write(look)

    def at(self, moment, do, *about):
        """Put a doing where its minute is."""
        self.order += 1
        heapq.heappush(self.doings, (moment, self.order, do, about))

    def later(self):
        """A moment some minutes from now, in the office's day or not."""
        return self.house.now + timedelta(minutes=self.dice.choices(DELAYS, WEIGHTS)[0])

    def play(self, count, days):
        """File `count` applications over `days`, and go on until nobody does anything."""
        minutes = sorted(self.dice.randrange(days * 1440) for _ in range(count))
        for minute in minutes:
            self.at(self.started + timedelta(minutes=minute), self.file)
        self.at(self.started + HOUR, self.sweep, self.started + timedelta(days=days + 60))
        while self.doings:
            self.house.write(self._some)

    def _some(self, tx):
        """Do what is next; a sweep has its transaction alone, as in the bot."""
        for _ in range(STEP):
            if not self.doings:
                return
            moment, _, do, about = heapq.heappop(self.doings)
            self.house.now = max(moment, self.house.now)
            do(tx, *about)

    # What happens

    def sweep(self, tx, last):
        """All sweeps, as the timers wake them."""
        self.swept += sweep_all(self._desk(tx, 0))
        self.sweeps += 1
        if self.house.now < last:
            hours = 2 if OPEN[0] <= self.house.now.hour < OPEN[1] else 4
            self.at(self.house.now + hours * HOUR, self.sweep, last)

    def file(self, tx):
        """Somebody submits; one of forty applicants."""
        who = self._applicant(tx, self.dice.randrange(40))
        service, version, given = self.dice.choice(self.models)
        visit = self._visit(tx, who)
        kept = drafts.add(tx, who.id, service, version, given, visit.now)
        reply = intakes.take(visit, kept, Heard(HeardKind.SUBMIT, ""))
        self.filed += 1
        self.at(self.later(), self.go_on, int(reply.subject[1:], 36))

    def go_on(self, tx, ticket_id):
        """Whoever holds the ticket does something with it, or lets it lie."""
        ticket = tickets.by_id(tx, ticket_id)
        if not ticket.open:
            return
        who = self.officers.get((ticket.holder_office, ticket.holder_role))
        if who is None:
            who = people.by_id(tx, ticket.person_id)
            if self.dice.random() < 0.15:
                return
        deed = self._deed(self._visit(tx, who), ticket)
        if deed is None:
            return
        if deed.action is Action.ASK:
            items = [("text", "Nomor surat")]
            requests.add(tx, ticket.id, ticket.key, items, by=who.id, role=ticket.holder_role,
                         at=to_ms(self.house.now))  # fmt: skip
        moved = carry_out(self._visit(tx, who), ticket, deed, values=TOLD)
        assert not isinstance(moved, Refused | Lost), moved
        self.acted += 1
        self.at(self.later(), self.go_on, ticket.id)

    def _deed(self, visit, ticket):
        standard = standard_of(visit.desk, ticket)
        possible = allowed(standard, ticket.at, visit.actor(ticket.person_id))
        step = standard.step(ticket.at.step)
        chance = self.dice.random()
        for action, below in ((Action.RETURN, 0.08), (Action.ASK, 0.16), (Action.REJECT, 0.18)):
            if action in possible and chance < below:
                return Deed(action, reason="tidak terbaca")
        for action in (Action.COMPLETE, Action.ANSWER, Action.CONFIRM, *ONWARD):
            if action in possible:
                target = (*step.may.get(action, ()), "")[0]
                return Deed(action, target, channel=(*step.hands_over, "")[0])
        return None

    # Who speaks

    def _applicant(self, tx, number):
        telegram_id = 710_000_000 + number
        known = people.by_telegram(tx, telegram_id)
        language = people.by_telegram(tx, PEOPLE["Andi"].id).language
        return known or people.add(tx, telegram_id, language, "Warga", to_ms(self.house.now))

    def _visit(self, tx, who):
        return Visit(self._desk(tx, who.telegram_id), who, NOWHERE)

    def _desk(self, tx, telegram_id):
        return Desk(tx, self.house.now, self.house.books, Speaker(telegram_id, ""))
