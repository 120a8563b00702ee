"""Character references: what ``&lt;``, ``&#x4e2d;`` and, without their semicolon, ``&copy`` and ``&#20013`` are."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import NamedTuple

from cleaner.scan import lazy


class Reference(NamedTuple):
    """``html[start:end]`` stands for ``text``: one character or two."""

    start: int
    end: int
    text: str


_REFERENCE = lazy(r"&(?:\#(?:[xX]([0-9A-Fa-f]++)|([0-9]++));?|([A-Za-z][A-Za-z0-9]{1,31});?)")
_BARE = max(len(name) for name in html5 if not name.endswith(";"))
_WINDOWS = bytes(range(0x80, 0xA0)).decode("cp1252", "replace")
_LARGEST = 0x10FFFF


def references(html: str, start: int, end: int, attribute: bool = False) -> Iterator[Reference]:
    """Yield the character references of a span of text, or of the value of an attribute, by the rules of WHATWG.

    >>> [found.text for found in references("&lt;&notit;&#128;&AMP", 0, 21)]
    ['<', '\\xac', '\\u20ac', '&']
    """
    if html.find("&", start, end) < 0:
        return
    for found in _REFERENCE.finditer(html, start, end):
        digits, decimal, name = found.groups()
        if name is None:
            yield Reference(*found.span(), _numbered(digits or decimal, 16 if digits else 10))
        elif one := _named(html, found, end, attribute):
            yield one


def decoded(html: str, start: int, end: int, attribute: bool = False) -> str:
    """Return a span of text with its character references resolved.

    >>> decoded("a=1&copy=2&amp;lt;", 0, 18, attribute=True)
    'a=1&copy=2&lt;'
    """
    pieces: list[str] = []
    last = start
    for at, stop, text in references(html, start, end, attribute):
        pieces += html[last:at], text
        last = stop
    return "".join([*pieces, html[last:end]])


def _named(html: str, found: re.Match[str], end: int, attribute: bool) -> Reference | None:
    """Return the longest known name that stands there; in an attribute, none that a letter or ``=`` follows."""
    at, name = found.start(), found[3]
    if text := html5.get(found[0][1:] if found[0][-1] == ";" else ""):
        return Reference(*found.span(), text)
    for size in range(min(len(name), _BARE), 1, -1):
        text = html5.get(name[:size])
        if text:
            stop = at + 1 + size
            follows = html[stop : min(stop + 1, end)]
            return None if attribute and (follows == "=" or follows.isalnum()) else Reference(at, stop, text)
    return None


def _numbered(digits: str, radix: int) -> str:
    """Return the character of a number; one that is none gives U+FFFD, a C1 control what Windows has there."""
    digits = digits.lstrip("0")
    code = int(digits, radix) if 0 < len(digits) < 8 else 0
    if 0x80 <= code < 0xA0:
        known = _WINDOWS[code - 0x80]
        return chr(code) if known == "\ufffd" else known
    return chr(code) if 0 < code <= _LARGEST and not 0xD800 <= code < 0xE000 else "\ufffd"
