"""Sentences cut by a line end are joined, paragraphs flattened into one line are parted."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, NamedTuple

from cleaner.mojibake.bigram import behind, pairs
from cleaner.prose.cut import TAIL, Line, Wrap, find_wrap, is_cut
from cleaner.prose.flat import Break, find_breaks
from cleaner.scan import lazy
from cleaner.stage import REMARK, Document, Edit, Note

_LINE = lazy("[^\\n]+")
_LATIN = lazy("[A-Za-z0-9,;:.!?)][A-Za-z(]|[A-Za-z,;:)][A-Za-z0-9(]")
_ADDRESS = lazy("(?:[/@]|[0-9A-Za-z][.][0-9A-Za-z])[!-~]*$")
_ROUNDS = 8
_SIGHT = 400


class Paragraph(NamedTuple):
    """A line of the result: the lines of the page that it is made of, and its folded text."""

    lines: tuple[Line, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Reflow:
    """Join paragraphs that were cut in mid-sentence, and part those that were flattened into one endless line.

    A line is joined to the next when its sentence goes on there: a quotation stays open, a clause lacks its end, a
    word is torn, or the page was wrapped at one width. Only neighbours are joined, over empty lines too: a credit or
    byline between two halves keeps them apart. Headings, items of lists, tables, verse, signatures, dates and
    salutations are not joined. Nothing stands where two Chinese parts meet, a blank between two Latin words. Where
    the same words stand twice before different continuations (a column printed twice), the likelier one is joined
    and the other reported.

    A line of ``min_line`` characters is parted where a heading, a salutation or, when there are three of them, a new
    sentence follows a blank behind the end of a sentence. Headings glued to their text are parted where it is certain.
    """

    join: bool = True
    part: bool = True
    min_line: int = 200
    name: ClassVar[str] = "reflow"
    rules: ClassVar[Mapping[str, str]] = {
        "reflow.join": "the parts of a sentence cut by a line end or an empty line are joined",
        "reflow.break": "a heading, salutation or paragraph inside a flattened line begins a line of its own",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield one edit for each line end that goes and for each that is put in."""
        paragraphs = [Paragraph((line,), line.text) for line in _lines(doc)]
        doubtful: dict[int, Line] = {}
        if self.join:
            paragraphs = _settled(paragraphs, doubtful)
        for line in doubtful.values():
            yield Note(max(line.start, line.end - TAIL), line.end, REMARK, "a sentence breaks off here", "reflow.join")
        for paragraph in paragraphs:
            joins = _joins(paragraph) if len(paragraph.lines) > 1 else ()
            breaks = self._breaks(paragraph) if self.part and len(paragraph.text) >= self.min_line else ()
            if joins or breaks:
                yield from sorted([*joins, *breaks])

    def _breaks(self, paragraph: Paragraph) -> Iterator[Edit]:
        """Yield the line feeds of a flattened line, but for those that joining would take away again."""
        text = paragraph.text
        if not (found := find_breaks(text)):
            return
        last, starts = 0, _starts(paragraph)
        for (start, end), (following, _) in pairwise([*found, Break(len(text), len(text))]):
            left = _line(text[max(last, start - _SIGHT) : start])
            right = _line(text[end : min(following, end + _SIGHT)])
            if left.text and right.text and not is_cut(left, right, None):
                number = bisect_right(starts, start) - 1
                at = paragraph.lines[number].start + start - starts[number]
                yield Edit(at, at + end - start, "\n", "reflow.break")
                last = end


def _line(text: str) -> Line:
    return Line(0, len(text), text, len(text), len(text), 1)


