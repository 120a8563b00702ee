"""``replace``: ``find`` is searched in each line and becomes ``with``.

``\\1`` and ``\\g<name>`` stand for groups, whose text is taken from the real text; ``\\\\`` is a backslash and
``\\uXXXX`` a character.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from cleaner.edit import Edit
from cleaner.rulebook.condition import SCHEMA, Condition, Search, find_of
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import Found, Pattern
from cleaner.rulebook.rule import Action
from cleaner.rulebook.sheet import Sheet
from cleaner.scan import lazy

_TOKEN = lazy(r"\\(?:([1-9][0-9]?)|g<(\w+)>|u([0-9a-fA-F]{4})|(.?))|[^\\]+", re.DOTALL)


@dataclass(frozen=True)
class Replace:
    """Replaces pieces of lines; ``template`` holds texts and numbers of groups."""

    KEYS: ClassVar[Mapping[str, Any]] = {"find": {"type": "string"}, "with": {"type": "string"}, "unless": SCHEMA}
    REQUIRED: ClassVar[tuple[str, ...]] = ("find", "with")
    REMOVES: ClassVar[bool] = True

    trigger: Search
    template: tuple[str | int, ...]

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read ``find``, ``with`` and ``unless``."""
        pattern = find_of(form, linear=linear) or Pattern("", "")
        unless = form.part("unless")
        exception = None if unless is None else Condition.read(unless, linear=linear)
        node = form.get("with", required=True)
        if node is not None and node.kind != "str":
            form.wrong(node, "a string")
        template = form.fields["with"].value if node is not None and node.kind == "str" else ""
        return cls(Search(pattern, exception), tuple(_read_template(form, template, pattern)))

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Yield an edit for each place that changes."""
        for hit in hits:
            base = sheet.spans[hit][0]
            for found in self.trigger.pattern.machine.finditer(sheet.folded(hit)):
                start, end = found.span()
                new = "".join(self._fill(sheet, base, found))
                if start < end and new != sheet.doc.text[base + start : base + end]:
                    yield Edit(base + start, base + end, new, rule)

    def _fill(self, sheet: Sheet, base: int, found: Found) -> Iterator[str]:
        """Yield the pieces of the new text."""
        for piece in self.template:
            if isinstance(piece, str):
                yield piece
            else:
                start, end = found.span(piece)
                yield sheet.doc.text[base + start : base + end] if start >= 0 else ""


def _read_template(form: Form, template: str, pattern: Pattern) -> Iterator[str | int]:
    """Yield the pieces of ``with``: texts, and numbers of groups; what it cannot mean is noted."""
    for token in _TOKEN.finditer(template):
        digits, name, code, other = token.groups()
        named = digits or name
        group = pattern.group(int(named) if named.isdecimal() else named) if named else 0
        if group is None:
            form.note("with", f"{token[0]}: find has no such group")
        elif named:
            yield group
        elif code:
            yield chr(int(code, 16))
        elif other is not None and other != "\\":
            form.note("with", f"{token[0]} means nothing here: \\1, \\g<name>, \\uXXXX or \\\\")
        else:
            yield other or token[0]
