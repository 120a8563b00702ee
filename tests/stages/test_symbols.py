"""Ellipses, dashes and the like; the cases are in fixtures/stages/symbols.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.stage import REMARK, Note
from cleaner.stages.symbols import Symbols
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Symbols()
MARKS = (
    ".\u3002\uff0c\u3001\uff1b\uff1a\uff01\uff1f\u2026\u22ef\xb7-\u2013\u2014\u2015\u2500\uff0d\u2022\u30fb\u25cb\u039fO0"
    "一二九年月甲乙约翰史密a1 \n\u201c\u201d\u300a\u300b\uff09"
)


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(st.text(MARKS, max_size=25), st.sampled_from(["keep", "one"]))
def test_laws_among_marks(text, cries):
    assert_lawful(Symbols(cries=cries), text)


@given(CHINESE.filter(lambda text: not any(mark * 2 in text for mark in "\uff0c\u3002\u3001\uff1b\uff1a")))
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text.replace("\u2026", "\u2026\u2026").replace("\u2026" * 4, "")) == []


@pytest.mark.parametrize(
    "unit", [*dict.fromkeys((*AWKWARD, *PHRASES, *MARKS)), "\u4e2d.", "--\u4e2d", "\u2026.", "\u4e00\u25cb"], ids=ascii
)
def test_linear(unit):
    assert_linear(STAGE, unit)


def test_the_code_points():
    after = cleaned(STAGE, "\u4e2d...\u4e2d--\u4e2d\u3001\u4e8c\u25cb\u4e8c\u4e00\u5e74\u4e2d.")
    assert [ord(c) for c in after if not "\u4e00" <= c <= "\u9fff"] == [
        0x2026, 0x2026, 0x2014, 0x2014, 0x3001, 0x3007, 0x3002,
    ]  # fmt: skip


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_text_without_chinese_stays(text):
    assert edits(STAGE, text) == []


def test_marks_that_exclude_each_other_are_reported():
    said = list(STAGE(Document("\u7532\u3002\uff0c\u4e59")))
    assert said == [Note(1, 3, REMARK, "marks that exclude each other: \u3002\uff0c", "symbols.clash")]


def test_the_real_documents(shared):
    """What is left of dots, lines and circles has no place in a Chinese sentence."""
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        after = cleaned(STAGE, text)
        assert not set(after) & set("\u25cb\u039f")
        assert after.count("\u3007") == sum(map(text.count, "\u25cb\u039f\u3007"))
        assert after.replace("\u2014\u2014", "").count("\u2014") == 0
