"""Edits as values: what a stage asks for, what was done, and how it is undone.

Laws, kept under hypothesis in tests/test_edit.py:

- ``patch.apply(before) == after`` and ``patch.undo(after) == patch.invert().apply(after) == before``;
- ``patch.invert().invert() == patch``;
- ``compose(p, q).apply(x) == q.apply(p.apply(x))``, and compose is associative;
- the pieces of ``patch.split(marks)`` rebuild the pieces of the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.errors import LedgerError


class Edit(NamedTuple):
    """Change ``text[start:end]`` to ``new``, in the name of ``rule``. Offsets are code points."""

    start: int
    end: int
    new: str
    rule: str


class Hunk(NamedTuple):
    """An edit that was made: ``text[start:end]`` was ``old`` and became ``new``."""

    start: int
    end: int
    old: str
    new: str
    rule: str


_new = tuple.__new__
"""Makes a hunk of its parts in half the time that ``Hunk(...)`` takes; a page has thousands."""


@dataclass(frozen=True, slots=True)
class Patch:
    """All that one stage changed in one text: hunks in order, not overlapping, offsets in the text before.

    >>> patch = Patch.of("1,2,", [Edit(3, 4, "!", "demo.mark")])
    >>> patch.apply("1,2,"), patch.invert().apply("1,2!")
    ('1,2!', '1,2,')
    """

    hunks: tuple[Hunk, ...] = ()

    @classmethod
    def of(cls, text: str, edits: Iterable[Edit]) -> "Patch":
        """Check the edits against the text and note what they replace; an edit that changes nothing is left out.

        Raises LedgerError for an edit that is out of bounds, out of order or overlaps the one before.
        """
        hunks: list[Hunk] = []
        last, size = 0, len(text)
        for edit in edits:
            start, end, new, rule = edit
            if not last <= start <= end <= size:
                raise LedgerError(_misplaced(edit, last, size))
            old = text[start:end]
            if old != new:
                hunks.append(_new(Hunk, (start, end, old, new, rule)))
            last = end
        return cls(tuple(hunks))

    def __bool__(self) -> bool:
        """Whether the patch changes anything."""
        return bool(self.hunks)

    def apply(self, text: str) -> str:
        """Return the text after the patch. Raises LedgerError where the text is not what the patch replaces."""
        pieces, last = [], 0
        for start, end, old, new, rule in self.hunks:
            if text[start:end] != old:
                raise LedgerError(f"{rule} at {start}: the text is {text[start:end]!r}, the patch replaces {old!r}")
            pieces.append(text[last:start])
            pieces.append(new)
            last = end
        if not pieces:
            return text
        pieces.append(text[last:])
        return "".join(pieces)

    def undo(self, text: str) -> str:
        """Return the text before the patch from the one after: what ``invert().apply(text)`` returns, in half the time.

        Raises LedgerError where the text is not what the patch leaves.
        """
        pieces, last, shift = [], 0, 0
        for start, end, old, new, rule in self.hunks:
            at = start + shift
            reach = at + len(new)
            if text[at:reach] != new:
                raise LedgerError(f"{rule} at {at}: the text is {text[at:reach]!r}, the patch replaces {new!r}")
            pieces.append(text[last:at])
            pieces.append(old)
            last = reach
            shift = reach - end
        pieces.append(text[last:])
        return "".join(pieces)

    def invert(self) -> "Patch":
        """Return the patch that undoes this one; its offsets are those of the text after."""
        hunks, shift = [], 0
        for start, end, old, new, rule in self.hunks:
            at = start + shift
            hunks.append(Hunk(at, at + len(new), new, old, rule))
            shift += len(new) - (end - start)
        return Patch(tuple(hunks))

    def split(self, marks: Sequence[int]) -> tuple[list["Patch"], list[int]]:
        """Cut the patch at rising offsets of the text *after*; return the pieces and the offsets *before*.

        Piece k takes the part of the text before the patch that lies between marks k-1 and k to the part after
        it, with offsets of its own. What was removed at a mark goes to the left. A hunk that a mark goes through
        becomes two: the left replaces all of the old text, the right inserts the rest of the new.
        """
        pieces: list[list[Hunk]] = [[]]
        befores: list[int] = []
        base = shift = 0  # where the piece starts in the text before; length after less length before, so far
        for start, end, old, shown, rule in self.hunks:
            at = start + shift
            shift += len(shown) - (end - start)
            while len(befores) < len(marks) and (mark := marks[len(befores)]) < at + len(shown):
                if mark > at:  # the mark goes through the hunk
                    pieces[-1].append(Hunk(start - base, end - base, old, shown[: mark - at], rule))
                    shown, at, start, old = shown[mark - at :], mark, end, ""
                base = start - (at - mark)
                befores.append(base)
                pieces.append([])
            pieces[-1].append(_new(Hunk, (start - base, end - base, old, shown, rule)))
        for mark in marks[len(befores) :]:
            befores.append(mark - shift)
            pieces.append([])
        return [Patch(tuple(piece)) for piece in pieces], befores


def compose(first: Patch, second: Patch) -> Patch:
    """Return one patch that does both, for reading only: it costs more than cleaning.

    Between two hunks of the result stands at least one character that neither patch touched, which makes the
    result independent of how a chain is bracketed. A hunk names all the rules that had a hand in it.
    """
    done: list[Hunk] = []
    shift = 0  # the offset in the text between the patches less the offset in the text before both
    for undo, redo in _clusters(first.invert().hunks, second.hunks):
        start = min(hunk.start for hunk in undo + redo)
        middle = _overlay(start, undo + redo)
        old, new = _moved(undo, -start).apply(middle), _moved(redo, -start).apply(middle)
        rules = sorted({rule for hunk in undo + redo for rule in hunk.rule.split(" + ")})
        done.append(Hunk(start - shift, start - shift + len(old), old, new, " + ".join(rules)))
        shift += len(middle) - len(old)
    return Patch(tuple(done))


def _clusters(undo: Sequence[Hunk], redo: Sequence[Hunk]) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """Group the hunks of two patches of one text that touch or overlap."""
    group: tuple[list[Hunk], list[Hunk]] = ([], [])
    reach = -1
    for start, end, side, hunk in sorted(
        ((hunk.start, hunk.end, side, hunk) for side, hunks in enumerate((undo, redo)) for hunk in hunks),
        key=lambda row: row[:3],
    ):
        if start > reach and reach >= 0:
            yield group
            group = ([], [])
        group[side].append(hunk)
        reach = max(reach, end)
    if reach >= 0:
        yield group


def _overlay(start: int, hunks: Iterable[Hunk]) -> str:
    """Return the text from ``start`` on that the hunks, which leave no gap, replace between them."""
    text = ""
    for hunk in sorted(hunks, key=lambda h: h[:2]):
        text += hunk.old[start + len(text) - hunk.start :] if hunk.end > start + len(text) else ""
    return text


def _moved(hunks: Iterable[Hunk], by: int) -> Patch:
    """Return a patch of these hunks with their offsets moved."""
    return Patch(tuple(hunk._replace(start=hunk.start + by, end=hunk.end + by) for hunk in hunks))


def _misplaced(edit: Edit, last: int, size: int) -> str:
    """Say what is wrong with the place of an edit."""
    if edit.start < last:
        cause = f"starts before {last}, where the one before it ends"
    elif edit.end < edit.start:
        cause = "ends before it starts"
    else:
        cause = f"reaches past the end of the text ({size} characters)"
    return f"edit {edit.start}:{edit.end} of rule {edit.rule!r} {cause}"
