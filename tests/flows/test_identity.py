"""Numbers of people and companies: read as people write them, refused only where surely wrong."""

import pytest

from flows.checks import Checked, Fault, check

NPWP = "0013121660091000"


@pytest.mark.parametrize(
    "typed",
    ["01.312.166.0-091.000", "013121660091000", "01 312 166 0/091 000", "01.312.166.0–091.000"],
)
def test_an_old_tax_number_is_kept_with_a_zero_in_front(typed):
    assert check("npwp", typed) == Checked(NPWP, "01.312.166.0-091.000")


def test_a_tax_number_of_16_digits_is_shown_in_fours():
    assert check("npwp", NPWP) == Checked(NPWP, "0013 1216 6009 1000")
    assert check("npwp", "3171-0117-0845-0001") == Checked(
        "3171011708450001", "3171 0117 0845 0001"
    )


@pytest.mark.parametrize("typed", ["013121661091000", "1000000000009999", "0" * 15])
def test_a_doubtful_tax_number_is_taken_with_a_warning(typed):
    answer = check("npwp", typed)
    assert isinstance(answer, Checked)
    assert answer.warning == "npwp_doubtful"


@pytest.mark.parametrize(
    ("kind", "typed", "fault"),
    [
        ("npwp", "01.312.166.0", Fault("digits", {"wanted": "15/16", "got": "9"})),
        ("npwp", "0" * 22, Fault("digits", {"wanted": "15/16", "got": "22"})),
        ("npwp", "lupa", Fault("only_digits")),
        ("npwp", "-", Fault("empty")),
        ("npwp", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥", Fault("only_digits")),
        ("nik", "317101170845000", Fault("digits", {"wanted": "16", "got": "15"})),
        ("nik", "3171013208450001", Fault("not_nik")),
        ("nik", "3171017208450001", Fault("not_nik")),
        ("nik", "3171011713450001", Fault("not_nik")),
        ("nip_nrp", "1234", Fault("digits", {"wanted": "5-18", "got": "4"})),
        ("nip_nrp", "19860926201505100A", Fault("only_digits")),
        ("nib", "912000123456", Fault("digits", {"wanted": "13", "got": "12"})),
    ],
)
def test_a_number_of_the_wrong_shape_is_refused_with_what_was_wanted(kind, typed, fault):
    assert check(kind, typed) == fault


@pytest.mark.parametrize("typed", ["3171011708450001", "3171015708450001", "9201011708450001"])
def test_a_national_id_is_kept_whole_and_shown_masked(typed):
    assert check("nik", typed) == Checked(typed, f"{typed[:4]}********0001")


def test_a_staff_number_is_shown_in_its_groups():
    assert check("nip_nrp", "198609262015051001") == Checked(
        "198609262015051001", "19860926 201505 1 001"
    )


def test_a_staff_number_of_another_body_is_taken_with_a_note():
    assert check("nip_nrp", "78 1234-56") == Checked("78123456", "78123456", "not_nip")
    answer = check("nip_nrp", "198613262015051001")
    assert isinstance(answer, Checked)
    assert answer.warning == "nip_birth"


def test_a_business_number_has_thirteen_digits():
    assert check("nib", "9120 0012 3456 7") == Checked("9120001234567", "9120001234567")


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("0812-3456-7890", "+6281234567890", "0812-3456-7890"),
        ("+62 812 3456 7890", "+6281234567890", "0812-3456-7890"),
        ("6281234567890", "+6281234567890", "0812-3456-7890"),
        ("+62 0812 3456 7890", "+6281234567890", "0812-3456-7890"),
        ("0062 812 34567890", "+6281234567890", "0812-3456-7890"),
        ("81234567890", "+6281234567890", "0812-3456-7890"),
        ("0811123456", "+62811123456", "0811-1234-56"),
        ("021-29935577", "+622129935577", "(021) 29935577"),
        ("(0511) 3352345", "+625113352345", "(0511) 3352345"),
        ("+62 719 21234", "+6271921234", "(0719) 21234"),
        ("0622 21234", "+6262221234", "(0622) 21234"),
        ("061 4512345", "+62614512345", "(061) 4512345"),
    ],
)
def test_a_telephone_number_is_kept_as_e164_and_shown_as_dialled(typed, kept, shown):
    assert check("phone", typed) == Checked(kept, shown)


@pytest.mark.parametrize(
    "typed",
    [
        "144",
        "081234567",
        "3352345",
        "+60 12 345 6789",
        "+1 212 555 0100",
        "lupa",
        "08123456789012345",
    ],
)
def test_what_cannot_be_called_back_is_no_telephone_number(typed):
    assert check("phone", typed) == Fault("not_phone")
