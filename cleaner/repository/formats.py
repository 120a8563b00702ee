"""What was found, as text for people and as data for programs; the same in each, and one function for each."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.repository.colour import Paint
from cleaner.repository.finding import Finding, Report, counted
from cleaner.repository.sarif import sarif_log

REFUSED = "file.refused"
"""Stands in the place of a rule for a file that could not be checked."""

Format = Callable[[Sequence[Report], Paint], Iterator[str]]


def text(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield a line for each change: where, by which rule, what stands there and what would."""
    for report in reports:
        if report.problem:
            yield f"{paint.path(report.path)}: {paint.bad(REFUSED)}: {report.problem}"
        for one in report.findings:
            place = paint.path(f"{report.path}:{one.line}:{one.column}")
            yield f"{place}: {paint.rule(one.rule)}: {told(one)}"


def concise(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield a line for each file: how often which rule would change it."""
    for report in reports:
        if report.problem:
            yield f"{paint.path(report.path)}: {paint.bad(REFUSED)}: {report.problem}"
        if report.findings:
            rules = ", ".join(f"{paint.rule(rule)} {count}" for rule, count in counted([report]))
            yield f"{paint.path(report.path)}: {rules}"


def jsonl(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield a line of JSON for each change."""
    yield from (json.dumps(row, ensure_ascii=False) for row in _rows(reports))


def as_json(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield one list of all changes, as JSON."""
    yield json.dumps(list(_rows(reports)), ensure_ascii=False, indent=1)


def github(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield a command for each change by which GitHub Actions shows it beside the line."""
    for row in _rows(reports):
        keys = ("line", "line"), ("col", "column"), ("endLine", "end_line"), ("endColumn", "end_column")
        place = {"file": row["path"], **{key: row[name] for key, name in keys if name in row}, "title": row["rule"]}
        properties = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in place.items())
        yield f"::error {properties}::{_escaped(row['message'])}"


def sarif(reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield a log in the Static Analysis Results Interchange Format, 2.1.0."""
    says: Mapping[str, str] = {rule: what for report in reports for rule, what in report.says.items()}
    refused = {REFUSED: "a file that cannot be checked or written back"} if any(r.problem for r in reports) else {}
    yield json.dumps(sarif_log(list(_rows(reports)), {**says, **refused}), ensure_ascii=False, indent=1)


_FORMATS: Mapping[str, Format] = {
    "text": text, "concise": concise, "json": as_json, "jsonl": jsonl, "github": github, "sarif": sarif,
}  # fmt: skip


def formatted(name: str, reports: Sequence[Report], paint: Paint) -> Iterator[str]:
    """Yield the lines of the reports in the format of that name."""
    return _FORMATS[name](reports, paint)


def statistics(reports: Iterable[Report]) -> Iterator[str]:
    """Yield a line for each rule that was met: how often, and what it does."""
    reports = list(reports)
    says = {rule: what for report in reports for rule, what in report.says.items()}
    for rule, count in counted(reports):
        yield f"{count:>8}  {rule:<28}  {says.get(rule, '')}"


def told(finding: Finding) -> str:
    """Say what stands there and what would, with what is around; signs that cannot be seen by their number."""
    before, after = (finding.left + words + finding.right for words in (finding.old, finding.new))
    return f"'{_shown(before)}' -> '{_shown(after)}'"


def _rows(reports: Iterable[Report]) -> Iterator[dict[str, Any]]:
    """Yield each change, and each file that was refused, as data."""
    for report in reports:
        if report.problem:
            yield {"path": report.path, "rule": REFUSED, "message": report.problem}
        for one in report.findings:
            yield {
                "path": report.path, "line": one.line, "column": one.column,
                "end_line": one.end_line, "end_column": one.end_column,
                "rule": one.rule, "message": f"{report.says.get(one.rule, one.rule)}: {told(one)}",
                "old": one.old, "new": one.new,
            }  # fmt: skip


def _shown(words: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode-escape").decode() for c in words)


def _escaped(words: str, also: str = "") -> str:
    """Escape what would end a command of GitHub Actions."""
    for sign in "%\r\n" + also:
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words
