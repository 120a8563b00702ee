"""Quotation marks; the cases are in fixtures/stages/quotes.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.stage import REMARK, Note
from cleaner.stages.quotes import Quotes
from tests.stages.laws import AWKWARD, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Quotes()
QUOTES = "\"'\u201c\u201d\u2018\u2019\u300c\u300d\u300e\u300f"
MARKS = QUOTES + "甲乙说a1 \n\uff0c\u3002\uff1a#,"

UNITS = [*dict.fromkeys((*AWKWARD, *PHRASES, *MARKS)), "\u201c\n", "\u201c\u4e2d\u201d", "\u201c\u201d\n"]


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(st.text(MARKS, max_size=30), st.sampled_from(["keep", "curly"]))
def test_laws_among_quotes(text, corner):
    assert_lawful(Quotes(corner=corner), text)


@given(st.recursive(st.sampled_from(["甲", "甲\uff0c乙。"]), lambda inner: st.tuples(inner, inner).map("".join)))
def test_good_quotes_stay(text):
    assert edits(STAGE, f"\u201c{text}\u2018{text}\u2019{text}\u201d\u300c{text}\u300d\u2018{text}\u2019") == []


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


@given(st.text(MARKS, max_size=30))
def test_only_quotes_change_and_only_to_quotes(text):
    for start, end, new, _ in edits(STAGE, text):
        assert end == start + 1
        assert text[start] in QUOTES
        assert new in "\u201c\u201d\u2018\u2019"


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_text_without_chinese_stays(text):
    assert edits(STAGE, text) == []


def remarks(text):
    return [
        (said.start, said.value) for said in STAGE(Document(text)) if isinstance(said, Note) and said.label == REMARK
    ]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("他说\u201c好", 2),
        ("好\u201d的", 1),
        ('他说"好', 2),
        ("\u201c他说\u201c你好\u201d走了\u201d", 3),
        ("\u201c\u201c甲\u201d\u201d", 1),
        ('\u201c他说"你好"走了\u201d', 3),
    ],
)
def test_what_is_not_certain_is_reported(text, at):
    assert cleaned(STAGE, text) == text
    assert [start for start, _ in remarks(text)][:1] == [at]


def test_what_is_certain_is_not_reported():
    for text in ("\u201c甲\u201d", "记者\uff1a\u201c一。\n\u201c二。\u201d", "他\uff1a\u201c一\n二。\u201d"):
        assert remarks(text) == []


def test_speech_over_many_paragraphs_is_followed_so_far_and_no_further():
    assert remarks("甲\uff1a\u201c乙\n" + "丙\n" * 11 + "丁。\u201d") == []
    assert len(remarks("甲\uff1a\u201c乙\n" + "丙\n" * 12 + "丁。\u201d")) == 2


def test_the_real_documents(shared):
    """Of five documents one holds a double quote in a double one, and one mark without its partner."""
    changed, reported = [], []
    for path in sorted((shared / "seeds").glob("*.txt")):
        text = path.read_text("utf-8")
        changed += [edit.new for edit in edits(STAGE, text)]
        reported += remarks(text)
    assert changed == ["\u2018", "\u2019"]
    assert len(reported) == 1
