"""The line that a site, paper or account sets between a headline and its text: time, source, author, reads, type size.

A line is a banner if every piece of it is known: a label with a value, a date, a time of day, a word of furniture. One
piece that is not makes it a sentence or a title, and it is left to others. All on the folded view.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.dates import find_dates, to_edtf
from cleaner.dates.forms import ANY
from cleaner.dates.republic import day_of_republic
from cleaner.heading.fact import NAME_OF_OUTLET, NAMED_OUTLET, Banner, Fact, bare
from cleaner.heading.imprint import read_imprint, with_account
from cleaner.heading.row import Row, is_prose
from cleaner.heading.stamp import EVENT_BESIDE
from cleaner.names.byline import read_credits
from cleaner.scan import holds_any, lazy

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
_POSTED_FROM = lazy("(发表于)\\s(?=[\u3400-\u9fff]{2,4}\\Z)")
_OF_A_PAPER_AT = lazy("/记者 (?=[\u3400-\u9fff]{2,4}/[\u3400-\u9fff]{2,8}报[道导])")
_AT_A_PLACE = lazy("(?<=\\s)记者(?=[\u3400-\u9fff\u3001]{2,12}/[\u3400-\u9fff]{2,8}报[道导])")
_OF_A_PAPER = lazy("(?<=\\s)([\u3400-\u9fff]{2,8}(?:[报网台]|融媒))记者\\s(?=[\u3400-\u9fff])")
_BULLET = lazy("[.\u00b7\u2022\u25cf*]\\s?(?=[\u3400-\u9fff])")
_NOBODY = lazy("本[站网报刊台社]|网络|互联网|未知|原创|转载|综合")
_PIECE = lazy(r"[【\[(][^】\])]{0,24}[】\])]|[^\s|]+(?:[ ]\d{1,2}:\d{2}(?::\d{2})?)?")
_TIME = lazy(r"(?:[上下]午|晚上?|凌晨)?\s*\d{1,2}\s*[:时]\s*\d{2}(?:\s*[:分]\s*\d{0,2}秒?)?")
_FURNITURE = lazy(
    r"[【\[(]?\s*(?:字[号体]\s*:?\s*)?(?:(?:[大中小]|A[+-]?|默认|超大)\s*)+[】\])]?|\d[\d,.]{0,9}万?\+?\s*(?:次|人|条)?|[(\[]\d{1,8}[)\]]|(?:星期|周)[一二三四五六日天]|\([^()]{0,20}更新\)"
    r"|第?\s?[A-Z]?\d{1,2}\s?版(?:[:/]\s?\w{0,8})?|[A-Z]\d{1,2}|原创|打印|订阅|数字报刊?(?:平台)?|电子报|电子版|浏览|阅读|点击(?:收听\w{0,4})?|听全文|约\d{1,3}分钟|(?:【(?:我要)?(?:分享|收藏|打印|报错|纠错|评论|关闭|转发)[\u3400-\u9fff]{0,4}】)+|https?://\S+|www\.\S+|友[善好]打印|转寄(?:好友)?|收藏|关闭|评论|分享|(?:我要)?评论\(\d{0,5}\)|我要评论|(?:微信|微博|QQ空间|朋友圈|手机看新闻|扫码)|发表于\u00b7?\w{2,6}|>|\.{3}|-"
)
_OUTLET = lazy(NAME_OF_OUTLET)
_OWN_STORY = lazy("[\\[【](?P<outlet>[\u3400-\u9fff]{2,10}报)(?:专?讯|特稿)[\\]】]")
_FIRST_OF_DAYS = frozenset(f"{ANY}中民")
"""A day begins with a digit, or with the words for the Republic."""
_BEHIND_LABELS = ":/|\u4e28"
_UNMARKED_LABELS = ("记者", "通讯员", "作者", "阅读", "评论", "点击", "浏览", "点赞", "转发")
_FACT = lazy(f"[{_BEHIND_LABELS}0-9年]")
_WRITERS = _UNMARKED_LABELS[:3]
_DAY_AND_TIME = lazy(r"(?P<day>\d{2}-\d{2}) \d{2}:\d{2}")


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
            found = read_imprint(line, lines[0], before, after) or (None if event else read_banner(line))
            if found or (found := _credited(line)):
                yield with_account(found, lines, at)


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
    if "发表于" in text:
        text = _POSTED_FROM.sub("\\1\u00b7", text)
    if "记者" in text:
        text = _OF_A_PAPER.sub("\\1 文:", _AT_A_PLACE.sub("文:", _OF_A_PAPER_AT.sub("  文:", text)))
    text = _BRACKETED.sub(lambda found: f" {found[1]} ", text)
    if not holds_any(text, _UNMARKED_LABELS):
        return text
    return _UNMARKED.sub(lambda found: f"{found[1] or found[2]}:", text)


def read_banner(line: Row) -> Banner | None:
    """Return what a line says if every piece of it is known and it says when, or has two labels; None for others."""
    return _read(line) if _FACT.search(line.text) or holds_any(line.text, _WRITERS) else None


def _read(line: Row) -> Banner | None:
    """Return the banner that a line is which names a day or may have a label: most headlines do neither."""
    text, base = _marked(line.text), line.start
    begin, stop = 0, len(text)
    if text[0] in "([【" and text[-1] in ")]】" and _LABEL.match(text, 1):
        begin, stop = 1, stop - 1
    marks = _labels(text, begin, stop)
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


def _labels(text: str, start: int, end: int) -> list[re.Match[str]]:
    return list(_LABEL.finditer(text, start, end)) if holds_any(text, _BEHIND_LABELS) else []


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the words between blanks and bars; a date keeps the time of day behind it, type sizes their brackets."""
    return (found.span() for found in _PIECE.finditer(text, start, end))


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
        if _NOBODY.fullmatch(text, *first):
            return []
        return [bare(text, Fact(*first, label, ""))] if _OUTLET.fullmatch(text, *first) else None
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


def _dated(text: str, start: int, end: int) -> Fact | None:
    """Return the day that a piece begins with, and nothing else but a time of day."""
    if text[start] not in _FIRST_OF_DAYS:
        return None
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
    if "outlet" in labels and NAMED_OUTLET.fullmatch(text, start, end):
        return True  # the site that took it over from the outlet
    if "published" in labels and "outlet" not in labels and NAMED_OUTLET.fullmatch(text, start, end):
        facts.append(bare(text, Fact(start, end, "outlet", "")))
        return True
    return False
