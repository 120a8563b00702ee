"""``protect``: what no other rule may touch: whole lines for which ``match`` holds, or each place of ``find``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.rulebook.condition import SCHEMA, Condition, Search, find_of
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import Pattern
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Hold, Sheet


@dataclass(frozen=True)
class Protect:
    """Protects lines or pieces of lines."""

    KEYS: ClassVar[Mapping[str, Any]] = {"match": SCHEMA, "find": {"type": "string"}, "unless": SCHEMA}
    REQUIRED: ClassVar[tuple[str, ...]] = ()
    REMOVES: ClassVar[bool] = False

    trigger: Search | Condition

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read exactly one of ``match`` and ``find``, and ``unless``."""
        if ("find" in form.fields) == ("match" in form.fields):
            form.problems.append(form.node.problem("needs either find or match"))
        unless = form.part("unless")
        if "find" not in form.fields:
            return cls(Condition.read(form.part("match"), unless, linear=linear))
        pattern = find_of(form, linear=linear) or Pattern("", "")
        return cls(Search(pattern, None if unless is None else Condition.read(unless, linear=linear)))

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield the spans to protect."""
        for hit in hits:
            start, end = sheet.spans[hit]
            if isinstance(self.trigger, Condition):
                yield Hold(start, end)
                continue
            for found in self.trigger.pattern.machine.finditer(sheet.folded(hit)):
                yield Hold(start + found.span()[0], start + found.span()[1])
