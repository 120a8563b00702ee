"""Colours on a terminal; none where nobody sees them or ``NO_COLOR`` is set (see no-color.org)."""

import os
from typing import NamedTuple, TextIO


class Paint(NamedTuple):
    """Paints words, if at all."""

    on: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> "Paint":
        """Return a paint for a stream: on a terminal that shows colours, unless ``NO_COLOR`` says no."""
        return cls(stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")

    def path(self, words: str) -> str:
        """Bold: a place."""
        return self._in("1", words)

    def rule(self, words: str) -> str:
        """Cyan: the name of a rule, the head of a hunk."""
        return self._in("36", words)

    def bad(self, words: str) -> str:
        """Red: what is wrong, what goes."""
        return self._in("31", words)

    def good(self, words: str) -> str:
        """Green: what comes."""
        return self._in("32", words)

    def _in(self, code: str, words: str) -> str:
        return f"\033[{code}m{words}\033[0m" if self.on else words
