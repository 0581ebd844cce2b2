"""Filings on behalf and link codes on both engines: used once, moved whole, sealed."""

from concurrent.futures import ThreadPoolExecutor

from flows.intake import Intake
from flows.standard import State
from flows.whereabouts import Whereabouts
from flows.words import Language
from storage import drafts, filings, link_codes, people, tickets
from storage.store import Store, Tx, open_store

POST = ("belitung", "lpse_helpdesk")


def recorded(tx: Tx):
    """Somebody without Telegram, the officer, the draft and the ticket."""
    officer = people.add(tx, 1, Language.ID, "Joko", 0)
    caller = people.add(tx, None, Language.ID, "Rahmat", 0)
    draft = drafts.add(tx, caller.id, "service", "v", Intake(""), 0)
    filing = filings.add(tx, draft.id, caller.id, officer.id, POST, "phone", 0)
    filings.set_contact(tx, filing, "+62812")
    made = tickets.add(
        tx,
        number="BLT-2026-000001-A",
        kind="application",
        service="service",
        version="v",
        draft_id=draft.id,
        person_id=caller.id,
        holder=POST,
        at=Whereabouts("receive", State.RECEIVED, "belitung", "belitung"),
        title="",
        company="",
        key=draft.key,
        intake=Intake(""),
        now=0,
    )
    return officer, caller, draft, made


def test_everything_a_person_has_moves_to_the_person_he_turned_out_to_be(store: Store):
    def job(tx: Tx):
        _, caller, draft, made = recorded(tx)
        himself = people.add(tx, 2, Language.ID, "Rahmat", 0)
        assert filings.move_person(tx, caller.id, himself.id) == [made.id]
        assert tickets.by_id(tx, made.id).person_id == himself.id
        assert drafts.by_id(tx, draft.id).person_id == himself.id
        assert filings.of_person(tx, himself.id).contact == "+62812"
        assert filings.of_person(tx, caller.id) is None

    store.write_now(job)


def test_the_officer_of_a_draft_can_be_another_later(store: Store):
    def job(tx: Tx):
        officer, caller, draft, _ = recorded(tx)
        other = people.add(tx, 3, Language.ID, "Rizal", 0)
        assert [one.draft_id for one in filings.open_ones(tx, officer.id)] == [draft.id]
        filings.record(tx, draft, other.id, ("belitung", "lpse_admin"), "desk", 5)
        kept = filings.of_draft(tx, draft.id)
        assert (kept.officer_id, kept.role, kept.channel) == (other.id, "lpse_admin", "desk")
        assert filings.open_ones(tx, officer.id) == []
        assert kept.contact == "+62812"
        filings.set_channel(tx, kept, "letter")
        assert filings.of_person(tx, caller.id).channel == "letter"

    store.write_now(job)


def test_a_new_code_ends_the_earlier_ones_and_none_outlives_its_time(store: Store):
    def job(tx: Tx):
        officer, caller, _, made = recorded(tx)
        link_codes.add(tx, "one", caller.id, made.id, by=officer.id, at=10, until=100)
        link_codes.add(tx, "two", caller.id, made.id, by=officer.id, at=20, until=100)
        assert link_codes.find(tx, "one", 20) is None
        assert link_codes.find(tx, "two", 99).made_by == officer.id
        assert link_codes.find(tx, "two", 100) is None
        assert link_codes.find(tx, "three", 20) is None

    store.write_now(job)


def test_of_many_who_bring_one_code_at_once_exactly_one_has_it(
    store: Store, url: str, secret, tmp_path
):
    def job(tx: Tx):
        officer, caller, _, made = recorded(tx)
        link_codes.add(tx, "code", caller.id, made.id, by=officer.id, at=10, until=100)
        return [people.add(tx, 10 + n, Language.ID, "", 0).id for n in range(8)]

    bearers = store.write_now(job)
    stores = [open_store(url, secret, str(tmp_path / f"documents{n}")) for n in range(4)]

    def bring(nth: int) -> bool:
        return stores[nth % 4].write_now(lambda tx: link_codes.use(tx, "code", bearers[nth], 20))

    try:
        with ThreadPoolExecutor(8) as pool:
            used = list(pool.map(bring, range(8)))
    finally:
        for one in stores:
            one.close()
    assert sum(used) == 1
