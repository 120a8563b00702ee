"""split: parts from marker to marker."""

import pytest

from cleaner.errors import ConfigError
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


TITLED = "id: a\nkind: split\nat: {regex: '--.*'}\nabove: {regex: '[A-Z]+'}\nabove_lines: 2"


@pytest.mark.parametrize(
    "text, found",
    [
        ("A\n--a\nx\nB\n\n--b", ["A\n--a\nx\n", "B\n\n--b"]),
        ("A\nB\n--a\nC\nD\nE\n--b", ["A\nB\n--a\nC\n", "D\nE\n--b"]),
        ("A\n--a\n--b\nB\n--c", ["A\n--a\n--b\n", "B\n--c"]),
        ("A\n--a\nx\n--b", []),
        ("--a\nA\n--b", []),
        ("A\nx\n--a\nB\nx\n--b", []),
    ],
)
def test_the_title_above(text, found):
    assert parts(text, TITLED) == found


def test_what_stands_below():
    rule = "id: a\nkind: split\nat: {regex: '[A-Z]'}\nbelow: {equals: [x]}"
    assert parts("A\nx\nB\n\nx", rule) == ["A\nx\n", "B\n\nx"]
    assert parts("A\nx\nB\ny\nx\nC", rule) == []
    assert parts("A\nx\nB\ny\nx\nC", rule + "\nbelow_lines: 2") == ["A\nx\n", "B\ny\nx\nC"]


@pytest.mark.parametrize(
    "key, says",
    [
        ("above_lines: 2", "above_lines says how far above looks: it needs above"),
        ("below_lines: 2", "below_lines says how far below looks: it needs below"),
        ("above: {}", "holds no equals"),
        ("below: {regex: x}\nbelow_lines: 0", "must be at least 1"),
    ],
)
def test_what_is_wrong_is_told(key, says):
    with pytest.raises(ConfigError) as told:
        parts("", RULE + "\n" + key)
    assert says in str(told.value)


def test_many_markers_stay_linear():
    text = "A\nA\n--a\n" * 20_000
    assert len(parts(text, TITLED)) == 20_000
