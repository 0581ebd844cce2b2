"""A typed password or OTP: deleted, warned about, and found nowhere afterwards."""

import pytest

from flows.sending import Method
from storage import drafts
from tests.desk.filed import begins, open_intake, rows, verifying

SECRETS = [
    ("password saya: Rahasia123", "Rahasia123"),
    ("kode OTP 483920", "483920"),
    ("kata sandinya adalah Kucing#77", "Kucing#77"),
    ("my password is Hunter2xx", "Hunter2xx"),
]


@pytest.mark.parametrize(("text", "secret"), SECRETS)
def test_a_secret_is_deleted_and_warned_about_and_the_question_stays_open(house, text, secret):
    begins(house, "Andi")
    house.says("Andi", "Inspektorat")
    answer = house.says("Andi", text)
    assert "sudah kami hapus" in answer
    assert secret not in answer.text
    chat = house.chats["Andi"]
    own_message = chat.last_number - 1
    assert chat.deleted == [own_message]
    assert open_intake(house, "Andi").answers == {"agency": "inspektorat"}
    assert "3/8" in house.says("Andi", "Andi Wijaya")


@pytest.mark.parametrize("where", ["nowhere", "draft", "ticket", "staff"])
def test_a_secret_is_found_nowhere_even_when_everything_is_unsealed(house, where):
    who = "Kartika" if where == "staff" else "Andi"
    number = verifying(house)
    if where == "draft":
        begins(house, who)
    if where == "ticket":
        house.says("Kartika", f"/mintadata {number} Nomor surat tugas")
        house.presses(who, "Jawab sekarang")
    if where == "staff":
        house.says(who, f"/catatan {number}")
    house.says(who, "password: Rahasia123")
    assert "Rahasia123" not in everything(house)
    assert b"Rahasia123" not in house.file.read_bytes()


def test_a_secret_in_a_staff_command_is_not_kept_either(house):
    number = verifying(house)
    assert "sudah kami hapus" in house.says("Kartika", f"/catatan {number} password: Rahasia123")
    assert "Rahasia123" not in everything(house)


def test_talk_about_a_password_is_no_secret(house):
    assert "sudah kami hapus" not in house.says("Siti", "lupa password gimana ya")
    assert house.chats["Siti"].deleted == []


def test_the_deletion_goes_out_before_the_warning(house):
    house.says("Siti", "password saya: Rahasia123")
    assert [one.method for one in house.said] == [Method.DELETE, Method.MESSAGE]


def everything(house):
    """All that is kept, unsealed: updates, answers, drafts, journal notes, pushes, screens."""
    plain = [repr(rows(house, name)) for name in ("conversation", "journal", "person")]
    return "\n".join((*house.write(lambda tx: [*traffic(house, tx), *cases(house, tx)]), *plain))


def traffic(house, tx):
    """What was received, answered and pushed."""
    for number, content, answer in rows(house, "inbox", "update_id, content, answer"):
        if content:
            yield tx.vault.open_house(content, f"inbox:{number}").decode()
        if answer:
            yield tx.vault.open_house(answer, f"answer:{number}").decode()
    for key, content in rows(house, "outbox", "key, content"):
        if content:
            yield tx.vault.open_house(content, f"outbox:{key}").decode()


def cases(house, tx):
    """What drafts and journals hold."""
    keys = dict(rows(house, "ticket", "id, key"))
    for ticket, sealed in rows(house, "journal", "ticket_id, sealed"):
        if sealed:
            yield tx.vault.open(keys[ticket], sealed, f"note:{ticket}").decode()
    for (person,) in rows(house, "person", "id"):
        for draft in drafts.open_ones(tx, person):
            yield repr(draft.intake)


def test_a_secret_in_an_edited_message_is_deleted_too(house):
    begins(house, "Andi")
    assert "sudah kami hapus" in house.edits("Andi", "password saya: Rahasia123")
    assert "Rahasia123" not in everything(house)
