"""A shared file: one service per office, faults at their line, and an office's own overlay."""

import pytest

from tests.standards.conftest import filled

SHARED = "shared/pengaduan.toml"
SHARED_FILES = (SHARED, "shared/permintaan-umum.toml")


@pytest.fixture
def shelf(tmp_path):
    """The shared files, and the service that canned replies name."""
    return filled(tmp_path, (*SHARED_FILES, "banjarmasin/bjm-aktivasi.toml"))


def test_one_file_makes_a_complaint_for_every_office(catalogue):
    made = {one.id: one for one in catalogue.services.values() if one.family == "pengaduan"}
    assert {name: one.office for name, one in made.items()} == {
        "pengaduan-banjarmasin": "banjarmasin",
        "pengaduan-babel": "babel",
        "pengaduan-belitung": "belitung",
        "pengaduan-lkpp": "lkpp",
        "pengaduan-lkpp-katalog": "lkpp",
    }
    assert len({one.version for one in made.values()}) == len(made)


def test_limits_are_those_of_the_office_and_where_none_is_stated_there_is_none(catalogue):
    bjm = catalogue.service("pengaduan-banjarmasin")
    assert [(one.id, one.amount, one.kind.value) for one in bjm.clocks] == [
        ("admissibility", 3, "working_days"),
        ("response", 6, "working_days"),
    ]
    assert bjm.filing is not None
    assert bjm.filing.days == 30
    for silent in ("pengaduan-babel", "pengaduan-belitung", "pengaduan-lkpp"):
        assert catalogue.service(silent).clocks == ()
        assert catalogue.service(silent).components["time_standard"].absent
    letter = catalogue.service("pengaduan-lkpp-katalog").step("handling")
    assert letter.clock is not None
    assert (letter.clock.amount, letter.clock.kind.value) == (10, "working_days")


def test_the_contents_of_article_8_are_asked_with_their_letter(catalogue):
    asks = catalogue.service("pengaduan-banjarmasin").asks
    letters = {ask.article[-1] for ask in asks if ask.article}
    assert letters == {"a", "b", "c", "d"}


FAULTS = (
    ("a role of the common part", 'role = "complaint_officer"\nstate = "received"',
     'role = "verifier"\nstate = "received"', "step.intake.role", "role =", "complaints = true"),
    ("a target of a variant", 'may.forward = ["handling", "late_decision"]',
     'may.forward = ["handling", "later"]', "step.intake.may.forward", "later", "late_decision"),
    ("a day nobody asks for", 'since = "received_on"', 'since = "settlement"', "filing.since",
     "filing", "past_date"),
    ("a warning nobody knows", 'warning = "signature_pending"', 'warning = "odd"',
     "ask.signature.options.typed.warning", "typed", "signature_pending"),
    ("an unknown key in a variant", 'amount = 6\n', 'amount = 6\ncolour = "red"\n',
     "clock.response.colour", "colour", "Use one of"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "key", "at", "remedy"),
    [fault[1:] for fault in FAULTS],
    ids=[fault[0] for fault in FAULTS],
)
def test_a_fault_is_reported_with_its_line_in_the_shared_file(shelf, old, new, key, at, remedy):
    shelf.change(SHARED, old, new)
    problems = shelf.problems()
    problem = next((one for one in problems if one.key == key), None)
    assert problem is not None, problems
    assert problem.file == f"standards/{SHARED}"
    assert at in (shelf.root / SHARED).read_text("utf-8").splitlines()[problem.line - 1]
    assert remedy in problem.remedy


def test_a_late_step_needs_a_limit(shelf):
    limit = 'filing = { days = 30, since = "received_on", article = "Pasal 8 ayat (3)" }\n'
    shelf.change(SHARED, limit, "")
    assert [one.key for one in shelf.problems()] == ["step.late_decision.late"]


def test_a_shared_file_without_a_variant_is_refused(shelf):
    (shelf.root / "shared/empty.toml").write_text('id = "empty"\n', "utf-8")
    assert [(one.key, one.what) for one in shelf.problems()] == [
        ("variant", "a shared file has no variant, so that no office has this service")
    ]


def test_an_office_lays_its_own_words_over_the_shared_file(shelf):
    shelf.lay(SHARED, '[variant.babel]\ntitle = { id = "Aduan Babel", en = "Complaint" }\n')
    services = shelf.load().services
    assert services["pengaduan-babel"].title.id == "Aduan Babel"
    assert services["pengaduan-belitung"].title.id.startswith("Pengaduan pelayanan")


def test_the_limit_of_the_law_is_laid_over_for_staff_only(shelf):
    text = (shelf.root / SHARED).read_text("utf-8")
    commented = text.split("lays over this file:\n#\n")[1].split("\n\n")[0]
    laid = "\n".join(line.removeprefix("#").removeprefix("   ") for line in commented.splitlines())
    shelf.lay(SHARED, laid)
    clocks = shelf.load().service("pengaduan-banjarmasin")
    assert [one.id for one in clocks.clocks] == ["law_limit", "admissibility", "response"]
    assert [one.id for one in clocks.told_clocks] == ["admissibility", "response"]


def test_only_served_offices_have_their_variant(shelf):
    served = shelf.load(frozenset({"babel"})).services
    assert {one for one in served if one.startswith("pengaduan")} == {"pengaduan-babel"}
