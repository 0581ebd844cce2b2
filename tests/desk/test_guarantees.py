"""A guarantee beside the time standard: told with its condition, measured, not the deadline."""

import pytest

from tests.desk.filed import rows
from tests.desk.sweeping import sweeps
from tests.transcripts import check, transcript
from tests.transcripts.desk_driver import DeskDriver
from tests.transcripts.transcript import Transcript

WARNED = "Batas waktu"


def up_to(name, turns):
    """Return the beginning of a transcript."""
    whole = transcript.read(name)
    return Transcript(whole.name, whole.about, whole.service, whole.turns[:turns])


def played(house, texts, name, until):
    """Play a transcript until the file is complete and the clocks run."""
    turns = transcript.read(name).turns
    last = next(n for n, turn in enumerate(turns) if until in turn.pushes.get("Fajar", ()))
    check.play(up_to(name, last + 1), DeskDriver(house), texts)
    for who in house.chats:
        house.news(who)


@pytest.fixture
def email(house, texts):
    """A change of e-mail: one working day, guaranteed in 30 minutes."""
    played(house, texts, "banjarmasin_email", "Perubahan e-mail")
    return house


def test_the_deadline_is_the_published_time_and_not_the_guarantee(email):
    kept = rows(email, "clock", "name, due_at")
    due = dict(kept)
    assert rows(email, "ticket", "due_at")[0][0] == due["service"] > due["guarantee"]


def test_a_guarantee_that_is_not_kept_is_owned_up_to_without_calling_it_the_deadline(email):
    email.after(minutes=31)
    sweeps(email)
    told = email.news("Siti")
    assert "belum selesai dalam waktu jaminan pelayanan" in told
    assert "Paling lambat: Selasa, 4 Agustus 2026" in told
    assert "Jaminan pelayanan: paling lambat" in email.news("Fajar")


def test_internet_trouble_halts_the_guarantee_alone(email):
    number = rows(email, "ticket", "number")[0][0]
    email.says("Fajar", f"/jeda {number} kendala jaringan internet")
    email.after(minutes=60)
    sweeps(email)
    assert "jaminan" not in email.news("Siti").replace("Jaminan pelayanan: jika", "")
    assert rows(email, "ticket", "due_at")[0][0] is not None


def test_a_guarantee_of_the_same_length_says_nothing_twice(house, texts):
    played(house, texts, "banjarmasin_npwp", "Perubahan NPWP")
    house.after(minutes=31)
    sweeps(house)
    assert house.news("Siti").count("Mohon maaf") == 1
    assert house.news("Fajar").count("Batas waktu terlewati") == 1
