"""The article of a saved page: what stands around it goes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from cleaner.extraction.article import Article, Favor, find_article
from cleaner.extraction.heading import begins_with_heading, find_heading, find_subtitle, read_byline, read_staff
from cleaner.extraction.hint import Mark
from cleaner.extraction.meta import address, read_head
from cleaner.extraction.said import Said
from cleaner.extraction.structured import escapes, find_body
from cleaner.extraction.survey import Survey, survey
from cleaner.html.selector import Index
from cleaner.html.source import HTML
from cleaner.html.tree import Element, parse
from cleaner.kinds.element import Element as ElementRule
from cleaner.node import Node
from cleaner.rulebook.rule import Pack, Rule
from cleaner.rulebook.sheet import host_of
from cleaner.stage import FOLDERS, PACKS, Document, Edit, Note
from cleaner.stages.rules import Rules

_OWN = {
    "content.before": "what stands before the headline or, without one, before the article goes",
    "content.between": "what stands between the headline and the article becomes a line break",
    "content.after": "what stands behind the article goes",
    "content.named": "an element in the article whose name or class says that it is none of it goes",
    "content.teasers": "a list of links with a sentence each, such as related pages, in the article goes",
    "content.links": "a list of links in the article goes",
    "content.structured": "on a page without sentences the text of its structured data (articleBody) is the article",
    "content.byline-published": "the date between headline and article is when it was published",
    "content.byline-date": "a day that is labelled as that of a talk or meeting between headline and article",
    "content.byline-outlet": "the source between headline and article is the outlet",
    "content.byline-reporters": "a line around the article says who wrote it",
    "content.byline-photo-credits": "a line around the article says who took the pictures",
    "content.meta-published": "a meta element, or structured data, says when the page was published",
    "content.meta-outlet": "a meta element says where the article is from",
    "content.meta-author": "a meta element says who wrote the article",
    "content.meta-title": "a meta element, or the title of the window, is the title of a page without a headline",
    "content.meta-url": "the canonical address of the page",
}


_BELOW = 2000
"""So much markup behind an article may say who wrote it."""


@dataclass(frozen=True)
class Content:
    """Find the article of an HTML page and remove what stands around it. Runs before ``markup``, on the source.

    Every block of the page is weighed: a sentence counts its characters, a link and a line without a mark count
    against. From the whole page the search goes down to the smallest element that still has most of the weight; the
    hook of a known content-management system takes its place if it has much of it. In the article, lists of links and
    what is named as surroundings (share bars, related pages, comments) go too. The headline that the title of the
    window begins with stays in front of the article, with its subtitle if that begins with a dash; date and source
    between them and the article become ``published`` and ``outlet``, and what they do not say meta elements may.
    ``favor: precision`` takes a narrower part of the page, ``recall`` a wider one and all that is in it.

    A page on which no sentence stands has the text of its structured data (``articleBody`` of JSON-LD); without that it
    is kept whole. The rule packs clean the lines that are left.

    ``packs`` hold the hooks and what users say of the pages of single sites, as rules of kind ``element``: names,
    looked for in ``folders`` and then among the shipped packs, or paths. The site is that of the page's address: of its
    row, of the browser that saved it, or the canonical one that the page names itself.
    """

    favor: Favor = "balanced"
    packs: tuple[str, ...] = field(default=("html-articles",), metadata=PACKS)
    folders: tuple[str, ...] = field(default=(), metadata=FOLDERS)
    changes: Node | None = field(default=None, hash=False)
    name: ClassVar[str] = "content"

    @cached_property
    def fingerprint(self) -> str:
        """The SHA-256 of the options and of all rules as this stage uses them."""
        return sha256(json.dumps([self.favor, [pack.fingerprint for pack in self._packs]]).encode()).hexdigest()

    @cached_property
    def rules(self) -> Mapping[str, str]:
        """What this stage does itself, and the rules of its packs."""
        return _OWN | {rule: text for pack in self._packs for rule, text in pack.rules.items()}

    @property
    def loaded(self) -> tuple[Pack, ...]:
        """The packs as this stage uses them."""
        return tuple(pack.loaded for pack in self._packs)

    @cached_property
    def _packs(self) -> tuple[Rules, ...]:
        return tuple(Rules(pack, self.folders, changes=self.changes) for pack in self.packs)

    @cached_property
    def _elements(self) -> Mapping[str, tuple[Rule, ElementRule]]:
        """Rule id -> the rule, for those of the kind ``element`` that are on."""
        rules = (rule for pack in self.loaded for rule in pack.rules if rule.severity == "fix")
        return {rule.id: (rule, rule.action) for rule in rules if isinstance(rule.action, ElementRule)}

    @cached_property
    def _indexes(self) -> dict[tuple[str, ...], Index[Mark]]:
        """The indexes of the rules that hold on a site; few sites have rules of their own."""
        return {}

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield the removal of all that is no article, and what the lines above it say of it."""
        if doc.media_type != HTML:
            return
        tree = parse(doc.text)
        found = survey(tree, self._index(doc.url or address(tree)))
        article = find_article(found, self.favor)
        if article is None:
            yield from _structured(found)
            return
        one = found.tree.elements[article.index]
        heading = found.tree.elements[find_heading(found, one.start)]
        start = heading.end if heading.name != "#page" else max(0, one.start - 3000)
        headed = heading.name != "#page" or begins_with_heading(found, one.start, one.end)
        yield from _facts(found, list(self._said(found)), start, one.start, headed)
        around = [(start, one.start), *(cut[:2] for cut in article.cuts), (one.end, one.end + _BELOW)]
        yield from (Note(*said[:4], said.rule) for said in read_staff(found, around))
        kept = [_inside(heading)] if heading.name != "#page" else []
        subtitle = find_subtitle(found, start, one.start) if kept else 0
        if subtitle:
            kept.append(_inside(found.tree.elements[subtitle]))
        yield from _removals(article, [*kept, _inside(one)], len(doc.text))

    def _index(self, url: str) -> Index[Mark]:
        """Return the rules that hold on the site of a url."""
        host = host_of(url)
        rules = tuple(key for key, (rule, _) in self._elements.items() if rule.scope.includes_host(host))
        if rules not in self._indexes:
            marks = ((self._elements[key][1], key) for key in rules)
            self._indexes[rules] = Index((said.selector, Mark(said.role, key)) for said, key in marks)
        return self._indexes[rules]

    def _said(self, found: Survey) -> Iterator[Said]:
        """Yield the facts that rules find on the page, of each field the first."""
        known: set[str] = set()
        for at, marks in found.marks.items():
            for mark in marks:
                fact = self._elements[mark.rule][1].fact(found.tree, at) if mark.role not in known else None
                if fact and mark.role not in ("hook", "article", "surroundings"):
                    known.add(mark.role)
                    yield Said(*fact[:2], mark.role, fact[2], mark.rule)

    def __getstate__(self) -> Mapping[str, Any]:
        """Leave out what is compiled: a worker reads the files itself."""
        return {key: self.__dict__[key] for key in ("favor", "packs", "folders", "changes")}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        """Take the options."""
        self.__dict__.update(state)


