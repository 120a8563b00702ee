"""Rules and packs as values. They come from rule files; ``cleaner.rulebook.loader`` reads them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from cleaner.edit import Edit
from cleaner.node import Node
from cleaner.rulebook.condition import Trigger
from cleaner.rulebook.form import Form
from cleaner.rulebook.sheet import Cut, Hold, Sheet
from cleaner.stage import Note, Part

Action = Cut | Hold | Edit | Note | Part

SEVERITIES = ("off", "report", "fix")
STATUSES = ("preview", "stable", "deprecated")
PLACES = ("anywhere", "head", "tail")


class Kind(Protocol):
    """A kind of rule: a frozen dataclass that holds what one rule of the kind says, compiled.

    ``KEYS`` are the keys of the rule file beyond those that every rule has, each with its JSON schema; ``REQUIRED``
    those of them that a rule must have; ``REMOVES`` says that a rule of the kind must come with ``keep`` texts.
    """

    KEYS: ClassVar[Mapping[str, Any]]
    REQUIRED: ClassVar[tuple[str, ...]]
    REMOVES: ClassVar[bool]

    @property
    def trigger(self) -> Trigger:
        """What must stand on a line before ``act`` is called."""
        ...

    @classmethod
    def read(cls, form: Form, *, linear: bool) -> Self:
        """Read the keys of the kind; what is wrong is noted in the form, and any value returned."""
        ...

    def act(self, sheet: Sheet, hits: Sequence[int], rule: str) -> Iterator[Action]:
        """Say what should become of a page, given the numbers of the lines for which the trigger holds, rising."""
        ...


class Example(NamedTuple):
    """A text and what becomes of it; None where the example does not say."""

    before: str
    after: str | None
    fields: Mapping[str, Any] | None
    parts: int | None
    url: str | None
    node: Node


@dataclass(frozen=True, slots=True)
class Scope:
    """On which sites and in which lines a rule holds; ``within`` counts lines that are not blank."""

    sites: tuple[str, ...] = ()
    where: str = "anywhere"
    within: int = 0

    def includes_host(self, host: str) -> bool:
        """Tell whether the rule holds on a site; a document without one never matches a rule that names sites."""
        return not self.sites or any(fnmatchcase(host, glob) for glob in self.sites if host)

    def select(self, sheet: Sheet, hits: Sequence[int]) -> Sequence[int]:
        """Return the hits that stand in the scope's lines."""
        if self.where == "head":
            stop = sheet.head(self.within)
            return [hit for hit in hits if hit < stop]
        if self.where == "tail":
            start = sheet.tail(self.within)
            return [hit for hit in hits if hit >= start]
        return hits


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``id`` is public: ``pack/name``; ``node`` is what the file says, ``action`` the same compiled.

    ``said`` is what the file says once more, as JSON: every run asks for all of it.
    """

    id: str
    kind: str
    action: Kind
    description: str
    why: str
    severity: str = "fix"
    status: str = "stable"
    replaces: tuple[str, ...] = ()
    scope: Scope = Scope()
    max_share: float | None = None
    examples: tuple[Example, ...] = ()
    keep: tuple[str, ...] = ()
    node: Node = field(kw_only=True, repr=False, compare=False)
    said: str = field(kw_only=True, repr=False, compare=False)

    @property
    def manual(self) -> str:
        """The manual page of the rule: what it does, why, and all that its file says."""
        head = f"{self.id} ({self.kind}, {self.status}, {self.severity}): {self.description}\n\nWhy: {self.why}\n\n"
        return head + json.dumps(self.node.plain(), ensure_ascii=False, indent=2)


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A rule file that was read, with the packs it extends. Compares by identity: a file is read once for each text."""

    name: str
    path: str
    version: str
    description: str
    macros: Mapping[str, str]
    own: tuple[Rule, ...]
    parents: tuple["Pack", ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of the packs it extends, then its own; each once."""
        found = {rule.id: rule for parent in self.parents for rule in parent.rules}
        return (*found.values(), *self.own)

    @property
    def ancestors(self) -> Iterator["Pack"]:
        """The packs that it extends, and those that these extend."""
        for parent in self.parents:
            yield parent
            yield from parent.ancestors

    @property
    def all_macros(self) -> Mapping[str, str]:
        """The macros of the packs it extends, and its own, which win."""
        return {**{k: v for parent in self.parents for k, v in parent.all_macros.items()}, **self.macros}
