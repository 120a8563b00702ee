"""YAML read into nodes that know their place. Not a general reader: what surprises is refused, with advice."""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from cleaner.errors import ConfigError, Problem
from cleaner.node import Kind, Node, Place, Source, suggest, wrap
from cleaner.scan import lazy

__all__ = ["Kind", "Node", "Place", "Source", "load", "suggest", "wrap"]

MAX_BYTES = 10_000_000
MAX_DEPTH = 50
MAX_NODES = 1_000_000  # after the aliases are expanded


def load(path: str, text: str) -> Node:
    """Read one YAML document. Raises ConfigError with every problem of the file, not the first.

    Refused beyond bad syntax: duplicate keys, keys that are no strings, tags, merge keys, aliases that expand
    beyond bounds, files over 10 MB, and plain words that YAML 1.1 reads as something else (``no``, ``12:30``).
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise ConfigError(Problem(path, 0, 0, f"over {MAX_BYTES // 1_000_000} MB: too large for a configuration file"))
    source = Source(path, tuple(_LINE_BREAK.split(text)))
    bad = _UNENCODABLE.search(text)
    if bad:
        raise ConfigError(_misfit(Source(path), text, bad, "is half a character"))
    composer = _Composer(source)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
    except yaml.YAMLError as error:
        composer.problems.append(_syntax(source, text, error))
    except _StopError:
        pass
    if composer.problems:
        raise ConfigError(*composer.problems)
    return composer.root or Node(source, 1, 1, "null", None)


_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_BREAK = lazy(r"\r\n|[\n\r\x85\u2028\u2029]")
_UNENCODABLE = lazy("[\\ud800-\\udfff]")
_CONTROL = lazy("[^\\t\\n\\r\x20-\x7e\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]")
_RESOLVER: Any = yaml.resolver.Resolver()
_DECIMAL = lazy(r"[-+]?(?:0|[1-9][0-9]*)")
_FRACTION = lazy(r"[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_SURPRISES = {
    "bool": "true or false by YAML 1.1", "int": "another number", "float": "another number", "timestamp": "a date",
}  # fmt: skip


class _StopError(Exception):
    """The file cannot be read further."""


@dataclass(slots=True)
class _Open:
    """A map or list that is being read."""

    node: Node
    anchor: str | None
    key: tuple[str, Place] | None = None
    size: int = 1
    depth: int = 1


class _Anchor(NamedTuple):
    """A value with a name, what it counts when its own aliases are expanded, and how deep it is nested."""

    node: Node
    size: int = 1
    depth: int = 0


class _Composer:
    """Builds the tree from the parser's events without recursion; depth and size are bounded."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.open: list[_Open] = []
        self.anchors: dict[str, _Anchor] = {}
        self.total = 0

    def take(self, event: Any) -> None:
        """Read one event."""
        if isinstance(event, yaml.ScalarEvent):
            self.add(event, self.scalar(event))
            self.count(1, 0)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close()
        elif isinstance(event, yaml.AliasEvent):
            self.alias(event)
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self.note(event, "a second document starts here: one document a file")
            raise _StopError

    def note(self, event: Any, message: str) -> None:
        """Keep a problem at the place of an event."""
        self.problems.append(self.place(event).problem(message))

    def place(self, event: Any) -> Place:
        """Return where an event starts."""
        return Place(self.source, event.start_mark.line + 1, event.start_mark.column + 1)

    def scalar(self, event: Any) -> Node:
        """Return the value of a scalar, with a complaint where YAML 1.1 surprises."""
        kind: Kind = "str"
        value = event.value
        if event.tag not in (None, "!"):
            self.note(event, f"the tag {event.tag} is not read: leave it out, quote the value")
        elif event.implicit[0]:
            kind, value, surprise = _plain(event.value)
            if surprise:
                self.note(event, f"{event.value} would be read as {surprise}: quote it")
        node = Node(*self.place(event), kind, value)
        if event.anchor:
            self.anchors[event.anchor] = _Anchor(node)
        return node

    def start(self, event: Any) -> None:
        """Open a map or list."""
        if event.tag not in (None, "!"):
            self.note(event, f"the tag {event.tag} is not read: leave it out")
        if len(self.open) >= MAX_DEPTH:
            self.note(event, f"nested more than {MAX_DEPTH} deep")
            raise _StopError
        is_map = isinstance(event, yaml.MappingStartEvent)
        node = Node(*self.place(event), "map" if is_map else "list", {} if is_map else [])
        self.add(event, node)
        self.open.append(_Open(node, event.anchor))

    def close(self) -> None:
        """Make a finished map or list known to aliases and to the one it stands in."""
        done = self.open.pop()
        if done.anchor:
            self.anchors[done.anchor] = _Anchor(done.node, done.size, done.depth)
        self.count(done.size, done.depth)

    def alias(self, event: Any) -> None:
        """Put in what the anchor named, unless that would explode."""
        name, nothing = event.anchor, Node(*self.place(event), "null", None)
        known = self.anchors.get(name)
        if known is None:
            inside = any(level.anchor == name for level in self.open)
            self.note(event, f"*{name} " + ("stands inside itself" if inside else "names no anchor"))
        node, size, depth = known or _Anchor(nothing)
        self.total += size
        if self.total > MAX_NODES or len(self.open) + depth > MAX_DEPTH:
            self.note(event, "the aliases expand to more than anybody could read: write it out")
            raise _StopError
        self.count(size, depth)
        self.add(event, node)

    def count(self, size: int, depth: int) -> None:
        """Add to the size and depth of what is being read."""
        if self.open:
            top = self.open[-1]
            top.size, top.depth = top.size + size, max(top.depth, depth + 1)

    def add(self, event: Any, node: Node) -> None:
        """Put a node where it belongs: the root, the next item, the next key or its value."""
        if not self.open:
            self.root = node
            return
        top = self.open[-1]
        if top.node.kind == "list":
            top.node.value.append(node)
        elif top.key is None:
            top.key = self.key(event, node)
        else:
            (name, place), top.key = top.key, None
            if name in top.node.value:
                first = top.node.key_places[name].line
                self.problems.append(place.problem(f'the key "{name}" stands already in line {first}'))
                return
            top.node.value[name] = node
            top.node.key_places[name] = place

    def key(self, event: Any, node: Node) -> tuple[str, Place]:
        """Return a key and its place, with a complaint if it is no string."""
        place = self.place(event)
        if node.kind in ("map", "list"):
            self.problems.append(place.problem("a key must be a string, not a map or list"))
        elif node.kind != "str":
            self.problems.append(place.problem(f"a key must be a string: quote it ({node.value!r})"))
        elif node.value == "<<" and isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
            self.problems.append(place.problem("merge keys (<<) are not read: write the keys out"))
        return str(node.value) if node.kind == "str" else f"{place.line}:{place.column}", place


