"""What a character costs behind another in written Chinese, in bits: tells a text from its damaged form."""

from functools import cache, lru_cache

from cleaner.decoding.commonness import rank_points
from cleaner.document import fold_table

LOST = 16.0
"""The bits of U+FFFD in a repaired text: more than any common character, so that it stands where nothing else does."""

_CORPUS = 26.6  # binary logarithm of the number of characters that the counts were taken from
_BACKOFF = 1.0  # bits more for a character whose pair is unknown
_RARE_HAN = 19.0
_TRADITIONAL = 2.0  # bits more: beside a Simplified character that would do as well, that is meant
_UNREADABLE = 22.0  # replacement and private-use characters, control characters, lone surrogates
_SYMBOL = 13.0
_LETTER = 9.0  # of any script: text in other scripts is cheap where it is, so that nobody takes it for damage
_ASCII = 6.0
_BEHIND_DIGIT = 5.0
_COUNTED = "年月日个人万亿元次项户时岁"  # what digits count
_COMMON_MARKS = "\u201c\u201d\uff1a\uff1b\uff01\uff1f\u300a\u300b\u2014\u2026\u00b7%"
_MARKS = {"\uff0c": 4.5, "\u3002": 5.0, "\u3001": 5.5, "\uff08": 6.0, "\uff09": 6.0, " ": 6.0, "\n": 6.0, "\t": 6.0}


@lru_cache(maxsize=20_000)
def alone(character: str) -> float:
    """Return the bits of a character by itself: 7 for the most common, 17 for the 3,500th, 19 for rarer Han."""
    points = rank_points().get(character)
    if points is not None:
        return 7.0 + 10.0 * (1.0 - points) + (_TRADITIONAL if ord(character) in fold_table() else 0.0)
    if character in _MARKS:
        return _MARKS[character]
    code = ord(character)
    if code < 0x80:
        return _ASCII if character.isprintable() else _UNREADABLE
    if character in _COMMON_MARKS:
        return 8.0
    if 0x3400 <= code <= 0x9FFF or code >= 0x20000:
        return _RARE_HAN if code < 0xE0000 else _UNREADABLE
    if code < 0xA0 or 0xD800 <= code <= 0xF8FF or 0xFFF0 <= code <= 0xFFFF:
        return _UNREADABLE
    return _LETTER if character.isalpha() else _SYMBOL


def behind(before: str, character: str) -> float:
    """Return the bits of a character behind another one (or behind nothing: an empty string)."""
    if before.isdigit() and character in _COUNTED:
        return _BEHIND_DIGIT
    band = pairs().get(_folded(before) + _folded(character)) if before else None
    bits = alone(character) + _BACKOFF
    return bits if band is None else min(bits, _CORPUS - band - alone(before))


def linked(text: str) -> float:
    """Return the share of neighbouring Han characters of the text that make a known pair, 0.0 to 1.0.

    Measured: Chinese pages 0.45 to 0.6, names and lists 0.2 and more, Han characters by chance under 0.05.
    """
    table = pairs()
    folded = text.translate(fold_table())
    both = [folded[i : i + 2] for i in range(len(folded) - 1) if _is_han(folded[i]) and _is_han(folded[i + 1])]
    return sum(pair in table for pair in both) / len(both) if both else 0.0


@cache
def pairs() -> dict[str, int]:
    """Pair of characters -> binary logarithm of its count. Source: data/pairs.txt, whose header says how."""
    from importlib.resources import files  # when first needed: a page without damage never is

    table: dict[str, int] = {}
    for line in files("cleaner").joinpath("data/pairs.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            band, _, run = line.partition(" ")
            table.update(dict.fromkeys(map("".join, zip(run[::2], run[1::2], strict=True)), int(band)))
    return table


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    return chr(fold_table().get(ord(character), ord(character)))
