"""replace: what find matches in the folded text, with groups from the real text."""

import pytest

from tests.rulebook.rulefile import clean

SWAP = r"id: a" "\nkind: replace\n" r"find: '第(?P<n>\d+)(?P<u>页|章)'" "\n" r"with: '<\g<u>\1\\\u3002>'"


@pytest.mark.parametrize(
    "before, after",
    [
        ("见第3页和第12章", "见<页3\\\u3002>和<章12\\\u3002>"),
        ("一\n 第\uff13\u9801", "一\n <\u9801\uff13\\\u3002>"),  # the real text: full-width, Traditional
        ("第3页\n第4页", "<页3\\\u3002>\n<页4\\\u3002>"),
    ],
)
def test_replaces(before, after):
    assert clean(before, SWAP) == after


@pytest.mark.parametrize("text", ["", "第页", "第3\n页", "3页", "第 3页"])
def test_keeps(text):
    assert clean(text, SWAP) == text


def test_a_group_that_took_no_part_is_empty():
    assert clean("ab b", "id: a\nkind: replace\nfind: '(a)?b'\nwith: '[\\1]'") == "[a] []"


def test_unless_looks_at_the_whole_line():
    rule = SWAP + "\nunless: {starts: ['目录'], max_chars: 20}"
    assert clean("目录第3页\n见第3页", rule) == "目录第3页\n见<页3\\\u3002>"


def test_anchors_hold_the_line():
    assert clean("ab\nab", "id: a\nkind: replace\nfind: '^a'\nwith: 'x'") == "xb\nxb"
    assert clean("ab\nab", "id: a\nkind: replace\nfind: 'b$'\nwith: 'x'") == "ax\nax"
