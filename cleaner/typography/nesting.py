"""Curly quotes of a page: which belong together, and what is wrong with them.

Standard: GB/T 15834, double quotes outside, single ones inside, and so on by turns.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.scan import holds_any, lazy, one_of

# No apostrophe: behind a Latin letter it is one unless Chinese follows.
_MARK = lazy("[\\u2018\\u2019\\u201c\\u201d](?:(?<!\\u2019)|(?<![A-Za-z].)|(?=[\\u3001-\\u9fff\\uff01-\\uff1f]))")
_MARKS = "\u2018\u2019\u201c\u201d"
_PARTNER = {"\u201d": "\u201c", "\u2019": "\u2018"}
_BY_TURNS = (("\u201c", "\u201d"), ("\u2018", "\u2019"))
_SPEECH = frozenset("\uff1a:\uff0c, \n")
_SENTENCE_END = frozenset("\u3002\uff01\uff1f!?\u2026")
_BEFORE_OPENING = frozenset("\uff1a:\uff08(\u300a\u3001")
_BEHIND_CLOSING = frozenset("\uff0c,\u3002\u3001\uff1b;\uff01!\uff1f?\uff09)\u300b\uff1a:")
_NAME = lazy("[^\u3002\uff01\uff1f\uff1b\uff1a\uff0c!?;:,\\n]{1,20}")
_PARAGRAPHS = 12
"""Over how many paragraphs what one person says may run; a heading ends it."""


class Fix(NamedTuple):
    """A mark to replace, and what was wrong with it: nesting or direction."""

    at: int
    new: str
    wrong: str


class Doubt(NamedTuple):
    """A mark that no other belongs to, or whose place is not certain."""

    at: int
    says: str


class Pair(NamedTuple):
    """Two marks that belong together, and how many other quotes they stand in."""

    start: int
    end: int
    depth: int


class _Row(NamedTuple):
    """Where a line that is not blank starts, and where its quotes are."""

    start: int
    marks: Sequence[int]


def find_faults(text: str) -> Iterator[Fix | Doubt]:
    """Yield what is wrong with the quotes of a text, paragraph by paragraph; offsets rise within a paragraph."""
    if not holds_any(text, _MARKS):
        return
    rows = list(_rows(text))
    number, doubtful = 0, -_PARAGRAPHS
    while number < len(rows):
        marks, last = rows[number].marks, number
        if not marks or _is_simple(text, marks):
            number += 1
            continue
        pairs, opened, stray = _match(text, marks)
        if opened or stray:
            turned = _turned(text, marks)
            spread = None if turned or stray or len(opened) > 1 else _spread(text, rows, number)
            if turned:
                yield from turned
            elif spread:
                last, pairs = spread
            else:
                doubtful = number
                yield Doubt(min(opened + stray), "a quotation mark without its partner")
        if last > number or not (opened or stray):
            yield from _nested(text, pairs, number - doubtful >= _PARAGRAPHS)
        number = last + 1


def _rows(text: str) -> Iterator[_Row]:
    """Yield the lines that are not blank."""
    marks = [mark.start() for mark in _MARK.finditer(text)] if "\u2019" in text else _places(text)
    first = start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            last = bisect_left(marks, end, first)
            yield _Row(start, marks[first:last])
            first = last
        start = end + 1


def _places(text: str) -> list[int]:
    """Return where the quotes of a text are that holds nothing that may be an apostrophe."""
    mark = one_of(text, _MARKS)
    return [found.start() for found in mark.finditer(text)] if mark else []


def _is_simple(text: str, marks: Sequence[int]) -> bool:
    """Tell whether the quotes of a line are double ones, one opening and one closing by turns: nothing is wrong."""
    return "".join([text[at] for at in marks]) == "\u201c\u201d" * (len(marks) // 2)


def _match(text: str, marks: Sequence[int], around: Sequence[int] = ()) -> tuple[list[Pair], list[int], list[int]]:
    """Return the pairs, the marks that stay open, and those that close nothing."""
    pairs, opened, stray = [], list(around), []
    for at in marks:
        partner = _PARTNER.get(text[at])
        if partner is None:
            opened.append(at)
        elif opened and text[opened[-1]] == partner:
            start = opened.pop()
            pairs.append(Pair(start, at, len(opened)))
        else:
            stray.append(at)
    return pairs, opened, stray


def _spread(text: str, rows: Sequence[_Row], number: int) -> tuple[int, list[Pair]] | None:
    """Follow what is said over several paragraphs; return the number of the last and all pairs.

    Either each of them opens anew and the last one closes, or none does: then a page or column broke the paragraph.
    """
    pairs, opened, _ = _match(text, rows[number].marks)
    last = min(number + _PARAGRAPHS, len(rows) - 1)
    anew = number < last and _opens(text, rows[number + 1].marks)
    for later in range(number + 1, last + 1):
        start, marks = rows[later]
        if text[opened[0]] != "\u201c" or text[start] == "#" or _opens(text, marks) != anew:
            return None
        more, left, stray = _match(text, marks[1:] if anew else marks, opened)
        if stray or len(left) > 1:
            return None
        pairs += more
        if not left:
            return later, pairs
        opened = left
    return None


def _opens(text: str, marks: Sequence[int]) -> bool:
    """Tell whether a paragraph begins with an opening quote."""
    return bool(marks) and text[marks[0]] == "\u201c" and text[marks[0] - 1 : marks[0]] in ("", "\n")


def _turned(text: str, marks: Sequence[int]) -> list[Fix]:
    """Return the marks that look the wrong way, where turning them makes all pair and each then holds a name."""
    if len(marks) % 2 or any(text[at] not in _BY_TURNS[0] for at in marks):
        return []
    fixes = [Fix(at, _BY_TURNS[0][k % 2], "direction") for k, at in enumerate(marks) if text[at] != _BY_TURNS[0][k % 2]]
    if len({fix.new for fix in fixes}) != 1:
        return []
    certain = all(_is_turned(text, fix, marks) for fix in fixes)
    return fixes if certain else []


def _is_turned(text: str, fix: Fix, marks: Sequence[int]) -> bool:
    """Tell whether a mark with its neighbour holds a name, and what stands beside it speaks for the turn."""
    k = bisect_left(marks, fix.at)
    if fix.new == _BY_TURNS[0][0]:
        held = _NAME.fullmatch(text, fix.at + 1, marks[k + 1])
        return bool(held) and text[fix.at - 1] not in _SENTENCE_END and text[fix.at + 1] not in _BEHIND_CLOSING
    return bool(_NAME.fullmatch(text, marks[k - 1] + 1, fix.at)) and text[fix.at - 1] not in _BEFORE_OPENING


def _nested(text: str, pairs: Sequence[Pair], sure: bool) -> Iterator[Fix | Doubt]:
    """Yield the marks of each outermost quote that are not double and single by turns."""
    tree: list[Pair] = []
    for pair in sorted(pairs):
        if pair.depth == 0:
            yield from _by_turns(text, tree, sure)
            tree = []
        tree.append(pair)
    yield from _by_turns(text, tree, sure)


def _by_turns(text: str, tree: Sequence[Pair], sure: bool) -> Iterator[Fix | Doubt]:
    """Yield the marks to replace in an outermost quote and those inside it; a quote in single marks alone stays."""
    if len(tree) < 2:
        return
    fixes = []
    for start, end, depth in tree:
        left, right = _BY_TURNS[depth % 2]
        if text[start] != left:
            fixes += [Fix(start, left, "nesting"), Fix(end, right, "nesting")]
    if not fixes:
        return
    if sure and _is_certain(text, tree):
        yield from sorted(fixes)
    else:
        yield Doubt(fixes[0].at, "a quotation mark of the wrong kind inside quotes")


def _is_certain(text: str, tree: Sequence[Pair]) -> bool:
    """Tell whether the quote around the others is one for certain: something said, from its first word to its end.

    Else marks that look the wrong way could give the same: \u201cA\u201c and \u201dB\u201d.
    """
    root = tree[0]
    if any(start - 1 == root.start and end + 1 == root.end for start, end, _ in tree[1:]):
        return False  # marks typed twice
    if text[root.start] == "\u2018":
        return any(text[pair.start] == "\u201c" for pair in tree[1:])
    before = text[root.start - 1] if root.start else "\n"
    return before in _SPEECH and text[root.end - 1] in _SENTENCE_END
