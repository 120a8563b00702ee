"""The headline of an article in the markup, and what its line of source and time says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.dates import find_dates
from cleaner.extraction.survey import Survey
from cleaner.html.token import Kind

_HEADINGS = frozenset({"h1", "h2", "h3"})
_LONGEST = 120
_FAR = 2500
"""So many characters of text may stand between headline and article: font bars, summaries, a menu of the section."""
_PLAIN = re.compile(r"[\W_]+")
_OUTLET = re.compile("(?:来源|稿源|出处|转载自|文章来源|信息来源)\\s*(?::|&#58;)\\s*(?P<name>[^\\s:|<>&()\\[\\]]{0,24})")
_NEXT = re.compile("\\s*(?P<name>[^\\s:|<>&()\\[\\]]{2,24})")
_FULL = re.compile(r"\d{4}-\d\d-\d\d")


class Said(NamedTuple):
    """``html[start:end]`` says that ``label`` is ``value``, by a rule of the stage ``content``."""

    start: int
    end: int
    label: str
    value: str
    rule: str


def find_heading(found: Survey, folded: str, before: int) -> int:
    """Return the element of the headline that stands before an offset; 0 where there is none.

    It says what the title of the window begins with; among those that do, the last. Without such a title the last
    ``h1`` before the article counts.
    """
    title = _title(found, folded)
    texts = _texts(found, folded, before)
    best = 0
    for index, text in texts.items():
        words = _PLAIN.sub("", text)
        if len(words) >= 4 and len(text) <= _LONGEST and title.startswith(words):
            best = index
    if best:
        return best
    return max((index for index in texts if found.tree.elements[index].name == "h1"), default=0) if not title else 0


def read_byline(found: Survey, folded: str, start: int, end: int) -> Iterator[Said]:
    """Yield when and where an article appeared, as the lines between its headline and itself say."""
    texts = [text for text in found.tree.texts if start <= text.start and text.end <= end and found.visible(text)]
    for text in texts:
        whole = folded[text.start : text.end]
        if date := next((date for date in find_dates(whole) if _FULL.fullmatch(date.edtf)), None):
            span = text.start + date.start, text.start + date.end
            yield Said(*span, "published", date.edtf, "content.byline-published")
            break
    for at, text in enumerate(texts):
        if said := _OUTLET.search(folded, text.start, text.end):
            if not said["name"]:
                later = texts[at + 1 : at + 2]
                said = _NEXT.match(folded, later[0].start, later[0].end) if later else None
            if said:
                yield Said(*said.span("name"), "outlet", said["name"], "content.byline-outlet")
                break


def _title(found: Survey, folded: str) -> str:
    """Return the letters and digits of the title of the window."""
    title = next((text for text in found.tree.texts if text.kind is Kind.RCDATA), None)
    if title is None or found.tree.elements[title.parent].name != "title":
        return ""
    return _PLAIN.sub("", folded[title.start : title.end].replace("&nbsp;", " "))


def _texts(found: Survey, folded: str, before: int) -> dict[int, str]:
    """Return the text of each block that stands before an offset, the nearest 2,500 characters."""
    texts: dict[int, str] = {}
    size = 0
    for text in reversed(found.tree.texts):
        if text.end > before or not found.visible(text):
            continue
        words = folded[text.start : text.end].replace("&nbsp;", " ").strip()
        block = found.block[text.parent]
        texts[block] = words + texts.get(block, "")
        size += len(words)
        if size > _FAR:
            break
    return dict(sorted(texts.items()))
