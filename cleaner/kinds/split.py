"""``split``: each line for which ``at`` holds begins a report, if there are at least ``min_parts`` of them.

Each of them has ``min_chars`` characters in sentences, more than the stage asks of every kind, if the rule says so.

A line that tells a report need not be its first: with ``above`` the report begins at the title over it, the topmost of
up to ``above_lines`` neighbouring lines for which ``above`` holds, and without such a line it begins no report. With
``below`` one of the ``below_lines`` lines under it must hold. With ``head`` one of the first ``head_lines`` lines of
the page must hold, 10 if no number is given. Blank lines do not count.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple, Self

from cleaner.rulebook.condition import SCHEMA, Condition
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet
from cleaner.stage import Part

_HEAD = 10
_COUNT = {"type": "integer", "minimum": 1}


class Company(NamedTuple):
    """What must stand beside a marker, and within how many lines that are not blank."""

    condition: Condition
    lines: int

    @classmethod
    def read(cls, form: Form, key: str, *, linear: bool) -> "Company | None":
        """Read ``above`` or ``below`` and the number of lines, 1 if none is given."""
        part, lines = form.part(key), form.whole(f"{key}_lines")
        if part is None:
            if lines is not None:
                form.note(f"{key}_lines", f"{key}_lines says how far {key} looks: it needs {key}")
            return None
        return cls(Condition.read(part, linear=linear), lines or (_HEAD if key == "head" else 1))


@dataclass(frozen=True)
class Split:
    """Splits a page into reports."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "at": SCHEMA, "unless": SCHEMA, "above": SCHEMA, "above_lines": _COUNT, "below": SCHEMA, "below_lines": _COUNT,
        "head": SCHEMA, "head_lines": _COUNT,
        "keep_marker": {"type": "boolean"}, "min_parts": _COUNT, "min_chars": _COUNT,
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("at",)
    REMOVES: ClassVar[bool] = False

    trigger: Condition
    keep_marker: bool
    min_parts: int
    above: Company | None = None
    below: Company | None = None
    head: Company | None = None
    min_chars: int = 0

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``at``, ``unless``, ``above``, ``below``, ``head``, ``keep_marker``, ``min_parts`` and ``min_chars``."""
        at = Condition.read(form.part("at", required=True), form.part("unless"), linear=linear)
        above, below, head = (Company.read(form, key, linear=linear) for key in ("above", "below", "head"))
        parts, chars = form.whole("min_parts") or 2, form.whole("min_chars") or 0
        return cls(at, form.flag("keep_marker", True), parts, above, below, head, chars)

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield a part from each report's first line to the next one's, and the markers themselves if they go."""
        enough = len(hits) >= self.min_parts
        found = list(self._beginnings(sheet, hits)) if enough and self._has_head(sheet) else []
        if len(found) < self.min_parts:
            return
        starts = [sheet.spans[first][0] for first, _ in found]
        for start, end in pairwise((*starts, len(sheet.text))):
            yield Part(start, end, rule)
        for _, hit in () if self.keep_marker else found:
            yield Cut(hit, hit)

    def _has_head(self, sheet: Sheet) -> bool:
        """Tell whether one of the first lines of the page holds, if one must."""
        head = self.head
        return head is None or any(self._holds(head, sheet, at) for at in range(min(head.lines, len(sheet.solid))))

    def _beginnings(self, sheet: Sheet, hits: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the first line of each report and its marker; a marker without its company begins none."""
        after = 0  # the first line, among those not blank, that belongs to no earlier marker
        for hit in hits:
            at = bisect_left(sheet.solid, hit)
            first = self._first(sheet, at, after)
            if first is not None and self._has_below(sheet, at):
                yield sheet.solid[first], hit
                after = at + 1

    def _first(self, sheet: Sheet, at: int, after: int) -> int | None:
        """Return where the report of a marker begins, counted in lines that are not blank."""
        if self.above is None:
            return at
        first = at
        while first > max(after, at - self.above.lines) and self._holds(self.above, sheet, first - 1):
            first -= 1
        return first if first < at else None

    def _has_below(self, sheet: Sheet, at: int) -> bool:
        """Tell whether one of the lines under a marker holds, if one must."""
        below = self.below
        if below is None:
            return True
        return any(self._holds(below, sheet, n) for n in range(at + 1, min(at + 1 + below.lines, len(sheet.solid))))

    @staticmethod
    def _holds(company: Company, sheet: Sheet, at: int) -> bool:
        return company.condition.holds(sheet.lines[sheet.solid[at]])
