"""JSON: a document a line (``.jsonl``), or a file that holds one, or a list of them (``.json``)."""

import json
import re
from collections.abc import Iterator
from typing import Any

import orjson

from cleaner.errors import InputError
from cleaner.page import Page
from cleaner.reading.row import Container
from cleaner.reading.stream import Line, Stream, told_size

_MARK = b"\xef\xbb\xbf"
_LONG_NUMBER = re.compile(rb"[0-9]{19}")  # may be over 64 bit: orjson makes a float of it and loses digits of an id


def read_lines(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield a page for each line that is not blank; a line that cannot be read is one that is rejected."""
    number = 0
    try:
        for line in stream.lines(into.reading.limit):
            number = line.number
            if line.data.strip() or line.size > into.reading.limit:
                yield _page(line, into)
    except InputError as error:
        yield into.rejected(str(error), number + 1, stream.offset)


def read_json(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield the pages of a file that is an object or a list of objects; one that is neither is read line by line."""
    try:
        data = stream.whole(into.reading.limit)
    except InputError as error:
        yield into.rejected(str(error), 1)
        return
    try:
        rows = parse(data)
    except InputError as error:
        if b"\n" not in data.strip():
            yield into.rejected(str(error), 1)
            return
        offset = 0
        for number, line in enumerate(data.splitlines(keepends=True), 1):
            if line.strip():
                yield _page(Line(line, number, offset, len(line)), into)
            offset += len(line)
        return
    into.unit = "item"
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        yield into.page(row, number)


def _page(line: Line, into: Container) -> Page:
    """Return the page of a line."""
    limit = into.reading.limit
    if line.size > limit:
        reason = f"the line has {told_size(line.size)}, more than {told_size(limit)}; leave it out or raise --max-size"
        return into.rejected(reason, line.number, line.offset)
    try:
        row = parse(line.data)
    except InputError as error:
        return into.rejected(str(error), line.number, line.offset)
    return into.page(row, line.number, line.offset)


def parse(data: bytes) -> Any:
    """Parse JSON in UTF-8. Raises InputError for what is none.

    What other writers take for JSON is read too: ``NaN``, and half of a pair of surrogates.
    """
    data = data.removeprefix(_MARK)
    if not _LONG_NUMBER.search(data):
        try:
            return orjson.loads(data)
        except orjson.JSONDecodeError:
            pass
    try:
        return json.loads(data.rstrip().decode("utf-8"))
    except UnicodeDecodeError as error:
        bad = f"byte {error.start + 1} (0x{data[error.start]:02x}) is no UTF-8"
        raise InputError(f"{bad}; JSON is written in UTF-8: convert the file") from error
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON: {error.msg} at character {error.pos + 1}; mend or remove it") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON that can be read: {error}; mend or remove it") from error
