"""CSS selectors on the light tree: types, ids, classes, attributes, descendants and children.

Ids and classes are compared without regard to case, as browsers do on pages of the old kind; so are the values of
attributes under ``[name=value i]``. There are no pseudo-classes: they ask for a tree that is mended like a browser's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from cleaner.html.tree import Tree
from cleaner.scan import lazy

T = TypeVar("T")

_WORD = r"-?(?:[A-Za-z_]|[^\x00-\x7f])(?:[\w-]|[^\x00-\x7f])*+"
_TOKEN = lazy(
    rf"(?P<step>[ \t\r\n]*(?P<sign>[>,])[ \t\r\n]*|[ \t\r\n]+)|#(?P<id>{_WORD})|\.(?P<class>{_WORD})"
    rf"|\[[ \t]*(?P<key>{_WORD})[ \t]*(?:(?P<how>[~|^$*]?=)[ \t]*"
    rf"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))(?P<any>[ \t]+[iI])?[ \t]*)?\]"
    rf"|(?P<all>\*)|(?P<type>{_WORD})"
)
_MOST = 16
"""So many parts a path may have: each costs a look at every element above the one that is asked for."""


class SelectorError(ValueError):
    """What is wrong with a selector, and where."""


class Demand(NamedTuple):
    """What an attribute must say: ``how`` is the sign of CSS, empty where it only has to be there."""

    key: str
    how: str
    value: str
    fold: bool

    def holds(self, told: Mapping[str, str]) -> bool:
        """Tell whether it holds for the attributes of an element."""
        said = told.get(self.key)
        if said is None or not self.how:
            return said is not None
        said = said.lower() if self.fold else said
        if self.how == "=":
            return said == self.value
        if self.how == "~=":
            return bool(self.value) and self.value in said.split()
        if self.how == "|=":
            return said == self.value or said.startswith(f"{self.value}-")
        if not self.value:
            return False
        if self.how == "^=":
            return said.startswith(self.value)
        return said.endswith(self.value) if self.how == "$=" else self.value in said


class Compound(NamedTuple):
    """What one element must be: its name (empty: any) and what its attributes must say."""

    name: str
    tests: tuple[Demand, ...]

    def fits(self, name: str, told: Mapping[str, str]) -> bool:
        """Tell whether an element of that name, with these attributes, is one."""
        return self.name in ("", name) and all(test.holds(told) for test in self.tests)


class Path(NamedTuple):
    """Compounds from the outermost to the element itself; ``steps`` says how each is reached: ``" "`` or ``">"``."""

    compounds: tuple[Compound, ...]
    steps: tuple[str, ...]

    def leads_to(self, tree: Tree, index: int) -> bool:
        """Tell whether the elements above one are as they must be; the element itself fits the last compound.

        Takes one look at each of them for each compound, however the path is made.
        """
        if len(self.compounds) == 1:
            return True
        chain = []
        at = tree.elements[index].parent
        while at > 0:
            chain.append(at)
            at = tree.elements[at].parent
        above, before = 0, 0  # bits: which compounds some element above is, and which the last one
        for at in reversed(chain):
            name, told = tree.elements[at].name, tree.attributes(at)
            here = 0
            for place, one in enumerate(self.compounds[:-1]):
                reached = not place or (before if self.steps[place] == ">" else above) >> (place - 1) & 1
                if reached and one.fits(name, told):
                    here |= 1 << place
            above, before = above | here, here
        last = len(self.compounds) - 1
        return bool((before if self.steps[last] == ">" else above) >> (last - 1) & 1)


@dataclass(frozen=True, slots=True)
class Selector:
    """A list of paths: an element is selected if one of them leads to it."""

    text: str
    paths: tuple[Path, ...]

    @classmethod
    def read(cls, text: str) -> "Selector":
        """Read a selector. Raises SelectorError.

        >>> Selector.read("div#zoom > p.indent, [itemprop=articleBody]").paths[1].compounds[0].tests[0].value
        'articleBody'
        """
        return cls(text, tuple(_paths(text)))

    def find(self, tree: Tree) -> Iterator[int]:
        """Yield the elements that are selected, in the order of the page."""
        index = Index([(self, True)])
        for at, one in enumerate(tree.elements):
            if at and any(path.leads_to(tree, at) for path, _ in index.ask(one.name, tree.attributes(at))):
                yield at


class Index(Generic[T]):
    """Many selectors, each with a value: a tag is asked only about those whose last part its words may be."""

    def __init__(self, selectors: Iterable[tuple[Selector, T]]) -> None:
        self._by_word: dict[str, list[tuple[Path, T]]] = {}
        for selector, value in selectors:
            for path in selector.paths:
                self._by_word.setdefault(_key(path.compounds[-1]), []).append((path, value))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Names of attributes, other than class and id, that an element is asked about for."""
        return frozenset(word[1:-1] for word in self._by_word if word.startswith("["))

    def ask(self, name: str, told: Mapping[str, str]) -> list[tuple[Path, T]]:
        """Return the paths whose last part an element is, with their values; the elements above are not asked."""
        words = [f".{word}" for word in told.get("class", "").lower().split()]
        words += [f"#{told.get('id', '').lower()}", *(f"[{key}]" for key in told), f"<{name}>", "<>"]
        table = self._by_word
        found = (pair for word in dict.fromkeys(words) if word in table for pair in table[word])
        return [(path, value) for path, value in found if path.compounds[-1].fits(name, told)]


