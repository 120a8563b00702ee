"""The line that a site, paper or account sets between a headline and its text: time, source, author, reads, type size.

A line is a banner if every piece of it is known: a label with a value, a date, a time of day, a word of furniture. One
piece that is not makes it a sentence or a title, and it is left to others. All on the folded view.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.dates import find_dates, to_edtf
from cleaner.dates.republic import day_of_republic
from cleaner.heading.paper import DAILY, DAY_OF_PAPER, EDITION, ISSUE, ISSUE_OF_PAPER, MASTHEAD, PAGE_OF_PAPER
from cleaner.heading.row import Row, is_prose
from cleaner.heading.stamp import EVENT_BESIDE
from cleaner.names.byline import read_credits
from cleaner.names.person import split_names
from cleaner.scan import lazy

HEAD, TAIL = 12, 7
"""A banner stands in one of so many lines at the head, above all sentences, or at the end."""

_LONGEST = 160
_NAMES = 16
_LABEL = lazy(
    r"(?<![\u3400-\u9fff])(?:"
    r"(?P<published>(?:发布|发表|更新|信息|发稿|录入|添加|上传|公布|刊发|刊登|撰写|张贴|登载|推送|编发|上线|上版|见报|公告|发文|稿件|文章|新闻)?(?:时\s*间|日\s*期)|(?:发布|发表|更新|发)于)"
    r"|(?P<issuing_agency>发布(?:机构|单位)|发稿单位)"
    r"|(?P<both>图\s*文|文\s*图|文\s*/\s*图|图\s*/\s*文|文字\s*/\s*摄影|文/摄)"
    r"|(?P<outlet>(?:稿件|信息|消息|文章|新闻|内容|本文|资料|图文)?来\s*源(?:于)?|稿源|出处|转自|转载自|摘自|发布(?=\s*:))"
    r"|(?P<reporters>(?:(?:本报|本网|本台|见习|实习|特约|全媒体|融媒体?)*(?:记\s*者|通讯员)|作\s*者|撰\s*稿|撰\s*文|采\s*写|整\s*理|文\s*字|文))"
    r"|(?P<photo_credits>摄\s*影|图片来源|照片提供|图片提供|图\s*片|照\s*片|供\s*图|配\s*图|图)"
    r"|(?P<other>编\s*发|供稿(?:单位|部门)?|报送(?:单位)?|拟\s*稿|发布者|发布人|录入员?|(?:责任|本文|网络|值班|见习|图片|视觉|美术|新媒体)?编\s*辑|责\s*编|审\s*核|审\s*稿|校\s*对|初审|复审|终审|一审|二审|三审|签发|版式|监\s*制"
    r"|(?:浏览|阅读|点击|访问|查看|人气|点阅)(?:量|次数|数|次|率)?|字\s*[号体]|字体大小|大小|分享(?:到)?|打印|评论|收藏|关注|栏目|所属栏目|分类|标签|关键[字词])"
    r"|(?P<foreign>索\s*引\s*号|主题分类|发文\w{2}|成文\w{2}|文\s*号|有效性|公开\w{2}|制发\w{2}|联系\w{1,2}|电话|地点|主持人?)"
    r")\s*[:/|\u4e28]\s*"
)
_BRACKETED = lazy(r"[\[【]([^\[\]【】]{0,60}[:/][^\[\]【】]{1,60})[\]】]")
_CLAUSES = lazy("[\u3002;]|,(?!\\d{3})")
_EVENT = lazy("(?:会议|活动|发布|访谈)?时\\s*间\\s*:")
_UNMARKED = lazy(
    "(?<=\\s)((?:本报|本网|本台|见习|实习|特约|全媒体)*(?:记者|通讯员|作者))\\s(?=[\u3400-\u9fff])|(?<=\\s)(阅读|评论|点击|浏览|点赞|转发)\\s(?=\\d)")
_AT_A_PLACE = lazy("(?<=\\s)记者(?=[\u3400-\u9fff\u3001]{2,12}/[\u3400-\u9fff]{2,8}报[道导])")
_OF_A_PAPER = lazy("(?<=\\s)([\u3400-\u9fff]{2,8}(?:[报网台]|融媒))记者\\s(?=[\u3400-\u9fff])")
_BULLET = lazy("[.\u00b7\u2022\u25cf*]\\s?(?=[\u3400-\u9fff])")
_TIME = lazy(r"(?:[上下]午|晚上?|凌晨)?\s*\d{1,2}\s*[:时]\s*\d{2}(?:\s*[:分]\s*\d{0,2}秒?)?")
_FURNITURE = lazy(
    r"[【\[(]?\s*(?:字[号体]\s*:?\s*)?(?:(?:[大中小]|A[+-]?|默认|超大)\s*)+[】\])]?|\d[\d,.]{0,9}万?\+?\s*(?:次|人|条)?|[(\[]\d{1,8}[)\]]|(?:星期|周)[一二三四五六日天]|\([^()]{0,20}更新\)"
    r"|第?\s?[A-Z]?\d{1,2}\s?版(?:[:/]\s?\w{0,8})?|[A-Z]\d{1,2}|原创|打印|订阅|浏览|阅读|点击(?:收听\w{0,4})?|听全文|约\d{1,3}分钟|友[善好]打印|转寄(?:好友)?|收藏|关闭|评论|分享|(?:我要)?评论\(\d{0,5}\)|我要评论|(?:微信|微博|QQ空间|朋友圈|手机看新闻|扫码)|发表于\w{2,6}|>|\.{3}|-"
)
_NAME_OF_OUTLET = (
    r"\u300a[^\s\u300a\u300b]{2,16}\u300b(?:[\u3400-\u9fff]{2,8})?"
    r"|[^\s\u3002,;:!?|()\[\]\u201c\u201d\u300a\u300b]{2,24}(?:\([^()\s]{1,12}\))?"
)
_OUTLET = lazy(_NAME_OF_OUTLET)
_NAMED_OUTLET = lazy(
    r"\u300a[\u3400-\u9fff]{2,12}\u300b|[\u3400-\u9fff]{2,16}(?:[报网社台刊]|中心|发布|融媒|新闻|观察|客户端|在线|办公室|新闻办|宣传部|频道)|今日[\u3400-\u9fff]{2,6}"
)
_ACCOUNT_NAME = lazy(
    r"[\u3400-\u9fff]{2,12}(?:融媒体中心|融媒|发布|[日晚早时]报|新闻网|广播电视台|在线|微讯)"
    r"|[\u3400-\u9fff]{2,4}(?:交警|公安|消防|检察|法院|文旅|教育|疾控|气象|应急|税务|人社|医保|青年|妇联|工会|先锋|统战)"
)
_ACCOUNT = lazy(
    r"(?P<own>原创\s*:?\s*)?"
    r"(?:(?P<names>[\u3400-\u9fff\u00b7]{2,12}(?:[ \u3001][\u3400-\u9fff\u00b7]{2,12}){0,3}?)\s+)?"
    r"(?P<outlet>[^\s\d:,\u3002]{2,16})\s+(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(?P<time>\s+\d{1,2}:\d{2})?"
    r"(?:\s+(?:发[表布]于\s?)?[\u3400-\u9fff]{2,6})?"
)
_SOURCE_ALONE = lazy(
    rf"(?:稿件|信息|消息|文章|新闻|内容|本文|资料|图文)?来\s*源\s*:\s*(?P<outlet>{_NAME_OF_OUTLET})"
)
_CHANNEL_NAME = lazy("(?:微信)?公众号\\s?:\\s?(?P<outlet>[\u3400-\u9fffA-Za-z0-9]{2,16})")
_TITLED = lazy("\u300a(?P<name>[^\u300a\u300b]+)\u300b(?:\\d{4}年)?(?:第\\d{1,4}[期版])?")
_ORIGINAL = lazy("原创\\s+(?:[\u3400-\u9fff\u00b7]{2,12}\\s+)?(?P<outlet>[\u3400-\u9fffA-Za-z0-9]{2,16})")
_CLOCK = lazy(r"\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})\s+\d{1,2}:\d{2}")
_POSTED = lazy(
    "(?P<date>\\d{4}(?:年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}))\\s+\\d{1,2}:\\d{2}\\s+(?!\\S{1,3}(?:发布|[报网台社刊]|新闻|融媒|在线)\\Z)[\u3400-\u9fff]{2,4}"
)
_TAKEN_OVER = lazy(r"以下文章来源于\s*(?P<outlet>\S{2,20}?)\s*,\s*作者\s*(?P<who>\S{2,12})")
_HONG_KONG = lazy(r"香港时间\s?\d{1,2}时\d{1,2}分")
_OWN_STORY = lazy("[\\[【](?P<outlet>[\u3400-\u9fff]{2,10}报)(?:专?讯|特稿)[\\]】]")
_DAY_AND_TIME = lazy(r"(?P<day>\d{2}-\d{2}) \d{2}:\d{2}")
_BRIEF = lazy(r"第\s?\w{1,6}\s?期")
_OFFICE_DATE = lazy(r"(?P<who>[\u3400-\u9fff]{3,30})\s+(?P<date>\d{4}年\d{1,2}月\d{1,2}日)")


class Fact(NamedTuple):
    """``text[start:end]`` says that ``label`` is ``value``; without a value the words themselves are it."""

    start: int
    end: int
    label: str
    value: str


class Banner(NamedTuple):
    """A line, the facts that it holds, and whether nothing is lost if it goes."""

    row: Row
    facts: tuple[Fact, ...]
    goes: bool


def find_banners(lines: Sequence[Row]) -> Iterator[Banner]:
    """Yield the banners at head and end, in order."""
    first = next((at for at, line in enumerate(lines) if is_prose(line.text)), len(lines))
    near = [*range(min(first, HEAD)), *range(max(first + 1, len(lines) - TAIL), len(lines))]
    for at in near:
        before = lines[at - 1].text if at else ""
        after = lines[at + 1].text if at + 1 < len(lines) else ""
        line = lines[at]
        if len(line.text) <= _LONGEST:
            event = _EVENT.match(line.text) and (EVENT_BESIDE.fullmatch(before) or EVENT_BESIDE.fullmatch(after))
            found = _special(line, lines[0], before, after) or (None if event else read_banner(line))
            if found or (found := _credited(line)):
                yield _of_account(found, lines, at)


def _of_account(found: Banner, lines: Sequence[Row], at: int) -> Banner:
    """Add the name of the account or outlet that stands alone above a line with nothing but the time of publication."""
    labels = {fact.label for fact in found.facts}
    name = lines[at - 1] if at else None
    if not name or labels != {"published"} or not _ACCOUNT_NAME.fullmatch(name.text):
        return found
    return found._replace(facts=(Fact(name.start, name.end, "outlet", ""), *found.facts))


def _credited(line: Row) -> Banner | None:
    """Return what a line of credits says; it stays, as other rules know whether it belongs to a text."""
    found = read_credits(line.text, 0, len(line.text))
    if not found:
        return None
    facts = [Fact(line.start + one.start, line.start + one.end, "reporters", "") for one in found.writers]
    facts += [Fact(line.start + one.start, line.start + one.end, "photo_credits", "") for one in found.photographers]
    return Banner(line, tuple(facts), False)


def _marked(text: str) -> str:
    """Return a line, as long as it is, with blanks for bullet and brackets and a colon behind every label.

    The reporter of a paper (东湖晚报记者 林静), or at a place (记者林静/东湖县报导), gets a label of its own.
    """
    if bullet := _BULLET.match(text):
        text = " " * bullet.end() + text[bullet.end() :]
    text = _AT_A_PLACE.sub("文:", text)
    text = _OF_A_PAPER.sub("\\1 文:", text)
    text = _BRACKETED.sub(lambda found: f" {found[1]} ", text)
    return _UNMARKED.sub(lambda found: f"{found[1] or found[2]}:", text)


def read_banner(line: Row) -> Banner | None:
    """Return what a line says if every piece of it is known and it says when, or has two labels; None for others."""
    text, base = _marked(line.text), line.start
    begin, stop = 0, len(text)
    if text[0] in "([【" and text[-1] in ")]】" and _LABEL.match(text, 1):
        begin, stop = 1, stop - 1
    marks = list(_LABEL.finditer(text, begin, stop))
    if any(mark["foreign"] for mark in marks):
        return None
    edges = [*(mark.start() for mark in marks), stop]
    facts = list[Fact]()
    pieces = list(_pieces(text, begin, edges[0]))
    for mark, (_, end) in zip(marks, pairwise(edges), strict=True):
        label = mark.lastgroup or ""
        values = list(_pieces(text, mark.end(), end))
        read = _value(text, label, mark.start(), mark.end(), end) if values else ()
        if read is None:
            return None
        facts += read
        if label in ("published", "outlet"):
            pieces += values[1:]
    timed = False
    for start, end in pieces:
        if found := _dated(text, start, end):
            facts.append(found)
            timed = timed or bool(_TIME.search(text, found.end, end))
        elif _TIME.fullmatch(text, start, end):
            timed = True
        elif paper := _OWN_STORY.fullmatch(text, start, end):
            facts.append(Fact(*paper.span("outlet"), "outlet", ""))
        elif not _is_furniture(text, start, end, facts):
            return None
    when = any(fact.label == "published" for fact in facts)
    sourced = any(fact.label == "outlet" for fact in facts)
    credited = marks and marks[0].lastgroup in ("photo_credits", "both")
    if not facts or not ((when and (timed or marks or sourced)) or len(marks) > 1 or credited):
        return None
    placed = (fact._replace(start=base + fact.start, end=base + fact.end) for fact in sorted(facts))
    return Banner(line, tuple(placed), True)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words between blanks and bars; a date keeps the time of day behind it, type sizes their brackets."""
    for found in re.finditer(r"[【\[(][^】\])]{0,24}[】\])]|[^\s|]+(?:[ ]\d{1,2}:\d{2}(?::\d{2})?)?", text[start:end]):
        yield start + found.start(), start + found.end()


