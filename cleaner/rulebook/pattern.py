"""Patterns of rule files, compiled: by RE2, which is linear, or by the backtracking engine, which counts its steps.

They run on lines: nothing in them ever matches a line feed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

import re2

from cleaner.rulebook.backtrack import Backtracker
from cleaner.rulebook.translation import PatternError, expand, translate
from cleaner.scan import lazy

FEW = 2  # counted repeats up to here are kept where patterns are loosened
WIDE_DIGITS = r"0-9\x{660}-\x{1fff}\x{a620}-\x{abff}\x{ff10}-\x{10ffff}"
MEMORY = 32 << 20  # bytes for one pattern


class Found(Protocol):
    """A match: ``span(n)`` is where group n stands, (-1, -1) if it took no part."""

    def span(self, group: int = 0, /) -> tuple[int, int]:
        """Return start and end of a group."""
        ...


class Machine(Protocol):
    """A compiled pattern of either engine."""

    @property
    def groups(self) -> int:
        """The number of groups."""
        ...

    @property
    def groupindex(self) -> Mapping[str, int]:
        """Name -> number of the named groups."""
        ...

    def fullmatch(self, text: str, /) -> Found | None:
        """Match the whole text."""
        ...

    def finditer(self, text: str, /) -> Iterator[Found]:
        """Yield the matches from left to right, not overlapping."""
        ...


@dataclass(frozen=True)
class Pattern:
    """One pattern of a rule, compiled. ``regex`` is in RE2's syntax, or in Python's if it is not ``linear``."""

    source: str
    regex: str
    linear: bool = True

    @cached_property
    def machine(self) -> Machine:
        """The compiled pattern."""
        return compile_linear(self.regex) if self.linear else Backtracker(self.regex)

    def __getstate__(self) -> Mapping[str, Any]:
        """Leave out what is compiled."""
        return {"source": self.source, "regex": self.regex, "linear": self.linear}

    def group(self, name: str | int) -> int | None:
        """Return the number of a group by number or name, None if there is no such group."""
        names = self.groups
        if isinstance(name, int):
            return name if 0 <= name <= len(names) else None
        return names.index(name) + 1 if name in names else None

    def holds_nothing(self) -> bool:
        """Tell whether the pattern matches the empty string."""
        machine = compile_linear(loosen(self.regex), captures=False) if self.linear else self.machine
        return machine.fullmatch("") is not None

    @cached_property
    def groups(self) -> Sequence[str]:
        """The name of each group, or nothing; read off the pattern, since compiling takes a hundred times as long."""
        return [found["name"] or "" for found in _GROUP.finditer(self.regex) if found["group"]]


def compile_linear(regex: str, *, captures: bool = True, memory: int = MEMORY) -> Any:
    """Compile for RE2. Raises PatternError with RE2's own words."""
    try:
        return re2.compile(regex, options(captures=captures, memory=memory))
    except re2.error as error:
        cause = error.args[0] if error.args else error
        raise PatternError(cause.decode() if isinstance(cause, bytes) else str(cause)) from None


def options(*, captures: bool = True, memory: int = MEMORY) -> re2.Options:
    """Return RE2's options: more memory, no log, no line feeds."""
    wanted = re2.Options()
    wanted.max_mem, wanted.log_errors = memory, False
    wanted.never_nl, wanted.never_capture = True, not captures
    return wanted


def read_pattern(source: str, macros: Mapping[str, str], *, linear: bool = True) -> Pattern:
    r"""Translate and compile one pattern. Raises PatternError with advice for what cannot be used.

    >>> read_pattern(r"\d+{unit}", {"unit": "kg|km"}).regex
    '[\\p{Nd}]+(?:kg|km)'
    """
    expanded = expand(source, macros)
    pattern = Pattern(source, translate(expanded) if linear else expanded, linear)
    if linear:
        check_syntax(pattern.regex)
    else:
        _ = pattern.machine
    return pattern


def check_syntax(regex: str) -> None:
    """Raise PatternError for what RE2 cannot parse; it is compiled when a page first needs it, which takes longer."""
    try:
        re2.Set.SearchSet(options()).Add(regex)
    except re2.error:
        compile_linear(regex)  # says what is wrong, where the set only says that something is
        raise PatternError("RE2 cannot take this pattern") from None


def loosen(regex: str) -> str:
    """Return a pattern in RE2's syntax that matches all that this one does and more, with a small automaton.

    Counted repeats cost a state for each count: ``.{0,160}`` in a set of patterns costs megabytes. Where a pattern
    only has to find lines that are then looked at closely, any number of repeats will do. Where RE2 takes a count it
    takes ``*`` and ``+`` too. The digits of all scripts are 65 ranges, and a set is compiled in three quarters of the
    time where they are the few between which all of them lie, and no Han character does.
    """
    return _COUNTED.sub(_loose_count, regex)


def _loose_count(found: re.Match[str]) -> str:
    """Return ``*`` or ``+`` for a count above ``FEW``, a class with wider digits, anything else as it is."""
    if found[0][0] == "[" and found[0][1] != "^":
        return found[0].replace(r"\p{Nd}", WIDE_DIGITS)
    low, high = found["low"], found["high"]
    if low is None or int(high or low) <= FEW:
        return found[0]
    return "*" if int(low) == 0 else "+"


_GROUP = lazy(
    r"\\[xpP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]|(?P<group>\((?:\?P?<(?P<name>\w+)>|(?!\?)))",
    re.DOTALL,
)
_COUNTED = lazy(
    r"\\[xpP]\{[^}]*\}|\\.|\[\^?\]?(?:\\[xpP]\{[^}]*\}|\\.|\[:\^?\w+:\]|[^\]\\])*\]|\{(?P<low>\d+),?(?P<high>\d*)\}",
    re.DOTALL,
)
