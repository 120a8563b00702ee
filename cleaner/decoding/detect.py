"""Which encoding bytes are in, how sure that is, and why."""

import codecs
import re

from cleaner.decoding.commonness import commonness, reading_score
from cleaner.decoding.encoding import BINARY, MARKS, Choice, canonical, marked
from cleaner.decoding.realign import CODECS, realigned

_UNICODE = ("utf-8", "ascii", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7")
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"PK\x03\x04": "a ZIP archive (or .docx, .xlsx)",
    b"\x1f\x8b\x08": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}

_BLOCK = 1 << 16
_SECOND_LOOK = 1 << 12
_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\b\x1a\x1b"))
_CONTINUATIONS = bytes(range(0x80, 0xC0))
_CUT_TAIL = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_ESCAPED = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_NEVER_SECOND = re.compile(rb"[\t-\r -/]")  # bytes that are no second byte of a character, so a sample may start after
_HZ_SHIFT = re.compile(rb"~\{[!-w][!-~]")
_DECLARATION = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s{0,9}=\s{0,9}["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)

_SURE = 0.45  # commonness from which a reading is Chinese without a second opinion; measured: 0.45 to 0.75
_POOR = 0.22  # ... under which it is not; measured: Japanese, Korean, French, English read as Chinese reach 0.1
_LIKELY = 0.3  # ... from which UTF-16 without a mark is believed
_HOPELESS = -0.8  # ... under which a reading is mostly damage
_HINT = 0.1  # what a declaration in the page adds to the commonness of its reading


def detect(data: bytes) -> Choice:
    """Return the encoding that fits the bytes best. Looks at all of them for UTF-8, at a sample for the others."""
    if not data:
        return Choice("utf-8", False, 1.0, "empty")
    return _by_mark(data) or _by_utf8(data) or _by_signature(data) or _by_characters(data)


def _by_mark(data: bytes) -> Choice | None:
    """Trust a byte-order mark; that of UTF-32 only if units follow that UTF-32 can have."""
    for encoding in MARKS:
        if marked(data, encoding) and (encoding != "utf-32-le" or _fits_utf32(data[4:_BLOCK], encoding)):
            return Choice(encoding, True, 1.0, "byte-order mark")
    return None


def _by_utf8(data: bytes) -> Choice | None:
    """Recognise UTF-8, whole or damaged, and HZ, which is ASCII all through."""
    try:
        plain = data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return _by_damaged_utf8(data)
    if _control_share(_sample(data)) > 0.3:
        return None
    if plain and _hz_score(data) > 0:
        return Choice("hz", False, 0.98, "HZ shifts")
    return Choice("utf-8", False, 1.0, "pure ASCII" if plain else "valid UTF-8")


def _by_damaged_utf8(data: bytes) -> Choice | None:
    """Recognise UTF-8 with some bad bytes, or cut in mid-character at either end: two good characters for a bad byte.

    A character of n bytes counts as (n - 1) / 2, so that pairs, which other encodings have by chance, weigh less.
    """
    head = len(data[:3]) - len(data[:3].lstrip(_CONTINUATIONS))
    tail = _CUT_TAIL.search(data[-3:])
    body = memoryview(data)[head : len(data) - (len(tail[0]) if tail else 0)]
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good, bad = 0.0, 0
    for start in range(0, len(body), _BLOCK):
        block = bytes(body[start : start + _BLOCK])
        text = decoder.decode(block, start + _BLOCK >= len(body))
        good += (len(block) - len(text)) / 2
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            bad += len(_ESCAPED.findall(text))
            if bad > 100 and bad > good:
                return None
    if good < 1 or bad * 2 > good:
        return None
    return Choice("utf-8", False, round(good / (good + bad), 2), "UTF-8" if bad else "UTF-8 cut in mid-character")


def _by_signature(data: bytes) -> Choice | None:
    """Recognise common binary files by their first bytes; a text may begin so too, but holds no control characters."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature) and _control_share(_sample(data)) > 0:
            return Choice(BINARY, False, 1.0, kind)
    return None


def _by_characters(data: bytes) -> Choice:
    """Choose by how common the characters are that each encoding reads; a declaration in the page is a hint."""
    sample, declared = _sample(data), _declared(data)
    scores = _wide_scores(data)
    if _control_share(sample) <= 0.02:
        scores |= _narrow_scores(sample)
    elif not scores:
        return _by_zeros(data)
    if declared in scores:
        scores[declared] += _HINT + 1 / (1 + len(_BEYOND_ASCII.findall(sample)) / 2) ** 0.5  # the less text, the more
    best = max(scores, key=lambda encoding: scores[encoding])
    if best == declared and _fits(sample, best):
        return Choice(best, False, 0.99, "declared in the page")
    if scores[best] < _SURE:
        foreign = _foreign(sample, declared)
        if foreign and foreign.confidence > (scores[best] if scores[best] < _POOR else 0.5):
            return foreign
    if scores[best] < _HOPELESS:
        return Choice("utf-8", False, 0.1, "no encoding fits")
    return Choice(best, False, _confidence(scores, best), "commonness of the characters")


def _wide_scores(data: bytes) -> dict[str, float]:
    """Return the commonness for both orders of UTF-16, ASCII included; nothing if neither is likely."""
    sample = _even_sample(data)
    scores = {encoding: reading_score(sample, encoding, plain=True) for encoding in ("utf-16-le", "utf-16-be")}
    return scores if max(scores.values()) >= _LIKELY else {}


def _narrow_scores(sample: bytes) -> dict[str, float]:
    """Return the commonness for the double-byte encodings and HZ; if it is poor, that of the best realigned reading."""
    scores = {encoding: reading_score(sample, encoding) for encoding in CODECS}
    if max(scores.values()) < _SURE:
        scores = {encoding: commonness(realigned(sample[:_SECOND_LOOK], encoding)) for encoding in CODECS}
    return {**scores, "hz": _hz_score(sample)}


def _by_zeros(data: bytes) -> Choice:
    """Recognise UTF-32 without a mark by its zero bytes; call the rest binary."""
    for encoding in ("utf-32-le", "utf-32-be"):
        if _fits_utf32(data, encoding):
            return Choice(encoding, False, 0.95, "zero bytes of UTF-32")
    return Choice(BINARY, False, 0.9, "control characters that no encoding explains")


def _foreign(sample: bytes, declared: str | None) -> Choice | None:
    """Return the encoding of a page that is not Chinese: the declared one if it fits, else what chardet says."""
    if declared and declared not in (*CODECS, *_UNICODE) and _fits(sample, declared):
        return Choice(declared, False, 0.5, "declared in the page")
    import chardet  # when first needed: it costs 0.1 s

    found = chardet.detect(sample, prefer_superset=False, compat_names=False)
    encoding = canonical(found["encoding"] or "")
    if encoding is None or encoding in (*CODECS, *_UNICODE, "hz") or not _fits(sample, encoding):
        return None
    language = f": {found['language']}" if found["language"] else ""
    return Choice(encoding, False, round(min(found["confidence"], 0.9), 2), "chardet" + language)


def _declared(data: bytes) -> str | None:
    """Return the encoding that the first 2 KB declare as HTML or XML, if it is one."""
    found = _DECLARATION.search(data[:2048])
    return canonical((found[1] or found[2]).decode("ascii")) if found else None


def _confidence(scores: dict[str, float], best: str) -> float:
    """Return the lead of the best reading over the next, 0.1 to 0.99."""
    rest = [score for encoding, score in scores.items() if encoding != best]
    lead = scores[best] - max(rest, default=0.0)
    return round(min(0.99, max(0.1, 0.5 + lead)), 2)


def _fits(sample: bytes, encoding: str) -> bool:
    """Whether the encoding reads the sample without damage, but for a character cut at its end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _fits_utf32(data: bytes, encoding: str) -> bool:
    """Whether nine in ten units of the first 64 KB are code points other than zero."""
    units = len(data[:_BLOCK]) // 4
    text = data[: units * 4].decode(encoding, "replace")
    return (text.count("\ufffd") + text.count("\0")) * 10 < units


def _control_share(sample: bytes) -> float:
    """Return the share of the bytes that are control characters which pages do not hold."""
    return 1 - len(sample.translate(None, _CONTROLS)) / len(sample)


def _sample(data: bytes) -> bytes:
    """Return short data whole, of long data 64 KB from the first byte beyond ASCII, from the middle and the end."""
    if len(data) <= 3 * _BLOCK:
        return data
    found = _BEYOND_ASCII.search(data)
    first = found.start() if found else 0
    parts = [data[first : first + _BLOCK]]
    for start in (len(data) // 2, len(data) - _BLOCK):
        part = data[start : start + _BLOCK]
        begin = _NEVER_SECOND.search(part)
        parts.append(part[begin.end() :] if begin else b"")
    return b"".join(parts)


def _even_sample(data: bytes) -> bytes:
    """Return 64 KB from the start and the middle, cut between units of UTF-16."""
    middle = len(data) // 4 * 2
    return data[:_BLOCK] + (data[middle : middle + _BLOCK] if middle >= _BLOCK else b"")


def _hz_score(data: bytes) -> float:
    """Return the commonness of the first 64 KB from the first shift of HZ; -1.5 if there is no shift, or none back."""
    found = _HZ_SHIFT.search(data)
    if not found or data.find(b"~}", found.start()) < 0:
        return -1.5
    return reading_score(data[found.start() : found.start() + _BLOCK], "hz")
