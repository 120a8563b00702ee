"""MHTML: a page that a browser saved with all that belongs to it, as a message in parts (RFC 2557)."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.errors import InputError
from cleaner.html.source import HTML
from cleaner.page import Page
from cleaner.reading.row import Container, storable
from cleaner.reading.stream import Stream

if TYPE_CHECKING:
    from email.message import Message


def read_mhtml(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield the page of a file: its first part of HTML, which is the main frame.

    The page's bytes are those of the part without its transfer encoding (quoted-printable, base64); its address is what
    the browser wrote.
    """
    from email.parser import BytesParser  # as slow to import as all else that reads documents

    try:
        message = BytesParser().parsebytes(stream.whole(into.reading.limit))
    except InputError as error:
        yield into.rejected(str(error), 1)
        return
    part = next((part for part in message.walk() if part.get_content_type() == HTML), None)
    if part is None:
        yield into.rejected("no part of it is HTML; is it a page that a browser saved?", 1)
        return
    yield _page(message, part, into)


def _page(message: "Message", part: "Message", into: Container) -> Page:
    """Return the page of a part."""
    data = part.get_payload(decode=True)
    name = f"{into.name}/page.html"
    page = Page.of_bytes(data if isinstance(data, bytes) else b"", name, into.path, into.reading.encoding)
    url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
    address = storable(str(url).strip()) if url else None
    return replace(page, source=replace(page.source, url=address, media_type=HTML, packing=into.packing))
