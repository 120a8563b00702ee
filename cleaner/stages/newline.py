"""Line ends of every kind to one line feed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.scan import one_of
from cleaner.stage import Document, Edit

_RULES = {"\r\n": "newline.crlf", "\r": "newline.cr"}


@dataclass(frozen=True, slots=True)
class Newline:
    """Turn every line end into a line feed: CR LF, CR, and the separators that Unicode counts as line ends."""

    name: ClassVar[str] = "newline"
    rules: ClassVar[Mapping[str, str]] = {
        "newline.crlf": "CR LF (Windows) to LF",
        "newline.cr": "CR (old Macintosh, or half of a broken CR LF) to LF",
        "newline.separator": "vertical tab, form feed, next line, line and paragraph separator to LF",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each line end that is no line feed."""
        other = one_of(doc.text, "\r\v\f\x85\u2028\u2029", "(?:(?<=\\r)\\n)?")
        for found in other.finditer(doc.text) if other else ():
            yield Edit(*found.span(), "\n", _RULES.get(found[0], "newline.separator"))
