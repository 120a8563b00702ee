"""The backtracking engine: the same answers as ``re``, and never more than its steps."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.backtrack import Backtracker, StepLimitError
from cleaner.stage import REMARK, Note
from tests.rulebook.rulefile import say

PATTERNS = [
    r"a*b", r"(a|ab)(c|bcd)(d*)", r"(?<=a)b", r"(?<!a)b", r"a(?=b)", r"a(?!b)", r"(a+)\1", r"(?P<x>a|b)c(?P=x)",
    r"(?:a*)*b", r"[^a]+", r"^a|b$", r"\w\d?\s", r"a{2,3}?b", r"(?:ab?){1,2}c", r".+?c", r"\ba", r"(a)|b",
    r"[a-c]{2}", r"(?:)a", r"(a|b)*c",
]  # fmt: skip


@pytest.mark.parametrize("regex", PATTERNS)
@given(text=st.text("abc1 ", max_size=9))
def test_agrees_with_re(regex, text):
    ours, theirs = Backtracker(regex), re.compile(regex)
    assert bool(ours.fullmatch(text)) == bool(theirs.fullmatch(text))
    spans = [[m.span(g) for g in range(theirs.groups + 1)] for m in ours.finditer(text) if m.span()[0] < m.span()[1]]
    assert spans == [
        [m.span(g) for g in range(theirs.groups + 1)] for m in theirs.finditer(text) if m.start() < m.end()
    ]


def test_gives_up_after_its_steps():
    with pytest.raises(StepLimitError):
        Backtracker(r"(a+)+!").fullmatch("a" * 200)


def test_gives_up_on_deep_nesting():
    with pytest.raises(StepLimitError):
        Backtracker(r"(?:ab)*c").fullmatch("ab" * 5_000)


@pytest.mark.parametrize("regex", ["(?i)a", "(?>a)b", "a++", "(a)?(?(1)b|c)"])
def test_refused(regex):
    with pytest.raises(re.error):
        Backtracker(regex)


def test_a_rule_that_gives_up_leaves_a_remark():
    rule = "id: a\nkind: remove-line\nengine: backtracking\nmatch: {regex: '(a+)+!', max_chars: 100}"
    (note,) = say("a" * 90, rule)
    assert isinstance(note, Note) and note.label == REMARK and "too many steps" in note.value
