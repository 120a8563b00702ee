"""Edits as values: what a stage asks for, what was done, and how it is undone.

Laws, kept under hypothesis in tests/test_edit.py:

- ``patch.apply(before) == after`` and ``patch.undo(after) == patch.invert().apply(after) == before``;
- ``patch.invert().invert() == patch``;
- ``compose(p, q).apply(x) == q.apply(p.apply(x))``, and compose is associative;
- the pieces of ``patch.split(marks)`` rebuild the pieces of the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, repeat
from operator import add, eq, le, sub
from typing import NamedTuple

from cleaner.errors import LedgerError


class Edit(NamedTuple):
    """Change ``text[start:end]`` to ``new``, in the name of ``rule``. Offsets are code points."""

    start: int
    end: int
    new: str
    rule: str


class Hunk(NamedTuple):
    """An edit that was made: ``text[start:end]`` was ``old`` and became ``new``."""

    start: int
    end: int
    old: str
    new: str
    rule: str


@dataclass(frozen=True)
class Patch:
    """All that one stage changed in one text: hunks in order, not overlapping, offsets in the text before.

    Kept as columns, since a page has thousands of hunks, and an object for each costs more than all that is done to it.

    >>> patch = Patch.of("1,2,", [Edit(3, 4, "!", "demo.mark")])
    >>> patch.apply("1,2,"), patch.invert().apply("1,2!")
    ('1,2!', '1,2,')
    """

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    olds: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str, edits: Sequence[Edit]) -> "Patch":
        """Check the edits against the text and note what they replace; an edit that changes nothing is left out.

        Raises LedgerError for an edit that is out of bounds, out of order or overlaps the one before.
        """
        return cls.of_columns(text, *zip(*edits, strict=True)) if edits else cls()

    @classmethod
    def of_columns(
        cls, text: str, starts: tuple[int, ...], ends: tuple[int, ...], news: tuple[str, ...], rules: tuple[str, ...]
    ) -> "Patch":
        """Do what ``of`` does with edits of which the starts, the ends and so on are given, one of each at least."""
        if not (all(map(le, (0, *ends), starts)) and all(map(le, starts, ends)) and ends[-1] <= len(text)):
            raise LedgerError(_misplaced(zip(starts, ends, rules, strict=True), len(text)))
        olds = tuple([text[start:end] for start, end in zip(starts, ends, strict=True)])
        if any(map(eq, olds, news)):
            columns = zip(starts, ends, olds, news, rules, strict=True)
            return cls.of_hunks(row for row in columns if row[2] != row[3])
        return cls(starts, ends, olds, news, rules)

    @classmethod
    def of_hunks(cls, hunks: Iterable[tuple[int, int, str, str, str]]) -> "Patch":
        """Return the patch of these hunks, which are in order."""
        return cls(*zip(*hunks, strict=True))

    @property
    def hunks(self) -> tuple[Hunk, ...]:
        """The hunks one by one, made when they are asked for."""
        return tuple(map(Hunk, self.starts, self.ends, self.olds, self.news, self.rules))

    def __bool__(self) -> bool:
        """Whether the patch changes anything."""
        return bool(self.starts)

    @cached_property
    def reached(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Where what the hunks left starts and ends in the text after."""
        sizes, room = list(map(len, self.news)), list(map(sub, self.ends, self.starts))
        if sizes == room:
            return self.starts, self.ends
        starts = tuple(map(add, self.starts, accumulate(map(sub, sizes, room), initial=0)))
        return starts, tuple(map(add, starts, sizes))

    def apply(self, text: str) -> str:
        """Return the text after the patch. Raises LedgerError where the text is not what the patch replaces."""
        return self._replaced(text, self.starts, self.ends, self.olds, self.news)

    def undo(self, text: str) -> str:
        """Return the text before the patch from the one after: what ``invert().apply(text)`` returns.

        Raises LedgerError where the text is not what the patch leaves.
        """
        return self._replaced(text, *self.reached, self.news, self.olds)

    def _replaced(
        self, text: str, starts: Sequence[int], ends: Sequence[int], found: Sequence[str], wanted: Sequence[str]
    ) -> str:
        """Return the text with ``wanted`` where ``found`` stands. Raises LedgerError where it does not stand there."""
        if not starts:
            return text
        pieces = [""] * (2 * len(starts) + 1)
        pieces[::2] = [text[end:start] for end, start in zip((0, *ends), (*starts, len(text)), strict=True)]
        pieces[1::2] = found
        fit = all(map(eq, map(len, found), map(sub, ends, starts)))
        if not fit or "".join(pieces) != text:  # a look at each place would take longer
            raise LedgerError(_unfit(text, zip(starts, ends, found, self.rules, strict=True)))
        pieces[1::2] = wanted
        return "".join(pieces)

    def invert(self) -> "Patch":
        """Return the patch that undoes this one; its offsets are those of the text after."""
        return Patch(*self.reached, self.news, self.olds, self.rules)

    def split(self, marks: Sequence[int]) -> tuple[list["Patch"], list[int]]:
        """Cut the patch at rising offsets of the text *after*; return the pieces and the offsets *before*.

        Piece k takes the part of the text before the patch that lies between marks k-1 and k to the part after
        it, with offsets of its own. What was removed at a mark goes to the left. A hunk that a mark goes through
        becomes two: the left replaces all of the old text, the right inserts the rest of the new.
        """
        starts, ends = self.reached
        pieces, befores = list[Patch](), list[int]()
        first = shown = base = 0
        for mark in marks:
            at = bisect_right(ends, mark)
            inside = max(0, mark - starts[at]) if at < len(ends) else 0  # above 0, the mark goes through the hunk
            pieces.append(self._piece((first, shown), (at, inside), base))
            if at == len(ends):
                base = mark - (ends[-1] - self.ends[-1] if ends else 0)
            else:
                base = self.ends[at] if inside else self.starts[at] - (starts[at] - mark)
            befores.append(base)
            first, shown = at, inside
        return [*pieces, self._piece((first, shown), (len(ends), 0), base)], befores

    def _piece(self, begin: tuple[int, int], stop: tuple[int, int], base: int) -> "Patch":
        """Return the hunks between two places, each a number of hunks and of characters that the next one left."""
        (first, shown), (last, inside) = begin, stop
        if begin == stop:
            return Patch()
        which = slice(first, last + (inside > 0))
        starts, ends = list(self.starts[which]), list(self.ends[which])
        olds, news = list(self.olds[which]), list(self.news[which])
        if inside:
            news[-1] = news[-1][:inside]
        if shown:
            starts[0], olds[0], news[0] = ends[0], "", news[0][shown:]
        if base:
            starts, ends = list(map(sub, starts, repeat(base))), list(map(sub, ends, repeat(base)))
        return Patch(tuple(starts), tuple(ends), tuple(olds), tuple(news), self.rules[which])


