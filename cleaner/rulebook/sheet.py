"""A document as rules see it: its lines in the folded view, and what rules may ask of it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple
from urllib.parse import urlsplit

from cleaner.document import Document

SHORT = 200  # characters; a longer line is a paragraph
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cut(NamedTuple):
    """Remove whole lines, the last one included, with their line feeds; counted from 0."""

    first: int
    last: int


class Hold(NamedTuple):
    """What no other rule may touch: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True)
class Sheet:
    """The lines of one document. Line numbers count from 0; offsets are code points of the text."""

    doc: Document

    @property
    def text(self) -> str:
        """The folded view; a damaged byte stands as U+FFFD, so that every engine can read it."""
        return self._both[0]

    @property
    def data(self) -> bytes:
        """The folded view as RE2 reads it."""
        return self._both[1]

    @cached_property
    def _both(self) -> tuple[str, bytes]:
        text = self.doc.folded
        try:
            return text, text.encode()
        except UnicodeEncodeError:
            text = _SURROGATE.sub("\ufffd", text)
            return text, text.encode()

    @cached_property
    def lines(self) -> Sequence[str]:
        """The folded lines without the blanks at their ends."""
        return [line.strip() for line in self.text.split("\n")]

    @property
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each line stands, with its blanks, without its line feed."""
        return self.doc.lines

    @cached_property
    def solid(self) -> Sequence[int]:
        """The numbers of the lines that are not blank."""
        return [number for number, line in enumerate(self.lines) if line]

    @cached_property
    def short(self) -> Sequence[tuple[int, bytes]]:
        """The lines of up to ``SHORT`` characters that are not blank: number, and text as RE2 reads it."""
        return [(number, line.encode()) for number, line in enumerate(self.lines) if 0 < len(line) <= SHORT]

    @cached_property
    def found(self) -> dict[str, Sequence[int]]:
        """Pattern -> the lines in which packs found it so far."""
        return {}

    @cached_property
    def host(self) -> str:
        """The host of the document's url, empty if it has none."""
        return host_of(self.doc.url)

    @cached_property
    def _byte_starts(self) -> Sequence[int]:
        return list(accumulate((len(line) + 1 for line in self.data.split(b"\n")), initial=0))

    def line_at(self, byte: int) -> int:
        """Return the number of the line in which a byte of ``data`` stands."""
        return bisect_right(self._byte_starts, byte) - 1

    def folded(self, line: int) -> str:
        """Return a line of the folded view with its blanks: offsets in it agree with the text's."""
        start, end = self.spans[line]
        return self.text[start:end]

    def head(self, count: int) -> int:
        """Return the number of the line after the first ``count`` lines that are not blank."""
        return self.solid[count - 1] + 1 if count <= len(self.solid) else len(self.lines)

    def tail(self, count: int) -> int:
        """Return the number of the first of the last ``count`` lines that are not blank."""
        return self.solid[-count] if count <= len(self.solid) else 0


def host_of(url: str | None) -> str:
    """Return the host of a url in lower case, empty if it has none."""
    try:
        return (urlsplit(url or "").hostname or "").lower()
    except ValueError:
        return ""


@lru_cache(maxsize=1)
def sheet_of(doc: Document) -> Sheet:
    """Return the sheet of a document; the packs of a pipeline that change nothing share it."""
    return Sheet(doc)
