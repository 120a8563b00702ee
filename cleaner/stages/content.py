"""The article of a saved page: what stands around it goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.extraction.article import Article, Favor, find_article
from cleaner.extraction.heading import begins_with_heading, find_heading, read_byline
from cleaner.extraction.meta import read_head
from cleaner.extraction.survey import Survey, survey
from cleaner.html.source import HTML
from cleaner.html.tree import Element, parse
from cleaner.stage import Document, Edit, Note


@dataclass(frozen=True, slots=True)
class Content:
    """Find the article of an HTML page and remove what stands around it. Runs before ``markup``, on the source.

    Every block of the page is weighed: a sentence counts its characters, a link and a line without a mark count
    against. From the whole page the search goes down to the smallest element that still has most of the weight; the
    hook of a known content-management system takes its place if it has much of it. In the article, lists of links and
    what is named as surroundings (share bars, related pages, comments) go too. The headline that the title of the
    window begins with stays in front of the article; date and source between the two become ``published`` and
    ``outlet``, and what they do not say meta elements may. ``favor: precision`` takes a narrower part of the page,
    ``recall`` a wider one and all that is in it.

    A page on which no sentence stands is kept whole. The rule packs clean the lines that are left.
    """

    favor: Favor = "balanced"

    name: ClassVar[str] = "content"
    rules: ClassVar[Mapping[str, str]] = {
        "content.before": "what stands before the headline or, without one, before the article goes",
        "content.between": "what stands between the headline and the article becomes a line break",
        "content.after": "what stands behind the article goes",
        "content.named": "an element in the article whose name or class says that it is none of it goes",
        "content.teasers": "a list of links with a sentence each, such as related pages, in the article goes",
        "content.links": "a list of links in the article goes",
        "content.byline-published": "the date between headline and article is when it was published",
        "content.byline-outlet": "the source between headline and article is the outlet",
        "content.meta-published": "a meta element, or structured data, says when the page was published",
        "content.meta-outlet": "a meta element says where the article is from",
        "content.meta-author": "a meta element says who wrote the article",
        "content.meta-title": "a meta element, or the title of the window, is the title of a page without a headline",
        "content.meta-url": "the canonical address of the page",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield the removal of all that is no article, and what the lines above it say of it."""
        if doc.media_type != HTML:
            return
        found = survey(parse(doc.text))
        article = find_article(found, self.favor)
        if article is None:
            return
        one = found.tree.elements[article.index]
        heading = found.tree.elements[find_heading(found, one.start)]
        start = heading.end if heading.name != "#page" else max(0, one.start - 3000)
        headed = heading.name != "#page" or begins_with_heading(found, one.start, one.end)
        yield from _facts(found, start, one.start, headed)
        kept = [_inside(heading)] if heading.name != "#page" else []
        yield from _removals(article, [*kept, _inside(one)], len(doc.text))


def _inside(one: Element) -> tuple[int, int]:
    """Return the span of an element; that of a cell without its tags, which would make a row of what is none."""
    return (one.open_end, one.close_start) if one.name in ("td", "th") else (one.start, one.end)


def _facts(found: Survey, start: int, end: int, headed: bool) -> Iterator[Note]:
    """Yield what the lines above the article say, then what the head says of the rest; the first counts."""
    said = list(read_byline(found, start, end))
    known = {one.label for one in said} | ({"title"} if headed else set())
    wanted = [field for field in ("published", "outlet", "author", "title", "url") if field not in known]
    for one in [*said, *read_head(found.tree, wanted)]:
        yield Note(one.start, one.end, one.label, one.value, one.rule)


def _removals(article: Article, kept: list[tuple[int, int]], size: int) -> Iterator[Edit]:
    """Yield the removal of what is not kept, and of what is cut out of the article."""
    edges = [("content.before", ""), ("content.between", "<br>")]  # two cells of a table must not become one line
    last = 0
    for (start, end), (rule, new) in zip(kept, edges, strict=False):
        if last < start:
            yield Edit(last, start, new, rule)
        last = end
    yield from (Edit(*cut[:2], "", cut.rule) for cut in article.cuts)
    if last < size:
        yield Edit(last, size, "", "content.after")
