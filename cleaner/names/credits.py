"""Who wrote and who took the pictures: bylines, datelines, captions, the brackets at the end."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.names.person import HAN, Name, split_names
from cleaner.scan import in_lines

TAIL_LINES = 5
"""In so many of the last lines that are not blank names in brackets are those who wrote."""

_WRITER = "(?:特约|见习|实习|首席|资深|全媒体|融媒体?|本报|本台|本网|本刊|本社|驻地){0,4}(?:记者|通讯员|实习生|特派员)"
_OUTLET = f"(?:[{HAN}]{{2,8}}(?:报|社|网|台|中心|客户端|融媒体?)(?:全媒体|融媒体)?)"
_NAMES = f"[{HAN}\u00b7 \u3001,/]{{2,60}}?"
_SEGMENT = re.compile(
    f"{_OUTLET}?{_WRITER}|作者|撰稿|撰文|文字|文图|图文|文/图|图/文|采写|文(?=[:/])|[:/](?=[ ]?[{HAN}])"
)
_REST = (  # what may follow the names: where it was written, who took the pictures, who edited
    f"[ ]?(?:摄影|文图)报道|(?:[ |][{HAN}\u3001]{{2,8}}){{1,2}}报道"
    "|[ ]{1,4}(?:摄影|图片|供图|图)[ ]?[:/].{1,20}|[ ]*\\w{0,6}(?:编辑|责编|校对)[ :/].{1,20}"
)
_LINE = re.compile(
    f"(?m)^[ (\\[\u3010\u25a1\u25a0\u25ce\u25cf#>]{{0,8}}(?:[^\\n:\u3002,]{{2,16}}?[ )\u300b])??"
    f"(?P<who>(?:{_OUTLET}?{_WRITER}|(?:作者|撰稿|撰文|采写|文)[ ]?[ :/])[^\\n\u3002;!?|]{{2,70}}?)"
    f"(?:{_REST})?[ )\\]\u3011]{{0,4}}$"
)
_BRACKET = re.compile(f"\\([ ]?(?P<who>{_OUTLET}?{_WRITER}[^()\\n\u3002]{{2,70}})\\)")
_BOTH = re.compile(
    f"(?m)^[ (]{{0,4}}{_OUTLET}?{_WRITER}[ ]{{1,4}}(?P<who>[{HAN}\u00b7 \u3001]{{2,40}}?)[ ]{{1,4}}"
    "(?:文/?摄|文/?图|图/?文|摄影报道)[ )]{0,3}$"
)
_WIRE = re.compile(f"\\((?:中央社|[{HAN}]{{2,6}}社)记者(?P<who>[{HAN}]{{3}})[{HAN}]{{2,8}}\\d{{1,2}}日[专综]?电\\)")
_DISPATCH = re.compile(
    f"(?:讯|电|消息)[ (]{{0,4}}(?P<who>{_OUTLET}?{_WRITER}[ :]{{0,2}}{_NAMES})[ )]?(?:摄影)?报道[:,)]?"
)
_INLINE = re.compile(
    f"(?m)(?:作者|撰文|文字|记者|通讯员)[ ]?[:/][ ]?"
    f"(?P<who>{_NAMES})(?=[ ]{{1,4}}\\w{{2,5}}[:(]|[ )\\]]{{0,3}}$|[ ]{{2}})"
)
_TAIL = re.compile(f'(?m)(?:^|[\u3002\u201d"!?\u2019])[ ]{{0,8}}\\([ ]?(?:{_OUTLET}[ ])?(?P<who>{_NAMES})[ ]?\\)[ ]*$')
_PICTURE = re.compile("[摄图]")
_GIFT = re.compile("供图")
_PHOTO = re.compile("摄|供图|图片|(?<!文)/图|图/(?!文)|照片")
_BEFORE = "^|[ \u3002,;!?()\u201d:\u25b2]"
_TAKEN = re.compile(
    f"(?m)(?:{_BEFORE}|记者|通讯员|/)(?P<who>[{HAN}\u00b7]{{1,10}}(?:[ \u3001/][{HAN}\u00b7]{{1,10}}){{0,4}})"
    "[ /]{0,3}(?:摄影?|/图|拍摄)[ )\u3002\\]]{0,3}$"
)
_GIVEN = re.compile(f"(?m)(?:{_BEFORE}|由)(?P<who>[{HAN}\u00b7]{{2,14}})[ ]?供图[ )\u3002]{{0,3}}$")
_LABELLED = re.compile(
    f"(?m)(?:^|[ (|])(?:摄影|图片|供图|配图|图)[ ]?[:/][ ]?(?P<who>[{HAN}\u00b7 \u3001]{{2,40}}?)[ )]{{0,3}}$"
)


class Credit(NamedTuple):
    """Who gets it, by a name or, for a picture, an organisation; ``rule`` is what said so."""

    name: Name
    rule: str


def reporters(folded: str) -> list[Credit]:
    """Return who wrote the text, each once, in order."""
    found = [*_named(folded, _LINE, "people.byline"), *_named(folded, _BRACKET, "people.byline")]
    found += [*_named(folded, _DISPATCH, "people.byline"), *_named(folded, _INLINE, "people.byline")]
    found += [*_written_and_taken(folded, "people.byline"), *_named(folded, _WIRE, "people.byline")]
    found += _named(folded, _TAIL, "people.signature", _tail(folded))
    return _once(found)


def photographers(folded: str) -> list[Credit]:
    """Return who took or gave the pictures, each once, in order."""
    found = [Credit(name, "people.photo") for name in _photo_names(folded)]
    found += _written_and_taken(folded, "people.photo")
    for match in in_lines(_GIFT, _GIVEN, folded):
        who = Name(match.start("who"), match.end("who"), match["who"])
        found.append(Credit(who, "people.photo"))
    return _once(found)


def _written_and_taken(folded: str, rule: str) -> Iterator[Credit]:
    """Yield those who wrote the text and took the pictures of it (记者 陶然 文/摄)."""
    for match in _BOTH.finditer(folded):
        yield from (Credit(name, rule) for name in split_names(folded, *match.span("who"), sure=True) or ())


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
    for pattern in (_TAKEN, _LABELLED):
        for match in in_lines(_PICTURE, pattern, folded):
            start, end = match.span("who")
            blank = folded.rfind(" ", start, end)
            names = _staff(folded, start, end) or (_staff(folded, blank + 1, end) if blank > start else [])
            yield from names


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