def _key(one: Compound) -> str:
    """Return the word that an element must have to be one: an id, a class, an attribute or its name."""
    for test in one.tests:
        if test.key == "id" and test.how == "=" and test.fold:
            return f"#{test.value}"
        if test.key == "class" and test.how == "~=" and test.fold:
            return f".{test.value}"
    return f"[{one.tests[0].key}]" if one.tests else f"<{one.name}>"


def _paths(text: str) -> Iterator[Path]:
    """Yield the paths of a selector."""
    compounds: list[Compound] = []
    steps: list[str] = [" "]
    name, tests, filled = "", list[Demand](), False

    def done(at: int) -> None:
        nonlocal name, tests, filled
        if not filled:
            raise SelectorError(f"an element is missing at character {at + 1}")
        compounds.append(Compound(name, tuple(tests)))
        if len(compounds) > _MOST:
            raise SelectorError(f"has more than {_MOST} parts")
        name, tests, filled = "", [], False

    at, text = 0, text.strip(" \t\r\n")
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise SelectorError(_complaint(text, at))
        if found["step"]:
            done(at)
            if found["sign"] == ",":
                yield Path(tuple(compounds), tuple(steps))
                compounds, steps = [], [" "]
            else:
                steps.append(found["sign"] or " ")
        elif found["type"] or found["all"]:
            if filled:
                raise SelectorError(f"the name of an element comes first, not at character {at + 1}")
            name, filled = (found["type"] or "").lower(), True
        else:
            tests.append(_test(found))
            filled = True
        at = found.end()
    done(at)
    yield Path(tuple(compounds), tuple(steps))


def _test(found: re.Match[str]) -> Demand:
    """Return the test of an id, a class or an attribute."""
    if found["id"]:
        return Demand("id", "=", found["id"].lower(), True)
    if found["class"]:
        return Demand("class", "~=", found["class"].lower(), True)
    value = next((found[group] for group in ("double", "single", "bare") if found[group] is not None), "")
    fold = bool(found["any"])
    return Demand(found["key"].lower(), found["how"] or "", value.lower() if fold else value, fold)


def _complaint(text: str, at: int) -> str:
    """Say why a selector cannot be read on."""
    if text[at] == ":":
        return f"pseudo-classes such as {text[at : at + 11]!r} are not known; use ids, classes and attributes"
    if text[at] in "+~":
        return f"{text[at]!r} (brothers and sisters) is not known; use descendants and children"
    return f"cannot be read from character {at + 1}: {text[at : at + 20]!r}"
