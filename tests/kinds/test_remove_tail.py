"""remove-tail: only near the end, and the page's last line feed stays."""

import pytest

from tests.rulebook.rulefile import clean

SHARE = "id: a\nkind: remove-tail\nbegin: {equals: ['网站地图']}\nonly_in_last: 0.5"
LINES = "id: a\nkind: remove-tail\nbegin: {equals: ['网站地图']}\nonly_in_last: 3"
BODY = "正文内容写在这里。\n"


@pytest.mark.parametrize(
    "rule, before, after",
    [
        (SHARE, BODY * 3 + "网站地图\n电话\n", BODY * 3),
        (SHARE, BODY * 3 + "网站地图\n电话", (BODY * 3)[:-1]),
        (SHARE, BODY * 3 + "网站地图", (BODY * 3)[:-1]),
        (SHARE, "网站地图\n" + BODY * 3 + "网站地图\n", "网站地图\n" + BODY * 3),
        (LINES, BODY * 3 + "网站地图\n\n甲\n\n乙\n", BODY * 3),
    ],
)
def test_removes(rule, before, after):
    assert clean(before, rule) == after


@pytest.mark.parametrize(
    "rule, text",
    [
        (SHARE, "网站地图\n" + BODY * 3),
        (SHARE, BODY + "见网站地图\n"),
        (LINES, BODY + "网站地图\n甲\n乙\n丙\n"),
        (LINES, ""),
    ],
)
def test_keeps(rule, text):
    assert clean(text, rule) == text
