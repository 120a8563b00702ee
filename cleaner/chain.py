"""A chain of patches seen at once: what in the end became of each piece of the source, and which rules did it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from operator import add
from typing import NamedTuple

from cleaner.edit import Hunk, Patch


class Change(NamedTuple):
    """``source[start:end]`` became ``new``; ``rules`` are all that had a hand in it, the first first."""

    start: int
    end: int
    new: str
    rules: tuple[str, ...]


class _Group(NamedTuple):
    """Hunks of one patch and the touched places ``low:high`` that they reach, as one place of the source."""

    low: int
    high: int
    start: int
    end: int
    grown: int
    rules: tuple[str, ...]


def changes(patches: Iterable[Patch], text: str) -> list[Change]:
    """Return what the patches changed, told in the source; ``text`` is what stands after the last of them.

    Changes that share a character are told as one, those that only touch each on its own: a mark that was made
    full-width and a footer behind it that was removed are two. What a patch replaces is never looked at, only where.

    >>> from cleaner.edit import Edit
    >>> first = Patch.of("a,b,,c", [Edit(1, 2, ";", "demo.comma")])
    >>> then = Patch.of("a;b,,c", [Edit(1, 2, "; ", "demo.blank"), Edit(4, 5, "", "demo.twice")])
    >>> for change in changes([first, then], "a; b,c"): print(change)
    Change(start=1, end=2, new='; ', rules=('demo.comma', 'demo.blank'))
    Change(start=4, end=5, new='', rules=('demo.twice',))
    """
    touched = _Touched([], [], [], [])
    for patch in patches:
        touched = touched.after(patch.hunks)
    return touched.told(text)


class _Touched(NamedTuple):
    """The places that some patches touched: where they are in the source, by how much each grew, and by which rules."""

    starts: list[int]
    ends: list[int]
    grown: list[int]
    rules: list[tuple[str, ...]]

    def after(self, hunks: Sequence[Hunk]) -> "_Touched":
        """Return the places touched after one more patch; where it touches nothing they are copied in bulk."""
        if not hunks:
            return self
        starts, ends, grown, rules = _Touched([], [], [], [])
        last = 0
        for group in self._groups(hunks):
            between = slice(last, group.low)
            starts += [*self.starts[between], group.start]
            ends += [*self.ends[between], group.end]
            grown += [*self.grown[between], group.grown]
            rules += [*self.rules[between], group.rules]
            last = group.high
        return _Touched(
            starts + self.starts[last:], ends + self.ends[last:], grown + self.grown[last:], rules + self.rules[last:]
        )

    def told(self, text: str) -> list[Change]:
        """Return the changes, given the text after the last patch."""
        shifts = accumulate(self.grown, initial=0)
        return [
            Change(start, end, text[start + shift : end + shift + grown], rules)
            for start, end, grown, rules, shift in zip(*self, shifts, strict=False)
        ]

    def _groups(self, hunks: Sequence[Hunk]) -> list[_Group]:
        """Put the hunks of a patch into the source, each with the places that it touches."""
        shifts = list(accumulate(self.grown, initial=0))
        starts, ends = list(map(add, self.starts, shifts)), list(map(add, self.ends, shifts[1:]))
        groups: list[_Group] = []
        for start, end, _, new, rule in hunks:
            low = bisect_right(ends, start)
            high = max(low, bisect_left(starts, end))
            first, last = start - shifts[low], end - shifts[high]
            if low < high:
                first, last = min(first, self.starts[low]), max(last, self.ends[high - 1])
            own = _Group(low, low, first, last, len(new) - (end - start), (rule,))
            if groups and low < groups[-1].high:
                own = _joined(groups.pop(), own)
            if own.high < high:
                grown, rules = sum(self.grown[own.high : high]), _union(*self.rules[own.high : high], own.rules)
                own = own._replace(high=high, grown=own.grown + grown, rules=rules)
            groups.append(own)
        return groups


def _joined(first: _Group, second: _Group) -> _Group:
    """Return two groups that touch the same place as one."""
    return _Group(
        first.low, max(first.high, second.high), first.start, max(first.end, second.end),
        first.grown + second.grown, _union(first.rules, second.rules),
    )  # fmt: skip


def _union(*rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(rules)))
