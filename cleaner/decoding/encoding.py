"""The names of encodings: ours, the user's, and those that pages declare."""

import codecs
from typing import NamedTuple

from cleaner.decoding.commonness import reading_score
from cleaner.errors import InputError

BINARY = "binary"

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "gb18030": b"\x84\x31\x95\x33",
}
"""Encoding -> its byte-order mark. UTF-32 stands before UTF-16, whose little-endian mark begins its own."""

_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-1": "cp1252",
    "utf-8-sig": "utf-8",
}
_LABELS = {"gb_2312-80": "gbk", "x-gbk": "gbk", "x-x-big5": "big5", "x-sjis": "shift_jis"}
_NOT_PAGES = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}
_ENOUGH = 1 << 16


class Choice(NamedTuple):
    """An encoding (``"binary"`` for none), whether its byte-order mark is there, how sure that is (0 to 1), and why."""

    encoding: str
    mark: bool
    confidence: float
    reason: str


def canonical(name: str) -> str | None:
    """Return the name that we use for an encoding: lower case, GB2312 and GBK as gb18030, Big5 as big5hkscs.

    None for a name that is no text encoding.
    """
    label = name.strip().lower()
    label = _LABELS.get(label, label)
    try:
        "".encode(label)
        found = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    return None if found in _NOT_PAGES else _SUPERSETS.get(found, found)


def named(name: str, data: bytes) -> Choice:
    """Return the encoding that the user named; ``utf-16`` and ``utf-32`` get their order from the mark or the text.

    Raises InputError for a name that is no text encoding, with names near it.
    """
    encoding = canonical(name)
    if encoding is None:
        raise InputError(f"unknown encoding {name!r}{_near(name)}")
    if encoding in ("utf-16", "utf-32"):
        orders = (encoding + "-le", encoding + "-be")
        encoding = max(orders, key=lambda order: (data.startswith(MARKS[order]), reading_score(data[:_ENOUGH], order)))
    return Choice(encoding, marked(data, encoding), 1.0, "--encoding")


def marked(data: bytes, encoding: str) -> bool:
    """Whether the data begins with the byte-order mark of the encoding."""
    return encoding in MARKS and data.startswith(MARKS[encoding])


def _near(name: str) -> str:
    """Say which names are near an unknown one."""
    from difflib import get_close_matches
    from encodings.aliases import aliases

    known = {alias.replace("_", "-") for alias in (*aliases, *aliases.values()) if canonical(alias)}
    near = get_close_matches(name.lower().replace("_", "-"), sorted(known), 3)
    return f"; did you mean {' or '.join(near)}?" if near else ""
