"""Blanks; the cases are in fixtures/stages/spacing.yaml."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.stage import REMARK
from cleaner.stages.punctuation import Punctuation
from cleaner.stages.spacing import Spacing
from cleaner.stages.width import Width
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Spacing()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@example("\u3002国1\u3007 李\u201c")
@example("\t摄 政")
@example("\u3002 \u3011 \u201c")
@example("摄 政\t")
@given(
    st.text(
        " \t\xa0\u3000\n中国政府甲王李\u3007\uff0c\u3002\uff1a\u201c\u201d\uff08\uff09\u3010\u3011第四记者摄a1+.%",
        max_size=40,
    )
)
def test_laws_among_blanks(text):
    for stage in (STAGE, Spacing(latin="add"), Spacing(latin="remove", unit=True)):
        assert_lawful(stage, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize(
    "unit", [*AWKWARD, *PHRASES, " \u4e2d", "\u4e2d \u4e2d\uff0c", "\uff0c \u56fd\u3002", "\u738b \n"], ids=ascii
)
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


def test_a_blank_that_may_part_two_clauses_is_reported():
    text = "5\u670816\u65e5\uff0c调控政策实施满一年 老城市场回归理性健康\uff0c成交平稳。"
    said = list(STAGE(Document(text)))
    assert [(note.label, text[note.start - 1 : note.end + 1]) for note in said] == [(REMARK, "年 老")]


def test_the_real_documents(shared):
    """What goes between words, read by eye: in five documents 12 blanks, and one that parts nothing in a title."""
    gone = Counter()
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = cleaned(Width(), path.read_text("utf-8"))
        text = cleaned(Punctuation(), text)
        gone.update(edit.rule for edit in edits(STAGE, text) if not edit.new)
    assert gone == {"spacing.leading": 35, "spacing.phrase": 8, "spacing.mark": 2, "spacing.number": 2}
