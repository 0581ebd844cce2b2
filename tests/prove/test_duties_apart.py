"""S14: nobody gives two consecutive approvals of a case, nor decides his own, by any path."""

import json

from flows.press import Press, base36, write
from storage import people, tickets
from storage.moments import to_ms
from tests.desk.filed import files, rows
from tests.people import PEOPLE

APPROVALS = {"forward", "dispose", "finish"}
"""What approves: the file goes on, or its work ends (SOP 49/2020 rows 1-5; Babel steps 2-6)."""
TYPED = ("teruskan", "disposisi", "selesai", "arsip", "ambil", "lepas", "catatan")
ROLES = ("lpse_helpdesk", "verifier", "bureau_head", "lpse_chair", "ppe_admin")
OFFICERS = ("Joko", "Kartika", "Lukman")
TRIES = 60


def give_every_role(house):
    """Let three officers hold every role of Belitung, as in an office that is short of people."""

    def job(tx):
        now = to_ms(house.now)
        for who in OFFICERS:
            me = people.by_telegram(tx, PEOPLE[who].id).id
            held = {(post.office, post.role) for post in people.all_posts(tx, now)
                    if post.person_id == me}  # fmt: skip
            for role in ROLES:
                if ("belitung", role) not in held:
                    people.appoint(tx, me, "belitung", role, now - 60_000, me, me)

    house.write(job)


def tries(house, dice, number, who):
    """Do something at random, by command or by a button that is signed for the person."""
    ticket = house.write(lambda tx: tickets.by_number(tx, number))
    subject = f"t{base36(ticket.id)}"
    if dice.random() < 0.35:
        action = dice.choice(("all_good", "all_good", "forward", "dispose", "archive"))
        press = Press(action, subject, "", ticket.version)
        house.presses_data(who, write(press, PEOPLE[who].id, house.store.vault.button_key))
        return
    words = "email Alasan yang cukup panjang"
    house.says(who, f"/{dice.choice(TYPED)} {number} {words}")


def test_no_path_lets_one_person_approve_twice_or_decide_his_own_case(house, proof):
    dice, many = proof.dice("paths"), proof.many(3, 200)
    give_every_role(house)
    for nth in range(many):
        applicant = "Joko" if nth % 4 == 3 else dice.choice(("Andi", "Budi", "Siti"))
        number = files(house, applicant)
        for _ in range(TRIES):
            tries(house, dice, number, dice.choice((*OFFICERS, applicant)))
            house.after(seconds=40)
        house.after(days=1)
    owners = dict(rows(house, "ticket", "id, person_id"))
    last: dict[int, tuple[int, str]] = {}
    given = twice = by_owner = 0
    columns = "id, ticket_id, actor_id, role, data"
    for _, ticket_id, actor, role, data in rows(house, "journal", columns):
        if ticket_id is None or json.loads(data or "{}").get("action") not in APPROVALS:
            continue
        given += 1
        by_owner += actor == owners[ticket_id] and role != "applicant"
        before = last.get(ticket_id)
        twice += before is not None and before[0] == actor and before[1] != role
        last[ticket_id] = (actor, role)
    assert given >= 2 * many  # the cases did move
    assert (twice, by_owner) == (0, 0)
    proof.record(
        "S14", "paths", {"cases": many, "approvals": given, "twice": twice, "own": by_owner},
        "Walked over the chain of Belitung, the longest with approvals; not over every service.",
    )  # fmt: skip
