"""``split``: each line for which ``at`` holds begins a report, if there are at least ``min_parts`` of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Self

from cleaner.rulebook.condition import SCHEMA, Condition
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet
from cleaner.stage import Part


@dataclass(frozen=True)
class Split:
    """Splits a page into reports."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "at": SCHEMA, "unless": SCHEMA, "keep_marker": {"type": "boolean"},
        "min_parts": {"type": "integer", "minimum": 1},
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("at",)
    REMOVES: ClassVar[bool] = False

    trigger: Condition
    keep_marker: bool
    min_parts: int

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``at``, ``unless``, ``keep_marker`` and ``min_parts``."""
        at = Condition.read(form.part("at", required=True), form.part("unless"), linear=linear)
        return cls(at, form.flag("keep_marker", True), form.whole("min_parts") or 2)

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield a part from each marker to the next, and the markers themselves if they go."""
        if len(hits) < self.min_parts:
            return
        starts = [sheet.spans[hit][0] for hit in hits]
        for start, end in pairwise((*starts, len(sheet.text))):
            yield Part(start, end, rule)
        for hit in () if self.keep_marker else hits:
            yield Cut(hit, hit)
