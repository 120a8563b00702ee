"""Blanks: exotic ones to plain ones, none at the ends of lines, no runs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.stage import Document, Edit

_EXOTIC = "\\t\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
# A run starts where no blank stands before it: else a long run is tried again from each of its blanks.
# "No character before" and "no character behind" mean the ends of a line: the dot does not match a line feed.
_BLANKS = re.compile(f"(?<![ {_EXOTIC}])(?:[ {_EXOTIC}]{{2,}}|[{_EXOTIC}]|(?<!.) | (?!.))")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Make every blank a plain space, one at a time, and none at the start or end of a line.

    A run that holds a tab becomes one tab: it parts the cells of a table. Blanks between words, clauses and names
    stay: in Chinese titles, slogans and bylines they carry meaning.
    """

    leading: bool = True
    name: ClassVar[str] = "spacing"
    rules: ClassVar[Mapping[str, str]] = {
        "spacing.leading": "blanks at the start of a line go (option leading: false keeps them)",
        "spacing.trailing": "blanks at the end of a line go",
        "spacing.run": "several blanks become one; one tab if there is a tab among them",
        "spacing.exotic": "no-break, thin, wide and other spaces become plain ones",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each run of blanks that is not one plain space inside a line."""
        text = doc.text
        for found in _BLANKS.finditer(text):
            start, end = found.span()
            if end == len(text) or text[end] == "\n":
                yield Edit(start, end, "", "spacing.trailing")
            elif start == 0 or text[start - 1] == "\n":
                if self.leading:
                    yield Edit(start, end, "", "spacing.leading")
            elif found[0] != "\t":
                new = "\t" if "\t" in found[0] else " "
                yield Edit(start, end, new, "spacing.exotic" if end - start == 1 else "spacing.run")
