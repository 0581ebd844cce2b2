"""reminders.toml: typed numbers, laid over by an office, refused when they cannot be meant."""

import pytest

FILE = "reminders.toml"


def test_the_built_in_numbers_are_read(shelf):
    reminders = shelf.load().reminders
    assert (reminders.quiet.from_hour, reminders.quiet.until_hour) == (21, 7)
    assert reminders.deadline.escalate_after_working_days == (1, 3)
    assert reminders.owed.remind_after_days == (1, 3, 7)
    assert reminders.assignment == (7, 1)


def test_an_overlay_changes_single_numbers(shelf):
    shelf.lay(FILE, "[owed]\nremind_after_days = [2]\nlapse_after_days = 30\n")
    reminders = shelf.load().reminders
    assert reminders.owed.remind_after_days == (2,)
    assert reminders.owed.lapse_after_days == 30
    assert reminders.owed.grace_days == 3
    assert reminders.draft.lapse_after_days == 14


@pytest.mark.parametrize(
    ("old", "new", "key", "remedy"),
    [
        ("until_hour = 7", "until_hour = 22", "quiet.from_hour", "from_hour = 21"),
        ("from_hour = 21", 'from_hour = "21.00"', "quiet.from_hour", "without quotes"),
        ("warn_at_percent = 80", "warn_at_percent = 100", "deadline.warn_at_percent", "below 100"),
        (
            "escalate_after_working_days = [1, 3]",
            "escalate_after_working_days = [3, 1]",
            "deadline.escalate_after_working_days",
            "[1, 3, 7]",
        ),
        ("lapse_after_days = 14", "lapse_after_days = 4", "draft.lapse_after_days", "longer"),
        ("remind_after_days = [1, 3, 7]", "remind_after_days = 3", "owed.remind_after_days", "["),
        (
            "remind_after_days = [1, 3, 7]",
            "remind_after_days = [1, 3, 14]",
            "owed.lapse_after_days",
            "more days",
        ),
        (
            "remind_before_days = [7, 1]",
            "remind_before_days = [1, 7]",
            "assignment.remind_before_days",
            "[7, 1]",
        ),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(shelf, old, new, key, remedy):
    shelf.reports(FILE, old, new, key, key.rpartition(".")[2], remedy)


def test_an_unknown_key_is_refused(shelf):
    shelf.lay(FILE, "[quiet]\nfrom_our = 20\n")
    (problem,) = shelf.problems()
    assert problem.key == "quiet.from_our"
    assert "from_hour" in problem.remedy


def test_a_missing_file_is_told_once(shelf):
    (shelf.root / FILE).unlink()
    (problem,) = shelf.problems()
    assert problem.file == FILE
