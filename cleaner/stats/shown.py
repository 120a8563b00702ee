"""How a value of a table reads."""

import re
from typing import Any

from cleaner.stats.table import Column

# Controls, which a terminal obeys; what turns the direction of text; halves of characters, which no stream takes.
_HARMFUL = re.compile("[\\x00-\\x1f\\x7f-\\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\\ud800-\\udfff]")


def cell(value: Any, column: Column) -> str:
    """Return a value as it is written in its column."""
    if column.kind == "share":
        return f"{value:.1%}"
    return f"{value:,}" if column.kind == "number" else str(value)


def harmless(text: str) -> str:
    r"""Return a text with the characters that act, not show, written as escapes.

    >>> harmless("a\x1b[2Jb")
    'a\\u001b[2Jb'
    """
    return _HARMFUL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