def _value(text: str, label: str, mark: int, start: int, end: int) -> list[Fact] | None:
    """Return the facts of a label's value; None for a value that cannot be one."""
    stop = start + len(text[start:end].rstrip(" |"))
    if label == "published":
        found = next((fact for s, e in _pieces(text, start, end) if (fact := _dated(text, s, e))), None)
        return [found] if found and found.start - start < 4 else None
    if label in ("outlet", "issuing_agency"):
        first = next(_pieces(text, start, end))
        if found := _dated(text, *first):
            return [found]
        return [_bare(text, Fact(*first, label, ""))] if _OUTLET.fullmatch(text, *first) else None
    if label in ("reporters", "photo_credits", "both"):
        stop = _without_furniture(text, start, stop)
        said = read_credits(text, mark, stop)
        if said is None:  # who wrote it is not told then, the rest of the line is
            return [] if stop - start <= _NAMES and not _CLAUSES.search(text, start, stop) else None
        facts = [Fact(name.start, name.end, "reporters", "") for name in said.writers]
        return facts + [Fact(name.start, name.end, "photo_credits", "") for name in said.photographers]
    return [] if stop - start <= 40 and not _CLAUSES.search(text, start, stop) else None


def _without_furniture(text: str, start: int, stop: int) -> int:
    """Return where the names end, without what a site sets behind them (我要评论(6))."""
    for first, last in reversed(list(_pieces(text, start, stop))):
        if last == stop and _FURNITURE.fullmatch(text, first, last):
            stop = start + len(text[start:first].rstrip(" |"))
    return stop


