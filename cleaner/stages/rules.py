"""Runs the rules of one pack."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from cleaner.document import Document
from cleaner.node import Node
from cleaner.rulebook.adjust import adjust
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.loader import load_packs, shipped_rules
from cleaner.rulebook.rule import Pack
from cleaner.rulebook.sheet import sheet_of
from cleaner.stage import FOLDERS, Saying


@dataclass(frozen=True)
class Rules:
    """Runs the rules of one pack, with those of the packs that it extends.

    ``pack`` is a name, looked for in ``folders`` and then among the shipped packs, or the path of a file. What the
    ``protect`` rules of the packs in ``guards`` hold is safe here too. ``changes`` are a project's own: rule id ->
    ``off|report|fix``, or what changes in the rule. Several packs are several stages, each sees what the one
    before left. Files are read when the stage is first used. Raises ConfigError.
    """

    pack: str
    folders: tuple[str, ...] = field(default=(), metadata=FOLDERS)
    guards: tuple[str, ...] = ()
    changes: Node | None = field(default=None, hash=False)

    @property
    def name(self) -> str:
        """The name of the pack: what pipelines, ledgers and errors call this stage."""
        return Path(self.pack).stem

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of all rules as this stage uses them."""
        packs = (self.loaded, *self._load(self.guards))
        said = ", ".join(f"[{json.dumps(rule.id)}, {rule.said}]" for pack in packs for rule in pack.rules)
        return sha256(f"[{said}]".encode()).hexdigest()

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """Rule id -> what the rule does, for the rules that are not off."""
        return {rule.id: rule.description for rule in self.loaded.rules if rule.severity != "off"}

    @cached_property
    def loaded(self) -> Pack:
        """The pack as this stage uses it."""
        return self._load((self.pack,))[0]

    @cached_property
    def _engine(self) -> Engine:
        return Engine.of(self.loaded, self._load(self.guards))

    def _load(self, names: tuple[str, ...]) -> tuple[Pack, ...]:
        packs = load_packs(names, [*map(Path, self.folders), shipped_rules()])
        return tuple(adjust(pack, self.changes) for pack in packs) if self.changes else packs

    def __call__(self, doc: Document) -> Iterable[Saying]:
        """Yield what the rules say of the document."""
        return self._engine.run(sheet_of(doc))

    def __getstate__(self) -> Mapping[str, Any]:
        """Leave out what is compiled: a worker reads the files itself."""
        return {key: self.__dict__[key] for key in ("pack", "folders", "guards", "changes")}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Take the options."""
        self.__dict__.update(state)
