"""All changes of a chain of patches at once, against their composition."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.chain import Change, changes
from cleaner.edit import Edit, Patch, compose

TEXTS = st.text(alphabet="abc,;", max_size=30)


@st.composite
def chains(draw):
    """Return a source, patches of it, one after the other, and the text after the last."""
    source = text = draw(TEXTS)
    patches = []
    for number in range(draw(st.integers(0, 5))):
        marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
        spans = zip(marks[::2], marks[1::2], strict=False)
        edits = [Edit(*span, draw(st.text("xyab", max_size=3)), f"r{number}.{at}") for at, span in enumerate(spans)]
        patches.append(Patch.of(text, edits))
        text = patches[-1].apply(text)
    return source, patches, text


@given(chains())
def test_changes_that_touch_together_are_those_of_the_composition(case):
    _, patches, text = case
    whole = reduce(compose, patches, Patch())
    joined = []
    for change in changes(patches, text):
        if joined and joined[-1].end == change.start:
            before = joined.pop()
            change = Change(before.start, change.end, before.new + change.new, before.rules + change.rules)
        joined.append(change)
    assert [(c.start, c.end, c.new, {*c.rules}) for c in joined] == [
        (hunk.start, hunk.end, hunk.new, {*hunk.rule.split(" + ")}) for hunk in whole.hunks
    ]


CASES = [
    ("touching", "a!bcd", [[(1, 2, "?", "mark")], [(2, 5, "", "foot")]],
     [(1, 2, "?", ("mark",)), (2, 5, "", ("foot",))]),
    ("sharing", "a!bcd", [[(1, 2, "?", "mark")], [(1, 5, "", "foot")]], [(1, 5, "", ("mark", "foot"))]),
    ("around a removal", "abcd", [[(1, 2, "", "gone")], [(0, 2, "x", "both")]], [(0, 3, "x", ("gone", "both"))]),
    ("beside a removal", "abcd", [[(1, 2, "", "gone")], [(1, 2, "x", "one")]],
     [(1, 2, "", ("gone",)), (2, 3, "x", ("one",))]),
    ("two that share a third", "abcd", [[(1, 3, "xyz", "one")], [(0, 2, "", "two"), (3, 5, "", "three")]],
     [(0, 4, "y", ("one", "two", "three"))]),
    ("put in beside", "ab", [[(1, 1, "x", "one")], [(2, 2, "y", "two")], [(1, 1, "z", "three")]],
     [(1, 1, "z", ("three",)), (1, 1, "x", ("one",)), (1, 1, "y", ("two",))]),
]  # fmt: skip


@pytest.mark.parametrize("source,steps,wanted", [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_told_as_one(source, steps, wanted):
    patches, text = [], source
    for edits in steps:
        patches.append(Patch.of(text, [Edit(*edit) for edit in edits]))
        text = patches[-1].apply(text)
    assert changes(patches, text) == wanted


@given(chains())
def test_the_source_with_its_changes_is_the_text(case):
    source, patches, text = case
    last, pieces = 0, []
    for start, end, new, _ in changes(patches, text):
        pieces += source[last:start], new
        last = end
    assert "".join([*pieces, source[last:]]) == text


def test_no_patches_no_changes():
    assert changes([], "abc") == changes([Patch(), Patch()], "abc") == []
