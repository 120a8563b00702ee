"""Text that was read in the wrong encoding: back to what it was where the bytes say so, else reported."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from cleaner.compiled import compiled
from cleaner.decoding.commonness import rank_points
from cleaner.scan import lazy
from cleaner.stage import REMARK, Document, Edit, Note

if TYPE_CHECKING:
    from cleaner.mojibake.repair import Repair

_SPECIALS = "\\u0152\\u0153\\u0160\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u2013-\\u203a\\u20ac\\u2122"
# A Latin letter or sign of GBK punctuation, and behind it what no Western word has there.
_LATIN_GATE = lazy(f"[\\xa1-\\xff][\\x80-\\xff{_SPECIALS}\\ufffd]")
_BYTES_GATE = lazy("[\\udc80-\\udcff][\\udc80-\\udcff\\x80-\\u07ff]")
_ASCII = bytes(set(range(0x80)) - {0x0A})
_MOSTLY_ASCII = 1.5
"""A page with so few bytes for a character is markup for the most part."""
_LOST = lazy("\\ufffd[^\\n]*\\ufffd|\\ufffd|\\u951f\\u65a4\\u62f7(?:[^\\n]*\\u951f\\u65a4\\u62f7)?")
_LOST_CHARACTER = lazy("\\ufffd|\\u951f\\u65a4|\\u65a4\\u62f7|\\u62f7\\u951f")


@dataclass(frozen=True, slots=True)
class Mojibake:
    """Undo wrong readings: UTF-8 or GBK read as Latin-1 or cp1252, UTF-8 as GBK, GBK as Big5 and back, several at once.

    A line may hold one damaged run among good text; only the run changes. A repair must be Chinese beyond doubt (its
    characters common, its pairs known), or Latin text of which every byte says so. A byte that was lost is sought
    among those that the wrong reading loses, and put in if its character is likelier than the next by ``certainty``
    bits: 2 is four to one, and a negative number takes the likeliest always. Otherwise U+FFFD stands there. Remarks
    tell where characters were sought or are lost; what cannot be repaired stays as it is.

    Let it run first: later stages take the bytes 80 to 9F for control characters and A0 for a space.

    For Latin text this is ftfy with everything off but the repair of encodings. Its defaults would change 6.4 % of the
    characters of a good Chinese page: ``fix_character_width`` makes full-width punctuation ASCII, ``uncurl_quotes``
    curly quotes straight, ``unescape_html`` entities that the page shows, ``fix_latin_ligatures`` and
    ``normalization`` composed letters and compatibility characters; ``fix_c1_controls`` and ``fix_line_breaks`` take
    what the stages ``control`` and ``newline`` account for, ``decode_inconsistent_utf8`` reads accented letters in
    code pages that no Chinese page is in.
    """

    certainty: float = 2.0
    remarks: bool = True
    name: ClassVar[str] = "mojibake"
    rules: ClassVar[Mapping[str, str]] = {
        "mojibake.utf8-as-latin1": "UTF-8 that was read as Latin-1 or cp1252, also with bytes lost",
        "mojibake.utf8-as-other": "UTF-8 that was read in another encoding of one byte a character",
        "mojibake.gbk-as-latin1": "GBK that was read as Latin-1 or cp1252",
        "mojibake.utf8-as-gbk": "UTF-8 that was read as GBK",
        "mojibake.gbk-as-big5": "GBK that was read as Big5",
        "mojibake.big5-as-gbk": "Big5 that was read as GBK",
        "mojibake.gbk-as-utf8": "a line in GBK on a page in UTF-8",
        "mojibake.double": "text that was read wrong more than once",
        "mojibake.sought": "characters of a repair with lost bytes are reported",
        "mojibake.lost": "characters that are lost (U+FFFD, \u951f\u65a4\u62f7) are reported, and never invented",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield one edit for each damaged run, a remark for each with lost bytes, one for each line with lost text."""
        if doc.text.isascii():
            return
        last = 0
        for start, end in _suspects(doc.text):
            from cleaner.mojibake.repair import repairs  # a good page never waits for ftfy

            for repair in repairs(doc.text[start:end], self.certainty):
                span = start + repair.start, start + repair.end
                yield Edit(*span, repair.new, repair.rule)
                if self.remarks:
                    yield from _remarks(doc.text, last, span, repair)
                last = span[1]
        if self.remarks:
            yield from _lost(doc.text, last, len(doc.text))


