"""Searching for what is rare: one class of characters finds the places, a pattern looks only there.

A class that stands first in a pattern is searched for at 200 MB/s; a pattern that begins with a choice, a look-around
or a named group is tried at every character, at a tenth of that.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, cast

from cleaner.compiled import compiled

_OF_A_PATTERN = (
    "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "scanner",
    "flags", "groups", "groupindex",
)  # fmt: skip


class _Ready:
    """Has what a compiled pattern has."""

    __slots__ = (*_OF_A_PATTERN, "pattern", "wanted")


class _Lazy(_Ready):
    """Stands for a pattern until something of it is asked for that is known only when it is compiled."""

    __slots__ = ()

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.wanted = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern, take over what it has, and return what was asked for."""
        made = compiled(self.pattern, self.wanted)
        for one in _OF_A_PATTERN:
            setattr(self, one, getattr(made, one))
        self.__class__ = _Ready  # type: ignore[assignment]  # no hook: it slows down every call
        return getattr(self, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when it is first used: most pages need half of them, and a class takes 1 ms.

    >>> lazy("b+").findall("abba")
    ['bb']
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def holds_any(text: str, signs: Iterable[str]) -> bool:
    """Tell whether one of these stands in the text: fifty signs that do not are sought in the time of one class.

    >>> holds_any("a-b", "+-"), holds_any("a-b", ("--", "+"))
    (True, False)
    """
    return any(map(text.__contains__, signs))


def places_of(word: str, text: str) -> Iterator[int]:
    """Yield where a word stands, without a pattern made for it.

    >>> list(places_of("ab", "abcab"))
    [0, 3]
    """
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def one_of(text: str, signs: str, more: str = "") -> re.Pattern[str] | None:
    """Return a pattern for those of the signs that stand in the text, None where none does: a small class is fast.

    ``more`` is what follows the class in the pattern.

    >>> one_of("a+b", "+*", "(?=b)").pattern
    '[+](?=b)'
    """
    there = "".join(filter(text.__contains__, signs))
    return _class_of(there, more) if there else None


@lru_cache(maxsize=256)
def _class_of(signs: str, more: str) -> re.Pattern[str]:
    escaped = signs.replace("-", "\\-")
    return re.compile(f"[{escaped}]{more}")


def has_plain_blanks(text: str) -> bool:
    """Tell whether all white space of the text is spaces and line feeds.

    >>> has_plain_blanks("a b"), has_plain_blanks("a\u3000b")
    (True, False)
    """
    return len(text) - len("".join(text.split())) == text.count(" ") + text.count("\n")


def starting_with(sign: re.Pattern[str] | None, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return ``pattern.finditer(text)``; every match begins with one character, and not less, that ``sign`` finds.

    Without a sign nothing is found.

    >>> [found[0] for found in starting_with(re.compile("[a-c]"), re.compile("(?P<x>ab+)|(?P<y>c)"), "b.abb.a.c")]
    ['abb', 'c']
    """
    at = 0
    while sign and (found := sign.search(text, at)):
        at = found.start()
        if match := pattern.match(text, at):
            yield match
            at = match.end()
        else:
            at += 1


def in_lines(sign: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return ``pattern.finditer(text)``; every match lies in one line, and there ``sign`` finds something.

    >>> [found[0] for found in in_lines(re.compile("!"), re.compile("(?m)^[a-z]+!?$"), "ab\\ncd!\\n!e")]
    ['cd!']
    """
    end = -1
    while found := sign.search(text, end + 1):
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield from pattern.finditer(text, start, end)
