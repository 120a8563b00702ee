"""Pipeline files: which stages, in which order, with which options. Every mistake is told with its place, all at once.

A file lists its stages, or extends another and says what differs::

    schema: 1
    extends: default          # a preset, or a path from this file's folder
    off: [width]              # stages to leave out
    options:
      spacing: {leading: false}
    add:
    - {stage: shout, after: punctuation, options: {loud: true}}
"""

from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from cleaner.errors import ConfigError, Problem
from cleaner.marks import load
from cleaner.node import Node, suggest
from cleaner.pipeline import Pipeline
from cleaner.registry import find_stage
from cleaner.stage import Stage

PRESETS = Path(__file__).parent / "presets"
_KEYS = ("schema", "name", "description", "extends", "stages", "off", "options", "add")
_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


class _Entry(NamedTuple):
    """A stage as a file names it, and the nodes that give its options, the later ones over the earlier."""

    name: str
    place: Node
    options: tuple[Node, ...]


def preset_names() -> list[str]:
    """Return the names of the pipelines that cleaner ships."""
    return sorted(path.stem for path in PRESETS.glob("*.yaml"))


def load_pipeline(name: str) -> Pipeline:
    """Return the pipeline of a preset or of a file. Raises ConfigError with every problem of the file at once."""
    path = _find(name, Path())
    problems: list[Problem] = []
    title, entries = _read(path, (), problems)
    stages = [stage for entry in entries if (stage := _make(entry, problems))]
    if problems:
        raise ConfigError(*problems)
    return Pipeline(title, tuple(stages))


def _find(name: str, folder: Path, place: Node | None = None) -> Path:
    """Return the file of a preset's name or of a path."""
    if name in preset_names():
        return PRESETS / f"{name}.yaml"
    path = folder / name
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return path
    says = f"no pipeline {name!r}: no such file, and the presets are {', '.join(preset_names())}"
    says += suggest(name, preset_names())
    raise ConfigError(place.problem(says) if place else says)


