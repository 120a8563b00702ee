"""URLs kept, removed or masked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.privacy.excision import Action, Find, excise
from cleaner.privacy.url import Address, find_urls, has_url
from cleaner.stage import Document, Edit

_LINK_START = re.compile("!?\\[([^\\[\\]\\n]{0,200})\\]\\($")
_LINK_END = re.compile('(?:[ ]"[^"\\n]{0,200}")?\\)')
_REACH = 205
"""How far before a URL the bracket of a Markdown link is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Links:
    """Remove URLs, or put a token in their place. The words around them stay. Off (``keep``) by default.

    A URL ends where Chinese begins and before the punctuation and brackets that close what it stands in. It has a
    scheme, begins with ``www.``, or is a domain with a path; ``bare: true`` takes domains alone as well, which are
    often names (of shops, say). Addresses of numbers (``1.2.3.4``) are never taken without a scheme: they may be
    versions. With ``remove`` the brackets go that held nothing but a URL, and a Markdown link keeps its text.
    A URL with Chinese in its path ends there; the rest stays.
    """

    action: Action = "keep"
    token: str = "<url>"
    bare: bool = False
    name: ClassVar[str] = "links"
    rules: ClassVar[Mapping[str, str]] = {
        "links.url": "URLs with a scheme go, or become a token",
        "links.host": "URLs without a scheme go, or become a token",
        "links.markdown": "a Markdown link whose URL goes keeps its text alone",
    }

    def __post_init__(self) -> None:
        """Refuse a token that is empty or would itself be masked. Raises ValueError."""
        if not self.token or any(find_urls(self.token, bare=True)):
            raise ValueError(f"token is a text without a URL, not {self.token!r}")

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each URL; two for a Markdown link, before and behind its text."""
        if self.action != "keep" and has_url(doc.text, self.bare):
            yield from excise(doc.text, self._search)

    def _search(self, text: str) -> Iterator[Find]:
        addresses = find_urls(text, self.bare)
        if self.action == "mask":
            for start, end, form in addresses:
                yield Find(start, end, f"links.{form}", self.token)
        else:
            yield from _removed(text, addresses)


def _removed(text: str, addresses: Iterable[Address]) -> list[Find]:
    """Return what goes with each URL, in order: of a Markdown link all but its text, and of the text its URLs."""
    finds: list[Find] = []
    for start, end, form in addresses:
        opening = _LINK_START.search(text, max(0, start - _REACH), start)
        closing = _LINK_END.match(text, end)
        if not opening or not closing:
            finds.append(Find(start, end, f"links.{form}"))
            continue
        inside = []
        while finds and finds[-1].start >= opening.start():
            inside.append(finds.pop())
        finds.append(Find(opening.start(), opening.start(1), "links.markdown"))
        finds += reversed(inside)
        finds.append(Find(opening.end(1), closing.end(), "links.markdown"))
    return finds
