"""Full-width forms; the cases are in fixtures/stages/width.yaml."""

from dataclasses import replace

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.stages.width import Width
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits, fired

STAGE = Width()


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
    wide = [chr(code) for code in range(0xFF00, 0xFFF0)]
    changed = {ord(c): ord(cleaned(STAGE, c)) for c in wide if cleaned(STAGE, c) != c}
    digits, capitals, small = range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B)
    assert changed == {code: code - 0xFEE0 for code in [*digits, *capitals, *small]}
    assert (ord("\uff10") - ord("0"), ord("\uff21") - ord("A"), ord("\uff41") - ord("a")) == (0xFEE0,) * 3
    assert cleaned(STAGE, "\u3000") == "\x20"


def test_the_marks_of_numbers():
    between = {chr(code): cleaned(STAGE, f"1{chr(code)}30") for code in range(0xFF00, 0xFF10)} | {
        "\uff1a": cleaned(STAGE, "1\uff1a30")
    }
    changed = {ord(mark): ord(text[1]) for mark, text in between.items() if text[1] != mark}
    assert changed == {0xFF05: 0x25, 0xFF0E: 0x2E, 0xFF0F: 0x2F, 0xFF1A: 0x3A}


@given(TEXTS)
def test_the_length_and_the_folded_view_stay(text):
    after = cleaned(STAGE, text)
    assert len(after) == len(text)
    assert Document(after).folded == Document(text).folded


@given(TEXTS)
def test_each_kind_can_be_switched_off(text):
    nothing = Width(digit=False, letter=False, space=False, mark=False)
    assert edits(nothing, text) == []
    for kind in ("digit", "letter", "space", "mark"):
        stage = replace(STAGE, **{kind: False})
        assert_lawful(stage, text)
        assert fired(stage, text) == fired(STAGE, text) - {f"width.{kind}"}
