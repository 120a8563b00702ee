"""remove-block: from begin to end, max_lines at most."""

import pytest

from tests.rulebook.rulefile import clean

BLOCK = "id: a\nkind: remove-block\nbegin: {equals: ['相关文章']}\nend: {equals: ['更多']}\nmax_lines: 4"
INSIDE = (
    "id: a\nkind: remove-block\nbegin: {equals: ['相关文章']}\ninside: {starts: ['·'], max_chars: 20}\n"
    "max_lines: 3\nif_no_end: remove"
)


@pytest.mark.parametrize(
    "rule, before, after",
    [
        (BLOCK, "一\n相关文章\n甲\n乙\n更多\n二", "一\n二"),
        (BLOCK, "一\n相关文章\n\n甲\n\n乙\n\n更多\n二", "一\n二"),  # blank lines do not count
        (BLOCK, "相关文章\n更多", ""),
        (BLOCK, "相关文章\n更多\n一\n相关文章\n更多", "一"),
        (BLOCK, "相关文章\n相关文章\n更多\n一", "一"),
        (BLOCK + "\nkeep_end: true", "一\n相关文章\n甲\n更多", "一\n更多"),
        (BLOCK + "\nif_no_end: remove", "一\n相关文章\n甲\n乙\n丙\n丁", "一\n丁"),
        (INSIDE, "一\n相关文章\n·甲\n二", "一\n二"),
        (INSIDE, "一\n相关文章\n二", "一\n二"),
        (INSIDE, "一\n相关文章\n·甲\n·乙\n·丙", "一\n·丙"),
    ],
)
def test_removes(rule, before, after):
    assert clean(before, rule) == after


@pytest.mark.parametrize(
    "text",
    ["一\n相关文章\n甲\n乙\n丙\n更多", "相关文章", "更多", "更多\n相关文章", "一\n相关文章已经印发\n更多", "甲\n乙"],
)
def test_keeps(text):
    assert clean(text, BLOCK) == text
