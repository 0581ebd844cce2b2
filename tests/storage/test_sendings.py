"""Sendings survive as bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.printout import Block, BlockKind, Printout
from flows.sending import Key, Method, Sending
from storage.sendings import pack, unpack

KEYS = st.builds(Key, label=st.text(), data=st.text(), url=st.text(), style=st.text())
ROWS = st.lists(st.lists(KEYS, max_size=3).map(tuple), max_size=3).map(tuple)
SENDINGS = st.builds(
    Sending,
    chat_id=st.integers(-(2**63), 2**63 - 1),
    method=st.sampled_from(Method),
    text=st.text(),
    keyboard=ROWS,
    message_id=st.integers(0, 2**63 - 1),
    protect=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(SENDINGS, max_size=4))
def test_sendings_come_back_as_they_were(sendings):
    assert unpack(pack(sendings)) == sendings


def test_a_plain_message_is_short():
    assert len(pack([Sending(1, Method.MESSAGE, "Baik")])) < 60


def test_a_printout_comes_back_as_it_was():
    blocks = (
        Block(BlockKind.FIELDS, rows=(("Nama", "Siti"),)),
        Block(BlockKind.TABLE, "", (("1", "2"),), (1, 3)),
    )
    paper = Printout("Surat", blocks, "kaki", "Halaman {n} dari {all}", "Tanda {mark}")
    sending = Sending(1, Method.DOCUMENT, "Ini", file_name="surat.pdf", printout=paper)
    assert unpack(pack([sending])) == [sending]
