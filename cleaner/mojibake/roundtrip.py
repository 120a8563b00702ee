"""Wrong readings of bytes, and the way back: from the characters that a wrong reading made to the bytes it read."""

import codecs
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

LOST_BYTES = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
"""The bytes that cp1252 does not define: some readers drop them, others make U+FFFD or a question mark of them."""

_CP1252 = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0xA0) if b not in LOST_BYTES}
CP1252_MARKS = "".join(_CP1252)
"""The characters of cp1252 that Latin-1 does not have."""
_HIGH = bytes(range(0x80, 0x100))
_CONTINUATIONS = _HIGH[:0x40]


class Misreading(NamedTuple):
    """Bytes in the encoding ``right`` that were read as ``wrong``; both are names of Python codecs."""

    rule: str
    right: str
    wrong: str


MISREADINGS = (
    Misreading("mojibake.utf8-as-latin1", "utf-8", "latin-1"),
    Misreading("mojibake.gbk-as-latin1", "gbk", "latin-1"),
    Misreading("mojibake.utf8-as-gbk", "utf-8", "gbk"),
    Misreading("mojibake.gbk-as-big5", "gbk", "big5"),
    Misreading("mojibake.gbk-as-big5", "gbk", "big5hkscs"),  # which holds kana and Cyrillic elsewhere than big5
    Misreading("mojibake.big5-as-gbk", "big5", "gbk"),
    Misreading("mojibake.gbk-as-utf8", "gbk", "utf-8"),
)
"""The wrong readings that are known; ``latin-1`` stands for cp1252 too, ``gbk`` for gb18030, ``big5`` for its kin.

GBK as UTF-8 is a line in GBK on a page in UTF-8, of which the decoder kept the bytes (U+DC80 to U+DCFF).
"""


class Slot(NamedTuple):
    """One byte of what was read: the values it can have had, and the place of the character that shows it.

    No value: the character cannot come from this wrong reading. ``first`` tells the first byte of a character. Where
    the value is unknown, ``likely`` holds those that the wrong reading loses before the next byte, if that is known.
    """

    values: bytes
    place: int
    first: bool
    likely: bytes | None = None


def slots(text: str, misreading: Misreading) -> list[Slot]:
    """Return the bytes that the text was made of; a replacement character is one unknown byte."""
    found: list[Slot] = []
    for index, character in enumerate(text):
        choices = _choices(character, misreading.wrong)
        if choices is not None:
            found.append(Slot(choices, index, True))
        else:
            data = _data(character, misreading.wrong)
            found.extend(Slot(bytes([b]), index, at == 0) for at, b in enumerate(data))
    return _narrowed(found, text, misreading.wrong) if misreading.wrong in ("gbk", "big5", "big5hkscs") else found


def _choices(character: str, wrong: str) -> bytes | None:
    """Return the bytes that a character may stand for if there are several, or none; None if it stands for its own."""
    single = wrong == "latin-1"
    if character == "\ufffd":
        return LOST_BYTES if single else _HIGH
    if character == "?":
        return b"?" + (LOST_BYTES if single else _CONTINUATIONS)
    if character == " " and single:
        return b" \xa0"
    return None if _data(character, wrong) else b""


def _data(character: str, wrong: str) -> bytes:
    """Return the bytes that were read as the character; nothing if there are none."""
    code = ord(character)
    if code < 0x80:
        return character.encode()
    if 0xDC80 <= code <= 0xDCFF and wrong != "latin-1":
        return bytes([code - 0xDC00])
    if wrong == "latin-1":
        code = _CP1252.get(character, code)
        return bytes([code]) if code < 0x100 else b""
    if wrong == "utf-8":
        return character.encode(errors="ignore")
    return _bytes_of(wrong).get(character, b"")


def unread(text: str, misreading: Misreading) -> str | None:
    """Return what the bytes of the text say in the right encoding; None if they do not all say something."""
    found = [_data(character, misreading.wrong) for character in text]
    if not all(found):
        return None
    try:
        return b"".join(found).decode(misreading.right)
    except UnicodeError:
        return None


def glimpse(text: str, misreading: Misreading) -> str:
    """Return what can be read at once of the bytes of a text: what is no byte or no character is left out."""
    return b"".join(_data(character, misreading.wrong) for character in text).decode(misreading.right, "ignore")


@cache
def characters_of(codec: str) -> dict[bytes, str]:
    """Two bytes -> the character that they are in the codec."""
    decode = codecs.lookup(codec).decode
    pairs = (bytes([first, second]) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
    found = ((pair, decode(pair, "ignore")[0]) for pair in pairs)
    return {pair: character for pair, character in found if len(character) == 1 and not character.isascii()}


def _narrowed(found: Sequence[Slot], text: str, wrong: str) -> list[Slot]:
    """Say which values of an unknown byte the wrong reading could not read with the byte behind it."""
    narrowed = list(found)
    for at, slot in enumerate(found[:-1]):
        behind = found[at + 1].values
        if text[slot.place] == "\ufffd" and len(behind) == 1:
            narrowed[at] = slot._replace(likely=_unreadable(wrong)[behind[0]])
    return narrowed


@cache
def _unreadable(codec: str) -> list[bytes]:
    """Second byte -> the first bytes from 0x80 on that are no character of the codec with it."""
    return [bytes(b for b in _HIGH if not _reads(bytes([b, second]), codec)) for second in range(256)]


def _reads(data: bytes, codec: str) -> bool:
    try:
        return len(data.decode(codec)) == 1
    except UnicodeError:
        return False


@cache
def _bytes_of(codec: str) -> dict[str, bytes]:
    """Character -> the two bytes it is in the codec or one of its kin, the plain codec first."""
    kin = ("gbk", "gb18030") if codec == "gbk" else (codec, "cp950", "big5hkscs")
    table: dict[str, bytes] = {}
    for name in kin:
        for data, character in characters_of(name).items():
            table.setdefault(character, data)
    if codec == "gbk":
        table["\u20ac"] = b"\x80"
    return table
