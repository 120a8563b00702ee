"""Laws of edits: apply, invert, split, compose and origins, on random texts and against naive models."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.edit import Edit, Hunk, Patch, compose
from cleaner.errors import LedgerError
from cleaner.offsets import Origins, trace_back

TEXTS = st.text(alphabet="ab\u4e2d\uff0c \n\U00020bb7", max_size=12)


@st.composite
def edits_of(draw, text):
    """Random edits of a text, in order, some empty, some touching, some that change nothing."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return [Edit(a, b, draw(TEXTS.map(lambda s: s[:3])), draw(st.sampled_from(["r.one", "r.two"]))) for a, b in pairs]


@st.composite
def chains(draw, length):
    """A text and patches that follow each other."""
    texts, patches = [draw(TEXTS)], []
    for _ in range(length):
        patches.append(Patch.of(texts[-1], draw(edits_of(texts[-1]))))
        texts.append(patches[-1].apply(texts[-1]))
    return texts, patches


@given(chains(1))
def test_a_patch_applies_and_is_undone(case):
    (before, after), (patch,) = case
    assert patch.invert().apply(after) == before
    assert patch.undo(after) == before
    assert patch.invert().invert() == patch
    assert Origins.of(patch).onward() == Origins.of(patch.invert())


@given(chains(1), TEXTS)
def test_undo_does_what_the_inverse_does_and_refuses_what_it_refuses(case, text):
    _, (patch,) = case
    outcomes = []
    for back in (patch.undo, patch.invert().apply):
        try:
            outcomes.append(back(text))
        except LedgerError as error:
            outcomes.append(str(error))
    assert outcomes[0] == outcomes[1]


@given(TEXTS, st.data())
def test_apply_does_what_the_edits_say(text, data):
    edits = data.draw(edits_of(text))
    wanted = text
    for edit in reversed(edits):  # from the end, so that offsets stay right
        wanted = wanted[: edit.start] + edit.new + wanted[edit.end :]
    assert Patch.of(text, edits).apply(text) == wanted


@given(chains(4))
def test_a_chain_is_rebuilt_from_its_end(case):
    texts, patches = case
    text = texts[-1]
    for patch in reversed(patches):
        text = patch.invert().apply(text)
    assert text == texts[0]


@given(chains(2))
def test_compose_is_applying_twice(case):
    (first, _, last), (p, q) = case
    assert compose(p, q).apply(first) == last
    assert compose(p, q).invert().apply(last) == first


@given(chains(3))
def test_compose_is_associative(case):
    _, (p, q, r) = case
    assert compose(compose(p, q), r) == compose(p, compose(q, r))


@given(chains(1), st.lists(st.integers(0, 40), max_size=4))
def test_split_pieces_rebuild_their_part_of_the_text(case, marks):
    (before, after), (patch,) = case
    marks = sorted(min(mark, len(after)) for mark in marks)
    pieces, befores = patch.split(marks)
    assert len(pieces) == len(marks) + 1 == len(befores) + 1
    stops, sources = [0, *marks, len(after)], [0, *befores, len(before)]
    assert sources == sorted(sources)
    for k, piece in enumerate(pieces):
        part, source = after[stops[k] : stops[k + 1]], before[sources[k] : sources[k + 1]]
        assert piece.apply(source) == part
        assert piece.invert().apply(part) == source


def naive_origins(patch, size_before, size_after):
    """For each character after the patch the span that it came from, one by one."""
    spans, at = [], 0
    for hunk in patch.hunks:
        spans += [(i, i + 1) for i in range(at, hunk.start)]
        spans += [(hunk.start, hunk.end)] * len(hunk.new)
        at = hunk.end
    spans += [(i, i + 1) for i in range(at, size_before)]
    assert len(spans) == size_after
    return spans


@given(chains(1))
def test_origins_agree_with_a_map_of_every_character(case):
    (before, after), (patch,) = case
    naive, back = naive_origins(patch, len(before), len(after)), Origins.of(patch)
    for start in range(len(after)):
        for end in range(start + 1, len(after) + 1):
            wanted = min(a for a, _ in naive[start:end]), max(b for _, b in naive[start:end])
            assert back.span(start, end) == wanted


@given(chains(3))
def test_a_chain_is_traced_like_a_chain_of_maps_of_every_character(case):
    texts, patches = case
    for at in range(len(texts[-1])):
        span = at, at + 1
        for patch, before, after in reversed(list(zip(patches, texts, texts[1:], strict=False))):
            naive = naive_origins(patch, len(before), len(after))[slice(*span)]
            span = (min(a for a, _ in naive), max(b for _, b in naive)) if naive else Origins.of(patch).span(*span)
        assert trace_back(patches, at, at + 1) == span


@given(chains(1), st.integers(0, 40))
def test_an_empty_span_goes_to_a_place_in_order(case, at):
    (before, after), (patch,) = case
    back = Origins.of(patch)
    places = [back.span(i, i) for i in range(len(after) + 1)]
    assert places == sorted(places)
    assert all(0 <= a <= b <= len(before) for a, b in places)


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ([Edit(0, 9, "", "r.x")], "reaches past the end of the text \\(3 characters\\)"),
        ([Edit(2, 1, "", "r.x")], "ends before it starts"),
        ([Edit(1, 3, "", "r.x"), Edit(2, 3, "", "r.x")], "starts before 3"),
        ([Edit(-1, 1, "", "r.x")], "starts before 0"),
    ],
)
def test_a_misplaced_edit_is_refused(edits, says):
    with pytest.raises(LedgerError, match=says):
        Patch.of("abc", edits)


def test_an_edit_that_changes_nothing_leaves_no_hunk():
    assert not Patch.of("abc", [Edit(1, 2, "b", "r.x")])


def test_a_patch_refuses_another_text():
    with pytest.raises(LedgerError, match=r"^r\.x at 1: the text is 'z', the patch replaces 'b'"):
        Patch.of_hunks([Hunk(1, 2, "b", "", "r.x")]).apply("azc")


@pytest.mark.parametrize(
    ("hunks", "says"),
    [
        ([Hunk(0, 1, "aa", "x", "r.x"), Hunk(2, 3, "", "y", "r.y")], r"^r\.x at 0: the text is 'a'"),
        ([Hunk(0, 2, "aa", "x", "r.x"), Hunk(1, 3, "aa", "y", "r.y")], "overlap"),
    ],
)
def test_a_patch_refuses_a_text_that_only_all_its_hunks_together_would_fit(hunks, says):
    with pytest.raises(LedgerError, match=says):
        Patch.of_hunks(hunks).apply("aaa")
