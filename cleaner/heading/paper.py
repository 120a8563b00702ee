"""The head of a page of a printed paper: its name and the day of the issue, on one line or on several."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.dates import to_edtf
from cleaner.heading.row import Row, is_prose
from cleaner.scan import holds_any, lazy

MASTHEAD = lazy(
    r"[\u3400-\u9fff]{2,12}(?:报|周刊)(?:\s*(?:数字报刊?|电子报|电子版|数字版))?|今日[\u3400-\u9fff]{2,6}"
)
DAILY = lazy(
    r"[\u3400-\u9fff]{2,8}(?:[日晚晨早时商周]|都市|农村|青年)报(?:\s*(?:数字报刊?|电子报|电子版|数字版)|[·|][\u3400-\u9fff]{2,6})?"
)
EDITION = lazy(r"\s*(?:数字报刊?|电子报|电子版|数字版)\Z")
ISSUE = lazy(
    r"(?P<date>\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})\s*(?:\(?(?:星期|周)[一二三四五六日天]\)?)?(?:\s*农历[\u3400-\u9fff]{4,12})?"
)
ISSUE_OF_PAPER = lazy(
    rf"(?:总?第?\s?\d{{1,6}}\s?期\s*)?(?:第?\s?[A-Z]?\d{{1,2}}\s?版[^\d]{{0,14}}?)?{ISSUE.pattern}"
    r"(?:[^\u3002]{0,20}[A-Z]?\d{0,2}\s?(?:版|[A-Z]\d{2})[^\u3002]{0,50})?"
)
PAGE_OF_PAPER = lazy(
    rf"(?:(?P<outlet>{MASTHEAD.pattern})\s*[|\s]\s*)?{ISSUE.pattern}[\s|]+(?:[\u3400-\u9fff]{{2,4}}[\s|]*)?"
    r"第?\s?[A-Z]?\d{1,3}\s?版?(?:[\s|:]*[\u3400-\u9fff]{2,4})?"
    r"(?:[\s|]+(?:[上下]一[版期篇]|返回\w\w|版面\w\w|标题\w\w|放大|缩小|默认)\W?)*"
)
DAY_OF_PAPER = lazy(rf"(?P<outlet>{MASTHEAD.pattern})[\s|]+{ISSUE.pattern}(?<=[一二三四五六日天)])")
_LINES = 6
"""The name and the day stand in so many of the first lines."""
_LONGEST = 60
_PAPER = lazy(
    "(?P<name>[\u3400-\u9fff]{2,8}(?:[日晚晨早时商周]|都市|农民|农村|青年|工人|法治|科技)报)(?:[数电]\\w{1,5})?"
)
_DAY = lazy(r"\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})")
_KNOWN = lazy(
    "(?:星期|周)[一二三四五六日天]|总?第?\\d{1,6}期|农历[\u3400-\u9fff]{2,12}|第?[A-Z]?\\d{1,2}版?|版次|第?[A-Z]{0,2}\\d{1,3}|[数电][字子]\\w{1,5}|首页"
    "|[\u3400-\u9fff]{2,4}"
)
_PIECE = lazy("[^\\s>|/\u00b7:,()\\[\\]]+")


class Issue(NamedTuple):
    """Where the head names the paper and the day of the issue, and that day in EDTF."""

    paper: tuple[int, int]
    day: tuple[int, int]
    edtf: str


def find_issue(lines: Sequence[Row]) -> Issue | None:
    """Return the issue that the first lines name in words that are nothing else; None where paper or day is missing.

    >>> from cleaner.heading.row import rows
    >>> find_issue(rows("\u4e1c\u6e56\u65e5\u62a5 > 2021\u5e7410\u670815\u65e5 > 01\u7248:\u8981\u95fb"))
    Issue(paper=(0, 4), day=(7, 18), edtf='2021-10-15')
    """
    paper = day = None
    edtf = None
    for line in lines[:_LINES]:
        if is_prose(line.text) or (paper and day):
            break
        told = len(line.text) <= _LONGEST and holds_any(line.text, "报日-")
        pieces = list(_PIECE.finditer(line.text)) if told else []
        names = [found for piece in pieces if (found := _PAPER.fullmatch(piece[0]))]
        days = [piece for piece in pieces if _DAY.fullmatch(piece[0])]
        if not (names or days) or not all(map(_is_known, pieces)):
            continue
        if names and not paper:
            at = line.start + line.text.find(names[0]["name"])
            paper = at, at + len(names[0]["name"])
        if days and not day and (edtf := to_edtf(days[0][0])):
            day = line.start + days[0].start(), line.start + days[0].end()
    return Issue(paper, day, edtf) if paper and day and edtf else None


def _is_known(piece: re.Match[str]) -> bool:
    """Tell whether a piece of such a line is the name of a paper, a day, or what stands beside these."""
    return any(form.fullmatch(piece[0]) for form in (_PAPER, _DAY, _KNOWN))
