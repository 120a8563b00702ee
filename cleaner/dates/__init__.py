"""Finds the dates that a Chinese text says, as EDTF (ISO 8601-2): 二○二一年一月十二日, 2023/3/8, 7月31日, 民国110年.

All works on the folded view (``Document.folded``): Simplified characters and half-width digits. What is no possible
date is refused whole: 2021年13月45日 is not the year 2021. So are days of the old calendar (农历), years of two digits
and durations. Own code, for the library ``edtf`` reads no Chinese, and ``cn2an`` neither ○ nor 卅.
"""

import re
from collections.abc import Iterator
from heapq import merge
from itertools import chain
from typing import NamedTuple

from cleaner.dates.edtf import Point, Precision
from cleaner.dates.forms import (
    AFTER,
    ANY,
    BARE,
    COMPACT,
    DECADE,
    IS_DURATION,
    NO_DATE_BEFORE,
    NO_YEAR_AFTER,
    NUMERIC,
    PERIODS,
    WRITTEN,
)
from cleaner.dates.numerals import number
from cleaner.scan import lazy

_SIGN = lazy("[0-9年月]")
_YEAR = lazy("[12][0-9]{3}")


class Found(NamedTuple):
    """A date: the span of the text that says it, without time of day and weekday; its EDTF value; how fine it is.

    The value may be an interval (``2021-03-05/2021-03-08``, as fine as its ends), have no year (``XXXX-12-09``), or be
    a ``period`` of a year: a season (``2021-21``, spring), a quarter (``2021-33``) or a half (``2021-40``).
    """

    start: int
    end: int
    edtf: str
    precision: Precision


def find_dates(folded: str) -> Iterator[Found]:
    """Yield the dates of a text in order, not overlapping; spans are those of the text, which is the folded view.

    A year alone counts only with its 年, a month only with its year or a day. Of eight digits in a row only those
    are taken that a label (日期:) or a time of day marks as a date.

    >>> [found.edtf for found in find_dates("2021年3月5日至8日,12月9日;2021年13月45日")]
    ['2021-03-05/2021-03-08', 'XXXX-12-09']
    """
    found_by_form = [_scan(folded, form) for form in _forms(folded)]
    if "年代" in folded:
        found_by_form.append(_find_decades(folded))
    end = 0
    for found in merge(*found_by_form) if len(found_by_form) > 1 else chain(*found_by_form):
        if found.start >= end:
            yield found
            end = found.end


def to_edtf(folded: str) -> str | None:
    """Return the EDTF value of a text that is one date, with or without weekday and time of day; None if it is not.

    Knowing that a date is expected, it also takes 2019, 2021-03, 20230308 and 12.09, which ``find_dates`` leaves.

    >>> to_edtf("2017-01-13 03:09"), to_edtf("二○二一年一月十二日"), to_edtf("12.09"), to_edtf("2021年2月30日")
    ('2017-01-13', '2021-01-12', 'XXXX-12-09', None)
    """
    if not _SIGN.search(folded):
        return None
    text = folded.strip()
    for match in filter(None, (form.fullmatch(text) for form in BARE)):
        point = _start(match.groupdict())
        return str(point) if point.possible else None
    if text[:1] + text[-1:] == "()":
        text = text[1:-1].strip()
    found = next(find_dates(text), None)
    whole = found is not None and found.start == 0 and AFTER.fullmatch(text, found.end)
    return found.edtf if found and whole else None


def _forms(text: str) -> Iterator[re.Pattern[str]]:
    """Yield the forms of dates that may stand in a text: most lines have no sign of any."""
    if "年" in text or "月" in text:
        yield WRITTEN
    if _YEAR.search(text):
        yield NUMERIC
        yield COMPACT


def _scan(text: str, form: re.Pattern[str]) -> Iterator[Found]:
    """Yield the dates of one form; what is refused is passed over."""
    at = 0
    while match := form.search(text, at):
        found = _read(match)
        if found and not _is_barred(text, found):
            yield found
        at = found.end if found else match.end("head")


def _read(match: re.Match[str]) -> Found | None:
    """Return the date or interval of a match, None if the calendar does not have it."""
    said = match.groupdict()
    start = _start(said)
    begin, end = match.span("head")
    if not start.possible:
        return None
    if said.get("period"):
        return Found(begin, end, f"{start.year}-{PERIODS[said['period'].lstrip('第')[0]]}", "period")
    interval = start.through(_end(start, said))
    if interval:
        return Found(begin, begin + len(match[0].rstrip()), interval, start.precision)
    if "m0" in said and match["head"][-1] in ANY:  # 3月5 of 3月5—2日, which is no interval
        return None
    return Found(begin, end, str(start), start.precision)


def _start(said: dict[str, str | None]) -> Point:
    """Return the first or only date of a match."""
    month, day = (said.get(key) or said.get(f"{key}0") for key in "md")
    return Point(_year(said.get("y")), _value(month), _value(day))


def _end(start: Point, said: dict[str, str | None]) -> Point:
    """Return the end of an interval; what it leaves out is that of its start: 3月5日至8日."""
    year, month, day = (said.get(key) for key in ("y2", "m2", "d2"))
    return Point(
        _year(year) if year else start.year,
        _value(month) if month or year else start.month if day else None,
        _value(day),
    )


def _year(text: str | None) -> int | None:
    """Return the year of the era of today; -1 for what is none."""
    if text is None:
        return None
    _, era, count = text.rpartition("民国")
    if era:
        years = number(count.strip().replace("元", "1"))
        return 1911 + years if years else -1
    return _value(text) if len(text) == 4 else -1


def _value(text: str | None) -> int | None:
    """Return the value of a numeral, None for none, -1 for a malformed one."""
    if text is None:
        return None
    value = 1 if text == "元" else number(text)
    return -1 if value is None else value


def _is_barred(text: str, found: Found) -> bool:
    """Tell whether the words around it say that it is no date."""
    near = max(0, found.start - 8)
    if NO_DATE_BEFORE.search(text[near : found.start]):
        return True
    alone = found.precision == "year"
    return alone and bool(IS_DURATION.search(text[near : found.end]) or NO_YEAR_AFTER.match(text, found.end))


def _find_decades(text: str) -> Iterator[Found]:
    """Yield the decades that name their century: 20世纪90年代, 2020年代."""
    for match in DECADE.finditer(text):
        if match["year"]:
            decade = number(match["year"])
        else:
            century, tens = number(match["century"]) or 0, number(match["tens"]) or 0
            decade = (century - 1) * 10 + tens // 10
        if decade and 100 <= decade <= 299:
            yield Found(*match.span(), f"{decade}X", "decade")
