"""Options from a file to the fields of a stage, each checked against the type of its field."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cleaner.errors import ConfigError, Problem
from cleaner.node import Node, suggest
from cleaner.registry import find_stage
from cleaner.stage import Stage

_KINDS = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}


def make_stage(
    name: str, place: Node, options: Sequence[Node], given: Mapping[str, Any], problems: list[Problem]
) -> Stage | None:
    """Make a stage of the options that maps give, the later over the earlier; ``given`` values are not checked.

    What is wrong is added to the problems; None where no stage can be made.
    """
    try:
        kind = find_stage(name)
    except ConfigError as error:
        problems.append(place.problem(str(error)))
        return None
    known = {field.name: field for field in fields(kind) if field.init}
    hints, met = _hints(name, place, kind), len(problems)
    values: dict[str, Any] = {}
    for node in options:
        if node.kind != "map":
            problems.append(node.problem(f"options of {name} are a map: `{{option: value}}`"))
            continue
        for key, value in node.value.items():
            if key in known:
                values[key] = _option(f"{name}.{key}", value, hints[key], problems)
                if paths := known[key].metadata.get("paths"):
                    folder = Path(value.source.path).parent
                    values[key] = tuple(path_from(folder, path, paths == "folders") for path in values[key])
            else:
                says = f"{name} has no option {key!r}; it has {', '.join(known) or 'none'}{suggest(key, known)}"
                problems.append(node.key_problem(key, says))
    values |= given
    if missing := [field.name for field in known.values() if _required(field) and field.name not in values]:
        problems.append(place.problem(f"{name} needs the option {', '.join(missing)}"))
        return None
    if len(problems) > met:
        return None
    try:
        stage: Stage = kind(**values)
    except (TypeError, ValueError) as error:
        problems.append(place.problem(f"{name} refuses its options: {error}"))
        return None
    return stage


def path_from(folder: Path, name: str, is_path: bool = False) -> str:
    """Return the path of a rule pack, counted from a folder; the name of one as it is."""
    return (folder / name).as_posix() if is_path or name.endswith((".yaml", ".yml")) else name


def _hints(name: str, place: Node, kind: type[Any]) -> dict[str, Any]:
    """Return the types of the fields of a stage."""
    try:
        return get_type_hints(kind)
    except NameError as error:
        says = f"{name}: the type of an option cannot be found: {error}; import it outside of TYPE_CHECKING"
        raise ConfigError(place.problem(says)) from error


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _option(name: str, node: Node, hint: Any, problems: list[Problem]) -> Any:
    """Return the value of an option, in the type of its field."""
    value = node.plain()
    if get_origin(hint) is Literal:
        choices = [str(choice) for choice in get_args(hint)]
        if value not in get_args(hint):
            near = suggest(str(value), choices)
            problems.append(node.problem(f"{name} is one of {', '.join(choices)}, not {value!r}{near}"))
        return value
    if get_origin(hint) in (Union, UnionType):
        if value is None and type(None) in get_args(hint):
            return None
        hint = next(choice for choice in get_args(hint) if choice is not type(None))
    if get_origin(hint) is tuple:
        if node.kind != "list" or any(item.kind != "str" for item in node.value):
            problems.append(node.problem(f"{name} is a list of texts, not {value!r}"))
            return ()
        return tuple(value)
    if type(value) is not hint and not (hint is float and type(value) is int):
        problems.append(node.problem(f"{name} is {_KINDS.get(hint, hint)}, not {value!r}"))
    return value
