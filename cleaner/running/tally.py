"""What a run, or a shard of one, did: every document that was read is counted once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from cleaner.errors import LedgerError
from cleaner.record import Record

SHOWN = 100
"""How many errors are kept to be told; all of them stand in the file of what was rejected."""


@dataclass(slots=True)
class Tally:
    """What a run did. A page counts as rejected if any of its records has an error, dropped if all were dropped.

    ``changed`` and ``removed`` count characters rule by rule: one that two rules changed counts twice. ``reports``
    are records with clean text, ``other_rows`` those without.
    """

    read: int = 0
    written: int = 0
    dropped: int = 0
    rejected: int = 0
    reports: int = 0
    characters: int = 0
    changed: int = 0
    removed: int = 0
    other_rows: int = 0
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
        told = [f"{r.source.place}: {r.error.reason} [{r.error.rule}]" for r in failed if r.error]
        self.errors += told[: SHOWN - len(self.errors)]
        others = sum(bool(record.error or record.dropped) for record in records)
        self.reports += len(records) - others
        self.other_rows += others
        for record in records:
            self._add_characters(record)

    def merge(self, other: "Tally") -> None:
        """Count what another shard did."""
        for one in fields(self):
            if one.type is int or one.name == "rules":
                setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
        self.errors += other.errors[: SHOWN - len(self.errors)]

    def check(self) -> None:
        """Raise LedgerError if a page that was read went nowhere."""
        if self.read != self.written + self.dropped + self.rejected:
            raise LedgerError(
                f"{self.read} pages read, but {self.written} written, {self.dropped} dropped, {self.rejected} rejected"
            )

    def to_row(self) -> dict[str, Any]:
        """Return all of it as JSON data."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"rules": dict(sorted(self.rules.items()))}

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Tally":
        """Return what ``to_row`` wrote."""
        values = {one.name: row[one.name] for one in fields(cls)}
        return cls(**values | {"rules": Counter(row["rules"]), "errors": list(row["errors"])})

    def _add_characters(self, record: Record) -> None:
        self.characters += record.place.end - record.place.start
        for step in record.steps or ():
            for hunk in step.patch.hunks:
                self.rules[hunk.rule] += 1
                self.changed += min(len(hunk.old), len(hunk.new))
                self.removed += max(0, len(hunk.old) - len(hunk.new))
