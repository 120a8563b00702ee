"""Lines that are a date: under the title, under the text, behind the name of who signs."""

from collections.abc import Sequence
from typing import NamedTuple

from cleaner.dates import find_dates, to_edtf
from cleaner.heading.row import Row, is_prose
from cleaner.scan import lazy

HEAD = 8
TAIL = 8
"""A date line stands in one of so many lines at the head, above all sentences, or at the end."""

_LABEL = lazy(
    "(?:发布|发表|更新|公布|刊发|刊登|上传|录入|公开|张贴|登载|推送|编发|上线|上版|见报|公告|新闻)?(?:时间|日期)"
    "\\s?:\\s?(?P<said>.{6,40})"
)
_EVENT = lazy("(?:会议|活动|发布|访谈)?时\\s*间\\s?:\\s?(?P<said>.{6,40})")
_TALK = lazy("(?:采访|讲述|口述|访谈|录音|座谈|对话)(?:时间|日期)\\s?:\\s?(?P<said>[^\\s]{4,20})(?:\\s.{0,40})?")
EVENT_BESIDE = lazy(
    "(?:会议|活动|发布|访谈)?(?:地\\s*点|名\\s*称|主\\s*题|主\\s*持(?:\\s*人)?|出席|参加|参会|发布人|嘉宾|主讲).{0,8}:.*"
)
"""The neighbour of a time that says when something took place."""
_ACCOUNT = lazy(
    "(?P<who>[^\\s\\d:,\u3002]{2,16})\\s+"
    "(?P<said>\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}\\s+\\d{1,2}:\\d{2}(?::\\d{2})?)"
)
_SIGNED = lazy("(?P<who>[^\\d\u3002,:;!?]{3,50}?)\\s+(?P<said>\\S*年\\s?\\S*月\\s?\\S*日)")
_ORGAN = lazy(
    "[^\u3002,:;!?]{2,50}(?:政府|办公室|[局厅部院会处署]|中心|公司|集团|中学|小学|大学|支部|总支|党委|工委)"
)
_YEAR = lazy("[12]\\d{3}")
_FULL = lazy("[12]\\d{3}-\\d\\d(?:-\\d\\d)?")


class Stamp(NamedTuple):
    """A date line: the span of the date, its value, the line, and what it says: ``date`` or ``published``."""

    start: int
    end: int
    edtf: str
    row: Row
    says: str
    alone: bool


def find_stamps(lines: Sequence[Row]) -> list[Stamp]:
    """Return the date lines at head and end, in order.

    A written date (二○二一年五月四日) is the day on which something was said or signed, and so is one under the name
    of an office. In digits (2025-07-08) or behind a label of publication it is when a site put the text online. A
    date between two paragraphs is neither.
    """
    first = next((at for at, line in enumerate(lines) if is_prose(line.text)), len(lines))
    last = max(first + 1, len(lines) - TAIL)
    dated = (at for at in range(first + 1, last) if "\u5e74" in lines[at].text)
    signed = (at for at in dated if _ORGAN.fullmatch(lines[at - 1].text))
    talks = (at for at in range(first, min(len(lines), HEAD)) if _TALK.fullmatch(lines[at].text))
    # Behind a signature there may be annexes, above the time of a talk what editors say.
    near = [*range(min(first, HEAD)), *talks, *signed, *range(last, len(lines))]
    return [stamp for at in near if (stamp := _read(lines, at, at < first))]


def _read(lines: Sequence[Row], at: int, head: bool) -> Stamp | None:
    """Return the date line that a line is."""
    line = lines[at]
    text = line.text
    if len(text) > 80 or not ("年" in text or "月" in text or _YEAR.search(text)):
        return None
    value = to_edtf(text)
    if value and _FULL.fullmatch(value):
        signed = at > 0 and not head and bool(_ORGAN.fullmatch(lines[at - 1].text))
        says = "date" if signed or "年" in text else "published"
        if says == "published" and not head and at < len(lines) - 3:
            return None
        return Stamp(line.start, line.end, value, line, says, not text.count(":") or says == "published")
    near = [lines[n].text for n in (at - 1, at + 1) if 0 <= n < len(lines)]
    if (match := _EVENT.fullmatch(text)) and any(EVENT_BESIDE.fullmatch(one) for one in near):
        found = next(find_dates(match["said"]), None)
        if found and not found.start and _FULL.fullmatch(found.edtf):
            base = line.start + match.start("said")
            return Stamp(base, base + found.end, found.edtf, line, "date", False)
    if match := _TALK.fullmatch(text):
        found = next(find_dates(match["said"]), None)
        if found and not found.start and found.precision == "day":
            base = line.start + match.start("said")
            return Stamp(base, base + found.end, found.edtf, line, "date", False)
    for form, says in ((_LABEL, "published"), (_ACCOUNT, "published"), (_SIGNED, "date")):
        match = form.fullmatch(text)
        if match and (value := to_edtf(match["said"])) and _FULL.fullmatch(value):
            if says == "date" and (head or not _ORGAN.fullmatch(match["who"].strip())):
                continue
            return Stamp(line.start + match.start("said"), line.start + match.end("said"), value, line, says, False)
    return None
