"""The ledger: what each stage did to a text, and its compact form in JSON.

In JSON a step is ``[stage, group, ...]`` and a group is ``[rule, old, new]`` or
``[rule, old, new, where]``: in the text after the step, at these places, ``new`` stands for ``old``.

A rule of the stage itself is written without its name: ``.comma`` of ``punctuation`` is ``punctuation.comma``.

- no ``where``: wherever ``new`` occurs;
- ``where`` is ``{"not": [...]}``: wherever ``new`` occurs but at these occurrences, each counted from the one before;
- ``where`` is a list: at these offsets, the first from 0, each further one from the one before;
- ``where`` is ``"first"``: ``old`` is read along the different characters of the text in the order in which they first
  occur: a number passes so many, any other character is what the next one stands for, wherever it occurs.

So 5,000 commas made full-width are one short line, a page put into other characters costs three bytes and a bit for
each different one, and a page keeps its history for a few per cent of its size.
``old`` is a number of characters where the level is ``reference`` and text was removed. A string that holds
lone surrogates, which no JSON reader takes, is written as ``{"hex": UTF-8 with the surrogates passed}``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import eq
from typing import Any, Literal, NamedTuple

from cleaner.edit import Hunk, Patch
from cleaner.errors import LedgerError
from cleaner.offsets import Origins

Level = Literal["full", "reference", "none"]

UNKNOWN = "\uffff"
"""Stands for each character whose text a ledger of level ``reference`` does not hold; a noncharacter."""

SEARCHED = 64
"""How many groups of a step, the largest first, may be written by occurrence: each costs a search of the text."""

_DIGITS = "0123456789"
_PARTS = re.compile("[0-9]+|[^0-9]")


@dataclass(frozen=True)
class Step:
    """What one stage did."""

    stage: str
    patch: Patch

    @cached_property
    def back(self) -> Origins:
        """The way back through the step; every later stage that says something goes it."""
        return Origins.of(self.patch)


class _Group(NamedTuple):
    """Hunks alike but for their place: offsets in the text after."""

    rule: str
    old: str
    new: str
    places: list[int]


def undone(text: str, steps: Sequence[Step]) -> str:
    """Return the text before the first step from the text after the last. Raises LedgerError if they do not fit."""
    for step in reversed(steps):
        text = step.patch.undo(text)
    return text


def dump_steps(steps: Sequence[Step], text: str, level: Level) -> list[list[Any]]:
    """Return the steps that led to ``text`` as JSON data."""
    dumped = []
    for number, step in reversed(list(enumerate(steps))):
        groups = _groups(step.patch)
        pairs, groups = _pairs(groups, text) if level == "full" else ([], groups)
        largest = sorted(groups, key=lambda g: -len(g.places))[:SEARCHED]
        searched = {id(group) for group in largest}
        hunks = [_dump_group(group, text if id(group) in searched else "", level) for group in groups]
        rows = [[_short(rule, step.stage), *row] for rule, *row in pairs + hunks]
        dumped.append([step.stage, *rows])
        text = step.patch.undo(text) if number else ""  # nobody asks for the source
    return dumped[::-1]


def load_steps(dumped: Sequence[list[Any]], text: str) -> tuple[list[Step], str]:
    """Return the steps of a dumped ledger and the text before the first, from the text after the last.

    Raises LedgerError where the ledger does not fit the text.
    """
    steps = []
    for row in reversed(dumped):
        if not (isinstance(row, list) and row and isinstance(row[0], str)):
            raise TypeError(f"a step is a list that begins with the name of a stage, not {row!r:.60}")
        stage, *rows = row
        patch, text = _load_patch(([_long(rule, stage), *group] for rule, *group in rows), text)
        steps.append(Step(stage, patch))
    return steps[::-1], text


def _short(rule: str, stage: str) -> str:
    """Return a rule without the name of its stage, where what is left tells that it was taken off."""
    rest = rule[len(stage) :]
    return rest if rule.startswith(stage) and rest[:1] in (".", "/") else rule


def _long(rule: str, stage: str) -> str:
    """Undo ``_short``: no rule of its own begins with a full stop or a slash."""
    return stage + rule if rule[:1] in (".", "/") else rule


def _groups(patch: Patch) -> list[_Group]:
    """Gather the hunks of a patch; the order of removals at one place is kept by the order of groups."""
    places, _ = patch.reached
    keys = zip(patch.rules, patch.olds, patch.news, strict=True)
    if any(map(eq, places, places[1:])):
        return _groups_in_order(keys, places)
    found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for key, place in zip(keys, places, strict=True):
        found[key].append(place)
    return [_Group(*key, places) for key, places in found.items()]


def _groups_in_order(keys: Iterable[tuple[str, str, str]], places: Iterable[int]) -> list[_Group]:
    """Gather hunks of which some stand at one place: of removals there, no later one comes into an earlier group."""
    groups: list[_Group] = []
    latest: dict[tuple[str, str, str], int] = {}
    last_place = last_index = -1
    for key, place in zip(keys, places, strict=True):
        _, _, new = key
        index = latest.get(key, -1)
        if index < 0 or (not new and place == last_place and index < last_index):
            index = latest[key] = len(groups)
            groups.append(_Group(*key, []))
        groups[index].places.append(place)
        last_place, last_index = (-1, -1) if new else (place, index)
    return groups


def _pairs(groups: list[_Group], text: str) -> tuple[list[list[Any]], list[_Group]]:
    """Write the pairs of characters that hold wherever the new one occurs as one row a rule; return the other groups.

    A rule with one such pair gets no row. Only a full ledger can have rows: they need all of the text to be read.
    """
    single = [group for group in groups if len(group.old) == len(group.new) == 1]
    if len(single) < 2:
        return [], groups
    times = Counter(group.rule for group in single)
    single = [group for group in single if times[group.rule] > 1]
    count = Counter(text).__getitem__ if len(single) > SEARCHED else text.count
    found: dict[str, dict[str, str]] = {}
    for rule, old, new, places in single:
        if count(new) == len(places) and old not in _DIGITS and is_writable(old):
            found.setdefault(rule, {})[new] = old
    found = {rule: pairs for rule, pairs in found.items() if len(pairs) > 1}
    if not found:
        return [], groups
    rows = [[rule, _dump_pairs(pairs, text), "", "first"] for rule, pairs in found.items()]
    return rows, [group for group in groups if found.get(group.rule, {}).get(group.new) != group.old]


def _dump_pairs(pairs: Mapping[str, str], text: str) -> str:
    """Write what the characters of the text stand for: a number for those that stand for themselves, else the old one.

    They go by first occurrence; none behind the last one that stands for another is looked at.
    """
    seen = "".join(dict.fromkeys(text[: 1 + max(map(text.find, pairs))]))
    said, last = "", -1
    for at, old in sorted((seen.find(new), old) for new, old in pairs.items()):
        said += f"{at - last - 1 or ''}{old}"
        last = at
    return said


def _dump_group(group: _Group, text: str, level: Level) -> list[Any]:
    """Write a group by occurrence where that is shorter; ``text`` is empty where it is not to be searched."""
    rule, old, new, places = group
    hidden = level == "reference" and len(old) > len(new)
    row: list[Any] = [rule, len(old) if hidden else _dump_text(old), _dump_text(new)]
    whole = level == "full" or (len(old) == len(new) == 1 and new != UNKNOWN)  # whether each occurrence can be seen
    if new and text and whole:
        count = text.count(new)
        if len(new) == 1 and count == len(places):
            return row
        occurrences = list(_occurrences(text, new)) if count <= 2 * len(places) else []
        others = _others(occurrences, places)
        if others == []:
            return row
        if others and level == "full" and len(others) < len(places):
            return [*row, {"not": _gaps(others)}]
    return [*row, _gaps(places)]


def _others(occurrences: list[int], places: list[int]) -> list[int] | None:
    """Return the indices of the occurrences that are not places; None where some place is no occurrence."""
    wanted = set(places)
    others = [index for index, at in enumerate(occurrences) if at not in wanted]
    return others if len(occurrences) - len(others) == len(places) else None


def _load_patch(rows: Iterable[list[Any]], text: str) -> tuple[Patch, str]:
    """Read the groups of a step: return its patch and the text before it. Raises LedgerError if they do not fit."""
    hunks: list[Hunk] = []
    pieces, last, grown = [], 0, 0
    for at, end, _, new, old, rule in _placed(rows, text):
        if at < last:
            before = hunks[-1].rule if hunks else "nothing"
            raise LedgerError(f"{rule} at {at} overlaps {before}, which ends at {last}")
        if text[at:end] != new:
            raise LedgerError(f"{rule} at {at}: the text is {text[at:end]!r}, the patch replaces {new!r}")
        pieces.append(text[last:at])
        pieces.append(old)
        start = at - grown
        hunks.append(Hunk(start, start + len(old), old, new, rule))
        grown += len(new) - len(old)
        last = end
    pieces.append(text[last:])
    return Patch.of_hunks(hunks), "".join(pieces)


def _placed(rows: Iterable[list[Any]], text: str) -> list[tuple[int, int, int, str, str, str]]:
    """Return start and end in the text after, number of the group, new, old and rule of each hunk, in order."""
    found: list[tuple[int, int, int, str, str, str]] = []
    for index, (rule, dumped_old, dumped_new, *where) in enumerate(rows):
        old = UNKNOWN * dumped_old if isinstance(dumped_old, int) else _load_text(dumped_old)
        new = _load_text(dumped_new)
        if where == ["first"]:
            pairs = _load_pairs(old, text)
            found += ((at, at + 1, index, new, pairs[new], rule) for at, new in enumerate(text) if new in pairs)
            continue
        size = len(new)
        for at in _places(text, new, where[0] if where else {"not": []}):
            seen = text[at : at + size]
            # What a later step removed, unseen, stands there as it can be seen.
            found.append((at, at + size, index, seen if UNKNOWN in seen else new, old, rule))
    found.sort(key=lambda row: row[:3])
    return found


def _load_pairs(said: str, text: str) -> dict[str, str]:
    """Undo ``_dump_pairs``: return what the characters of the text stand for, those that changed."""
    seen = list(dict.fromkeys(text))
    pairs, at = {}, 0
    for part in _PARTS.findall(said):
        if part[0] in _DIGITS:
            at += int(part)
        elif at < len(seen):
            pairs[seen[at]] = part
            at += 1
        else:
            raise LedgerError(f"the text has {len(seen)} different characters, none is left for {part!r}")
    return pairs


def _places(text: str, new: str, where: list[int] | dict[str, list[int]]) -> Iterable[int]:
    """Return the offsets that the last element of a group stands for."""
    if isinstance(where, list):
        return accumulate(where)
    left_out = set(accumulate(where["not"]))
    return (at for index, at in enumerate(_occurrences(text, new)) if index not in left_out)


def _occurrences(text: str, part: str) -> Iterator[int]:
    """Return where a part occurs, from the left, not overlapping."""
    at = text.find(part)
    while at >= 0 and part:
        yield at
        at = text.find(part, at + len(part))


def _gaps(places: list[int]) -> list[int]:
    """Return rising numbers as the first and the differences: short numbers make short JSON."""
    return [b - a for a, b in pairwise([0, *places])]


def is_writable(text: str) -> bool:
    """Whether JSON can hold the string as it is, without lone surrogates; a pattern would take eight times as long."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _dump_text(text: str) -> str | dict[str, str]:
    """Return a string as JSON can hold it."""
    return text if is_writable(text) else {"hex": text.encode("utf-8", "surrogatepass").hex()}


def _load_text(dumped: str | dict[str, str]) -> str:
    """Undo ``_dump_text``."""
    if isinstance(dumped, str):
        return dumped
    return bytes.fromhex(dumped["hex"]).decode("utf-8", "surrogatepass")
