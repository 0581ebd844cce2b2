"""Carrying: in order per chat, side by side between chats, once where that can be known."""

import json

import pytest

from flows.heard import Paper
from flows.printout import Block, BlockKind, Printout
from flows.report import ReportForm, ReportOrder
from flows.sending import Method, Sending
from flows.words import Language
from papers.draw import draw
from storage import dossier, outbox, people
from storage.documents import new_document_id
from storage.moments import to_ms
from tests.notify.conftest import Office

SITI, BUDI, ANDI = 700000001, 700000002, 700000003


@pytest.fixture(autouse=True)
async def _everybody_started(office: Office):
    for number in (SITI, BUDI, ANDI):
        await office.town.person(number).start()


def message(chat: int, text: str) -> Sending:
    return Sending(chat, Method.MESSAGE, text)


async def texts(office: Office, chat: int) -> list[str]:
    return [m.text for m in await office.town.person(chat).messages() if m.by_bot]


async def calls(office: Office, chat: int) -> list[dict]:
    return [call for call in await office.town.ledger() if call["chat"] == chat]


async def test_the_rows_of_a_chat_go_out_in_their_order(office: Office):
    sendings = [message(chat, f"{n}") for n in range(6) for chat in (SITI, BUDI)]
    async with office.carrying():
        await office.put(*sendings)
        await office.until("sent", 12)
    assert await texts(office, SITI) == ["0", "1", "2", "3", "4", "5"]
    assert await texts(office, BUDI) == ["0", "1", "2", "3", "4", "5"]


async def test_what_lies_there_at_the_start_goes_out(office: Office):
    await office.put(message(SITI, "before"))
    async with office.carrying():
        await office.until("sent")
    assert await texts(office, SITI) == ["before"]


async def test_a_pause_is_kept_and_only_that_chat_waits(office: Office):
    await office.town.order("weather", kind="too_many", chat=SITI, seconds=2)
    async with office.carrying():
        await office.put(message(SITI, "late"), message(BUDI, "at once"))
        await office.until("sent")
        assert await texts(office, BUDI) == ["at once"]
        now = office.clock.now()
        assert SITI in await office.store.read(lambda tx: outbox.pauses(tx, now))
        await office.until("sent", 2)
    first, second = await calls(office, SITI)
    assert second["at"] - first["at"] >= 2


async def test_a_person_who_blocked_the_bot_is_asked_once_and_given_up(office: Office):
    await office.town.person(SITI).block()
    async with office.carrying():
        await office.put(message(SITI, "unread"), message(BUDI, "read"))
        await office.until("unreachable")
        await office.until("sent")
    assert office.given_up == ["unread"]
    assert len(await calls(office, SITI)) == 1


async def test_a_cut_reply_is_sent_once_more_and_then_given_up(office: Office):
    await office.town.order("weather", kind="cut", when="after", chat=SITI, count=2)
    async with office.carrying():
        await office.put(message(SITI, "perhaps"), message(SITI, "after"))
        await office.until("failed")
        await office.until("sent")
    assert await texts(office, SITI) == ["perhaps", "perhaps", "after"]
    assert office.given_up == ["perhaps"]


async def test_one_cut_reply_makes_two_copies_and_is_sent(office: Office, caplog):
    await office.town.order("weather", kind="cut", when="after", chat=SITI)
    async with office.carrying():
        await office.put(message(SITI, "perhaps"))
        await office.until("sent")
    assert await texts(office, SITI) == ["perhaps", "perhaps"]
    assert office.given_up == []
    assert "perhaps" not in caplog.text


async def test_without_a_connection_the_row_waits(office: Office):
    office.address = "http://127.0.0.1:9"
    await office.put(message(SITI, "later"))
    async with office.carrying():
        await office.until("waiting")
    office.address = ""
    assert office.given_up == []
    assert (await office.statuses()) == {"waiting": 1}


async def test_a_restarting_telegram_is_tried_again(office: Office):
    await office.town.order("weather", kind="server_error", chat=SITI)
    async with office.carrying():
        await office.put(message(SITI, "again"))
        await office.until("sent")
    assert await texts(office, SITI) == ["again"]


