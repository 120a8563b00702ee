"""Where did these characters come from, and where did those go?

An untouched character comes from itself, a character of a change from the whole of what the change replaced. No
more is promised: which character of a phrase became which is not known.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
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

    befores: Sequence[int]
    before_ends: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, patch: Patch) -> "Origins":
        """Index a patch."""
        return cls(patch.starts, patch.ends, *patch.reached)

    def onward(self) -> "Origins":
        """Return the way forward, spans of the text before to spans of the text after: ``of(patch.invert())``."""
        return Origins(self.starts, self.ends, self.befores, self.before_ends)

    def span(self, start: int, end: int) -> Span:
        """Return the smallest span before the patch that holds the origins of all characters of start:end.

        An empty span goes to the place between the characters around it, behind what was removed there; inside
        a change it goes to the whole of what the change replaced.
        """
        if start == end:
            return self._place(start)
        index = bisect_right(self.ends, start)  # the first hunk that ends behind it
        if index == len(self.starts) or self.starts[index] >= end:  # no hunk touches the span, as is the rule
            first = self._untouched(index, start)
            return first, first + end - start
        return self._first(start), self._last(end)

    def hunks(self, start: int, end: int) -> range:
        """Return the indices of the hunks that made or bordered start:end, removals at its edges included."""
        return range(bisect_left(self.ends, start), bisect_right(self.starts, end))

    def _first(self, start: int) -> int:
        """Return where the origin of the character at ``start`` begins."""
        index = bisect_right(self.ends, start)  # the first hunk that ends behind it
        if index < len(self.starts) and self.starts[index] <= start:
            return self.befores[index]
        return self._untouched(index, start)

    def _last(self, end: int) -> int:
        """Return where the origin of the character before ``end`` stops."""
        index = bisect_left(self.starts, end) - 1  # the last hunk that starts before it
        while index >= 0 and self.starts[index] == self.ends[index] == end:
            index -= 1
        if index >= 0 and self.ends[index] >= end:
            return self.before_ends[index]
        return self._untouched(index + 1, end)

    def _place(self, at: int) -> Span:
        """Return where an empty span goes."""
        index = bisect_right(self.ends, at)
        if index < len(self.starts) and self.starts[index] < at:
            return self.befores[index], self.before_ends[index]
        before = self._untouched(index, at)
        return before, before

    def _untouched(self, index: int, at: int) -> int:
        """Return the offset before the patch of a place that ``index`` hunks stand in front of."""
        if not index:
            return at
        return self.before_ends[index - 1] + at - self.ends[index - 1]


def trace_back(patches: Iterable[Patch], start: int, end: int) -> Span:
    """Follow a span of the last text back to the first; ``patches`` in the order in which they were made."""
    for patch in reversed(list(patches)):
        start, end = Origins.of(patch).span(start, end)
    return start, end
