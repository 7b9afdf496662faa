import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.config.lines import key_lines

TEXT = '''# [comment] key = 1
name = "a # not a comment"   # a comment
numbers = [
    1,  # one
    2,
]

[territory]
preset = 'demo'
note = """
not_a_key = 1
[not_a_table]
"""
after = 3

[behaviour]
inner.deep."quoted key" = 1.5
point = { x = 1, y = [ { z = 2 } ] }

[[policies]]
name = "one"
[policies.scope]
share = 0.5
[[policies]]
name = "two"
years = [{ first = 1 },
         { first = 2 }]
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("name",), 2),
        (("numbers",), 3),
        (("numbers", 1), 5),
        (("territory",), 8),
        (("territory", "note"), 10),
        (("territory", "after"), 14),
        (("behaviour", "inner", "deep", "quoted key"), 17),
        (("behaviour", "point", "y", 0, "z"), 18),
        (("policies",), 20),
        (("policies", 0, "name"), 21),
        (("policies", 0, "scope", "share"), 23),
        (("policies", 1), 24),
        (("policies", 1, "years", 1, "first"), 27),
    ],
)
def test_every_way_to_write_a_key_gives_its_line(path: tuple[Any, ...], line: int) -> None:
    assert key_lines(TEXT)[path] == line


def test_what_is_inside_texts_and_comments_is_no_key() -> None:
    assert not any("not_a_key" in path or "comment" in path for path in key_lines(TEXT))


def test_windows_line_ends_count_once() -> None:
    assert key_lines("a = 1\r\nb = 2\r\n") == {("a",): 1, ("b",): 2}


def _paths(value: Any, path: tuple[Any, ...] = ()) -> set[tuple[Any, ...]]:
    found = {path} if path else set()
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, inner in items:
        found |= _paths(inner, (*path, key))
    return found


def test_the_keys_found_are_those_that_tomllib_reads() -> None:
    assert set(key_lines(TEXT)) == _paths(tomllib.loads(TEXT))


@given(st.text(max_size=60), st.text(st.characters(blacklist_categories=["Cs", "Cc"])))
def test_no_text_inside_a_value_moves_the_keys_after_it(inside: str, comment: str) -> None:
    escaped = "".join(f"\\U{ord(c):08x}" for c in inside if not "\ud800" <= c <= "\udfff")
    text = f'a = "{escaped}" # {comment}\nb = 2\n'
    assert tomllib.loads(text)["b"] == 2
    assert key_lines(text) == {("a",): 1, ("b",): 2}
