"""What the head of a page says of its article: meta elements, the canonical address, the title of the window."""

from collections.abc import Iterator, Sequence

from cleaner.dates import find_dates, to_edtf
from cleaner.document import fold_table
from cleaner.extraction.said import Said
from cleaner.extraction.structured import is_structured
from cleaner.heading.row import is_masthead
from cleaner.html.entity import decoded
from cleaner.html.token import Kind
from cleaner.html.tree import Tree
from cleaner.scan import lazy

_NAMES = {
    "published": ("pubdate", "publishdate", "article:published_time", "og:published_time", "publish_date"),
    "outlet": ("contentsource", "og:article:source", "source", "mediaid"),
    "author": ("author", "article:author", "og:article:author"),
    "title": ("articletitle", "og:title", "twitter:title"),
    "url": ("og:url", "saved from url"),
}  # fmt: skip
"""Field -> names of meta elements, the most trusted first. Those of governments: GB/T and the notice 国办发 of 2017."""

_SAVED = lazy(r"<!--\s*saved from url=\(\d{1,5}\)(?P<url>https?://[^\s<>]{1,2000})")
"""What browsers write above a page that they save."""
_JSON_DATE = lazy(r'"datePublished"\s*+:\s*+"(?P<value>[^"]{8,40})"')
_DAY = lazy(r"\d{4}-\d\d-\d\d")
_NAME = lazy("[\u4e00-\u9fff\u00b7]{2,4}")
_OUTLET = lazy(r"[^\s|_<>]{2,24}")
_TOP = 200
_SHORT = 5
_ISSUE = lazy(
    "(?P<day>\\d{4}年\\d{1,2}月\\d{1,2}日)\\s*(?:\\(?(?:星期|周)[一二三四五六日天]|第\\s?[A-Z]?\\d{1,2}\\s?版)"
)
_PAPER = lazy(
    "\\s*(?P<name>[\u3400-\u9fff]{2,10}?报)(?:数字报|电子报|电子版|数字版|\\s*[-_|])"
    "|\\s*(?P<today>今日[\u3400-\u9fff]{2,6})\\s+\\d{4}年"
)
_SITE = lazy("\\s*[_|\u4e28]\\s*|\\s+[-\u2013\u2014]+\\s+|-{1,2}(?=[^-]{2,20}$)")


def read_head(tree: Tree, wanted: Sequence[str]) -> Iterator[Said]:
    """Yield what the head says of these fields, for each the first that has a usable value."""
    metas = list(_metas(tree))
    for field in wanted:
        named = ((span, value) for name in _NAMES[field] for key, span, value in metas if key == name)
        said = next((one for span, value in named if (one := _said(field, span, value))), None)
        if said is None and field == "published":
            said = _json_date(tree)
        if said is None and field == "published":
            said = _issue(tree)
        if said is None and field == "outlet":
            said = _paper(tree)
        if said is None and field == "title":
            said = _window(tree)
        if said:
            yield said


def address(tree: Tree) -> str:
    """Return the address that the page names as its own, empty if it names none."""
    said = next(read_head(tree, ("url",)), None)
    return said.value if said else ""


def _metas(tree: Tree) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield name, span and value of each meta element, of the canonical address and of the one it was saved from."""
    if saved := _SAVED.search(tree.html, 0, 4000):
        yield "saved from url", saved.span("url"), saved["url"]
    for index, one in enumerate(tree.elements):
        if one.name not in ("meta", "link"):
            continue
        told = tree.attributes(index)
        if one.name == "link" and told.get("rel", "").lower() == "canonical":
            yield "og:url", (one.start, one.end), told.get("href", "").strip()
        elif value := " ".join(told.get("content", "").split()):
            yield (told.get("name") or told.get("property") or "").lower(), (one.start, one.end), value


def _said(field: str, span: tuple[int, int], value: str) -> Said | None:
    """Return the fact of a meta element; nothing where its value cannot be one."""
    folded = value.translate(fold_table())
    if field == "published":
        value = day_of(folded)
    elif field == "author":
        value = folded if _NAME.fullmatch(folded) else ""
    elif field == "outlet":
        value = value if _OUTLET.fullmatch(value) and not folded.isascii() else ""
    elif field == "url":
        value = value if value.startswith(("http://", "https://")) else ""
    else:
        value = _SITE.split(value)[0]
    return Said(*span, field, value, f"content.meta-{field}") if value else None


def day_of(folded: str) -> str:
    """Return the day that a date, with or without a time, says; nothing for no date."""
    found = next((date.edtf for date in find_dates(folded)), None) or to_edtf(folded[:10])
    return found if found and _DAY.fullmatch(found) else ""


def _json_date(tree: Tree) -> Said | None:
    """Return the date of publication that structured data (JSON-LD) says."""
    for text in tree.texts:
        if tree.elements[text.parent].name != "script" or not is_structured(tree, text.parent):
            continue
        found = _JSON_DATE.search(tree.html, text.start, text.end)
        if found and (day := day_of(found["value"])):
            return Said(*found.span("value"), "published", day, "content.meta-published")
    return None


def _issue(tree: Tree) -> Said | None:
    """Return the day of a paper, which a digital edition sets above its articles with the day of the week."""
    for text in tree.texts[:_TOP]:
        shown = tree.html[text.start : text.end].translate(fold_table())
        found = _ISSUE.search(shown) if len(shown) < _TOP else None
        if found and (value := to_edtf(found["day"])):
            start, end = found.span("day")
            return Said(text.start + start, text.start + end, "published", value, "content.meta-published")
    return None


def _paper(tree: Tree) -> Said | None:
    """Return the paper that the title of the window of a digital edition begins with."""
    for text in tree.texts:
        if text.kind is Kind.RCDATA and tree.elements[text.parent].name == "title":
            found = _PAPER.match(tree.html, text.start, text.end)
            group = found.lastgroup if found else None
            return Said(*found.span(group), "outlet", found[group], "content.meta-outlet") if found and group else None
    return None


def _window(tree: Tree) -> Said | None:
    """Return the title of the window without the names of column and site behind it."""
    for text in tree.texts:
        if text.kind is Kind.RCDATA and tree.elements[text.parent].name == "title":
            title = " ".join(decoded(tree.html, text.start, text.end).split())
            value = _SITE.split(title)[0]
            named = len(value) >= _SHORT and not is_masthead(value)
            return Said(text.start, text.end, "title", value, "content.meta-title") if named else None
    return None