@cache
def _han_gates() -> tuple[re.Pattern[str], ...]:
    """Return what Chinese read in the encoding of other Chinese looks like: rare characters close together.

    UTF-8 as GBK: E4-E9 with a byte under C0, a byte under C0 with E4-E9, two bytes under C0.
    """
    low, high = range(0x80, 0xC0), (*range(0xE4, 0xEA), 0xEF)
    utf8 = "".join(f"[{_gbk(firsts, seconds)}\\ufffd]" for firsts, seconds in ((high, low), (low, high), (low, low)))
    common = "".join(rank_points())
    # U+0391-0451, 3040-312F, 4E00-9FFF, E000-F8FF, FE30-FE6F and FFFD but for the common: as one class, and that first.
    rare = (
        f"[^{common}\\x00-\\u0390\\u0452-\\u303f\\u3130-\\u4dff\\ua000-\\udfff\\uf900-\\ufe2f\\ufe70-\\ufffc"
        "\\ufffe-\\U0010ffff]"
    )
    return compiled(utf8), compiled(f"{rare}[^\\n]{{0,4}}(?:{rare}[^\\n]{{0,4}}){{2}}")


def _gbk(firsts: range | tuple[int, ...], seconds: range | tuple[int, ...]) -> str:
    """Return the characters that are these bytes in GB18030."""
    pairs = b"\n".join(bytes((a, b)) for a in firsts for b in seconds)
    return pairs.decode("gb18030", "ignore").replace("\n", "")


def _suspects(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines in which a gate finds something, in order, each once."""
    starts: set[int] = set()
    for gate in _gates(text):
        at = 0
        while found := gate.search(text, at):
            starts.add(text.rfind("\n", 0, found.start()) + 1)
            at = text.find("\n", found.end())
            if at < 0:
                break
    for start in sorted(starts):
        end = text.find("\n", start)
        yield start, len(text) if end < 0 else end


def _gates(text: str) -> Sequence[re.Pattern[str]]:
    """Return the gates that may find something: most pages are encoded faster than searched.

    C2 and C3 begin the characters U+0080 to U+00FF, of which the first gate needs one. Where most of the page is
    markup, those for Chinese see first what is left without it, in which whatever they want stands closer together.
    """
    han = _han_gates()
    try:
        data = text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which the second gate needs
        return _LATIN_GATE, _BYTES_GATE, *han
    if len(data) < _MOSTLY_ASCII * len(text):
        rest = data.translate(None, _ASCII).decode()
        han = tuple(gate for gate in han if gate.search(rest))
    return (_LATIN_GATE, *han) if b"\xc2" in data or b"\xc3" in data else han


def _remarks(text: str, last: int, span: tuple[int, int], repair: "Repair") -> Iterator[Note]:
    """Report what is lost between the repair before and this one, and how much of this one its bytes do not prove."""
    yield from _lost(text, last, span[0])
    if repair.guessed or repair.lost:
        says = f"bytes were lost: {repair.guessed} characters sought, {repair.lost} not found"
        yield Note(*span, REMARK, says, "mojibake.sought")


def _lost(text: str, start: int, end: int) -> Iterator[Note]:
    """Report the lost characters that the text came with, line by line."""
    if text.find("\ufffd", start, end) < 0 and text.find("\u951f\u65a4\u62f7", start, end) < 0:
        return  # eight times as fast as the pattern
    for found in _LOST.finditer(text, start, end):
        count = len(_LOST_CHARACTER.findall(found[0]))
        yield Note(*found.span(), REMARK, f"cannot be read: {count} characters lost", "mojibake.lost")
