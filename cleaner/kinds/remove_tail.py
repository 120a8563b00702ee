"""``remove-tail``: from the first line for which ``begin`` holds, near the end of the page, all goes.

``only_in_last`` is a share of the page's characters (0.4), or a number of lines that are not blank (30).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.rulebook.condition import SCHEMA, Condition
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet


@dataclass(frozen=True)
class RemoveTail:
    """Removes the end of a page."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "begin": SCHEMA, "unless": SCHEMA, "only_in_last": {"type": "number", "exclusiveMinimum": 0},
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("begin", "only_in_last")
    REMOVES: ClassVar[bool] = True

    trigger: Condition
    only_in_last: float

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``begin``, ``unless`` and ``only_in_last``."""
        begin = Condition.read(form.part("begin", required=True), form.part("unless"), linear=linear)
        node = form.get("only_in_last", required=True)
        last = 1.0
        if node is not None and node.kind not in ("int", "float"):
            form.wrong(node, "a share of the page or a number of lines")
        elif node is not None:
            last = float(node.value)
            if last <= 0 or (last > 1 and last != int(last)):
                message = "only_in_last is a share above 0 and up to 1, or a whole number of lines"
                form.problems.append(node.problem(message))
        return cls(begin, last)

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield the tail, if a line that begins it stands late enough; the page's last line feed stays."""
        start = next((hit for hit in hits if self._late(sheet, hit)), None)
        if start is not None:
            last = len(sheet.lines) - 1
            closed = sheet.spans[last][0] == sheet.spans[last][1] and last > start
            yield Cut(start, last - closed)

    def _late(self, sheet: Sheet, hit: int) -> bool:
        """Tell whether a line stands in the last part of the page."""
        if self.only_in_last > 1:
            return hit >= sheet.tail(int(self.only_in_last))
        size = len(sheet.text)
        return size - sheet.spans[hit][0] <= self.only_in_last * size
