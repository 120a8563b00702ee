"""Line ends of every kind; the cases are in fixtures/stages/newline.yaml."""

import pytest
from hypothesis import given

from cleaner.stages.newline import Newline
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Newline()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


def test_it_agrees_with_python_on_what_ends_a_line():
    for code in range(0x3000):
        ends = len(f"a{chr(code)}b".splitlines()) == 2 and chr(code) not in "\x1c\x1d\x1e"  # these part data, not lines
        assert (cleaned(STAGE, f"a{chr(code)}b") == "a\nb") == ends, hex(code)


@given(TEXTS)
def test_only_line_feeds_are_left(text):
    after = cleaned(STAGE, text)
    assert after.split("\n") == after.replace("\x1c", "").replace("\x1d", "").split("\n")
    assert not set(after) & set("\r\v\f\x85\u2028\u2029")
    assert after.replace("\n", "") == "".join(c for c in text if c not in "\n\r\v\f\x85\u2028\u2029")
