"""What a page says above its reports that holds for all: the year, the day of publication, the day of a meeting.

Each is read once for all reports of a page; ``page`` is its whole text, empty where the page is one report.
"""

from functools import lru_cache
from itertools import takewhile

from cleaner.dates import find_dates
from cleaner.document import folded_view
from cleaner.heading.row import is_prose, rows
from cleaner.heading.stamp import find_stamps
from cleaner.heading.year import find_year
from cleaner.scan import lazy

_MASTHEAD = 30
_MASTHEADS = 4
_NOTE = lazy("[【\\[(]?编者(?:按|的话)")
_BARE_YEAR = lazy("(?<![\\d-])20\\d\\d\\Z|\\A20\\d\\d(?=\\s?[\u3400-\u9fff])(?!\\s?年)")
_LEAD = 2500
"""The lead of a page of statements stands in so many characters."""
_STATEMENTS = lazy(
    "摘登|摘编|选登|摘发|刊发|(?:发言|建言|述职|表态|心声|感言|比武|讲话|建议|对话)[^\u3002]{0,12}?(?:摘要|刊登)"
)
_HELD = lazy(
    "(?:^|[\u3002!?;,:\\n])[ ]*(?P<day>(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)(?:[上下]午|晚)?,?"
    "[^\u3002!?;\\n\u201c\u201d]{0,60}?(?:召开|举行|举办|组织|开展)(?:了)?[^\u3002!?;\\n]{0,60}?(?:会|论坛|比武|擂台|述职|大赛)"
)


@lru_cache(8)
def page_year(page: str) -> str | None:
    """Return the year that a page speaks from."""
    found = find_year(folded_view(page)) if page else None
    return str(found.year) if found else None


@lru_cache(8)
def head_year(page: str) -> str | None:
    """Return the only year that the headings above all reports of a page name."""
    lines = rows(folded_view(page[:800]))[:_MASTHEADS]
    heads = takewhile(lambda line: not is_prose(line.text) or _NOTE.match(line.text), lines)
    texts = [line.text for line in heads]
    years = {found.edtf[:4] for text in texts for found in find_dates(text) if found.edtf[0] != "X"}
    years |= {found[0] for text in texts for found in _BARE_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


@lru_cache(8)
def page_published(page: str) -> str | None:
    """Return the date of publication that stands above all else on the page, below a masthead at most.

    Kept for all reports of the page.
    """
    top = rows(folded_view(page[:400]))[:2]
    found = find_stamps(top) if top and len(top[0].text) <= _MASTHEAD else []
    stamp = next((stamp for stamp in found if stamp.says == "published"), None)
    lone = stamp and (stamp.row == top[0] or top[0].text[-1:] in "报网刊")
    return stamp.edtf if stamp and lone else None


@lru_cache(8)
def day_of_statements(page: str) -> str | None:
    """Return the day of the meeting at which the statements of a page were made, if its lead names only one."""
    lead = folded_view(page[:_LEAD])
    if not _STATEMENTS.search(lead):
        return None
    days = {found.edtf for match in _HELD.finditer(lead) for found in find_dates(match["day"])}
    return days.pop() if len(days) == 1 else None
