"""Looking for a sign first finds what the pattern alone finds, for every pattern that is searched for so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.names import bare, credits
from cleaner.names.office import heads
from cleaner.names.tables import alternatives
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
    "introduced": (bare._BEGINS_INTRO, bare._INTRO),
    "points": (symbols._point_sign, symbols._INTERPUNCT),
}
IN_LINES = {
    "taken": (credits._PICTURE, credits._TAKEN),
    "given": (credits._GIFT, credits._GIVEN),
    "letterspacing": (letterspacing._BEHIND_HAN, letterspacing._SPACED),
}
ODD = (
    "\u5bb6\u4f4f\u6765\u81ea5\u5c81\u51fa\u751f\u7684\u8001\u4eba"
    "\u4f1a\u8bae\u6444\u56fe\u4f9b1a \n\u3000\uff11\uff21\uff1a\uff0e\uff05\u200b\u200d\ufeff\ufffe\x00\ue000\ud800"
    "\U0001f600\U0001fffe(){}[]<>=`\"'.\u2026\u3002\xb7-\u2014\u2013\u2022\u30fb\uff0c\u3001"
)
TEXTS = st.text(st.sampled_from(ODD) | st.characters(), max_size=60)


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


@given(st.text(st.sampled_from("\u4e66\u8bb0\u5458\u5bb6\u957f\u4e3b\u4efb\u59d4\u603b\u7ecf\u7406a"), max_size=40))
def test_words_of_office_are_found_as_by_one_pattern(text):
    wanted = [match.end() for match in re.finditer(alternatives("offices", "head"), text)]
    assert [end for _, end in heads(text)] == wanted
