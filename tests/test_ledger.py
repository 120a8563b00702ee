"""The compact form of a ledger: JSON there and back, its size, and texts that it must not confuse."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.edit import Edit, Patch
from cleaner.errors import LedgerError
from cleaner.ledger import UNKNOWN, Step, dump_steps, load_steps
from tests.test_edit import chains

COMMA = "\uff0c"


def there_and_back(steps, text, level="full"):
    return load_steps(json.loads(json.dumps(dump_steps(steps, text, level))), text)


@given(chains(3))
def test_json_there_and_back(case):
    texts, patches = case
    steps = [Step(f"s{n}", patch) for n, patch in enumerate(patches)]
    assert there_and_back(steps, texts[-1]) == (steps, texts[0])


@given(chains(3))
def test_the_reference_level_keeps_every_offset_and_all_that_was_not_removed(case):
    texts, patches = case
    steps = [Step(f"s{n}", patch) for n, patch in enumerate(patches)]
    _, text = there_and_back(steps, texts[-1], "reference")
    assert len(text) == len(texts[0])
    assert all(known in (UNKNOWN, real) for known, real in zip(text, texts[0], strict=True))


def one_step(text, edits):
    patch = Patch.of(text, edits)
    return [Step("demo", patch)], patch.apply(text)


def commas(text):
    return [Edit(i, i + 1, COMMA, "demo.comma") for i, c in enumerate(text) if c == ","]


def test_the_same_change_everywhere_is_one_short_line():
    steps, text = one_step("\u4e2d," * 5000, commas("\u4e2d," * 5000))
    assert dump_steps(steps, text, "full") == [["demo", [".comma", ",", COMMA]]]


def test_what_was_already_there_is_an_exception():
    before = "\u4e2d," * 10 + COMMA + "\u4e2d," * 10 + COMMA
    steps, text = one_step(before, commas(before))
    _, (*_, where) = dump_steps(steps, text, "full")[0]
    assert where == {"not": [10, 11]}
    assert there_and_back(steps, text) == (steps, before)


@pytest.mark.parametrize(
    "before",
    [
        "aaaa" + "b" * 9,  # new text that overlaps itself
        "\ud800b\udcffb",  # lone surrogates
        "\uffffb\x00b",
        "b" * 50,
    ],
)
def test_awkward_texts_come_back(before):
    edits = [Edit(i, i + 1, "aa", "demo.b") for i, c in enumerate(before) if c == "b"]
    steps, text = one_step(before, edits)
    assert there_and_back(steps, text) == (steps, before)


def test_removals_by_two_rules_at_one_place_keep_their_order():
    before = "xyyxxyz" * 3
    edits = [Edit(i, i + 1, "", f"demo.{c}") for i, c in enumerate(before) if c in "xy"]
    steps, text = one_step(before, edits)
    assert there_and_back(steps, text) == (steps, before)


def test_a_removed_text_is_not_in_a_reference_ledger():
    steps, text = one_step("secret text", [Edit(0, 7, "", "demo.cut")])
    assert "secret" in json.dumps(dump_steps(steps, text, "full"))
    assert dump_steps(steps, text, "reference")[0] == ["demo", [".cut", 7, "", [0]]]


@pytest.mark.parametrize(
    ("hunks", "says"),
    [
        ([["r.a", "x", "ab", [0]], ["r.b", "y", "bc", [1]]], "r.b at 1 overlaps r.a"),
        ([["r.a", "x", "z", [1]]], "r.a at 1: the text is 'b', the patch replaces 'z'"),
    ],
)
def test_a_ledger_that_does_not_fit_is_refused(hunks, says):
    with pytest.raises(LedgerError, match=says):
        load_steps([["demo", *hunks]], "abc")


@given(st.text(alphabet="ab", max_size=30))
def test_level_none_of_no_steps(text):
    assert load_steps(dump_steps([], text, "full"), text) == ([], text)


def swaps(text, pairs, rule="demo.swap"):
    return [Edit(i, i + 1, pairs[c], rule) for i, c in enumerate(text) if c in pairs]


PAIRS = dict(zip("\u842c\u570b\u9ad4\u6a02", "\u4e07\u56fd\u4f53\u4e50", strict=True))


def test_pairs_that_hold_everywhere_are_one_row_of_a_rule():
    before = "\u4e2d\u570b\u4eba\u842c\u570b\u4e00\u9ad4\u3002\u9ad4\u6a02"
    steps, text = one_step(before, swaps(before, PAIRS))
    row = [".swap", "1\u570b1\u842c1\u9ad41\u6a02", "", "first"]
    assert dump_steps(steps, text, "full") == [["demo", row]]
    assert there_and_back(steps, text) == (steps, before)


def test_a_pair_that_does_not_hold_everywhere_is_no_part_of_the_row():
    before = "\u570b\u56fd\u842c\u570b\u9ad4\u570b"
    steps, text = one_step(before, swaps(before, PAIRS))
    assert dump_steps(steps, text, "full")[0][1:] == [
        [".swap", "1\u842c\u9ad4", "", "first"],
        [".swap", "\u570b", "\u56fd", {"not": [1]}],
    ]
    assert there_and_back(steps, text) == (steps, before)


def test_digits_and_lone_surrogates_are_no_part_of_a_row():
    before = "1a2b\ud800c"
    steps, text = one_step(before, swaps(before, {"1": "x", "2": "y", "\ud800": "z", "a": "v", "b": "w"}))
    assert dump_steps(steps, text, "full")[0][1] == [".swap", "1a1b", "", "first"]
    assert there_and_back(steps, text) == (steps, before)


def test_only_a_full_ledger_has_rows():
    """The order of the characters is that of the whole text, which the reader of a reference ledger has not."""
    before = "\u570b\u842c\u9ad4secret"
    cut = [Edit(3, 9, "", "demo.cut")]
    (first,), middle = one_step(before, swaps(before, PAIRS))
    (second,), text = one_step(middle, cut)
    dumped = dump_steps([first, second], text, "reference")
    assert "first" not in json.dumps(dumped)
    assert there_and_back([first, second], text, "reference")[1] == before[:3] + UNKNOWN * 6


@given(st.text("ab\u570b\u842c\u9ad4\u6a02\u4e07\u56fd\u4f53\u4e50\n,1", max_size=40), st.integers(0, 2))
def test_rows_there_and_back(before, rules):
    edits = [edit._replace(rule=f"demo.{ord(edit.new) % (rules + 1)}") for edit in swaps(before, PAIRS | {",": COMMA})]
    steps, text = one_step(before, edits)
    assert there_and_back(steps, text) == (steps, before)


def test_three_bytes_a_pair():
    """Six hundred characters of which half changed: the row needs little more than the old characters."""
    old = [chr(0x5000 + 2 * n) for n in range(300)]
    before = "".join(c + chr(0x7000 + n) for n, c in enumerate(old)) * 3
    steps, text = one_step(before, swaps(before, {c: chr(ord(c) + 1) for c in old}))
    size = len(json.dumps(dump_steps(steps, text, "full"), ensure_ascii=False).encode())
    assert size < 4 * len(old) + 80
    assert there_and_back(steps, text) == (steps, before)


@pytest.mark.parametrize("said", ["\u570b\u842c\u9ad4\u6a02", "3\u570b", "99999999999999999999\u570b"])
def test_a_row_that_wants_more_characters_than_there_are_is_refused(said):
    with pytest.raises(LedgerError, match="3 different characters"):
        load_steps([["demo", ["r.a", said, "", "first"]]], "abca")
