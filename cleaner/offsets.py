"""Where did these characters come from, and where did those go?

An untouched character comes from itself, a character of a change from the whole of what the change replaced. No
more is promised: which character of a phrase became which is not known.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from cleaner.edit import Patch

Span = tuple[int, int]
"""Start and end, half open, in code points."""


@dataclass(frozen=True, slots=True)
class Origins:
    """The way back through one patch: spans of the text after it to spans of the text before it.

    >>> from cleaner.edit import Edit
    >>> back = Origins.of(Patch.of("a--b", [Edit(1, 3, "-", "demo.dash")]))
    >>> back.span(0, 1), back.span(1, 2), back.span(2, 3)
    ((0, 1), (1, 3), (3, 4))
    """

    befores: tuple[Span, ...]
    afters: tuple[Span, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, patch: Patch) -> "Origins":
        """Index a patch; ``onward`` is the way forward."""
        befores, afters = _sides(patch)
        return cls(befores, afters, tuple(a for a, _ in afters), tuple(b for _, b in afters))

    @classmethod
    def onward(cls, patch: Patch) -> "Origins":
        """Return the way forward, spans of the text before to spans of the text after: ``of(patch.invert())``."""
        befores, afters = _sides(patch)
        return cls(afters, befores, tuple(a for a, _ in befores), tuple(b for _, b in befores))

    def span(self, start: int, end: int) -> Span:
        """Return the smallest span before the patch that holds the origins of all characters of start:end.

        An empty span goes to the place between the characters around it, behind what was removed there; inside
        a change it goes to the whole of what the change replaced.
        """
        if start == end:
            return self._place(start)
        return self._first(start), self._last(end)

    def hunks(self, start: int, end: int) -> range:
        """Return the indices of the hunks that made or bordered start:end, removals at its edges included."""
        return range(bisect_left(self.ends, start), bisect_right(self.starts, end))

    def _first(self, start: int) -> int:
        """Return where the origin of the character at ``start`` begins."""
        index = bisect_right(self.ends, start)  # the first hunk that ends behind it
        if index < len(self.afters) and self.afters[index][0] <= start:
            return self.befores[index][0]
        return self._untouched(index, start)

    def _last(self, end: int) -> int:
        """Return where the origin of the character before ``end`` stops."""
        index = bisect_left(self.starts, end) - 1  # the last hunk that starts before it
        while index >= 0 and self.afters[index] == (end, end):
            index -= 1
        if index >= 0 and self.afters[index][1] >= end:
            return self.befores[index][1]
        return self._untouched(index + 1, end)

    def _place(self, at: int) -> Span:
        """Return where an empty span goes."""
        index = bisect_right(self.ends, at)
        if index < len(self.afters) and self.afters[index][0] < at:
            return self.befores[index]
        before = self._untouched(index, at)
        return before, before

    def _untouched(self, index: int, at: int) -> int:
        """Return the offset before the patch of a place that ``index`` hunks stand in front of."""
        if not index:
            return at
        return self.befores[index - 1][1] + at - self.afters[index - 1][1]


def _sides(patch: Patch) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return where each hunk stands in the text before and in the text after."""
    befores, afters, shift = [], [], 0
    for start, end, _, new, _ in patch.hunks:
        at, reach = start + shift, start + shift + len(new)
        befores.append((start, end))
        afters.append((at, reach))
        shift = reach - end
    return tuple(befores), tuple(afters)


def trace_back(patches: Iterable[Patch], start: int, end: int) -> Span:
    """Follow a span of the last text back to the first; ``patches`` in the order in which they were made."""
    for patch in reversed(list(patches)):
        start, end = Origins.of(patch).span(start, end)
    return start, end
