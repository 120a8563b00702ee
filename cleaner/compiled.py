"""Patterns of Python's ``re``, compiled once for all processes: for a page that takes ten times as long as cleaning it.

Python compiles a class of characters one character after the other, a millisecond for all Han, and a page needs some
250 patterns. What its compiler wrote is kept with what else is kept; it holds for one build of Python only, and so
does all that is kept. Where this Python works otherwise, or nothing can be kept, patterns are compiled as ever.
"""

import atexit
import re
import sys
from array import array
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from cleaner.kept import can_keep, find, keep

_NAME = "patterns"
_MOST = 2000
"""So many patterns are kept: all that stand in the code are a quarter of it."""


class _Code(NamedTuple):
    """What a pattern was compiled to: the last arguments of ``_sre.compile``."""

    flags: int
    code: bytes
    groups: int
    names: dict[str, int]
    by_number: tuple[str | None, ...]


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``re.compile(pattern, flags)``.

    >>> compiled("a(?P<rest>b*)").match("abbc")["rest"]
    'bb'
    """
    shelf = _shelf()
    if shelf is None:
        return re.compile(pattern, flags)
    key = pattern, int(flags)
    known = shelf.get(key)
    if known is None:
        known = _translate(pattern, int(flags))
        if len(shelf) < _MOST:
            shelf[key] = known
    code = array("I", known.code).tolist()
    made: re.Pattern[str] = _sre().compile(pattern, known.flags, code, known.groups, known.names, known.by_number)
    return made


def _translate(pattern: str, flags: int) -> _Code:
    """Do what ``re.compile`` does but for its last step."""
    tree = import_module("re._parser").parse(pattern, flags)
    code = import_module("re._compiler")._code(tree, flags)
    names: dict[str, int] = dict(tree.state.groupdict)
    by_number: list[str | None] = [None] * tree.state.groups
    for name, number in names.items():
        by_number[number] = name
    return _Code(flags | tree.state.flags, array("I", code).tobytes(), tree.state.groups - 1, names, tuple(by_number))


@cache
def _shelf() -> "dict[tuple[str, int], _Code] | None":
    """Return what is kept, to be added to and written when the process ends; None where nothing can be kept."""
    if not _works():
        return None
    found: dict[tuple[str, int], _Code] = find(_NAME) or {}
    if can_keep():
        atexit.register(_save, found, len(found))
    return found


def _save(shelf: "dict[tuple[str, int], _Code]", before: int) -> None:
    if len(shelf) > before:
        keep(_NAME, {**(find(_NAME) or {}), **shelf})  # another process may have kept others meanwhile


def _sre() -> Any:
    return import_module("_sre")


def _works() -> bool:
    """Tell whether this Python compiles patterns as those do for which this was written."""
    if sys.implementation.name != "cpython":
        return False
    try:
        code = _translate("(?P<a>[b-d])x*", re.IGNORECASE)
        made = _sre().compile("", code.flags, array("I", code.code).tolist(), code.groups, code.names, code.by_number)
        return bool(made.fullmatch("Cxx")["a"] == "C")
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError):
        return False
