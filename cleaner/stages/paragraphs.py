"""One paragraph a line: no empty lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.scan import lazy
from cleaner.stage import Document, Edit

_EMPTY = lazy(r"\n(?:\n+|\Z|(?<=\A\n))")


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Leave one line feed between two paragraphs and none at the ends. Runs last: others look at empty lines."""

    name: ClassVar[str] = "paragraphs"
    rules: ClassVar[Mapping[str, str]] = {
        "paragraphs.empty-line": "empty lines between two paragraphs go",
        "paragraphs.end": "line ends before the first and after the last paragraph go",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each run of line feeds that is too long."""
        text = doc.text
        for found in _EMPTY.finditer(text):
            start, end = found.span()
            outer = start == 0 or end == len(text)
            yield Edit(start, end, "" if outer else "\n", "paragraphs.end" if outer else "paragraphs.empty-line")
