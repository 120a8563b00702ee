"""The table of stages, and the door by which other packages add theirs: the entry point ``cleaner.stages``."""

from dataclasses import fields, is_dataclass
from typing import Any

from cleaner.errors import ConfigError
from cleaner.plugin import Plugin, find_plugins, load_plugin

GROUP = "cleaner.stages"

BUILT_IN = {
    "mojibake": "cleaner.stages.mojibake:Mojibake",
    "newline": "cleaner.stages.newline:Newline",
    "content": "cleaner.stages.content:Content",
    "markup": "cleaner.stages.markup:Markup",
    "control": "cleaner.stages.control:Control",
    "script": "cleaner.stages.script:Script",
    "width": "cleaner.stages.width:Width",
    "quotes": "cleaner.stages.quotes:Quotes",
    "punctuation": "cleaner.stages.punctuation:Punctuation",
    "symbols": "cleaner.stages.symbols:Symbols",
    "spacing": "cleaner.stages.spacing:Spacing",
    "banner": "cleaner.stages.banner:Banner",
    "boilerplate": "cleaner.stages.boilerplate:Boilerplate",
    "rules": "cleaner.stages.rules:Rules",
    "links": "cleaner.stages.links:Links",
    "contacts": "cleaner.stages.contacts:Contacts",
    "reflow": "cleaner.stages.reflow:Reflow",
    "duplicates": "cleaner.stages.duplicates:Duplicates",
    "split": "cleaner.stages.split:Split",
    "dating": "cleaner.stages.dating:Dating",
    "meeting": "cleaner.stages.meeting:Meeting",
    "outlet": "cleaner.stages.outlet:Outlet",
    "outline": "cleaner.stages.outline:Outline",
    "title": "cleaner.stages.title:Title",
    "people": "cleaner.stages.people:People",
    "paragraphs": "cleaner.stages.paragraphs:Paragraphs",
}
"""Name -> where the stage is. Nothing is imported before a pipeline names it."""


def find_stage(name: str) -> type[Any]:
    """Return the class of a stage. Raises ConfigError for a name that nobody has, or that two packages have."""
    own = [Plugin(ours, "cleaner", place) for ours, place in BUILT_IN.items()]
    found = load_plugin("stage", name, GROUP, own)
    if not (isinstance(found, type) and is_dataclass(found) and "__call__" in dir(found)):
        raise ConfigError(f'the stage "{name}" of {package_of(name)} is no dataclass to be called with a document')
    if "rules" not in dir(found) and "rules" not in {field.name for field in fields(found)}:
        raise ConfigError(f'the stage "{name}" of {package_of(name)} has no rules: say what each of its rules does')
    return found


def stage_names() -> list[str]:
    """Return the names of all stages that a pipeline can use, the project's own first."""
    return [*BUILT_IN, *sorted({plugin.name for plugin in find_plugins(GROUP)} - set(BUILT_IN))]


def package_of(name: str) -> str:
    """Return which package brings a stage."""
    if name in BUILT_IN:
        return "cleaner"
    return next((plugin.package for plugin in find_plugins(GROUP) if plugin.name == name), "?")