def _plain(word: str) -> tuple[Kind, Any, str]:
    """Return kind and value of an unquoted scalar, and what it would surprisingly be read as, if anything."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, word, (True, False)).rpartition(":")[2]
    if tag == "str" or word == "off":  # `off` is a word of rule files (severity: off)
        return "str", word, ""
    if tag == "merge":
        return "str", word, ""
    if tag == "null":
        return "null", None, ""
    if tag == "bool" and word in ("true", "false"):
        return "bool", word == "true", ""
    if tag == "int" and _DECIMAL.fullmatch(word) and len(word) < 20:
        return "int", int(word), ""
    if tag == "float" and _FRACTION.fullmatch(word):
        return "float", float(word), ""
    return "str", word, _SURPRISES.get(tag, "something else")


def _syntax(source: Source, text: str, error: yaml.YAMLError) -> Problem:
    """Return the parser's complaint with its place."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        mark = error.problem_mark
        context = f" {error.context}" if error.context else ""
        return source.problem(mark.line + 1, mark.column + 1, f"not YAML: {error.problem}{context}")
    odd = _CONTROL.search(text)
    if odd:
        return _misfit(source, text, odd, "may not stand in YAML: write it as an escape in double quotes")
    return source.problem(0, 0, f"not YAML: {error}")


def _misfit(source: Source, text: str, found: re.Match[str], complaint: str) -> Problem:
    """Return a problem with one character."""
    before = _LINE_BREAK.split(text[: found.start()])
    return source.problem(len(before), len(before[-1]) + 1, f"U+{ord(found[0]):04X} {complaint}")
