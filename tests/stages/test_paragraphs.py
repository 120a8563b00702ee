"""Empty lines; the cases are in fixtures/stages/paragraphs.yaml."""

import pytest
from hypothesis import given

from cleaner.stages.paragraphs import Paragraphs
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Paragraphs()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


@given(TEXTS)
def test_the_lines_with_text_stay_and_no_other(text):
    assert cleaned(STAGE, text) == "\n".join(line for line in text.split("\n") if line)
