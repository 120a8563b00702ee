"""Which reader reads which file, and the one call that reads documents."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from cleaner.page import Page, Source
from cleaner.reading.json_rows import read_json, read_lines
from cleaner.reading.mhtml import read_mhtml
from cleaner.reading.options import PLAINLY, Input, Reading
from cleaner.reading.parquet import read_parquet
from cleaner.reading.row import Container
from cleaner.reading.stream import Stream, opened, why_not
from cleaner.reading.warc import read_warc
from cleaner.reading.whole import read_html, read_text

Reader = Callable[[Stream, Container], Iterator[Page]]

READERS: Mapping[str, Reader] = {
    ".txt": read_text, ".text": read_text, ".md": read_text, ".markdown": read_text,
    ".html": read_html, ".htm": read_html, ".xhtml": read_html, ".shtml": read_html,
    ".mhtml": read_mhtml, ".mht": read_mhtml,
    ".jsonl": read_lines, ".ndjson": read_lines, ".json": read_json,
    ".warc": read_warc, ".wet": read_warc, ".parquet": read_parquet,
}  # fmt: skip
"""Suffix -> what reads such a file; a file that is named and has another suffix is read as text."""

PACKINGS: Mapping[str, str] = {".gz": "gzip", ".zst": "zstd"}
"""What may follow the suffix."""

_WHOLE = (read_text, read_html)


def read(one: Input, reading: Reading = PLAINLY) -> Iterator[Page]:
    """Yield the documents of a file, one after the other; never none for a file that cannot be read.

    A document that cannot be read has a source without SHA-256, and its reason says why and what to do; the others
    are read nevertheless, as far as that is possible. Memory holds the longest document, not the file.

    Raises InputError for an encoding that does not exist, ConfigError where a package is missing.
    """
    suffix, packing = suffix_of(one.path)
    reader = READERS.get(suffix, read_text)
    path = printable(one.path)
    told = packing if reader in _WHOLE else " ".join(filter(None, (packing, suffix[1:])))
    name = one.name
    if packing and reader in _WHOLE:  # what comes back is not the packed file
        name = f"{one.name}/{PurePosixPath(one.name).stem}"
    into = Container(path, name, told, reading)
    try:
        with opened(one.path, packing) as stream:
            yield from reader(stream, into)
    except OSError as error:
        yield Page(one.name, "", Source(path, reason=why_not(error)))


def suffix_of(path: str) -> tuple[str, str]:
    """Return the suffix that tells the format of a file, and how it is packed.

    >>> suffix_of("a/corpus.v2.jsonl.gz")
    ('.jsonl', 'gzip')
    """
    file = PurePosixPath(path.lower().replace(os.sep, "/"))
    packing = PACKINGS.get(file.suffix, "")
    return PurePosixPath(file.stem).suffix if packing else file.suffix, packing


def printable(path: str) -> str:
    """Return a path that JSON can hold: bytes of a file name that are no UTF-8 as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
