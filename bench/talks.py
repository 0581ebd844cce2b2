"""What people say: the conversations of the bench, deed by deed."""

from itertools import count

from bench.person import File, Leave, Press, Talk, Text

AUDITOR = "belitung-userid-auditor"
ACTIVATION = "bjm-aktivasi"
_DEEDS = {
    "lpse_helpdesk": ("forward", "archive"),
    "verifier": ("forward", "finish"),
    "bureau_head": ("dispose",),
    "lpse_chair": ("dispose",),
    "ppe_admin": ("forward",),
}
"""What sends a ticket on from the desk of a role."""


def echoed() -> Talk:
    """Type without end, as long as an answer in an intake is."""
    while True:
        yield Text("PT Contoh Jaya Sentosa")


def typed() -> Talk:
    """An intake by typing alone, up to its first document, and then thrown away."""
    while True:
        yield from _words("/layanan", "user id auditor", "1", "1", "Siti Rahmawati")
        yield from _words("19860926 201505 1 001", "Ketua Tim", "0812-3456-7890")
        yield from _words("siti.rahmawati@example.go.id", "/batal", "Ya, hapus draf", "menu")


def pressed() -> Talk:
    """An intake by buttons alone, there and back, and then thrown away."""
    yield Text("menu")
    while True:
        yield from _presses("services")
        yield Press(("service",), AUDITOR)
        yield from _presses("begin")
        yield Press(("option",), "bpkp")
        yield from _presses("back", "keep", "help", "go_on", "cancel", "cancel_yes", "menu")


def documents() -> Talk:
    """An intake up to its documents, then one file after the other, each looked at again."""
    while True:
        yield from _asked_for_auditor()
        for nth in range(10):
            yield File(f"surat-{nth}.pdf")
            yield Press(("back",))
        yield Leave()


def mixed(first: int) -> Talk:
    """Applicants who come one after the other, for one service and the other in turn."""
    for number in count(first):
        yield from (auditor() if number % 2 else activation())
        yield Press(("mine",))
        yield Leave()


def auditor() -> Talk:
    """Ask for an auditor's User ID, from the menu to the receipt: 14 updates."""
    yield from _asked_for_auditor()
    yield File("surat-permohonan.pdf")
    yield File("surat-tugas.png")
    yield from _presses("next", "submit")


def _asked_for_auditor() -> Talk:
    yield Text("/start")
    yield from _presses("services")
    yield Press(("service",), AUDITOR)
    yield from _presses("begin")
    yield Press(("option",), "bpkp")
    yield from _words("Siti Rahmawati", "19860926 201505 1 001", "Ketua Tim", "0812-3456-7890")
    yield Text("siti.rahmawati@example.go.id")


def activation() -> Talk:
    """Ask for the activation of a company's account, with all its documents: 24 updates."""
    yield Text("/start")
    yield from _presses("services")
    yield Press(("service",), ACTIVATION)
    yield from _presses("begin")
    yield Press(("option",), "done")
    yield from _words("admin@contohjaya.example", "PT Contoh Jaya")
    yield Press(("option",), "pt")
    yield from _words("01.312.166.0-091.000", "Ahmad Fauzi", "0812-3456-7890")
    yield Press(("option",), "company_head")
    for name in ("pendaftaran", "keikutsertaan", "ktp", "npwp"):
        yield File(f"{name}.pdf")
    yield Press(("option",), "nib")
    yield from (File("nib.pdf"), File("akta.pdf"))
    yield Press(("option",), "no")
    yield from _presses("submit")


def officer(role: str) -> Talk:
    """Take what waits, or what a push brings, and send it on its way; then the next."""
    yield Text("/antrian")
    while True:
        yield Press(("card",))
        done = ""
        while done != "queue":
            done = yield Press((*_DEEDS[role], "sure_finish", "all_good", "queue"))
            if done == "all_good":
                yield Press(("card",))


def filing() -> Talk:
    """File a ticket; the last words heard are then its receipt, with its number."""
    yield from auditor()
    yield Press(("mine",))


def asking(number: str) -> Talk:
    """An officer takes a ticket, asks its applicant for a word, reads it, and asks again."""
    yield Text(f"/ambil {number}")
    while True:
        yield Text(f"/mintadata {number} nomor surat tugas")
        yield Press(("card",), alone=True)


def answering() -> Talk:
    """The applicant answers what a push asks."""
    while True:
        yield from _presses("answer")
        yield Text("Nomor 700/12/2026")


def _words(*texts: str) -> Talk:
    for text in texts:
        yield Text(text)


def _presses(*actions: str) -> Talk:
    for action in actions:
        yield Press((action,))
