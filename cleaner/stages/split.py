"""Splits a page into its reports: the ``split`` rules of packs find like headings, evidence decides whether to cut."""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import accumulate
from typing import ClassVar, Literal, NamedTuple

from cleaner.document import Document
from cleaner.edit import Edit
from cleaner.kinds.split import Split as SplitRule
from cleaner.node import Node
from cleaner.rulebook.rule import Pack
from cleaner.rulebook.sheet import Sheet, sheet_of
from cleaner.scan import lazy
from cleaner.stage import FOLDERS, PACKS, REMARK, Note, Part, Saying
from cleaner.stages.rules import Rules

LEAD = "split.lead"
REFUSED = "split.refused"
_SENTENCE = lazy("[\u3002!?;]")
_MARKS = lazy(r"[\W_]+")
_PAGE_NUMBER = lazy(r"(?:\u2026|[.\u00b7]{2}|\t)\s*\d{1,4}$")  # of a table of contents
_LONGEST_TITLE = 400
_LEAST_SENTENCE = 15  # characters; a shorter line with a mark is a slogan


class Section(NamedTuple):
    """What a heading has under it, up to the next one: where it begins, its title, the characters of its sentences."""

    start: int
    title: str
    prose: int


class Finding(NamedTuple):
    """What one kind of heading makes of a page: where its reports begin, or why it must not be cut there."""

    rule: str
    starts: Sequence[int] = ()
    refusal: str = ""


