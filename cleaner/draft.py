"""A report in the making: takes what a stage says, applies it, and keeps the books."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import orjson

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.errors import ConfigError, LedgerError, StageError
from cleaner.ledger import Level, Step, is_writable, undone
from cleaner.offsets import Origins, Span
from cleaner.page import Page
from cleaner.record import Fact, Place, Reason, Record, Run, digest
from cleaner.stage import Drop, Note, Part, Saying, Stage

WORDS_SHOWN = 80
"""How many characters of the words that say a fact are kept beside it."""

CAUSE_SHOWN = 300
"""How many characters of what a stage raised are told."""

_OF_A_PAGE = frozenset({"published", "outlet"})
"""What holds for all reports of a page that says it once."""
_OF_A_LINE = frozenset({"reporters", "photo_credits"})
"""What holds for them if it stands on the same line at the head of the page."""
_LINE = 100  # characters: what stands nearer to it in the source stands on one line with it

_SURROGATES = re.compile("[\\ud800-\\udfff]+")
_Kind = TypeVar("_Kind", Edit, Note, Part, Drop)
_SHAPES: dict[type, tuple[type, ...]] = {
    Edit: (int, int, str, str),
    Note: (int, int, str, object, str),
    Part: (int, int, str),
    Drop: (str, str),
}
_NO_CHANGE = Patch()


class Draft(NamedTuple):
    """The text as the stages so far left it, from the region start:end of the decoded source."""

    text: str
    start: int
    end: int
    kind: str = "page"
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()
    error: Reason | None = None
    dropped: Reason | None = None
    page: str = ""  # the page that it was split from, as it was then
    seen: Document | None = None  # the text as a stage sees it, kept for its views

    @classmethod
    def of(cls, page: Page, error: Reason | None = None) -> "Draft":
        """Return the draft that the first stage gets; with an error no stage looks at it."""
        return cls(page.text, 0, len(page.text), error=error, seen=_document(page.text, page))


def advance(draft: Draft, stage: Stage, page: Page) -> list[Draft]:
    """Let a stage look at a draft, and return what becomes of it: itself, changed, or one draft for each report.

    A stage that fails leaves the draft as it was, with the error; what failed or was dropped goes no further.
    """
    if draft.error or draft.dropped:
        return [draft]
    doc = draft.seen or _document(draft.text, page)
    try:
        said = _listen(stage, doc)
        if not said:
            return [draft]
        patch, notes, parts, drop = _sort(stage, doc.text, said)
    except StageError as error:
        return [draft._replace(error=Reason(_readable(f"{error.package}: {error.cause}"), error.stage))]
    if drop:
        patch, parts = Patch.of(doc.text, [Edit(0, len(doc.text), "", drop.rule)]), []
    if not (patch or notes or parts or drop):
        return [draft]
    changed = _applied(draft, stage.name, patch, notes)
    if drop:
        return [changed._replace(dropped=Reason(_readable(drop.reason), drop.rule))]
    return _split(changed, patch, parts) if parts else [changed]


def finish(draft: Draft, page: Page, run: Run, number: tuple[int, int], level: Level) -> Record:
    """Make the record of a draft, in a form that any JSON reader takes; ``number`` is its index and how many there are.

    Raises LedgerError if the ledger does not rebuild the region: proved for every record.
    """
    if not is_writable(draft.text):
        lone = _SURROGATES.finditer(draft.text)
        edits = [Edit(*found.span(), "\ufffd" * len(found[0]), "record.surrogate") for found in lone]
        draft = _applied(draft, "record", Patch.of(draft.text, edits), [])
    region = page.text[draft.start : draft.end]
    if undone(draft.text, draft.steps) != region:
        raise LedgerError(f"{page.name}: the ledger does not rebuild {draft.start}:{draft.end}")
    dropped = draft.dropped
    if not (draft.text or draft.error or dropped):
        dropped = Reason("no text is left" if region else "the page is empty", "pipeline.empty")
    place = Place(*number, draft.start, draft.end, draft.kind)
    steps = None if level == "none" else draft.steps
    digests = digest(region), digest(draft.text)
    name = f"{page.name}#{number[0]}"
    return Record(
        name, draft.text, page.source, place, run, draft.facts, steps, draft.error, dropped, *digests, level
    )


def _document(text: str, page: Page) -> Document:
    return Document(text, page.source.path, page.source.url, page.source.media_type)


def _listen(stage: Stage, doc: Document) -> list[Saying]:
    """Call the stage. The one place where any exception is caught: a stage may be anybody's code.

    A ConfigError goes through: a stage that cannot read its files will not read them on the next page either.
    """
    try:
        return list(stage(doc))
    except ConfigError:
        raise
    except (Exception, SystemExit) as error:
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        raise _refused(stage, cause if len(cause) <= CAUSE_SHOWN else f"{cause[:CAUSE_SHOWN]}\u2026") from error


def _sort(
    stage: Stage, text: str, said: Sequence[Saying]
) -> tuple[Patch, list[Note], list[Part], Drop | None]:
    """Sort and check what a stage said. Raises StageError for what cannot be."""
    types = set(map(type, said))
    for strange in types.difference(_SHAPES):
        if not issubclass(strange, tuple(_SHAPES)):
            saying = next(saying for saying in said if type(saying) is strange)
            raise _refused(stage, f"said {saying!r:.{CAUSE_SHOWN}}, which is no Edit, Note, Part or Drop")
    edits, notes = _of_kind(Edit, said, types), _of_kind(Note, said, types)
    parts, drops = _of_kind(Part, said, types), _of_kind(Drop, said, types)[-1:]
    columns = _columns(stage, Edit, edits)
    for kind, sayings in ((Note, notes), (Part, parts), (Drop, drops)):
        _columns(stage, kind, sayings)
    if notes or parts:
        _check_spans(stage, len(text), notes, parts)
    try:
        patch = Patch.of_columns(text, *columns) if edits else _NO_CHANGE
    except LedgerError as error:
        raise _refused(stage, str(error)) from error
    return patch, notes, parts, drops[0] if drops else None


def _of_kind(kind: type[_Kind], said: Iterable[Saying], types: Set[type]) -> list[_Kind]:
    """Return the sayings of one kind; most stages have one only."""
    there = kind in types or not types <= _SHAPES.keys()  # what is of another type is of a kind of these
    return [saying for saying in said if isinstance(saying, kind)] if there else []


def _columns(stage: Stage, kind: type[Saying], sayings: Sequence[Saying]) -> list[tuple[Any, ...]]:
    """Return the first fields of all sayings, the second, and so on, when they are checked.

    Types are only hints: what is no offset or no text must not reach the ledger. Every rule that a stage names must be
    one that it declares: else nobody could look it up.
    """
    if not sayings:
        return []
    columns = list(zip(*sayings, strict=True))
    for column, name, wanted in zip(columns, kind._fields, _SHAPES[kind], strict=False):
        for found in set(map(type, column)):
            if found is not wanted and not issubclass(found, wanted):
                cause = f"said {kind.__name__} with {name} of type {found.__name__}, not {wanted.__name__}"
                raise _refused(stage, cause)
    for rule in sorted(set(columns[-1]).difference(stage.rules) if kind is not Part else ()):
        raise _refused(stage, f"named the rule {rule!r}, which is not in its rules")
    return columns


def _check_spans(stage: Stage, size: int, notes: Iterable[Note], parts: list[Part]) -> None:
    """Notes lie in the text and hold JSON data; parts lie in it in order."""
    for note in notes:
        if not 0 <= note.start <= note.end <= size:
            raise _refused(stage, f"note {note.start}:{note.end} of rule {note.rule!r} is not in the text ({size})")
        if note.label == "evidence":
            raise _refused(stage, f"note of rule {note.rule!r} has the label 'evidence', which the record needs itself")
        try:
            orjson.dumps([note.label, note.value])
        except TypeError as error:
            told = f"{note.label!r}: {note.value!r}"
            raise _refused(stage, f"note of rule {note.rule!r} holds {told:.{CAUSE_SHOWN}}: {error}") from error
    marks = [mark for part in parts for mark in part[:2]]
    if any(a > b for a, b in pairwise([0, *marks, size])):
        raise _refused(stage, "its parts overlap, are out of order or leave the text")


def _applied(draft: Draft, name: str, patch: Patch, notes: Sequence[Note]) -> Draft:
    """Add the notes, whose spans are in the text as it is, then apply the patch and move all spans along."""
    facts, seen = draft.facts, draft.seen
    if notes:
        facts = (*facts, *_pinned(draft, notes))
        seen = seen and seen.knowing(_known(facts))
    if not patch:
        return draft._replace(facts=facts, seen=seen)
    step = Step(name, patch)
    if facts:
        forward = step.back.onward()
        spans = [_moved(forward, fact.span) for fact in facts]
        facts = tuple(
            fact if span == fact.span else fact._replace(span=span) for fact, span in zip(facts, spans, strict=True)
        )
    text = patch.apply(draft.text)
    seen = seen and seen.after(text, patch.starts, patch.ends, patch.news)
    return draft._replace(text=text, steps=(*draft.steps, step), facts=facts, seen=seen)


def _pinned(draft: Draft, notes: Iterable[Note]) -> Iterator[Fact]:
    """Tie notes to the words that say them and to the place of these in the source."""
    for start, end, label, value, rule in notes:
        source = start, end
        for step in reversed(draft.steps):
            source = step.back.span(*source)
        words = _readable(draft.text[start:end][:WORDS_SHOWN])
        yield Fact(label, value, (start, end), (source[0] + draft.start, source[1] + draft.start), words, rule)


def _known(facts: Sequence[Fact]) -> dict[str, Any]:
    return {fact.label: fact.value for fact in reversed(facts)}


def _moved(forward: Origins, span: Span | None) -> Span | None:
    """Take a span along; None when nothing is left of its words."""
    if span is None or span[0] == span[1]:
        return span
    start, end = forward.span(*span)
    return (start, end) if start < end else None


def _split(draft: Draft, patch: Patch, parts: list[Part]) -> list[Draft]:
    """Cut a draft into its reports. Their regions partition its region: the first owns what stands before it."""
    forward = Origins.of(patch).onward()
    marks = [forward.span(part.start, part.start)[0] for part in parts[1:]]
    pieces = list(pairwise([0, *marks, len(draft.text)]))
    steps: list[list[Step]] = [[] for _ in parts]
    cuts = marks
    for step in reversed(draft.steps):
        patches, cuts = step.patch.split(cuts)
        for own, piece in zip(steps, patches, strict=True):
            own[:0] = [Step(step.stage, piece)] if piece else []
    regions = list(pairwise([draft.start, *(draft.start + cut for cut in cuts), draft.end]))
    drafts = []
    shared = [fact for fact in draft.facts if fact.label in _OF_A_PAGE and _values(draft.facts, fact.label) == 1]
    beside = [fact for fact in draft.facts if fact.label in _OF_A_LINE and _is_gone(draft.text, fact)]
    heads = [fact for fact in shared if fact.source[1] <= regions[0][1] and _is_gone(draft.text, fact)]
    shared += [fact for fact in beside if any(_is_beside(fact, head) for head in heads)]
    for part, (a, b), own, (start, end) in zip(parts, pieces, steps, regions, strict=True):
        text, whole = draft.text[a:b], draft.page or draft.text
        facts = tuple(_own_facts(draft.facts, a, text, (start, end)))
        said = {fact.label for fact in facts}
        facts += tuple(fact._replace(span=None) for fact in shared if fact.label not in said)
        seen = draft.seen and draft.seen.part(a, b, whole).knowing(_known(facts))
        drafts.append(Draft(text, start, end, _readable(part.kind), tuple(own), facts, page=whole, seen=seen))
    return drafts


def _is_gone(text: str, fact: Fact) -> bool:
    """Tell whether the words of a fact have left the text, or a blank stands for them."""
    return fact.span is None or not text[slice(*fact.span)].strip()


def _is_beside(fact: Fact, head: Fact) -> bool:
    """Tell whether the words of a fact went with a line of the page that says what holds for all its reports."""
    return abs(fact.source[0] - head.source[1]) < _LINE


def _values(facts: Iterable[Fact], label: str) -> int:
    """Return how many different values of a field a page says."""
    return len({fact.value for fact in facts if fact.label == label})


def _own_facts(facts: Iterable[Fact], base: int, text: str, region: Span) -> Iterator[Fact]:
    """Give a report the facts that its own words say, with spans in its own text."""
    for fact in facts:
        if fact.span is None:
            if region[0] <= fact.source[0] < region[1]:
                yield fact
        elif base <= fact.span[0] < base + len(text) or (base == fact.span[0] and not text):
            yield fact._replace(span=(fact.span[0] - base, min(fact.span[1] - base, len(text))))


def _readable(text: str) -> str:
    """Return a text that JSON can hold."""
    return text if is_writable(text) else _SURROGATES.sub("\ufffd", text)


def _refused(stage: Stage, cause: str) -> StageError:
    return StageError(stage.name, _package(stage), cause)


def _package(stage: Any) -> str:
    return type(stage).__module__.partition(".")[0]
