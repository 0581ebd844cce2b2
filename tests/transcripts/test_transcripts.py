"""Every transcript comes true: by the flows alone, and at the desk over a real store."""

import pytest

from bot import journeys
from flows.pace import Limit
from storage.invariants import lasting
from tests.transcripts import check, transcript
from tests.transcripts.desk_driver import DeskDriver
from tests.transcripts.flows_driver import FlowsDriver
from tests.transcripts.live_driver import whole_bot

NAMES = transcript.names()
BY_RULES = [name for name in NAMES if not name.startswith(("question_", "own_"))]
"""Questions and rights over own data are the desk's: the rules know nothing of them."""


@pytest.mark.parametrize("name", BY_RULES)
def test_the_conversation_comes_true_by_the_flows_alone(name, all_services, texts):
    script = transcript.read(name)
    driver = FlowsDriver(all_services.service(script.service), texts)
    assert check.play(script, driver, texts) > len(script.turns) // 3


@pytest.mark.parametrize("name", NAMES)
def test_the_conversation_comes_true_at_the_desk(name, house, texts):
    script = transcript.read(name)
    assert check.play(script, DeskDriver(house), texts) == len(script.turns)
    assert house.write(lasting) == []


def test_every_service_has_a_transcript_of_its_main_path(all_services):
    played = {transcript.read(name).service for name in NAMES}
    families = {all_services.service(service).family for service in played} - {""}
    for service, standard in all_services.services.items():
        assert service in played or standard.family in families, service


def test_the_tour_plays_one_transcript_of_each_service(all_services):
    played = [one.service for one in journeys.tour()]
    assert len(played) == len(set(played))
    assert set(played) == {transcript.read(name).service for name in NAMES}
    assert set(played) <= set(all_services.services)


def test_a_transcript_that_misspells_a_key_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.journeys.FOLDER", tmp_path)
    text = 'about = ""\nservice = ""\n[[turn]]\nwho = "Andi"\nsays = "x"\nheers = ["y"]\n'
    (tmp_path / "bad.toml").write_text(text)
    with pytest.raises(ValueError, match="bad, turn 1: unknown"):
        transcript.read("bad")


@pytest.mark.parametrize("name", transcript.whole_ones())
async def test_the_conversation_comes_true_through_the_whole_bot(
    name, tmp_path, texts, monkeypatch, empty_database
):
    # People in transcripts write faster than one message a second; the pace has its own tests.
    monkeypatch.setattr("flows.pace.PER_CHAT", Limit(1, 0.0))
    script = transcript.read(name)
    async with whole_bot(tmp_path, empty_database) as driver:
        assert await check.play_live(script, driver, texts) == len(script.turns)
