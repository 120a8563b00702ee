"""Full-width digits, letters and spaces to half-width."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.stage import Document, Edit

_DIGIT = "0-9\\uff10-\\uff19"
_WIDE = re.compile(
    "(?P<digit>[\\uff10-\\uff19]+)"
    "|(?P<letter>[\\uff21-\\uff3a\\uff41-\\uff5a]+)"
    "|(?P<space>\\u3000+)"
    f"|(?P<mark>[\\uff0e\\uff1a\\uff0f](?<=[{_DIGIT}].)(?=[{_DIGIT}])|\\uff05(?<=[{_DIGIT}].))"
)
_HALF = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}


@dataclass(frozen=True, slots=True)
class Width:
    """Turn full-width digits, letters and spaces into half-width ones, and the marks that belong to a number.

    Chinese punctuation is full-width and stays; only a point, colon or slash between two digits and a per cent
    sign behind one become half-width: they are part of the number (12.5%, 12:30).
    """

    digit: bool = True
    letter: bool = True
    space: bool = True
    mark: bool = True
    name: ClassVar[str] = "width"
    rules: ClassVar[Mapping[str, str]] = {
        "width.digit": "full-width digits to half-width",
        "width.letter": "full-width Latin letters to half-width",
        "width.space": "ideographic spaces to plain ones",
        "width.mark": "full-width point, colon, slash between digits and per cent sign behind one to half-width",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each run of one kind."""
        wanted = {"digit": self.digit, "letter": self.letter, "space": self.space, "mark": self.mark}
        for found in _WIDE.finditer(doc.text):
            if wanted[kind := found.lastgroup or ""]:
                yield Edit(*found.span(), found[0].translate(_HALF), f"width.{kind}")
