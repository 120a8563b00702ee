"""When something was said or happened, and when it was put online."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as calendar_day
from datetime import timedelta
from itertools import chain, islice
from typing import ClassVar, NamedTuple

from cleaner.dates import Found, find_dates
from cleaner.heading.dateline import find_dateline
from cleaner.heading.gathering import find_gathering
from cleaner.heading.headline import find_headline
from cleaner.heading.row import Row, rows
from cleaner.heading.stamp import Stamp, find_stamps
from cleaner.heading.whole import day_of_statements, head_year, page_published, page_year
from cleaner.heading.year import find_year
from cleaner.scan import lazy
from cleaner.stage import Document, Edit, Note

_GENRE = "(?:报告|总结|公报|年报|工作要点|工作计划|讲话|致[辞词]|献词|贺词)"
_ANNUAL = lazy(f"[^\u3002;]{{0,300}}{_GENRE}(?:\\s?\\([^()]{{1,30}}\\))?")
_STATED = lazy("[^\u3002,;:\u2014]{0,40}\\d{4}年[^\u3002,;:\u2014]{0,12}政府工作报告")
_STATED_HEAD = 4
_LEAP = "2000"
_RECENT = 31
_LATELY = lazy("近日|日前|近期|不久前|连日来|最近")
"""Who says so at the beginning does not give the day; what stands in the next paragraph is of something else."""
_DAY_ALONE = lazy("(?<![\\d月至到、\u2014\u2013~-])(?P<day>[12]?\\d|3[01])日(?=在|于|[上下]午|晚|举行|召开)")
_OPENING = 120
"""The day of what news are about stands in so many characters of the first paragraph."""
_CLAUSE_ENDS = ("", *"\n\u662f\u3002!?,;:\u201d)")
_NOT_HELD = (
    "将于", "拟于", "定于", "起于", "始于", "建于", "生于", "已于",
    "计划于", "毕业于", "曾于", "早于", "不晚于", "晚于", "成立于",
)  # fmt: skip
_BOUND = lazy("\\s?(?:以[前来后]|之[前后]|前|后|起|止|至|到|是|\u2014|-|~)")
_TAKEN_DOWN = lazy(
    "[根访采对节](?:(?<=根)据[^\u3002,;\\n]{0,20}?(?P<day>\\d{4}年\\d{1,2}月\\d{1,2}日)"
    "[^\u3002,;\\n]{0,16}(?:录音|讲话|发言|演讲|致辞|记录|直播)"
    "|(?:(?<=访)谈|(?<=采)访|(?<=对)话|(?<=节)目)(?:录制)?于"
    "(?P<taped>(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)(?:录制|进行|举行|播出)?)"
)
_QUOTED = lazy("\u201c[^\u201c\u201d\\n]{1,80}\u201d")
_RELATIVE = lazy(
    "(?:(?<![\u3400-\u9fff\u201c])(?:今天|今日|今晨|今早|昨天|昨日|昨晚|昨夜)|(?:昨天|昨日|今天|今日)(?=[上下]午|傍晚|晚|清晨|早上|凌晨"
    "|发布|公布|通报|宣布|启动|举行|召开|开幕|开街|开园|揭牌|投用))"
    "(?!,?(?:我们?|推出|大家|记者|本报|本网|从))"
)
"""A day that the one of publication tells: at the head of a clause, or with a time of day."""
_YEAR = lazy("[12]\\d{3}")
_FULL = lazy("\\d{4}-\\d\\d-\\d\\d")
_TODAY = lazy("[今昨][日天]?\\((?:(?P<month>\\d{1,2})月)?(?P<day>[12]?\\d|3[01])日?\\)")


class Dated(NamedTuple):
    """A value, the words that say it and the rule that read them."""

    start: int
    end: int
    edtf: str
    rule: str


@dataclass(frozen=True, slots=True)
class Dating:
    """Tell ``date``, when something was said or happened, and ``published``, when it was put online, in EDTF.

    For ``date`` the first of these that the report has counts:

    1. the line that names the meeting (X年X月X日在...会议上), then a written date on a line under the title;
    2. the dateline (新华社X地7月31日电), then the date before the title (``12.09 ``);
    3. the signature: a date on one of the last lines, written or under the name of an office;
    4. the day of the speech that a text says it was taken down from, the day of the meeting that the first sentence of
       a news item is about, then the first day that opens a clause in its first paragraphs, if the item was published
       no more than 31 days later;
    5. the year in the title of a report, speech or summary, if it names one year only; then the year of a
       X年...政府工作报告 that one of the first lines names;
    6. the day of the meeting at which, as the lead of the page says, all its statements were made;
    7. the year that the text speaks from (see ``cleaner.heading.year``), then the one that the whole page speaks from.

    A month and a day without a year stay so (``XXXX-12-09``), unless ``published`` of the same text is no more than 31
    days later. ``published`` is a line in digits or with a label (发布时间:) at head or end, or above all reports of
    the page. What is not said is not told. A line that is nothing but the date in digits leaves the text.
    """

    name: ClassVar[str] = "dating"
    rules: ClassVar[Mapping[str, str]] = {
        "dating.meeting": "the date in the line that names the meeting",
        "dating.headline": "a written date on a line of its own under the title",
        "dating.dateline": "the date of a dateline",
        "dating.prefix": "the date before a title",
        "dating.signature": "the date at the end, written or under the name of an office",
        "dating.taken-down": "the day of the speech that a text was taken down from",
        "dating.lead": "the day of the meeting that a news item is about",
        "dating.first-day": "the first day that opens a clause in the first paragraph of a news item",
        "dating.page-meeting": "the day of the meeting at which all statements of the page were made",
        "dating.relative": "today or yesterday in the first sentence, where the day of publication is known",
        "dating.title-year": "the year in the title of a report, speech or summary",
        "dating.stated-year": "the year of the government report that one of the first lines names",
        "dating.spoken-year": "the year that plans and looks back speak from",
        "dating.page-year": "the year that the plans and looks back of the whole page speak from, or its headings name",
        "dating.published": "a line that says when the page was put online",
        "dating.published-line": "a line that is nothing but the date of publication goes",
        "dating.page-published": "the date above all reports of the page",
    }

    def __call__(self, doc: Document) -> Iterator[Note | Edit]:
        """Yield the dates and the removal of lines that are nothing else."""
        if doc.text.isascii():
            return
        stamps = find_stamps(rows(doc.folded))
        published = next((stamp for stamp in stamps if stamp.says == "published"), None)
        online = published.edtf if published else doc.known.get("published") or page_published(doc.page)
        near = online or doc.known.get("written")
        if date := next(chain(_dates(doc, stamps, near), _first_day(doc.folded, near)), None):
            yield Note(date.start, date.end, "date", _completed(date.edtf, near), date.rule)
        if published:
            yield Note(published.start, published.end, "published", published.edtf, "dating.published")
            yield from _lines_off(doc, stamps, published)
        elif online and "published" not in doc.known:
            yield Note(0, 0, "published", online, "dating.page-published")


def _dates(doc: Document, stamps: list[Stamp], online: str | None) -> Iterator[Dated]:
    """Yield the dates of a report, the one that is trusted most first."""
    folded = doc.folded
    said = [stamp for stamp in stamps if stamp.says == "date"]
    body = _body_start(folded)
    gathering = find_gathering(folded)
    if gathering and gathering.date and gathering.in_line:
        yield _of(gathering.date, "dating.meeting")
    yield from (Dated(*stamp[:3], "dating.headline") for stamp in said if stamp.start < body)
    dateline = find_dateline(folded)
    if dateline and dateline.date and (online or not dateline.date.edtf.startswith("XXXX-XX-")):
        yield _of(dateline.date, "dating.dateline")
    yield from _prefix(folded)
    yield from (Dated(*stamp[:3], "dating.signature") for stamp in reversed(said) if stamp.start >= body)
    if taken := _TAKEN_DOWN.search(folded):
        at, words = taken.start(taken.lastgroup or 0), taken[taken.lastgroup or 0]
        for found in find_dates(words):
            yield _of(found._replace(start=at + found.start, end=at + found.end), "dating.taken-down")
    if gathering and gathering.date:
        yield _of(gathering.date, "dating.lead")
    yield from chain(_title_year(folded), _stated_year(folded))
    if day := day_of_statements(doc.page):
        yield Dated(0, 0, day, "dating.page-meeting")
    if year := find_year(folded):
        yield Dated(year.start, year.end, str(year.year), "dating.spoken-year")
    if whole := page_year(doc.page) or (None if online else head_year(doc.page)):
        yield Dated(0, 0, whole, "dating.page-year")


def _of(found: Found, rule: str) -> Dated:
    return Dated(found.start, found.end, found.edtf, rule)


def _body_start(folded: str) -> int:
    """Return where the first sentence begins."""
    lines = rows(folded)
    return next((line.start for line in lines if "\u3002" in line.text), len(folded))


def _prefix(folded: str) -> Iterator[Dated]:
    """Yield the date before the title."""
    title = find_headline(folded)
    if title and title.stamp[0] < title.stamp[1]:
        start, end = title.stamp
        words = folded[start:end].strip().strip("()")
        numbers = re.findall("\\d+", words)
        edtf = f"XXXX-{int(numbers[0]):02}-{int(numbers[1]):02}" if len(numbers) == 2 else "-".join(
            [numbers[0], *(f"{int(number):02}" for number in numbers[1:])]
        )
        yield Dated(start, start + len(folded[start:end].rstrip()), edtf, "dating.prefix")


def _first_day(folded: str, online: str | None) -> Iterator[Dated]:
    """Yield the day that the first sentence begins with, if the date of publication gives it a year."""
    start = _body_start(folded)
    if quoted := _QUOTED.match(folded, start):
        start = quoted.end()
    if online and (told := _TODAY.search(folded, start, start + 80)):
        month = f"{int(told['month']):02}" if told["month"] else "XX"
        yield Dated(*told.span(), f"XXXX-{month}-{int(told['day']):02}", "dating.first-day")
    paragraphs = list(islice((line for line in rows(folded) if line.end > start), 2))
    last = paragraphs[0 if paragraphs and _LATELY.search(paragraphs[0].text) else -1].end if paragraphs else start
    line = folded[start:last]
    head = line[:_OPENING]
    may_name = "日" in head or "号" in head or _YEAR.search(head)  # most name no day, and dates take long to seek
    days = (found for found in find_dates(head) if found.precision == "day") if may_name else ()
    found = next((day for day in days if _opens_clause(line, day)), None)
    if found and (_is_recent(found.edtf, online) or not (found.start or online)):
        yield Dated(start + found.start, start + found.end, found.edtf, "dating.first-day")
    yield from _day_alone(folded, start, online)
    yield from _relative(folded, start, online)


def _relative(folded: str, start: int, online: str | None) -> Iterator[Dated]:
    """Yield the day of publication or the one before, where the first sentence says today or yesterday."""
    if not (online and _FULL.fullmatch(online)):
        return
    end = folded.find("\u3002", start)
    found = _RELATIVE.search(folded, start, min(end if end >= 0 else len(folded), start + _OPENING))
    if found and "\u201c" not in folded[start : found.start()]:
        said = calendar_day.fromisoformat(online) - timedelta(days=found[0][0] == "昨")
        yield Dated(*found.span(), said.isoformat(), "dating.relative")


def _day_alone(folded: str, start: int, online: str | None) -> Iterator[Dated]:
    """Yield the day of a month that is not said, as wires write it (县长5日在...), if there is a day of publication."""
    end = folded.find("\n", start)
    if online and (found := _DAY_ALONE.search(folded, start, end if end >= 0 else len(folded))):
        yield Dated(*found.span(), f"XXXX-XX-{int(found['day']):02}", "dating.first-day")


def _is_recent(day: str, online: str | None) -> bool:
    """Tell whether a day, or the end of a span of days, lies no more than 31 days before the publication."""
    last = _completed(day, online).rpartition("/")[2]
    if online and online[0] == last[0] == "X":  # of neither the year is known
        online, last = _LEAP + online[4:], _LEAP + last[4:]
    if "X" in last or not online or len(online) != 10:
        return False
    return 0 <= (calendar_day.fromisoformat(online) - calendar_day.fromisoformat(last)).days <= _RECENT


def _opens_clause(line: str, day: Found) -> bool:
    """Tell whether a day opens a clause, so that something happened on it, and nothing until or since it."""
    before = line[: day.start].rstrip()
    held = before.endswith("于") and not before.endswith(_NOT_HELD)
    begun = before.endswith(("从", "自")) and before[-2:-1] in _CLAUSE_ENDS and line.startswith("起", day.end)
    return begun or ((held or before[-1:] in _CLAUSE_ENDS) and not _BOUND.match(line, day.end))


def _title_year(folded: str) -> Iterator[Dated]:
    """Yield the date in a title that names one only."""
    title = find_headline(folded)
    if not title:
        return
    start, end = title.spans[0][0], title.spans[-1][1]
    if _ANNUAL.fullmatch(folded[start:end].replace("\n", " ")):
        yield from _only_date(folded, start, end, "dating.title-year")


def _stated_year(folded: str) -> Iterator[Dated]:
    """Yield the year of the government report that a line near the top names."""
    for line in rows(folded)[:_STATED_HEAD]:
        if "政府工作报告" in line.text and (match := _STATED.match(line.text)):
            yield from _only_date(folded, line.start, line.start + match.end(), "dating.stated-year")


def _only_date(folded: str, start: int, end: int, rule: str) -> Iterator[Dated]:
    """Yield the date in these words if they hold only one, and it has a year."""
    found = list(find_dates(folded[start:end]))
    if len({one.edtf for one in found}) == 1 and found[0].precision in ("year", "month", "day"):
        first = found[0]
        if first.edtf[0] != "X" and "/" not in first.edtf:
            yield Dated(start + first.start, start + first.end, first.edtf, rule)


def _completed(date: str, online: str | None) -> str:
    """Give a day the year of publication if it lies in the month before it.

    >>> _completed("XXXX-12-30", "2021-01-04"), _completed("XXXX-12-30", "2021-02-04"), _completed("XXXX-12-30", None)
    ('2020-12-30', 'XXXX-12-30', 'XXXX-12-30')
    >>> _completed("XXXX-XX-06", "2023-07-06"), _completed("XXXX-XX-30", "2023-01-02")
    ('2023-07-06', '2022-12-30')
    """
    online = online if online and online[0] != "X" else None
    if date.startswith("XXXX-XX-") and online and len(online) == 10:
        month = int(online[5:7]) if date[8:] <= online[8:] else (int(online[5:7]) - 2) % 12 + 1
        date = f"XXXX-{month:02}-{date[8:]}"
    if "/" in date:
        ends = [_completed(end, online) for end in date.split("/")]
        return date if any(end[0] == "X" for end in ends) else "/".join(ends)
    if date[0] != "X" or not online or len(online) != 10:
        return date
    months = (int(online[5:7]) - int(date[5:7])) % 12
    days = int(online[8:]) - int(date[8:]) + 31 * months
    if not (0 <= days <= 31):
        return date
    return f"{int(online[:4]) - (date[5:] > online[5:])}{date[4:]}"


def _lines_off(doc: Document, stamps: list[Stamp], published: Stamp) -> Iterator[Edit]:
    """Yield the removal of lines that are nothing but the date of publication."""
    for stamp in stamps:
        if stamp.alone and stamp.says == "published" and stamp.edtf == published.edtf:
            yield _line_off(doc.text, stamp.row)


def _line_off(text: str, row: Row) -> Edit:
    start = text.rfind("\n", 0, row.start) + 1
    end = text.find("\n", row.end)
    return Edit(start, end + 1 if end >= 0 else len(text), "", "dating.published-line")
