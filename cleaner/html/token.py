"""A lossless tokenizer: the WHATWG tokenization rules, as spans of the decoded source.

The tokens partition the source. A tag is found as a browser finds it (quotes count only around attribute values),
raw text ends where a browser ends it, and every hostile page takes linear time: no pattern here looks twice at a
character, and what is not closed reaches to the end of the page.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from cleaner.scan import lazy


class Kind(Enum):
    """What a token is."""

    TEXT = "text"  # character references count
    RCDATA = "rcdata"  # the text of title and textarea: references count, tags do not
    RAW = "raw"  # the text of script, style and the like: nothing counts
    START = "start"
    END = "end"
    COMMENT = "comment"  # with what is taken for one: <?xml ...?>, <![if ...]>, </>
    DOCTYPE = "doctype"
    CDATA = "cdata"  # only inside svg and math
    CUT = "cut"  # a tag that the end of the page cuts off: no browser shows it


class Token(NamedTuple):
    """``html[start:end]``; ``name`` is the lower-case name of a tag, or of the element that raw text stands in."""

    start: int
    end: int
    kind: Kind
    name: str


RCDATA_ELEMENTS = frozenset({"title", "textarea"})
RAW_ELEMENTS = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})

# Possessive all through: a loop that has taken something never gives it back.
_SPACE = r"[\t\n\f\r ]"
_NAME = r"[A-Za-z][^\t\n\f\r />]*+"
_VALUE = r"""(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\t\n\f\r >"'][^\t\n\f\r >]*+|(?=>)|\Z)"""
_ATTRIBUTE = rf"[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+{_VALUE})?+"
_REST = rf"(?:[\t\n\f\r /]++|{_ATTRIBUTE})*+"
_MARKUP = lazy(
    rf"<(?:(?P<start>{_NAME}){_REST}(?P<closed>>)?+"
    rf"|/(?P<end>{_NAME}){_REST}>"
    rf"|/{_NAME}{_REST}\Z(?P<cut>)"
    r"|!--(?P<comment>-?+>|[^-]*+(?:-(?!-!?+>)[^-]*+)*+(?:--!?+>|\Z))"
    r"|!\[CDATA\[(?P<cdata>)"
    r"|!(?:(?i:doctype))[^>]*+(?:>|\Z)(?P<doctype>)"
    r"|(?:[!?]|/(?=[^A-Za-z]))[^>]*+(?:>|\Z)(?P<bogus>))"
)
_START, _CLOSED, _END, _CUT, _COMMENT, _CDATA, _DOCTYPE, _BOGUS = range(1, 9)  # its groups, in their order
_KINDS = {
    _START: Kind.CUT, _CUT: Kind.CUT, _COMMENT: Kind.COMMENT, _DOCTYPE: Kind.DOCTYPE, _BOGUS: Kind.COMMENT,
}  # fmt: skip

_SCRIPT = lazy(r"<!--|-->|<(/?)script(?=[\t\n\f\r />])", re.IGNORECASE)
_ENDS = {
    name: lazy(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)
    for name in (RCDATA_ELEMENTS | RAW_ELEMENTS) - {"script", "plaintext"}
}

FOREIGN = frozenset({"svg", "math"})
_INTEGRATION = frozenset({"foreignobject", "annotation-xml"})
_SWITCHING = RCDATA_ELEMENTS | RAW_ELEMENTS | FOREIGN | _INTEGRATION
_BREAKOUT = frozenset(
    [
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1",
        "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p",
        "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
    ]
)  # fmt: skip


def tokens(html: str) -> Iterator[Token]:  # noqa: C901 - one loop, for speed
    """Yield the tokens of a page, or of any part of one, in order; together they are the whole of it.

    >>> [html[a:b] for html in ["<p class=a>1 < 2<br>"] for a, b, kind, name in tokens(html)]
    ['<p class=a>', '1 < 2', '<br>']
    """
    at = 0
    foreign = False
    new, text, start_tag, end_tag = tuple.__new__, Kind.TEXT, Kind.START, Kind.END  # a named tuple, made without a call
    while True:
        for found in _MARKUP.finditer(html, at):
            start, end = found.span()
            group = found.lastindex
            if at < start:
                yield new(Token, (at, start, text, ""))
            at = end
            if group == _CLOSED:
                name = found[_START]
                name = name if name.islower() and name.isascii() else _lower(name)
                yield new(Token, (start, end, start_tag, name))
                if foreign and name in _BREAKOUT:
                    foreign = False
                if name in _SWITCHING:
                    if name in FOREIGN:
                        foreign = html[end - 2] != "/"
                    elif name in _INTEGRATION:
                        foreign = foreign and html[end - 2] == "/"
                    elif not foreign:
                        break
            elif group == _END:
                name = found[_END]
                name = name if name.islower() and name.isascii() else _lower(name)
                yield new(Token, (start, end, end_tag, name))
                foreign = (foreign or name in _INTEGRATION) and name not in FOREIGN
            elif group == _CDATA:
                end = _cdata_end(html, end, foreign)
                yield Token(start, end, Kind.CDATA if foreign else Kind.COMMENT, "")
                at = end
                break
            else:
                yield Token(start, end, _KINDS[group or 0], "")
        else:
            break
        if group == _CLOSED:
            end = raw_end(html, at, name)
            if at < end:
                yield Token(at, end, Kind.RCDATA if name in RCDATA_ELEMENTS else Kind.RAW, name)
            at = end
    if at < len(html):
        yield Token(at, len(html), Kind.TEXT, "")


def raw_end(html: str, at: int, name: str) -> int:
    """Return where the raw text ends that begins at ``at`` in an element of this name: the end tag, or the page's end.

    >>> page = "<script>'<!--<script></script>'</script>-->"
    >>> page[raw_end(page, 8, "script") :]
    '</script>-->'
    """
    if name == "plaintext":
        return len(html)
    if name == "script":
        return _script_end(html, at)
    found = _ENDS[name].search(html, at)
    return found.start() if found else len(html)


def _script_end(html: str, at: int) -> int:
    """Return where a script ends: not at an end tag inside ``<!-- <script>``, a rule as old as the web."""
    escaped = doubled = False
    while found := _SCRIPT.search(html, at):
        at = found.end()
        if found[0] == "<!--":
            escaped, at = True, at - 2  # the same dashes may close it: <!-->
        elif found[0] == "-->":
            escaped = doubled = False
        elif not found[1]:
            doubled = escaped
        elif not doubled:
            return found.start()
        else:
            doubled = False
    return len(html)


def _cdata_end(html: str, at: int, foreign: bool) -> int:
    """Return where ``<![CDATA[`` ends: outside svg and math it is a comment up to the next ``>``."""
    close = "]]>" if foreign else ">"
    found = html.find(close, at)
    return found + len(close) if found >= 0 else len(html)


def _lower(name: str) -> str:
    """Lower the ASCII letters, those alone: the Kelvin sign is no k."""
    return name.lower() if name.isascii() else "".join(c.lower() if c.isascii() else c for c in name)
