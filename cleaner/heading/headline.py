"""Finds the headline of a report and what stands in front of it that is no part of it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.dates import to_edtf
from cleaner.heading.overhead import is_menu_row, is_motto, is_overhead, is_row_of_labels, is_site
from cleaner.heading.row import Row, is_channel, is_furniture, is_headline, is_masthead, is_person, is_prose, rows
from cleaner.scan import lazy

HEAD = 10
"""The headline stands in one of so many lines."""

LONGEST_MARKED = 400
_LONGEST_PAIR = 100
_BULLET = "[\u2022\u00b7\u25cf\u25a0\u25c6\u25aa\u25b2\u2605\u25b6\u25ba\u25ce\u25cb\u25a1\u25c7]"
_LABEL = lazy(
    f"(?P<bullet>{_BULLET}\\s*)?(?P<mark>#{{1,6}}\\s*)?(?P<bold>\\*\\*)?"
    "(?P<cited>\\(?(?:原?标\\s?题|名\\s?称|题目?|(?:访谈|活动)?主题)\\s*:\\s*|(?:标题|名称)[ \\t](?=\\S{8}))?"
    "(?P<label>[【\\[][^】\\]]{1,16}[】\\]]\\s*)?"
    "(?P<stamp>(?P<date>\\d{2}\\.\\d{2}|\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}|\\(?\\d{1,2}月\\d{1,2}日\\)?)\\s+)?"
    "(?P<column>[^\\s\u4e28|:,]{2,8}\\s*[\u4e28|]\\s*"
    "|(?:口述历史|口述|讲述|对话|访谈|专访|人物|人物志|特写|通讯|深度|评论|时评|社论|述评|短评|聚焦|关注|观察|调查|视点|[\u3400-\u9fff]{2}手记|记者观察|记者调查"
    "|快讯|图解|一图读懂|一图看懂|解读|政策解读|问答|独家|重磅|百姓故事|先进典型|典型风采|要闻|头条|图集|视频|直播|回放|转载|来稿|一线声音)\\s*:\\s*)?"
)
_POST = lazy("[【](?P<title>[^【】]{6,40}(?<![讯电]))】(?=[^【】]{20,}[\u3002!?])")
"""A post of an account has its headline in brackets at the head of its text."""
_COLUMN = lazy(
    "[\u3400-\u9fff]{2}(?:故事|人物|风采|访谈|视点|观察|周刊|专版|记忆|聚焦|广角|纪实|面孔|讲堂|档案|追踪|在线|声音|先锋|一线|手记|时光)|人物志?|特写|通讯|副刊|综合|文旅|教育|健康|法治"
)
"""The name of a column of a paper; it may be a headline where none stands below."""
_CRUMB = lazy("[\u3400-\u9fff]{2,14}(?:\\s?[|\u00b7\u2022>/]\\s?[\u3400-\u9fff]{2,8}){1,6}")
_ROUND_UP = lazy(
    "[^\u3002;]{0,12}新鲜事[^\u3002;]{0,12}|[^\u3002;]{0,24}(?:简讯|短讯|短波|速览|速递|集锦|拾零|要闻简报|新闻简报|一周.{0,6}(?:\\s?[|\u4e28].{2,24})?)(?:\\s*\\(.{1,16}\\))?"
    "|[^\u3002;]{2,30}\\(\\s?[二三四五六七八九十\\d]{1,2}[则篇条]\\s?\\)"
    "|[^\u3002;]{2,16}\\((?:(?:\\d{4}年)?第.{1,4}[期辑号]|\\d{4}年\\d{1,2}月\\d{1,2}日)\\)|[^\u3002;]{0,16}(?:访谈录?|对话|系列|专栏|讲堂|大家谈|公告公示|公示公告|通知公告|动态)\\(.{0,6}第.{1,4}[期场讲集]\\)"
)
_EMPHASIS = lazy("[^\u3002,;:]{6,50}(?:上|时|中|会|后)(?:强调|指出|要求|提出|表示)(?:\\s?[,:])?")
_NUMBER = lazy("[一二三四五六七八九十]{1,3}、\\s?|0\\d\\s|\\d{1,2}[、.]\\s?(?!\\d)")
_SMALL = 4
_SIGHT = 4
"""Under a masthead the headline stands in one of so many lines, those of furniture not counted."""
_SUBTITLE = lazy(
    "(?<!\\d)[\u2014\u2013\u2015\u2500]{2}\\s?(?:(?:记|访|写[在给于]|来自|走进|探访)[^\u3002]{4,40}|[^\u3002]{4,40}"
    "(?:纪实|侧记|综述|摘[登要编]|选登|解[析读]|述评|观察|启动|举行|举办|召开|见闻|掠影|回眸|[纪记]事|调查|透视|节)|[^\u3002]{2,16}谈[^\u3002]{2,24})\\Z"
)
_LEAST_MAIN = 5
"""Behind so many characters at least a dash leads to a subtitle."""
_NOTE = 120
"""A note of the editors, no lead that is a report of its own, has so many characters at most."""
_TELLER = lazy("(?:讲述人|口述人?|叙述人)\\s?:")
_TAIL = lazy(
    "(?:\\s*\\((?:附图|组图|只有中文|只有英文|多图|图|视频|附表|附视频)\\)|\\s*(?:[\u2014\u2013\u2015\u2500]{1,3}|-{2,4})|\\*\\*|\\s#{1,6})+\\Z")
_STATEMENT = lazy(
    "(?P<who>[^\u3002;!?:\u201c\u201d\u2014\u2013\u2015-]{4,60}?)\\s*"
    "(?:[\u2014\u2013\u2015\u2500]{1,3}|-{2,4})\\s*(?P<said>.*)"
)
_SUFFIX = lazy("(?:\\s*[_|\u4e28]\\s*|\\s+[-\u2013\u2014]\\s+|-)(?P<part>[^_|\u4e28\u2014\u2013-]{2,20})\\Z")
_SITE = lazy(".{0,16}(?:网|网站|门户|在线|客户端|频道|日报|晚报|早报|晨报|时报|新闻中心|人民政府|官网)")
_LEADS_ON = lazy(".*(?:[的和与及、]|会议)")
_FOLLOWS = lazy("(?:上的|的)[^\\s,]{2,}")
_ABOUT = lazy("关于.{4,}(?:的?(?:通知|意见|通报|报告|公告|通告|决定|办法|方案|函|批复|请示|规定|公示))")
_ORGAN = lazy(".{2,28}(?:政府|委员会|办公室|办公厅|[局厅部院会处]|中心)")
_NO_HEADING = lazy("[\u2014\u2013-]{1,3}\\S|.*\u3002.")
_SQUEEZE = lazy("[\\W_]+")


class Headline(NamedTuple):
    """A headline: the spans of its lines, what they are joined with, the rule, and what stands before the first.

    ``lead`` is the span of bullet and label, ``stamp`` that of a date prefix; both are empty where there is none.
    """

    spans: tuple[tuple[int, int], ...]
    joint: str
    rule: str
    lead: tuple[int, int]
    stamp: tuple[int, int]
    row: int


def find_headline(folded: str, part: bool = False, outlet: str = "") -> Headline | None:
    """Return the headline of a report, None if its first lines hold none.

    The headline of a ``part`` of a page may have a number. That of a lead above the reports is that of the page. The
    name of the ``outlet`` above a headline is none.
    """
    named = any(line.text == outlet for line in rows(folded)[:HEAD])
    return _found(folded, part, outlet if named else "")


@lru_cache(4)
def _found(folded: str, part: bool, outlet: str) -> Headline | None:
    """Find the headline; it is kept for the stages that ask again; hardly any page names its outlet there."""
    lines = rows(folded)
    if not any(is_prose(line.text) and len(line.text) >= 15 for line in lines[1:]):
        return None
    if said := _stated(lines, part) or (_numbered(lines) if part else None):
        return said
    for number, line in enumerate(lines[:HEAD]):
        below = lines[number + 1].text if number + 1 < len(lines) else ""
        if is_menu_row(lines, number) or (line.text == outlet and below and not is_prose(below)):
            continue
        found = _read(lines, number)
        above = _is_above(line.text) or is_site(lines, number) or is_motto(lines, number)
        named = above or is_overhead(lines, number)
        if found and not (named and _has_headline_below(lines, number, found)):
            return found
        if not (found or above or is_furniture(line.text) or is_channel(line.text) or _is_small(line.text)):
            return None
    return None


def _stated(lines: Sequence[Row], part: bool) -> Headline | None:
    """Return the slogan of a statement that stands above all sentences, also below the heading of a whole page.

    In a ``part`` of a page a short note of the editors may stand above it.
    """
    for number, line in enumerate(lines[:HEAD]):
        if is_prose(line.text) and not (part and len(line.text) <= _NOTE):
            return None
        parts = _LABEL.match(line.text)
        if said := _statement(lines, number, parts.end() if parts else 0):
            return said
        if _TELLER.match(line.text):
            return _read(lines, number - 1) if number else None
    return None


def _is_small(text: str) -> bool:
    """Tell whether a line is too short for a headline: the name of a column, or no words at all."""
    return len(text) <= _SMALL and not is_prose(text)


def _numbered(lines: Sequence[Row]) -> Headline | None:
    """Return the headline behind a number that stands directly above the first sentences, as in round-ups."""
    first = next((number for number, line in enumerate(lines[:HEAD]) if is_prose(line.text)), 0)
    line = lines[first - 1]
    number = _NUMBER.match(line.text) if first else None
    if not number or not is_headline(line.text[number.end() :]):
        return None
    return Headline((_trimmed(line, number.end()),), "", "title.label", (line.start, line.start), (0, 0), first - 1)


def _is_above(text: str) -> bool:
    """Tell whether a line may stand above a headline: the name of an office, or of a column."""
    column = _COLUMN.fullmatch(text.replace(" ", "")) or _CRUMB.fullmatch(text)
    return is_masthead(text) or bool(_ROUND_UP.fullmatch(text) or column)


def _has_headline_below(lines: Sequence[Row], number: int, found: Headline) -> bool:
    """Tell whether a masthead, that might be a headline itself, has a headline of its own page under it."""
    if len(found.spans) > 1:
        return False
    looked = 0
    for at, line in enumerate(lines[number + 1 : HEAD], number + 1):
        if is_prose(line.text) or looked == _SIGHT:
            return False
        if not _is_above(line.text) and _read(lines, at):
            return True
        looked += not is_furniture(line.text)
    return False


def plain(words: str) -> str:
    """Return the letters, digits and Han of a line: what tells one headline from another."""
    return _SQUEEZE.sub("", words)


def says(line: str, headline: str) -> bool:
    """Tell whether a line says nothing but the headline, which is ``plain``."""
    return headline[:1] == next(filter(str.isalnum, line), "") and plain(line) == headline


def _read(lines: Sequence[Row], number: int) -> Headline | None:
    """Return the headline that this line, with the next if need be, is."""
    line = lines[number]
    if post := _POST.match(line.text):
        span = line.start + post.start("title"), line.start + post.end("title")
        return Headline((span,), "", "title.label", (line.start, line.start), (0, 0), number)
    parts = _LABEL.match(line.text)
    at = parts.end() if parts else 0
    text = line.text[at:]
    marks = parts is not None and any(parts[kind] for kind in ("mark", "bold", "label", "cited"))
    marked = marks and len(text) > 3
    if parts is None or not text or (parts["bullet"] and _is_list(lines, number)):
        return None
    if (parts["label"] and is_furniture(line.text)) or _TELLER.match(line.text):
        return None
    if said := _statement(lines, number, at):
        return said
    if not (_may_be_marked(text) if marked else is_headline(text)):
        return None
    rule = "title.markdown" if parts["mark"] else "title.label" if parts["label"] else "title.first-line"
    stamped = parts["date"] is not None and to_edtf(parts["date"]) is not None
    if parts["date"] and not stamped:
        at = parts.start("stamp")
    base = line.start
    lead = (base, base + (parts.end("label") if parts["label"] else parts.end("bullet")))
    stamp = (base + parts.start("stamp"), base + parts.end("stamp")) if stamped else (0, 0)
    first = _trimmed(line, at)
    if (parts["cited"] or "")[:1] == "(" and line.text[first[1] - base - 1] == ")":
        first = first[0], first[1] - 1
    if parts["mark"]:
        return Headline((first,), "", rule, (base, base), stamp, number)
    if not marked and _is_shoulder(lines, number):
        return _read(lines, number + 1)
    second, joint = _second(lines, number)
    lead = lead if parts["bullet"] or parts["label"] else (base, base)
    spans = (first, (second.start, second.end)) if second else (first,)
    return Headline(spans, joint, rule, lead, stamp, number)


def _is_shoulder(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line of one clause stands over a headline of two clauses of one length: what it is about."""
    if number + 2 >= len(lines) or ":" in lines[number + 1].text or not is_headline(lines[number + 1].text):
        return False
    if _EMPHASIS.fullmatch(lines[number].text):
        return True
    if " " in lines[number].text:
        return False
    halves = lines[number + 1].text.split()
    return len(halves) == 2 and len(halves[0]) == len(halves[1]) >= 5 and not is_headline(lines[number + 2].text, 3)


