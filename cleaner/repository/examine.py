"""One file: what would change, what it would then be, and the record that leads back."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cleaner import __version__
from cleaner.decoding.encoding import BINARY
from cleaner.draft import Draft, finish
from cleaner.errors import CleanerError, InputError
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import Record, Run
from cleaner.repository.ends import Chosen
from cleaner.repository.files import JSON_LINES, MARKDOWN, suffix_of
from cleaner.repository.finding import Finding, Report
from cleaner.repository.rows import settle_rows
from cleaner.repository.settle import Change, changes_of, settle, with_ends
from cleaner.repository.shelter import Sheltered
from cleaner.stage import Stage

SURE = 0.6
"""How sure the encoding must be before a file is written in it: what was read wrong would be written wrong."""

ENCODING = "file.encoding"
_ENDS = re.compile("\\r\\n?|\\n")
_DAMAGE = re.compile("[\\ud800-\\udfff]")
_SHIFT = re.compile("[\\x0e\\x0f\\x1b]")
_AROUND = 8


class Examined(NamedTuple):
    """What was found in a file, its text before and after; bytes and record are None where nothing changes."""

    report: Report
    before: str = ""
    after: str = ""
    data: bytes | None = None
    record: Record | None = None


@dataclass(frozen=True)
class Examiner:
    """Examines files by a pipeline; ``encoding`` is that of all files, ``field`` what of a row of JSON is looked at.

    ``newline`` is the line end that all lines get, ``utf8`` says that files become UTF-8 without a byte-order mark.
    """

    pipeline: Pipeline
    encoding: str | None = None
    field: str = "text"
    newline: str | None = None
    utf8: bool = False

    def examine(self, data: bytes, name: str, path: str) -> Examined:
        """Return what becomes of a file; ``name`` is what ``restore`` will write to. A problem is in the report."""
        try:
            page = Page.of_bytes(data, name, path, "utf-8" if suffix_of(path) in JSON_LINES else self.encoding)
            _check(page)
            source = replace(page.source, media_type="text/plain")  # the tags of HTML in a text are code to us
            return self._examined(replace(page, source=source))
        except InputError as error:
            return Examined(Report(path, problem=str(error)))

    def _examined(self, page: Page) -> Examined:
        kind, source = suffix_of(page.source.path), page.source
        stages = tuple(Sheltered(stage, kind in MARKDOWN) for stage in self.pipeline.stages)
        draft, changes = settle_rows(page, stages, self.field) if kind in JSON_LINES else _settled(page, stages)
        if self.newline:
            draft, more = with_ends(draft, self.newline, page)
            changes = sorted([*changes, *more])
        if draft.text == page.text:
            changes = []  # what one stage did another undid
        if self.utf8 and (source.encoding, source.mark) != ("utf-8", False):
            changes = [Change(0, 0, ENCODING, _encoding_of(page), "utf-8"), *changes]
        if not changes:
            return Examined(Report(source.path), page.text, page.text)
        if source.confidence < SURE:
            told = f"its encoding is not sure ({source.encoding}, {source.confidence}: {source.reason})"
            raise InputError(f"{told}; name it by --encoding, or list it in .cleanerignore")
        data = draft.text.encode() if self.utf8 else _encoded(page, draft.text, self.encoding)
        run = Run(__version__, self.pipeline.name, f"sha256:{self.pipeline.digest}")
        record = finish(draft, page, run, (0, 1), "full")
        report = Report(
            source.path, tuple(_findings(page.text, changes)), "", _says(stages, {change.rule for change in changes})
        )
        return Examined(report, page.text, draft.text, data, record)


def _settled(page: Page, stages: Sequence[Stage]) -> tuple[Draft, list[Change]]:
    draft = settle(page, stages)
    return draft, list(changes_of(draft))


def _encoding_of(page: Page) -> str:
    """Return the encoding of a page as it is told."""
    return page.source.encoding + (" with a byte-order mark" if page.source.mark else "")


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
    known = {rule: says for stage in (*stages, Chosen("")) for rule, says in stage.rules.items()}
    known[ENCODING] = "files become UTF-8 without a byte-order mark, as was asked for"
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
        right = "" if rule == ENCODING else _ENDS.split(text[end : end + _AROUND], maxsplit=1)[0]
        yield Finding(line, column, *place(end), rule, old, new, left, right)
