"""The flow of a page: what stands between two visible characters, and what a reader sees there."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from cleaner.edit import Edit
from cleaner.html.entity import references
from cleaner.html.token import Kind, Token
from cleaner.html.unseen import Unseen
from cleaner.scan import lazy

NOTHING, SPACE, BLOCK, CELL, ROW = range(5)
"""What a piece of a gap parts: the strongest one wins."""

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "details", "dialog", "dir", "div",
        "dl", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6",
        "head", "header", "hgroup", "hr", "html", "legend", "listing", "main", "menu", "nav", "ol", "optgroup", "p",
        "plaintext", "pre", "search", "section", "select", "summary", "textarea", "ul", "xmp",
    ]
)  # fmt: skip
_TAGS = {
    **dict.fromkeys(_BLOCKS, ("markup.block", BLOCK)),
    "br": ("markup.break", BLOCK),
    **dict.fromkeys(("li", "dt", "dd", "option"), ("markup.item", BLOCK)),
    **dict.fromkeys(("td", "th"), ("markup.cell", CELL)),
    **dict.fromkeys(("tr", "table", "thead", "tbody", "tfoot"), ("markup.cell", ROW)),
}
_TAG = ("markup.tag", NOTHING)
_RAW = {"script": "markup.script", "style": "markup.style", "title": "markup.head"}
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
_STRUCTURE = frozenset({"markup.tag", "markup.block", "markup.break", "markup.item", "markup.cell", "markup.space"})
_SPACES = lazy("[\t\n\f\r ]++|\0++")
_EDGES = lazy("\\A\n|\n\\Z|\0++")
_WIDE = lazy("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]")


class Piece(NamedTuple):
    """Something between two visible characters that does not stay as it is."""

    start: int
    end: int
    rule: str
    parts: int


class Flow:
    """Walks over the tokens of a page once; a gap is written when the next visible character is met."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.gap: list[Piece] = []
        self.last = ""  # the visible character before the gap
        self.preformatted = 0
        self.parted = False  # whether the cell has more lines than one

    def edits(self, page: Sequence[Token], gone: Sequence[Unseen]) -> Iterator[Edit]:
        """Yield the edits that turn the page into its text."""
        spans = iter([*gone, Unseen(len(self.html) + 1, len(self.html) + 1, "")])
        span = next(spans)
        for token in page:
            while token.start >= span.end:
                span = next(spans)
            if token.start >= span.start:
                self.gap.append(Piece(token.start, token.end, span.rule, NOTHING))
            elif (
                token.kind is Kind.TEXT
                or token.kind is Kind.CDATA
                or (token.name == "textarea" and token.kind is Kind.RCDATA)
            ):
                yield from self._text(token)
            elif token.kind is Kind.RAW and token.name in _PREFORMATTED:
                yield from self._plain(token.start, token.end)
            else:
                self._markup(token)
        yield from self._written("")

    def _markup(self, token: Token) -> None:
        """Add a token that nobody sees to the gap."""
        start, end, kind, name = token
        if kind is Kind.START or kind is Kind.END:
            rule, parts = _TAGS.get(name, _TAG)
            if name in _PREFORMATTED:
                self.preformatted = max(0, self.preformatted + (1 if kind is Kind.START else -1))
        elif kind is Kind.RAW or kind is Kind.RCDATA:
            rule, parts = _RAW.get(name, "markup.embed"), NOTHING
        else:
            rule, parts = "markup.tag" if kind is Kind.CUT else "markup.comment", NOTHING
        self.gap.append(Piece(start, end, rule, parts))

    def _text(self, token: Token) -> Iterator[Edit]:
        """Yield the edits of a text with references in it."""
        start, end = token.start, token.end
        if token.kind is Kind.CDATA:
            start, end = self._opened(start, end)
        for found in references(self.html, start, end):
            yield from self._plain(start, found.start)
            if found.text in "\t\n\f\r " and not self.preformatted:
                self.gap.append(Piece(found.start, found.end, "markup.entity", SPACE))
            else:
                yield from self._written(found.text)
                yield Edit(*found, "markup.entity")
                self.last = found.text[-1]
            start = found.end
        yield from self._plain(start, end)
        if token.kind is Kind.CDATA and end < token.end:
            self.gap.append(Piece(end, token.end, "markup.tag", NOTHING))

    def _opened(self, start: int, end: int) -> tuple[int, int]:
        """Take the marks off a CDATA section."""
        self.gap.append(Piece(start, start + 9, "markup.tag", NOTHING))
        return start + 9, end - 3 if self.html.endswith("]]>", start + 9, end) else end

    def _plain(self, start: int, end: int) -> Iterator[Edit]:
        """Yield the edits of a text without references."""
        begin = start
        for found in (_EDGES if self.preformatted else _SPACES).finditer(self.html[start:end]):
            at, stop = begin + found.start(), begin + found.end()
            if start < at:
                yield from self._written(self.html[start])
                self.last = self.html[at - 1]
            null = found[0][0] == "\0"
            self.gap.append(Piece(at, stop, "markup.null" if null else "markup.space", NOTHING if null else SPACE))
            start = stop
        if start < end:
            yield from self._written(self.html[start])
            self.last = self.html[end - 1]

    def _written(self, following: str) -> Iterator[Edit]:
        """Yield the edits of the gap before a visible character, or before the end of the page (empty)."""
        gap, self.gap = self.gap, []
        if not gap:
            return
        most = max(piece.parts for piece in gap)
        between = self._separator(gap, most, following) if self.last and following else ""
        if most >= CELL:
            self.parted = False
        elif between == "\n":
            self.parted = True
        for _, group in groupby(gap, key=lambda p: "" if p.rule in _STRUCTURE else p.rule):
            pieces = list(group)
            best = max(pieces, key=lambda p: p.parts)
            new, between = (between, "") if best.parts == most else ("", between)
            yield from self._trimmed(pieces[0].start, pieces[-1].end, new, best.rule)

    def _separator(self, gap: Sequence[Piece], most: int, following: str) -> str:
        """Return what a reader sees in a gap: nothing, a blank, a tab or a line end."""
        if most == CELL:
            return "\n" if self.parted else "\t"
        if most != SPACE:
            return "" if most == NOTHING else "\n"
        wide = _WIDE.match(self.last) and _WIDE.match(following)
        return "" if wide and any("\n" in self.html[p.start : p.end] for p in gap if p.parts == SPACE) else " "

    def _trimmed(self, start: int, end: int, new: str, rule: str) -> Iterator[Edit]:
        """Yield the edit, without the blank or line end that stays where it stands."""
        if new and self.html[start] == new:
            start, new = start + 1, ""
        elif new and self.html[end - 1] == new:
            end, new = end - 1, ""
        if start < end:
            yield Edit(start, end, new, rule)
