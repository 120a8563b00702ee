"""Joining parts in order into OUT, which appears whole or not at all."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from hashlib import file_digest
from itertools import chain
from pathlib import Path
from typing import Any

from cleaner.errors import LedgerError
from cleaner.output import atomic
from cleaner.running.outputs import Outputs
from cleaner.running.part import Part
from cleaner.running.sink import open_sink
from cleaner.running.tally import Tally


def join(parts: Sequence[Part], tallies: Sequence[Tally], outputs: Outputs) -> list[dict[str, Any]]:
    """Write what the parts hold, in order, and return what to say of each file in the manifest.

    What the shards counted is held against what stands in their files: raises LedgerError where they differ.
    """
    others = _checked((part.others for part in parts), (tally.other_rows for tally in tallies))
    written = _write_others(others, outputs.rejected)
    clean = _checked((part.clean for part in parts), (tally.reports for tally in tallies))
    counts = _write_clean(clean, sum(map(_size, (part.clean for part in parts))), outputs.files)
    written = [*zip(outputs.files, counts, strict=True), *written]
    return [_described(path, count) for path, count in written]


def _write_clean(lines: Iterable[bytes], total: int, files: Sequence[str]) -> list[int]:
    """Spread lines over files, in order, alike in bytes; return how many went into each."""
    counts, at = [0] * len(files), 0
    lines = iter(lines)
    line = next(lines, b"")
    with ExitStack() as all_or_none:  # every file takes its name at the end, when all are written
        for number, path in enumerate(files):
            sink = all_or_none.enter_context(open_sink(path))
            end = total * (number + 1) // len(files)
            while line and (at < end or number + 1 == len(files)):
                sink.write(line)
                counts[number] += 1
                at += len(line)
                line = next(lines, b"")
    return counts


def _write_others(lines: Iterable[bytes], path: str) -> list[tuple[str, int]]:
    """Write what was rejected or dropped; without any, an old file of that name goes."""
    count = 0
    lines = iter(lines)
    first = next(lines, b"")
    if not first:
        Path(path).unlink(missing_ok=True)
        return []
    with atomic(path) as file:
        for line in chain([first], lines):
            file.write(line)
            count += 1
    return [(path, count)]


def _checked(paths: Iterable[str], counts: Iterable[int]) -> Iterator[bytes]:
    """Yield the lines of files of which it is known how many they hold."""
    for path, count in zip(paths, counts, strict=True):
        found = 0
        if os.path.exists(path):
            with open(path, "rb") as file:
                for line in file:
                    found += 1
                    yield line
        if found != count:
            raise LedgerError(f"{path}: {count} records were written, but {found} stand there")


def _described(path: str, count: int) -> dict[str, Any]:
    with open(path, "rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        return {"file": os.path.basename(path), "records": count, "bytes": file.tell(), "sha256": digest}


def _size(path: str) -> int:
    return os.path.getsize(path)
