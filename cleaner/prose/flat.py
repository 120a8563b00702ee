"""Where paragraphs that were flattened into one line began. Lines are in the folded view."""

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.prose.cut import HEADING_MARK
from cleaner.scan import lazy

_HEAD = 200
"""A salutation stands within so many characters from the beginning of a line."""

_MIN_SPOTS = 3
_BLANK = lazy(" (?=[\u4e00-\u9fff\u3007\u201c\u2018\"\u300a(\\d])")
_STOPS = frozenset("\u3002!?\u2026")
_CLOSING = frozenset("\u201d\u2019)\u300b")
_HARD = lazy("[\u3002!?\u2026]")
_CREDIT = lazy(
    "[^\u3002,;!?]{1,30}(?:摄|图|报道|资料)[)]?(?:$| )|[^\u3002,;!?]{0,12}(?:记者|通讯员|编辑)|[^\u3002,;!?]{0,20}$"
)
_HEADING = lazy(f"(?:{HEADING_MARK.pattern})[^\u3002!?;:\u2026\\n]{{2,60}}")
_AUDIENCE = "(?:各位(?:代表|委员|领导|来宾|同仁|同事|同志|朋友)|同志们|朋友们|女士们|先生们)"
_SALUTATION = lazy(f"(?<![\u4e00-\u9fff]向){_AUDIENCE}(?:[\u3001,]{_AUDIENCE}){{0,4}}: ?(?=\\S)")
_MEETING = lazy("[^\u3002,!?;:]{4,60}?(?:会议|大会|全会)上 ?(?=[\u4e00-\u9fff])(?![的作做对就与])")
_ADDRESS = lazy("(?:[\u3002!?][\u201d\u2019)]*)(?=各位代表[!,:])")
# Words that the first sentence below a heading begins with, and that no heading goes on with.
_FIRST_WORDS = (
    "(?:\\d{4}年[,是全]|今年[,是]|[一三五]年来,|过去的?[一五]年,|过去一年|刚刚过去|新的一年|各位代表|一是"
    "|\u201c十.五\u201d时期[,是])"
)
_GLUED = lazy(
    f"(?:(?:{HEADING_MARK.pattern})[^\u3002!?;:,\\n]{{2,30}}?(?:回顾|安排|任务|目标|建设|打算|重点(?:工作)?|举措|要求)"
    f"|\\d{{4}}年度?工作(?:回顾|安排|打算))(?={_FIRST_WORDS})"
)


class Break(NamedTuple):
    """A line feed for text[start:end], which is a blank or nothing."""

    start: int
    end: int


def find_breaks(text: str) -> list[Break]:
    """Return where a line feed belongs, in order: at headings, salutations and the ends of sentences before a blank."""
    spots = [at for found in _BLANK.finditer(text) if _ends_before(text, at := found.start())]
    headings = [at for at in spots if HEADING_MARK.match(text, at + 1)]
    plain = [at for at in spots if _is_plain(text, at)]
    loose = len(plain) >= _MIN_SPOTS
    breaks = {Break(at, at + 1) for at in (headings + plain if loose else headings)}
    if headings:
        breaks.update(Break(found.end(), found.end()) for found in _ADDRESS.finditer(text))
    starts = [0, *(found.end for found in breaks)]
    while starts:  # what begins a line may hold another break
        start = starts.pop()
        for found in (*_heading_end(text, start, loose), *_salutation(text, start)):
            if found not in breaks:
                breaks.add(found)
                starts.append(found.end)
    return sorted(breaks)


def _ends_before(text: str, at: int) -> bool:
    """Tell whether a sentence, with what closes behind it, or a clause before a list ends here."""
    if text[at - 1 : at] in (":", ";"):
        return True
    while text[at - 1 : at] in _CLOSING:
        at -= 1
    return text[at - 1 : at] in _STOPS


def _is_plain(text: str, at: int) -> bool:
    """Tell whether a new paragraph begins behind a blank at the end of a sentence: no heading, no credit."""
    if HEADING_MARK.match(text, at + 1) or text[at - 1] in ":;":
        return False
    return not _CREDIT.match(text, at + 1)


def _heading_end(text: str, start: int, loose: bool) -> Iterator[Break]:
    """Yield where a heading ends: at a blank that stands for a line feed, or between words that cannot be together."""
    if glued := _GLUED.match(text, start):
        yield _behind(text, glued.end())
    elif loose and (found := _HEADING.match(text, start)):
        blank = text.rfind(" ", start + 2, found.end())
        if blank > 0 and text[blank - 1] not in ",\u3001":
            yield Break(blank, blank + 1)


def _salutation(text: str, start: int) -> Iterator[Break]:
    """Yield the breaks around a salutation near the beginning of a line, and behind the meeting named before it."""
    if text.find(":", start, start + _HEAD) < 0:
        return
    found = _SALUTATION.search(text, start, start + _HEAD)
    if not found or _HARD.search(text, start, found.start()):
        return
    if meeting := _MEETING.match(text, start, found.start()):
        yield _behind(text, meeting.end())
    if found.start() > start:
        yield _behind(text, found.start())
    yield _behind(text, found.end())


def _behind(text: str, at: int) -> Break:
    """Return a break before the character at this place, over the blank before it if there is one."""
    return Break(at - 1, at) if text[at - 1] == " " else Break(at, at)
