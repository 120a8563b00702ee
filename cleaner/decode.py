"""Bytes to text and back, exactly.

The law, kept under hypothesis in tests/test_decode.py and proved inside ``decode`` at once: for every byte string
``encode(done.text, done.encoding, done.mark, done.repairs) == data``, where ``done`` is ``decode(data)``.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.decoding.detect import detect
from cleaner.decoding.encoding import BINARY, MARKS, Choice, named
from cleaner.decoding.realign import CODECS, realigned, shows_damage
from cleaner.errors import LedgerError

_LONE = re.compile("[\ud800-\udfff]")
_SHIFTING = ("hz", "iso2022", "utf-7")  # codecs in which bytes mean what the shift before them says
_STEPS = (1 << 16, 1 << 8, 1)
_ESCAPE = "cleaner.escape"


class Repair(NamedTuple):
    """``text[start:end]`` stood in the source as the bytes ``raw``; encoding it again would give others."""

    start: int
    end: int
    raw: bytes


class Decoded(NamedTuple):
    """The text of a byte string, and all that is needed to make the same bytes of it again.

    ``text`` may hold lone surrogates: a damaged byte as U+DC80 to U+DCFF, a lone surrogate of UTF-16 as itself. It is
    empty if ``encoding`` is ``"binary"``. ``mark`` says that a byte-order mark stood in front; it is not in the text.
    ``confidence`` is between 0 and 1, ``reason`` a short phrase.
    """

    text: str
    encoding: str
    mark: bool
    confidence: float
    reason: str
    repairs: tuple[Repair, ...]


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Return the text of the bytes, in the encoding that the user named or else in the one that fits best.

    Raises InputError for a name that is no text encoding.

    >>> decode("\\u4f60\\u597d".encode("gbk"), "gbk")[:3] == ("\\u4f60\\u597d", "gb18030", False)
    True
    """
    choice = named(encoding, data) if encoding else detect(data)
    if choice.encoding == BINARY:
        return Decoded("", *choice, (Repair(0, 0, data),) if data else ())
    body = data[len(MARKS[choice.encoding]) :] if choice.mark else data
    text, repairs = _read(body, choice.encoding)
    if repairs and encode(text, choice.encoding, choice.mark, repairs) != data:  # without any, it gave them back
        repairs = (Repair(0, len(text), body),)
    return _told(text, choice, repairs)


def encode(text: str, encoding: str, mark: bool, repairs: Sequence[Repair]) -> bytes:
    """Return the bytes that ``decode`` made the four parts of.

    Raises LedgerError for parts that do not fit each other: a record that was changed.
    """
    pieces, last = [MARKS.get(encoding, b"") if mark else b""], 0
    for start, end, raw in repairs:
        if not last <= start <= end <= len(text):
            raise LedgerError(f"repair {start}:{end} does not fit a text of {len(text)} characters")
        pieces += _written(text[last:start], encoding), raw
        last = end
    pieces.append(_written(text[last:] if last else text, encoding))
    return b"".join(pieces)


def _told(text: str, choice: Choice, repairs: tuple[Repair, ...]) -> Decoded:
    """Add to the reason what was found damaged on the way."""
    lone = _lone(text)
    kind = "lone surrogate" if choice.encoding.startswith(("utf-16", "utf-32")) else "damaged byte"
    damage = f", {lone} {kind}{'s' * (lone > 1)}" if lone else ""
    return Decoded(text, choice.encoding, choice.mark, choice.confidence, choice.reason + damage, repairs)


def _lone(text: str) -> int:
    """Return how many lone surrogates a text has."""
    try:
        text.encode()  # eight times as fast as the pattern
    except UnicodeEncodeError:
        return len(_LONE.findall(text))
    return 0


def _read(data: bytes, encoding: str) -> tuple[str, tuple[Repair, ...]]:
    """Decode all at once if that gives the bytes back, else piece by piece with a repair for each that does not."""
    text = data.decode(encoding, _handler(encoding))
    if encoding in CODECS and shows_damage(text):
        text = realigned(data, encoding)
    if _written_or_none(text, encoding) == data:
        return text, ()
    texts: list[str] = []
    repairs: list[Repair] = []
    at = 0
    for same, group in groupby(_pieces(data, encoding, _STEPS), key=lambda piece: piece[2]):
        pieces, raws, _ = zip(*group, strict=True)
        texts += pieces
        start, at = at, at + sum(map(len, pieces))
        if not same:
            repairs.append(Repair(start, at, b"".join(raws)))
    return "".join(texts), tuple(repairs)


def _pieces(data: bytes, encoding: str, steps: Sequence[int]) -> Iterator[tuple[str, bytes, bool]]:
    """Yield text, bytes, and whether the text gives the bytes; a piece that does not is cut as small as can be."""
    for text, raw in _cut(data, encoding, steps[0]):
        same = _written_or_none(text, encoding) == raw
        if same or len(steps) == 1:
            yield text, raw, same
        else:
            yield from _pieces(raw, encoding, steps[1:])


def _cut(data: bytes, encoding: str, step: int) -> Iterator[tuple[str, bytes]]:
    """Decode in steps of so many bytes; yield text and bytes wherever the decoder stands as it did at the start.

    In a codec with shifts the text must end in ASCII there, or encoding both sides together would leave out a shift.
    """
    decoder = codecs.getincrementaldecoder(encoding)(_handler(encoding))
    begin = decoder.getstate()
    shifting = encoding.startswith(_SHIFTING)
    texts: list[str] = []
    start = 0
    for at in range(0, len(data), step):
        final = at + step >= len(data)
        if text := decoder.decode(data[at : at + step], final):
            texts.append(text)
        plain = not shifting or (texts and texts[-1][-1].isascii())
        if final or (plain and decoder.getstate() == begin):
            yield "".join(texts), data[start : at + step]
            texts, start = [], at + step


def _handler(encoding: str) -> str:
    """Return the name of the error handler that decodes what is damaged; UTF-8 has a fast one built in."""
    if encoding == "utf-8":
        return "surrogateescape"
    codecs.register_error(_ESCAPE, _escape)
    return _ESCAPE


def _escape(error: UnicodeError) -> tuple[str, int]:
    """Decode damage: a lone surrogate as itself, another damaged unit as U+FFFD, a cut one as nothing, a byte escaped.

    A damaged byte under 0x80 (HZ has such) stands for its ASCII character. Repairs keep what this does not tell.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    raw = error.object[error.start : error.end]
    if not error.encoding.lower().startswith(("utf-16", "utf-32", "utf16", "utf32")):
        return "".join(chr(byte if byte < 0x80 else 0xDC00 + byte) for byte in raw), error.end
    width = 2 if "16" in error.encoding else 4
    if len(raw) < width:
        return "", error.end
    unit = int.from_bytes(raw[:width], "little" if error.encoding.lower().endswith("le") else "big")
    return chr(unit) if 0xD800 <= unit <= 0xDFFF else "\ufffd", error.start + width


def _written(text: str, encoding: str) -> bytes:
    """Encode a text that ``decode`` made. Raises LedgerError if it cannot be one."""
    try:
        wide = encoding.startswith(("utf-16", "utf-32"))
        return text.encode(encoding, "surrogatepass" if wide else "surrogateescape") if text else b""
    except (UnicodeError, LookupError) as error:
        raise LedgerError(f"the text does not fit its encoding {encoding!r}: {error}") from error


def _written_or_none(text: str, encoding: str) -> bytes | None:
    """Encode, or return None where the codec reads what it cannot write."""
    try:
        return _written(text, encoding)
    except LedgerError:
        return None
