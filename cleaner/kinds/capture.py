"""``capture``: a piece of a line becomes a fact; the text stays unless ``consume`` says otherwise.

``find`` is searched in each line; ``match`` must hold for the whole line, and its first pattern that matches gives
the groups. ``take`` names the group; the value is its text as it stands in the real text, or with ``as: date`` the
date that it says, in EDTF: a hit that is no possible date is none, gives no fact and consumes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.edit import Edit
from cleaner.rulebook.condition import SCHEMA, Condition, Search, find_of
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import Found, Pattern
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Cut, Sheet
from cleaner.stage import Note


@dataclass(frozen=True)
class Capture:
    """Takes facts from lines."""

    KEYS: ClassVar[Mapping[str, Any]] = {
        "field": {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}, "find": {"type": "string"}, "match": SCHEMA,
        "unless": SCHEMA, "take": {"type": ["integer", "string"]}, "consume": {"enum": ["none", "match", "line"]},
        "first": {"type": "boolean"}, "as": {"enum": ["text", "date"]},
    }  # fmt: skip
    REQUIRED: ClassVar[tuple[str, ...]] = ("field",)
    REMOVES: ClassVar[bool] = False

    trigger: Search | Condition
    field: str
    take: int
    consume: str
    first: bool
    reading: str = "text"

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read the keys: exactly one of ``find`` and ``match``."""
        field = form.text("field", required=True, shape="[a-z][a-z0-9_]*")
        if ("find" in form.fields) == ("match" in form.fields):
            form.problems.append(form.node.problem("needs either find or match"))
        trigger = _read_trigger(form, linear=linear)
        patterns = trigger.regex if isinstance(trigger, Condition) else (trigger.pattern,)
        return cls(
            trigger,
            field,
            _read_take(form, patterns),
            form.choice("consume", ("none", "match", "line"), "none"),
            form.flag("first", True),
            form.choice("as", ("text", "date"), "text"),
        )

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield a note for each fact, and what it consumes."""
        for hit in hits:
            cut = False
            for start, end, group in self._facts(sheet, hit):
                value = self._value(sheet, *group)
                if value is None:
                    continue
                yield Note(*group, self.field, value, rule)
                if self.consume == "match":
                    yield Edit(start, end, "", rule)
                cut = True
                if self.first:
                    break
            if cut and self.consume == "line":
                yield Cut(hit, hit)
            if cut and self.first:
                return

    def _value(self, sheet: Sheet, start: int, end: int) -> str | None:
        """Return what the field becomes, None for what should be a date and is not."""
        if self.reading == "date":
            from cleaner.dates import to_edtf  # its patterns take longer to compile than most pages to clean

            return to_edtf(sheet.doc.folded[start:end])
        return sheet.doc.text[start:end]

    def _facts(self, sheet: Sheet, hit: int) -> Iterator[tuple[int, int, tuple[int, int]]]:
        """Yield the span of each match on a line and the span of the group taken, if it took part."""
        if isinstance(self.trigger, Search):
            base = sheet.spans[hit][0]
            matches: Iterator[Found] = self.trigger.pattern.machine.finditer(sheet.folded(hit))
        else:
            line = sheet.lines[hit]
            base = sheet.spans[hit][0] + (len(raw := sheet.folded(hit)) - len(raw.lstrip()))
            found = self.trigger.found(line)
            matches = iter((found,) if found else ())
            if found is None:
                yield base, base + len(line), (base, base + len(line))
        for found in matches:
            (start, end), (left, right) = found.span(), found.span(self.take)
            if 0 <= left < right:
                yield base + start, base + end, (base + left, base + right)


def _read_trigger(form: Form, *, linear: bool) -> Search | Condition:
    """Read ``find`` or ``match``, with ``unless``."""
    unless = form.part("unless")
    if "find" not in form.fields:
        return Condition.read(form.part("match"), unless, linear=linear)
    pattern = find_of(form, linear=linear) or Pattern("", "")
    return Search(pattern, None if unless is None else Condition.read(unless, linear=linear))


def _read_take(form: Form, patterns: Sequence[Pattern]) -> int:
    """Return the number of the group to take: 1 if there is a group and none is named."""
    node = form.get("take")
    wanted: int | str = min((len(pattern.groups) for pattern in patterns), default=0) and 1
    if node is not None:
        wanted = node.value
        if node.kind not in ("int", "str"):
            form.wrong(node, "the number or name of a group")
            return 0
    numbers = {pattern.group(wanted) for pattern in patterns}
    if None in numbers or len(numbers) > 1:
        form.note("take", f"take: not every pattern has the group {wanted} in the same place")
        return 0
    return numbers.pop() or 0 if numbers else 0
