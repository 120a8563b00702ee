"""Asks a map of a configuration file for its keys, and notes all that is wrong instead of stopping at the first."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from cleaner.errors import Problem
from cleaner.node import Node, suggest

_SPOKEN = {"map": "a map", "list": "a list", "str": "a string", "int": "a whole number", "float": "a number",
           "bool": "true or false", "null": "nothing"}  # fmt: skip


class Form:
    """One map being read. Each method returns a usable value in any case; what is wrong goes to ``problems``.

    ``macros`` are at hand for the patterns that stand in it.
    """

    def __init__(self, node: Node, problems: list[Problem], macros: Mapping[str, str] | None = None) -> None:
        self.node, self.problems, self.macros = node, problems, macros or {}
        self.asked: set[str] = set()
        self.fields: Mapping[str, Node] = node.value if node.kind == "map" else {}
        if node.kind != "map":
            self.wrong(node, "a map")

    def wrong(self, node: Node, expected: str) -> None:
        """Note that a value has the wrong type."""
        found = _SPOKEN[node.kind]
        advice = ": quote it" if expected == "a string" and node.kind not in ("map", "list", "null") else ""
        self.problems.append(node.problem(f"expected {expected}, found {found}{advice}"))

    def note(self, key: str, message: str) -> None:
        """Note a problem at a key, or at the map if the key is missing."""
        self.problems.append(self.node.key_problem(key, message))

    def get(self, key: str, required: bool = False) -> Node | None:
        """Return the node of a key, or None; a required one that is missing is noted."""
        self.asked.add(key)
        found = self.fields.get(key)
        if found is None and required and self.node.kind == "map":
            self.problems.append(self.node.problem(f"{key} is missing"))
        return found

    def text(self, key: str, required: bool = False, shape: str = "") -> str:
        """Return a string, empty if there is none; ``shape`` is a regular expression that it must match whole."""
        node = self.get(key, required)
        if node is None:
            return ""
        if node.kind != "str":
            self.wrong(node, "a string")
            return ""
        if required and not node.value.strip():
            self.problems.append(node.problem(f"{key} is empty"))
        elif shape and not re.fullmatch(shape, node.value):
            self.problems.append(node.problem(f'{key} "{node.value[:60]}" does not match {shape}'))
        return str(node.value)

    def texts(self, key: str, required: bool = False) -> tuple[str, ...]:
        """Return a list of strings; one string stands for a list of one."""
        return tuple(node.value for node in self.strings(key, required))

    def strings(self, key: str, required: bool = False) -> Iterator[Node]:
        """Yield the string nodes of a list; one string stands for a list of one."""
        node = self.get(key, required)
        if node is None:
            return
        items = [node] if node.kind == "str" else node.value if node.kind == "list" else None
        if items is None:
            self.wrong(node, "a list of strings")
            return
        if not items:
            self.problems.append(node.problem(f"{key} is an empty list"))
        for item in items:
            if item.kind == "str":
                yield item
            else:
                self.wrong(item, "a string")

    def choice(self, key: str, words: Collection[str], default: str) -> str:
        """Return one of the words."""
        node = self.get(key)
        if node is None:
            return default
        if node.kind == "str" and node.value in words:
            return str(node.value)
        word = str(node.value) if node.kind in ("str", "int", "float", "bool") else _SPOKEN[node.kind]
        listed = ", ".join(words)
        self.problems.append(node.problem(f'{key} "{word[:60]}" is none of {listed}{suggest(word, words)}'))
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        node = self.get(key)
        if node is not None and node.kind != "bool":
            self.wrong(node, "true or false")
        return bool(node.value) if node is not None and node.kind == "bool" else default

    def whole(self, key: str, required: bool = False, least: int = 1) -> int | None:
        """Return a whole number, or None."""
        node = self.get(key, required)
        if node is None:
            return None
        if node.kind != "int":
            self.wrong(node, "a whole number")
        elif node.value < least:
            self.problems.append(node.problem(f"{key} must be at least {least}"))
        return node.value if node.kind == "int" else None

    def share(self, key: str) -> float | None:
        """Return a share above 0 and up to 1, or None."""
        node = self.get(key)
        if node is None:
            return None
        if node.kind not in ("int", "float"):
            self.wrong(node, "a number")
        elif not 0 < node.value <= 1:
            self.problems.append(node.problem(f"{key} must be above 0 and at most 1"))
        return float(node.value) if node.kind in ("int", "float") else None

    def part(self, key: str, required: bool = False) -> "Form | None":
        """Return the form of a map inside this one, or None."""
        node = self.get(key, required)
        return None if node is None else Form(node, self.problems, self.macros)

    def parts(self, key: str, required: bool = False) -> Iterator["Form"]:
        """Yield the forms of a list of maps."""
        node = self.get(key, required)
        if node is None:
            return
        if node.kind != "list":
            self.wrong(node, "a list of maps")
            return
        for item in node.value:
            yield Form(item, self.problems, self.macros)

    def plain(self, key: str, kind: str) -> Any:
        """Return plain data of the kind ("map", "list"), or None."""
        node = self.get(key)
        if node is not None and node.kind != kind:
            self.wrong(node, _SPOKEN[kind])
        return node.plain() if node is not None and node.kind == kind else None

    def done(self, also: Iterable[str] = ()) -> None:
        """Note every key that nobody asked for."""
        known = self.asked | set(also)
        for key in self.fields:
            if key not in known:
                self.note(key, f'unknown key "{key[:60]}"{suggest(key, sorted(known))}')
