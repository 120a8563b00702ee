"""All changes of a chain of patches at once, against their composition."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from cleaner.chain import changes
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
def test_the_changes_are_those_of_the_composition(case):
    _, patches, text = case
    whole = reduce(compose, patches, Patch(()))
    assert [(c.start, c.end, c.new, " + ".join(c.rules)) for c in changes(patches, text)] == [
        (hunk.start, hunk.end, hunk.new, hunk.rule) for hunk in whole.hunks
    ]


@given(chains())
def test_the_source_with_its_changes_is_the_text(case):
    source, patches, text = case
    last, pieces = 0, []
    for start, end, new, _ in changes(patches, text):
        pieces += source[last:start], new
        last = end
    assert "".join([*pieces, source[last:]]) == text


def test_no_patches_no_changes():
    assert changes([], "abc") == changes([Patch(()), Patch(())], "abc") == []
