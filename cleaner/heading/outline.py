"""Finds the headings that part a report, with their levels."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.dates.numerals import number
from cleaner.heading.headline import find_headline, plain, says
from cleaner.heading.row import Row, is_furniture, is_headline, is_prose, rows
from cleaner.scan import lazy

_COUNT = "[一二三四五六七八九十]{1,3}"
_MARKDOWN = lazy("(?P<marks>#{1,6})\\s*(?P<text>[^#\\s\u2014\u2013].{0,200}?)[\\s#*]*")
_PLAIN = "plain"
_KINDS = {
    "chapter": lazy(f"第(?P<n>{_COUNT}|\\d{{1,2}})[章编]"),
    "section": lazy(f"第(?P<n>{_COUNT}|\\d{{1,2}})节"),
    "han": lazy(f"(?P<n>{_COUNT})、"),
    "han-parenthesis": lazy(f"\\((?P<n>{_COUNT})\\)、?"),
    "digit": lazy("(?P<n>\\d{1,2})(?:、|[.](?!\\d))"),
    "digit-parenthesis": lazy("\\((?P<n>\\d{1,2})\\)"),
}
"""The kinds of numbered headings, the highest first."""

_NUMBER = frozenset("第一二三四五六七八九十(")  # what all of them begin with, or with a digit

_ORDER = ("#", "##", "###", "####", "#####", "######", "chapter", "section", _PLAIN, *list(_KINDS)[2:])
_RUN_IN = lazy("[^\u3002;!?]{2,44}?\u3002(?=.)")
# Words that such a heading ends with, where its text follows without any mark, or that such a text begins with.
_DUTY = "回顾|安排|打算|任务|目标|自身建设|重点工作"
_GLUED = lazy(
    f"[^\\u3002;!?:]{{4,44}}?(?:(?:{_DUTY})(?![\\u3001和与及,的:;\\u3002完]|\\Z|{_DUTY}|计划|思路|要求|举措)|(?=\\d{{4}}年,是|一是))"
)
_LONGEST = 60
_LONGEST_PLAIN = 30


class Heading(NamedTuple):
    """A heading: its span, the kind of its mark, its level from 1, the lowest number."""

    start: int
    end: int
    kind: str
    level: int


class _Candidate(NamedTuple):
    start: int
    end: int
    kind: str
    ordinal: int
    row: int
    run_in: bool


def find_headings(folded: str, part: bool = False) -> list[Heading]:
    """Return the headings of a report in order, without its title.

    Numbered ones (一、 (一) 1. 第一章) count if at least two follow each other and at least half of them have text
    under them or behind them; so a table of contents or a list of annexes has none. A heading may open its paragraph
    (``(一)...。``): then its first clause is the heading. Lines without a mark count if two or more stand alone
    between paragraphs; two such lines together are one heading. Levels are those that the report uses.
    """
    lines = rows(folded)
    title = find_headline(folded, part)
    skip = title.row + len(title.spans) if title else 0
    if title:
        said = plain("".join(folded[start:end] for start, end in title.spans))
        lines = (*lines[:skip], *(line for line in lines[skip:] if not says(line.text, said)))
    numbered = list(_confirmed(lines, _numbered(lines, skip)))
    found = sorted([*_markdown(lines, skip), *numbered, *_plain(lines, skip)])
    kinds = {one.kind for one in found}
    ranks = {kind: rank for rank, kind in enumerate((kind for kind in _ORDER if kind in kinds), 1)}
    return [Heading(one.start, one.end, one.kind, ranks[one.kind]) for one in found]


def _markdown(lines: Sequence[Row], skip: int) -> Iterator[_Candidate]:
    """Yield the headings with Markdown marks."""
    for at, line in enumerate(lines[skip:], skip):
        if line.text[0] == "#" and (match := _MARKDOWN.fullmatch(line.text)):
            start, end = (line.start + mark for mark in match.span("text"))
            yield _Candidate(start, end, match["marks"], 1, at, False)


def _numbered(lines: Sequence[Row], skip: int) -> Iterator[_Candidate]:
    """Yield what looks like a numbered heading."""
    for at, line in enumerate(lines[skip:], skip):
        for kind, form in _KINDS.items() if _may_be_numbered(line.text[0]) else ():
            match = form.match(line.text)
            if not match:
                continue
            run_in = _run_in(line.text, match.end()) if kind.startswith("han") else None
            barred = ",;\u3002" if kind.startswith("digit") else ",;"
            whole = not run_in and len(line.text) <= _LONGEST and line.text[-1] not in barred
            whole = whole and "\u3002" not in line.text[:-1]
            if whole or run_in:
                end = line.end - (line.text[-1] == "\u3002") if whole else line.start + (run_in or 0)
                yield _Candidate(line.start, end, kind, number(match["n"]) or 0, at, not whole)
            break


def _may_be_numbered(first: str) -> bool:
    return first in _NUMBER or first.isdecimal()


def _run_in(text: str, at: int) -> int | None:
    """Return where a heading ends that opens its paragraph."""
    if glued := _GLUED.match(text, at):
        return glued.end()
    clause = _RUN_IN.match(text, at)
    return clause.end() - 1 if clause else None


def _confirmed(lines: Sequence[Row], candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Yield the candidates that stand in a row of numbers and have text."""
    runs: dict[str, list[_Candidate]] = {}
    kinds = list(_KINDS)
    for one in candidates:
        for deeper in kinds[kinds.index(one.kind) + 1 :]:
            yield from _worth(lines, runs.pop(deeper, []))
        run = runs.get(one.kind, [])
        if one.ordinal == 1 or not run:
            yield from _worth(lines, run)
            runs[one.kind] = [one] if one.ordinal <= 3 else []
        elif run[-1].ordinal < one.ordinal <= run[-1].ordinal + 2:
            run.append(one)
    for run in runs.values():
        yield from _worth(lines, run)


