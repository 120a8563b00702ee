"""Finds the meeting at which a report was given, and the date beside it."""

import re
from functools import lru_cache
from typing import NamedTuple

from cleaner.dates import Found, find_dates
from cleaner.heading.row import Row, is_prose, rows
from cleaner.scan import lazy

HEAD = 10
"""The meeting is named in one of so many lines."""

_KIND = (
    "(?:会议|大会|全会|全体会|[谈进署员结彰布接讨场度流询动报析判诉听介明听务虚]会|论坛|仪式|典礼|[开闭]幕[式礼]|颁奖礼|启动礼|开班式|年会|例会"
    "|[一二三四五六七八九十\\d]次会|培训班|峰会|博览会|茶话会|团拜会|常委会|办公会|专题会|民主生活会)"
)
_NO_NAME = "(?!这|此|该|本次|今天|昨天|上次|会|每|一[场次个]|多次|各|有关|相关|我|他|她|由|以|围绕|记者|据|当天|当日)"
_NAME = f"{_NO_NAME}(?P<name>[^\u3002;:,!?\u2014]{{2,60}}?{_KIND})"
_LINE = lazy(
    f"(?P<before>[^在于\u3002;:!?]{{0,80}}?)\\s?(?:在|于)\\s?{_NAME}(?:上|(?=的?(?:致[辞词]|讲话|演讲|发言)))(?P<after>.*)"
)
_SPOKEN = lazy(
    "\\s?(?:的?\\s?(?:讲话|致[辞词]|发言|报告|工作报告|汇报|演讲|总结).{0,40}"
    "|[^\u3002,;]{0,40}(?:各位|同志们|尊敬的).{0,400}|[^\u3002,;]{0,40})"
)
_LED_IN = lazy(".*[\u2014\u2013\u2015(\uff08-]\\s?|\\(?")
_PASSED = lazy(
    "\\(\\s?(?P<date>[^\u3002,;:()]{4,20}?日)\\s?(?P<name>[^\u3002;:,()]{4,60}?(?:会议|大会|全会|[一二三四五六七八九十\\d]次会))\\s?(?:审议)?(?:通过|批准|决定|修订|修正)\\s?\\)"
)
_LABELLED = lazy("会议(?:名称|主题)\\s?:\\s?(?P<name>[^\u3002;:,]{4,60})")
_TEXT_OF = lazy(
    "(?:以下|下面|如下)(?:为|是)[^\u3002;:]{4,50}?(?:出席|在)(?P<name>[^\u3002;:]{4,40}?)(?:会议?上|上)?的?"
    "(?:致[辞词]|演辞|讲话|发言|演讲|谈话)(?:全文|内容|要点|摘要)?[:\u3002]?"
)
_LEAD = lazy(
    "(?:[^\u3002,;:]{0,30}[讯电]\\s?(?:\\([^()]{0,40}\\))?\\s?)?"
    f"(?P<date>[^\u3002,;:\u201c\u201d()讯]{{4,20}}?)(?:[上下]午)?,(?:[^\u3002,;:\u201c\u201d]{{2,30}}?(?:主持|组织)?召开(?=[^\u3002,;]{{4,40}}会))?"
    f"{_NAME}(?P<after>[^\u3002;,]{{0,30}}(?:召开|举行|举办|开幕|闭幕)|[,\u3002])"
)


class Gathering(NamedTuple):
    """A meeting: the span of its name, the date that is said with it, and whether a line of its own says so."""

    start: int
    end: int
    date: Found | None
    in_line: bool


@lru_cache(4)
def find_gathering(folded: str) -> Gathering | None:
    """Return the meeting that the first lines of a report name, None if they name none.

    A line of its own (``X年X月X日在...会议上``), the title of a speech (``在...会议上的讲话``) or, in the
    first sentence of a news item, a day and the meeting that was held then. Two stages ask for that of one text.
    """
    lines = rows(folded)[:HEAD]
    for line in lines:
        if found := _in_line(line) or _named(line):
            return found
        if is_prose(line.text):
            break
    first = next((line for line in lines if is_prose(line.text)), None)
    return _in_lead(first) if first else None


def _in_line(line: Row) -> Gathering | None:
    """Return the meeting of a line that says where something was said."""
    match = _LINE.match(line.text[:400])
    if not match or not _SPOKEN.fullmatch(match["after"][:500]):
        return None
    before = match["before"]
    date = next((found for found in find_dates(before) if not before[found.end :].strip(" ,)")), None)
    if not _LED_IN.fullmatch(before[: date.start] if date else before):
        return None
    if is_prose(line.text) and not (date and re.search("各位|同志们", match["after"][:60])):
        return None
    return _placed(line, match, date, in_line=True)


def _named(line: Row) -> Gathering | None:
    """Return the meeting that a label names, at which a text was spoken, or that passed a decision on a day."""
    if match := _LABELLED.fullmatch(line.text):
        return _placed(line, match, None, in_line=True)
    if match := _TEXT_OF.fullmatch(line.text):
        return _placed(line, match, None, in_line=True)
    match = _PASSED.fullmatch(line.text)
    date = next(find_dates(match["date"]), None) if match else None
    if not match or not date or date.start or date.precision != "day":
        return None
    at = match.start("date")
    return _placed(line, match, date._replace(start=date.start + at, end=date.end + at), in_line=True)


def _in_lead(line: Row) -> Gathering | None:
    """Return the meeting whose day and name open the first sentence of a news item."""
    match = _LEAD.match(line.text[:300])
    if not match or (match["after"] in ",\u3002" and "召开" not in match[0]):
        return None
    said = match["date"]
    date = next((found for found in find_dates(said) if found.precision == "day"), None)
    if match["name"].endswith(("新闻发布会", "新闻通气会")):  # what is told there is the matter, not the meeting
        return None
    if not date or said[date.end :].strip() or said[: date.start].strip():
        return None
    at = match.start("date")
    return _placed(line, match, date._replace(start=date.start + at, end=date.end + at), in_line=False)


def _placed(line: Row, match: re.Match[str], date: Found | None, *, in_line: bool) -> Gathering:
    """Return the meeting with spans of the whole text."""
    if date:
        date = date._replace(start=date.start + line.start, end=date.end + line.start)
    return Gathering(line.start + match.start("name"), line.start + match.end("name"), date, in_line)
