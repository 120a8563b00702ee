"""A unified diff that names the rules of each hunk; ``git apply`` and ``patch`` take it."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from cleaner.repository.colour import Paint
from cleaner.repository.finding import Finding

_CONTEXT = 3
_LINE = re.compile("[^\\n]*\\n|[^\\n]+")
_LAST = "\\ No newline at end of file"

_Hunk = list[tuple[str, int, int, int, int]]
"""What becomes of runs of lines, as difflib says it: tag, first and last line before, first and last line after."""


def unified(path: str, before: str, after: str, findings: Sequence[Finding], paint: Paint) -> Iterator[str]:
    """Yield the lines of the diff of two texts, none where they are the same. Lines end at LF; a CR before it stays."""
    if before == after:
        return
    old, new = _LINE.findall(before), _LINE.findall(after)
    yield paint.path(f"--- a/{path}")
    yield paint.path(f"+++ b/{path}")
    lines = sorted((finding.line, finding.rule) for finding in findings)
    ours = "\r" not in before.replace("\r\n", "")  # else their lines are counted in another way
    for hunk in _hunks(old, new):
        first, last, start, end = hunk[0][1], hunk[-1][2], hunk[0][3], hunk[-1][4]
        named = lines[bisect_left(lines, (first + 1,)) : bisect_left(lines, (last + 1,))] if ours else lines
        rules = " ".join(dict.fromkeys(rule for _, rule in named))
        yield paint.rule(f"@@ -{_range(first, last)} +{_range(start, end)} @@ {rules}".rstrip())
        for tag, i, j, k, m in hunk:
            if tag == "equal":
                yield from _shown(" ", old, i, j)
            else:
                yield from map(paint.bad, _shown("-", old, i, j))
                yield from map(paint.good, _shown("+", new, k, m))


def _shown(sign: str, lines: Sequence[str], start: int, end: int) -> Iterator[str]:
    """Yield lines with their sign."""
    for line in lines[start:end]:
        yield sign + line.removesuffix("\n")
        if not line.endswith("\n"):
            yield _LAST


def _range(start: int, end: int) -> str:
    """Return a range of lines as a diff writes it."""
    count = end - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"


def _hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[_Hunk]:
    """Yield the hunks; where no line came or went, without searching what belongs together."""
    if len(old) == len(new):
        yield from _paired(old, new)
        return
    from difflib import SequenceMatcher

    for group in SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT):
        yield list(group)


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[_Hunk]:
    changed = [at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    for group in _near(changed):
        start, end = max(0, group[0] - _CONTEXT), min(len(old), group[-1] + 1 + _CONTEXT)
        hunk: _Hunk = []
        for other, run in groupby(range(start, end), set(group).__contains__):
            lines = list(run)
            first, last = lines[0], lines[-1] + 1
            hunk.append(("replace" if other else "equal", first, last, first, last))
        yield hunk


def _near(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield groups of numbers of which neighbours share their context."""
    group: list[int] = []
    for number in numbers:
        if group and number - group[-1] > 2 * _CONTEXT:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
