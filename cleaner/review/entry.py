"""What the review page shows of one report: a row of its list, and the source with all that was changed in it."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cleaner.chain import changes
from cleaner.ledger import Step
from cleaner.record import Record

_SURROGATES = re.compile("[\\ud800-\\udfff]")


class Entry(NamedTuple):
    """``row`` stands in the list of all reports; ``detail`` is read when somebody opens it. Both are JSON data."""

    row: dict[str, Any]
    detail: dict[str, Any]


def entry_of(record: Record) -> Entry:
    """Return what is shown of a record.

    ``detail["hunks"]`` are ``[start, end, new, rules]`` in the source's region, in order: the text is the source with
    these applied. Bytes that were no text are U+FFFD in it. Without a full ledger the source is not there to be shown:
    then it is the text, and nothing changed.
    """
    hunks: list[list[Any]] = []
    source = record.text
    if record.level == "full" and record.steps is not None:
        source = _SURROGATES.sub("\ufffd", record.original())  # one to one: offsets stay
        hunks = [list(change) for change in changes((step.patch for step in record.steps), record.text)]
    row = {
        "id": record.id,
        "path": record.source.path,
        "title": record.metadata.get("title"),
        "date": record.metadata.get("date") or record.metadata.get("published"),
        "size": len(source),
        "removed": sum(max(0, end - start - len(new)) for start, end, new, _ in hunks),
        "edits": len(hunks),
        "rules": sorted({rule for *_, rules in hunks for rule in rules}),
        "flag": _flag(record),
    }
    evidence = record.metadata.get("evidence", {})
    metadata = {label: value for label, value in record.metadata.items() if value and label != "evidence"}
    reason = record.error or record.dropped
    return Entry(row, {
        "source": source, "start": record.place.start, "hunks": hunks, "metadata": metadata, "evidence": evidence,
        "remarks": record.remarks, "reason": f"{reason.reason} [{reason.rule}]" if reason else "",
    })  # fmt: skip


def stages_of(steps: Iterable[Step]) -> Mapping[str, str]:
    """Return rule -> the stage that named it."""
    return {hunk.rule: step.stage for step in steps for hunk in step.patch.hunks}


def _flag(record: Record) -> str:
    """Return what makes a report one to look at, nothing for any other."""
    if record.error:
        return "error"
    if record.dropped:
        return "dropped"
    return "uncertain" if record.remarks else ""
