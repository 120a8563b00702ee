"""Pipeline files: which stages, in which order, with which options. Every mistake is told with its place, all at once.

A file lists its stages, or extends another and says what differs::

    schema: 1
    extends: default          # a preset, or a path from this file's folder
    off: [width]              # stages to leave out
    options:
      spacing: {leading: false}
    add:
    - {stage: shout, after: punctuation, options: {loud: true}}
    packs: [rules/ours.yaml]  # more rule packs: paths from this file's folder
    rules:                    # changes to rules of any pack
      cn-web/share-line: "off"
      cn-web/visit-counter: {severity: report}

A rule pack is a stage, ``rules: {pack: cn-web}``, and goes by the name of its pack: ``off: [cn-web]``. A project keeps
such a file as ``cleaner.yaml``, or the same keys as ``[tool.cleaner]`` in its pyproject.toml; there ``commit: NAME``
names the pipeline of ``cleaner check``, ``diff`` and ``fix``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.errors import ConfigError, Problem
from cleaner.node import Node, suggest
from cleaner.options import make_stage, path_from
from cleaner.pipeline import Pipeline
from cleaner.project import COMMIT, PRESETS
from cleaner.project import find_project as find_project
from cleaner.settings import read_settings
from cleaner.stage import Stage

if TYPE_CHECKING:
    from cleaner.rulebook.rule import Pack

_KEYS = ("schema", "name", "description", "extends", "stages", "off", "options", "add", "packs", "rules", COMMIT)
_RULES = "rules"


class _Entry(NamedTuple):
    """A stage as a file names it, and the nodes that give its options, the later over the earlier."""

    kind: str
    place: Node
    options: tuple[Node, ...] = ()
    pack: str = ""

    @property
    def name(self) -> str:
        """What the stage goes by: a rule pack by the name of its pack."""
        return Path(self.pack).stem if self.pack else self.kind


@dataclass(slots=True)
class _Plan:
    """What a file and those that it extends say, and all that is wrong with it."""

    name: str = ""
    entries: list[_Entry] = field(default_factory=list)
    changes: dict[str, Node] = field(default_factory=dict)
    places: Node | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names of the stages."""
        return [entry.name for entry in self.entries]


def preset_names() -> list[str]:
    """Return the names of the pipelines that cleaner ships."""
    return sorted(path.stem for path in PRESETS.glob("*.yaml"))


def load_pipeline(name: str) -> Pipeline:
    """Return the pipeline of a preset or of a file. Raises ConfigError with every problem of the file at once."""
    plan = _Plan()
    _read(_find(name, Path()), (), plan)
    changes = _changes(plan)
    names = tuple(entry.pack for entry in plan.entries if entry.pack)
    stages = [stage for entry in plan.entries if (stage := _make(entry, names, changes, plan.problems))]
    if changes and not plan.problems:
        from cleaner.rulebook.adjust import unknown_rules  # the rulebook is slow to import: only where it is used

        plan.problems += unknown_rules(tuple(loaded_packs(stages)), changes)
    if plan.problems:
        raise ConfigError(*plan.problems)
    return Pipeline(plan.name, tuple(stages))


def loaded_packs(stages: Iterable[Stage]) -> "Iterator[Pack]":
    """Yield the rule packs that stages have read."""
    from cleaner.stages.content import Content
    from cleaner.stages.rules import Rules  # the rulebook is slow to import: only where it is used
    from cleaner.stages.split import Split

    for stage in stages:
        if isinstance(stage, Rules):
            yield stage.loaded
        elif isinstance(stage, Content | Split):
            yield from stage.loaded


def read_key(path: Path, key: str) -> Node | None:
    """Return what a file says under a key, if it does. Raises ConfigError for a file that cannot be read."""
    root = read_settings(path)
    found: Node | None = root.value.get(key) if root.kind == "map" else None
    return found


