"""Writes the review page: one HTML file that needs nothing else, however many reports it shows.

The list and the reports stand in it as base64 of gzip, the reports in chunks, and a chunk is unpacked when one of its
reports is opened: a page of 10,000 reports opens as fast as its list.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from gzip import compress
from importlib.resources import files
from typing import Any, BinaryIO

import orjson

from cleaner.record import Record
from cleaner.review.entry import entry_of, stages_of

CHUNK = 400_000
"""So many characters of sources stand in a chunk, and at least one report."""

_DATA = b'<script type="application/gzip" id="%b">%b</script>\n'
_LEVEL = 6


def write_page(records: Iterable[Record], reasons: Mapping[str, str], out: BinaryIO) -> int:
    """Write the page of these records, which are read one after the other; return how many it shows.

    ``reasons`` says of each rule what it does; a rule that it lacks is shown by its name alone. Raises what
    ``Record.original`` raises for a record that was changed.
    """
    head, tail = _template()
    out.write(head)
    rows: list[dict[str, Any]] = []
    stages: dict[str, str] = {}
    for number, chunk in enumerate(_chunks(records, rows, stages)):
        out.write(_DATA % (b"chunk-%d" % number, chunk))
    rules = {rule: [stages[rule], reasons.get(rule, "")] for rule in sorted(stages)}
    out.write(_DATA % (b"list", _packed({"rows": rows, "rules": rules})))
    out.write(tail)
    return len(rows)


def _chunks(records: Iterable[Record], rows: list[dict[str, Any]], stages: dict[str, str]) -> Iterator[bytes]:
    """Yield the chunks of details; rows and stages are filled on the way."""
    details: list[dict[str, Any]] = []
    number = size = 0
    for record in records:
        row, detail = entry_of(record)
        stages |= stages_of(record.steps or ())
        rows.append(row | {"chunk": number, "at": len(details)})
        details.append(detail)
        size += len(detail["source"])
        if size >= CHUNK:
            yield _packed(details)
            details, size, number = [], 0, number + 1
    if details:
        yield _packed(details)


def _packed(data: Any) -> bytes:
    """Return JSON data as base64 of gzip: no character of it can end the element that it stands in."""
    return b64encode(compress(orjson.dumps(data), _LEVEL, mtime=0))


def _template() -> tuple[bytes, bytes]:
    """Return what stands before and behind the data: the page with its style and its script."""
    home = files("cleaner.review")
    page = home.joinpath("page.html").read_bytes()
    for slot, name in ((b"/* style */", "page.css"), (b"/* script */", "page.js")):
        page = page.replace(slot, home.joinpath(name).read_bytes())
    head, _, tail = page.partition(b"<!-- data -->")
    return head, tail
