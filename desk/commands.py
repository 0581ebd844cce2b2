"""Every command and plain word, and what it is an order for."""

from collections.abc import Callable
from dataclasses import replace

from desk import (
    additions,
    consulting,
    explain,
    intake,
    letters,
    menu,
    mine,
    people,
    powers,
    preferences,
    queues,
    service_pledge,
    staff,
    standard_page,
    wallet,
)
from desk.calendars import orders as calendar_orders
from desk.cards import found as found_by_staff
from desk.cards import ticket_card
from desk.complaints import start as complaints
from desk.counter import doors as counter
from desk.daily import doors as daily
from desk.editing import doors as editing
from desk.filing import doors as filing
from desk.filing import linking
from desk.incidents import orders as incidents
from desk.own_data import doors as own_data
from desk.own_data.asking import overview as own_overview
from desk.printing import orders as printing
from desk.printing import published
from desk.questions import asking
from desk.questions import doors as questions
from desk.reporting import orders as reporting
from desk.retention import doors as retention
from desk.survey import doors as survey
from desk.visit import Reply, Visit, card, under
from flows.deep_link import LinkKind, is_link
from flows.deep_link import read as read_link
from flows.heard import HeardKind
from flows.number import read, split_number
from flows.say import Say
from storage import drafts, tickets


def command(visit: Visit, name: str, words: str, replied: str) -> Reply:
    """Answer a command; one that nobody knows gets the help."""
    if name in staff.COMMANDS or name in staff.VIEWS:
        return staff.command(visit, name, words, replied)
    order = COMMANDS.get(name)
    if order is None:
        helped = menu.help_(visit)
        unknown = Say("command.unknown", {"name": name})
        return replace(helped, cards=(under(unknown, helped.cards[0]),))
    return order(visit, words.strip())


def ticket(visit: Visit, number: str) -> Reply:
    """Show a ticket by its number to its owner or its staff; one sentence for all others."""
    own = mine.mine(visit, number)
    if own is not None:
        return mine.status(visit, own)
    held = found_by_staff(visit, number)
    if held is not None:
        return ticket_card(visit, held)
    return Reply((card(Say("ticket.unknown")),))


def start(visit: Visit, payload: str) -> Reply:
    """`/start`: the menu, an invitation, a service by its link, a ticket by its code."""
    if payload.startswith(people.PREFIX):
        return people.accept(visit, payload.removeprefix(people.PREFIX))
    if payload.startswith(linking.PREFIX):
        return linking.redeem(visit, payload.removeprefix(linking.PREFIX))
    if payload in visit.desk.books.catalogue.services:
        return menu.service(visit, payload)
    if is_link(payload):
        return _follow(visit, payload)
    number = read(payload)
    if number is not None:
        return ticket(visit, number)
    return menu.menu(visit)


def _follow(visit: Visit, payload: str) -> Reply:
    """Open what a signed link names; a forged one, and one that leads nowhere, is told kindly."""
    link = read_link(payload, visit.desk.tx.vault.link_key)
    if link is None:
        return menu.instead(visit, Say("link.forged"))
    if link.kind is LinkKind.SERVICE:
        if link.subject in visit.desk.books.catalogue.services:
            return menu.service(visit, link.subject)
        return menu.instead(visit, Say("link.gone"))
    kept = tickets.by_id(visit.desk.tx, int(link.subject, 36))
    return Reply((card(Say("ticket.unknown")),)) if kept is None else ticket(visit, kept.number)


def status(visit: Visit, words: str) -> Reply:
    """`/status`, `/status NUMBER`, `/status NUMBER jelaskan`."""
    if not words:
        return mine.tickets_list(visit)
    begun, rest = split_number(words)
    own = mine.mine(visit, begun) if begun else None
    if own is not None and rest.casefold() in explain.WORDS:
        return explain.explain(visit, own)
    number = read(words)
    return Reply((card(Say("ticket.unknown")),)) if number is None else ticket(visit, number)


def upload(visit: Visit, words: str = "") -> Reply:
    """`/unggah`, `/unggah NUMBER`: hand in what the step of a running case takes."""
    number = read(words) if words else ""
    asked = additions.by_word(visit, number) if number is not None else None
    return asked or menu.instead(visit, Say("addition.none"))


def stop(visit: Visit) -> Reply:
    """`/batal`: leave whatever is being asked; a draft is thrown away only after a question."""
    kept = intake.current(visit)
    if kept is not None:
        return intake.ask_to_cancel(visit, kept)
    return menu.menu(visit)


def go_on(visit: Visit) -> Reply:
    """Ask the open question again."""
    kept = intake.current(visit)
    return intake.resume(visit, kept) if kept is not None else menu.menu(visit)


def open_draft(visit: Visit, draft_id: str) -> Reply:
    """Go on with one of several drafts."""
    kept = drafts.by_id(visit.desk.tx, int(draft_id))
    if kept is None or kept.person_id != visit.person.id or kept.state != "open":
        return menu.draft_list(visit)
    return intake.resume(visit, kept)


Order = Callable[[Visit], Reply]
WithWords = Callable[[Visit, str], Reply]

