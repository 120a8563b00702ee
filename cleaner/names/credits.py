"""Who wrote and who took the pictures: bylines, datelines, captions, the brackets at the end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.names.byline import GATE, LONGEST, Credits, read_credits
from cleaner.names.person import HAN, Name, split_names
from cleaner.scan import holds_any, in_lines, lazy

_SHORTEST = 4
TAIL_LINES = 5
"""In so many of the last lines that are not blank names in brackets are those who wrote."""

_WRITER = "(?:特约|见习|实习|首席|资深|全媒体|融媒体?|本报|本台|本网|本刊|本社|驻地){0,4}(?:记者|通讯员|实习生|特派员)"
_OUTLET = f"(?:[{HAN}]{{2,8}}(?:报|社|网|台|中心|客户端|融媒体?)(?:全媒体|融媒体)?)"
_OFFICE = f"[{HAN}]{{2,16}}(?:[局委办站镇乡村部科院]|街道|社区|学校|医院|公司|支队|大队|小学|中学|大学|学院|集团|法院)"
_NAMES = f"[{HAN}\u00b7 \u3001,/]{{2,60}}?"
_SEGMENT = lazy(
    f"{_OUTLET}?{_WRITER}|作者|撰稿|撰文|文字|文图|图文|文/图|图/文|采写|文(?=[:/])|[:/](?=[ ]?[{HAN}])"
)
_LINE = lazy("[^\\n]+")
_BRACKET = lazy("[(\\[\u3010]([^()\\[\\]\u3010\u3011\\n]{2,100})[)\\]\u3011]")
_CLAUSE = lazy("[^,;\u3002]+")
_CELL = lazy("[\u3400-\u9fff/\u3001]{1,8}[ ]?[:|](?:(?![ ;|][\u3400-\u9fff/]{1,8}[ ]?[:|])[^\\n])+")
_PUT_TOGETHER = lazy("整理(?=[ ]?[):\\n]|$)")
_FOR_ALL = lazy("本[版组期专]|以上|均由|[统综]合采写")
_ASKING = lazy("(?m)^[ ]{0,8}记者[ ]?:")
_SENT_BY = lazy(f"(?:讯|\\d日电)[ ]?\\([ ]?(?P<who>{_NAMES})[ ]?\\)")
_WIRE = lazy(f"\\((?:中央社|[{HAN}]{{2,6}}社)记者(?P<who>[{HAN}]{{3}})[{HAN}]{{2,8}}\\d{{1,2}}日[专综]?电\\)")
_DISPATCH = lazy(
    f"(?:讯|电|消息)[ (]{{0,4}}(?P<who>{_OUTLET}?{_WRITER}[ :]{{0,2}}{_NAMES})[ )]?(?:摄影)?报道[:,)]?"
)
_INLINE = lazy(
    f"(?m)(?:作者|撰文|文字|记者|通讯员)[ ]?[:/][ ]?"
    f"(?P<who>{_NAMES})(?=[ ]{{1,4}}\\w{{2,5}}[:(]|[ )\\]]{{0,3}}$|[ ]{{2}})"
)
_LED_IN = (
    (_DISPATCH, ("报道",)),
    (_WIRE, ("社记者",)),
    (_SENT_BY, ("讯(", "讯 (", "电(", "电 (")),
)
"""What leads in who wrote, in a sentence -> what stands in it: most texts have none of these signs."""
_TAIL = lazy(
    f'(?m)(?:^|[\u3002\u201d"!?\u2019])[ ]{{0,8}}\\([ ]?'
    f"(?:(?:{_OUTLET}|{_OFFICE})[ ])?(?P<who>{_NAMES})[ ]?\\)[ ]*$"
)
_PICTURE = lazy("[摄图]")
_NOBODY = lazy("受访|采访对象|网友|网络|资料")
_CAPTION = lazy(f"[ ]*[\u25b2\u25b3]?[ ]*[{HAN},\u3001\u201c\u201d]{{5,60}}\\([^()]{{2,24}}(?:供图|提供|摄影?)\\)[ ]*")
"""What a picture shows, with who gave it in brackets: the words before these are no name."""
_GIFT = lazy("供图")
_PHOTO = lazy("摄|供图|图片|(?<!文)/图|图/(?!文)|照片")
_BEFORE = "^|[ \u3002,;!?()\u201d:\u25b2]"
_TAKEN = lazy(
    f"(?m)(?:{_BEFORE}|记者|通讯员|/)(?P<who>[{HAN}\u00b7]{{1,10}}(?:[ \u3001/][{HAN}\u00b7]{{1,10}}){{0,4}})"
    "[ /]{0,3}(?:摄影?|/图|拍摄)[ )\u3002\\]]{0,3}$"
)
_GIVEN = lazy(f"(?m)(?:{_BEFORE}|由)(?P<who>[{HAN}\u00b7]{{2,14}})[ ]?供图[ )\u3002]{{0,3}}$")


class Credit(NamedTuple):
    """Who gets it, by a name or, for a picture, an organisation; ``rule`` is what said so."""

    name: Name
    rule: str


def credits_of(folded: str) -> tuple[list[Credit], list[Credit]]:
    """Return who wrote the text, and who took or gave the pictures, each once, in order."""
    wrote, took = list[Credit](), list[Credit]()
    for found in line_credits(folded):
        wrote += (Credit(name, "people.byline") for name in found.writers)
        took += (Credit(name, "people.photo") for name in found.photographers)
    for pattern, signs in _LED_IN:
        if holds_any(folded, signs):
            wrote += _named(folded, pattern, "people.byline")
    wrote += _named(folded, _INLINE, "people.byline")
    wrote += _named(folded, _TAIL, "people.signature", _tail(folded))
    took += (Credit(name, "people.photo") for name in _photo_names(folded))
    for match in in_lines(_GIFT, _GIVEN, folded):
        if not _NOBODY.search(match["who"]):
            took.append(Credit(Name(match.start("who"), match.end("who"), match["who"]), "people.photo"))
    return _once(wrote), _once(took)


def line_credits(folded: str) -> Iterator[Credits]:
    """Yield the credits of the lines, and of the brackets in lines, that are nothing else."""
    start, end = 0, -1
    asks = holds_any(folded, ("记者:", "记者 :")) and len(_ASKING.findall(folded)) > 1
    while end < len(folded):
        start = end + 1
        end = folded.find("\n", start)
        end = len(folded) if end < 0 else end
        if end - start > LONGEST:  # only what stands in brackets can be credits
            yield from _in_brackets(folded, start, end)
            continue
        if end - start < _SHORTEST or not GATE.search(folded, start, end):
            continue
        if asks and _ASKING.match(folded, start):
            continue
        yield from _line(folded, start, end)


def _line(folded: str, start: int, end: int) -> Iterator[Credits]:
    """Yield the credits of a line, as a whole or in its brackets and cells."""
    if not _CAPTION.fullmatch(folded, start, end) and (whole := read_credits(folded, start, end)):
        yield whole
        return
    yield from _in_brackets(folded, start, end)
    yield from _parts(folded, _CELL, start, end)


def _in_brackets(folded: str, start: int, end: int) -> Iterator[Credits]:
    """Yield the credits of the brackets in a line."""
    for bracket in _BRACKET.finditer(folded, start, end):
        if inside := read_credits(folded, *bracket.span(1)):
            yield inside
        elif GATE.search(folded, *bracket.span(1)):
            yield from _parts(folded, _CLAUSE, *bracket.span(1))


def _parts(folded: str, form: re.Pattern[str], start: int, end: int) -> Iterator[Credits]:
    """Yield the credits of the parts of a line."""
    if end - start <= 2 * LONGEST:
        parts = [part.span() for part in form.finditer(folded, start, end)]
        found = (read_credits(folded, *span) for span in parts if len(parts) > 1 or form is _CELL)
        yield from (one for one in found if one)


def page_writers(folded: str) -> list[str]:
    """Return who wrote all reports of a page, as one of its last lines says (本版稿件由记者 沈碧 整理)."""
    once = len(_PUT_TOGETHER.findall(folded)) == 1
    for line in reversed(folded.rstrip().rsplit("\n", TAIL_LINES)[1:]):
        for_all = _FOR_ALL.search(line) or (once and _PUT_TOGETHER.search(line))
        if for_all and (found := read_credits(line, 0, len(line))):
            return [name.text for name in found.writers]
    return []


def _named(folded: str, pattern: re.Pattern[str], rule: str, start: int = 0) -> Iterator[Credit]:
    for match in pattern.finditer(folded, start):
        if not _PHOTO.search(match["who"]):
            yield from (Credit(name, rule) for name in _staff(folded, *match.span("who")))


def _staff(folded: str, start: int, end: int) -> list[Name]:
    """Return the names of a byline; none at all where a part of it is no name.

    Behind the word for who writes, a name may be a word of everyday speech.
    """
    found: list[Name] = []
    marks = [match.span() for match in _SEGMENT.finditer(folded, start, end)]
    starts = [start, *(mark[1] for mark in marks)]
    ends = [*(mark[0] for mark in marks), end]
    for first, last in zip(starts, ends, strict=True):
        if folded[first:last].strip(" \u3001,:/|"):
            names = split_names(folded, first, last, sure=first > start)
            if names is None:
                return []
            found += names
    return found


def _photo_names(folded: str) -> Iterator[Name]:
    for match in in_lines(_PICTURE, _TAKEN, folded):
        start, end = match.span("who")
        blank = folded.rfind(" ", start, end)
        yield from _staff(folded, start, end) or (_staff(folded, blank + 1, end) if blank > start else [])


def _tail(folded: str) -> int:
    """Return where the last lines begin."""
    end = len(folded.rstrip())
    for _ in range(TAIL_LINES):
        line = folded.rfind("\n", 0, end)
        if line < 0:
            return 0
        end = len(folded[:line].rstrip()) if line else 0
    return end


def _once(found: list[Credit]) -> list[Credit]:
    seen: dict[str, Credit] = {}
    for credit in sorted(found, key=lambda credit: credit.name.start):
        seen.setdefault(credit.name.text, credit)
    return list(seen.values())
