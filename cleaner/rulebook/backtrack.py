"""A small backtracking matcher with a step limit, for the rare rule that needs look-around or back-references.

The limit counts steps, not seconds: the same text gives the same answer on every machine. Patterns are parsed by
Python's own parser, so they mean what they mean in ``re``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Any

STEPS_PER_CHARACTER = 200
STEPS_AT_LEAST = 5_000

Groups = Mapping[int, tuple[int, int]]
_CATEGORIES: Mapping[str, Callable[[str], bool]] = {
    "DIGIT": str.isdecimal, "SPACE": str.isspace, "WORD": lambda c: c.isalnum() or c == "_",
}  # fmt: skip
_SINGLE = {"LITERAL", "NOT_LITERAL", "ANY", "IN"}


class StepLimitError(Exception):
    """The pattern took too many steps on this text: whether it matches is not known."""


class Match:
    """A match of the backtracking engine."""

    __slots__ = ("_groups",)

    def __init__(self, start: int, end: int, groups: Groups) -> None:
        self._groups = {**groups, 0: (start, end)}

    def span(self, group: int = 0, /) -> tuple[int, int]:
        """Return where a group stands; (-1, -1) if it took no part."""
        return self._groups.get(group, (-1, -1))


class Backtracker:
    """A compiled pattern. Raises re.error for a pattern that cannot be parsed or holds flags."""

    def __init__(self, regex: str) -> None:
        parser: Any = import_module("re._parser")
        tree = parser.parse(regex)
        if tree.state.flags & ~re.UNICODE:
            raise re.error("flags are not supported by the backtracking engine")
        self._tree = list(tree)
        self.groups: int = tree.state.groups - 1
        self.groupindex: Mapping[str, int] = dict(tree.state.groupdict)
        _check(self._tree)

    def fullmatch(self, text: str, /) -> Match | None:
        """Match the whole text, or raise StepLimitError."""
        return next((m for m in _Run(text).matches(self._tree, 0) if m.span()[1] == len(text)), None)

    def finditer(self, text: str, /) -> Iterator[Match]:
        """Yield the matches from left to right, not overlapping, or raise StepLimitError."""
        run, at = _Run(text), 0
        while at <= len(text):
            found = next(run.matches(self._tree, at), None)
            if found is None:
                at += 1
            else:
                yield found
                at = max(found.span()[1], at + 1)


def _check(tree: Any) -> None:
    """Raise re.error for an operation that the matcher does not know."""
    for op, value in tree:
        if not hasattr(_Run, f"_{op}".lower()) and str(op) not in _SINGLE:
            raise re.error(f"{op} is not supported by the backtracking engine")
        for inner in _inner(str(op), value):
            _check(inner)


def _inner(op: str, value: Any) -> list[Any]:
    """Return the patterns inside an operation."""
    if op == "BRANCH":
        return list(value[1])
    if op in ("MAX_REPEAT", "MIN_REPEAT"):
        return [value[2]]
    if op == "SUBPATTERN":
        return [value[3]]
    return [value[1]] if op in ("ASSERT", "ASSERT_NOT") else []


class _Run:
    """The matching of one text, with its steps."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.left = STEPS_AT_LEAST + STEPS_PER_CHARACTER * len(text)

    def matches(self, tree: Any, start: int) -> Iterator[Match]:
        """Yield every way to match from ``start`` on."""
        try:
            for end, groups in self.ends(tree, 0, start, {}):
                yield Match(start, end, groups)
        except RecursionError:
            raise StepLimitError from None

    def ends(self, tree: Any, at: int, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        """Yield where the operations from ``at`` on can end, in the order of preference."""
        self.left -= 1
        if self.left < 0:
            raise StepLimitError
        if at == len(tree):
            yield i, groups
            return
        op, value = tree[at]
        if str(op) in _SINGLE:
            if i < len(self.text) and _single(op, value, self.text[i]):
                yield from self.ends(tree, at + 1, i + 1, groups)
            return
        for j, found in getattr(self, f"_{op}".lower())(value, i, groups):
            yield from self.ends(tree, at + 1, j, found)

    def _at(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        name = str(value)
        edge = i == 0 if "BEGINNING" in name else i == len(self.text) if "END" in name else None
        if edge is None:
            before = i > 0 and _CATEGORIES["WORD"](self.text[i - 1])
            after = i < len(self.text) and _CATEGORIES["WORD"](self.text[i])
            edge = (before != after) == (name == "AT_BOUNDARY")
        if edge:
            yield i, groups

    def _branch(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        for way in value[1]:
            yield from self.ends(way, 0, i, groups)

    def _subpattern(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        number, _, _, body = value
        for j, found in self.ends(body, 0, i, groups):
            yield j, found if number is None else {**found, number: (i, j)}

    def _groupref(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        start, end = groups.get(value, (-1, -1))
        if start >= 0 and self.text.startswith(self.text[start:end], i):
            yield i + end - start, groups

    def _assert(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        yield from ((i, found) for found in self._look(value, i, groups))

    def _assert_not(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        if next(self._look(value, i, groups), None) is None:
            yield i, groups

    def _look(self, value: Any, i: int, groups: Groups) -> Iterator[Groups]:
        """Yield once if the text ahead, or the text of fixed length behind, matches."""
        direction, body = value
        start = i if direction > 0 else i - body.getwidth()[0]
        if start >= 0:
            yield from (found for j, found in self.ends(body, 0, start, groups) if direction > 0 or j == i)

    def _max_repeat(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        least, most, body = value
        if len(body) == 1 and str(body[0][0]) in _SINGLE:
            yield from ((j, groups) for j in range(self._reach(body[0], i, int(most)), i + least - 1, -1))
        else:
            yield from self._again(body, (least, int(most)), i, groups, greedy=True)

    def _min_repeat(self, value: Any, i: int, groups: Groups) -> Iterator[tuple[int, Groups]]:
        least, most, body = value
        yield from self._again(body, (least, int(most)), i, groups, greedy=False)

    def _reach(self, node: Any, i: int, most: int) -> int:
        """Return how far one single-character operation can repeat."""
        stop = min(len(self.text), i + most)
        j = i
        while j < stop and _single(node[0], node[1], self.text[j]):
            j += 1
        self.left -= j - i
        return j

    def _again(
        self, body: Any, bounds: tuple[int, int], i: int, groups: Groups, *, greedy: bool
    ) -> Iterator[tuple[int, Groups]]:
        """Yield the ends of the body repeated; an iteration that takes nothing is the last."""
        least, most = bounds
        if not greedy and least <= 0:
            yield i, groups
        if most > 0:
            for j, found in self.ends(body, 0, i, groups):
                if j > i or least > 0:
                    yield from self._again(body, (least - 1, most - 1), j, found, greedy=greedy)
        if greedy and least <= 0:
            yield i, groups


def _single(op: Any, value: Any, character: str) -> bool:
    """Tell whether an operation on one character takes this one."""
    name, code = str(op), ord(character)
    if name == "ANY":
        return character != "\n"
    if name in ("LITERAL", "NOT_LITERAL"):
        return bool(code == value) == (name == "LITERAL")
    negate = bool(str(value[0][0]) == "NEGATE")
    return negate != any(_holds(str(kind), what, character) for kind, what in value[negate:])


def _holds(kind: str, what: Any, character: str) -> bool:
    """Tell whether one item of a class in brackets holds the character."""
    if kind == "LITERAL":
        return bool(ord(character) == what)
    if kind == "RANGE":
        return bool(what[0] <= ord(character) <= what[1])
    name = str(what).removeprefix("CATEGORY_")
    found = bool(_CATEGORIES[name.removeprefix("NOT_")](character))
    return found != name.startswith("NOT_")
