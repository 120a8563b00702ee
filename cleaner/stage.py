"""What a stage is and what it may say. A stage looks and speaks; only the pipeline touches text."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from cleaner.document import Document
from cleaner.edit import Edit

__all__ = ["FOLDERS", "PACKS", "REMARK", "Document", "Drop", "Edit", "Note", "Part", "Saying", "Stage"]

REMARK = "remark"
"""The label of a note that reports something to a reader; every other label is a field of the metadata."""


PACKS, FOLDERS = {"paths": "packs"}, {"paths": "folders"}
"""Metadata of an option that holds rule packs (names, or paths of files) or folders: those of a pipeline file count
from where the file stands."""


class Note(NamedTuple):
    """A fact, and the text that says it: ``text[start:end]`` says that ``label`` is ``value`` (JSON data)."""

    start: int
    end: int
    label: str
    value: Any
    rule: str


class Part(NamedTuple):
    """A report on the page, from start to end; ``kind`` says what showed it (a heading, a byline, ...)."""

    start: int
    end: int
    kind: str


class Drop(NamedTuple):
    """Reject the whole document, for this reason."""

    reason: str
    rule: str


Saying = Edit | Note | Part | Drop


class Stage(Protocol):
    """One step of a pipeline: a frozen dataclass whose fields are its options and whose docstring is its manual.

    ``rules`` holds every rule that the stage may name, with a line on what it does. Edits come in order and do
    not overlap; a stage that finds nothing yields nothing. A stage that reads files has one property more,
    ``fingerprint``, a text that changes when what it read does: it tells one run from another.
    """

    @property
    def name(self) -> str:
        """The name that pipelines, ledgers and errors use."""
        ...

    @property
    def rules(self) -> Mapping[str, str]:
        """Rule id -> what the rule does."""
        ...

    def __call__(self, doc: Document) -> Iterable[Saying]:
        """Look at the document and say what should become of it."""
        ...
