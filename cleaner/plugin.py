"""The door by which other packages add stages and kinds of rules: entry points, read when a name is not ours."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any, NamedTuple

from cleaner.errors import ConfigError
from cleaner.node import suggest


class Plugin(NamedTuple):
    """What a package brings: a name, the package, and ``module:attribute``."""

    name: str
    package: str
    place: str


@cache
def find_plugins(group: str) -> tuple[Plugin, ...]:
    """Return what installed packages bring to a group; imports none of them."""
    from importlib.metadata import entry_points  # as slow to import as all the rest of a small run

    return tuple(Plugin(e.name, e.dist.name if e.dist else "?", e.value) for e in entry_points(group=group))


def load_plugin(what: str, name: str, group: str, own: Iterable[Plugin]) -> Any:
    """Import what goes by a name in a group, ``own`` being what cleaner brings to it.

    Raises ConfigError for a name that nobody has, that two packages have, or that cannot be imported. A package that
    brings a name of cleaner's own is not asked: give the thing another name.
    """
    # A name of ours is ours: looking for others that took it would cost each run the reading of every package's data.
    found = [plugin for plugin in own if plugin.name == name]
    found = found or [plugin for plugin in find_plugins(group) if plugin.name == name]
    if not found:
        known = sorted({plugin.name for plugin in (*own, *find_plugins(group))})
        raise ConfigError(f'unknown {what} "{name}"{suggest(name, known)}')
    if len(found) > 1:
        owners = " and ".join(plugin.package for plugin in found)
        raise ConfigError(f'the {what} "{name}" comes from {len(found)} packages, {owners}: uninstall one')
    module, _, attribute = found[0].place.partition(":")
    try:
        return getattr(import_module(module), attribute)
    except (ImportError, AttributeError, SyntaxError, NameError, TypeError, ValueError) as error:
        raise ConfigError(f'the {what} "{name}" of {found[0].package} cannot be imported: {error}') from error
