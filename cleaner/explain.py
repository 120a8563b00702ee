"""The manual page of a stage or a rule, made from the code that runs."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from inspect import cleandoc
from typing import Any

from cleaner.errors import ConfigError
from cleaner.node import suggest
from cleaner.pipeline import Pipeline
from cleaner.registry import find_stage, package_of, stage_names
from cleaner.stages.rules import Rules


def explain(name: str, pipeline: Pipeline) -> str:
    """Return what a stage or a rule does. Raises ConfigError, with what comes near, for a name that nothing has."""
    if name in stage_names():
        return _stage(name, find_stage(name))
    packs = [stage for stage in pipeline.stages if isinstance(stage, Rules)]
    manuals = {rule.id: rule.manual for pack in packs for rule in pack.loaded.rules}
    manuals |= {pack.name: _pack(pack) for pack in packs}
    if name in manuals:
        return manuals[name]
    known = [*stage_names(), *manuals]
    for stage, manual, rules in _everywhere(pipeline):
        if name in rules:
            return f"{name}: {rules[name]}\n\nA rule of the stage {stage}: {cleandoc(manual or '')}"
        known += rules
    raise ConfigError(f"no stage or rule is called {name!r}{suggest(name, known)}")


def _everywhere(pipeline: Pipeline) -> Iterator[tuple[str, str | None, Mapping[str, str]]]:
    """Yield name, manual and rules of each stage, the pipeline's first: others are imported only if it has not."""
    yield from ((stage.name, stage.__doc__, stage.rules) for stage in pipeline.stages)
    for name in stage_names():
        kind = find_stage(name)
        yield name, kind.__doc__, _declared(kind)


def _pack(stage: Rules) -> str:
    """Return the manual page of a rule pack."""
    pack = stage.loaded
    lines = [f"{pack.name} (rule pack, version {pack.version}, {pack.path})", "", pack.description, "", "Rules:"]
    return "\n".join([*lines, *(f"  {rule.id:40} {rule.description}" for rule in pack.own)])


def _stage(name: str, kind: type[Any]) -> str:
    """Return the manual page of a stage."""
    lines = [f"{name} (stage, from {package_of(name)})", "", cleandoc(kind.__doc__ or "")]
    if options := fields(kind):
        lines += ["", "Options:"]
        lines += [f"  {f.name}: {_default(f.default)}" for f in options]
    if rules := _declared(kind):
        lines += ["", "Rules:", *(f"  {rule:28} {does}" for rule, does in rules.items())]
    return "\n".join(lines)


def _declared(kind: type[Any]) -> dict[str, str]:
    """Return the rules that a class declares; a stage that reads its rules from files has none of its own."""
    rules = getattr(kind, "rules", {})
    return dict(rules) if hasattr(rules, "items") else {}


def _default(value: Any) -> str:
    if value is MISSING:
        return "must be given"
    return str(value).lower() if isinstance(value, bool) else repr(value)
