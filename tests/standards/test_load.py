"""Loading: the built-in files, the overlay, the choice of offices, stored versions."""

import subprocess
import sys
import time
from datetime import date

import pytest

from flows.standard import Action, State
from standards.load import find_problems, load_catalogue, read_content
from standards.problems import StandardsError

BELITUNG = "belitung-userid-auditor"
BANJARMASIN = "bjm-aktivasi"


def test_the_built_in_standards_have_no_problem():
    assert find_problems() == ()


def test_both_complete_services_are_there(catalogue):
    assert {BELITUNG, BANJARMASIN} <= set(catalogue.services)
    assert catalogue.service(BELITUNG).office == "belitung"
    with pytest.raises(KeyError):
        catalogue.service("nothing")


def test_only_the_services_of_the_offices_served_are_kept(shelf):
    catalogue = shelf.load(frozenset({"belitung"}))
    assert {one.office for one in catalogue.services.values()} == {"belitung"}
    assert catalogue.served == {"belitung"}
    assert "lkpp" in catalogue.offices


def test_an_unknown_office_to_serve_is_refused(shelf):
    with pytest.raises(StandardsError, match="atlantis"):
        shelf.load(frozenset({"atlantis"}))


def test_an_overlay_switches_a_service_off_without_a_new_version(shelf):
    before = shelf.load().service(BELITUNG)
    shelf.lay(f"belitung/{BELITUNG}.toml", "on = false\n")
    catalogue = shelf.load()
    assert not catalogue.service(BELITUNG).on
    assert catalogue.service(BELITUNG).version == before.version
    assert catalogue.services_of("belitung") == ()


def test_an_overlay_changes_one_item_of_a_list_by_its_id(shelf):
    shelf.lay(
        f"belitung/{BELITUNG}.toml",
        '[[ask]]\nid = "email"\nnote = { id = "Email dinas.", en = "Use your office mail." }\n',
    )
    before = load_catalogue().service(BELITUNG)
    after = shelf.load().service(BELITUNG)
    assert [ask.id for ask in after.asks] == [ask.id for ask in before.asks]
    assert after.ask("email").check == "email"
    assert after.ask("email").note.en == "Use your office mail."
    assert after.version != before.version


def test_an_overlay_gives_an_office_its_true_hours(shelf):
    shelf.lay(
        "offices.toml",
        "[office.belitung.hours.friday]\n"
        'windows = ["08.00-11.00"]\n'
        'source = { document = "Surat Kepala Bagian", article = "" }\n',
    )
    office = shelf.load().office("belitung")
    assert office.hours[4].told
    assert [window.opens.hour for window in office.hours[4].windows] == [8]
    assert not office.hours[0].told


def test_an_overlay_may_bring_a_service_of_its_own(shelf):
    text = (shelf.root / f"belitung/{BELITUNG}.toml").read_text("utf-8")
    shelf.lay("belitung/belitung-dua.toml", text.replace(BELITUNG, "belitung-dua"))
    assert "belitung-dua" in shelf.load().services


def test_a_problem_of_the_overlay_names_the_overlay_and_its_line(shelf):
    shelf.lay(f"belitung/{BELITUNG}.toml", '# ours\n[[step]]\nid = "verify"\nrole = "judge"\n')
    (problem,) = shelf.problems()
    assert problem.file == f"$LOKET_STANDARDS/belitung/{BELITUNG}.toml"
    assert problem.line == 4


def test_an_overlay_folder_that_is_not_there_is_a_problem(tmp_path):
    (problem,) = find_problems(tmp_path / "nowhere")
    assert problem.file == "$LOKET_STANDARDS"


def test_stored_content_gives_the_same_standard_again(catalogue):
    for service_id, content in catalogue.contents.items():
        again = read_content(content)
        assert again == catalogue.service(service_id)
        assert list(again.step(again.steps[0].id).may) == list(again.steps[0].may)


def test_content_that_is_no_service_is_refused():
    with pytest.raises(StandardsError):
        read_content("{}")


def test_a_season_and_a_single_day_reach_the_calendar(shelf):
    shelf.lay(
        "holidays.toml",
        "[season.ramadan_2027]\n"
        'title = { id = "Ramadan 1448 H", en = "Ramadan 1448 AH" }\n'
        'first = 2027-02-08\nlast = 2027-03-09\nweek = "ramadan"\n'
        'source = { document = "Surat Edaran", article = "" }\n'
        '[closed."2026-12-09"]\ntitle = { id = "Pilkada", en = "Election day" }\n'
        'source = { document = "Keputusan", article = "" }\noffices = ["belitung"]\n'
        '[opened."2026-12-24"]\nwindows = ["08.00-10.00"]\n'
        'source = { document = "Surat Edaran", article = "" }\n',
    )
    catalogue = shelf.load()
    belitung, banjarmasin = catalogue.calendar("belitung"), catalogue.calendar("banjarmasin")
    assert [span[1].hour for span in belitung.windows_on(date(2027, 2, 9))] == [12, 15]
    assert not belitung.is_working_day(date(2026, 12, 9))
    assert banjarmasin.is_working_day(date(2026, 12, 9))
    assert [span[1].hour for span in banjarmasin.windows_on(date(2026, 12, 24))] == [10]


def test_the_calendar_knows_joint_leave_and_the_zone(catalogue):
    calendar = catalogue.calendar("banjarmasin")
    assert not calendar.is_working_day(date(2026, 12, 24))
    (opens, _), (_, closes) = calendar.windows_on(date(2026, 11, 20))
    assert opens.strftime("%H.%M %Z") == "07.30 WITA"
    assert closes.strftime("%H.%M %Z") == "16.30 WITA"
    assert catalogue.calendar("banjarmasin") is calendar


def test_loading_is_quick_and_imports_nothing_heavy():
    code = (
        "import sys, standards.load as load; load.load_catalogue();"
        "print([m for m in ('aiogram', 'holidays', 'telegram', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    spent = []
    for _ in range(3):
        began = time.process_time()
        load_catalogue()
        spent.append(time.process_time() - began)
    assert min(spent) < 0.15


def test_actions_keep_their_order_and_states_their_words(catalogue):
    verify = catalogue.service(BELITUNG).step("verify")
    assert list(verify.may) == [
        Action.FORWARD,
        Action.RETURN,
        Action.REJECT,
        Action.ASK,
        Action.NOTE,
    ]
    assert verify.state is State.VERIFYING
