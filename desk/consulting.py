"""`/tanyakan` and `/jawab`: a word between officers about a ticket, its holder asked and heard.

LKPP, standard of SPSE support, call centre, procedure 5.
"""

from desk import pushes
from desk.cards import found, reading_role, ticket_card
from desk.claims import post_of
from desk.tickets import open_note, who_holds, write_journal
from desk.visit import Reply, Visit, card
from flows.number import split_number
from flows.say import Say, Value
from storage import journal, people
from storage.journal import Entry
from storage.tickets import Ticket

ASKED, ANSWERED = "holder_asked", "holder_answered"
LONGEST = 1000


def ask(visit: Visit, words: str) -> Reply:
    """`/tanyakan NUMBER question`: ask whoever holds a ticket that one may read."""
    ticket, said = _read(visit, words)
    if ticket is None or isinstance(said, Reply):
        return said if isinstance(said, Reply) else _unknown()
    if not said:
        return ticket_card(visit, ticket, Say("consulting.how_ask", {"number": ticket.number}))
    if not ticket.open or post_of(visit.desk, ticket) in visit.posts:
        return ticket_card(visit, ticket, Say("consulting.nobody", {"number": ticket.number}))
    role = reading_role(visit, ticket)
    entry = write_journal(visit, ticket, ASKED, role, {}, note=said[:LONGEST])
    values: dict[str, Value] = {
        "number": ticket.number,
        "name": people.name_of(visit.desk.tx, visit.person.id),
        "role": Say(f"role.{role}"),
        "text": said[:LONGEST],
    }
    pushes.tell_holder(visit.desk, ticket, Say("consulting.question", values), entry)
    asked = Say("consulting.asked", {"number": ticket.number, "holder": who_holds(ticket)})
    return ticket_card(visit, ticket, asked)


def answer(visit: Visit, words: str) -> Reply:
    """`/jawab NUMBER answer`: answer the last question another officer asked about a ticket."""
    ticket, said = _read(visit, words)
    if ticket is None or isinstance(said, Reply):
        return said if isinstance(said, Reply) else _unknown()
    asked = _open_question(visit, ticket)
    if asked is None or asked.actor_id is None:
        return ticket_card(visit, ticket, Say("consulting.none", {"number": ticket.number}))
    question = open_note(visit.desk, ticket, asked.sealed or b"")
    values: dict[str, Value] = {"number": ticket.number, "question": question}
    if not said:
        return ticket_card(visit, ticket, Say("consulting.how_answer", values))
    role = reading_role(visit, ticket)
    entry = write_journal(visit, ticket, ANSWERED, role, {}, note=said[:LONGEST])
    told = Say(
        "consulting.answer",
        {
            **values,
            "name": people.name_of(visit.desk.tx, visit.person.id),
            "role": Say(f"role.{role}"),
            "text": said[:LONGEST],
        },
    )
    asker = people.by_id(visit.desk.tx, asked.actor_id)
    key = f"journal:{entry}:asker"
    pushes.push(visit.desk, asker, (told,), key, rows=pushes.STAFF_ROWS, about=ticket)
    return ticket_card(visit, ticket, Say("consulting.answered", {"number": ticket.number}))


def _read(visit: Visit, words: str) -> tuple[Ticket | None, str | Reply]:
    if not visit.posts:
        return None, Reply((card(Say("staff.only")),))
    number, rest = split_number(words)
    if not number:
        return None, Reply((card(Say("consulting.which")),))
    ticket = found(visit, number)
    if ticket is not None and ticket.person_id == visit.person.id:
        return None, Reply((card(Say("staff.own_case", {"number": ticket.number})),))
    return ticket, rest.strip()


def _unknown() -> Reply:
    return Reply((card(Say("ticket.unknown")),))


def _open_question(visit: Visit, ticket: Ticket) -> Entry | None:
    """Return the last question that nobody has answered and somebody else asked."""
    last = None
    for entry in journal.history(visit.desk.tx, ticket.id):
        if entry.kind == ASKED and entry.actor_id != visit.person.id:
            last = entry
        elif entry.kind == ANSWERED:
            last = None
    return last