def _may_be_marked(text: str) -> bool:
    """Tell whether words behind the mark of a heading may be a headline."""
    return 3 <= len(text) <= LONGEST_MARKED and not _NO_HEADING.match(text)


def _is_list(lines: Sequence[Row], number: int) -> bool:
    """Tell whether the next line has a bullet, too."""
    return number + 1 < len(lines) and bool(re.match(_BULLET, lines[number + 1].text))


def _statement(lines: Sequence[Row], number: int, at: int) -> Headline | None:
    """Return the slogan behind office, name and dash, on this line or on the next."""
    line = lines[number]
    match = _STATEMENT.fullmatch(line.text, at)
    if not match or not is_person(match["who"], sure=True):
        return None
    none = (line.start, line.start)
    if len(match["said"]) >= 4:
        span = _trimmed(line, match.start("said"))
        return Headline((span,), "", "title.statement", none, (0, 0), number)
    if not match["said"] and number + 1 < len(lines) and is_headline(lines[number + 1].text, 4):
        after = lines[number + 1]
        return Headline((_trimmed(after, 0),), "", "title.statement", none, (0, 0), number + 1)
    return None


def _trimmed(line: Row, at: int) -> tuple[int, int]:
    """Return the span of a headline without dashes, a subtitle, site names and marks behind it."""
    text = line.text
    if tail := _TAIL.search(text, at):
        text = text[: tail.start()]
    site = False
    while match := _SUFFIX.search(text, at + 4):
        named = bool(_SITE.fullmatch(match["part"]))
        if not named and not (site and len(match["part"]) <= 6):
            break
        site = True
        text = text[: match.start()]
    if dash := _SUBTITLE.search(text, at + _LEAST_MAIN):
        text = text[: dash.start()]
    text = text.rstrip()
    while at < len(text) and text[at].isspace():
        at += 1
    return line.start + at, line.start + len(text)