COMMANDS: dict[str, WithWords] = {
    "start": start,
    "menu": lambda visit, words: menu.menu(visit),
    "layanan": lambda visit, words: (
        (menu.by_words(visit, words) if words else None) or menu.services(visit)
    ),
    "status": status,
    "pengaduan": complaints.complain,
    "permintaan": complaints.request,
    "surat": letters.command,
    "standar": published.standard_command,
    "maklumat": published.pledge_command,
    "pengaturan": preferences.command,
    "dompet": wallet.command,
    "bahasa": lambda visit, words: menu.languages(visit),
    "batal": lambda visit, words: stop(visit),
    "bantuan": lambda visit, words: menu.help_(visit),
    "help": lambda visit, words: menu.help_(visit),
    "lanjut": lambda visit, words: go_on(visit),
    "draf": lambda visit, words: menu.draft_list(visit),
    "unggah": upload,
    "antrian": queues.command,
    "undang": people.invite,
    "petugas": people.officers,
    "kalender": calendar_orders.command,
    "gangguan": incidents.command,
    **counter.COMMANDS,
    **daily.COMMANDS,
    **questions.COMMANDS,
    **editing.COMMANDS,
    "cetak": printing.command,
    "formulir": printing.command,
    "terima": printing.receive,
    **filing.COMMANDS,
    **retention.COMMANDS,
    **own_data.COMMANDS,
    **survey.COMMANDS,
    **powers.COMMANDS,
    "laporan": reporting.command,
    "tanyakan": consulting.ask,
    "jawab": consulting.answer,
}

WORDS: dict[str, Order] = {
    **dict.fromkeys(
        (
            "halo", "hallo", "hai", "hi", "hello", "p", "ping", "menu", "info", "min", "admin",
            "pagi", "siang", "sore", "malam", "selamat pagi", "selamat siang", "selamat sore",
            "selamat malam", "assalamualaikum", "assalamu alaikum", "permisi",
            "start", "mulai", "kembali", "0",
        ),
        menu.menu,
    ),
    **dict.fromkeys(("layanan", "daftar layanan", "services"), menu.services),
    **dict.fromkeys(("status", "cek status", "tiket saya", "my tickets"), mine.tickets_list),
    **dict.fromkeys(
        ("pengaduan", "mengadu", "mau mengadu", "komplain", "keluhan", "complaint"),
        complaints.complain,
    ),
    **dict.fromkeys(
        ("keperluan lain", "permintaan lain", "permintaan umum", "other request"),
        complaints.request,
    ),
    **dict.fromkeys(("bantuan", "help", "tolong"), menu.help_),
    **dict.fromkeys(("tanya", "bertanya", "mau tanya", "ask", "question"), asking.prompt),
    **dict.fromkeys(("bahasa", "language", "english"), menu.languages),
    **dict.fromkeys(
        ("maklumat", "maklumat pelayanan", "janji layanan", "service pledge"),
        service_pledge.offices,
    ),
    **dict.fromkeys(
        ("standar", "standar pelayanan", "standar layanan", "service standard"),
        standard_page.services,
    ),
    **dict.fromkeys(("batal", "cancel"), stop),
    **dict.fromkeys(("lanjut", "lanjutkan", "continue"), go_on),
    **dict.fromkeys(
        ("kunjungan", "janji kunjungan", "visit", "visits", "appointment"),
        lambda visit: COMMANDS["kunjungan"](visit, ""),
    ),
    **dict.fromkeys(("dompet", "dompet dokumen", "wallet"), wallet.overview),
    **dict.fromkeys(("data", "data saya", "data pribadi", "my data"), own_overview),
    **dict.fromkeys(("pengaturan", "setelan", "settings"), preferences.overview),
    **dict.fromkeys(("draf", "draft", "drafts"), menu.draft_list),
    **dict.fromkeys(
        ("survei", "survey", "beri penilaian", "penilaian"),
        lambda visit: COMMANDS["survei"](visit, ""),
    ),
    **dict.fromkeys(("unggah", "unggah bukti pembayaran", "upload", "upload proof"), upload),
    **dict.fromkeys(
        ("terima kasih", "terimakasih", "makasih", "trims", "thanks", "thank you", "ok", "oke"),
        lambda visit: menu.instead(visit, Say("menu.thanks")),
    ),
}  # fmt: skip
"""Plain words that mean a command when nothing is being asked."""

LEAVING: dict[str, Order] = {
    **dict.fromkeys(("batal", "batalkan", "cancel"), stop),
    **dict.fromkeys(("menu", "menu utama", "main menu"), menu.menu),
    **dict.fromkeys(("bantuan", "help"), menu.help_),
}
"""The words that are never taken for an answer and lead away from the open question."""

STEERING: dict[str, HeardKind] = {
    **dict.fromkeys(("kembali", "back"), HeardKind.BACK),
    **dict.fromkeys(("lanjut", "lanjutkan", "next", "continue"), HeardKind.NEXT),
    **dict.fromkeys(("lewati", "skip"), HeardKind.SKIP),
}
"""The words that are never taken for an answer and steer the intake."""

YES_OR_NO = frozenset(("ya", "tidak", "yes", "no"))
"""The words that mean the one button of the last screen that begins with them."""
