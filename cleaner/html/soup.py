"""What no reader sees, by the tree that BeautifulSoup builds: a second opinion, several times as slow as ours."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from cleaner.html.entity import decoded
from cleaner.html.token import Kind, Token
from cleaner.html.unseen import NEVER_SHOWN, NO_DISPLAY, OF_PICTURES, Unseen

_READINGS = ("rt", "rp")


@dataclass(slots=True)
class _Opinion:
    """What the library says: where elements begin that are not shown, and of each text whether it stands in one.

    Both give the rule, empty for what is shown. Of equal texts the first of the page is the first of the tree.
    """

    elements: dict[int, str] = field(default_factory=dict)
    texts: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))


def unseen_by_soup(html: str, page: Sequence[Token], hidden: bool, ruby: bool) -> list[Unseen]:
    """Return the tokens that are not shown, in order, as ``unseen`` returns elements.

    The builder is ``html.parser``. A text that the library does not have, or has otherwise, stays.
    """
    opinion = _opinion(html, hidden, ruby)
    found: list[Unseen] = []
    name, depth, rule = "", 0, ""  # the element that is not shown, how often its name is open in it, and why
    for token in page:
        if not name and token.kind is Kind.START and token.start in opinion.elements:
            name, depth, rule = token.name, 0, opinion.elements[token.start]
        said = _said(html, token, opinion) if token.kind is Kind.TEXT else None
        if said == "":
            name = ""
        if name or said:
            found.append(Unseen(token.start, token.end, said or rule))
        if name and token.name == name:
            depth += (token.kind is Kind.START) - (token.kind is Kind.END)
            name = name if depth > 0 else ""
    return found


def _said(html: str, token: Token, opinion: _Opinion) -> str | None:
    """Return the rule by which a text is not shown, empty for one that is, None for one that nothing is said of."""
    waiting = opinion.texts.get(_bare(decoded(html, token.start, token.end)))
    return waiting.popleft() if waiting else None


def _opinion(html: str, hidden: bool, ruby: bool) -> _Opinion:
    """Ask the library; an element with most of the page's text is shown, as a script will do that."""
    nodes = list(_nodes(html, hidden, ruby))
    gone = sum(len(text) for _, rule, text in nodes if rule == "markup.hidden")
    if gone * 2 > sum(len(text) for *_, text in nodes):
        nodes = [(start, rule.replace("markup.hidden", ""), text) for start, rule, text in nodes]
    told = _Opinion()
    for start, rule, text in nodes:
        if text:
            told.texts[text].append(rule)
        elif rule:
            told.elements[start] = rule
    return told


def _nodes(html: str, hidden: bool, ruby: bool) -> Iterator[tuple[int, str, str]]:
    """Yield start, rule and text (without blanks; empty for an element) of the nodes of the tree, in its order."""
    from bs4 import BeautifulSoup  # slow to import
    from bs4.element import NavigableString, PreformattedString, Script, Stylesheet, Tag

    lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
    rules: dict[int, str] = {}
    for node in BeautifulSoup(html, "html.parser").descendants:
        above = rules.get(id(node.parent), "")
        if isinstance(node, Tag):
            rule = _rule(node.name, node.attrs, hidden, ruby)
            if hidden and node.name in OF_PICTURES and node.find_parent("svg"):
                rule = "markup.hidden"
            rules[id(node)] = rule = above or rule
            if rule and not above and node.sourceline is not None and node.sourcepos is not None:
                yield lines[node.sourceline - 1] + node.sourcepos, rule, ""
        elif not isinstance(node, NavigableString) or isinstance(node, PreformattedString | Script | Stylesheet):
            continue
        elif text := _bare(str(node)):
            yield 0, above, text


def _rule(name: str, told: Mapping[str, Any], hidden: bool, ruby: bool) -> str:
    """Return the rule by which an element is not shown."""
    if ruby and name in _READINGS:
        return "markup.ruby"
    style = told.get("style")
    gone = name in NEVER_SHOWN or "hidden" in told or (isinstance(style, str) and NO_DISPLAY.search(style))
    return "markup.hidden" if hidden and gone else ""


def _bare(text: str) -> str:
    return "".join(text.split())
