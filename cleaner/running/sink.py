"""Where records go, by the suffix of the file: JSON lines, packed or not, or Parquet."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, Protocol

import orjson

from cleaner.errors import ConfigError
from cleaner.output import atomic

ROWS, ROW_BYTES = 1000, 32_000_000
"""How many records, or bytes of them, make a row group of Parquet."""

_LEVEL = 6
_TEXTS = ("title", "date", "published", "outlet", "meeting", "script")


class Sink(Protocol):
    """Takes records, one line of JSON at a time."""

    def write(self, line: bytes, /) -> object:
        """Take a record."""
        ...


@contextmanager
def open_sink(path: str) -> Iterator[Sink]:
    """Open a file of records that appears whole or not at all; the same records give the same bytes.

    Raises ConfigError where a package is missing, OSError where writing fails.
    """
    with atomic(path) as file:
        if path.endswith(".gz"):
            with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
                yield packed
        elif path.endswith(".zst"):
            with _zstandard().ZstdCompressor().stream_writer(file, closefd=False) as packed:
                yield packed
        elif path.endswith(".parquet"):
            with _parquet(file) as table:
                yield table
        else:
            yield file


def check_format(path: str) -> None:
    """Raise ConfigError, before the work, where the package that writes such a file is missing."""
    if path.endswith(".zst"):
        _zstandard()
    if path.endswith(".parquet"):
        _arrow()


@contextmanager
def _parquet(file: BinaryIO) -> Iterator[Sink]:
    table = _Parquet(file)
    try:
        yield table
        table.flush()
    finally:
        table.close()


class _Parquet:
    """Records as rows: id, text and single metadata as texts, all metadata and the provenance as JSON."""

    def __init__(self, file: BinaryIO) -> None:
        self._arrow, parquet = _arrow()
        names = ("id", "text", *_TEXTS, "metadata", "provenance")
        self._schema = self._arrow.schema([(name, self._arrow.string()) for name in names])
        self._file = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, str | None]] = []
        self._held = 0

    def write(self, line: bytes, /) -> None:
        row = orjson.loads(line)
        told = {name: _text(row["metadata"].get(name)) for name in _TEXTS}
        packed = {name: orjson.dumps(row[name]).decode() for name in ("metadata", "provenance")}
        self._rows.append({"id": row["id"], "text": row["text"], **told, **packed})
        self._held += len(line)
        if len(self._rows) == ROWS or self._held > ROW_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held as a row group."""
        if self._rows:
            self._file.write_table(self._arrow.Table.from_pylist(self._rows, self._schema))
        self._rows, self._held = [], 0

    def close(self) -> None:
        """Write the end of the file."""
        self._file.close()


def _text(value: Any) -> str | None:
    return value if isinstance(value, str | None) else orjson.dumps(value).decode()


def _zstandard() -> Any:
    try:
        import zstandard  # an extra
    except ImportError as error:
        raise _missing("zstd needs zstandard", "zstd") from error
    return zstandard


def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow  # an extra, and slow to import
        from pyarrow import parquet
    except ImportError as error:
        raise _missing("Parquet needs pyarrow", "parquet") from error
    return pyarrow, parquet


def _missing(needs: str, extra: str) -> ConfigError:
    return ConfigError(f"writing {needs}, which is not installed: pip install 'cleaner[{extra}]'")
