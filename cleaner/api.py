"""The one call that most Python users need."""

from cleaner.errors import StageError
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import Record


def clean(source: str | bytes, pipeline: Pipeline | None = None, encoding: str | None = None) -> list[Record]:
    """Clean one page, text or bytes, and return a record for each report on it, in order, never none.

    ``encoding`` names that of bytes; without it they are looked at. Raises InputError for an unknown encoding, and
    StageError if a stage failed: use ``Pipeline.run`` to get the text as far as it came instead. A record without
    text says why in ``dropped`` or, for bytes that are no text, in ``error``.
    """
    page = Page.of_bytes(source, encoding=encoding) if isinstance(source, bytes) else Page.of_text(source)
    records = (pipeline or Pipeline.default()).run(page)
    for record in records:
        if record.error and not record.error.rule.startswith("input."):
            raise StageError(record.error.rule, *record.error.reason.split(": ", 1))
    return records
