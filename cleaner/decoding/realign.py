"""Damaged double-byte text, read so that one bad byte costs one character and not the rest of the line.

In GB18030 and Big5 a lost first byte turns the second into the first of the next character, and so on to the next
byte of ASCII. Here the reading with the most common characters wins, where leaving a byte out of all characters
has a price. Every byte stays: encoding the text with ``surrogateescape`` gives the same bytes.
"""

from functools import lru_cache

from cleaner.decoding.commonness import commonness, rank_points
from cleaner.scan import lazy

CODECS = ("gb18030", "big5hkscs")
_SIGNS = lazy("[\udc80-\udcff\ue000-\uf8ff]")
_ESCAPED = lazy("[\udc80-\udcff]")
_LONGEST = 1 << 16
_ESCAPE_COST = 3.0  # about three characters read wrongly: fewer than that are not worth a byte left out
_BESIDE = 1.0  # so much cheaper is the byte beside one that is no part of a character: the other half of the damage
_NO_PART = frozenset((*range(0x80), 0x80, 0xFF))


def shows_damage(text: str) -> bool:
    """Whether the reading holds escaped bytes or private-use characters, one in seven of a shifted reading.

    False for text of which one character in twenty is an escaped byte: that is no damage but another encoding.
    """
    return bool(_SIGNS.search(text)) and len(_ESCAPED.sub("", text)) * 20 >= len(text) * 19


def realigned(data: bytes, encoding: str) -> str:
    """Decode each line up to 64 KB that holds damage or a rare character by its best reading, others by the codec."""
    return "\n".join(_line(line, encoding) for line in data.split(b"\n"))


def _line(line: bytes, encoding: str) -> str:
    """Decode one line."""
    text = line.decode(encoding, "surrogateescape")
    if len(line) > _LONGEST or all(character.isascii() or character in rank_points() for character in set(text)):
        return text
    return "".join(_best_reading(line, encoding))


def _best_reading(line: bytes, encoding: str) -> list[str]:
    """Return the pieces of the cheapest way through the line (Viterbi over byte offsets)."""
    size = len(line)
    costs = [0.0] + [float("inf")] * size
    pieces = [""] * (size + 1)  # the piece that ends here on the cheapest way
    widths = [0] * (size + 1)
    for at in range(size):
        byte = line[at]
        if byte < 0x80:
            steps = [(1, chr(byte), 0.0)]
        else:
            beside = bool(_NO_PART.intersection(line[max(0, at - 1) : at + 2]))
            steps = [(1, chr(0xDC00 + byte), _ESCAPE_COST - beside * _BESIDE)]
            steps += [(width, *_character(line[at : at + width], encoding)) for width in (2, 4)]
        for width, piece, cost in steps:
            if at + width <= size and costs[at] + cost < costs[at + width]:
                costs[at + width], pieces[at + width], widths[at + width] = costs[at] + cost, piece, width
    way = []
    while size:
        way.append(pieces[size])
        size -= widths[size]
    return way[::-1]


@lru_cache(1 << 16)
def _character(raw: bytes, encoding: str) -> tuple[str, float]:
    """Return the character that these bytes are and what it costs to read them so; infinite if they are none."""
    try:
        character = raw.decode(encoding)
    except UnicodeDecodeError:
        return "", float("inf")
    return (character, 1 - commonness(character)) if len(character) == 1 else ("", float("inf"))