def _worth(lines: Sequence[Row], run: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """Return a run if it has two members and half of them text."""
    with_text = sum(one.run_in or _has_text(lines, one) for one in run)
    return run if len(run) >= 2 and with_text * 2 >= len(run) else ()


def _has_text(lines: Sequence[Row], one: _Candidate) -> bool:
    """Tell whether the line under a heading is no heading of the same kind."""
    if one.row + 1 >= len(lines):
        return False
    after = lines[one.row + 1].text
    if _KINDS[one.kind].match(after):
        return False
    return is_prose(after) or len(after) > 20 or any(form.match(after) for form in _KINDS.values())


def _plain(lines: Sequence[Row], skip: int) -> list[_Candidate]:
    """Return headings without a mark: one or two short lines between paragraphs, at least twice."""
    found: list[_Candidate] = []
    at = max(skip, 1)
    while at < len(lines):
        size = _block(lines, at)
        opens = 1 <= size <= 2 and at + size < len(lines) and _opens_text(lines[at + size].text)
        if opens and (at <= skip or _closes(lines[at - 1].text)):
            found.append(_Candidate(lines[at].start, lines[at + size - 1].end, _PLAIN, 1, at, False))
        at += max(size, 1)
    return found if len(found) >= 2 else []


def _opens_text(text: str) -> bool:
    """Tell whether a line under a heading is text: a sentence, a turn of an interview."""
    return is_prose(text) or len(text) > _LONGEST or ":" in text


def _block(lines: Sequence[Row], at: int) -> int:
    """Return how many short lines without a mark follow each other from here."""
    size = 0
    while at + size < len(lines) and len(text := lines[at + size].text) <= _LONGEST_PLAIN:
        if ":" in text or not is_headline(text, 4):
            break
        size += 1
    return size


def _closes(text: str) -> bool:
    """Tell whether a heading may stand under this line."""
    return is_prose(text) or is_furniture(text)
