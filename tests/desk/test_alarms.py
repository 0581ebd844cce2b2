"""Alarms reach the administrators, or the chat of the alarms, once an hour."""

from dataclasses import replace

import pytest

from desk.alarms import Alarm, ring
from desk.desk import house_desk
from flows.sending import Method
from storage import outbox
from tests.people import ADMINISTRATORS


def rings(house, alarm=Alarm.QUARANTINED, **books):
    desk_books = replace(house.books, **books)
    house.store.write_now(lambda tx: ring(house_desk(tx, house.now, desk_books), alarm))


def waiting(house):
    later = house.now.replace(year=house.now.year + 1)
    found = []
    while rows := house.store.write_now(lambda tx: outbox.claim(tx, "test", later, 50)):
        found += rows
        for row in rows:
            house.store.write_now(
                lambda tx, row=row: outbox.record(tx, row.id, row.lease, outbox.Sent(1), later)
            )
    return [row.sending for row in found]


def test_every_administrator_hears_an_alarm_once_an_hour(house):
    rings(house)
    rings(house)
    heard = waiting(house)
    assert sorted(one.chat_id for one in heard) == sorted(ADMINISTRATORS.values())
    assert all("Alarm Loket" in one.text or "Loket alarm" in one.text for one in heard)
    house.after(minutes=60)
    rings(house)
    assert len(waiting(house)) == len(ADMINISTRATORS)


def test_the_chat_of_the_alarms_hears_them_instead(house):
    rings(house, alarm_chat=-100123)
    rings(house, Alarm.SWEEP_FAILED, alarm_chat=-100123)
    heard = waiting(house)
    assert [one.chat_id for one in heard] == [-100123, -100123]
    assert all(one.method is Method.MESSAGE for one in heard)


@pytest.mark.parametrize("alarm", Alarm)
def test_every_alarm_has_its_words(house, alarm):
    rings(house, alarm, alarm_chat=-100123)
    assert "log" in waiting(house)[0].text