def files_of(name: str) -> list[Path]:
    """Return the files of a pipeline that could be loaded: its own and those that it extends."""
    path = _find(name, Path())
    files = [path]
    while extends := read_key(path, "extends"):
        path = _find(str(extends.value), path.parent)
        files.append(path)
    return files


def _find(name: str, folder: Path, place: Node | None = None) -> Path:
    """Return the file of a preset's name or of a path."""
    if name in preset_names():
        return PRESETS / f"{name}.yaml"
    path = folder / name
    if path.suffix in (".yaml", ".yml", ".toml") and path.is_file():
        return path
    says = f"no pipeline {name!r}: no such file, and the presets are {', '.join(preset_names())}"
    says += suggest(name, preset_names())
    raise ConfigError(place.problem(says) if place else says)


def _read(path: Path, above: tuple[Path, ...], plan: _Plan) -> None:
    """Take what a file says into the plan, after what the file that it extends says."""
    root = read_settings(path)
    if root.kind != "map":
        raise ConfigError(root.problem(f"a pipeline file is a map with the keys {', '.join(_KEYS)}"))
    unknown = [key for key in root.value if key not in _KEYS]
    plan.problems += [root.key_problem(key, f"unknown key {key!r}{suggest(key, _KEYS)}") for key in unknown]
    schema = root.value.get("schema")
    if schema is None or schema.value != 1:
        plan.problems.append((schema or root).problem("say `schema: 1`: the version of this kind of file"))
    _extend(root, path, above, plan)
    name = root.value.get("name")
    plan.name = str(name.value) if name else path.stem
    _list(root, path.parent, plan)
    _switch_off(root, plan)
    _give_options(root, plan)
    for node in _items(root, "add", plan):
        _add(node, plan)
    rules = root.value.get("rules")
    if rules and rules.kind == "map":
        plan.changes |= rules.value
        plan.places = rules
    elif rules:
        plan.problems.append(rules.problem("rules is a map of rule ids: `rules: {cn-web/share-line: report}`"))


def _extend(root: Node, path: Path, above: tuple[Path, ...], plan: _Plan) -> None:
    """Take what the file says that this one extends, if any."""
    extends = root.value.get("extends")
    if extends is None:
        return
    try:
        base = _find(str(extends.value), path.parent, extends)
    except ConfigError as error:
        plan.problems += [problem for problem in error.problems if isinstance(problem, Problem)]
        return
    if base.resolve() in (path.resolve(), *(p.resolve() for p in above)):
        plan.problems.append(extends.problem(f"extends goes in a circle: {extends.value} extends this file"))
        return
    _read(base, (*above, path), plan)


def _list(root: Node, folder: Path, plan: _Plan) -> None:
    """Take the stages that the file lists, and its packs: behind the last that sees the whole page, else at the end."""
    for node in _items(root, "stages", plan):
        if node.kind == "str":
            plan.entries.append(_entry(node.value, node, (), folder))
        elif node.kind == "map" and len(node.value) == 1:
            name, options = next(iter(node.value.items()))
            plan.entries.append(_entry(name, node, (options,), folder))
        else:
            plan.problems.append(node.problem("a stage is a name, or a name with options: `width: {letter: false}`"))
    if "extends" not in root.value and "stages" not in root.value:
        plan.problems.append(root.problem("no stages: list them under `stages:`, or name a pipeline under `extends:`"))
    whole = plan.entries[: plan.names.index("split")] if "split" in plan.names else plan.entries
    at = max((at for at, entry in enumerate(whole, 1) if entry.pack), default=len(whole))
    plan.entries[at:at] = [_entry(_RULES, node, (), folder, str(node.value)) for node in _items(root, "packs", plan)]


def _entry(kind: str, place: Node, options: tuple[Node, ...], folder: Path, pack: str = "") -> _Entry:
    """Return an entry; the path of a rule pack counts from the folder of the file that names it."""
    if kind == _RULES:
        named = [node.value["pack"].value for node in options if node.kind == "map" and "pack" in node.value]
        pack = str(named[0]) if named else pack
        pack = path_from(folder, pack)
    return _Entry(kind, place, options, pack)