def _structured(found: Survey) -> Iterator[Edit | Note]:
    """Yield what makes the text of structured data the text of a page that has no other."""
    tree, body = found.tree, find_body(found.tree)
    if body is None:
        return
    yield from _facts(found, [], 0, 0, False)
    yield Edit(0, body[0], "", "content.before")
    yield from (Edit(*escape, "content.structured") for escape in escapes(tree.html, *body))
    yield Edit(body[1], len(tree.html), "", "content.after")


def _inside(one: Element) -> tuple[int, int]:
    """Return the span of an element; that of a cell without its tags, which would make a row of what is none."""
    return (one.open_end, one.close_start) if one.name in ("td", "th") else (one.start, one.end)


def _facts(found: Survey, said: list[Said], start: int, end: int, headed: bool) -> Iterator[Note]:
    """Yield what rules say, then the lines above the article, then what the head says of the rest; the first counts."""
    said += [one for one in read_byline(found, start, end) if one.label not in {known.label for known in said}]
    known = {one.label for one in said} | ({"title"} if headed else set())
    wanted = [field for field in ("published", "outlet", "author", "title", "url") if field not in known]
    for one in [*said, *read_head(found.tree, wanted)]:
        yield Note(one.start, one.end, one.label, one.value, one.rule)


def _removals(article: Article, kept: list[tuple[int, int]], size: int) -> Iterator[Edit]:
    """Yield the removal of what is not kept, and of what is cut out of the article."""
    last = 0
    for start, end in kept:
        if last < start:  # two cells of a table must not become one line
            yield Edit(last, start, "<br>" if last else "", "content.between" if last else "content.before")
        last = end
    yield from (Edit(*cut[:2], "", cut.rule) for cut in article.cuts)
    if last < size:
        yield Edit(last, size, "", "content.after")
