"""What a rule asks of a line: literals, patterns, lengths. All on the folded line without the blanks at its ends."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from typing import Any, Protocol, Self

import re2

from cleaner.node import Node
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import Found, Pattern, options, read_pattern
from cleaner.rulebook.translation import PatternError, unfolded

_KEPT = 64
"""Of so many lines a condition knows whether its patterns hold: a rule that protects is asked in every pack."""

TEXTS = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
KEYS: Mapping[str, Any] = {
    "equals": TEXTS, "starts": TEXTS, "ends": TEXTS, "contains": TEXTS, "regex": TEXTS,
    "max_chars": {"type": "integer", "minimum": 1}, "min_chars": {"type": "integer", "minimum": 1},
}  # fmt: skip
SCHEMA: Mapping[str, Any] = {"type": "object", "additionalProperties": False, "properties": KEYS}


class Trigger(Protocol):
    """What must stand on a line before a rule looks closer: the engine finds these lines, for all rules in one scan."""

    @property
    def literals(self) -> frozenset[str]:
        """Lines for which it holds."""
        ...

    @property
    def whole(self) -> tuple[str, ...]:
        """Patterns in RE2's syntax; a line that one of them matches from end to end may hold."""
        ...

    @property
    def pieces(self) -> tuple[str, ...]:
        """Patterns in RE2's syntax; a line in which one of them matches may hold."""
        ...

    @property
    def max_chars(self) -> int | None:
        """The length of the longest line that may hold."""
        ...

    @property
    def linear(self) -> bool:
        """Whether ``literals``, ``whole`` and ``pieces`` say it all; if not, every line is asked."""
        ...

    def holds(self, line: str) -> bool:
        """Tell whether it holds for a folded line without the blanks at its ends."""
        ...


