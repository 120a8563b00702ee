"""Parquet: a document a row, read a few rows at a time."""

from collections.abc import Iterator
from typing import Any, cast

from cleaner.errors import ConfigError, InputError
from cleaner.node import suggest
from cleaner.page import Page
from cleaner.reading.row import Container
from cleaner.reading.stream import Stream, missing

_ROWS = 64
"""So many rows are held at a time: a row is a document, of up to --max-size."""


def read_parquet(stream: Stream, into: Container) -> Iterator[Page]:
    """Yield a page for each row. Raises ConfigError where the package for it is missing.

    Only the columns that are asked for are read.
    """
    parquet, arrow_error = _library()
    into.unit = "row"
    number = 0
    try:
        file = parquet.ParquetFile(stream.seekable(into.reading.limit))
        names = list(file.schema_arrow.names)
        for batch in file.iter_batches(_ROWS, columns=_columns(names, into)):
            for row in batch.to_pylist():
                number += 1
                yield into.page(row, number)
    except InputError as error:
        yield into.rejected(str(error), number + 1)
    except (arrow_error, OSError, ValueError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        yield into.rejected(f"no Parquet that can be read: {told[:200]}; get it again", number + 1)


def _columns(names: list[str], into: Container) -> list[str]:
    """Return the columns to be read. Raises InputError where the text's, or the id's, is not there."""
    reading = into.reading
    for name, option in ((reading.field, "--field"), (reading.id_field, "--id-field")):
        if name is not None and name not in names:
            listed = ", ".join(names[:10])
            raise InputError(f"no column {name!r}; it has {listed}{suggest(name, names)}; name another {option}")
    wanted = {reading.field, reading.id_field, reading.url_field or "url", *reading.meta_fields}
    return [name for name in names if name in wanted]


def _library() -> tuple[Any, type[Exception]]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise _absent() from error
    return pyarrow.parquet, cast(type[Exception], pyarrow.ArrowException)


def _absent() -> ConfigError:
    return missing("Parquet needs pyarrow", "parquet")
