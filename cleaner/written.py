"""What a run wrote, read back: OUT in any of its forms, its shards, and what was rejected beside it."""

import os
from collections.abc import Iterator
from glob import escape, glob

import orjson

from cleaner.errors import InputError
from cleaner.reading.stream import missing, opened
from cleaner.running.outputs import Outputs, split_suffix

_PACKINGS = {".gz": "gzip", ".zst": "zstd"}
_ENDLESS = 1 << 40  # what a run wrote is read again, however long a line is


def written_lines(path: str, clean: bool = True, rejected: bool = True) -> Iterator[tuple[str, bytes]]:
    """Yield the lines of all records of a run, each with its place: those of OUT, then those that were rejected.

    ``clean`` and ``rejected`` say which of both are wanted. Raises InputError for what cannot be read, ConfigError
    where a package is missing.
    """
    other = Outputs(path).rejected
    for file in (one for one in written_files(path) if (rejected if one == other else clean)):
        try:
            yield from _parquet(file) if file.endswith(".parquet") else _json(file)
        except OSError as error:
            raise InputError(f"{file}: cannot be read: {error.strerror or error}") from error


def written_files(path: str) -> list[str]:
    """Return the files of a run that was told to write OUT: that or its shards, and what was rejected."""
    stem, suffix = split_suffix(path)
    shards = [] if os.path.exists(path) else sorted(glob(f"{escape(stem)}-[0-9]*-of-[0-9]*{escape(suffix)}"))
    rejected = Outputs(path).rejected
    return [*(shards or [path]), *([rejected] if os.path.exists(rejected) else [])]


def _json(path: str) -> Iterator[tuple[str, bytes]]:
    packing = _PACKINGS.get(os.path.splitext(path)[1], "")
    with opened(path, packing) as stream:
        try:
            for line in stream.lines(_ENDLESS):
                if line.data.strip():
                    yield f"{path}:{line.number}", line.data
        except InputError as error:
            raise InputError(f"{path}: {error}") from error


def _parquet(path: str) -> Iterator[tuple[str, bytes]]:
    try:
        from pyarrow import ArrowException, parquet  # an extra, and slow to import
    except ImportError as error:
        raise missing("Parquet needs pyarrow", "parquet") from error
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(100, columns=["id", "text", "metadata", "provenance"]):
                for row in batch.to_pylist():
                    number += 1
                    row |= {name: orjson.loads(row[name]) for name in ("metadata", "provenance")}
                    yield f"{path}:{number}", orjson.dumps(row)
    except (ArrowException, orjson.JSONDecodeError, KeyError) as error:
        raise InputError(f"{path}: row {number + 1} is none of a Parquet file that cleaner wrote: {error}") from error
