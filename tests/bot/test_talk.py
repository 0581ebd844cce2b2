"""The walk in the terminal: people take turns, and what happened can be saved as a transcript."""

from collections.abc import Iterator

import pytest

from bot.rehearsal.talk import talk
from simulator import personas
from tests.transcripts import check, transcript
from tests.transcripts.desk_driver import DeskDriver

WALK = """\
:as Andi
/start belitung-userid-auditor
:press Mulai permohonan
:press BPKP
Andi Wijaya
19860926 201505 1 001
Ketua Tim
0812-3456-7890
andi@contoh.example
:file surat
:file tugas
:press Kirim permohonan
:after 5 minutes
:as Joko
/antrian
1
:press Ambil
"""


class Terminal:
    """Types prepared lines and keeps what is printed."""

    def __init__(self, lines: str) -> None:
        self._lines: Iterator[str] = iter(lines.splitlines())
        self.printed = ""
        self.prompts: list[str] = []

    def ask(self, prompt: str) -> str:
        self.prompts.append(prompt)
        try:
            return next(self._lines)
        except StopIteration:
            raise EOFError from None

    def tell(self, line: str) -> None:
        self.printed += f"{line}\n"


@pytest.fixture
def walked(all_services, texts):
    def walk(lines: str) -> Terminal:
        terminal = Terminal(lines)
        talk(
            all_services,
            texts,
            personas.load(),
            "belitung-userid-auditor",
            terminal.ask,
            terminal.tell,
        )
        return terminal

    return walk


def test_a_saved_walk_comes_true_again_as_a_transcript(
    walked, house, texts, tmp_path, monkeypatch
):
    walked(f"{WALK}:save {tmp_path}/walk.toml\n")
    monkeypatch.setattr("bot.journeys.FOLDER", tmp_path)
    script = transcript.read("walk")
    assert script.service == "belitung-userid-auditor"
    assert len(script.turns) == 15
    assert check.play(script, DeskDriver(house), texts) == len(script.turns)


def test_everybody_told_of_a_deed_is_shown_with_it(walked):
    terminal = walked(WALK)
    assert "  → Joko: Tiket baru BLT-2026-000001-" in terminal.printed
    assert terminal.prompts[-1] == "Joko> "


def test_wrong_orders_are_answered_with_what_is_possible(walked):
    terminal = walked(":as Nobody\n:after tomorrow\n:press Tidak ada\n:dance\n:save\n")
    assert "Nobody is called 'Nobody'." in terminal.printed
    assert "Write for example :after 30 minutes" in terminal.printed
    assert "no button 'Tidak ada'" in terminal.printed
    assert "There is no :dance." in terminal.printed
    assert "Write for example :save walk.toml." in terminal.printed