def _bare(text: str, fact: Fact) -> Fact:
    """Return a fact without the marks of a title around its words."""
    marked = _TITLED.fullmatch(text, fact.start, fact.end)
    return fact._replace(start=marked.start("name"), end=marked.end("name")) if marked else fact


def _dated(text: str, start: int, end: int) -> Fact | None:
    """Return the day that a piece begins with, and nothing else but a time of day."""
    found = next(find_dates(text[start:end]), None)
    if found and not found.start and len(found.edtf) == 10 and found.edtf[0] != "X":
        rest = text[start + found.end : end].strip()
        return Fact(start, start + found.end, "published", found.edtf) if not rest or _TIME.fullmatch(rest) else None
    if clock := _DAY_AND_TIME.fullmatch(text, start, end):
        day = f"XXXX-{clock['day']}"
        return Fact(start, clock.end("day"), "published", day) if to_edtf(f"2000-{clock['day']}") else None
    edtf = day_of_republic(text, start, end)
    return Fact(start, end, "published", edtf) if edtf else None


def _is_furniture(text: str, start: int, end: int, facts: list[Fact]) -> bool:
    """Tell whether a piece without a label is furniture; the name of an outlet behind a date becomes a fact."""
    if _FURNITURE.fullmatch(text, start, end):
        return True
    labels = {fact.label for fact in facts}
    if "outlet" in labels and _NAMED_OUTLET.fullmatch(text, start, end):
        return True  # the site that took it over from the outlet
    if "published" in labels and "outlet" not in labels and _NAMED_OUTLET.fullmatch(text, start, end):
        facts.append(_bare(text, Fact(start, end, "outlet", "")))
        return True
    return False


