"""One file: what would change, what it would then be, and the record that leads back."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cleaner import __version__
from cleaner.decoding.encoding import BINARY
from cleaner.draft import Draft, finish
from cleaner.errors import CleanerError, InputError
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import Record, Run
from cleaner.repository.files import JSON_LINES, MARKDOWN, suffix_of
from cleaner.repository.finding import Finding, Report
from cleaner.repository.rows import settle_rows
from cleaner.repository.settle import Change, changes_of, settle
from cleaner.repository.shelter import Sheltered
from cleaner.stage import Stage

SURE = 0.6
"""How sure the encoding must be before a file is written in it: what was read wrong would be written wrong."""

_ENDS = re.compile("\\r\\n?|\\n")
_DAMAGE = re.compile("[\\ud800-\\udfff]")
_SHIFT = re.compile("[\\x0e\\x0f\\x1b]")
_AROUND = 8


class Examined(NamedTuple):
    """What was found in a file, its text before and after; bytes and record are None where nothing changes."""

    report: Report
    before: str = ""
    after: str = ""
    changes: tuple[Change, ...] = ()
    data: bytes | None = None
    record: Record | None = None


@dataclass(frozen=True)
class Examiner:
    """Examines files by a pipeline; ``encoding`` is that of all files, ``field`` what of a row of JSON is looked at."""

    pipeline: Pipeline
    encoding: str | None = None
    field: str = "text"

    def examine(self, data: bytes, name: str, path: str) -> Examined:
        """Return what becomes of a file; ``name`` is what ``restore`` will write to. A problem is in the report."""
        kind = suffix_of(path)
        try:
            page = Page.of_bytes(data, name, path, "utf-8" if kind in JSON_LINES else self.encoding)
            _check(page)
            if page.source.media_type != "text/plain" and kind not in JSON_LINES:
                page = replace(page, source=replace(page.source, media_type="text/plain"))  # its tags are code to us
            stages = tuple(Sheltered(stage, kind in MARKDOWN) for stage in self.pipeline.stages)
            if kind in JSON_LINES:
                draft, changes = settle_rows(page, stages, self.field)
            else:
                draft = settle(page, stages)
                changes = tuple(changes_of(draft))
            return self._examined(page, draft, changes, stages)
        except InputError as error:
            return Examined(Report(path, problem=str(error)))

    def _examined(
        self, page: Page, draft: Draft, changes: Sequence[Change], stages: Iterable[Stage]
    ) -> Examined:
        path = page.source.path
        if draft.text == page.text:
            return Examined(Report(path), page.text, page.text)
        data = _encoded(page, draft.text, self.encoding)
        run = Run(__version__, self.pipeline.name, f"sha256:{self.pipeline.digest}")
        record = finish(draft, page, run, (0, 1), "full")
        says = _says(stages, {change.rule for change in changes})
        report = Report(path, tuple(_findings(page.text, changes)), "", says)
        return Examined(report, page.text, draft.text, tuple(changes), data, record)


def _check(page: Page) -> None:
    """Raise InputError for a file that could not be written back as it was."""
    source = page.source
    if source.encoding == BINARY:
        raise InputError(f"a binary file, no text: {source.reason}; leave it out, or name its --encoding")
    damage = _DAMAGE.search(page.text) or (source.repairs and re.compile("").search(page.text, source.repairs[0].start))
    if damage:
        line = page.text.count("\n", 0, damage.start()) + 1
        told = f"bytes in line {line} are no {source.encoding}, and could not be written back"
        raise InputError(f"{told}; mend them, name its --encoding, or list it in .cleanerignore")
    if _SHIFT.search(page.text):
        told = "holds escape characters (colours of a terminal, or an encoding of their kind, such as ISO-2022)"
        raise InputError(f"{told}; name its --encoding, or list it in .cleanerignore")
    if source.confidence < SURE:
        told = f"its encoding is not sure ({source.encoding}, {source.confidence}: {source.reason})"
        raise InputError(f"{told}; name it by --encoding, or list it in .cleanerignore")


def _encoded(page: Page, text: str, encoding: str | None) -> bytes:
    """Return a changed text in the encoding of its page. Raises InputError where it could not be read again."""
    source = page.source
    try:
        data = source.encode(text)
    except CleanerError as error:
        missing = next((c for c in text if c not in page.text and not _has(source.encoding, c)), "?")
        told = f"{source.encoding} has no U+{ord(missing):04X}, which the text would have"
        raise InputError(f"{told}; convert the file to UTF-8 first") from error
    again = Page.of_bytes(data, page.name, source.path, encoding)
    if (again.text, again.source.encoding) != (text, source.encoding):
        told = f"{source.encoding}, and would then look like {again.source.encoding}"
        raise InputError(f"is in {told}; name its --encoding, or convert it to UTF-8 first")
    return data


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeError:
        return False
    return True


def _says(stages: Iterable[Stage], rules: set[str]) -> dict[str, str]:
    """Return what each of the rules does."""
    known: Mapping[str, str] = {rule: says for stage in stages for rule, says in stage.rules.items()}
    return {rule: known[rule] for rule in sorted(rules)}


def _findings(text: str, changes: Iterable[Change]) -> Iterator[Finding]:
    """Yield the changes with their lines and columns."""
    starts = [0, *(found.end() for found in _ENDS.finditer(text))]

    def place(at: int) -> tuple[int, int]:
        line = bisect_right(starts, at)
        return line, at - starts[line - 1] + 1

    for start, end, rule, old, new in changes:
        line, column = place(start)
        left = text[max(starts[line - 1], start - _AROUND) : start]
        right = _ENDS.split(text[end : end + _AROUND], maxsplit=1)[0]
        yield Finding(line, column, *place(end), rule, old, new, left, right)
