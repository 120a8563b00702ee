"""The text of an article as structured data (JSON-LD) says it: on pages whose own text only a script would show."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.html.attribute import attributes
from cleaner.html.token import Kind
from cleaner.html.tree import Tree
from cleaner.scan import lazy

_BODY = lazy(r'"articleBody"\s*+:\s*+"(?P<body>(?:[^"\\]|\\.)*+)"', re.DOTALL)
_ESCAPE = lazy(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_SHORT = {"n": "\n", "r": "\n", "t": "\t", "b": "", "f": ""}
_LEAST = 60
"""So many characters are an article."""


class Escape(NamedTuple):
    """``html[start:end]`` stands for a text."""

    start: int
    end: int
    text: str


def find_body(tree: Tree) -> tuple[int, int] | None:
    """Return where structured data says the text of the article, the longest if several do; None where none does."""
    found: list[tuple[int, int]] = []
    for text in tree.texts:
        tag = tree.elements[text.parent]
        if text.kind is Kind.RAW and tag.name == "script" and is_structured(tree, text.parent):
            found += (said.span("body") for said in _BODY.finditer(tree.html, text.start, text.end))
    best = max(found, key=lambda span: span[1] - span[0], default=(0, 0))
    return best if best[1] - best[0] >= _LEAST else None


def is_structured(tree: Tree, index: int) -> bool:
    """Tell whether a script holds structured data."""
    one = tree.elements[index]
    return "ld+json" in attributes(tree.html, one.start, one.open_end).get("type", "").lower()


def escapes(html: str, start: int, end: int) -> Iterator[Escape]:
    r"""Yield the escapes of a JSON string, each with what it stands for; a line end becomes that of HTML.

    >>> [one.text for one in escapes(r"a\n\"b\ud83d\ude00\/", 0, 22)]
    ['<br>', '"', '\U0001f600', '/']
    """
    for found in _ESCAPE.finditer(html, start, end):
        letter = found[0][1]
        if letter == "u":
            units = b"".join(int(code, 16).to_bytes(2, "big") for code in found[0].split("\\u")[1:])
            text = units.decode("utf-16-be", "replace")
        else:
            text = _SHORT.get(letter, letter)
        yield Escape(*found.span(), "<br>" if text == "\n" else text)
