"""``remove-line``: each line for which ``match`` holds goes, with its line feed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.rulebook.condition import SCHEMA, Condition
from cleaner.rulebook.form import Form
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet


@dataclass(frozen=True)
class RemoveLine:
    """Removes lines, one by one."""

    KEYS: ClassVar[Mapping[str, Any]] = {"match": SCHEMA, "unless": SCHEMA}
    REQUIRED: ClassVar[tuple[str, ...]] = ("match",)
    REMOVES: ClassVar[bool] = True

    trigger: Condition

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``match`` and ``unless``."""
        return cls(Condition.read(form.part("match", required=True), form.part("unless"), linear=linear))

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield the lines that go."""
        for hit in hits:
            yield Cut(hit, hit)
