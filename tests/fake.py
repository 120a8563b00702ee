"""A stage that says what a test tells it to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.document import Document
from cleaner.pipeline import Pipeline

RULES = {"fake.one": "one thing", "fake.two": "another thing"}


@dataclass(frozen=True)
class Fake:
    """Says what ``say`` returns of the document."""

    say: Callable[[Document], Iterable[Any]]
    name: str = "fake"
    rules: Mapping[str, str] = field(default_factory=lambda: dict(RULES))

    def __call__(self, doc: Document) -> Iterable[Any]:
        return self.say(doc)


def saying(*sayings: Any, name: str = "fake") -> Fake:
    """Return a stage that says the same of every document."""
    return Fake(lambda doc: sayings, name)


def pipeline(*stages: Any) -> Pipeline:
    """Return a pipeline of these stages."""
    return Pipeline("test", stages)
