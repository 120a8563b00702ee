"""Runs the rules of one pack over a page: one scan finds which rules have a say, then each looks closer.

All rules look at the same text. What ``protect`` holds nobody takes; where two rules want the same characters, the
one that stands earlier in the file gets them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import re2

from cleaner.errors import ConfigError
from cleaner.rulebook.claims import Work
from cleaner.rulebook.condition import Trigger
from cleaner.rulebook.pattern import compile_linear, loosen, options
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.sheet import SHORT, Sheet
from cleaner.rulebook.translation import BLANK
from cleaner.stage import Saying

MEMORY = 256 << 20  # bytes for the set of all patterns of a pack; RE2 takes what it needs of it


@dataclass(frozen=True)
class Engine:
    """The rules of a pack, ready to run; ``guards`` are rules of other packs that protect here too."""

    rules: tuple[Rule, ...]
    guards: tuple[Rule, ...] = ()

    @classmethod
    def of(cls, pack: Pack, guards: Sequence[Pack] = ()) -> "Engine":
        """Return the engine of a pack. Raises ConfigError if its patterns together take too much memory."""
        own = {rule.id for rule in pack.rules}
        others = {rule.id: rule for other in guards for rule in other.rules if rule.id not in own}
        engine = cls(
            tuple(rule for rule in pack.rules if rule.severity != "off"),
            tuple(rule for rule in others.values() if rule.kind == "protect" and rule.severity == "fix"),
        )
        try:
            _ = engine._set
        except re2.error as error:
            message = f"the patterns of this pack take too much memory together: {error}"
            raise ConfigError(f"{pack.path}: {message}") from None
        return engine

    def run(self, sheet: Sheet) -> list[Saying]:
        """Return what the rules say of a page: edits in order, not overlapping; notes and parts in order."""
        hits = self._find(sheet)
        if not hits:
            return []
        work = Work(sheet)
        for index in sorted(hits, key=lambda i: (self._all[i].kind != "protect", i)):
            work.take(self._all[index], hits[index])
        return work.sayings()

    @cached_property
    def _all(self) -> tuple[Rule, ...]:
        return (*self.rules, *self.guards)

    @cached_property
    def _literals(self) -> Mapping[str, Sequence[int]]:
        """Line -> the rules that wait for it."""
        table: dict[str, list[int]] = defaultdict(list)
        for index, rule in enumerate(self._all):
            for word in sorted(rule.action.trigger.literals):
                table[word].append(index)
        return dict(table)

    @cached_property
    def _set(self) -> "_Dispatch":
        """The patterns of all rules: they see the whole page at once."""
        whole = (
            (index, f"(?m:^[{BLANK}]*(?:{loosen(regex)})[{BLANK}]*$)")
            for index, trigger in self._triggers() for regex in trigger.whole
        )  # fmt: skip
        pieces = ((i, f"(?m:{loosen(regex)})") for i, trigger in self._triggers() for regex in trigger.pieces)
        return _Dispatch.of((*whole, *pieces))

    @cached_property
    def _short(self) -> Set[int]:
        """The rules that hold only short lines."""
        return {index for index, trigger in self._triggers() if _is_short(trigger)}

    def _triggers(self) -> Iterator[tuple[int, Trigger]]:
        return ((index, rule.action.trigger) for index, rule in enumerate(self._all))

    def _find(self, sheet: Sheet) -> dict[int, list[int]]:
        """Return rule -> the lines that its trigger may hold for, rising."""
        found: dict[int, set[int]] = defaultdict(set)
        self._find_literals(sheet, found)
        self._find_patterns(sheet, found)
        for index in self._unlimited:
            found[index].update(sheet.solid)
        return {index: sorted(lines) for index, lines in found.items()}

    @cached_property
    def _unlimited(self) -> Sequence[int]:
        """The rules that no set can look for: they are asked about every line."""
        return [index for index, trigger in self._triggers() if not trigger.linear]

    def _find_literals(self, sheet: Sheet, found: dict[int, set[int]]) -> None:
        """Add the lines that equal a literal."""
        literals = self._literals
        if not literals or literals.keys().isdisjoint(sheet.lines):
            return
        for line in [line for line, text in enumerate(sheet.lines) if text in literals]:
            for index in literals[sheet.lines[line]]:
                found[index].add(line)

    def _find_patterns(self, sheet: Sheet, found: dict[int, set[int]]) -> None:
        """Add the lines in which patterns stand: with most pages that is done after one look.

        Where two patterns or more stand that hold only short lines, each of these is looked at.
        """
        scanner, rules, regexes = self._set
        if scanner is None:
            return
        there = scanner.Match(sheet.data) or ()
        short = [number for number in there if rules[number] in self._short]
        one_by_one = len(short) > 1
        for number in there:
            if not (one_by_one and rules[number] in self._short):
                found[rules[number]].update(_lines(sheet, regexes[number]))
        for line, data in sheet.short if one_by_one else ():
            for number in scanner.Match(data) or ():
                if rules[number] in self._short:
                    found[rules[number]].add(line)


class _Dispatch(NamedTuple):
    """A set of patterns, and for each its rule and itself."""

    scanner: re2.Set | None
    rules: Sequence[int]
    regexes: Sequence[str]

    @classmethod
    def of(cls, patterns: Sequence[tuple[int, str]]) -> "_Dispatch":
        """Return the set of these (rule, pattern). Raises re2.error if they take too much memory."""
        if not patterns:
            return cls(None, (), ())
        scanner = re2.Set.SearchSet(options(captures=False, memory=MEMORY))
        for _, regex in patterns:
            scanner.Add(regex)
        scanner.Compile()
        return cls(scanner, [rule for rule, _ in patterns], [regex for _, regex in patterns])


@lru_cache(maxsize=4096)
def _machine(regex: str) -> Any:
    """Return the pattern alone, compiled when it is first needed."""
    return compile_linear(regex, captures=False)


def _lines(sheet: Sheet, regex: str) -> Sequence[int]:
    """Return the lines in which a pattern stands; sought once, for the rules that protect are asked in every pack."""
    if regex not in sheet.found:
        matches = _machine(regex).finditer(sheet.data)
        sheet.found[regex] = [sheet.line_at(match.start()) for match in matches]
    return sheet.found[regex]


def _is_short(trigger: Trigger) -> bool:
    """Tell whether only short lines can hold."""
    return trigger.max_chars is not None and trigger.max_chars <= SHORT
