"""Versions: the same content has the same version, other content another."""

from standards.version import content_of, version_of

FILE = "belitung/belitung-userid-auditor.toml"
ID = "belitung-userid-auditor"


def test_comments_and_white_space_do_not_change_a_version(shelf):
    before = shelf.load().service(ID).version
    shelf.change(FILE, "# SOP 49", "# another comment\n\n\n# SOP 49")
    shelf.change(FILE, 'closes = "reporter"', 'closes    =    "reporter" # who closes')
    assert shelf.load().service(ID).version == before


def test_the_order_of_tables_does_not_change_a_version(shelf):
    before = shelf.load().service(ID).version
    path = shelf.root / FILE
    text = path.read_text("utf-8")
    block = "[component.fee]\nabsent = true\n\n"
    path.write_text(text.replace(block, "") + "\n" + block, "utf-8")
    assert shelf.load().service(ID).version == before


def test_any_other_content_is_another_version(shelf):
    before = shelf.load().service(ID).version
    seen = {before}
    for old, new in (
        ("amount = 140", "amount = 150"),
        ("Bapak/Ibu auditor", "Auditor"),
        ('"sms", ', ""),
        ("valid_from = 2020-03-31", "valid_from = 2020-04-01"),
    ):
        shelf.change(FILE, old, new)
        seen.add(shelf.load().service(ID).version)
    assert len(seen) == 5


def test_a_version_is_the_sha256_of_content_without_the_switch():
    content = content_of({"on": True, "b": [1, 2], "a": "é"})
    assert content == '{"a":"é","b":[1,2]}'
    assert version_of(content) == version_of(content_of({"on": False, "a": "é", "b": [1, 2]}))
    assert len(version_of(content)) == 64