async def test_a_refused_text_is_given_up_and_the_next_goes_out(office: Office):
    async with office.carrying():
        await office.put(message(SITI, "<x>no tag</x>"), message(SITI, "fine"))
        await office.until("failed")
        await office.until("sent")
    assert await texts(office, SITI) == ["fine"]


async def test_an_edit_whose_message_is_gone_becomes_a_message(office: Office):
    async with office.carrying():
        await office.put(Sending(SITI, Method.EDIT, "state", message_id=987654, slot="pages"))
        await office.until("sent")
    assert await texts(office, SITI) == ["state"]
    ((slot, number),) = office.noted
    assert slot == "pages"
    assert number != 987654


async def test_a_document_is_opened_and_uploaded(office: Office):
    document, store, now = new_document_id(), office.store, to_ms(office.clock.now())
    kept = store.documents.keep(document, b"%PDF-1.7 content")
    paper = Paper(document, "application/pdf", "surat.pdf", 1, 16, "print")

    def add(tx):
        person = people.add(tx, SITI, Language.ID, "Siti", now)
        dossier.add(
            tx, paper, kept.file, kept.key,
            person_id=person.id, draft_id=None, ticket_id=None, item="letter", at=now,
        )  # fmt: skip

    await store.write(add)
    sending = Sending(SITI, Method.DOCUMENT, "Ini <b>surat</b>", document=document, protect=True)
    async with office.carrying():
        await office.put(sending)
        await office.until("sent")
    (call,) = await calls(office, SITI)
    params = json.loads(call["body"])
    assert params["protect_content"] is True
    assert "%PDF" not in call["body"]
    (seen,) = [m for m in await office.town.person(SITI).messages() if m.by_bot]
    assert seen.media.name == "surat.pdf"
    assert seen.text == "Ini surat"


async def test_a_printout_is_made_into_a_pdf_when_it_goes_out(office: Office):
    letter = Block(BlockKind.PARAGRAPH, "Dengan hormat")
    paper = Printout("Surat", (letter,), "Disusun oleh Loket", "Halaman {n} dari {all}")
    sending = Sending(
        SITI, Method.DOCUMENT, "Ini surat", file_name="surat-kuasa.pdf", printout=paper
    )
    async with office.carrying():
        await office.put(sending)
        await office.until("sent")
    (seen,) = [m for m in await office.town.person(SITI).messages() if m.by_bot]
    assert seen.media.name == "surat-kuasa.pdf"
    assert seen.media.size == len(draw(paper))


async def test_a_document_that_is_not_there_is_given_up(office: Office):
    async with office.carrying():
        await office.put(Sending(SITI, Method.DOCUMENT, "none", document="0" * 32))
        await office.until("failed")
    assert office.given_up == ["none"]


async def test_a_refused_token_stops_all_sending(office: Office, caplog):
    await office.town.order("weather", kind="unauthorized", count=100)
    async with office.carrying():
        await office.put(message(SITI, "one"), message(BUDI, "two"))
        await office.until("waiting", 2)
    assert len(await calls(office, SITI)) + len(await calls(office, BUDI)) <= 2
    assert "canary" not in caplog.text


@pytest.mark.parametrize("form", [ReportForm.TEXT, ReportForm.CSV])
async def test_a_report_is_made_when_it_goes_out(office: Office, form: ReportForm):
    order = ReportOrder("belitung", "2026-08-01", "2026-08-31", 0, 1, form, "id", 0)
    is_text = form is ReportForm.TEXT
    method = Method.MESSAGE if is_text else Method.DOCUMENT
    name = "" if is_text else "laporan.csv"
    async with office.carrying():
        await office.put(Sending(SITI, method, file_name=name, report=order))
        await office.until("sent")
    (seen,) = [m for m in await office.town.person(SITI).messages() if m.by_bot]
    if is_text:
        assert seen.text == "belitung"
    else:
        assert seen.media.name == "laporan.csv"