@dataclass(frozen=True)
class Split:
    """Cut a page into its reports, each of which becomes a record.

    ``split: page`` leaves every page whole. ``packs`` hold the kinds of headings, as rules of kind ``split``: names,
    looked for in ``folders`` and then among the shipped packs, or paths. One kind of heading wins: the one that begins
    first on the page, then the one with more headings, then the one that stands earlier in its pack.

    A kind needs evidence. At least ``min_parts`` and at most ``max_parts`` headings have a text of their own, of at
    least ``min_chars`` characters in sentences (or what the rule asks, if that is more) and at most ``max_ratio`` times
    the shortest. No two have the same title. Headings without any text are a list: it may stand at the top if it
    repeats titles that come later (a table of contents), or behind the last report (related pages). Otherwise the page
    stays whole, and a remark says why.

    A lead above the first heading is a report of its own if it has ``min_chars`` in sentences and ``min_lead`` of what
    the reports have on average; a shorter one belongs to the first report. More than ``max_lead`` of the page's
    sentences are no lead. Reports are in order and leave no gap.
    """

    split: Literal["reports", "page"] = "reports"
    packs: tuple[str, ...] = field(default=("cn-reports",), metadata=PACKS)
    folders: tuple[str, ...] = field(default=(), metadata=FOLDERS)
    min_parts: int = 2
    max_parts: int = 500
    min_chars: int = 60
    max_ratio: int = 50
    min_lead: float = 0.33
    max_lead: float = 0.5
    changes: Node | None = field(default=None, hash=False)
    name: ClassVar[str] = "split"

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the options and of all rules as this stage uses them."""
        limits = (self.min_parts, self.max_parts, self.min_chars, self.max_ratio, self.min_lead, self.max_lead)
        return sha256(json.dumps([self.split, limits, [pack.fingerprint for pack in self._packs]]).encode()).hexdigest()

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """What this stage says itself, and the rules of its packs."""
        own = {REFUSED: "tells headings that look like those of reports, and why the page was not cut there"}
        return own | {rule: text for pack in self._packs for rule, text in pack.rules.items()}

    @cached_property
    def _packs(self) -> tuple[Rules, ...]:
        return tuple(Rules(pack, self.folders, changes=self.changes) for pack in self.packs)

    @cached_property
    def _least(self) -> Mapping[str, int]:
        """Rule id -> the characters in sentences that each of its reports takes."""
        rules = (rule for pack in self.loaded for rule in pack.rules)
        return {rule.id: rule.action.min_chars for rule in rules if isinstance(rule.action, SplitRule)}

    @property
    def loaded(self) -> tuple[Pack, ...]:
        """The packs as this stage uses them."""
        return tuple(pack.loaded for pack in self._packs)

    def __call__(self, doc: Document) -> Iterator[Saying]:
        """Yield the parts of the page, none if it stays whole, and a remark where that was in doubt."""
        if self.split == "page":
            return
        said = [saying for pack in self._packs for saying in pack(doc)]
        parts = [saying for saying in said if isinstance(saying, Part)]
        if not parts:
            return
        prose = Prose.of(sheet_of(doc))
        there = {part.kind for part in parts}
        kinds = [rule for rule in self.rules if rule in there]
        found = [self._judge(rule, [part for part in parts if part.kind == rule], prose) for rule in kinds]
        accepted = [finding for finding in found if finding.starts]
        if not accepted:
            yield from (_remark(finding, parts, doc) for finding in found if finding.refusal)
            return
        best = min(accepted, key=lambda finding: (finding.starts[0], -len(finding.starts)))
        yield from _markers(best, parts, said)
        yield from self._cut(best, prose)

    def _judge(self, rule: str, parts: Sequence[Part], prose: "Prose") -> Finding:
        """Hold the headings of one kind against the evidence that a split takes."""
        sections = [Section(part.start, prose.title(part.start), prose.between(*part[:2])) for part in parts]
        reports, refusal = _without_lists(sections)
        if not refusal and len(reports) < self.min_parts:
            return Finding(rule)  # one report and a list of others: nothing is in doubt
        if not refusal and min(report.prose for report in reports) < self._least.get(rule, 0):
            return Finding(rule)  # too short for this kind: news with a related one
        refusal = refusal or self._refusal(reports)
        if not refusal and prose.between(0, reports[0].start) > self.max_lead * prose.total:
            refusal = "most of the page stands above them"
        return Finding(rule, () if refusal else [report.start for report in reports], refusal)

    def _refusal(self, reports: Sequence[Section]) -> str:
        """Return what speaks against these headings, nothing if they may be those of reports."""
        sizes = [report.prose for report in reports]
        if len(reports) > self.max_parts:
            return f"more than {self.max_parts}"
        if min(sizes) < self.min_chars:
            return f"a text of {min(sizes)} characters in sentences, and it takes {self.min_chars}"
        if max(sizes) > self.max_ratio * min(sizes):
            return f"texts of {min(sizes)} and of {max(sizes)} characters"
        title, times = Counter(report.title for report in reports).most_common(1)[0]
        return f"{times} have the title {title[:40]!r}" if times > 1 else ""

    def _cut(self, found: Finding, prose: "Prose") -> Iterator[Part]:
        """Yield the reports; what stands above the first heading is one of them or belongs to the first."""
        starts = list(found.starts)
        lead = prose.between(0, starts[0])
        if lead >= max(self.min_chars, self.min_lead * (prose.total - lead) / len(starts)):
            yield Part(0, starts[0], LEAD)
        else:
            starts[0] = 0
        for start, end in zip(starts, [*starts[1:], prose.size], strict=True):
            yield Part(start, end, found.rule)


class Prose(NamedTuple):
    """How many characters of sentences stand where, and what its lines say."""

    sheet: Sheet
    line_starts: Sequence[int]
    sums: Sequence[int]

    @classmethod
    def of(cls, sheet: Sheet) -> "Prose":
        """Count them once for a page."""
        sizes = (len(line) if _is_prose(line) else 0 for line in sheet.lines)
        return cls(sheet, [start for start, _ in sheet.spans], list(accumulate(sizes, initial=0)))

    @property
    def size(self) -> int:
        """How long the page is."""
        return len(self.sheet.text)

    @property
    def total(self) -> int:
        """The characters of all its sentences."""
        return self.sums[-1]

    def between(self, start: int, end: int) -> int:
        """Return the characters of sentences between two line starts, or a line start and the end."""
        return self.sums[bisect_left(self.line_starts, end)] - self.sums[bisect_left(self.line_starts, start)]

    def title(self, start: int) -> str:
        """Return the letters, digits and Han of the line that starts here: what tells one title from another."""
        line = self.sheet.lines[bisect_left(self.line_starts, start)][:_LONGEST_TITLE]
        return _MARKS.sub("", _PAGE_NUMBER.sub("", line))


def _is_prose(line: str) -> bool:
    return len(line) >= _LEAST_SENTENCE and bool(_SENTENCE.search(line))


def _without_lists(sections: Sequence[Section]) -> tuple[Sequence[Section], str]:
    """Return the sections without those of lists, and why that cannot be done, if so.

    In a list headings follow each other without text. The last of a list seems to own what stands under the list.
    """
    last = max((at for at, section in enumerate(sections) if section.prose), default=-1)
    if last >= 2 and not (sections[last - 1].prose or sections[last - 2].prose):
        last -= 1
        while last >= 0 and not sections[last].prose:
            last -= 1
    reports: list[Section] = []
    later = Counter(section.title for section in sections[: last + 1])
    bare = 0  # so many headings without text stand directly above
    for section in sections[: last + 1]:
        later[section.title] -= 1
        if later[section.title] and not reports and (bare or not section.prose):
            bare += 1
        elif not section.prose:
            return (), f"nothing stands under {section.title[:40]!r}"
        else:
            reports.append(section)
            bare = 0
    return reports, ""


def _markers(found: Finding, parts: Iterable[Part], said: Iterable[Saying]) -> Iterator[Edit]:
    """Yield the removal of markers, if the rule asks for it, of those headings that begin a report."""
    starts = [part.start for part in parts if part.kind == found.rule]
    kept = set(found.starts)
    for saying in said:
        if isinstance(saying, Edit) and saying.rule == found.rule:
            owner = starts[max(bisect_left(starts, saying.start + 1) - 1, 0)]
            if owner in kept:
                yield saying


def _remark(found: Finding, parts: Iterable[Part], doc: Document) -> Note:
    """Return the note that tells why a page stays whole, at the first heading."""
    starts = [part.start for part in parts if part.kind == found.rule]
    end = doc.text.find("\n", starts[0])
    text = f"not split at {len(starts)} headings of {found.rule}: {found.refusal}"
    return Note(starts[0], end if end >= 0 else len(doc.text), REMARK, text, REFUSED)