def _special(line: Row, top: Row, before: str, after: str) -> Banner | None:
    """Return the banner of an account, a paper's page, an office's brief or a press release."""
    text = line.text
    if found := _SOURCE_ALONE.fullmatch(text):
        fact = _bare(text, Fact(found.start("outlet"), found.end("outlet"), "outlet", ""))
        return Banner(line, (fact._replace(start=line.start + fact.start, end=line.start + fact.end),), False)
    if found := _CHANNEL_NAME.fullmatch(text):
        return _banner(line, found, {"outlet": ""})
    if (found := _ORIGINAL.fullmatch(text)) and (found["outlet"] == after or _CLOCK.match(after)):
        return _banner(line, found, {"outlet": ""})._replace(goes=False)
    if found := _POSTED.fullmatch(text):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})
    if found := _TAKEN_OVER.fullmatch(text):
        return _banner(line, found, {"outlet": "", "who": ""})
    if (found := _ACCOUNT.fullmatch(text)) and (account := _account(line, found)):
        return account
    paper_name = after if line == top else top.text.partition(" > ")[0]
    beside = before == top.text or line == top or DAILY.fullmatch(paper_name)
    if beside and MASTHEAD.fullmatch(paper_name) and (found := ISSUE_OF_PAPER.fullmatch(text)):
        paper = Fact(top.start, top.start + len(EDITION.sub("", paper_name)), "outlet", "")
        if line == top:  # the name stands below: the stage takes it
            return _banner(line, found, {"date": to_edtf(found["date"]) or ""})
        return Banner(line, (paper, *_banner(line, found, {"date": to_edtf(found["date"]) or ""}).facts), True)
    found = PAGE_OF_PAPER.fullmatch(text) or DAY_OF_PAPER.fullmatch(text)
    if found and (found["outlet"] or "-" not in found["date"]):
        return _banner(line, found, {"outlet": "", "date": to_edtf(found["date"]) or ""})
    if _HONG_KONG.fullmatch(after) and (found := ISSUE.fullmatch(text)):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})._replace(goes=False)
    if (found := _OFFICE_DATE.fullmatch(text)) and _BRIEF.search(before):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})._replace(goes=False)
    return None


