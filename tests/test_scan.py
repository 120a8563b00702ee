"""Looking for a sign first finds what the pattern alone finds, for every pattern that is searched for so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.names import bare, credits, speech
from cleaner.names.office import _found_by_re2, heads
from cleaner.names.tables import any_of, ends_with, words
from cleaner.scan import has_plain_blanks, in_lines, one_of, starting_with
from cleaner.stages import control, symbols, width
from cleaner.typography import letterspacing, snippets

STARTING = {
    "control": (control._SIGN, control._UNSEEN),
    "width": (width._SIGN, width._WIDE),
    "code": (snippets._CODE_SIGN, snippets._CODE),
    "dots": (symbols._dot_sign, symbols._ELLIPSIS),
    "lines": (symbols._line_sign, symbols._DASH),
    "periods": (lambda text: one_of(text, ".\uff0e"), symbols._PERIOD),
    "points": (symbols._point_sign, symbols._INTERPUNCT),
}
IN_LINES = {
    "tells": (speech._TELLER, speech._TELLS),
    "press": (bare._REPORTER, bare._PRESS),
    "taken": (credits._PICTURE, credits._TAKEN),
    "given": (credits._GIFT, credits._GIVEN),
    "letterspacing": (letterspacing._BEHIND_HAN, letterspacing._SPACED),
}
ODD = (
    "\u5bb6\u4f4f\u6765\u81ea5\u5c81\u51fa\u751f\u7684\u8001\u4eba"
    "\u4f1a\u8bae\u6444\u56fe\u4f9b1a \n\u3000\uff11\uff21\uff1a\uff0e\uff05\u200b\u200d\ufeff\ufffe\x00\ue000\ud800"
    "\U0001f600\U0001fffe(){}[]<>=`\"'.\u2026\u3002\xb7-\u2014\u2013\u2022\u30fb\uff0c\u3001"
)
WORDS = (
    "\u8bb0\u8005 ", "\u4e91\u6e21\u665a\u62a5", "\u53e3\u8ff0\u8005:", "\u53d7\u8bbf\u4e13\u5bb6 |", "\u4f5c\u8005:",
    "\u53d1\u8a00\u4eba/", "\u6797\u9759", "\u4f9b\u56fe", "\u6444",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([*ODD, *WORDS]) | st.characters(), max_size=60).map("".join)


@pytest.mark.parametrize("name", STARTING)
@given(TEXTS)
def test_a_sign_in_front_changes_nothing(name, text):
    sign, pattern = STARTING[name]
    sign = sign(text) if callable(sign) else sign
    found = [(match.span(), match.lastgroup) for match in starting_with(sign, pattern, text)]
    assert found == [(match.span(), match.lastgroup) for match in pattern.finditer(text)]


@pytest.mark.parametrize("name", IN_LINES)
@given(TEXTS)
def test_a_sign_in_a_line_changes_nothing(name, text):
    sign, pattern = IN_LINES[name]
    assert [m.span() for m in in_lines(sign, pattern, text)] == [m.span() for m in pattern.finditer(text)]


@given(st.text(st.sampled_from(" \n\t\xa0\u3000\u2003\u4f1aab"), max_size=12))
def test_plain_blanks_are_spaces_and_line_feeds(text):
    assert has_plain_blanks(text) == (not re.search(r"[^\S \n]", text))


OFFICES = "\u4e66\u8bb0\u5458\u5bb6\u957f\u4e3b\u4efb\u59d4\u603b\u7ecf\u7406\u526f\u8005a\ud800\U00020000"
OPENINGS = st.lists(
    st.sampled_from(
        ["\u5728\u8def\u8fb9\u5f00\u5c0f\u5e97\u7684", "\u6797\u9759\u8bf4,", "\u6797\u9759:", "\u6797\u9759", "\u8bf4",
         "\u5fb7\u5409\u662f\u9972\u517b\u5458\u3002", "\u660e\u5929\u7684\u5929\u6c14", " ", "\uff0c", "\u3002",
         "\u201d", "\n", ":", ","]
    ), max_size=12,
).map("".join)  # fmt: skip


@given(st.text(st.sampled_from(OFFICES), max_size=40))
def test_words_of_office_are_found_as_by_one_pattern(text):
    wanted = [match.span() for match in re.finditer("|".join(words("offices", "head")), text)]
    assert list(heads(text)) == wanted
    assert list(_found_by_re2(text)) == wanted


@given(st.lists(st.text("ab.\u4e00", min_size=1, max_size=4), min_size=1), st.text("ab.\u4e00", max_size=12))
def test_a_pattern_for_words_finds_what_their_choice_finds(choices, text):
    longest_first = sorted(choices, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), text)
    assert [m.span() for m in re.finditer(any_of(longest_first), text)] == [m.span() for m in found]


@given(st.text(st.sampled_from(OFFICES), max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_what_a_text_ends_with_is_told_by_few_words_as_by_all(text, start, end):
    start, end = min(start, len(text)), min(end, len(text))
    assert ends_with("offices", "head", text, start, end) == text.endswith(words("offices", "head"), start, end)


@given(OPENINGS)
def test_where_no_sentence_is_looked_at_nobody_is_told(text):
    looked_at = {0, *(found.end() for found in bare._starts().finditer(text))}
    assert not [at for at in range(1, len(text)) if text[at - 1] in "\n\u3002\u201d" and at not in looked_at
                and bare._told_at(text, at)]  # fmt: skip


@given(OPENINGS)
def test_where_no_clause_is_looked_at_nobody_speaks(text):
    looked_at = {found.end() for found in bare._clauses().finditer(text)}
    for mark in re.finditer("[\u3002!?,;:\u201d\\s\u2014]", text):
        clause = re.compile("[^,:\u201c\u3002!?\n]{2,32}([,:\u201c\u3002])").match(text, mark.end())
        if mark.end() not in looked_at and clause and text[mark.end()] in "\u6797\u5fb7":
            assert clause[1] != ":"
            assert not text.endswith(words("offices", "verb"), 0, clause.end() - 1)
