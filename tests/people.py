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
    "Sri": Somebody(700000017, "Sri", "banjarmasin", "lpse_admin"),
    "Joko": Somebody(700000021, "Joko", "belitung", "lpse_helpdesk"),
    "Kartika": Somebody(700000022, "Kartika", "belitung", "verifier"),
    "Lukman": Somebody(700000023, "Lukman", "belitung", "bureau_head"),
    "Maya": Somebody(700000024, "Maya", "belitung", "lpse_chair"),
    "Nanda": Somebody(700000025, "Nanda", "belitung", "ppe_admin"),
    "Rizal": Somebody(700000026, "Rizal", "belitung", "lpse_admin"),
    "Wahyu": Somebody(700000031, "Wahyu", "lkpp", "lkpp_helpdesk"),
    "Yanti": Somebody(700000032, "Yanti", "lkpp", "lkpp_technical_team"),
    "Zaki": Somebody(700000033, "Zaki", "lkpp", "consultation_officer"),
    "Ratna": Somebody(700000034, "Ratna", "lkpp", "receptionist"),
    "Taufik": Somebody(700000035, "Taufik", "lkpp", "call_centre_agent"),
    "Utami": Somebody(700000036, "Utami", "lkpp", "catalogue_officer"),
    "Vina": Somebody(700000037, "Vina", "lkpp", "training_organiser"),
    "Arif": Somebody(700000041, "Arif", "babel", "lpse_helpdesk"),
    "Bella": Somebody(700000042, "Bella", "babel", "verifier"),
    "Cahya": Somebody(700000043, "Cahya", "babel", "bureau_head"),
    "Darma": Somebody(700000044, "Darma", "babel", "division_head"),
    "Endah": Somebody(700000045, "Endah", "babel", "subdivision_head"),
    "Galih": Somebody(700000046, "Galih", "babel", "ppe_admin"),
    "Hesti": Somebody(700000047, "Hesti", "babel", "system_admin"),
    "Irfan": Somebody(700000048, "Irfan", "babel", "agency_admin"),
    "Rina": Somebody(700000061, "Rina", "banjarmasin", "complaint_officer"),
    "Yuni": Somebody(700000062, "Yuni", "belitung", "complaint_officer"),
    "Intan": Somebody(700000063, "Intan", "lkpp", "catalogue_secretary"),
    "Hadi": Somebody(700000064, "Hadi", "lkpp", "catalogue_director"),
    "Tari": Somebody(700000065, "Tari", "lkpp", "catalogue_subdirectorate"),
    "Wati": Somebody(700000066, "Wati", "babel", "complaint_officer"),
    "Bayu": Somebody(700000067, "Bayu", "lkpp", "complaint_officer"),
}
ADMINISTRATORS = {"Oki": 700000099, "Putri": 700000098}
PEOPLE = {
    **APPLICANTS,
    **OFFICERS,
    **{name: Somebody(number, name) for name, number in ADMINISTRATORS.items()},
}
