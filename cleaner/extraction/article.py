"""Which element holds the article, and what in it is no part of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cleaner.extraction.hint import Hint
from cleaner.extraction.survey import INLINE, Survey

Favor = Literal["balanced", "precision", "recall"]

_LEAST = 20.0
"""An article has so many characters in sentences; a page with less is kept whole."""
_SHARE: dict[Favor, float] = {"precision": 0.6, "balanced": 0.8, "recall": 0.9}
"""An element that has so much of what is in its parent takes the parent's place."""
_LEAF_SHARE = 0.95
_HOOK_SHARE = 0.4
_PART = 0.3
"""What has more of the article's sentences than this is not taken for its surroundings, whatever it is called."""
_PARAGRAPHS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt", "dd", "tr", "tbody"})


class Cut(NamedTuple):
    """A span of the source that goes, and the rule that says why."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """The element of the article, and the spans in it that are none of it, in order."""

    index: int
    cuts: tuple[Cut, ...]


def find_article(found: Survey, favor: Favor = "balanced") -> Article | None:
    """Return the article of a page, or None where nothing on it is one."""
    index = _said(found)
    if index is None and found.prose[0] < _LEAST:
        return None
    if index is None:
        index = _hook(found, _descend(found, favor))
    return Article(index, tuple(_cuts(found, index, favor)))


def _said(found: Survey) -> int | None:
    """Return the element that a rule says is the article: of several the one with most sentences, then most text."""
    said = [at for at, marks in found.marks.items() if any(mark.role == "article" for mark in marks)]
    seen = [at for at in said if found.chars[at] and not found.gone[at]]
    return max(seen, key=lambda at: (found.prose[at], found.chars[at]), default=None)


def _descend(found: Survey, favor: Favor) -> int:
    """Go from the whole page to the smallest element that still has most of the sentences."""
    children: dict[int, list[int]] = {}
    for index, one in enumerate(found.tree.elements):
        if index and found.prose[index] > 0:
            children.setdefault(one.parent, []).append(index)
    at = 0
    while at in children:
        best = max(children[at], key=lambda child: found.mass[child])
        gain = sum(max(0.0, found.mass[child]) for child in children[at])
        gain += max(0.0, _own(found, at, children[at]))
        share = _SHARE[favor] if best in children else _LEAF_SHARE
        if found.mass[best] < share * gain or found.mass[best] <= 0 or not _is_container(found, best, children):
            break
        at = best
    return at


def _own(found: Survey, index: int, children: list[int]) -> float:
    """Return the sentences that stand in an element itself."""
    return found.prose[index] - sum(found.prose[child] for child in children)


def _is_container(found: Survey, index: int, children: dict[int, list[int]]) -> bool:
    """Tell whether an element can hold an article, and not only a paragraph of one."""
    name = found.tree.elements[index].name
    if name in INLINE:
        return index in children
    if name in ("tr", "tbody"):
        return index in children
    return name not in _PARAGRAPHS


def _hook(found: Survey, index: int) -> int:
    """Return the hook of a content-management system, if there is one with much of what was found; else what was."""
    elements = found.tree.elements
    hooks = [at for at, hint in enumerate(found.hints) if hint is Hint.HOOK and not found.gone[at]]
    best = max(hooks, key=lambda at: (found.prose[at], -at), default=0)
    if not best or found.prose[best] < _LEAST or found.prose[best] < _HOOK_SHARE * found.prose[index]:
        return index
    inside = elements[best].start <= elements[index].start and elements[index].end <= elements[best].end
    return index if inside and found.prose[index] >= _LEAF_SHARE * found.prose[best] else best


def _cuts(found: Survey, index: int, favor: Favor) -> Iterator[Cut]:
    """Yield the outermost elements in the article that belong to its surroundings."""
    whole, elements = elements_of(found, index), found.tree.elements
    end = 0
    for at in whole:
        one = elements[at]
        if one.start >= end and (rule := _rule(found, index, at, favor)):
            yield Cut(one.start, one.end, rule)
            end = one.end


def elements_of(found: Survey, index: int) -> range:
    """Return the elements that lie in an element, without itself."""
    elements, last = found.tree.elements, index + 1
    while last < len(elements) and elements[last].start < elements[index].end:
        last += 1
    return range(index + 1, last)


def _rule(found: Survey, index: int, at: int, favor: Favor) -> str:
    """Return the rule by which an element in the article goes, nothing if it stays."""
    if said := next((mark.rule for mark in found.marks.get(at, ()) if mark.role == "surroundings"), ""):
        return said
    if favor == "recall":
        return ""
    if found.prose[at] > _PART * found.prose[index] or found.tree.elements[at].name in INLINE:
        return ""
    if found.teasers[at]:
        return "content.teasers"
    if found.hints[at] is Hint.OTHER and found.chars[at]:
        return "content.named"
    chars, linked = found.chars[at], found.linked[at]
    limit = 0.4 if favor == "precision" else 0.6
    if chars and linked > limit * chars and found.prose[at] <= 0:
        return "content.links"
    return ""
