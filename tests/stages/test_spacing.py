"""Blanks; the cases are in fixtures/stages/spacing.yaml."""

import unicodedata

import pytest
from hypothesis import given

from cleaner.stages.spacing import Spacing
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Spacing()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


EXOTIC = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


def test_it_agrees_with_unicode_on_what_is_a_blank():
    spaces = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"]
    assert [c for c in spaces if cleaned(STAGE, f"a{c}b") != "a b"] == []
    assert "".join(c for c in spaces if c != " ") == EXOTIC


@given(TEXTS)
def test_nothing_but_blanks_changes(text):
    def solid(words):
        return [c for c in words if c not in f" \t{EXOTIC}"]

    assert solid(cleaned(STAGE, text)) == solid(text)


@given(TEXTS)
def test_what_is_left(text):
    after = cleaned(STAGE, text)
    assert "  " not in after
    assert not set(after) & set(EXOTIC)
    assert all(line == line.strip(" \t") for line in after.split("\n"))


@given(TEXTS)
def test_leading_blanks_may_stay(text):
    keeping = Spacing(leading=False)
    assert_lawful(keeping, text)
    before, after = text.split("\n"), cleaned(keeping, text).split("\n")
    blanks = f" \t{EXOTIC}"
    for old, new in zip(before, after, strict=True):
        if old.strip(blanks):
            assert old[: len(old) - len(old.lstrip(blanks))] == new[: len(new) - len(new.lstrip(blanks))]
