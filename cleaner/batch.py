"""A run over many pages: every page that was read is accounted for."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from cleaner.errors import ConfigError, LedgerError
from cleaner.inputs import Input
from cleaner.ledger import Level
from cleaner.output import atomic
from cleaner.pipeline import Pipeline
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Reading
from cleaner.record import Record


@dataclass(slots=True)
class Tally:
    """What a run did. A page counts as rejected if any of its records has an error, dropped if all were dropped.

    ``changed`` and ``removed`` count characters rule by rule: one that two rules changed counts twice.
    """

    read: int = 0
    written: int = 0
    dropped: int = 0
    rejected: int = 0
    reports: int = 0
    characters: int = 0
    changed: int = 0
    removed: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    @property
    def kept(self) -> int:
        """Characters that no rule touched."""
        return max(0, self.characters - self.changed - self.removed)

    def add(self, records: Sequence[Record]) -> None:
        """Count the records of one page."""
        failed = [record for record in records if record.error]
        self.rejected += bool(failed)
        self.dropped += not failed and all(record.dropped for record in records)
        self.written += not failed and not all(record.dropped for record in records)
        self.errors += [f"{r.source.place}: {r.error.reason} [{r.error.rule}]" for r in failed if r.error]
        self.reports += sum(not (record.error or record.dropped) for record in records)
        for record in records:
            self._add_characters(record)

    def check(self) -> None:
        """Raise LedgerError if a page that was read went nowhere."""
        if self.read != self.written + self.dropped + self.rejected:
            raise LedgerError(
                f"{self.read} pages read, but {self.written} written, {self.dropped} dropped, {self.rejected} rejected"
            )

    def _add_characters(self, record: Record) -> None:
        self.characters += record.place.end - record.place.start
        for step in record.steps or ():
            for hunk in step.patch.hunks:
                self.rules[hunk.rule] += 1
                self.changed += min(len(hunk.old), len(hunk.new))
                self.removed += max(0, len(hunk.old) - len(hunk.new))


def run(
    inputs: Iterable[Input],
    pipeline: Pipeline,
    out: str,
    level: Level = "full",
    reading: Reading = PLAINLY,
    seen: Callable[[Input], None] = lambda _: None,
) -> Tally:
    """Clean pages and write their records to ``out`` as JSON lines, which appears whole or not at all.

    ``seen`` is called after each input. Raises ConfigError for an output that is also an input, InputError for an
    unknown encoding, OSError where writing fails, LedgerError where a law is broken.
    """
    tally = Tally()
    inputs = list(inputs)
    if out != "-" and any(os.path.exists(out) and os.path.samefile(one.path, out) for one in _files(inputs)):
        raise ConfigError(f"{out}: is also an input; write to another file")
    with atomic(out) as file:
        for one in inputs:
            for page in read(one, reading):
                tally.read += 1
                records = pipeline.run(page, level)
                file.writelines(record.to_json() for record in records)
                tally.add(records)
            seen(one)
        tally.check()
    return tally


def _files(inputs: Iterable[Input]) -> Iterable[Input]:
    return (one for one in inputs if os.path.exists(one.path))
