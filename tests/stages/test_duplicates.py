"""Words printed twice; the cases are in fixtures/stages/duplicates.yaml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.stage import REMARK, Note
from cleaner.stages.duplicates import Duplicates
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Duplicates()
COMMA, STOP = "\uff0c", "\u3002"
LONG = f"推进集体林权制度改革{COMMA}完善林权抵押贷款办法{COMMA}让山上的林子变成手里的票子{STOP}"
SPILL = f"扎实开展线上招商工作{COMMA}确保招商推介、项目洽谈、政策对接等方面以灵活可行的方式继续进行{STOP}"
PARTS = (
    LONG,
    LONG[:30],
    LONG[:40],
    SPILL,
    SPILL[:-1],
    f"{SPILL[:-1]}{COMMA}成效明显{STOP}",
    "云溪县召开乡村振兴工作推进会 部署全年重点任务",
    "12.09 ",
    "\n",
    "\n",
    "\n\n",
    " ",
    "“",
    "”",
)
PAGES = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


def notes(text, stage=STAGE):
    return [said for said in stage(Document(text)) if isinstance(said, Note)]


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(PAGES)
def test_laws_on_pages(text):
    assert_lawful(STAGE, text)
    assert_lawful(Duplicates(min_chars=4, near=2), text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@given(PAGES)
def test_what_goes_is_still_there(text):
    """The letters of every sentence that goes stand in what is left."""

    def letters(words):
        return "".join(c for c in words if c.isalnum())

    left = letters(cleaned(STAGE, text))
    for start, end, _, _ in edits(STAGE, text):
        gone = text[start:end].strip("\n").removeprefix("12.09 ")
        assert all(letters(sentence) in left for sentence in gone.split(STOP))


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, *PARTS, f"{LONG}\n", f"{LONG[:30]}\n{LONG}\n"], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


def test_linear_on_ever_longer_beginnings():
    def page(size):
        words = "".join(chr(0x4E00 + n * 7 % 20000) for n in range(400))
        return "\n".join(f"{words[: 20 + n % 380]}{COMMA}{n}" for n in range(size))

    edits(STAGE, page(2000))


def test_a_spilled_column_is_reported_and_stays():
    spill = SPILL + LONG
    text = f"林大海说{COMMA}今年任务很重{STOP}{spill}\n\n周一鸣说{COMMA}大家很努力{STOP}{spill}下一步再加力{STOP}"
    assert edits(STAGE, text) == []
    (note,) = notes(text)
    assert text[note.start : note.end] == spill
    assert note.label == REMARK
    assert note.rule == "duplicates.spill"


def test_copies_far_apart_are_reported_and_stay():
    text = "\n".join([SPILL + LONG, *(f"第{n}段" for n in range(10)), SPILL + LONG])
    assert edits(STAGE, text) == []
    assert [text[note.start : note.end] for note in notes(text)] == [SPILL + LONG]


def test_what_goes_is_reported_with_its_words():
    text = f"{LONG}\n\n{LONG}\n\n{SPILL}"
    (note,) = notes(text)
    assert (note.start, note.end, note.rule) == (len(LONG) + 2, 2 * len(LONG) + 4, "duplicates.paragraph")
    assert note.value.endswith("removed")


def test_nothing_goes_when_removing_is_off():
    text = f"{LONG}\n\n{LONG}\n\n{SPILL}"
    keeping = Duplicates(remove=False)
    assert edits(keeping, text) == []
    assert [note.value for note in notes(text, keeping)] == ["stands twice on the page, kept"]


def test_remarks_have_an_end():
    text = "\n".join(f"{n}{LONG}\n{n}{LONG}" for n in range(100))
    assert len(notes(text)) == 20