def _lines(doc: Document) -> Iterator[Line]:
    """Yield the lines of a page that are not empty."""
    text, folded = doc.text, doc.folded
    spans = [found.span() for found in _LINE.finditer(text)]
    for (start, end), (following, _) in pairwise([*spans, spans[-1]] if spans else []):
        size = len(text[start:end].encode(errors="surrogatepass"))  # 1 byte for half-width characters, 3 for Chinese
        yield Line(start, end, folded[start:end], end - start, (end - start + size + 3) // 4, max(0, following - end))


def _settled(paragraphs: list[Paragraph], doubtful: dict[int, Line]) -> list[Paragraph]:
    """Join until nothing is left to join: what is joined may show that more belongs together."""
    for _ in range(_ROUNDS):
        whole = [_whole(paragraph) for paragraph in paragraphs]
        wrap = find_wrap(whole)
        cuts = [is_cut(line, after, wrap) for line, after in pairwise(whole)]
        for number in _broken_off(whole, cuts, wrap):
            cuts[number] = False
            doubtful[whole[number].end] = whole[number]
        if not any(cuts):
            break
        paragraphs = _merged(paragraphs, cuts)
    return paragraphs


def _whole(paragraph: Paragraph) -> Line:
    """Return a paragraph as one line."""
    if len(paragraph.lines) == 1:
        return paragraph.lines[0]
    first, last = paragraph.lines[0], paragraph.lines[-1]
    columns = sum(line.columns for line in paragraph.lines)
    return Line(first.start, last.end, paragraph.text, len(paragraph.text), columns, last.gap)


def _merged(paragraphs: Sequence[Paragraph], cuts: Sequence[bool]) -> list[Paragraph]:
    """Join each paragraph to the next where there is a cut between them."""
    merged: list[Paragraph] = []
    group: list[Paragraph] = []
    for paragraph, cut in zip(paragraphs, [*cuts, False], strict=True):
        group.append(paragraph)
        if not cut:
            merged.append(_glued(group))
            group = []
    return merged


def _glued(group: Sequence[Paragraph]) -> Paragraph:
    if len(group) == 1:
        return group[0]
    pieces = [group[0].text]
    for before, after in pairwise(group):
        pieces += [_between(before.text, after.text), after.text]
    return Paragraph(tuple(line for paragraph in group for line in paragraph.lines), "".join(pieces))


def _between(text: str, after: str) -> str:
    """Return what stands where two parts meet: a blank between Latin words, else nothing (an address goes on)."""
    return " " if _LATIN.match(text[-1] + after[0]) and not _ADDRESS.search(text, max(0, len(text) - 80)) else ""


def _joins(paragraph: Paragraph) -> Iterator[Edit]:
    for line, after in pairwise(paragraph.lines):
        yield Edit(line.end, after.start, _between(line.text, after.text), "reflow.join")


def _starts(paragraph: Paragraph) -> list[int]:
    """Return where in the text of a paragraph its lines start."""
    starts, size = [0], 0
    for line, after in pairwise(paragraph.lines):
        size += len(line.text) + len(_between(line.text, after.text))
        starts.append(size)
    return starts


def _broken_off(lines: Sequence[Line], cuts: Sequence[bool], wrap: Wrap | None) -> Iterator[int]:
    """Yield the numbers of the cuts whose words go on in a likelier way where they stand a second time."""
    numbers = [n for n, cut in enumerate(cuts) if cut and not (wrap and wrap.full(lines[n]))]
    tails = {lines[n].text[-TAIL:] for n in numbers if len(lines[n].text) >= TAIL}
    if not tails:
        return
    following: dict[str, set[str]] = {}
    page = "".join(line.text for line in lines)
    firsts = re.compile(f"[{re.escape(''.join({tail[0] for tail in tails}))}]")
    for found in firsts.finditer(page, 0, len(page) - TAIL):
        end = found.start() + TAIL
        if (tail := page[found.start() : end]) in tails:
            following.setdefault(tail, set()).add(page[end])
    for n in numbers:
        tail, first = lines[n].text[-TAIL:], lines[n + 1].text[0]
        others = following.get(tail, set()) - {first}
        if tail[-1].isalpha() and any(_likelier(tail[-1], other, first) for other in others):
            yield n


def _likelier(before: str, other: str, first: str) -> bool:
    """Tell whether one character goes much better behind another than a second one does."""
    if (before + other in pairs()) != (before + first in pairs()):
        return before + other in pairs()
    return behind(before, other) + 1 < behind(before, first)
