"""How much text stands where on a page: for each element its sentences, its links and the rest, added up."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter

from cleaner.extraction.hint import Hint, Mark, hint_of
from cleaner.html.attribute import attributes
from cleaner.html.selector import Index, Path
from cleaner.html.token import Kind
from cleaner.html.tree import Text, Tree
from cleaner.scan import lazy

INLINE = frozenset(
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "s", "samp", "small", "span", "st1:chsdate", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "br", "img", "wbr",
    ]
)  # fmt: skip
"""Elements that stand in a line; all others have lines of their own."""

_NEVER = frozenset({"head", "template", "noscript", "option", "textarea", "select", "button", "svg", "math", "object"})
_NAMED = lazy(r"\b(?:class|id|itemprop|style|hidden)\b", re.IGNORECASE)
_HIDDEN = lazy(r"display\s*:\s*none", re.IGNORECASE)
_MARK = lazy("[\u3002\uff01\uff1f\uff1b\uff0c\u3001!?;,\u2026]")
_BLANK = lazy(r"(?:\s|&nbsp;|&#160;|&emsp;|&ensp;|\u3000)+", re.IGNORECASE)
_LEAST = 10
"""A block with a mark and so many characters outside of links is a sentence; Chinese says much in ten characters."""
_DAMPED = 0.15
"""What the sentences of comments, sidebars and the like count."""
_TEASER_LINK, _TEASER_SHARE, _LONGEST_TEASER = 6, 0.15, 300
"""A teaser has a link of six characters, a seventh of its text, and no more than 300 characters."""
_LONGEST_TAG = 2000
_SHORT = 4.0
"""The cost of a line without a mark, at most; a link costs each of its characters."""


@dataclass(slots=True)
class Survey:
    """For each element of a tree, by its index.

    ``block`` is the block that its text belongs to; ``gone`` whether no reader sees it; ``mass`` what the text in it is
    worth, ``prose`` the sentences alone (characters), ``chars`` and ``linked`` its characters, all and those of links;
    ``teasers`` whether it is a list of links to other pages with a few words on each. ``marks`` holds what rules say of
    elements, in the order of the page.
    """

    tree: Tree
    hints: list[Hint]
    block: list[int]
    gone: list[bool]
    marks: dict[int, list[Mark]] = field(default_factory=dict)
    mass: list[float] = field(default_factory=list)
    prose: list[float] = field(default_factory=list)
    chars: list[int] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    teasers: list[bool] = field(default_factory=list)

    def visible(self, text: Text) -> bool:
        """Tell whether a reader sees a text."""
        return text.kind in (Kind.TEXT, Kind.CDATA) and not self.gone[text.parent]

    def between(self, start: int, end: int) -> list[Text]:
        """Return the texts that a reader sees between two offsets."""
        texts = self.tree.texts
        first = bisect_left(texts, start, key=attrgetter("start"))
        return [text for text in texts[first : bisect_right(texts, end, key=attrgetter("end"))] if self.visible(text)]


_NOBODY: Index[Mark] = Index(())


def survey(tree: Tree, rules: Index[Mark] = _NOBODY) -> Survey:
    """Look at every element and every text once; ``rules`` say what some elements are."""
    size = len(tree.elements)
    found = Survey(tree, [Hint.NONE] * size, [0] * size, [False] * size)
    damped, in_link = [False] * size, [False] * size
    for index, one in enumerate(tree.elements):
        if not index:
            continue
        parent = one.parent
        tag = tree.html[one.start : one.open_end]
        hint, hidden, asked = _tag(one.name, tag if len(tag) <= _LONGEST_TAG else tag[:_LONGEST_TAG], rules)
        if asked and (marks := [mark for path, mark in asked if path.leads_to(tree, index)]):
            found.marks[index] = marks
            hint = next((mark.hint for mark in marks if mark.hint is not Hint.NONE), hint)
        found.hints[index] = hint
        found.block[index] = found.block[parent] if one.name in INLINE else index
        found.gone[index] = found.gone[parent] or one.name in _NEVER or hidden
        damped[index] = hint is Hint.OTHER
        in_link[index] = in_link[parent] or one.name == "a"
    dots = _count(found, in_link)
    found.teasers = _teasers(tree, found.chars, found.linked)
    for index, one in enumerate(tree.elements):
        inherited = index > 0 and damped[one.parent] and found.hints[index] is not Hint.HOOK
        damped[index] |= found.teasers[index] or inherited
    _weigh(found, dots, damped)
    return found


@lru_cache(4096)
def _tag(name: str, tag: str, rules: Index[Mark]) -> tuple[Hint, bool, list[tuple[Path, Mark]]]:
    """Return what a start tag says, whether it hides its element, and the rules to be asked. Pages repeat tags."""
    if not _NAMED.search(tag) and not any(map(tag.__contains__, rules.keys)):
        return _bare_tag(name, rules)
    told = attributes(tag, 0, len(tag))
    hidden = "hidden" in told or bool(_HIDDEN.search(told.get("style", "")))
    return Hint.NONE if name in INLINE else hint_of(name, told), hidden, rules.ask(name, told)


@lru_cache(1024)
def _bare_tag(name: str, rules: Index[Mark]) -> tuple[Hint, bool, list[tuple[Path, Mark]]]:
    """Return the same for a tag without attributes that say anything: each link is a tag of its own, most are bare."""
    return Hint.NONE if name in INLINE else hint_of(name, {}), False, rules.ask(name, {})


def _count(found: Survey, in_link: list[bool]) -> list[int]:
    """Count characters block by block; return the marks of each that stand outside of links."""
    html, size = found.tree.html, len(found.tree.elements)
    found.chars, found.linked, marks = [0] * size, [0] * size, [0] * size
    gone, seen = found.gone, (Kind.TEXT, Kind.CDATA)
    for text in found.tree.texts:
        if text.kind not in seen or gone[text.parent]:  # as ``visible`` says, without a call for each text
            continue
        words = html[text.start : text.end]
        words = _BLANK.sub("", words) if "&" in words else "".join(words.split())  # five times as fast
        if not words:
            continue
        block = found.block[text.parent]
        found.chars[block] += len(words)
        if in_link[text.parent]:
            found.linked[block] += len(words)
        else:
            marks[block] += len(_MARK.findall(words))
    return marks


def _teasers(tree: Tree, own_chars: list[int], own_linked: list[int]) -> list[bool]:
    """Tell of each element whether most of what is in it, three times at least, is a link with a few words on it."""
    size = len(tree.elements)
    chars, linked = own_chars.copy(), own_linked.copy()
    filled, likely = [0] * size, [0] * size
    for index in range(size - 1, 0, -1):
        one = tree.elements[index]
        chars[one.parent] += chars[index]
        linked[one.parent] += linked[index]
        if chars[index] and one.name not in INLINE:
            filled[one.parent] += 1
            is_teaser = linked[index] >= _TEASER_LINK and _TEASER_SHARE * chars[index] <= linked[index]
            likely[one.parent] += is_teaser and chars[index] <= _LONGEST_TEASER
    return [count >= 3 and count >= 0.7 * all_in for count, all_in in zip(likely, filled, strict=True)]


def _weigh(found: Survey, marks: list[int], damped: list[bool]) -> None:
    """Give each block what it is worth, and each element the sum of what is in it."""
    size = len(found.tree.elements)
    found.mass, found.prose = [0.0] * size, [0.0] * size
    for index in range(size - 1, -1, -1):
        own, linked = found.chars[index], found.linked[index]
        free = own - linked
        if marks[index] and free >= _LEAST and linked <= free:
            worth = free * free / own * (_DAMPED if damped[index] else 1.0)
            found.mass[index] += worth
            found.prose[index] += worth
        elif own:
            found.mass[index] -= linked + min(free, _SHORT)
    for index in range(size - 1, 0, -1):
        parent = found.tree.elements[index].parent
        for sums in (found.mass, found.prose):
            sums[parent] += sums[index]
        found.chars[parent] += found.chars[index]
        found.linked[parent] += found.linked[index]
