"""The kinds of rules: the table of ours, and the door for those of third parties."""

from collections.abc import Mapping

from cleaner.kinds.capture import Capture
from cleaner.kinds.element import Element
from cleaner.kinds.protect import Protect
from cleaner.kinds.remove_block import RemoveBlock
from cleaner.kinds.remove_line import RemoveLine
from cleaner.kinds.remove_tail import RemoveTail
from cleaner.kinds.replace import Replace
from cleaner.kinds.split import Split
from cleaner.plugin import Plugin, load_plugin
from cleaner.rulebook.rule import Kind

KINDS: Mapping[str, type[Kind]] = {
    "remove-line": RemoveLine,
    "remove-block": RemoveBlock,
    "remove-tail": RemoveTail,
    "replace": Replace,
    "capture": Capture,
    "split": Split,
    "element": Element,
    "protect": Protect,
}

GROUP = "cleaner.kinds"


def find_kind(name: str) -> type[Kind]:
    """Return a kind by its name: ours, else the installed plugin's, which is imported now.

    Raises ConfigError for a name that nobody has, or that two packages have.
    """
    if name in KINDS:
        return KINDS[name]
    own = [Plugin(kind, "cleaner", f"{ours.__module__}:{ours.__name__}") for kind, ours in KINDS.items()]
    found: type[Kind] = load_plugin("kind", name, GROUP, own)
    return found
