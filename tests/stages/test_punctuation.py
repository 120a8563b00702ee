"""Half-width marks; the cases are in fixtures/stages/punctuation.yaml."""

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.stages.punctuation import Punctuation
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Punctuation()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


def test_the_code_points():
    after = cleaned(STAGE, "\u4e2d,\u4e2d:\u4e2d;\u4e2d!\u4e2d?(\u4e2d)")
    assert [ord(c) for c in after if c != "\u4e2d"] == [0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF08, 0xFF09]


@given(TEXTS)
def test_only_marks_change_and_each_to_its_own_full_width_form(text):
    for start, end, new, rule in edits(STAGE, text):
        assert end == start + 1
        assert ord(new) == ord(text[start]) + 0xFEE0
        assert rule in RULES[text[start]]


RULES = {
    ",": "punctuation.comma", ":": "punctuation.colon", ";": "punctuation.semicolon", "!": "punctuation.exclamation",
    "?": "punctuation.question", "(": "punctuation.parenthesis", ")": "punctuation.parenthesis",
}  # fmt: skip


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_text_without_chinese_stays(text):
    assert edits(STAGE, text) == []


@given(st.text("\u4e2d\u56fd,;!?:", min_size=1))
def test_among_chinese_every_mark_beside_a_character_changes(text):
    after = cleaned(STAGE, text)
    marks = [(a, b) for a, b in pairwise(after) if "\u4e00" <= a <= "\u9fff" and b in ",;!?"]
    assert marks == []


def test_a_mark_between_signs_does_not_look_far():
    assert cleaned(STAGE, "\u4e2d" + "1" * 50 + "\u201d,") == "\u4e2d" + "1" * 50 + "\u201d,"


def word_beside(text, at):
    """Whether the mark stands directly beside a Chinese character."""
    return any("\u4e00" <= c <= "\u9fff" for c in (text[at - 1 : at], text[at + 1 : at + 2]) if c)


def test_the_real_documents(shared):
    """Every mark in Chinese text is full-width; colons of ratios and the marks of a numbered list stay."""
    left = Counter()
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        after = cleaned(STAGE, text)
        assert len(after) == len(text)
        left.update(c for c in after if c in ",;!?(")
        ratios = [m.start() for m in re.finditer("(?<=[0-9]):(?=[0-9])", text)]
        marks = [m.end() - 1 for m in re.finditer("(?m)^[0-9]{1,2}\\)", text)]
        left.update(ratios=len(ratios), marks=len(marks))
        assert [i for i, c in enumerate(after) if c == ":"] == ratios
        assert [i for i, c in enumerate(after) if c == ")"] == marks
        assert not [i for i, c in enumerate(after) if c in ",;!?(" and word_beside(after, i)]
    assert left == Counter(ratios=6, marks=20)
