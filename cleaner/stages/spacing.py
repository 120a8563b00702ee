"""Blanks: dirt goes, what parts words, names and clauses stays."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from cleaner.scan import lazy
from cleaner.stage import REMARK, Document, Edit, Note, Saying
from cleaner.typography.letterspacing import find_spaced_words
from cleaner.typography.snippets import without_code
from cleaner.typography.spaces import (
    BEFORE_NOTHING,
    CLOSING,
    ENDS,
    HAN,
    Part,
    Setting,
    introduces,
    runs_of_blanks,
    starts_heading,
)

_EXOTIC = "\\t\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000"
_OPENING = "\u201c\u2018\uff08\u300a\u3008\u3010\u300c\u300e"
_CHINESE = f"{HAN}{ENDS}{_OPENING}{CLOSING}\\u2014"
_NUMBER = "(?<=[0-9][+\\xd7])[^\\S\\n]+(?=[0-9])|(?<=[0-9])[^\\S\\n]+(?=[+.\\xd7][0-9])"
# Tried where a run of blanks starts, and nowhere else: else a long run is tried again from each of its blanks.
# "No character before" and "no character behind" mean the ends of a line: the dot does not match a line feed.
_BLANKS = lazy(
    f"(?:[ {_EXOTIC}]{{2,}}|[{_EXOTIC}]|(?<!.) | (?!.)| (?<=[{_CHINESE}] )| (?=[{_CHINESE}])"
    "| (?<=[0-9][+\\xd7] )(?=[0-9])| (?<=[0-9] )(?=[+.\\xd7][0-9]|[%\\u2030\\u2103\\u33a1]))"
)
_IN_NUMBER = lazy(_NUMBER)
_UNIT = lazy(
    "[%\\u2030\\u2103\\u33a1]|[年月日时点分秒元万亿千百个家人名户亩吨台套件项次条位岁倍米平公角层座栋辆批门所处天周]"
)
_LATIN = lazy("[0-9A-Za-z]")
_IS_HAN = lazy(f"[{HAN}]")
_BEHIND_NOTHING = frozenset("\u3001\uff0c" + _OPENING)
_SENTENCE_ENDS = frozenset("\u3002\uff01\uff1f\uff1b")
_ITEM = lazy("(?:\\A|[\\s\\u3002\\uff1b\\uff1a])\\uff08[一二三四五六七八九十0-9]{1,3}\\uff09\\Z")
_RANK = lazy("(?<=[第前])[^\\S\\n]+(?=[一二三四五六七八九十]{1,3}\\u3001)")
_NUMBERED = lazy("(?:\\A|\\n)[0-9.-]{1,10}\\Z")
_TOUCHING = lazy(f"(?<=[{HAN}])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[{HAN}])")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Remove the blanks that part nothing, and make every other one plain space, none at the ends of a line.

    Dirt are blanks beside full-width marks, in letter-spaced words, inside numbers, and between the words of a running
    sentence. What parts the clauses of titles and slogans, names, offices and credits, a dateline or heading from
    what follows, the cells of a table (a run that holds a tab becomes one tab) and Latin words stays; a blank that may
    do either is reported and stays. Blanks behind the end of a sentence stay too: a line may have ended there, which
    the stage ``reflow`` knows better. ``latin`` says what stands between Chinese and Latin letters or digits,
    ``unit: true`` takes the blank between a number and what it counts.
    """

    leading: bool = True
    latin: Literal["keep", "add", "remove"] = "keep"
    unit: bool = False
    name: ClassVar[str] = "spacing"
    rules: ClassVar[Mapping[str, str]] = {
        "spacing.leading": "blanks at the start of a line go (option leading: false keeps them)",
        "spacing.trailing": "blanks at the end of a line go",
        "spacing.run": "several blanks become one; one tab if there is a tab among them",
        "spacing.exotic": "no-break, thin, wide and other spaces become plain ones",
        "spacing.mark": "blanks beside a full-width mark go",
        "spacing.letters": "blanks between the characters of a letter-spaced word go",
        "spacing.number": "blanks inside a number or sum go (1+ 474)",
        "spacing.phrase": "blanks between the words of a running sentence go",
        "spacing.unit": "blanks between a number and what it counts go (option unit: true)",
        "spacing.latin": "blanks between Chinese and Latin letters or digits come or go (option latin: add, remove)",
        "spacing.uncertain": "a blank that may part two clauses or nothing: reported, not changed",
    }

    def __call__(self, doc: Document) -> Iterator[Saying]:
        """Yield one edit for each run of blanks that is not one plain space that means something."""
        text = doc.text
        if text.isascii():
            yield from (saying for found in _blanks(text) for saying in self._plain(text, *found.span()))
            return
        masked = without_code(text)
        setting, spaced = None, find_spaced_words(masked)
        said: list[Saying] = []
        for found in _blanks(text):
            setting = setting or Setting(masked)
            said += self._seen(setting, found, spaced)
        if self.latin == "add":
            said += [Edit(found.end(), found.end(), " ", "spacing.latin") for found in _TOUCHING.finditer(masked)]
        yield from sorted(said, key=lambda saying: saying[:2])

    def _seen(self, setting: Setting, found: re.Match[str], spaced: Mapping[int, tuple[int, bool]]) -> Iterator[Saying]:
        """Yield what becomes of one run of blanks."""
        text, (start, end) = setting.text, found.span()
        inside = (
            "\t" not in found[0] and text[start - 1 : start] not in ("", "\n") and text[end : end + 1] not in ("", "\n")
        )
        if inside and start in spaced:
            yield from self._narrowed(start, end, spaced[start][1], found[0])
            return
        rule = self._dirt(setting, start, end) if inside else ""
        if rule and rule != "spacing.uncertain":
            yield Edit(start, end, "", rule)
            return
        if rule:
            yield Note(start, end, REMARK, "a blank that may part two clauses or nothing", rule)
        yield from self._plain(found.string, start, end)

    def _narrowed(self, start: int, end: int, wide: bool, blanks: str) -> Iterator[Edit]:
        """Yield what becomes of the blanks between two characters of a letter-spaced word."""
        if blanks != (new := " " if wide else ""):
            yield Edit(start, end, new, "spacing.letters")

    def _plain(self, text: str, start: int, end: int) -> Iterator[Edit]:
        """Yield the edit that makes blanks that stay one plain space, or none at the ends of a line."""
        if end == len(text) or text[end] == "\n":
            yield Edit(start, end, "", "spacing.trailing")
        elif start == 0 or text[start - 1] == "\n":
            if self.leading:
                yield Edit(start, end, "", "spacing.leading")
        elif (blanks := text[start:end]) not in (" ", "\t"):
            new = "\t" if "\t" in blanks else " "
            yield Edit(start, end, new, "spacing.exotic" if end - start == 1 else "spacing.run")

    def _dirt(self, setting: Setting, start: int, end: int) -> str:
        """Return the rule by which the blanks go, spacing.uncertain where they may; nothing where they stay."""
        text = setting.text
        left, right = text[start - 1], text[end]
        if _parts_nothing(text, start, end):
            return "spacing.mark"
        if left in "第前" and _RANK.match(text, start):
            return "spacing.phrase"
        if (left in CLOSING or _is_han(left)) and (right in _OPENING or _is_han(right)):
            part = setting.judge(start, end, end - start == 1 and text[start] != " ")
            if part is Part.DIRT:
                return "spacing.phrase"
            return "spacing.uncertain" if part is Part.UNSURE else ""
        if _IN_NUMBER.match(text, start):
            return "spacing.number"
        if self.unit and left.isdigit() and _UNIT.match(right):
            return "spacing.unit"
        if self.latin == "remove" and _touch(text, start, end):
            return "spacing.latin"
        return ""


