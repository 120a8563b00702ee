"""Full-width digits, letters and spaces to half-width."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.scan import lazy, starting_with
from cleaner.stage import Document, Edit

_DIGIT = "0-9\\uff10-\\uff19"
# A number before a year is the number of an item, no part of the year: annex 1, 2021 work plan.
_YEAR = f"[12\\uff11\\uff12][{_DIGIT}]{{3}}[\\u5e74-]"
# The words that such a number stands behind: annex, table, figure, example, question, notes, column.
_ITEM = "\\u4ef6\\u9644\\u8868\\u56fe\\u5716\\u4f8b\\u9898\\u984c\\u6ce8\\u680f\\u6b04"
_WIDE = lazy(
    "(?P<digit>[\\uff10-\\uff19]+)"
    "|(?P<letter>[\\uff21-\\uff3a\\uff41-\\uff5a]+)"
    "|(?P<space>\\u3000+)"
    f"|(?P<mark>[\\uff0e\\uff0f](?<=[{_DIGIT}].)(?=[{_DIGIT}])(?!{_YEAR})|\\uff05(?<=[{_DIGIT}].)"
    f"|\\uff1a(?<=[{_DIGIT}].)(?<![{_DIGIT}]{{3}}.)(?<![{_ITEM}][{_DIGIT}].)(?<![{_ITEM}][{_DIGIT}]{{2}}.)"
    f"(?=[0-5\\uff10-\\uff15][{_DIGIT}](?![{_DIGIT}])))"
)
_SIGN = lazy("[\\uff10-\\uff19\\uff21-\\uff3a\\uff41-\\uff5a\\u3000\\uff0e\\uff0f\\uff05\\uff1a]")
_HALF = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}


@dataclass(frozen=True, slots=True)
class Width:
    """Turn full-width digits, letters and spaces into half-width ones, and the marks that belong to a number.

    Chinese punctuation is full-width and stays; only a point or slash between two digits, the colon of a time and
    the per cent sign behind a digit become half-width: they are part of the number (12.5%, 12:30).
    """

    digit: bool = True
    letter: bool = True
    space: bool = True
    mark: bool = True
    name: ClassVar[str] = "width"
    rules: ClassVar[Mapping[str, str]] = {
        "width.digit": "full-width digits to half-width",
        "width.letter": "full-width Latin letters to half-width",
        "width.space": "ideographic spaces to plain ones",
        "width.mark": "full-width point and slash inside a number, colon of a time, per cent sign to half-width",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each run of one kind."""
        wanted = {"digit": self.digit, "letter": self.letter, "space": self.space, "mark": self.mark}
        for found in starting_with(_SIGN, _WIDE, doc.text):
            if wanted[kind := found.lastgroup or ""]:
                yield Edit(*found.span(), found[0].translate(_HALF), f"width.{kind}")
