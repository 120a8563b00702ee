"""Line ends: one form while the stages look, and each back in its own form behind them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cleaner.stage import Document, Edit

_ENDS = re.compile("\\r\\n?|\\n")
_OTHER = re.compile("\\r\\n?")


def line_ends(text: str) -> list[str]:
    """Return the line ends of a text, in order."""
    return _ENDS.findall(text) if "\r" in text else ["\n"] * text.count("\n")


@dataclass(frozen=True, slots=True)
class Unified:
    """Turn CR LF and CR to LF: what stages take for a line end."""

    name: ClassVar[str] = "line-ends"
    rules: ClassVar[Mapping[str, str]] = {"line-ends.unified": "CR LF and CR to LF, until the stages are done"}

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each line end that is no LF."""
        for found in _OTHER.finditer(doc.text):
            yield Edit(*found.span(), "\n", "line-ends.unified")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Give every line the end that was asked for."""

    end: str
    name: ClassVar[str] = "line-end"
    rules: ClassVar[Mapping[str, str]] = {"line-end.chosen": "line ends get the form that was asked for"}

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each other line end."""
        for found in _ENDS.finditer(doc.text):
            if found[0] != self.end:
                yield Edit(*found.span(), self.end, "line-end.chosen")


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Give every line the end that it had; where lines came or went, all get the form that most had."""

    ends: Sequence[str]
    name: ClassVar[str] = "line-ends"
    rules: ClassVar[Mapping[str, str]] = {"line-ends.given-back": "each line gets its end back"}

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each line end that is no LF."""
        if not any(end != "\n" for end in self.ends):
            return
        count = doc.text.count("\n")
        most = Counter(self.ends).most_common(1)[0][0]
        ends = self.ends if len(self.ends) == count else [most] * count
        at = -1
        for end in ends:
            at = doc.text.index("\n", at + 1)
            yield Edit(at, at + 1, end, "line-ends.given-back")
