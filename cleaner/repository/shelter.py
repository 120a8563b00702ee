"""What a stage must not touch in a repository: code, layout, and lines in other languages than Chinese."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from cleaner.scan import lazy
from cleaner.stage import Document, Drop, Edit, Note, Part, Stage

TYPOGRAPHY = ("width", "quotes", "punctuation", "symbols", "spacing")
"""The stages that know how Chinese is set, and nothing of other languages."""

_INSIDE = (*TYPOGRAPHY, "control")
_FULL = "\\u3001\\u3002\\uff01\\uff08\\uff09\\uff0c\\uff1a\\uff1b\\uff1f"
# Full-width digits and letters alone are Chinese, too: nobody else types them.
_CHINESE = lazy("[\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff01-\\uff5e\\U00020000-\\U0003ffff]")
_OTHER = lazy("[\\u3041-\\u3096\\u30a1-\\u30fa\\u1100-\\u11ff\\u3130-\\u318f\\uac00-\\ud7af]")  # kana, hangul
_LATIN = lazy("[A-Za-z]")
_ADDRESS = lazy("[!-~]*(?:://|@)[!-~]+|`[^`]*`|<[^<>]*>")
_SHARE = 4
"""How many Latin letters to a Chinese character make a line Latin: names stand in lists of changes, and the like."""

# Two plain blanks and more may hold the columns of a table in their places.
_COLUMNS = lazy(f"(?<![\\s{_FULL}])[ \\t]{{2,}}(?![\\s{_FULL}])|(?<![ \\t])[ \\t]*[|\\u2502\\u2503][ \\t]*")


@dataclass(frozen=True)
class Sheltered:
    """A stage of which only what it says of prose is heard; notes are not.

    In Markdown no stage reaches code, front matter and the like. Stages of typography reach no line without Chinese,
    with kana or hangul, no blanks that may align columns and, in Markdown, nothing inside a line that is no prose.
    """

    stage: Stage
    markdown: bool = False

    @property
    def name(self) -> str:
        """That of the stage."""
        return self.stage.name

    @property
    def rules(self) -> Mapping[str, str]:
        """Those of the stage."""
        return self.stage.rules

    def __call__(self, doc: Document) -> Iterator[Edit | Part | Drop]:
        """Yield what the stage says, but for edits of what is sheltered."""
        said = [saying for saying in self.stage(doc) if not isinstance(saying, Note)]
        if not said or not (self.markdown or self.name in TYPOGRAPHY):
            yield from said
            return
        reach = _Reach(doc.text, self._spans(doc.text), self.name in TYPOGRAPHY)
        yield from (saying for saying in said if not isinstance(saying, Edit) or reach.has(saying.start, saying.end))

    def _spans(self, text: str) -> list[tuple[int, int]]:
        """Return what is out of reach, in order; where two overlap, as one."""
        found = []
        if self.markdown:
            from cleaner.repository.markdown import no_prose  # its patterns take a while to compile

            found.append(no_prose(text, inside=self.name in _INSIDE))
        if self.name in TYPOGRAPHY:
            found.append([one.span() for one in _COLUMNS.finditer(text)])
        merged: list[tuple[int, int]] = []
        for start, end in sorted(chain.from_iterable(found)):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            elif start < end:
                merged.append((start, end))
        return merged


@dataclass(slots=True)
class _Reach:
    """Tells of spans that come in order whether they touch what is out of reach."""

    text: str
    spans: list[tuple[int, int]]
    chinese: bool
    _at: int = 0
    _line: tuple[int, int] = (0, -1)
    _foreign: bool = False

    def has(self, start: int, end: int) -> bool:
        """Whether start:end is within reach."""
        while self._at < len(self.spans) and self.spans[self._at][1] <= start:
            self._at += 1
        if self._at < len(self.spans) and self.spans[self._at][0] < max(end, start + 1):
            return False
        return not (self.chinese and self._is_foreign(start))

    def _is_foreign(self, at: int) -> bool:
        """Whether the line of a place is in another language."""
        if not self._line[0] <= at <= self._line[1]:
            start, end = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", at)
            self._line = start, len(self.text) if end < 0 else end
            self._foreign = is_foreign(self.text[start : self._line[1]])
        return self._foreign


def is_foreign(line: str) -> bool:
    """Tell whether a line is not in Chinese: it holds none, or kana or hangul, or mostly Latin letters."""
    if line.isascii() or _OTHER.search(line):
        return True
    chinese = len(_CHINESE.findall(line))
    return len(_LATIN.findall(_ADDRESS.sub("", line))) > _SHARE * chinese
