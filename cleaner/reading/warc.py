"""WARC: what a crawler fetched, record after record (ISO 28500), also the texts that Common Crawl makes of it (WET).

The framing is read here: of the libraries, FastWARC 2.0 ends the process and warcio 1.7 passes over a record in silence
where a file is cut.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.html.source import HTML, PLAIN
from cleaner.page import Page
from cleaner.reading.row import Container
from cleaner.reading.stream import Stream, told_size

_KINDS = frozenset({"response", "resource", "conversion"})
_TYPES = {"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": PLAIN}
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000
_CHUNK = 1 << 16
_GZIP_OR_ZLIB, _BARE = 47, -15  # window bits of zlib: with a header of either kind, without any


class _Body(NamedTuple):
    """What a record holds, and its media type."""

    data: bytes
    media_type: str


def read_warc(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield a page for each record that is a text: HTML and plain text, fetched with success.

    Requests, redirects, pictures and the like are no documents and passed over. A page's bytes are those that the
    server sent, without transfer and content encoding; the fields of the record (``WARC-Date``, ...) are its row's.
    """
    into.unit = "record"
    number = 1
    try:
        while line := _next(stream):
            offset = stream.offset - len(line)
            if not line.startswith(b"WARC/"):
                reason = f"no record begins here but {line[:20]!r}"
                yield into.rejected(f"{reason}; is it a WARC file?" if number == 1 else reason, number, offset)
                _seek_record(stream)
            else:
                yield from _pages(stream, into, number, offset)
            number += 1
    except InputError as error:
        yield into.rejected(str(error), number, stream.offset)


def _pages(stream: Stream, into: Container, number: int, offset: int) -> Iterator[Page]:
    """Yield the page of a record, if it is one; its first line has been read."""
    told = _headers(stream)
    size = told.get("Content-Length", "").strip() if told else ""
    if told is None or not size.isdecimal():
        yield into.rejected("the record does not say how long it is; leave it out", number, offset)
        _seek_record(stream)
        return
    length, limit = int(size), into.reading.limit
    wanted = told.get("WARC-Type", "").strip().lower() in _KINDS
    if not wanted or length > limit:
        left = length - _skip(stream, length)
        if left:
            yield into.rejected(_cut(length - left, length), number, offset)
        elif wanted:
            reason = f"the record has {told_size(length)}, more than {told_size(limit)}"
            yield into.rejected(f"{reason}; leave it out or raise --max-size", number, offset)
        return
    data = stream.read(length)
    if len(data) < length:
        yield into.rejected(_cut(len(data), length), number, offset)
        return
    try:
        body = _body(data, told, limit)
    except InputError as error:
        yield into.rejected(str(error), number, offset)
        return
    if body is not None:
        row = {**told, "url": told.get("WARC-Target-URI", "").strip().strip("<>"), into.reading.field: body.data}
        page = into.page(row, number, offset)
        known = page.source.sha256 is not None and body.media_type
        yield replace(page, source=replace(page.source, media_type=body.media_type)) if known else page


def _cut(found: int, length: int) -> str:
    return f"the record is cut short: {found:,} of {length:,} bytes are there; get the file again"


def _next(stream: Stream) -> bytes:
    """Return the next line that is not blank; nothing at the end."""
    while (line := stream.line(_LONGEST_LINE)) and not line.strip():
        pass
    return line


def _seek_record(stream: Stream) -> None:
    """Go on to a line after which a record begins: such a line is blank, as every record ends with two of them."""
    blank = False
    while line := stream.line(_LONGEST_LINE):
        if blank and not line.strip():
            return
        blank = not line.strip()


def _headers(stream: Stream) -> Mapping[str, str] | None:
    """Return the fields of a record, None where they do not end."""
    lines: list[bytes] = []
    while (line := stream.line(_LONGEST_LINE)).strip():
        lines.append(line)
        if len(lines) > _MOST_LINES or not line.endswith(b"\n"):
            return None
    return _fields(b"".join(lines)) if line else None


def _fields(lines: bytes) -> dict[str, str]:
    """Read header fields; of two with one name the first counts."""
    found: dict[str, str] = {}
    from email.parser import BytesHeaderParser  # as slow to import as all else that reads documents

    for name, value in BytesHeaderParser().parsebytes(lines).items():
        found.setdefault(name, str(value))
    return found


def _skip(stream: Stream, length: int) -> int:
    """Pass over so many bytes; return how many there were."""
    left = length
    while left and (data := stream.read(min(left, _CHUNK))):
        left -= len(data)
    return length - left


def _body(data: bytes, told: Mapping[str, str], limit: int) -> _Body | None:
    """Return the text that a record holds, None for what is none. Raises InputError for one that cannot be unpacked."""
    kind = told.get("Content-Type", "").lower()
    if not kind.startswith("application/http"):
        return _typed(data, kind) if told.get("WARC-Type", "").strip().lower() != "response" else None
    head, _, body = data.partition(b"\r\n\r\n")
    status, _, lines = head.partition(b"\n")
    if not status.split(b" ")[1:2] or not status.split(b" ")[1].startswith(b"2"):
        return None
    fields = {name.lower(): value.strip().lower() for name, value in _fields(lines).items()}
    found = _typed(body, fields.get("content-type", ""))
    if found is None:
        return None
    if "chunked" in fields.get("transfer-encoding", ""):
        body = _unchunked(body)
    return found._replace(data=_unpacked(body, fields.get("content-encoding", ""), limit))


def _typed(data: bytes, kind: str) -> _Body | None:
    """Return data under its media type; without one its beginning tells, later."""
    name = kind.partition(";")[0].strip()
    return _Body(data, _TYPES.get(name, "")) if not name or name in _TYPES else None


def _unchunked(body: bytes) -> bytes:
    """Put the chunks of a body together; a body that is not in chunks, as many crawlers store it, stays."""
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\n", at, at + 100)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return b"".join(pieces) if pieces else body
        pieces.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length + 2
        if not length:
            break
    return b"".join(pieces)


def _unpacked(body: bytes, packing: str, limit: int) -> bytes:
    """Unpack a body; one that is unpacked already, as many crawlers store it, stays."""
    if packing in ("", "identity") or (packing in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b")):
        return body
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise InputError(f"the server packed it as {packing[:20]!r}, which is not read; leave it out")
    bare = packing == "deflate" and (len(body) < 2 or (body[0] << 8 | body[1]) % 31 != 0)
    machine = zlib.decompressobj(_BARE if bare else _GZIP_OR_ZLIB)
    try:
        data = machine.decompress(body, limit + 1)
    except zlib.error as error:
        raise InputError(f"what the server packed ({packing}) is damaged: {error}; fetch it again") from error
    if len(data) > limit:
        raise InputError(f"is longer than {told_size(limit)} unpacked ({packing}); leave it out or raise --max-size")
    if not machine.eof:
        raise InputError(f"what the server packed ({packing}) is cut short; fetch it again")
    return data
