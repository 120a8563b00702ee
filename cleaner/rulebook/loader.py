"""Reads rule files into packs. Every problem of every file is told at once, and a bad file never half-loads."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from cleaner.errors import ConfigError, Problem
from cleaner.kept import kept
from cleaner.node import Node, suggest
from cleaner.rulebook.form import Form
from cleaner.rulebook.pattern import check_syntax
from cleaner.rulebook.reader import NAME, read_rule
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.translation import PatternError, expand, translate

SCHEMA_VERSION = 1
MACRO = "[a-z][a-z0-9_]*"


def load_pack(path: str, text: str, parents: Sequence[Pack] = ()) -> Pack:
    """Read one rule file; ``parents`` are the packs that it extends. Raises ConfigError with all its problems."""
    from cleaner.marks import load  # YAML is slow to import

    problems: list[Problem] = []
    pack = _read_pack(path, load(path, text), parents, problems)
    if problems:
        raise ConfigError(*sorted(problems, key=_place))
    return pack


def load_packs(names: Iterable[str], folders: Sequence[Path]) -> tuple[Pack, ...]:
    """Read packs by name, looked for in the folders in order, or by path (``x.yaml``), with all that they extend.

    Raises ConfigError with every problem of every file: also packs that are nowhere and packs that extend themselves.
    """
    shelf = _Shelf(folders)
    packs = [shelf.take(name, None, ()) for name in names]
    if shelf.problems:
        raise ConfigError(*shelf.problems)
    return tuple(pack for pack in packs if pack)


def shipped_rules() -> Path:
    """Return the folder of the rules that come with cleaner: inside the package, or beside it in a checkout."""
    inside = Path(__file__).parents[1] / "rules"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "rules"


def pack_names(folder: Path) -> list[str]:
    """Return the names of the packs in a folder, sorted; learned ones count by their path below it."""
    return sorted(str(path.relative_to(folder).with_suffix("")) for path in folder.rglob("*.yaml"))


@dataclass
class _Shelf:
    """The packs read so far, and what was wrong with them; ``fresh`` reads also those that come with cleaner anew."""

    folders: Sequence[Path]
    fresh: bool = False
    packs: dict[Path, Pack | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def take(self, name: str, asked: Node | None, chain: tuple[Path, ...]) -> Pack | None:
        """Return a pack and what it extends; ``asked`` is the place of its name, ``chain`` who extends whom."""
        path = self.find(name)
        if path is None:
            known = {known for folder in self.folders for known in pack_names(folder)}
            self.complain(asked, name, f'unknown pack "{name}"{suggest(name, sorted(known))}')
            return None
        if path in chain:
            circle = " -> ".join(each.stem for each in (*chain[chain.index(path) :], path))
            self.complain(asked, name, f"these packs extend each other in a circle: {circle}")
            return None
        if path not in self.packs:
            self.packs[path] = self.read(path, chain)
        return self.packs[path]

    def find(self, name: str) -> Path | None:
        """Return the file of a pack."""
        if name.endswith((".yaml", ".yml")):
            return Path(name) if Path(name).is_file() else None
        if not re.fullmatch(f"(?:{NAME}/)*[a-z0-9][a-z0-9.-]*", name):
            return None
        return next((path for folder in self.folders if (path := folder / f"{name}.yaml").is_file()), None)

    def complain(self, asked: Node | None, name: str, message: str) -> None:
        """Note a problem with a name, where it stands in a file or on its own."""
        self.problems.append(asked.problem(message) if asked else Problem(name, 0, 0, message))

    def read(self, path: Path, chain: tuple[Path, ...]) -> Pack | None:
        """Read a file and first what it extends."""
        if not self.fresh and (known := self.known(path)):
            return known
        try:
            text = path.read_text(encoding="utf-8")
            node = _node(str(path), text)
        except ConfigError as error:
            self.problems += [each for each in error.problems if isinstance(each, Problem)]
            return None
        except (OSError, UnicodeDecodeError) as error:
            self.problems.append(Problem(str(path), 0, 0, f"cannot be read: {error}"))
            return None
        names = Form(node, []).strings("extends") if node.kind == "map" else ()
        parents = tuple(self.take(each.value, each, (*chain, path)) for each in names)
        pack, found = _pack(str(path), text, parents)
        self.problems += found
        return pack

    def known(self, path: Path) -> Pack | None:
        """Return a pack that comes with cleaner, unless another one stands here in the place of one that it extends."""
        pack = _shipped().get(path.stem) if path.parent == shipped_rules() else None
        return pack if pack and all(self.find(each.name) == Path(each.path) for each in pack.ancestors) else None


@cache
def _shipped() -> Mapping[str, Pack]:
    """Return the packs that come with cleaner by name; none where what was read of them cannot be kept."""
    return kept("packs", _read_shipped) or {}


def _read_shipped() -> Mapping[str, Pack]:
    """Read them; none where one is wrong: reading it again tells what."""
    shelf = _Shelf([shipped_rules()], fresh=True)
    packs = [shelf.take(path.stem, None, ()) for path in sorted(shipped_rules().glob("*.yaml"))]
    return {} if shelf.problems else {pack.name: pack for pack in packs if pack}


@lru_cache(maxsize=64)
def _node(path: str, text: str) -> Node:
    """Parse a file; once for each text, since every pack of a pipeline is asked for by each of them."""
    from cleaner.marks import load  # YAML is slow to import

    return load(path, text)


@lru_cache(maxsize=64)
def _pack(path: str, text: str, parents: tuple[Pack | None, ...]) -> tuple[Pack, tuple[Problem, ...]]:
    """Read a file into a pack; once for each text and the packs that it extends, which compare by identity."""
    found: list[Problem] = []
    pack = _read_pack(path, _node(path, text), parents, found)
    return pack, tuple(sorted(found, key=_place))


def _place(problem: Problem) -> tuple[int, int]:
    """Return where a problem stands in its file."""
    return problem.line, problem.column


def _read_pack(path: str, node: Node, parents: Sequence[Pack | None], problems: list[Problem]) -> Pack:
    """Read the whole file."""
    form = Form(node, problems)
    version = form.whole("schema", required=True)
    if version not in (None, SCHEMA_VERSION):
        form.note("schema", f"schema {version} is not known: this cleaner reads schema {SCHEMA_VERSION}")
    name = form.text("pack", required=True, shape=NAME)
    if name and path.endswith((".yaml", ".yml")) and Path(path).stem != name:
        form.note("pack", f'the pack "{name}" must stand in a file of the same name, {name}.yaml')
    known = {parent.name: parent for parent in parents if parent}
    _check_extends(form, known, complete=None in parents)
    inherited = {k: v for parent in known.values() for k, v in parent.all_macros.items()}
    macros = _read_macros(form, inherited)
    rules = _read_rules(form, name, {**inherited, **macros})
    pack = Pack(
        name, path, form.text("version", required=True), form.text("description", required=True), macros, rules,
        tuple(known.values()),
    )  # fmt: skip
    form.done()
    return pack


def _check_extends(form: Form, known: Mapping[str, Pack], complete: bool) -> None:
    """Note packs that are extended but not there; ``complete`` says that this was done."""
    for node in form.strings("extends"):
        if not complete and node.value not in known:
            form.problems.append(node.problem(f'unknown pack "{node.value}"{suggest(node.value, known)}'))


def _read_macros(form: Form, inherited: Mapping[str, str]) -> dict[str, str]:
    """Read the macros; each may use those before it."""
    macros: dict[str, str] = {}
    part = form.part("macros")
    for key in part.fields if part else ():
        assert part
        value = part.text(key, required=True)
        if not re.fullmatch(MACRO, key):
            part.note(key, f'macro "{key[:60]}" does not match {MACRO}')
        try:
            macros[key] = expand(value, {**inherited, **macros})
            check_syntax(translate(macros[key]))
        except PatternError as error:
            part.problems.append(part.fields[key].problem(f"bad pattern: {error}"))
            macros.setdefault(key, "x")
    return macros


def _read_rules(form: Form, pack: str, macros: Mapping[str, str]) -> tuple[Rule, ...]:
    """Read the rules; an id may stand once."""
    rules: list[Rule] = []
    seen: dict[str, int] = {}
    for part in form.parts("rules", required=True):
        rule = read_rule(Form(part.node, form.problems, macros), pack)
        if rule is None:
            continue
        if rule.id in seen:
            part.note("id", f'the id "{rule.id}" is used already in line {seen[rule.id]}')
        seen.setdefault(rule.id, part.node.line)
        rules.append(rule)
    return tuple(rules)
