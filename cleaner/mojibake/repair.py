"""Which damage a line of text shows, and its repair: ftfy for Latin text, own round trips for Chinese."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.decoding.commonness import commonness
from cleaner.mojibake.bigram import behind, linked
from cleaner.mojibake.lattice import Lattice, Span
from cleaner.mojibake.roundtrip import CP1252_MARKS, MISREADINGS, Misreading, glimpse, unread
from cleaner.scan import lazy

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

_LATIN = f"\\x80-\\xff{CP1252_MARKS}\\ufffd"
# From the first character that is not ASCII to the last; a blank or question mark at the end may be a byte of it.
_RUN = lazy(f"[{_LATIN}](?:[\\x20-\\x7e]*[{_LATIN}])*[ ?]?")
_STRETCH = lazy(f"[{_LATIN}]+")
# ftfy also reads "\u00d7\u00d8" as a Hebrew letter in the Baltic code page: only what a Chinese page may hold is taken.
_WESTERN = lazy("[\\x09\\x20-\\x7e\\xa0-\\u017f\\u1e00-\\u1eff\\u2010-\\u2044\\u20ac\\u2122]+")
_SIGNS = lazy("[\\xa1-\\xbf][\\xa1-\\xff]|[\\xc0-\\xff][\\xa1-\\xbf]")  # GBK below, rather than words
_HAN = lazy("[\\u3400-\\u9fff]")
# Without one of these a text is no misreading in this encoding.
_EVIDENCE = {
    "latin-1": lazy(f"[\\xa1-\\xff][{_LATIN}]"),
    "gbk": lazy("[\\u3040-\\u30ff\\u4e00-\\u9fff\\ue000-\\uf8ff][^\\x00-\\u02ff]"),
    "big5": lazy("[\\u3040-\\u312f\\u4e00-\\u9fff\\ue000-\\uf8ff][^\\x00-\\u02ff]"),
    "big5hkscs": lazy("[\\u0391-\\u0451\\u3040-\\u30ff]"),
    "utf-8": lazy("[\\udc80-\\udcff]"),
}
_DEPTH = 3  # damage upon damage

# What Chinese reaches: bits 6.7 to 10.5, commonness 0.5 and more, linked pairs 0.17 to 0.9 on 400 sentences. What Han
# characters by chance or bytes read wrong reach: bits 13.1 to 19, commonness under 0.31, linked pairs under 0.06.
_BITS, _COMMONNESS, _LINKED = 11.0, 0.42, 0.15
_GAIN = 12.0  # bits
_PROVED = {"mojibake.utf8-as-latin1"}  # each byte of it is checked by the others: a single letter is enough
_LEAST = {"mojibake.gbk-as-big5": 4, "mojibake.big5-as-gbk": 4}  # Han characters, where any two bytes say something
_LOST_SHARE, _GUESSED_SHARE = 0.3, 0.6


class Repair(NamedTuple):
    """What a damaged span should be. Some of its characters were guessed, some were lost (U+FFFD)."""

    start: int
    end: int
    new: str
    rule: str
    guessed: int = 0
    lost: int = 0


@cache
def safe_config() -> "TextFixerConfig":
    """Return ftfy's configuration with everything off but the repair of encodings; see the stage for why."""
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        decode_inconsistent_utf8=False,
        normalization=None,
    )


def repairs(text: str, certainty: float = 2.0, depth: int = _DEPTH) -> list[Repair]:
    """Return the repairs of one line, in order: where two overlap, the one that makes the line likelier."""
    found = list(_proved(text, 0, certainty, depth)) or [*_latin(text, certainty, depth), *_sought(text, certainty)]
    gains = [(_bits(text[one.start : one.end]) - _bits(one.new), one) for one in found]
    taken: list[Repair] = []
    for gain, one in sorted(gains, key=lambda pair: -pair[0]):
        if (gain >= _GAIN or one.rule in _PROVED) and all(one.end <= o.start or o.end <= one.start for o in taken):
            taken.append(one)
    return sorted(taken)


def is_chinese(text: str) -> bool:
    """Whether what is not ASCII in a repaired text is Chinese beyond doubt: common characters in known pairs."""
    beyond = [character for character in text if not character.isascii() and character != "\ufffd"]
    han = _HAN.findall(text)
    if len(han) < 2 or len(beyond) + text.count("\ufffd") > 3 * len(han):
        return False
    enough = {2: 1.0, 3: 0.5}.get(len(han), _LINKED)
    most = _BITS - 1.0 if len(han) < 4 else _BITS
    return _bits(beyond) <= most * len(beyond) and commonness("".join(beyond)) >= _COMMONNESS and linked(text) >= enough


