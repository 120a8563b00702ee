"""outline: the headings of a report with their levels, and lines that are none."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.registry import find_stage
from cleaner.stages.outline import Outline
from tests.stages.laws import AWKWARD, TEXTS, assert_lawful, assert_linear

STAGE = Outline()
BODY = "全县各级各部门迅速行动\uff0c各项工作取得了新的进展。"

OUTLINES = [
    ("chinese", f"通知\n一、工作目标\n{BODY}\n二、实施范围\n{BODY}", [(1, "一、工作目标"), (1, "二、实施范围")]),
    ("two-levels", f"通知\n一、问题\n(一)进度滞后。{BODY}\n(二)施工不到位。{BODY}\n二、要求\n{BODY}",
     [(1, "一、问题"), (2, "(一)进度滞后"), (2, "(二)施工不到位"), (1, "二、要求")]),
    ("only-second", f"通知\n\uff08一\uff09进度滞后。{BODY}\n\uff08二\uff09施工不到位。{BODY}", [(1,
     "\uff08一\uff09进度滞后"), (1, "\uff08二\uff09施工不到位")]),
    ("digits", f"通知\n一、要求\n{BODY}\n1.加强领导\n{BODY}\n2.做好宣传\n{BODY}\n二、时限\n{BODY}",
     [(1, "一、要求"), (2, "1.加强领导"), (2, "2.做好宣传"), (1, "二、时限")]),
    ("chapters", f"规划\n第一章 总则\n{BODY}\n第二章 附则\n{BODY}", [(1, "第一章 总则"), (1, "第二章 附则")]),
    ("markdown", f"# 标题在这里\n\n{BODY}\n\n## 做法\n\n{BODY}\n\n### 其一\n\n{BODY}", [(1, "做法"), (2, "其一")]),
    ("glued", f"报告\n一、2020年工作回顾2020年\uff0c是不平凡的一年。{BODY}\n二、2021年工作安排今年要抓好三件事。{BODY}",
     [(1, "一、2020年工作回顾"), (1, "二、2021年工作安排")]),
    ("plain", f"新城建设\n{BODY}\n锚定两个目标\n{BODY}\n做强三大产业\n{BODY}", [(1, "锚定两个目标"), (1,
     "做强三大产业")]),
    ("plain-pairs", f"新城建设\n{BODY}\n锚定两个目标\n扛起时代担当\n{BODY}\n做强三大产业\n夯实发展根基\n{BODY}",
     [(1, "锚定两个目标 扛起时代担当"), (1, "做强三大产业 夯实发展根基")]),
    ("gap", f"报告\n一、回顾过去\n{BODY}\n三、展望未来\n{BODY}", [(1, "一、回顾过去"), (1, "三、展望未来")]),
]  # fmt: skip

NONE = [
    "", BODY, f"新城建设\n{BODY}", f"一、只有一个\n{BODY}", f"新城建设\n{BODY}\n一张蓝图\n{BODY}",
    "目录\n一、工作目标\n二、实施范围\n三、有关要求", f"{BODY}\n附件\uff1a\n1.登记表\n2.任务分解表",
    f"一是抓项目。{BODY}\n二是抓作风。{BODY}", f"{BODY}\n1.5亿元投资落地\n2.3亿元投资在谈\n{BODY}",
    f"{BODY}\n五、九、十月是旺季。\n{BODY}", f"新城建设\n{BODY}\n本报记者 周远山\n{BODY}\n谷雨 摄\n{BODY}",
    f"新城建设\n{BODY}\n2021年3月5日\n{BODY}\n2021年3月6日\n{BODY}",
    f"# 标题在这里\n### ——访县水利局局长 周远山\n{BODY}",
    f"新城建设\n{BODY}\n周远山\uff1a你好吗\n{BODY}\n林静\uff1a我很好\n{BODY}",
    f"诗\n{BODY}\n山高路远\n水阔天长\n风起云涌\n{BODY}",
]  # fmt: skip


def outline(text):
    """The headings that the stage tells: level and text."""
    return [(note.value["level"], note.value["text"]) for note in STAGE(Document(text))]


@pytest.mark.parametrize(("text", "headings"), [row[1:] for row in OUTLINES], ids=[row[0] for row in OUTLINES])
def test_outlines(text, headings):
    assert outline(text) == headings


@pytest.mark.parametrize("text", NONE)
def test_no_headings(text):
    assert outline(text) == []


def test_spans_hold_the_words():
    text = OUTLINES[1][1]
    assert [text[note.start : note.end] for note in STAGE(Document(text))] == [words for _, words in OUTLINES[1][2]]


def test_five_thousand_headings():
    text = "通知\n" + "".join(f"一、问题\n{BODY}\n二、要求\n{BODY}\n" for _ in range(2500))
    assert len(outline(text)) == 5000


def test_it_is_registered():
    assert find_stage("outline") is Outline


@given(TEXTS)
def test_any_text(text):
    assert_lawful(STAGE, text)


UNITS = ["\n", "#", "# a\n", "一、", "一、甲\n", "(一)", "1.", "1.甲\n", "新城建设\n"]


@pytest.mark.parametrize("unit", [*AWKWARD[:12], *UNITS])
def test_linear(unit):
    assert_linear(STAGE, unit)