@dataclass(frozen=True)
class Condition:
    """A ``match``: one of the literals or patterns holds, the lengths too, and ``unless`` does not."""

    equals: frozenset[str] = frozenset()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    contains: tuple[str, ...] = ()
    regex: tuple[Pattern, ...] = ()
    max_chars: int | None = None
    min_chars: int | None = None
    unless: "Condition | None" = None

    @classmethod
    def read(cls, form: Form | None, unless: Form | None = None, *, linear: bool = True) -> Self:
        """Read a ``match`` and the ``unless`` beside it; what is wrong goes to the form's problems."""
        if form is None:
            return cls()
        most = form.whole("max_chars")
        words = {key: _literals(form, key) for key in ("equals", "starts", "ends", "contains")}
        regex = tuple(p for node in form.strings("regex") if (p := pattern_of(form, node, linear=linear)))
        least = form.whole("min_chars")
        form.done()
        _check_whole(form, most, least, linear=linear)
        exception = None if unless is None else Condition.read(unless, linear=linear)
        equals, starts, ends, contains = words.values()
        return cls(frozenset(equals), starts, ends, contains, regex, most, least, exception)

    @property
    def literals(self) -> frozenset[str]:
        """Lines for which it may hold, whole."""
        return self.equals

    @property
    def linear(self) -> bool:
        """Whether RE2 can look for it."""
        return all(pattern.linear for pattern in self.regex)

    @property
    def whole(self) -> tuple[str, ...]:
        """The alternatives other than ``equals``."""
        return (
            *(f"{re2.escape(word)}.*" for word in self.starts),
            *(f".*{re2.escape(word)}" for word in self.ends),
            *(f".*{re2.escape(word)}.*" for word in self.contains),
            *(pattern.regex for pattern in self.regex if pattern.linear),
        )

    @property
    def pieces(self) -> tuple[str, ...]:
        """None: a condition is about whole lines."""
        return ()

    def holds(self, line: str) -> bool:
        """Tell whether it holds for a folded line without the blanks at its ends. May raise StepLimitError."""
        size = len(line)
        if not (self.min_chars or 1) <= size <= (self.max_chars or size):
            return False
        said = (
            line in self.equals
            or line.startswith(self.starts)
            or line.endswith(self.ends)
            or any(map(line.__contains__, self.contains))
            or bool(self.regex and self._matches(line))
        )
        return said and not (self.unless and self.unless.holds(line))

    def __getstate__(self) -> Mapping[str, Any]:
        """Leave out what is compiled."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def _matches(self) -> Callable[[str], object]:
        """Whether one of the patterns holds the whole line; a set is four times as fast as the patterns."""
        if not self.linear:
            return self.found
        patterns = re2.Set.FullMatchSet(options(captures=False))
        for pattern in self.regex:
            patterns.Add(pattern.regex)
        patterns.Compile()
        match: Callable[[str], object] = patterns.Match
        return lru_cache(_KEPT)(match)

    def found(self, line: str) -> Found | None:
        """Return the match of the first pattern that holds for the whole line, None if a literal held."""
        return next((found for pattern in self.regex if (found := pattern.machine.fullmatch(line))), None)


@dataclass(frozen=True)
class Search:
    """A ``find``: a pattern anywhere in a line, for which ``unless`` does not hold."""

    pattern: Pattern
    unless: Condition | None = None

    @property
    def literals(self) -> frozenset[str]:
        """None: a search holds no whole lines."""
        return frozenset()

    @property
    def linear(self) -> bool:
        """Whether RE2 can look for it."""
        return self.pattern.linear

    @property
    def whole(self) -> tuple[str, ...]:
        """None: a search is about pieces of lines."""
        return ()

    @property
    def pieces(self) -> tuple[str, ...]:
        """The pattern."""
        return (self.pattern.regex,) if self.pattern.linear else ()

    @property
    def max_chars(self) -> int | None:
        """None: lines of any length."""
        return None

    def holds(self, line: str) -> bool:
        """Tell whether the line may hold the pattern: where, the rule finds out."""
        return bool(line) and not (self.unless and self.unless.holds(line))


def pattern_of(form: Form, node: Node, *, linear: bool = True) -> Pattern | None:
    """Compile the pattern of a string node; what is wrong with it is noted there."""
    try:
        return read_pattern(node.value, form.macros, linear=linear)
    except (PatternError, re.error, RecursionError, OverflowError) as error:
        form.problems.append(node.problem(f"bad pattern: {error}"))
        return None


def find_of(form: Form, *, linear: bool = True, required: bool = True) -> Pattern | None:
    """Compile the pattern under the key ``find``."""
    node = form.get("find", required)
    if node is None:
        return None
    if node.kind != "str":
        form.wrong(node, "a string")
        return None
    pattern = pattern_of(form, node, linear=linear)
    if pattern and pattern.holds_nothing():
        form.problems.append(node.problem("find matches the empty string: let it ask for at least one character"))
    return pattern


def _literals(form: Form, key: str) -> tuple[str, ...]:
    """Return the literals under a key; one that no folded line can hold is noted."""
    words = []
    for node in form.strings(key):
        folded = "".join(unfolded(character) or character for character in node.value)
        if not node.value.strip():
            form.problems.append(node.problem(f"{key} holds a blank string"))
        elif folded != node.value:
            form.problems.append(node.problem(f'"{node.value}" never stands in the folded view: write "{folded}"'))
        elif node.value != node.value.strip() and key != "contains":
            form.problems.append(node.problem("blanks at the ends of a line are stripped: leave them out"))
        words.append(folded)
    return tuple(words)


def _check_whole(form: Form, most: int | None, least: int | None, *, linear: bool) -> None:
    """Note a condition that holds too much or nothing at all."""
    partial = [key for key in ("starts", "ends", "contains") if key in form.fields]
    if partial and "max_chars" not in form.fields:
        form.note(partial[0], f"{partial[0]} holds only a piece of a line: it needs max_chars")
    if not linear and "regex" in form.fields and "max_chars" not in form.fields:
        form.note("regex", "engine: backtracking needs max_chars")
    if most and least and most < least:
        form.note("max_chars", "max_chars is below min_chars: this never holds")
    if not form.fields.keys() & {"equals", "starts", "ends", "contains", "regex"} and form.node.kind == "map":
        form.problems.append(form.node.problem("holds no equals, starts, ends, contains or regex"))
