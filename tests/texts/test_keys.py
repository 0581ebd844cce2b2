"""Every sentence the code can say exists, in both languages, with the same fields."""

import pytest

from flows.words import Language
from tests.texts.keys import expansions, patterns, written
from texts.render import fields


@pytest.fixture(scope="module")
def indonesian(texts):
    return texts.sentences[Language.ID]


@pytest.fixture(scope="module")
def english(texts):
    return texts.sentences[Language.EN]


@pytest.fixture(scope="module")
def groups(indonesian):
    return frozenset(key.partition(".")[0] for key in indonesian)


@pytest.fixture(scope="module")
def sayable(groups, all_services):
    """Every key the code can say, with the place that says it."""
    holes = expansions(all_services)
    found = written(groups)
    for pattern, place in patterns(groups).items():
        for value in holes.get(pattern, ()):
            found[pattern.replace("{}", value)] = place
    return found


def test_both_languages_have_the_same_sentences(indonesian, english):
    assert set(indonesian) == set(english)


def test_both_languages_need_the_same_values(indonesian, english):
    differing = [key for key in indonesian if fields(indonesian[key]) != fields(english[key])]
    assert differing == []


def test_every_sentence_the_code_can_say_exists(sayable, indonesian):
    missing = {key: place for key, place in sayable.items() if key not in indonesian}
    assert missing == {}


def test_what_can_stand_in_every_key_that_is_put_together_is_known(groups, all_services):
    unknown = set(patterns(groups)) - set(expansions(all_services))
    assert unknown == set(), "tests/texts/keys.py must say what these can be"


def test_nothing_is_written_that_nobody_says(sayable, indonesian):
    kept_for_later = {"notice.applicant.submitted", "notice.applicant.awaiting_confirmation"}
    groups_of_codes = ("date.", "journal.", "warning.")
    dead = {
        key
        for key in indonesian
        if key not in sayable and key not in kept_for_later and not key.startswith(groups_of_codes)
    }
    assert dead == set()


def test_the_command_menus_are_short_enough_for_telegram(texts):
    for language, sentences in texts.sentences.items():
        for key, sentence in sentences.items():
            if key.startswith("command.") and key != "command.unknown":
                assert 1 <= len(sentence) <= 256, (language, key)
