"""The bench of the queue runs, and says by its exit whether the queue stays flat."""

from bench import queue


def test_a_short_run_prints_every_query_with_its_ratio(capsys):
    assert queue.main(["--counts", "200", "400", "--repeats", "3", "--no-postgres"]) in (0, 1)
    printed = capsys.readouterr().out
    for job in ("first page", "page in the middle", "how long it is", "search by a word"):
        assert f"  {job}" in printed
    assert "PostgreSQL" not in printed