def _switch_off(root: Node, plan: _Plan) -> None:
    for node in _items(root, "off", plan):
        if node.value not in plan.names:
            near = suggest(str(node.value), plan.names)
            plan.problems.append(node.problem(f"no stage {node.value!r} to switch off{near}"))
        plan.entries = [entry for entry in plan.entries if entry.name != node.value]


def _give_options(root: Node, plan: _Plan) -> None:
    options = root.value.get("options")
    if options and options.kind != "map":
        plan.problems.append(options.problem("options is a map of stages: `options: {spacing: {leading: false}}`"))
        return
    for name, node in options.value.items() if options else ():
        if name not in plan.names:
            near = suggest(name, plan.names)
            plan.problems.append(options.key_problem(name, f"no stage {name!r} to give options{near}"))
        plan.entries = [e._replace(options=(*e.options, node)) if e.name == name else e for e in plan.entries]


def _add(node: Node, plan: _Plan) -> None:
    """Put one more stage into the plan."""
    wanted = node.value if node.kind == "map" else {}
    unknown = [key for key in wanted if key not in ("stage", "before", "after", "options")]
    if "stage" not in wanted or unknown or ("before" in wanted and "after" in wanted):
        says = "say `{stage: NAME, after: NAME, options: {...}}`, or `before`; without either it goes to the end"
        plan.problems.append(node.problem(says))
        return
    at = len(plan.entries)
    for key, step in (("before", 0), ("after", 1)):
        if key in wanted:
            anchor = wanted[key]
            if anchor.value not in plan.names:
                near = suggest(str(anchor.value), plan.names)
                plan.problems.append(anchor.problem(f"no stage {anchor.value!r}{near}"))
                return
            at = plan.names.index(anchor.value) + step
    options = (wanted["options"],) if "options" in wanted else ()
    plan.entries.insert(at, _entry(str(wanted["stage"].value), wanted["stage"], options, Path()))


def _items(root: Node, key: str, plan: _Plan) -> Iterable[Node]:
    """Return the elements of a list in the file; none, with a problem, where it is no list."""
    node = root.value.get(key)
    if node is None:
        return []
    if node.kind != "list":
        plan.problems.append(node.problem(f"{key} is a list: `{key}: [...]`"))
        return []
    items: list[Node] = node.value
    return items


def _changes(plan: _Plan) -> Node | None:
    """Return the changes to rules as one map, those of the last file with their places."""
    if plan.places is None:
        return None
    last = plan.places
    return Node(last.source, last.line, last.column, "map", plan.changes, last.key_places)


def _words(problem: Problem | str) -> str:
    """Return what a problem without a line says: it is told where the file is named."""
    return problem.message if isinstance(problem, Problem) else problem


def _make(entry: _Entry, packs: Sequence[str], changes: Node | None, problems: list[Problem]) -> Stage | None:
    """Make the stage of an entry; the protecting rules of every pack hold in each."""
    given: dict[str, Any] = {}
    if entry.pack:
        given = {"pack": entry.pack, "guards": tuple(p for p in packs if p != entry.pack), "changes": changes}
    elif entry.kind in ("content", "split"):
        given = {"changes": changes}
    stage = make_stage(entry.kind, entry.place, entry.options, given, problems)
    if stage and given:
        try:
            _ = stage.rules  # reads the files: what is wrong with them is told now, with all the rest
        except ConfigError as error:
            place = next((o.value["packs"] for o in entry.options[::-1] if "packs" in (o.value or ())), entry.place)
            for problem in error.problems:
                told = problem if isinstance(problem, Problem) and problem.line else place.problem(_words(problem))
                problems += [told] if told not in problems else []
    return stage
