"""Quotation marks: straight ones to curly, wrong ones mended where that is certain."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple

from cleaner.scan import lazy
from cleaner.stage import REMARK, Document, Edit, Note, Saying
from cleaner.typography.corners import CORNERS
from cleaner.typography.nesting import Fix, find_faults
from cleaner.typography.snippets import without_code

_GATE = lazy("[\"'\\u2018\\u2019\\u201c\\u201d\\u300c-\\u300f]")
_CHINESE = "\\u3001-\\u3011\\u2026\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff01-\\uff1f\\U00020000-\\U0003ffff"
_IS_CHINESE = lazy(f"[{_CHINESE}]")
_LINE = lazy('[^\\n"]*"[^\\n]*')
_MARK = lazy('["\\u201c\\u201d]')
_SINGLE = lazy(
    f"(?<![0-9A-Za-z'])'(?=[{_CHINESE}])[^'\"\\n]{{1,80}}(?<=[{_CHINESE}])'(?![0-9A-Za-z'])"
    f"|(?<=[{_CHINESE}])'[A-Za-z][A-Za-z0-9 .-]{{0,40}}'(?=[{_CHINESE}])"
)
# What parts texts in data: "a", "b" and "a": "b". No sentence stands around them.
_DATA = lazy("[\\s\\[\\](){}0-9]*[,:;=|][\\s\\[\\](){}0-9,:;=|]*")
_LATIN = lazy("[A-Za-z]{2}")
_REACH = 40
_ROUNDS = 4
_NAME = lazy("[^\\u3001\\u3002\\uff0c\\uff01\\uff1f,!?\\n]{1,20}")
_BEFORE_OPENING = frozenset("\uff1a:\uff08(\u300a\u3001 \t\xa0\u3000")
_BEHIND_CLOSING = frozenset("\uff0c,\u3002\u3001\uff1b;\uff01!\uff1f?\uff09)\u300b \t\xa0\u3000\n")


class _Change(NamedTuple):
    """A mark to replace, and the rule that says so."""

    at: int
    new: str
    rule: str


@dataclass(frozen=True, slots=True)
class Quotes:
    """Pair the quotation marks of every paragraph, and mend them: curly, double outside, single inside.

    Straight double quotes become curly where they pair and hold Chinese words or stand beside them; single ones where
    they hold Chinese. Apostrophes, inches, code and data stay. Wrong nesting (single outside, or double inside double)
    and one mark that looks the wrong way are mended only where one reading is left; else a remark tells where. What is
    said may run over several paragraphs, each of which may open anew. Corner brackets stay unless ``corner: curly``.
    """

    corner: Literal["keep", "curly"] = "keep"
    name: ClassVar[str] = "quotes"
    rules: ClassVar[Mapping[str, str]] = {
        "quotes.straight": "straight quotes to curly ones, in pairs",
        "quotes.nesting": "quotes inside quotes: double outside, single inside",
        "quotes.direction": "an opening mark that closes, a closing one that opens",
        "quotes.corner": "corner brackets to curly quotes (option corner: curly)",
        "quotes.uncertain": "quotes that do not pair: reported, not changed",
    }

    def __call__(self, doc: Document) -> Iterator[Saying]:
        """Yield one edit for each mark, and a remark for each that has no partner."""
        if doc.text.isascii() or not _GATE.search(doc.text):
            return
        text, first = without_code(doc.text), dict[int, str]()
        notes = list[Note]()
        text = _taken(text, self._turned_corners(text), first, notes)
        for _ in range(_ROUNDS):  # a mark that was made another may be what those beside it need to pair
            before = text
            notes.clear()
            for step in (_curled, _mended):
                text = _taken(text, step(text), first, notes)
            if text == before:
                break
        edits = [Edit(at, at + 1, text[at], rule) for at, rule in first.items() if text[at] != doc.text[at]]
        said: list[Edit | Note] = [*edits, *notes]
        yield from sorted(said, key=lambda saying: saying[0])

    def _turned_corners(self, text: str) -> Iterator[_Change]:
        if self.corner == "curly":
            for found in re.finditer("[\\u300c-\\u300f]", text):
                yield _Change(found.start(), CORNERS[found[0]], "quotes.corner")


def _taken(text: str, found: Iterable[_Change | Note], first: dict[int, str], notes: list[Note]) -> str:
    """Return the text with the changes; the first rule of each place is noted, and so are the remarks."""
    changes = []
    for one in found:
        if isinstance(one, Note):
            notes.append(one)
        else:
            changes.append(one)
            first.setdefault(one.at, one.rule)
    return _with(text, changes)


def _with(text: str, changes: Sequence[_Change]) -> str:
    """Return the text with one character for another at each place."""
    new = {change.at: change.new for change in changes}
    pieces, last = list[str](), 0
    for at in sorted(new):
        pieces += (text[last:at], new[at])
        last = at + 1
    return "".join((*pieces, text[last:])) if pieces else text


def _curled(text: str) -> Iterator[_Change | Note]:
    """Yield the straight quotes that become curly, line by line."""
    if "'" in text:
        for found in _SINGLE.finditer(text):
            if _is_latin(text, [found.start(), found.end() - 1]):
                continue
            yield _Change(found.start(), "\u2018", "quotes.straight")
            yield _Change(found.end() - 1, "\u2019", "quotes.straight")
    if '"' in text:
        for line in _LINE.finditer(text):
            if _IS_CHINESE.search(line[0]):
                yield from _curled_line(text, [line.start() + mark.start() for mark in _MARK.finditer(line[0])])


def _curled_line(text: str, marks: Sequence[int]) -> Iterator[_Change | Note]:
    """Yield the straight quotes of one line, or one remark where they do not pair."""
    straight = [at for at in marks if text[at] == '"']
    curly = [at for at in marks if text[at] != '"']
    inches = [at for at in straight if text[at - 1 : at].isdigit()]
    if len(inches) == len(straight) or (len(straight) % 2 and len(inches) == 1):
        straight = [at for at in straight if at not in inches]
    if not straight or _is_data(text, straight) or _is_latin(text, straight):
        return
    opening, closing = straight[::2], straight[1::2]
    own = all(_stand_alone(text, curly, start, end) for start, end in zip(opening, closing, strict=False))
    if len(straight) % 2 or not own:
        opening, closing = _halves(text, sorted(straight + curly))
    if len(opening) != len(closing) or not all(map(_is_pair, [text] * len(opening), opening, closing)):
        yield Note(straight[0], straight[0] + 1, REMARK, "straight quotes that do not pair", "quotes.uncertain")
        return
    for start, end in zip(opening, closing, strict=True):
        if _is_chinese(text, start, end):
            yield _Change(start, "\u201c", "quotes.straight")
            yield _Change(end, "\u201d", "quotes.straight")


def _stand_alone(text: str, curly: Sequence[int], start: int, end: int) -> bool:
    """Tell whether two straight quotes are a pair of their own: in no curly quote, or a name in something said."""
    before = bisect_left(curly, start)
    if before != bisect_left(curly, end):
        return False
    if before == 0 or text[curly[before - 1]] == "\u201d":
        return True
    said = text[max(curly[before - 1], start - _REACH) : start]
    return bool(_NAME.fullmatch(text, start + 1, end)) and ("," in said or "\uff0c" in said)


def _halves(text: str, marks: list[int]) -> tuple[list[int], list[int]]:
    """Return the opening and closing marks where some pairs have one straight and one curly mark, else none closing."""
    opening, closing = marks[::2], marks[1::2]
    mixed = not _alternates(text, [at for at in marks if text[at] != '"'])
    fits = "\u201d" not in map(text.__getitem__, opening) and "\u201c" not in map(text.__getitem__, closing)
    return opening, closing if mixed and fits else []


def _alternates(text: str, curly: Sequence[int]) -> bool:
    """Tell whether opening and closing curly quotes follow each other by turns, none left open."""
    return len(curly) % 2 == 0 and all(text[at] == "\u201c\u201d"[k % 2] for k, at in enumerate(curly))


def _is_data(text: str, straight: Sequence[int]) -> bool:
    """Tell whether the quotes hold the texts of data, parted by commas and colons alone."""
    return len(straight) > 2 and all(
        _DATA.fullmatch(text, left + 1, right) for left, right in zip(straight[1::2], straight[2::2], strict=False)
    )


def _is_latin(text: str, straight: Sequence[int]) -> bool:
    """Tell whether Latin words stand around the quotes of a line, or of the reach of a quote, and no Chinese."""
    left, right = text[max(0, straight[0] - _REACH) : straight[0]], text[straight[-1] + 1 : straight[-1] + 1 + _REACH]
    around = left.rpartition("\n")[2] + right.partition("\n")[0]
    return bool(_LATIN.search(around)) and not _IS_CHINESE.search(around)


def _is_pair(text: str, start: int, end: int) -> bool:
    """Tell whether the first of two marks can open, and the second close."""
    if text[start + 1] in _BEHIND_CLOSING or start + 1 == end:
        return False
    return text[end - 1] not in _BEFORE_OPENING


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether a quote holds Chinese or touches it."""
    beside = text[max(0, start - 1) : start] + text[end + 1 : end + 2]
    return bool(_IS_CHINESE.search(beside) or _IS_CHINESE.search(text, start, end))


def _mended(text: str) -> Iterator[_Change | Note]:
    """Yield the curly quotes that are wrong."""
    for fault in find_faults(text):
        if isinstance(fault, Fix):
            yield _Change(fault.at, fault.new, f"quotes.{fault.wrong}")
        else:
            yield Note(fault.at, fault.at + 1, REMARK, fault.says, "quotes.uncertain")
