"""What every adapter does: a text in, rows out, as a run would write them."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

import orjson

from cleaner.config import load_pipeline
from cleaner.ledger import Level
from cleaner.offsets import Origins
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import Record


class Removed(NamedTuple):
    """Characters of the source that a rule removed: where they stand in it."""

    start: int
    end: int
    rule: str


@cache
def pipeline_of(name: str) -> Pipeline:
    """Return the pipeline of a preset or file, read once in each process. Raises ConfigError."""
    return load_pipeline(name)


def cleaned(text: str, name: str, pipeline: str = "default", level: Level = "full") -> list[dict[str, Any]]:
    """Return a row for each report of a text, as JSON holds it, never none.

    A row with ``error`` or ``dropped`` has no clean text. Raises ConfigError for a pipeline that cannot be used.
    """
    records = pipeline_of(pipeline).run(Page.of_text(text, name), level)
    return [orjson.loads(record.to_json()) for record in records]


def reason_of(row: dict[str, Any]) -> str | None:
    """Return why a row has no clean text; None for one that has."""
    told = row.get("error") or row.get("dropped")
    return None if told is None else f"{told['reason']} [{told['rule']}]"


def name_of(text: str) -> str:
    """Return a name for a text that has none: the same for the same text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def removed(record: Record) -> Iterator[Removed]:
    """Yield what was removed from the source of a record and put nowhere, stage by stage, with its place there."""
    back: list[Origins] = []
    for step in record.steps or ():
        for hunk in step.patch.hunks:
            if not hunk.new:
                span = hunk.start, hunk.end
                for origins in back:
                    span = origins.span(*span)
                yield Removed(span[0] + record.place.start, span[1] + record.place.start, hunk.rule)
        back.insert(0, Origins.of(step.patch))
