"""A stage in a package of its own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.stage import Document, Edit


@dataclass(frozen=True, slots=True)
class Shout:
    """Write Latin words in capitals; ``loud`` puts an exclamation mark behind each."""

    name: ClassVar[str] = "shout"
    rules: ClassVar[Mapping[str, str]] = {"shout.word": "Latin words in capitals"}

    loud: bool = False

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield an edit for each word that has small letters."""
        for found in re.finditer("[A-Za-z]*[a-z][A-Za-z]*", doc.text):
            yield Edit(*found.span(), found[0].upper() + "!" * self.loud, "shout.word")
