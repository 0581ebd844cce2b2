"""The vault: what is sealed opens only with the right key, for the right record."""

import base64

import pytest

from storage.vault import Sealed, Secret, SecretError, Vault, new_root

ONE, TWO = "ab" * 32, "cd" * 32


def vault(root: bytes = b"one" * 11) -> Vault:
    return Vault(root)


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        base64.b64encode(bytes(range(32))).decode(),
        base64.urlsafe_b64encode(b"\xff" * 40).decode().rstrip("="),
        f" {ONE} , {TWO} ",
    ],
)
def test_a_secret_is_read_as_hex_or_base64(text):
    assert all(len(master) >= 32 for master in Secret.parse(text).masters)


def test_a_generated_secret_is_fit_to_be_read():
    assert Secret.parse(Secret.generate()) != Secret.parse(Secret.generate())


@pytest.mark.parametrize("text", ["", ",", "ab" * 31, "not a key!", f"{ONE},{ONE},{ONE}"])
def test_a_poor_secret_is_refused_without_being_shown(text):
    with pytest.raises(SecretError) as told:
        Secret.parse(text)
    assert text not in str(told.value) or text in ("", ",")


def test_a_secret_does_not_show_itself():
    assert "ab" * 4 not in repr(Secret.parse(ONE))


def test_what_is_sealed_opens_again():
    key = vault().new_key()
    sealed = vault().seal(key, b"NPWP", "ticket:1")
    assert b"NPWP" not in sealed
    assert vault().open(key, sealed, "ticket:1") == b"NPWP"
    assert vault().open_house(vault().seal_house(b"", "inbox:5"), "inbox:5") == b""


def test_the_same_text_is_never_sealed_the_same_way_twice():
    key = vault().new_key()
    assert vault().seal(key, b"a", "t") != vault().seal(key, b"a", "t")
    assert vault().new_key() != vault().new_key()


def test_a_value_moved_to_another_record_does_not_open():
    key = vault().new_key()
    with pytest.raises(Sealed, match="ticket:2"):
        vault().open(key, vault().seal(key, b"x", "ticket:1"), "ticket:2")
    with pytest.raises(Sealed):
        vault().open_house(vault().seal_house(b"x", "inbox:1"), "inbox:2")


def test_an_erased_or_foreign_key_opens_nothing():
    key, other = vault().new_key(), vault().new_key()
    sealed = vault().seal(key, b"x", "ticket:1")
    with pytest.raises(Sealed, match="erased"):
        vault().open(None, sealed, "ticket:1")
    with pytest.raises(Sealed):
        vault().open(other, sealed, "ticket:1")
    with pytest.raises(Sealed, match="another record"):
        vault(b"two" * 11).open(key, sealed, "ticket:1")


@pytest.mark.parametrize("place", [0, 1, 12, 13, -1])
def test_every_altered_byte_is_noticed(place):
    for make, read in (
        (vault().seal_house(b"text", "a"), lambda v: vault().open_house(v, "a")),
        (vault().new_key(), lambda v: vault().seal(v, b"", "a")),
    ):
        altered = bytearray(make)
        altered[place] ^= 1
        with pytest.raises(Sealed):
            read(bytes(altered))


@pytest.mark.parametrize("rest", [b"", b"\x00", b"\x00" * 12])
def test_a_value_cut_short_is_sealed_not_a_crash(rest):
    with pytest.raises(Sealed):
        vault().open_house(rest, "a")
    with pytest.raises(Sealed):
        vault().open(vault().new_key(), rest, "a")


def test_of_two_secrets_the_first_wraps_and_both_unwrap():
    old, both, new = Secret.parse(ONE), Secret.parse(f"{TWO},{ONE}"), Secret.parse(TWO)
    root = new_root()
    wrapped = old.wrap(root, "root")
    assert root not in wrapped
    assert both.unwrap(wrapped, "root") == (root, False)
    assert new.unwrap(both.wrap(root, "root"), "root") == (root, True)
    with pytest.raises(Sealed, match="another LOKET_SECRET"):
        new.unwrap(wrapped, "root")
    with pytest.raises(Sealed):
        old.unwrap(wrapped, "another")


def test_a_fingerprint_is_the_same_for_one_person_and_shared_with_nobody():
    assert vault().fingerprint(1, b"file") == vault().fingerprint(1, b"file")
    different = {
        vault().fingerprint(1, b"file"),
        vault().fingerprint(2, b"file"),
        vault().fingerprint(1, b"FILE"),
        vault(b"two" * 11).fingerprint(1, b"file"),
    }
    assert len(different) == 4


def test_each_purpose_has_a_key_of_its_own():
    one = vault()
    assert one.token_hash("5:x") != one.fingerprint(5, b"x")
    assert one.journal_mac(b"5:x").hex() != one.fingerprint(5, b"x")
    assert one.button_key != vault(b"two" * 11).button_key


def test_a_journal_mac_proves_one_row_of_one_house():
    mac = vault().journal_mac(b"row")
    assert vault().journal_proves(b"row", mac)
    assert not vault(b"two" * 11).journal_proves(b"row", mac)
    assert not vault().journal_proves(b"rows", mac)


def test_no_two_values_share_a_nonce():
    kept = vault()
    assert len({kept.seal_house(b"", "a")[:12] for _ in range(2_000)}) == 2_000
