"""Sentences cut by line ends, paragraphs flattened into one line; the cases are in fixtures/stages/reflow.yaml."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.stage import REMARK, Note
from cleaner.stages.punctuation import Punctuation
from cleaner.stages.reflow import Reflow
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Reflow()
COMMA, STOP = "\uff0c", "\u3002"
PARTS = (
    f"晨光里的老街渐渐热闹起来{COMMA}卖早点的摊主支起炉灶",
    f"改造提升通村道路二百一十公里{COMMA}让山货出得去、游客进得来{STOP}",
    f"稳慎推进农村宅基地制度改{COMMA}",
    f"革{COMMA}盘活闲置农房{COMMA}发展乡村民宿{STOP}",
    "一、2020年工作回顾",
    "\uff08二\uff09坚持民生为本",
    f"过去一年{COMMA}全县上下众志成城",
    "各位代表\uff1a",
    "县长 林大海",
    "会议上",
    "“请让",
    f"我来服务你”的理念{STOP}",
    "林小川 摄",
    "2021年3月5日",
    "# 标题",
    "Smart Home",
    "3.",
    " ",
    "\n",
    "\n\n",
    "\t",
    STOP,
    COMMA,
    "的",
)
PAGES = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)
SENTENCES = re.compile("[^\u3002]+\u3002")


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(PAGES)
def test_laws_on_pages(text):
    assert_lawful(STAGE, text)
    assert_lawful(Reflow(min_line=10), text)


@given(PAGES, st.integers(16, 40))
def test_laws_on_wrapped_pages(text, width):
    lines = [line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)]
    assert_lawful(STAGE, "\n".join(lines))


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@given(st.lists(CHINESE.filter(lambda line: line.strip()).map(lambda line: f"中{line}中{STOP}"), max_size=12))
def test_whole_sentences_stay(lines):
    assert edits(STAGE, "\n".join(lines)) == []
    assert edits(STAGE, "\n\n".join(lines)) == []


@given(PAGES)
def test_nothing_but_blanks_and_line_ends_changes(text):
    assert "".join(cleaned(STAGE, text).split()) == "".join(text.split())


@given(PAGES)
def test_each_half_can_be_switched_off(text):
    assert edits(Reflow(join=False, part=False), text) == []
    assert {edit.rule for edit in edits(Reflow(part=False, min_line=10), text)} <= {"reflow.join"}
    assert {edit.rule for edit in edits(Reflow(join=False, min_line=10), text)} <= {"reflow.break"}


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, *PARTS, "\u3002 中", "\u3002\u201d", "(", "\u201c"], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


@pytest.mark.parametrize("unit", ["\n".join(PARTS[:4]), PARTS[0] + "\n", f"{PARTS[3]} 一、中 中{STOP} "], ids=ascii)
def test_linear_on_many_lines(unit):
    assert_linear(STAGE, unit)


def test_of_two_continuations_the_likelier_is_joined_and_the_other_reported():
    said = f"{PARTS[1]}{PARTS[1]}完善机制{COMMA}发展产业{STOP}同时做好布局谋划{COMMA}继续依托完善全"
    lost = f"产{COMMA}扎实开展各项工作{COMMA}共签约项目13个{STOP}"
    found = f"区重点工作体系{COMMA}科学分配任务指标{STOP}"
    first, second = f"林大海说{COMMA}{said}", f"周一鸣说{COMMA}{said}"
    text = f"{first}\n\n{lost}\n\n{second}\n\n{found}"
    assert cleaned(STAGE, text) == f"{first}\n\n{lost}\n\n{second}{found}"
    notes = [said for said in STAGE(Document(text)) if isinstance(said, Note)]
    assert [(note.start, note.end, note.label) for note in notes] == [(len(first) - 10, len(first), REMARK)]


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
COUNTS = {"000": (0, 0), "001": (3, 0), "002": (0, 0), "003": (0, 200), "004": (18, 0)}
"""Document -> joins (all cuts but the one whose continuation is lost), at least so many breaks."""


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
@pytest.mark.parametrize("number", COUNTS)
def test_real_documents(number):
    (path,) = SEEDS.glob(f"{number}_*.txt")
    text = re.sub("[ \u3000\xa0]+", " ", path.read_text("utf-8"))
    text = cleaned(Punctuation(), re.sub("(?m)^ | $", "", text))
    found = [edit.rule for edit in edits(STAGE, text)]
    joins, breaks = COUNTS[number]
    assert found.count("reflow.join") == joins
    assert found.count("reflow.break") >= breaks
    headings = [line for line in text.split("\n") if line.startswith("#")]
    assert [line for line in cleaned(STAGE, text).split("\n") if line.startswith("#")] == headings


CLEAN = Path(__file__).parents[2] / "seeds" / "12_clean_article.txt"


@pytest.mark.parametrize("width", [22, 35, 60])
def test_a_wrapped_article_comes_back(width):
    lines = [line for line in CLEAN.read_text("utf-8").split("\n") if line]
    wrapped = [line[at : at + width] for line in lines for at in range(0, len(line), width)]
    assert edits(STAGE, "\n".join(lines)) == []
    back = cleaned(STAGE, "\n".join(wrapped)).split("\n")
    assert "".join(back) == "".join(lines)
    assert len(back) - len(lines) <= 0.05 * (len(wrapped) - len(lines)) + 1


def test_sentences_cut_anywhere_are_mostly_joined_and_never_wrongly():
    lines = [line for line in CLEAN.read_text("utf-8").split("\n") if len(line) > 120]
    chance = random.Random(1)
    joined = 0
    for line in lines:
        at = chance.choice([n for n in range(80, len(line) - 20) if line[n - 1].isalpha() and line[n].isalpha()])
        joined += cleaned(STAGE, f"{line[:at]}\n\n{line[at:]}") == line
    assert joined >= 0.5 * len(lines)
