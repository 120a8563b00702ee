"""Elements with their offsets: a light tree, built in one pass, without the whole of tree construction.

What counts is kept: end tags that a page may leave out (p, li, dt, dd, tr, td, option, ...), elements without content,
end tags that close nothing. Nothing is moved, so an element is always a span of the source and lies inside its parent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.html.attribute import attributes, is_self_closing
from cleaner.html.token import FOREIGN, Kind, Token, tokens

DEEPEST = 256
"""How deep elements nest; what stands deeper becomes a child of the deepest, as in browsers (they take 512)."""

VOID = frozenset(
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ]
)  # fmt: skip
_P_CLOSERS = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset",
        "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
        "listing", "main", "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section", "summary", "table",
        "ul", "xmp", "li", "dd", "dt",
    ]
)  # fmt: skip
_FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "span", "label"]
)
_ROW = frozenset({"tr", "tbody", "thead", "tfoot", "caption", "colgroup"})
# A start tag closes the open elements of these names, as long as none of the others stands between.
_CLOSES = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "table", "td", "th"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table", "td", "th"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    **{name: (_ROW, frozenset({"table"})) for name in _ROW - {"tr"}},
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
    "optgroup": (frozenset({"option", "optgroup"}), frozenset({"select"})),
    "rt": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
    "rp": (frozenset({"rt", "rp"}), frozenset({"ruby"})),
    "a": (frozenset({"a"}), frozenset({"table", "td", "th"})),
    "body": (frozenset({"head"}), frozenset()),
}
_WALLS = frozenset({"table", "td", "th", "caption", "object", "template", "marquee", "applet"})
_OPENS_P, _HAS_RULE, _IS_VOID, _IS_WALL, _IS_FOREIGN = 1, 2, 4, 8, 16
_TRAITS = {
    name: _OPENS_P * (name in _P_CLOSERS) | _HAS_RULE * (name in _CLOSES) | _IS_VOID * (name in VOID)
    | _IS_WALL * (name in _WALLS) | _IS_FOREIGN * (name in FOREIGN)
    for name in _P_CLOSERS | _CLOSES.keys() | VOID | _WALLS | FOREIGN
}  # fmt: skip
"""Name -> what is special about it, as bits: one look for most elements, which are nothing special."""


@dataclass(slots=True)
class Element:
    """``html[start:end]`` with its tags; ``html[open_end:close_start]`` without. ``parent`` is an index, -1 for none.

    An element without an end tag ends where another tag, or the end of the page, closes it.
    """

    name: str
    start: int
    open_end: int
    close_start: int
    end: int
    parent: int
    depth: int


@dataclass(slots=True)
class Text:
    """A token of text (TEXT, RCDATA, RAW or CDATA) and the index of the element that it stands in."""

    start: int
    end: int
    kind: Kind
    parent: int


@dataclass(slots=True)
class Tree:
    """The elements and texts of a page, both in the order of the source. Element 0 is the page itself, named ``#page``.

    An element stands behind its parent, so a loop from the last to the first adds up what its children have.
    """

    html: str
    elements: list[Element]
    texts: list[Text] = field(default_factory=list)

    def attributes(self, index: int) -> dict[str, str]:
        """Return the attributes of an element."""
        one = self.elements[index]
        return attributes(self.html, one.start, one.open_end) if index else {}


_OTHER_TEXTS = frozenset({Kind.RCDATA, Kind.RAW, Kind.CDATA})


def parse(html: str, page: Iterable[Token] | None = None) -> Tree:
    """Return the tree of a page, or of a part of one; never fails."""
    builder = _Builder(html)
    add_text, stack = builder.texts.append, builder.stack
    start_tag, end_tag, text = Kind.START, Kind.END, Kind.TEXT
    for token in tokens(html) if page is None else page:
        kind = token[2]
        if kind is start_tag:
            builder.open(token)
        elif kind is end_tag:
            builder.close(token)
        elif kind is text or kind in _OTHER_TEXTS:
            add_text(Text(token[0], token[1], kind, stack[-1]))
    builder.pop_to(0, len(html))
    return Tree(html, builder.elements, builder.texts)


class _Builder:
    """The open elements, and where in the stack each name stands: no tag ever searches the stack."""

    def __init__(self, html: str) -> None:
        size = len(html)
        self.html = html
        self.elements = [Element("#page", 0, 0, size, size, -1, 0)]
        self.texts: list[Text] = []
        self.stack = [0]
        self.places: dict[str, list[int]] = {}
        self.walls = [0]  # the places of open elements of _WALLS, and below those of _P_CLOSERS, rising
        self.blocks = [0]
        self.beyond: dict[str, int] = {}  # name -> how many are open that stand too deep
        self.due: set[int] = set()  # formatting elements that were closed while a block was open in them
        self.foreign = 0

    def open(self, token: Token) -> None:
        """Take a start tag."""
        start, end, _, name = token
        traits = _TRAITS.get(name, 0)
        stack = self.stack
        if traits & _OPENS_P and self.places.get("p") and self._last("p") > max(self.walls[-1], self._last("button")):
            self.pop_to(self._last("p"), start)
        if traits & _HAS_RULE:
            self._close_implied(name, start)
        place = len(stack)
        self.elements.append(Element(name, start, end, end, end, stack[-1], place))
        if traits & _IS_VOID:
            return
        if (self.foreign or traits & _IS_FOREIGN) and is_self_closing(self.html, start, end):
            return
        if place > DEEPEST:
            self.beyond[name] = self.beyond.get(name, 0) + 1
            return
        if name in self.places:
            self.places[name].append(place)
        else:
            self.places[name] = [place]
        stack.append(len(self.elements) - 1)
        if traits & _IS_WALL:
            self.walls.append(place)
        if traits & _OPENS_P:
            self.blocks.append(place)
        if traits & _IS_FOREIGN:
            self.foreign += 1

    def close(self, token: Token) -> None:
        """Take an end tag: it closes the last element of its name, unless a cell or the like stands between."""
        start, end, _, name = token
        if self.beyond and self.beyond.get(name):
            self.beyond[name] -= 1
            return
        places = self.places.get(name)
        place = places[-1] if places else 0
        if place <= 0:
            return
        wall = self.walls[-1] if name not in ("table", "tr", "tbody", "thead", "tfoot") else 0
        if place < wall or (name in ("tr", "td", "th") and place < self._last("table")):
            return
        if name in _FORMATTING and self.blocks[-1] > place:
            self.due.add(self.stack[place])
            return
        index = self.stack[place]
        self.pop_to(place, start)
        self.elements[index].end = end

    def pop_to(self, place: int, at: int) -> None:
        """Close what stands in the stack from a place on, the page itself never, and what was due to be closed."""
        stack, elements, due = self.stack, self.elements, self.due
        size, least = len(stack), place or 1
        while size > least or (due and size > 1 and stack[-1] in due):
            index = stack.pop()
            size -= 1
            one = elements[index]
            one.close_start = one.end = at
            self.places[one.name].pop()
            if self.walls[-1] == size:
                self.walls.pop()
            if self.blocks[-1] == size:
                self.blocks.pop()
            if self.foreign and one.name in FOREIGN:
                self.foreign -= 1
            if due:
                due.discard(index)
        if self.beyond and size <= DEEPEST:
            self.beyond.clear()

    def _close_implied(self, name: str, at: int) -> None:
        """Close what a start tag says is over."""
        closed, walls = _CLOSES[name]
        there = [places[-1] for one in closed if (places := self.places.get(one))]
        if there:  # most pages close what they open
            wall = self._lowest(walls)
            if beyond := [place for place in there if place > wall]:
                self.pop_to(min(beyond), at)

    def _last(self, name: str) -> int:
        """Return the place of the last open element of a name; 0 for none."""
        places = self.places.get(name)
        return places[-1] if places else 0

    def _lowest(self, names: Iterable[str]) -> int:
        """Return the place of the last open element of any of these names; 0 for none."""
        return max((self.places[name][-1] for name in names if self.places.get(name)), default=0)
