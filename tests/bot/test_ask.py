"""`loket ask`: one question a line in, one JSON object a line out."""

import json
import subprocess
import sys

from bot.ask import answers


def test_each_question_gets_one_object_in_order(all_services):
    told = [json.loads(line) for line in answers(all_services, ["syarat ganti email\n", "\n"])]
    assert told[0]["service"] == "bjm-email"
    assert "Akta" in told[0]["answer"]
    assert told[0]["best"]["answer"] == told[0]["answer"]
    assert told[1]["answer"] is None
    assert told[1]["suggestions"] == []


def test_an_open_question_gets_suggestions_that_name_their_service(all_services):
    told = json.loads(next(answers(all_services, ["berapa biayanya?"])))
    assert told["answer"] is None
    assert len(told["suggestions"]) >= 2
    assert len({each["title"] for each in told["suggestions"]}) == len(told["suggestions"])


def test_broken_bytes_are_a_question_nobody_can_answer(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "--json"],
        input=b"\xff\xfe\x00\n" + b"lupa password spse\n",
        capture_output=True,
        check=True,
        timeout=60,
    )
    first, second = map(json.loads, run.stdout.decode().splitlines())
    assert first["answer"] is None
    assert "Lupa password" in second["answer"]


def test_asking_needs_no_telegram_and_no_database():
    code = "import sys, bot.ask; sys.exit('aiogram' in sys.modules or 'sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
