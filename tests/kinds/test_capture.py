"""capture: facts as they stand in the real text, and what they consume."""

import pytest

from cleaner.stage import Note
from tests.rulebook.rulefile import clean, facts, say

CREDIT = "id: a\nkind: capture\nfield: photo\nfind: '\\((\\w+) 摄\\)'"
LINE = "id: a\nkind: capture\nfield: number\nmatch: {regex: '索引号:(?P<mark>[\\w-]+)'}\ntake: mark"


@pytest.mark.parametrize(
    "rule, text, found",
    [
        (CREDIT, "桥 (王一 摄)\n河 (李二 摄)", [("photo", "王一")]),
        (
            CREDIT + "\nfirst: false",
            "桥 (王一 摄)(丁三 摄)\n河 (李二 摄)",
            [("photo", "王一"), ("photo", "丁三"), ("photo", "李二")],
        ),
        (CREDIT, "桥\uff08\u9673\u4e00 \u651d\uff09", [("photo", "\u9673\u4e00")]),
        (CREDIT + "\ntake: 0", "桥 (王一 摄)", [("photo", "(王一 摄)")]),
        (LINE, "\u3000索引号\uff1aA-1 \n二", [("number", "A-1")]),
        (CREDIT, "王一摄", []),
        (LINE, "见索引号:A-1", []),
    ],
)
def test_facts(rule, text, found):
    assert facts(text, rule) == found


@pytest.mark.parametrize(
    "consume, after",
    [("none", "一\n桥 (王一 摄)好\n二"), ("match", "一\n桥 好\n二"), ("line", "一\n二")],
)
def test_consume(consume, after):
    assert clean("一\n桥 (王一 摄)好\n二", f"{CREDIT}\nconsume: {consume}") == after


def test_scope():
    rule = CREDIT + "\nscope: {where: tail, within: 1}"
    assert facts("桥 (王一 摄)\n二", rule) == []
    assert facts("桥\n二 (王一 摄)\n\n", rule) == [("photo", "王一")]


DATE = "id: a\nkind: capture\nfield: published\nfind: '发布时间:(\\S+)'\nas: date"


@pytest.mark.parametrize(
    "text, found",
    [
        ("发布时间:2021-03-05", [(5, 15, "2021-03-05")]),
        ("\u767c\u4f48\u6642\u9593\uff1a\uff12\uff10\uff12\uff11年3月5日", [(5, 14, "2021-03-05")]),
        ("发布时间:二○二一年三月五日", [(5, 14, "2021-03-05")]),
        ("发布时间:2021年13月45日", []),
        ("发布时间:另行通知", []),
        ("发布时间:另行通知\n发布时间:2021/3/5", [(15, 23, "2021-03-05")]),
    ],
)
def test_dates(text, found):
    notes = [(note.start, note.end, note.value) for note in say(text, DATE) if isinstance(note, Note)]
    assert notes == found


@pytest.mark.parametrize("consume, after", [("none", "发布时间:2021-03-05\n二"), ("match", "\n二"), ("line", "二")])
def test_what_is_no_date_consumes_nothing(consume, after):
    rule = f"{DATE}\nconsume: {consume}"
    assert clean("发布时间:2021-03-05\n二", rule) == after
    assert clean("发布时间:2021-02-30\n二", rule) == "发布时间:2021-02-30\n二"
