"""Deep links are copied from the card, open what they name, and open no more than rights allow."""

from tests.desk.filed import files_activation


def copied(house, who, label="Salin tautan"):
    """Return the start payload behind a button that copies a link."""
    keys = [key for sending in house.said for row in sending.keyboard for key in row]
    found = next(key.copy for key in keys if key.label == label)
    return found.partition("?start=")[2]


def test_the_link_of_a_service_opens_its_card(house):
    shown = house.says("Siti", "/layanan aktivasi user id")
    assert "Salin tautan" in shown.labels
    payload = copied(house, "Siti")
    assert len(payload) <= 64
    assert house.says("Budi", f"/start {payload}").text == shown.text


def test_the_link_of_a_ticket_opens_for_its_owner_and_its_officers_only(house):
    number = files_activation(house)
    house.says("Siti", f"/status {number}")
    payload = copied(house, "Siti")
    assert number in house.says("Siti", f"/start {payload}")
    assert number in house.says("Dewi", f"/start {payload}")
    unknown = house.says("Budi", "/status BJM-2026-000999-X").text
    assert house.says("Budi", f"/start {payload}").text == unknown


def test_a_forged_link_gets_one_sentence_and_the_menu(house):
    number = files_activation(house)
    house.says("Siti", f"/status {number}")
    payload = copied(house, "Siti")
    for forged in (
        f"{payload[:-1]}{'a' if payload[-1] != 'a' else 'b'}",
        "t_1",
        "svc_bjm-aktivasi",
        "t_" + "A" * 70,
    ):
        answer = house.says("Siti", f"/start {forged}")
        assert "bukan buatan Loket" in answer
        assert number not in answer
        assert "Daftar layanan" in answer.labels