def _blanks(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of blanks that may not be as they should be."""
    return (found for run in runs_of_blanks(text) if (found := _BLANKS.match(text, run.start())))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or bool(_IS_HAN.match(character))


def _parts_nothing(text: str, start: int, end: int) -> bool:
    """Tell whether a full-width mark stands beside the blanks that needs none, and no line can have ended there."""
    left, right = text[start - 1], text[end]
    if left in _SENTENCE_ENDS or (left in "\u201d\u2019\uff09" and text[max(0, start - 2)] in _SENTENCE_ENDS):
        return right in BEFORE_NOTHING
    if left == "\uff1a":
        return right in "\u201c\u2018" or not (introduces(text, start) or starts_heading(text, end))
    if right in BEFORE_NOTHING or left in _BEHIND_NOTHING:
        return True
    if left == "\uff09" and _ITEM.search(text, max(0, start - 6), start):
        return True
    if right == "\uff08" and (left in CLOSING or _is_han(left)):
        return not starts_heading(text, end)
    return text[max(0, start - 2) : start] == "\u2014\u2014"


def _touch(text: str, start: int, end: int) -> bool:
    """Tell whether Chinese stands on one side and a letter or digit on the other; no number that begins the line."""
    left, right = text[start - 1], text[end]
    if _is_han(left):
        return bool(_LATIN.match(right))
    if not (_is_han(right) and (_LATIN.match(left) or left == "%")):
        return False
    return not _NUMBERED.search(text, max(0, start - 12), start)
