"""The outbox: in order, leased, at most two copies, and nothing forgotten."""

from datetime import datetime, timedelta

import pytest

from flows.sending import Method, Sending
from storage import outbox
from storage.outcome import Failed, RetryLater, Sent, Status, Unknown, Unreachable
from storage.store import Store, Tx


class Sender:
    """A carrier of the outbox with a clock of the test."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store = store
        self.now = now

    def put(self, key: str, chat: int, **more):
        sending = Sending(chat, Method.MESSAGE, key)
        self.store.write_now(
            lambda tx: outbox.put(tx, sending, key, self.now, language="id", **more)
        )

    def claim(self, limit: int = 100):
        return self.store.write_now(lambda tx: outbox.claim(tx, "me", self.now, limit))

    def claimed(self) -> list[str]:
        return [one.sending.text for one in self.claim()]

    def record(self, claimed, result):
        return self.store.write_now(
            lambda tx: outbox.record(tx, claimed.id, claimed.lease, result, self.now)
        )

    def expire(self):
        return self.store.write_now(lambda tx: outbox.expire(tx, self.now))

    def has_open(self, chat: int) -> bool:
        return self.store.read_now(lambda tx: outbox.has_open(tx, chat, self.now))

    def wait(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def sender(store: Store, now: datetime) -> Sender:
    return Sender(store, now)


def test_a_key_is_put_once(sender: Sender):
    sender.put("a", 1)
    sender.put("a", 2)
    assert sender.claimed() == ["a"]


def test_a_key_that_was_sent_is_never_sent_again(sender: Sender):
    sender.put("a", 1)
    (claimed,) = sender.claim()
    assert sender.record(claimed, Sent(1)) is Status.SENT
    sender.put("a", 1)
    assert sender.claimed() == []


def test_each_chat_gets_its_messages_one_after_the_other(sender: Sender):
    for key, chat in (("a1", 1), ("a2", 1), ("b1", 2), ("a3", 1)):
        sender.put(key, chat)
    first, other = sender.claim()
    assert (first.sending.text, other.sending.text) == ("a1", "b1")
    assert sender.claimed() == []
    assert sender.record(first, Sent(77)) is Status.SENT
    assert sender.claimed() == ["a2"]


def test_a_message_that_must_wait_holds_back_those_behind_it_in_its_chat_only(sender: Sender):
    for key, chat in (("a1", 1), ("a2", 1), ("b1", 2)):
        sender.put(key, chat)
    first, other = sender.claim()
    sender.record(other, Sent(1))
    retry = RetryLater(sender.now + timedelta(seconds=7), "too_many_requests")
    assert sender.record(first, retry) is Status.WAITING
    sender.put("b2", 2)
    assert sender.claimed() == ["b2"]
    sender.wait(7)
    (again,) = sender.claim()
    assert (again.sending.text, again.attempts, again.doubtful) == ("a1", 2, False)


def test_a_limit_takes_the_longest_due(sender: Sender):
    for number in range(5):
        sender.put(f"m{number}", number + 1)
        sender.wait(1)
    assert [one.sending.text for one in sender.claim(2)] == ["m0", "m1"]
    assert [one.sending.text for one in sender.claim(2)] == ["m2", "m3"]


@pytest.mark.parametrize(
    ("result", "status"),
    [
        (Sent(5), Status.SENT),
        (Unreachable("blocked"), Status.UNREACHABLE),
        (Failed("bad_request"), Status.FAILED),
    ],
)
def test_an_end_closes_the_row_and_only_the_holder_of_the_lease_may_tell_it(
    sender: Sender, result, status
):
    sender.put("a", 1)
    assert sender.has_open(1)
    (one,) = sender.claim()
    assert (
        sender.store.write_now(lambda tx: outbox.record(tx, one.id, "another", result, sender.now))
        is None
    )
    assert sender.record(one, result) is status
    assert sender.record(one, result) is None
    assert not sender.has_open(1)
    assert sender.claimed() == []


def test_what_may_have_gone_out_is_sent_once_more_and_then_given_up(sender: Sender):
    sender.put("a", 1)
    (one,) = sender.claim()
    doubt = Unknown(sender.wait(5), "timed_out")
    assert sender.record(one, doubt) is Status.UNKNOWN
    assert sender.has_open(1)
    (copy,) = sender.claim()
    assert copy.doubtful
    assert sender.record(copy, doubt) is Status.FAILED
    assert sender.claimed() == []
    assert not sender.has_open(1)


def test_a_refusal_between_two_doubts_does_not_allow_a_third_copy(sender: Sender):
    sender.put("a", 1)
    sender.record(sender.claim()[0], Unknown(sender.now, "reset"))
    sender.record(sender.claim()[0], RetryLater(sender.now, "too_many_requests"))
    (third,) = sender.claim()
    assert third.doubtful
    assert sender.record(third, Unknown(sender.now, "reset")) is Status.FAILED


def test_a_sender_that_falls_silent_counts_as_doubt(sender: Sender):
    sender.put("a", 1)
    (lost,) = sender.claim()
    sender.wait(59)
    assert sender.expire() == []
    assert sender.claimed() == []
    sender.wait(2)
    assert sender.expire() == []
    assert sender.record(lost, Sent(1)) is None
    (again,) = sender.claim()
    assert again.doubtful
    sender.wait(61)
    (given_up,) = sender.expire()
    assert (given_up.id, given_up.status) == (lost.id, Status.FAILED)
    assert given_up.sending.text == "a"
    assert sender.expire() == []


def test_a_pause_holds_one_chat_or_all_and_a_shorter_one_does_not_end_it(sender: Sender):
    sender.put("a", 1)
    sender.put("b", 2)

    def pause(chat: int, seconds: int):
        until = sender.now + timedelta(seconds=seconds)
        sender.store.write_now(lambda tx: outbox.pause(tx, chat, until))

    pause(1, 30)
    pause(1, 5)
    sender.wait(6)
    assert sender.claimed() == ["b"]
    pause(outbox.EVERY_CHAT, 60)
    sender.wait(30)
    assert sender.claimed() == []
    found = sender.store.read_now(lambda tx: outbox.pauses(tx, sender.now))
    assert list(found) == [outbox.EVERY_CHAT]
    sender.wait(31)
    assert sender.claimed() == ["a"]


def test_a_chat_with_a_new_number_is_followed(sender: Sender):
    sender.put("a", 1)
    assert sender.store.write_now(lambda tx: outbox.move_chat(tx, 1, -100)) == 1
    (one,) = sender.claim()
    assert one.sending.chat_id == -100


def test_contents_are_sealed_and_go_three_days_after_the_end(sender: Sender):
    sender.put("a", 1)
    sender.put("b", 2)
    (one, _) = sender.claim()
    sender.record(one, Sent(5))
    sender.wait(3 * 86_400 + 1)
    assert sender.store.write_now(lambda tx: outbox.prune(tx, sender.now)) == 1
    assert sender.store.write_now(lambda tx: outbox.prune(tx, sender.now)) == 0
    assert sender.has_open(2)


async def test_many_claims_at_once_take_each_row_once(sender: Sender):
    for number in range(200):
        sender.put(f"m{number}", number + 1)
    taken = []
    while found := sender.claim(7):
        taken += [one.id for one in found]
    assert len(taken) == len(set(taken)) == 200


# Put for later


def test_what_is_put_for_later_waits_and_holds_up_nothing(sender: Sender):
    morning = sender.now + timedelta(hours=9)
    sender.put("reminder:7:a", 1, not_before=morning, ticket_id=None)
    assert not sender.has_open(1)
    sender.put("news", 1)
    (news,) = sender.claim()
    assert news.sending.text == "news"
    sender.record(news, Sent(1))
    sender.wait(9 * 3600 - 1)
    assert sender.claimed() == []
    sender.wait(1)
    assert sender.claimed() == ["reminder:7:a"]


def test_what_was_tried_and_must_wait_still_holds_up_its_chat(sender: Sender):
    sender.put("a", 1)
    (first,) = sender.claim()
    sender.record(first, RetryLater(sender.now + timedelta(hours=1), "429"))
    sender.put("b", 1)
    assert sender.has_open(1)
    assert sender.claimed() == []


async def test_a_transaction_knows_that_something_was_put(store: Store, now: datetime):
    def nothing(tx: Tx) -> bool:
        tx.pushed = False
        return tx.pushed

    def something(tx: Tx) -> bool:
        tx.pushed = False
        sending = Sending(1, Method.MESSAGE, "halo")
        outbox.put(tx, sending, "known", now, language="id")
        return tx.pushed

    assert await store.write(something)
    assert not await store.write(nothing)
