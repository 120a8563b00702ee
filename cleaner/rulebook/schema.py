"""The JSON schema of rule files, for editors: put together from what the loader and the kinds declare."""

from collections.abc import Mapping
from typing import Any

from cleaner.kinds import KINDS
from cleaner.rulebook.condition import TEXTS
from cleaner.rulebook.loader import MACRO, SCHEMA_VERSION
from cleaner.rulebook.reader import NAME
from cleaner.rulebook.rule import PLACES, SEVERITIES, STATUSES

_TEXT = {"type": "string", "minLength": 1}
_MAP = {"type": "object"}


def rule_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of a rule file. The kinds of plugins are not in it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule pack of cleaner",
        **_closed(
            {
                "schema": {"const": SCHEMA_VERSION},
                "pack": {"type": "string", "pattern": f"^{NAME}$"},
                "version": _TEXT,
                "description": _TEXT,
                "extends": TEXTS,
                "macros": {"type": "object", "propertyNames": {"pattern": f"^{MACRO}$"}, "additionalProperties": _TEXT},
                "rules": {"type": "array", "minItems": 1, "items": {"oneOf": [_rule(name) for name in KINDS]}},
            },
            ("schema", "pack", "version", "description", "rules"),
        ),
    }


def _rule(name: str) -> dict[str, Any]:
    """Return the schema of the rules of one kind."""
    kind = KINDS[name]
    required = ["id", "kind", "description", "why", "examples", *(["keep"] if kind.REMOVES else []), *kind.REQUIRED]
    return _closed({**_common(), "kind": {"const": name}, **kind.KEYS}, required)


def _common() -> dict[str, Any]:
    """Return the keys that every rule has."""
    example = {"before": {"type": "string"}, "after": {"type": "string"}, "fields": _MAP,
               "parts": {"type": "integer", "minimum": 0}, "url": {"type": "string"}}  # fmt: skip
    return {
        "id": {"type": "string", "pattern": f"^{NAME}$"},
        "description": {**_TEXT, "description": "What the rule does, in one line."},
        "why": {**_TEXT, "description": "Why what it takes is never content."},
        "severity": {"enum": list(SEVERITIES)},
        "status": {"enum": list(STATUSES)},
        "replaces": TEXTS,
        "engine": {"enum": ["linear", "backtracking"]},
        "scope": _closed(
            {"sites": TEXTS, "where": {"enum": list(PLACES)}, "within": {"type": "integer", "minimum": 1}}
        ),
        "limit": _closed({"max_share": {"type": "number", "exclusiveMinimum": 0, "maximum": 1}}, ["max_share"]),
        "examples": {"type": "array", "minItems": 1, "items": _closed(example, ["before"])},
        "keep": TEXTS,
    }


def _closed(properties: Mapping[str, Any], required: Any = ()) -> dict[str, Any]:
    """Return the schema of a map that has these keys and no others."""
    schema = {"type": "object", "additionalProperties": False, "properties": dict(properties)}
    return {**schema, "required": list(required)} if required else schema
