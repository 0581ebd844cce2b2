"""Questions that ask the same are put together, however they are typed."""

from random import Random

from faq.groups import grouped

WAYS = (
    "apakah gedung lpse bisa dipakai lomba melukis",
    "bisa gak gedung lpse dipake lomba melukis",
    "min gedung lpse boleh dipakai untuk lomba melukis tidak",
    "mau tanya dong, gedung lpse bisa dipakai lomba melukis kah?",
    "gedung LPSE utk lomba melukis bs?",
)
OTHERS = (
    "kapan sosialisasi spse berikutnya",
    "ada wifi di loket",
    "berapa gaji pegawai lpse",
)


def mistyped(text, random):
    at = random.randrange(1, len(text) - 1)
    return text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :]


def test_fifty_variants_form_one_group():
    random = Random(3)
    variants = [
        mistyped(random.choice(WAYS), random) if nth % 2 else random.choice(WAYS).upper()
        for nth in range(50)
    ]
    groups = grouped([*variants, *OTHERS])
    assert groups[0] == tuple(range(50))
    assert [len(group) for group in groups[1:]] == [1, 1, 1]


def test_odd_texts_never_break_the_grouping():
    assert grouped([]) == []
    assert sum(len(group) for group in grouped(["", "???", "😀", "\u0000"])) == 4
