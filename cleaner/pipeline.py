"""The pipeline: a named list of stages, run one after the other over a page."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache, cached_property
from hashlib import sha256
from typing import Any

from cleaner import __version__
from cleaner.decoding.encoding import BINARY
from cleaner.draft import Draft, advance, finish
from cleaner.errors import ConfigError
from cleaner.ledger import Level
from cleaner.page import Page
from cleaner.record import Reason, Record, Run
from cleaner.stage import Stage


@dataclass(frozen=True)
class Pipeline:
    """A named list of stages. Values: the methods that change one return another.

    >>> Pipeline.default().without("control").names[:3]
    ('mojibake', 'newline', 'content')
    """

    name: str
    stages: tuple[Stage, ...]

    @classmethod
    @cache
    def default(cls) -> "Pipeline":
        """Return the pipeline that ``cleaner run`` uses when nothing else is said; its rules are compiled once."""
        from cleaner.config import load_pipeline  # a preset is a pipeline file, and reading one is config's work

        return load_pipeline("default")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the stages, in order."""
        return tuple(stage.name for stage in self.stages)

    def with_stage(self, stage: Stage, before: str | None = None, after: str | None = None) -> "Pipeline":
        """Return a pipeline with one stage more: at the end, or before or after the stage of that name."""
        at = len(self.stages)
        if anchor := before or after:
            at = self._index(anchor) + (before is None)
        return replace(self, stages=(*self.stages[:at], stage, *self.stages[at:]))

    def without(self, name: str) -> "Pipeline":
        """Return a pipeline without the stage of that name. Raises ConfigError where there is none."""
        at = self._index(name)
        return replace(self, stages=self.stages[:at] + self.stages[at + 1 :])

    def replaced(self, name: str, stage: Stage) -> "Pipeline":
        """Return a pipeline with another stage in the place of the one of that name."""
        at = self._index(name)
        return replace(self, stages=(*self.stages[:at], stage, *self.stages[at + 1 :]))

    def run(self, page: Page, level: Level = "full") -> list[Record]:
        """Clean one page: return a record for each report on it, never none.

        A stage that fails is told in the ``error`` of the records that it failed on; their text is as the stages
        before left it. Raises LedgerError where a law of the ledger is broken: that is a bug of ours.
        """
        with _uncollected():
            drafts = [Draft.of(page, _unreadable(page))]
            for stage in self.stages:
                drafts = [result for draft in drafts for result in advance(draft, stage, page)]
            run = Run(__version__, self.name, f"sha256:{self.digest}")
            return [finish(draft, page, run, (index, len(drafts)), level) for index, draft in enumerate(drafts)]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of all that decides what this pipeline does: stages, their options, the files they read."""
        rows = [[stage.name, _says(stage), sorted(stage.rules.items())] for stage in self.stages]
        return sha256(json.dumps(rows, default=repr, sort_keys=True).encode()).hexdigest()

    def _index(self, name: str) -> int:
        if name not in self.names:
            raise ConfigError(f"the pipeline {self.name} has no stage {name!r}; it has {', '.join(self.names)}")
        return self.names.index(name)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Stop looking for cycles of objects: a page makes thousands of edits and no cycle, and each look costs a page."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()


def _says(stage: Stage) -> Any:
    """Return a stage's own fingerprint, which one that reads files has, or else its options."""
    own = getattr(stage, "fingerprint", None)
    if own is not None or not is_dataclass(stage):
        return own
    return [(field.name, getattr(stage, field.name)) for field in fields(stage)]


def _unreadable(page: Page) -> Reason | None:
    """Return why a page holds no text that a stage could look at."""
    if page.source.sha256 is None:
        return Reason(page.source.reason, "input.unreadable")
    if page.source.encoding == BINARY:
        cure = "leave it out, or name its --encoding"
        return Reason(f"a binary file, no text: {page.source.reason}; {cure}", "input.binary")
    return None
