"""What a check finds: the places of a file that would change, or why it cannot be checked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple


class Finding(NamedTuple):
    """One change: where it starts and ends (line and column from 1, in code points), the rule, old and new words.

    ``left`` and ``right`` are a few characters around it on its line.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    old: str
    new: str
    left: str
    right: str


class Report(NamedTuple):
    """What was found in one file; ``problem`` says why it could not be checked, ``says`` what each rule met does."""

    path: str
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    says: Mapping[str, str] = {}

    @property
    def clean(self) -> bool:
        """Whether nothing would change and nothing is wrong."""
        return not (self.findings or self.problem)

    def to_row(self) -> dict[str, Any]:
        """Return all but the path as JSON data."""
        return {"findings": [list(one) for one in self.findings], "problem": self.problem, "says": dict(self.says)}

    @classmethod
    def of_row(cls, path: str, row: Mapping[str, Any]) -> "Report":
        """Undo ``to_row``. Raises KeyError or TypeError for what is none."""
        return cls(path, tuple(Finding(*one) for one in row["findings"]), row["problem"], row["says"])


def counted(reports: Iterable[Report]) -> list[tuple[str, int]]:
    """Return how often each rule was met, the most frequent first."""
    counts = Counter(finding.rule for report in reports for finding in report.findings)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
