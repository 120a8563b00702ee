"""JSON lines: one field of each row through the stages, every other byte of the line as it stands."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from cleaner.draft import Draft
from cleaner.edit import Edit, Patch, compose
from cleaner.errors import InputError
from cleaner.ledger import Step
from cleaner.node import suggest
from cleaner.page import Page
from cleaner.repository.settle import Change, changes_of, settle
from cleaner.stage import Stage

_BLANK = re.compile("[ \\t\\r]*")
_PAIR = "\\\\u[Dd][89ABab][0-9A-Fa-f]{2}\\\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}"
_PIECE = re.compile(f"{_PAIR}|\\\\u[0-9A-Fa-f]{{4}}|\\\\?.", re.DOTALL)
_LONE = re.compile("[\\ud800-\\udfff]")
_MANY = 10
"""How many lines that cannot be read are named."""


class Literal(NamedTuple):
    """A text in JSON: its value, where each of its characters begins and the last ends, whether all is ASCII there."""

    value: str
    places: Sequence[int]
    ascii: bool

    def written(self, text: str) -> str:
        """Return what stands for a text between the quotation marks, escaped as the value is."""
        return json.dumps(text, ensure_ascii=self.ascii)[1:-1]


def settle_rows(page: Page, stages: Sequence[Stage], field: str) -> tuple[Draft, list[Change]]:
    """Run the stages over the field of each row; return the file as a draft, and the changes with their places in it.

    Raises InputError with the lines for rows that are no JSON or have no such text.
    """
    edits: list[Edit] = []
    changes: list[Change] = []
    problems: list[str] = []
    for number, (start, end) in enumerate(_lines(page.text), 1):
        if _BLANK.fullmatch(page.text, start, end):
            continue
        try:
            literal = find_literal(page.text, start, end, field)
            draft = settle(Page(page.name, literal.value, page.source), stages)
        except InputError as error:
            problems.append(f"line {number}: {error}")
            continue
        if draft.text != literal.value:
            edits += _edits(draft, literal)
            changes += _placed(draft, literal)
    if problems:
        more = f" (and {len(problems) - _MANY} lines more)" if len(problems) > _MANY else ""
        raise InputError("; ".join(problems[:_MANY]) + more)
    patch = Patch.of(page.text, edits)
    steps = (Step("rows", patch),) if patch else ()
    return Draft(patch.apply(page.text), 0, len(page.text), steps=steps), changes


def find_literal(text: str, start: int, end: int, field: str) -> Literal:
    """Return the text that a field has in the object at start:end. Raises InputError where there is none, or two."""
    found, names = None, []
    try:
        for name, at, after in _members(text, start, end):
            names.append(name)
            if name == field:
                if found:
                    raise InputError(f"the field {field!r} stands twice; take one out")
                found = at, after
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON: {str(error).partition(': line')[0]}; mend or remove it") from error
    if not found:
        told = ", ".join(names[:10]) or "no fields"
        raise InputError(f"no field {field!r}; it has {told}{suggest(field, names)}; name another --field")
    if text[found[0]] != '"':
        raise InputError(f"the field {field!r} is no text; name another --field")
    return _literal(text, *found)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line without its line feed."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield start, end
        start = end + 1


def _members(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the fields of an object: name, where the value starts and ends. Raises ValueError for what is none."""
    at = _expect(text, _blank(text, start), "{")
    decode = json.JSONDecoder().raw_decode
    if text[at : at + 1] == "}":
        at += 1
    else:
        while True:
            if text[at : at + 1] != '"':
                raise ValueError(f"expected the name of a field, found {text[at : at + 1]!r}")
            name, at = decode(text, at)
            at = _expect(text, _blank(text, at), ":")
            _, after = decode(text, at)
            yield name, at, after
            at = _blank(text, after)
            if text[at : at + 1] == "}":
                at += 1
                break
            at = _expect(text, at, ",")
    if _blank(text, at) != end:
        raise ValueError("something stands behind the object")


def _blank(text: str, at: int) -> int:
    """Return where the next thing on the line stands."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, sign: str) -> int:
    """Step over a sign and what is blank behind it. Raises ValueError where another stands."""
    if text[at : at + 1] != sign:
        raise ValueError(f"expected {sign!r}, found {text[at : at + 1]!r}")
    return _blank(text, at + 1)


def _literal(text: str, start: int, end: int) -> Literal:
    """Return the text between the quotation marks at start and before end."""
    value: str = json.JSONDecoder().raw_decode(text, start)[0]
    if _LONE.search(value):
        raise InputError("half of a surrogate pair stands in it; mend it")
    raw = text[start + 1 : end - 1]
    if len(raw) == len(value):
        return Literal(value, range(start + 1, end), raw.isascii())
    places = [start + 1 + found.start() for found in _PIECE.finditer(raw)]
    return Literal(value, [*places, end - 1], raw.isascii())


def _edits(draft: Draft, literal: Literal) -> Iterator[Edit]:
    """Yield what becomes of the literal: only what changed is written anew."""
    whole = reduce(compose, [step.patch for step in draft.steps])
    for hunk in whole.hunks:
        if hunk.old != hunk.new:
            yield Edit(literal.places[hunk.start], literal.places[hunk.end], literal.written(hunk.new), hunk.rule)


def _placed(draft: Draft, literal: Literal) -> Iterator[Change]:
    for change in changes_of(draft):
        yield change._replace(start=literal.places[change.start], end=literal.places[change.end])
