"""A file that is one document: plain text or HTML."""

from collections.abc import Iterator
from dataclasses import replace

from cleaner.errors import InputError
from cleaner.page import Page, Source
from cleaner.reading.row import Container
from cleaner.reading.stream import Stream


def read_text(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield the one page of a file. Raises InputError for an encoding that does not exist."""
    try:
        data = stream.whole(into.reading.limit)
    except InputError as error:
        yield Page(into.name, "", Source(into.path, reason=str(error), packing=into.packing))
        return
    page = Page.of_bytes(data, into.name, into.path, into.reading.encoding)
    yield replace(page, source=replace(page.source, packing=into.packing)) if into.packing else page


def read_html(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield the one page of a file of HTML."""
    for page in read_text(stream, into):
        yield replace(page, source=replace(page.source, media_type="text/html"))
