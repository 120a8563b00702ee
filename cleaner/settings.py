"""Reads a settings file, in YAML or TOML, into a node: a pipeline, a project. Those that come with cleaner are kept."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cleaner.errors import ConfigError
from cleaner.kept import kept
from cleaner.node import Node, wrap
from cleaner.project import PRESETS


def read_settings(path: Path) -> Node:
    """Return what a file says; of a pyproject.toml, its part for cleaner. Raises ConfigError."""
    known = _presets().get(path.name) if path.parent == PRESETS else None
    return known or _read(path)


@cache
def _presets() -> Mapping[str, Node]:
    """Return the presets by the names of their files; none where what was read of them cannot be kept."""
    return kept("presets", lambda: {path.name: _read(path) for path in sorted(PRESETS.glob("*.yaml"))}) or {}


def _read(path: Path) -> Node:
    """Read a file."""
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".toml":
            import tomllib

            return wrap(path.as_posix(), {"schema": 1, **tomllib.loads(text).get("tool", {}).get("cleaner", {})})
    except (OSError, ValueError) as error:  # both the wrong encoding and the wrong TOML are a ValueError
        raise ConfigError(f"{path.as_posix()}: cannot be read: {error}") from error
    from cleaner.marks import load  # YAML is slow to import

    return load(path.as_posix(), text)
