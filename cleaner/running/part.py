"""The one contract: ``run_shard(shard, part, work) -> Tally``. A part is whole when its marker is there, not before."""

import hashlib
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from cleaner import __version__
from cleaner.errors import StrictError
from cleaner.ledger import Level
from cleaner.output import atomic
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.reading.documents import printable
from cleaner.reading.options import PLAINLY, Reading
from cleaner.record import Reason, Record, Run
from cleaner.running.piece import read_pieces
from cleaner.running.shard import Shard
from cleaner.running.tally import Tally


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with every document: the pipeline, how much ledger is kept, how files are read.

    ``strict`` ends the run at the first document that is rejected.
    """

    pipeline: Pipeline
    level: Level = "full"
    reading: Reading = PLAINLY
    strict: bool = False


class At(NamedTuple):
    """How far a shard has come: documents, their bytes, those rejected."""

    documents: int
    size: int
    rejected: int


class Part(NamedTuple):
    """Where what becomes of a shard is written: clean records, the others, and, last, the marker."""

    folder: str
    number: int

    @property
    def clean(self) -> str:
        """The file of records with clean text."""
        return f"{self.folder}/{self.number:06}.jsonl"

    @property
    def others(self) -> str:
        """The file of rejected and dropped records; it is there only if there are any."""
        return f"{self.folder}/{self.number:06}.rejected.jsonl"

    @property
    def marker(self) -> str:
        """The file that says that the other two are whole."""
        return f"{self.folder}/{self.number:06}.done.json"

    def done(self) -> dict[str, Any] | None:
        """Return what the marker holds; None where there is none, or the files are not as it says."""
        try:
            row: dict[str, Any] = orjson.loads(Path(self.marker).read_bytes())
            sizes = [_size(self.clean), _size(self.others)]
        except (OSError, orjson.JSONDecodeError):
            return None
        return row if row["sizes"] == sizes else None


Watch = Callable[[At], None]
"""What is called before each document is read, with how far the shard has come."""


Seen = Callable[[Shard, At | None], None]
"""What is called with how far a shard has come; with None when it is done."""


def run_shard(shard: Shard, part: Part, work: Work, watch: Watch, culprits: Mapping[int, int] | None = None) -> Tally:
    """Clean the documents of a shard into a part. A file is whole under its name or not there; the marker comes last.

    ``culprits`` are documents, counted from 0, that killed a process, and by which signal: they are rejected unread by
    any stage. Raises StrictError, LedgerError where a law is broken, OSError where writing fails.
    """
    tally = Tally()
    for stale in (part.marker, part.others):
        Path(stale).unlink(missing_ok=True)
    with ExitStack() as stack:
        clean, others = stack.enter_context(atomic(part.clean)), None
        for records in clean_pages(read_pieces(shard, work.reading), work, tally, watch, culprits or {}):
            for record in records:
                if not (record.error or record.dropped):
                    clean.write(record.to_json())
                    continue
                others = others or stack.enter_context(atomic(part.others))
                others.write(record.to_json())
    tally.check()
    sizes = [_size(part.clean), _size(part.others)]
    inputs = [digest_of(piece.input.path) for piece in shard.pieces if piece.end is None]
    with atomic(part.marker) as file:
        file.write(orjson.dumps({"tally": tally.to_row(), "sizes": sizes, "inputs": inputs}))
    return tally


def run_here(shards: Sequence[Shard], folder: str, work: Work, seen: Seen) -> None:
    """Clean shards in this process, one after the other. Raises what ``run_shard`` raises."""
    for shard in shards:
        run_shard(shard, Part(folder, shard.number), work, partial(seen, shard))
        seen(shard, None)


def clean_pages(
    pages: Iterator[Page], work: Work, tally: Tally, watch: Watch, culprits: Mapping[int, int]
) -> Iterator[list[Record]]:
    """Yield the records of each page, and count them."""
    size = 0
    while True:
        watch(At(tally.read, size, tally.rejected))
        page = next(pages, None)
        if page is None:
            return
        killed = culprits.get(tally.read)
        records = work.pipeline.run(page, work.level) if killed is None else _refused(page, work, killed)
        tally.read += 1
        tally.add(records)
        size += page.source.size or 0
        if work.strict and tally.rejected:
            raise StrictError(tally.errors[0])
        yield records
        del page, records  # the next page is read while nothing is left of this one


def digest_of(path: str) -> tuple[str, str | None, int | None]:
    """Return a path, as JSON can hold it, with the SHA-256 and size of its file; None where it cannot be read."""
    told = printable(path)
    if not os.path.isfile(path):
        return told, None, None
    try:
        with open(path, "rb") as file:
            return told, hashlib.file_digest(file, "sha256").hexdigest(), file.tell()
    except OSError:
        return told, None, None


def _refused(page: Page, work: Work, number: int) -> list[Record]:
    """Return the record of a page at which processes were killed: its text as it came, so that it can be restored."""
    cause = f"killed by {signal.Signals(number).name}" if number else "ended"
    told = f"the process that cleaned it was {cause}, twice; if memory is short, give it more, or leave it out"
    bare = replace(work.pipeline, stages=()).run(page, work.level)
    run = Run(__version__, work.pipeline.name, f"sha256:{work.pipeline.digest}")
    return [replace(record, run=run, dropped=None, error=Reason(told, "run.killed")) for record in bare]


def _size(path: str) -> int:
    return os.path.getsize(path) if os.path.exists(path) else 0
