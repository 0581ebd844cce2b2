"""The people of the tests, all invented: applicants, officers and administrators by first name."""

from bot.rehearsal.house import Somebody

APPLICANTS = {
    "Siti": Somebody(700000001, "Siti"),
    "Budi": Somebody(700000002, "Budi"),
    "Andi": Somebody(700000003, "Andi"),
    "Emma": Somebody(700000004, "Emma", language="en"),
}
OFFICERS = {
    "Dewi": Somebody(700000011, "Dewi", "banjarmasin", "lpse_helpdesk"),
    "Dina": Somebody(700000016, "Dina", "banjarmasin", "lpse_helpdesk"),
    "Fajar": Somebody(700000012, "Fajar", "banjarmasin", "verifier"),
    "Gita": Somebody(700000013, "Gita", "banjarmasin", "system_admin"),
    "Indah": Somebody(700000015, "Indah", "banjarmasin", "division_head"),
    "Joko": Somebody(700000021, "Joko", "belitung", "lpse_helpdesk"),
    "Kartika": Somebody(700000022, "Kartika", "belitung", "verifier"),
    "Lukman": Somebody(700000023, "Lukman", "belitung", "bureau_head"),
    "Maya": Somebody(700000024, "Maya", "belitung", "lpse_chair"),
    "Nanda": Somebody(700000025, "Nanda", "belitung", "ppe_admin"),
    "Wahyu": Somebody(700000031, "Wahyu", "lkpp", "lkpp_helpdesk"),
}
ADMINISTRATORS = {"Oki": 700000099, "Putri": 700000098}
PEOPLE = {
    **APPLICANTS,
    **OFFICERS,
    **{name: Somebody(number, name) for name, number in ADMINISTRATORS.items()},
}
