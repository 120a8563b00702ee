"""Splitting a title such as ``西山区委书记`` into the office and the organisation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.names.person import name_after
from cleaner.names.tables import alternatives, words

REACH = 60
"""So many characters before a name are looked at for the title."""

_BARE_UNIT = "省市区县州旗镇乡村"
_UNIT = "省市区县州盟旗镇乡局厅部处"
_CUTS = re.compile(
    "(?:会议?|仪式|论坛|典礼|大会|全会)上|现场|日前|近日|今天|昨天|当天|当日|\\d日|[上下]午|[时现]任|中共|会见|陪同|听取|任命"
    "|[就这也他她我正]是|我叫|请到|[的了访称由请在为把被着向让]"
)
_LEADING = re.compile("以及|还有|对话|一位|一名|两位|多位|据|我(?=[省市区县州旗镇乡村])|[我本][校院司局馆]|该|某")
_BARE = re.compile("(?:和|与|及|并|同)(?=(?:[省市区县州旗镇乡]委)?(?:副|代)?[省市区县州旗镇乡局厅部处书主]\\w{1,3}\\Z)")
_JOINED = re.compile("[和与及同](?=[^和与及同]{2,6}[省市区县州旗镇乡村]\\Z)")
_DIVISION = re.compile("\\w{1,7}[省市区县州旗镇乡村]")
_NO_PLACE = re.compile("(?:一家|一些|多家|几家|有的|各|某|本).*|.*兼.*|互联网|全国|全[省市区县]|[省市区县州旗镇乡村局]")
_SIZE = range(2, 31)
_INSIDE = frozenset("\u3001)")  # before what is left of a title: the name of the organisation may begin earlier


class Office(NamedTuple):
    """A title at ``start:end``: the words of office begin at ``role``, the organisation is ``place`` or nothing."""

    start: int
    end: int
    role: int
    place: str | None


class _Piece(NamedTuple):
    """One office of a title: the organisation ends where ``role`` begins, or after the character that they share."""

    start: int
    role: int
    place: str


def office_before(text: str, end: int) -> Office | None:
    """Return the title that ends at ``end``, where a word of office does; ``text`` is folded.

    Several offices with an enumeration comma between them are one title. An organisation that stands at its front is
    taken off; one that stands further on leaves the words of office whole.
    """
    pieces = [_piece(text, end)]
    while len(pieces) < 6:
        mark = pieces[0].start - 1
        if mark < 1 or text[mark] not in "\u3001," or not text.endswith(words("offices", "head"), 0, mark):
            break
        before = _piece(text, mark)
        if text[mark] == "," and before.place:
            break
        pieces.insert(0, before)
    first = pieces[0]
    place = next((piece.place for piece in pieces if piece.place), None)
    return Office(first.start, end, first.role, place)


def heads(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield where words of office stand, from left to right, the longest where several begin in one place.

    Two classes of characters find the places where one may begin five times as fast as all words together.
    """
    begins, by_pair = _heads()
    free = 0
    end = len(text) if end is None else end
    for found in begins.finditer(text, start, end):
        at = found.start()
        for word in by_pair.get(text[at : at + 2], ()) if at >= free else ():
            if text.startswith(word, at, end):
                free = at + len(word)
                yield at, free
                break


def _piece(text: str, end: int) -> _Piece:
    """Read one office, back to the mark before it."""
    start = _start(text, end)
    match = _patterns()[0].search(text, start, end)
    role = match.start() if match else end
    if role - start == 1 and text[start] in _BARE_UNIT:
        role = start
    place = text[start:role]
    shared = match["unit"] if match else None
    if not shared and place and text[role] in _UNIT and text[role:end] in words("offices", "head"):
        shared = "" if place.endswith(words("offices", "organ")) else text[role]
    place = _checked(place + (shared or "")) if place else ""
    cut = text[start - 1 : start] in _INSIDE and not _DIVISION.fullmatch(place) and not _is_behind_name(text, start - 1)
    return _Piece(start, role, "" if cut else place)


def _is_behind_name(text: str, end: int) -> bool:
    """Tell whether an office and a name end here: what follows is the next of several people."""
    found = heads(text, max(0, end - 20), end)
    return any((name := name_after(text, stop)) and name.end == end for _, stop in found)


def _start(text: str, end: int) -> int:
    """Return where a title may begin at the earliest."""
    run = _patterns()[1].search(text[max(0, end - REACH) : end])
    start = end - len(run[0]) if run else end
    start = max([start, *(cut.end() for cut in _CUTS.finditer(text, start, end))])
    start = next((bare.end() for bare in _BARE.finditer(text, start, end)), start)
    while (lead := _LEADING.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    return start


def _checked(place: str) -> str:
    """Return the organisation, or nothing where the words can hardly be one."""
    joined = _JOINED.search(place)
    place = place[joined.end() :] if joined else place
    fits = len(place) in _SIZE and place.endswith(words("offices", "organ")) and not _NO_PLACE.fullmatch(place)
    return place if fits else ""


@cache
def _heads() -> tuple[re.Pattern[str], Mapping[str, Sequence[str]]]:
    """Return what finds the first character of a word of office, and the words by their first two, longest first."""
    by_pair: dict[str, list[str]] = {}
    for word in words("offices", "head"):
        by_pair.setdefault(word[:2], []).append(word)
    first, second = ("".join(sorted({pair[n] for pair in by_pair})) for n in (0, 1))
    return re.compile(f"[{re.escape(first)}](?=[{re.escape(second)}])"), by_pair


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    heads = alternatives("offices", "head")
    tail = f"(?:(?P<unit>[省市区县州旗盟镇乡地])委)?(?:{alternatives('offices', 'modifier')}|副){{0,6}}{heads}\\Z"
    run = "[\\w\u00b7]*\\Z"
    return re.compile(tail), re.compile(run)
