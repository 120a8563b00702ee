"""meeting: at which meeting a report was given, and texts that only mention one."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.registry import find_stage
from cleaner.stages.meeting import Meeting
from tests.stages.laws import AWKWARD, TEXTS, assert_lawful, assert_linear

STAGE = Meeting()
BODY = "现在\uff0c我代表县人民政府向大会报告工作\uff0c请予审议。"
CONGRESS = "东湖县第十七届人民代表大会第一次会议"

MEETINGS = [
    ("line", f"东湖县政府工作报告\n2021年1月20日在{CONGRESS}上\n县长 周远山\n{BODY}", CONGRESS),
    ("circles", f"东湖县政府工作报告\n二○二一年一月二十日在{CONGRESS}上\n{BODY}", CONGRESS),
    ("dash", f"东湖县政府工作报告\n——2021年1月20日在{CONGRESS}上\n{BODY}", CONGRESS),
    ("flattened", f"东湖县2021年政府工作报告—2021年1月20日在{CONGRESS}上\n{BODY}", CONGRESS),
    ("run-on", f"2021年1月20日在{CONGRESS}上县长周远山各位代表\uff1a{BODY}", CONGRESS),
    ("blanks", f"东湖县政府工作报告\n2021年1月20日在东湖县第 十七 届人民代表大会第一次会议上\n{BODY}", CONGRESS),
    ("no-date", f"以实干开创新局面\n——在全县经济工作会议上的讲话\n{BODY}", "全县经济工作会议"),
    ("title", f"在全市年轻干部座谈会上的讲话\n(二○二一年五月四日)\n{BODY}", "全市年轻干部座谈会"),
    ("address", f"在新春茶话会上的致辞\n{BODY}", "新春茶话会"),
    ("traditional", "東湖縣政府工作報告\n2021年1月20日在東湖縣第十七屆人民代表大會第一次會議上\n各位代表。",
     "東湖縣第十七屆人民代表大會第一次會議"),
]  # fmt: skip

NEWS = [
    "东湖县植树\n3月11日\uff0c全县春季植树造林现场会在石桥镇召开。会议总结工作。",
    "东湖植树\n本网讯(记者 周远山)3月11日上午\uff0c全县春季植树造林现场会在石桥镇召开。",
    "安全\n2021年3月11日\uff0c东湖县召开全县安全生产工作会议。会议强调\uff0c要抓好落实。",
]
"""News about a meeting were not given at it."""

NONE = [
    *NEWS,
    "", BODY, f"东湖县政府工作报告\n{BODY}",
    f"东湖县政府工作报告\n{BODY}\n2021年1月20日在{CONGRESS}上通过的决议已经落实。",
    "区委书记说\n12月8日\uff0c湖水之畔\uff0c一场围绕“今年怎么看”展开的务虚会\uff0c在东湖召开。",
    "学习体会\n“今天\uff0c我听取了书记在全县三级干部大会上的讲话\uff0c倍感振奋。”",
    "谈工作\n在会上\uff0c他说要抓落实。",
    "谈工作\n在这次会议上\uff0c大家畅所欲言。", "谈工作\n会议强调\uff0c要抓好落实。",
    "谈工作\n会上\uff0c县长作了讲话。",
    "谈工作\n3月8日\uff0c县委书记周远山到石桥镇调研。",
    "谈工作\n3月8日\uff0c记者从县政府新闻发布会获悉\uff0c新学校开建。",
    "谈工作\n在桌子上\n他写了一封信。", "谈工作\n在党的十九大上\uff0c报告指出要办好这件事。",
    "谈工作\n过去一年\uff0c在各次会议上\uff0c我们反复强调安全。", "谈工作\n大会将于明年召开。",
]  # fmt: skip


def meeting(text):
    """The meeting that the stage tells, None if it tells none."""
    values = [note.value for note in STAGE(Document(text))]
    assert len(values) <= 1
    return values[0] if values else None


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in MEETINGS], ids=[row[0] for row in MEETINGS])
def test_meetings(text, value):
    assert meeting(text) == value


@pytest.mark.parametrize("text", NONE)
def test_no_meeting(text):
    assert meeting(text) is None


def test_it_is_registered():
    assert find_stage("meeting") is Meeting


@given(TEXTS)
def test_any_text(text):
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("unit", [*AWKWARD[:12], "\n", "在", "会", "在甲会议上", "在甲会议上\n", "3月8日\uff0c", "二"])
def test_linear(unit):
    assert_linear(STAGE, unit)
