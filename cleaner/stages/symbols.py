"""Ellipses, dashes, interpuncts, the zeros of years and doubled marks to the form of the Chinese standard."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from cleaner.scan import holds_any, lazy, one_of, starting_with
from cleaner.stage import REMARK, Document, Edit, Note, Saying
from cleaner.typography.snippets import without_code
from cleaner.typography.transcription import parts_name

_HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
_ENDS = "\\u3001\\u3002\\uff0c\\uff1a\\uff1b\\uff01\\uff1f"
_OPENING = "\\u201c\\u2018\\uff08\\u300a\\u3008\\u3010\\u300c\\u300e"
_CLOSING = "\\u201d\\u2019\\uff09\\u300b\\u3009\\u3011\\u300d\\u300f"
_BLANK = "[ \\t\\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]"
_DOTS = ".\\u2026\\u22ef\\u3002\\xb7"
_HYPHENS = "-\\u2010-\\u2015\\u2500\\uff0d"
_NUMERAL = "一二三四五六七八九"
_ZERO = "\\u3007\\u25cb\\u25ef\\u039f\\u03bf\\u041e\\u043eOo0"
_CIRCLE = "\\u25cb\\u25ef"
_ZEROS = lazy(f"[{_ZERO}]")
_END_SIGNS = "\u3001\u3002\uff1a\uff1b\uff01\uff1f"
_DOT_SIGNS = frozenset(".\u2026\u22ef\u3002\xb7")
_HYPHEN_SIGNS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2500\uff0d")

# Dots in threes, full stops, half an ellipsis, with whatever dots follow.
_ELLIPSIS = lazy(f"(?:\\.{{3}}|\\u3002{{3}}|\\u2026|\\u22ef|\\xb7{{3}})[{_DOTS}]*")
_DOT_SIGN = lazy("[.\\u2026\\u22ef\\xb7]|\\u3002(?=\\u3002\\u3002)")
_ONE_KIND = lazy("\\.{3}|\\.{6}|\\u3002{3,6}|\\u2026{1,3}|\\u2026{5,6}|\\u22ef{1,2}|\\xb7{3}|\\xb7{6}")
_PAGE_NUMBER = lazy("[ \\t]*[0-9]+[ \\t]*(?:\\n|\\Z)")
# A point that ends a sentence; the number of an item does not end one.
_PERIOD = lazy(
    f"[.\\uff0e](?<=[{_HAN}{_CLOSING}].)(?:(?=[\\n{_CLOSING}])|(?={_BLANK}*+(?:[\\n{_OPENING}]|\\Z))"
    f"|(?={_BLANK}++[{_HAN}0-9]))"
)
_ITEM = lazy("(?:^|[\\s\\u3002\\uff1b;\\uff1a:])(?:第?[一二三四五六七八九十]{1,3}|[甲乙丙丁])$", re.MULTILINE)
_DASH = lazy(f"(?:--|[\\u2013-\\u2015\\u2500\\uff0d])[{_HYPHENS}]*")
# Initials stand in names too, one capital each.
_INTERPUNCT = lazy(
    f"[\\u2022\\u30fb\\u2027\\u2219\\u22c5\\uff65](?<=[{_HAN}].)(?=[{_HAN}])"
    f"|[\\u30fb\\u2027](?<=[{_HAN}A-Z].)(?<![A-Za-z]{{2}}.)(?=[{_HAN}]|[A-Z](?![A-Za-z]))"
)
_YEAR = lazy(f"[一二][{_NUMERAL}{_ZERO}]{{3}}(?<![{_NUMERAL}{_ZERO}]....)(?=年)")
_INNER_CIRCLE = lazy(f"[{_CIRCLE}](?<=[{_NUMERAL}\\u3007].)(?=[{_CIRCLE}]?[{_NUMERAL}])")
_REPEAT = lazy(f"[{_ENDS}](?=[{_ENDS}])[{_ENDS}]+")
_ONE_MARK = lazy("\\u3001+|\\uff0c+|\\uff1a+|\\uff1b+|\\u3002{2}")
_CRIES = lazy("[\\uff01\\uff1f]+")

_CHINESE_NEXT = lazy(f"{_BLANK}{{0,8}}[{_HAN}{_ENDS}{_OPENING}{_CLOSING}]")
_BLANKS = " \t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_IS_HAN = lazy(f"[{_HAN}]")
_IS_CHINESE = lazy(f"[{_HAN}{_ENDS}{_OPENING}{_CLOSING}]")
_DATE = lazy("[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日")


@dataclass(frozen=True, slots=True)
class Symbols:
    """Give ellipses, dashes, interpuncts, last points and the zeros of years in Chinese text their standard form.

    ``...``, full stops in threes and half an ellipsis become six dots; ``--`` and other lines two em dashes, where they
    are a dash: ranges (1-2), hyphens, single em dashes between places or times, bullets and rules stay. Dots between
    the parts of a transcribed name become U+00B7; circles and letters O in Chinese years U+3007. A comma, colon or
    semicolon typed twice becomes one. ``cries: one`` makes one of several exclamation or question marks too.
    Marks that exclude each other (a comma behind a full stop) are reported: nobody knows which was meant.
    """

    cries: Literal["keep", "one"] = "keep"
    name: ClassVar[str] = "symbols"
    rules: ClassVar[Mapping[str, str]] = {
        "symbols.ellipsis": "dots that are an ellipsis to two U+2026",
        "symbols.period": "a half-width point at the end of a Chinese sentence to U+3002",
        "symbols.dash": "lines that are a dash to two U+2014",
        "symbols.interpunct": "dots between the parts of a name to U+00B7",
        "symbols.zero": "circles, letters O and digits 0 in Chinese years to U+3007",
        "symbols.repeat": "a comma, colon, semicolon or full stop typed twice to one",
        "symbols.cries": "several exclamation or question marks to one (option cries: one)",
        "symbols.clash": "different marks side by side: reported, not changed",
    }

    def __call__(self, doc: Document) -> Iterator[Saying]:
        """Yield one edit for each mark, and one remark for each line of marks that exclude each other."""
        if doc.text.isascii():
            return
        text = without_code(doc.text)
        finders = (_ellipses, _periods, _dashes, _interpuncts, _zeros, self._repeats)
        yield from sorted((saying for find in finders for saying in find(text)), key=lambda saying: saying[0])

    def _repeats(self, text: str) -> Iterator[Edit | Note]:
        """Yield what becomes of two or more marks that end or part sentences."""
        commas = text
        for sign in _END_SIGNS:
            commas = commas.replace(sign, "\uff0c")
        if "\uff0c\uff0c" not in commas:
            return  # a third of the time of the pattern
        for found in _REPEAT.finditer(text):
            start, end = found.span()
            if _CRIES.fullmatch(found[0]):
                if self.cries == "one":
                    yield Edit(start, end, "\uff1f" if "\uff1f" in found[0] else "\uff01", "symbols.cries")
            elif _ONE_MARK.fullmatch(found[0]):
                yield Edit(start + 1, end, "", "symbols.repeat")
            elif not re.search("[\\uff01\\uff1f]|\\u3002{3}", found[0]):
                yield Note(start, end, REMARK, f"marks that exclude each other: {found[0][:9]}", "symbols.clash")


def _dot_sign(text: str) -> re.Pattern[str] | None:
    """Return a pattern for the signs of this text that an ellipsis may begin with."""
    in_threes = holds_any(text, ("...", "\u3002\u3002\u3002", "\xb7\xb7\xb7"))
    return _DOT_SIGN if in_threes else one_of(text, "\u2026\u22ef")


def _ellipses(text: str) -> Iterator[Edit]:
    for found in starting_with(_dot_sign(text), _ELLIPSIS, text):
        start, end = found.span()
        if found[0] == "\u2026\u2026" or not _ONE_KIND.fullmatch(found[0]) or text[start - 1 : start] in _DOT_SIGNS:
            continue
        if _beside(text, start, end) and not _PAGE_NUMBER.match(text, end):
            yield Edit(start, end, "\u2026\u2026", "symbols.ellipsis")


def _periods(text: str) -> Iterator[Edit]:
    for found in starting_with(one_of(text, ".\uff0e"), _PERIOD, text):
        at = found.start()
        chinese = _IS_HAN.match(text, at - 1) or _IS_CHINESE.match(text, max(0, at - 2))
        if chinese and not _ITEM.search(text, max(0, at - 5), at):
            yield Edit(at, at + 1, "\u3002", "symbols.period")


def _line_sign(text: str) -> re.Pattern[str] | None:
    """Return a pattern for the signs of this text that a dash may begin with."""
    return one_of(text, "\u2013\u2014\u2015\u2500\uff0d" + ("-" if "--" in text else ""))


def _dashes(text: str) -> Iterator[Edit]:
    for found in starting_with(_line_sign(text), _DASH, text):
        start, end = found.span()
        if found[0] == "\u2014\u2014" or end - start > 4 or text[start - 1 : start] in _HYPHEN_SIGNS:
            continue
        if _is_single_dash(text, start, end) if end - start == 1 else _is_dash(text, start, end):
            yield Edit(start, end, "\u2014\u2014", "symbols.dash")


def _is_dash(text: str, start: int, end: int) -> bool:
    """Tell whether two to four lines are a dash: Chinese behind it, and before it Chinese or the start of the line."""
    left, right = _left(text, start), text[end : end + 1]
    if text[start] == "-" and not left:
        return bool(_IS_HAN.match(right))  # a subtitle; --option and a rule of hyphens are none
    before = not left or _IS_CHINESE.match(left)  # a blank before --help makes it an option
    return bool(before and (_IS_CHINESE.match(right) or (left == text[start - 1] and right.isalnum())))


def _is_single_dash(text: str, start: int, end: int) -> bool:
    """Tell whether one line is a dash for certain: between places, times and numbers it means "to"."""
    left, right = _left(text, start), text[end : end + 1]
    if text[start] not in "\u2014\u2015\u2500":
        return False
    if not left:
        return bool(_IS_HAN.match(right))
    if _IS_HAN.match(left) and left not in "年月日时号":
        return right in ("\u201c", "\u300a") or bool(_DATE.match(text, end))
    return left in "\u3002\uff01\uff1f" and bool(_IS_HAN.match(right))


def _point_sign(text: str) -> re.Pattern[str] | None:
    return one_of(text, "\u2022\u30fb\u2027\u2219\u22c5\uff65")


def _interpuncts(text: str) -> Iterator[Edit]:
    for found in starting_with(_point_sign(text), _INTERPUNCT, text):
        at = found.start()
        if found[0] != "\u2022" or parts_name(text, at, at + 1):  # a bullet also parts the items of a flattened list
            yield Edit(at, at + 1, "\xb7", "symbols.interpunct")


def _zeros(text: str) -> Iterator[Edit]:
    sign = one_of(text, "0Oo\u25cb\u25ef\u039f\u03bf\u041e\u043e", f"(?<=[{_NUMERAL}\u3007].)")
    if not (sign and sign.search(text)):
        return
    places = {found.start() + offset for found in _YEAR.finditer(text) for offset in range(4)}
    for found in _INNER_CIRCLE.finditer(text):
        places.update((found.start(), *([found.end()] if text[found.end()] in "\u25cb\u25ef" else [])))
    for at in sorted(places):
        if text[at] != "\u3007" and _ZEROS.match(text, at):
            yield Edit(at, at + 1, "\u3007", "symbols.zero")


def _beside(text: str, start: int, end: int) -> bool:
    """Tell whether Chinese stands beside a span, blanks that a later stage takes away left out."""
    return bool(_IS_CHINESE.match(_left(text, start)) or _CHINESE_NEXT.match(text, end))


def _left(text: str, at: int) -> str:
    """Return the last character before a place that is no blank, nothing where the line starts or blanks go on."""
    before = text[max(0, at - 8) : at].rstrip(_BLANKS)[-1:]
    return "" if before == "\n" else before
