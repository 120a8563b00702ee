"""Takes finds out of a text, or puts a token in their place, until nothing is left to find.

What is taken out takes with it the brackets and quotes that held nothing else, the marks of a list between two finds,
and one of two blanks; every other character stays.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from cleaner.edit import Edit, Patch
from cleaner.scan import lazy

Action = Literal["keep", "remove", "mask"]

MAX_ROUNDS = 8
"""How often a text is looked at again: what went may bring two parts together that are a find only now."""


class Find(NamedTuple):
    """What is to go from ``text[start:end]``, in the name of ``rule``; ``token`` takes its place, ``""`` nothing."""

    start: int
    end: int
    rule: str
    token: str = ""


_PAIRS = {
    "(": ")", "\uff08": "\uff09", "[": "]", "\u3010": "\u3011", "<": ">", "\u3008": "\u3009",
    "\u201c": "\u201d", "\u2018": "\u2019", "\u300c": "\u300d", "\u300e": "\u300f",
}  # fmt: skip
_BLANK = " \t\xa0\u3000"
_LIST_MARK = lazy(f"[{_BLANK}]?[\u3001/,;\uff0c\uff1b\uff0f]?[{_BLANK}]?")
_WORD = lazy("[0-9A-Za-z_./:@-]")
_LAYERS = 4


def excise(text: str, search: Callable[[str], Iterable[Find]]) -> list[Edit]:
    """Return the edits that take out or mask all that ``search`` finds in the text, in order, not overlapping.

    ``search`` is called again on the text after, until it finds nothing there or MAX_ROUNDS are over.
    """
    done: list[Edit] = []
    after = text
    for _ in range(MAX_ROUNDS):
        more = list(_edits(after, search(after)))
        if not more:
            break
        done = list(_merged(done, more)) if done else more
        after = Patch.of(text, done).apply(text)
    return done


def _edits(text: str, finds: Iterable[Find]) -> Iterator[Edit]:
    """Yield an edit for each find, one for all the finds taken out that touch or share a list."""
    last: Find | None = None
    for find in finds:
        if find.token:
            yield from _cut(text, last)
            last = None
            yield Edit(find.start, find.end, find.token, find.rule)
            continue
        wide = _widened(text, find)
        if last and (wide.start <= last.end or _LIST_MARK.fullmatch(text, last.end, wide.start)):
            last = _widened(text, Find(last.start, max(last.end, wide.end), last.rule))
            continue
        yield from _cut(text, last)
        last = wide
    yield from _cut(text, last)


def _cut(text: str, find: Find | None) -> Iterator[Edit]:
    """Yield the edit that takes out a find; a blank stays between two Latin words that would run together."""
    if find:
        before, after = text[find.start - 1 : find.start], text[find.end : find.end + 1]
        yield Edit(find.start, find.end, " " if _WORD.match(before) and _WORD.match(after) else "", find.rule)


def _widened(text: str, find: Find) -> Find:
    """Return a find with the brackets that hold nothing else, and the blank that would stand double or at an end."""
    start, end = find.start, find.end
    for _ in range(_LAYERS):
        left, right = start, end
        if text[left - 1 : left] and text[left - 1] in _BLANK:
            left -= 1
        if text[right : right + 1] and text[right] in _BLANK:
            right += 1
        opening, closing = text[left - 1 : left], text[right : right + 1]
        if not opening or _PAIRS.get(opening) != closing:
            break
        start, end = left - 1, right + 1
    after = text[end : end + 1]
    if start and text[start - 1] in _BLANK and (not after or after == "\n" or after in _BLANK):
        start -= 1
    elif after and after in _BLANK and (not start or text[start - 1] == "\n"):
        end += 1
    return Find(start, end, find.rule)


def _merged(done: list[Edit], more: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits of two rounds as edits of the text before both; ``more`` has offsets of the text between."""
    shift = at = 0  # the offset before less the offset between; the edit of the first round that comes next
    for start, end, new, rule in more:
        while at < len(done) and done[at].start - shift + len(done[at].new) <= start:
            yield done[at]
            shift += done[at].end - done[at].start - len(done[at].new)
            at += 1
        begin = start + shift
        finish = end + shift
        while at < len(done) and done[at].start - shift < end:
            begin = min(begin, done[at].start)
            shift += done[at].end - done[at].start - len(done[at].new)
            finish = max(end + shift, done[at].end)
            at += 1
        yield Edit(begin, finish, new, rule)
    yield from done[at:]