def _second(lines: Sequence[Row], number: int) -> tuple[Row | None, str]:
    """Return the second line of a headline in two lines and what joins them; None for one line.

    Two lines are one headline if a later line repeats them as one, if the first cannot end where it does, or if
    they are two clauses of one length with no third short line under them.
    """
    if number + 2 >= len(lines):
        return None, ""
    first, second, third = (line.text for line in lines[number : number + 3])
    if not is_headline(second, 3) or is_row_of_labels(second) or is_person(second):
        return None, ""
    named = (_is_above(first) and not is_masthead(first)) or is_row_of_labels(first)
    if named or len(first) + len(second) > _LONGEST_PAIR:
        return None, ""
    row = lines[number + 1]
    if any(plain(line.text) == plain(first + second) for line in lines[number + 2 : number + 20]):
        return row, " "
    open_quote = first.count("\u201c") > first.count("\u201d") and second.count("\u201d") > second.count("\u201c")
    if open_quote or (_LEADS_ON.fullmatch(first) and first[-1] != "议") or (_FOLLOWS.fullmatch(second)):
        return row, ""
    if _ABOUT.fullmatch(second) and _ORGAN.fullmatch(first):
        return row, ""
    even = abs(len(first) - len(second)) <= 1 and 4 <= len(first) <= 18 and not re.search("[,:]", first + second)
    return (row, " ") if even and not is_headline(third, 3) and is_prose(third) else (None, "")