def _read(path: Path, above: tuple[Path, ...], problems: list[Problem]) -> tuple[str, list[_Entry]]:
    """Return the name and the stages of a file, those of the file that it extends included."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path.as_posix()}: cannot be read: {error}") from error
    root = load(path.as_posix(), text)
    if root.kind != "map":
        raise ConfigError(root.problem(f"a pipeline file is a map with the keys {', '.join(_KEYS)}"))
    problems += [root.key_problem(k, f"unknown key {k!r}{suggest(k, _KEYS)}") for k in root.value if k not in _KEYS]
    schema = root.value.get("schema")
    if schema is None or schema.value != 1:
        problems.append((schema or root).problem("say `schema: 1`: the version of this kind of file"))
    entries = _base(root, path, above, problems) + _listed(root, problems)
    name = root.value.get("name")
    return (str(name.value) if name else path.stem), _changed(root, entries, problems)


def _base(root: Node, path: Path, above: tuple[Path, ...], problems: list[Problem]) -> list[_Entry]:
    """Return the stages of the file that this one extends, if any."""
    extends = root.value.get("extends")
    if extends is None:
        return []
    try:
        base = _find(str(extends.value), path.parent, extends)
    except ConfigError as error:
        problems += [problem for problem in error.problems if isinstance(problem, Problem)]
        return []
    if base.resolve() in (path.resolve(), *(p.resolve() for p in above)):
        problems.append(extends.problem(f"extends goes in a circle: {extends.value} extends this file"))
        return []
    return _read(base, (*above, path), problems)[1]


def _listed(root: Node, problems: list[Problem]) -> list[_Entry]:
    """Return the stages that the file lists."""
    entries = []
    for node in _items(root, "stages", problems):
        if node.kind == "str":
            entries.append(_Entry(node.value, node, ()))
        elif node.kind == "map" and len(node.value) == 1:
            (name, options) = next(iter(node.value.items()))
            entries.append(_Entry(name, node, (options,)))
        else:
            problems.append(node.problem("a stage is a name, or a name with options: `width: {letter: false}`"))
    if not entries and "extends" not in root.value and "stages" not in root.value:
        problems.append(root.problem("no stages: list them under `stages:`, or name a pipeline under `extends:`"))
    return entries


def _changed(root: Node, entries: list[_Entry], problems: list[Problem]) -> list[_Entry]:
    """Apply ``off``, ``options`` and ``add`` to the stages."""
    names = [entry.name for entry in entries]
    for node in _items(root, "off", problems):
        if node.value not in names:
            problems.append(node.problem(f"no stage {node.value!r} to switch off{suggest(str(node.value), names)}"))
        entries = [entry for entry in entries if entry.name != node.value]
    options = root.value.get("options")
    for name, node in options.value.items() if options and options.kind == "map" else ():
        if name not in names:
            problems.append(options.key_problem(name, f"no stage {name!r} to give options{suggest(name, names)}"))
        entries = [e._replace(options=(*e.options, node)) if e.name == name else e for e in entries]
    for node in _items(root, "add", problems):
        _add(node, entries, problems)
    return entries


def _add(node: Node, entries: list[_Entry], problems: list[Problem]) -> None:
    """Put one more stage into the list."""
    wanted = node.value if node.kind == "map" else {}
    unknown = [key for key in wanted if key not in ("stage", "before", "after", "options")]
    if "stage" not in wanted or unknown:
        says = "say `{stage: NAME, after: NAME, options: {...}}`, or `before`; without either it goes to the end"
        problems.append(node.problem(says))
        return
    at, names = len(entries), [entry.name for entry in entries]
    for key, step in (("before", 0), ("after", 1)):
        if key in wanted:
            anchor = wanted[key]
            if anchor.value not in names:
                problems.append(anchor.problem(f"no stage {anchor.value!r}{suggest(str(anchor.value), names)}"))
                return
            at = names.index(anchor.value) + step
    options = (wanted["options"],) if "options" in wanted else ()
    entries.insert(at, _Entry(str(wanted["stage"].value), wanted["stage"], options))


def _items(root: Node, key: str, problems: list[Problem]) -> Iterable[Node]:
    """Return the elements of a list in the file; none, with a problem, where it is no list."""
    node = root.value.get(key)
    if node is None:
        return []
    if node.kind != "list":
        problems.append(node.problem(f"{key} is a list: `{key}: [...]`"))
        return []
    items: list[Node] = node.value
    return items


def _make(entry: _Entry, problems: list[Problem]) -> Stage | None:
    """Make the stage of an entry, with its options checked against the fields of its class."""
    try:
        kind = find_stage(entry.name)
    except ConfigError as error:
        problems.append(entry.place.problem(str(error)))
        return None
    known = {field.name: field for field in fields(kind)}
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for node in entry.options:
        if node.kind != "map":
            problems.append(node.problem(f"options of {entry.name} are a map: `{{option: value}}`"))
            continue
        for key, value in node.value.items():
            if key not in known:
                says = f"{entry.name} has no option {key!r}; it has {', '.join(known) or 'none'}{suggest(key, known)}"
                problems.append(node.key_problem(key, says))
            else:
                values[key] = _option(f"{entry.name}.{key}", value, hints[key], problems)
    if missing := [name for name, field in known.items() if _required(field) and name not in values]:
        problems.append(entry.place.problem(f"{entry.name} needs the option {', '.join(missing)}"))
        return None
    stage: Stage = kind(**values)
    return stage


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _option(name: str, node: Node, hint: Any, problems: list[Problem]) -> Any:
    """Return the value of an option, in the type of its field."""
    value = node.plain()
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            choices = [str(choice) for choice in get_args(hint)]
            says = f"{name} is one of {', '.join(choices)}, not {value!r}{suggest(str(value), choices)}"
            problems.append(node.problem(says))
        return value
    if get_origin(hint) in (Union, UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        hint = next(h for h in get_args(hint) if h is not type(None))
    if get_origin(hint) is tuple:
        if node.kind != "list" or any(item.kind != "str" for item in node.value):
            problems.append(node.problem(f"{name} is a list of texts, not {value!r}"))
            return ()
        return tuple(value)
    if type(value) is not hint and not (hint is float and type(value) is int):
        problems.append(node.problem(f"{name} is {_KINDS.get(hint, hint)}, not {value!r}"))
    return value
