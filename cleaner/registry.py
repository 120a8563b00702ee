"""The table of stages, and the door by which other packages add theirs: the entry point ``cleaner.stages``."""

from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from typing import Any

from cleaner.errors import ConfigError
from cleaner.node import suggest

GROUP = "cleaner.stages"

BUILT_IN = {
    "newline": "cleaner.stages.newline:Newline",
    "control": "cleaner.stages.control:Control",
    "width": "cleaner.stages.width:Width",
    "punctuation": "cleaner.stages.punctuation:Punctuation",
    "spacing": "cleaner.stages.spacing:Spacing",
    "paragraphs": "cleaner.stages.paragraphs:Paragraphs",
}
"""Name -> where the stage is. Nothing is imported before a pipeline names it."""


def find_stage(name: str) -> type[Any]:
    """Return the class of a stage. Raises ConfigError for a name that nobody has, or that two packages have."""
    places = [("cleaner", BUILT_IN[name])] if name in BUILT_IN else []
    places += [(package, place) for plugin, package, place in _plugins() if plugin == name]
    if not places:
        raise ConfigError(f"unknown stage {name!r}{suggest(name, stage_names())}")
    if len(places) > 1:
        owners = " and ".join(package for package, _ in places)
        raise ConfigError(f"two stages are called {name!r}: {owners} bring one each; uninstall one")
    return _load(name, *places[0])


def stage_names() -> list[str]:
    """Return the names of all stages that a pipeline can use, the project's own first."""
    return [*BUILT_IN, *sorted({name for name, _, _ in _plugins()} - set(BUILT_IN))]


def package_of(name: str) -> str:
    """Return which package brings a stage."""
    return "cleaner" if name in BUILT_IN else next(p for n, p, _ in _plugins() if n == name)


@cache
def _plugins() -> list[tuple[str, str, str]]:
    """Return name, package and place of the stages that installed packages bring; imports none of them."""
    from importlib.metadata import entry_points  # slow to import, and a bare pipeline file needs it once

    return [(e.name, e.dist.name if e.dist else "?", e.value) for e in entry_points(group=GROUP)]


def _load(name: str, package: str, place: str) -> type[Any]:
    """Import a stage and check that it is one."""
    module, _, attribute = place.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ConfigError(f"stage {name!r} of {package} cannot be imported from {place}: {error}") from error
    if not (isinstance(found, type) and is_dataclass(found) and "__call__" in dir(found)):
        raise ConfigError(f"stage {name!r} of {package}: {place} is no dataclass that can be called with a document")
    if "rules" not in dir(found) and "rules" not in {f.name for f in fields(found)}:
        raise ConfigError(f"stage {name!r} of {package}: {place} has no rules: say what each of its rules does")
    return found
