"""A text through the stages until they find nothing more, each line keeping its end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.draft import Draft, advance
from cleaner.errors import InputError
from cleaner.offsets import Origins, Span
from cleaner.page import Page
from cleaner.repository.ends import Chosen, GivenBack, Unified, line_ends
from cleaner.stage import Stage

ROUNDS = 5
"""How often the stages may run until they find nothing: one round may bring up what the next sees."""


class Change(NamedTuple):
    """What a rule did: the span in the source, what stood there for the rule, and what it put in its place."""

    start: int
    end: int
    rule: str
    old: str
    new: str


def settle(page: Page, stages: Sequence[Stage]) -> Draft:
    """Run the stages over a page until they change nothing more.

    Raises InputError where that does not come about, or where a stage fails, drops the page or cuts it into reports.
    """
    draft = _one(Draft(page.text, 0, len(page.text)), Unified(), page)
    for _ in range(ROUNDS):
        before = draft.text
        for stage in stages:
            draft = _one(draft, stage, page)
        if draft.text == before:
            return _one(draft, GivenBack(line_ends(page.text)), page)
    rules = sorted({hunk.rule for step in draft.steps[-len(stages) :] for hunk in step.patch.hunks})
    raise InputError(f"does not come to rest in {ROUNDS} rounds: {', '.join(rules)} undo each other; switch one off")


def with_ends(draft: Draft, end: str, page: Page) -> tuple[Draft, list[Change]]:
    """Give every line of a settled draft one end; return also what that changed."""
    done = _one(draft, Chosen(end), page)
    return done, [change for change in changes_of(done) if change.rule in Chosen.rules]


def changes_of(draft: Draft) -> Iterator[Change]:
    """Yield what the stages changed, with the places in the source, in the order in which they stand there."""
    found: list[Change] = []
    back: list[Origins] = []
    for step in draft.steps:
        if step.stage != Unified.name:
            for hunk in step.patch.hunks:
                start, end = _source((hunk.start, hunk.end), back)
                found.append(Change(start, end, hunk.rule, hunk.old, hunk.new))
        back.insert(0, Origins.of(step.patch))
    yield from sorted(found, key=lambda change: change[:2])


def _source(span: Span, back: Sequence[Origins]) -> Span:
    for origins in back:
        span = origins.span(*span)
    return span


def _one(draft: Draft, stage: Stage, page: Page) -> Draft:
    """Let a stage look. Raises InputError for what no file can become."""
    first, *rest = advance(draft, stage, page)
    if first.error:
        raise InputError(f"the stage {stage.name} failed: {first.error.reason}")
    if first.dropped:
        raise InputError(f"{first.dropped.rule} would drop it ({first.dropped.reason}); take that out of the pipeline")
    if rest or first.kind != draft.kind:
        raise InputError(f"the stage {stage.name} cuts it into reports; take that out of the pipeline for commits")
    return first
