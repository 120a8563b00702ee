"""split: parts from marker to marker."""

import pytest

from tests.rulebook.rulefile import clean, parts

RULE = "id: a\nkind: split\nat: {regex: '[一二三]、.*'}"


@pytest.mark.parametrize(
    "text, found",
    [
        ("题\n一、甲\n文\n二、乙", ["一、甲\n文\n", "二、乙"]),
        ("一、甲\n二、乙\n三、丙\n文\n", ["一、甲\n", "二、乙\n", "三、丙\n文\n"]),
        ("一、甲\n文", []),
        ("文", []),
        ("", []),
    ],
)
def test_parts(text, found):
    assert parts(text, RULE) == found


def test_min_parts():
    assert parts("一、甲\n文", RULE + "\nmin_parts: 1") == ["一、甲\n文"]
    assert parts("一、甲\n二、乙", RULE + "\nmin_parts: 3") == []


def test_markers_go():
    assert clean("题\n一、甲\n文\n二、乙\n文", RULE + "\nkeep_marker: false") == "题\n文\n文"
    assert clean("题\n一、甲\n文", RULE + "\nkeep_marker: false") == "题\n一、甲\n文"
