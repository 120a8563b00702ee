"""Finds the dateline of a news item: 新华社杭州7月31日电, 东湖日报讯."""

import re
from functools import lru_cache
from typing import NamedTuple

from cleaner.dates import Found, find_dates
from cleaner.heading.row import rows
from cleaner.scan import lazy

HEAD = 8
"""A dateline opens one of so many lines."""

_OWN = "本报|本网|本台|本刊|本社|本站|本公众号"
_PAPER = "[\u3400-\u9fff]{2,8}?(?:日报|晚报|早报|晨报|时报|商报|都市报|报|网|电视台|电台|客户端|通讯社)"
_AGENCY = "(?!合作|旅行|供销|信用|出版)[\u3400-\u9fff]{2}社(?=[\u3400-\u9fff]{0,12}\\d{1,2}月\\d{1,2}日[电讯])"
_DATELINE = lazy(
    f"[【(\\[]?\\s?(?P<agency>{_OWN}|新华社|中新社|中央社|{_AGENCY}|{_PAPER})(?P<where>[^\u3002,:;!?\\n]{{0,40}}?)"
    "(?P<mark>[电讯](?![视子影商站台话脑力器动磁网报息员])|消息)"
)
_BEHIND = lazy("[ )】\\]]{0,3}(?:\\([^()]{0,40}\\)|[【\\[][^】\\]]{0,40}[】\\]])?[ ]{0,3}")
_DAY_ALONE = lazy("(?<!\\d)([12]?\\d|3[01])日\\Z")
_NO_PLACE = lazy("[把将在了的是和与]")


class Dateline(NamedTuple):
    """The span of the agency's name, whether it is another's than the paper's own (本报), and the date, if any."""

    start: int
    end: int
    foreign: bool
    date: Found | None


@lru_cache(4)
def find_dateline(folded: str) -> Dateline | None:
    """Return the dateline of a report, None if it has none. Two stages ask for that of one text."""
    for line in rows(folded)[:HEAD]:
        match = _DATELINE.match(line.text)
        if match and not _NO_PLACE.search(match["where"]):
            return _read(line.start, line.text, match)
    return None


def _read(base: int, text: str, match: re.Match[str]) -> Dateline:
    """Return the parts of a dateline; the day stands before the mark or, behind the mark, before a comma."""
    before = [found for found in find_dates(text[: match.start("mark")]) if found.precision == "day"]
    date = before[-1] if before and not text[before[-1].end : match.start("mark")].strip() else None
    date = date or _behind(text, match.end("mark")) or _day_alone(text, match)
    moved = date._replace(start=date.start + base, end=date.end + base) if date else None
    own = bool(re.fullmatch(_OWN, match["agency"]))
    return Dateline(base + match.start("agency"), base + match.end("agency"), not own, moved)


def _day_alone(text: str, match: re.Match[str]) -> Found | None:
    """Return the day of a month that is not said, as wires write it (6日電): year and month stay open."""
    found = _DAY_ALONE.search(match["where"])
    at = match.start("where")
    return Found(at + found.start(), at + found.end(), f"XXXX-XX-{int(found[1]):02}", "day") if found else None


def _behind(text: str, at: int) -> Found | None:
    """Return the day that follows the mark and who wrote, before a comma or the time of day."""
    if behind := _BEHIND.match(text, at):
        at = behind.end()
    found = next(find_dates(text[at : at + 24]), None)
    if not found or found.start or found.precision != "day":
        return None
    return found._replace(start=at, end=at + found.end) if text[at + found.end :][:1] in tuple(",上下") else None