def _account(line: Row, found: re.Match[str]) -> Banner | None:
    """Return the banner of an account: its name and the time, with the word for an own work or who wrote it before."""
    own, words = bool(found["own"]), found["names"]
    names = split_names(line.text, *found.span("names"), sure=own) or [] if words else []
    known = bool(words and found["time"] and _NAMED_OUTLET.fullmatch(words))
    if not (own or names or known or words == found["outlet"] or (words is None and found["time"])):
        return None
    said = [Fact(line.start + name.start, line.start + name.end, "reporters", "") for name in names]
    dated = _banner(line, found, {"outlet": "", "date": to_edtf(found["date"]) or ""})
    return Banner(line, (*said, *dated.facts), True)


def _end(found: re.Match[str], group: str) -> int:
    """Return where the words of a group end; that a paper is a digital edition is not part of its name."""
    edition = EDITION.search(found.string, found.start(group), found.end(group)) if group == "outlet" else None
    return edition.start() if edition else found.end(group)


def _banner(line: Row, found: re.Match[str], fields: dict[str, str]) -> Banner:
    """Return a banner with the groups of a match as facts."""
    labels = {"who": "reporters", "date": "published"}
    facts = [
        Fact(line.start + found.start(group), line.start + _end(found, group), labels.get(group, group), value)
        for group, value in fields.items()
        if found[group] and (value or group != "date")
    ]
    return Banner(line, tuple(facts), True)