def compose(first: Patch, second: Patch) -> Patch:
    """Return one patch that does both, for reading only: it costs more than cleaning.

    Between two hunks of the result stands at least one character that neither patch touched, which makes the
    result independent of how a chain is bracketed. A hunk names all the rules that had a hand in it.
    """
    done: list[Hunk] = []
    shift = 0  # the offset in the text between the patches less the offset in the text before both
    for undo, redo in _clusters(first.invert().hunks, second.hunks):
        start = min(hunk.start for hunk in undo + redo)
        middle = _overlay(start, undo + redo)
        old, new = _moved(undo, -start).apply(middle), _moved(redo, -start).apply(middle)
        rules = sorted({rule for hunk in undo + redo for rule in hunk.rule.split(" + ")})
        done.append(Hunk(start - shift, start - shift + len(old), old, new, " + ".join(rules)))
        shift += len(middle) - len(old)
    return Patch.of_hunks(done)


def _clusters(undo: Sequence[Hunk], redo: Sequence[Hunk]) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """Group the hunks of two patches of one text that touch or overlap."""
    group: tuple[list[Hunk], list[Hunk]] = ([], [])
    reach = -1
    for start, end, side, hunk in sorted(
        ((hunk.start, hunk.end, side, hunk) for side, hunks in enumerate((undo, redo)) for hunk in hunks),
        key=lambda row: row[:3],
    ):
        if start > reach and reach >= 0:
            yield group
            group = ([], [])
        group[side].append(hunk)
        reach = max(reach, end)
    if reach >= 0:
        yield group


def _overlay(start: int, hunks: Iterable[Hunk]) -> str:
    """Return the text from ``start`` on that the hunks, which leave no gap, replace between them."""
    text = ""
    for hunk in sorted(hunks, key=lambda h: h[:2]):
        text += hunk.old[start + len(text) - hunk.start :] if hunk.end > start + len(text) else ""
    return text


def _moved(hunks: Iterable[Hunk], by: int) -> Patch:
    """Return a patch of these hunks with their offsets moved."""
    return Patch.of_hunks(hunk._replace(start=hunk.start + by, end=hunk.end + by) for hunk in hunks)


def _unfit(text: str, hunks: Iterable[tuple[int, int, str, str]]) -> str:
    """Say which hunk, given as start, end, old and rule, replaces what does not stand there: the first one."""
    for start, end, old, rule in hunks:
        if text[start:end] != old:
            return f"{rule} at {start}: the text is {text[start:end]!r}, the patch replaces {old!r}"
    return "the hunks of the patch overlap"


def _misplaced(edits: Iterable[tuple[int, int, str]], size: int) -> str:
    """Say what is wrong with the place of the first edit, given as start, end and rule, that is misplaced."""
    last = 0
    for edit in edits:
        start, end, rule = edit
        if not last <= start <= end <= size:
            break
        last = end
    if start < last:
        cause = f"starts before {last}, where the one before it ends"
    elif end < start:
        cause = "ends before it starts"
    else:
        cause = f"reaches past the end of the text ({size} characters)"
    return f"edit {start}:{end} of rule {rule!r} {cause}"