def _bits(text: Sequence[str]) -> float:
    """Return the bits of a text."""
    return sum(behind(before, character) for before, character in zip(["", *text], text, strict=False))


def _proved(run: str, start: int, certainty: float, depth: int) -> Iterator[Repair]:
    """Yield the repair of a run that is valid UTF-8 as a whole, with what is below it."""
    for misreading in MISREADINGS:
        if misreading.right == "utf-8" and _EVIDENCE[misreading.wrong].search(run):
            whole = unread(run, misreading)
            if whole and len(whole) < len(run):
                yield from _deeper(whole, (start, start + len(run)), misreading.rule, certainty, depth)


def _latin(text: str, certainty: float, depth: int) -> Iterator[Repair]:
    """Yield the repairs of runs that are UTF-8 read as Latin, strictly or by ftfy."""
    for start, end in _runs(text):
        found = list(_proved(text[start:end], start, certainty, depth))
        yield from found
        if found or linked(glimpse(text[start:end], MISREADINGS[0])):  # what ftfy would do, or Chinese with bytes lost
            continue
        done = _ftfy(text[start:end])
        if done:
            yield from _deeper(done[0], (start, end), done[1], certainty, depth)


def _deeper(new: str, span: tuple[int, int], rule: str, certainty: float, depth: int) -> Iterator[Repair]:
    """Yield the repair of a span, with what is repaired in the repair, if it makes sense."""
    below = repairs(new, certainty, depth - 1) if depth else []
    new = applied(new, below)
    if is_chinese(new) or (not below and rule in _PROVED and _is_western(new)):
        guessed, lost = sum(r.guessed for r in below), sum(r.lost for r in below)
        yield Repair(*span, new, "mojibake.double" if below else rule, guessed, lost)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the runs that may be bytes read as Latin, and of a run with several stretches each of these too."""
    for found in _RUN.finditer(text):
        yield found.span()
        if len(stretches := list(_STRETCH.finditer(text, *found.span()))) > 1:
            yield from (stretch.span() for stretch in stretches)


def _ftfy(run: str) -> tuple[str, str] | None:
    """Return what ftfy makes of a run and the rule for it; None if it finds nothing or loses something."""
    from ftfy import fix_encoding_and_explain

    new, steps = fix_encoding_and_explain(run, safe_config())
    if new == run or "\ufffd" in new:
        return None
    read = [step.parameter for step in steps or [] if step.action == "encode"]
    if len(read) > 1:
        return new, "mojibake.double"
    return new, f"mojibake.utf8-as-{'latin1' if set(read) <= {'latin-1', 'sloppy-windows-1252'} else 'other'}"


def _is_western(text: str) -> bool:
    """Whether a repaired text is Latin script that makes sense."""
    from ftfy.badness import is_bad

    return bool(_WESTERN.fullmatch(text)) and not _SIGNS.search(text) and not is_bad(text)


def _sought(text: str, certainty: float) -> Iterator[Repair]:
    """Yield what the own round trips repair where not all bytes are right or known."""
    for misreading in MISREADINGS:
        if not _EVIDENCE[misreading.wrong].search(text) or linked(glimpse(text, misreading)) == 0.0:
            continue
        for span in _likeliest(text, misreading, certainty):
            if _is_sure(span, text[span.start : span.end], misreading):
                yield Repair(span.start, span.end, span.new, misreading.rule, span.guessed, span.lost)


def _likeliest(text: str, misreading: Misreading, certainty: float) -> list[Span]:
    """Return the spans that become Chinese; of UTF-8 read as Latin, with bytes dropped if it needs that."""
    spans = [span for span in Lattice.of(text, misreading, False, certainty).spans() if is_chinese(span.new)]
    if misreading.rule == "mojibake.utf8-as-latin1" and (not spans or any(span.lost for span in spans)):
        spans = [span for span in Lattice.of(text, misreading, True, certainty).spans() if is_chinese(span.new)]
    return spans


def _is_sure(span: Span, damaged: str, misreading: Misreading) -> bool:
    """Whether enough of a repair is known, and no more was lost than the damage shows."""
    least = _LEAST.get(misreading.rule, 0)
    if least and (len(_HAN.findall(span.new)) - span.guessed < least or span.lost > damaged.count("\ufffd")):
        return False
    return span.lost <= _LOST_SHARE * len(span.new) and span.guessed <= _GUESSED_SHARE * len(span.new)


def applied(text: str, found: list[Repair]) -> str:
    """Return the text with the repairs made."""
    for one in reversed(found):
        text = text[: one.start] + one.new + text[one.end :]
    return text
