"""Which elements of a page no reader sees."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaner.html.token import Kind, Token
from cleaner.html.tree import Tree, parse
from cleaner.scan import lazy

OF_PICTURES = frozenset({"title", "desc", "metadata"})
"""What describes a drawing (svg) and is not shown in it."""
NEVER_SHOWN = frozenset({"template", "noscript", "video", "audio", "canvas", "datalist"})
_MAY_HIDE = lazy(
    r"hidden|display\s*:\s*none|<(?:rt|rp|template|noscript|video|audio|canvas|datalist|svg)\b", re.IGNORECASE
)
NO_DISPLAY = lazy(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
_MAY_HIDE_TAG = lazy(r"hidden|display", re.IGNORECASE)


class Unseen(NamedTuple):
    """``html[start:end]`` is not shown; ``rule`` says why."""

    start: int
    end: int
    rule: str


def unseen(html: str, page: Sequence[Token], hidden: bool, ruby: bool) -> list[Unseen]:
    """Return the outermost elements that are not shown, in order; an element with most of the page's text is none."""
    if not (hidden or ruby) or not _MAY_HIDE.search(html):
        return []
    tree = parse(html, page)
    shown = [text for text in tree.texts if text.kind is not Kind.RAW]
    starts = [text.start for text in shown]
    sizes = [0, *accumulate(len(html[text.start : text.end].strip()) for text in shown)]
    found: list[Unseen] = []
    for index, one in enumerate(tree.elements):
        if not index or (found and one.start < found[-1].end):
            continue
        if ruby and one.name in ("rt", "rp"):
            found.append(Unseen(one.start, one.end, "markup.ruby"))
        elif hidden and _is_hidden(tree, index):
            size = sizes[bisect_left(starts, one.end)] - sizes[bisect_left(starts, one.start)]
            if size * 2 <= sizes[-1] or one.name in NEVER_SHOWN | OF_PICTURES:
                found.append(Unseen(one.start, one.end, "markup.hidden"))
    return found


def _is_hidden(tree: Tree, index: int) -> bool:
    """Whether an element is hidden by what it is, by its attribute or by its own style."""
    one = tree.elements[index]
    if one.name in NEVER_SHOWN or (one.name in OF_PICTURES and _is_drawn(tree, index)):
        return True
    if one.end == one.open_end or not _MAY_HIDE_TAG.search(tree.html, one.start, one.open_end):
        return False
    told = tree.attributes(index)
    return "hidden" in told or NO_DISPLAY.search(told.get("style", "")) is not None


def _is_drawn(tree: Tree, index: int) -> bool:
    """Whether an element is part of a drawing."""
    while index > 0 and tree.elements[index].name != "svg":
        index = tree.elements[index].parent
    return index > 0
