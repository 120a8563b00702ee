"""Where did these characters come from, and what happened to them on the way?"""

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.errors import InputError
from cleaner.offsets import Origins, Span
from cleaner.record import Record


class Stop(NamedTuple):
    """The characters before a stage: where they stood, how they read, and each change that the stage made to them."""

    stage: str
    span: Span
    text: str
    changes: tuple[str, ...]


def trace(record: Record, start: int, end: int) -> list[Stop]:
    """Follow ``record.text[start:end]`` back to the source; the last stop is ``source``, its span in the decoded page.

    Stages that did not touch the characters are left out. Raises InputError for a span outside the text or a record
    without a ledger.
    """
    if not 0 <= start <= end <= len(record.text):
        raise InputError(f"{record.id}: the text has {len(record.text)} characters, {start}:{end} is not in it")
    if record.steps is None:
        raise InputError(f"{record.id}: was written without a ledger; run again with --ledger full")
    text, stops = record.text, [Stop("text", (start, end), record.text[start:end], ())]
    for step in reversed(record.steps):
        origins = Origins.of(step.patch)
        found = origins.hunks(start, end)
        hunks = step.patch.hunks[found.start : found.stop] if found else ()
        text = step.patch.invert().apply(text)
        start, end = origins.span(start, end)
        if hunks:
            changes = tuple(f"{h.rule} {h.start}:{h.end} {h.old!r} -> {h.new!r}" for h in hunks)
            stops.append(Stop(step.stage, (start, end), text[start:end], changes))
    base = record.place.start
    return [*stops, Stop("source", (base + start, base + end), text[start:end], ())]


def describe(record: Record, stops: list[Stop]) -> Iterator[str]:
    """Yield the lines in which ``cleaner trace`` tells the stops, the newest first."""
    for stop in stops:
        where = record.source.path if stop.stage == "source" else f"before {stop.stage}"
        yield f"{record.id if stop.stage == 'text' else where} [{stop.span[0]}:{stop.span[1]}] {stop.text!r}"
        yield from (f"    {change}" for change in stop.changes)
