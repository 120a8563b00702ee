"""What rules make of one page: who gets which characters, and the edits that come of it.

What ``protect`` holds nobody takes; where two rules want the same characters, the one that comes first gets them.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.edit import Edit
from cleaner.rulebook.backtrack import StepLimitError
from cleaner.rulebook.rule import Action, Rule
from cleaner.rulebook.sheet import Cut, Hold, Sheet
from cleaner.stage import REMARK, Note, Part, Saying


class _Line(NamedTuple):
    """A line that a rule takes, and the first line of the block it takes it with."""

    number: int
    block: int


class _Change(NamedTuple):
    """A span that a rule wants: for an edit, for a line, or (None) to protect it."""

    start: int
    end: int
    what: Edit | _Line | None


class Work:
    """What is said of one page so far, and whose each character is."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.taken = bytearray(len(sheet.text) + 2)  # one cell before the text, one behind
        self.cuts: dict[int, tuple[str, int]] = {}  # line -> the rule that took it, and the block
        self.edits: list[Edit] = []
        self.notes: list[Note | Part] = []

    def take(self, rule: Rule, lines: Sequence[int]) -> None:
        """Let a rule have its say."""
        if not rule.scope.includes_host(self.sheet.host):
            return
        trigger = rule.action.trigger
        try:
            hits = [line for line in rule.scope.select(self.sheet, lines) if trigger.holds(self.sheet.lines[line])]
            actions = list(rule.action.act(self.sheet, hits, rule.id)) if hits else []
        except StepLimitError:
            self.notes.append(Note(0, 0, REMARK, "gave up: the pattern took too many steps on this page", rule.id))
            return
        if rule.severity == "report":
            self.notes += [Note(*self._span(action), REMARK, rule.description, rule.id) for action in actions]
            return
        self.notes += [action for action in actions if isinstance(action, Note | Part)]
        self._change(rule, actions)

    def _change(self, rule: Rule, actions: Sequence[Action]) -> None:
        """Give the rule what is free of what it wants, unless that is more than its limit allows."""
        changes = [change for change in self._wanted(actions) if self._claim(change)]
        size = sum(end - start for start, end, _ in changes)
        if rule.max_share is not None and size > rule.max_share * len(self.sheet.text):
            for change in changes:
                self._mark(change, b"\0")
            share, limit = f"{size / len(self.sheet.text):.0%}", f"{rule.max_share:.0%}"
            text = f"left as it is: this rule would take {share} of the page, its limit is {limit}"
            self.notes.append(Note(*changes[0][:2], REMARK, text, rule.id))
            return
        for _, _, what in changes:
            if isinstance(what, Edit):
                self.edits.append(what)
            elif what is not None:
                self.cuts[what.number] = rule.id, what.block

    def _wanted(self, actions: Sequence[Action]) -> Iterator[_Change]:
        """Yield the spans that the actions change or protect."""
        for action in actions:
            if isinstance(action, Cut):
                lines = (_Line(number, action.first) for number in range(action.first, action.last + 1))
                yield from (_Change(*self.sheet.spans[line.number], line) for line in lines)
            elif isinstance(action, Edit):
                yield _Change(action.start, action.end, action)
            elif isinstance(action, Hold):
                yield _Change(action.start, action.end, None)

    def _claim(self, change: _Change) -> bool:
        """Take a span if nobody has a part of it; what is protected may be protected twice."""
        start, end = _cells(change)
        if isinstance(change.what, _Line) and change.what.number in self.cuts:
            return False
        if change.what is not None and self.taken.find(1, start, end) >= 0:
            return False
        self._mark(change, b"\1")
        return True

    def _mark(self, change: _Change, mark: bytes) -> None:
        """Mark a span as taken or free."""
        start, end = _cells(change)
        self.taken[start:end] = mark * (end - start)

    def _span(self, action: Action) -> tuple[int, int]:
        """Return where an action stands."""
        if isinstance(action, Cut):
            return self.sheet.spans[action.first][0], self.sheet.spans[action.last][1]
        return action.start, action.end

    def sayings(self) -> list[Saying]:
        """Return all that was said: the edits sorted, then the notes and parts sorted."""
        edits = sorted([*self.edits, *self._line_edits()])
        return [*edits, *sorted(self.notes, key=lambda note: (note.start, note.end))]

    def _line_edits(self) -> Iterator[Edit]:
        """Yield the removal of lines, the neighbours of one block in one edit.

        Each takes the line feed behind it; those at the very end, the one before.
        """
        spans = self.sheet.spans
        final = len(spans)  # from here on all lines go
        while final - 1 in self.cuts:
            final -= 1
        rows = ((line < final, owner, line) for line, owner in sorted(self.cuts.items()))
        numbered = ((inner, owner, line - at, line) for at, (inner, owner, line) in enumerate(rows))
        for (inner, (rule, _), _), group in groupby(numbered, key=lambda row: row[:3]):
            lines = [line for *_, line in group]
            start, end = spans[lines[0]][0], spans[lines[-1]][1]
            yield Edit(start, end + 1, "", rule) if inner else Edit(max(start - 1, 0), end, "", rule)


def _cells(change: _Change) -> tuple[int, int]:
    """Return the cells of ``taken`` for a span: an insertion needs both its neighbours, a blank line nothing."""
    if change.start == change.end and isinstance(change.what, Edit):
        return change.start, change.end + 2
    return change.start + 1, change.end + 1
