"""Lines of keys: found for every value of the real files, and in the odd corners of TOML."""

import tomllib

import pytest

from standards.lines import key_lines
from standards.load import BUILT_IN

FILES = sorted(path.relative_to(BUILT_IN).as_posix() for path in BUILT_IN.rglob("*.toml"))

ODD = '''
a.b = 1 # a = 2
"quoted key" = "text with ] and # and = in it"
[table]
long = """
[not.a.table]
x = 1
"""
raw = \'\'\'
y = 2\'\'\'
when = 1979-05-27 07:32:00
list = [
    { id = "one", deep = { x = [1, 2] } }, # comment
    { id = "two" },
]
[[item]]
n = 1
[item.sub]
m = 2
[[item]]
n = 3
[[item.part]]
p = 4
'''


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))


@pytest.mark.parametrize("file", FILES)
def test_every_key_of_a_real_file_is_found_in_a_line_that_names_it(file):
    text = (BUILT_IN / file).read_text("utf-8")
    found, lines = key_lines(text), text.splitlines()
    for path in paths(tomllib.loads(text)):
        if path and isinstance(path[-1], str) and path in found:
            assert path[-1] in lines[found[path] - 1]
    wanted = {path for path in paths(tomllib.loads(text)) if path}
    implicit = {path[:n] for path in found for n in range(1, len(path))}
    assert wanted <= found.keys() | implicit


def test_odd_corners_of_toml_do_not_mislead_it():
    found = key_lines(ODD)
    assert found["a", "b"] == 2
    assert found["quoted key",] == 3
    assert found["table", "long"] == 5
    assert found["table", "raw"] == 9
    assert found["table", "when"] == 11
    assert found["table", "list", 0, "deep", "x", 1] == 13
    assert found["table", "list", 1] == 14
    assert found["item", 0, "sub", "m"] == 19
    assert found["item", 1, "n"] == 21
    assert found["item", 1, "part", 0, "p"] == 23
    assert ("not", "a", "table") not in found
