"""``remove-block``: from a line that begins a block to the one that ends it, ``max_lines`` at most.

Lines are counted without blank ones, the first and the last included. Without an end the block stays
(``if_no_end: keep``) or goes up to the next line that is not ``inside``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.rulebook.condition import SCHEMA, Condition
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet


@dataclass(frozen=True)
class RemoveBlock:
    """Removes blocks of lines."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "begin": SCHEMA, "end": SCHEMA, "inside": SCHEMA, "unless": SCHEMA,
        "max_lines": {"type": "integer", "minimum": 2}, "if_no_end": {"enum": ["keep", "remove"]},
        "keep_end": {"type": "boolean"},
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("begin", "max_lines")
    REMOVES: ClassVar[bool] = True

    trigger: Condition
    end: Condition | None
    inside: Condition | None
    max_lines: int
    if_no_end: str
    keep_end: bool

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read the keys; a block needs an end, or the lines that stand inside it."""
        begin = Condition.read(form.part("begin", required=True), form.part("unless"), linear=linear)
        end, inside = form.part("end"), form.part("inside")
        rest = form.choice("if_no_end", ("keep", "remove"), "keep")
        if end is None and (inside is None or rest == "keep"):
            form.problems.append(form.node.problem("end is missing (or inside with if_no_end: remove)"))
        return cls(
            begin,
            None if end is None else Condition.read(end, linear=linear),
            None if inside is None else Condition.read(inside, linear=linear),
            form.whole("max_lines", required=True, least=2) or 2,
            rest,
            form.flag("keep_end", False),
        )

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield the blocks; one that begins inside another is part of it."""
        free, places = 0, {number: at for at, number in enumerate(sheet.solid)} if hits else {}
        ends: dict[int, bool] = {}
        for hit in hits:
            if hit >= free and (last := self._last(sheet, places[hit], ends)) is not None:
                yield Cut(hit, last)
                free = last + 1

    def _last(self, sheet: Sheet, at: int, ends: dict[int, bool]) -> int | None:
        """Return the last line that goes, None if the block stays; ``at`` indexes the lines that are not blank."""
        numbers = sheet.solid[at + 1 : at + self.max_lines]
        previous = sheet.solid[at]
        for number in numbers if self.end else ():
            if number not in ends:
                ends[number] = bool(self.end and self.end.holds(sheet.lines[number]))
            if ends[number]:
                return previous if self.keep_end else number
            previous = number
        if self.if_no_end == "keep":
            return None
        last = sheet.solid[at]
        for number in numbers:
            if self.inside and not self.inside.holds(sheet.lines[number]):
                break
            last = number
        return last
