"""Values of a configuration file that know their place, so that every complaint can point at line and column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from cleaner.errors import ConfigError, Problem

MAX_SHOWN = 200  # a line of a megabyte helps nobody

Kind = Literal["map", "list", "str", "int", "float", "bool", "null"]


class Source(NamedTuple):
    """A file that was read: its name and its lines, as YAML counts them."""

    path: str
    lines: tuple[str, ...] = ()

    def problem(self, line: int, column: int, message: str) -> Problem:
        """Return the problem with the line that it stands in; line and column count from 1, 0 means the whole file."""
        shown = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Problem(self.path, line, column, message, shown if len(shown) <= MAX_SHOWN else "")


class Place(NamedTuple):
    """Where a key stands; line and column count from 1."""

    source: Source
    line: int
    column: int

    def problem(self, message: str) -> Problem:
        """Return a problem at this place."""
        return self.source.problem(self.line, self.column, message)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a YAML file and the place where it starts; line and column count from 1, 0 if there is none.

    ``value`` is ``dict[str, Node]`` for a map, ``list[Node]`` for a list, else the Python value.
    """

    source: Source = field(repr=False, compare=False)
    line: int = field(compare=False)
    column: int = field(compare=False)
    kind: Kind
    value: Any
    key_places: dict[str, Place] = field(default_factory=dict, repr=False, compare=False)

    def plain(self) -> Any:
        """Return the value as plain data, without places."""
        if self.kind == "map":
            return {key: node.plain() for key, node in self.value.items()}
        return [node.plain() for node in self.value] if self.kind == "list" else self.value

    def __reduce__(self) -> tuple[type["Node"], tuple[Any, ...]]:
        """Say how to make it again: a third of the time that a dataclass takes by itself."""
        return Node, (self.source, self.line, self.column, self.kind, self.value, self.key_places)

    def problem(self, message: str) -> Problem:
        """Return a problem at this place, with the source line."""
        return self.source.problem(self.line, self.column, message)

    def key_problem(self, key: str, message: str) -> Problem:
        """Return a problem at a key of this map."""
        place = self.key_places.get(key)
        return place.problem(message) if place else self.problem(message)


def wrap(path: str, data: Any) -> Node:
    """Give plain data (from TOML, say) the shape of a node; its problems name the file but no line.

    Raises ConfigError for data that YAML could not have said (a date, a key that is no string).
    """
    source = Source(path)
    if isinstance(data, Mapping):
        for key in data:
            if not isinstance(key, str):
                raise ConfigError(source.problem(0, 0, f"the key {key!r} is no string"))
        return Node(source, 0, 0, "map", {key: wrap(path, value) for key, value in data.items()})
    if isinstance(data, list | tuple):
        return Node(source, 0, 0, "list", [wrap(path, value) for value in data])
    kind = _KINDS.get(type(data))
    if kind is None:
        raise ConfigError(source.problem(0, 0, f"{data!r} is a {type(data).__name__}: quote it"))
    return Node(source, 0, 0, kind, data)


def suggest(word: str, words: Iterable[str]) -> str:
    """Return ``; did you mean "table"?`` for the nearest of the words, or nothing where none is near.

    >>> suggest("tabel", ["table", "chair"])
    '; did you mean "table"?'
    """
    from difflib import get_close_matches  # slow to import, and seldom is anything wrong

    near = get_close_matches(word, list(words), 1) if len(word) < 60 else []
    return f'; did you mean "{near[0]}"?' if near else ""


_KINDS: Mapping[type, Kind] = {str: "str", int: "int", float: "float", bool: "bool", type(None): "null"}
