"""HTML to text, as edits on the source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from cleaner.html.flow import Flow
from cleaner.html.soup import unseen_by_soup
from cleaner.html.source import HTML
from cleaner.html.token import tokens
from cleaner.html.unseen import unseen
from cleaner.stage import Document, Edit


@dataclass(frozen=True, slots=True)
class Markup:
    """Turn the source of an HTML page, or of a part of one, into its text: one block a line, white space as shown.

    Works on pages of the media type text/html: files named as saved pages, and texts that begin as pages do;
    ``when: always`` takes every text for HTML. Cells of a row are parted by tabs. The text of ``pre`` and
    ``textarea`` stays as it is. ``hidden: keep`` and ``ruby: keep`` leave in what a reader does not see, and the
    readings beside characters. What a style only makes invisible (``visibility``) stays, and so does a hidden element
    that holds most of the page: a script will show it. ``engine: beautifulsoup`` asks that library's tree what is not
    shown: a second opinion, slower.
    """

    when: Literal["html", "always"] = "html"
    hidden: Literal["remove", "keep"] = "remove"
    ruby: Literal["remove", "keep"] = "remove"
    engine: Literal["own", "beautifulsoup"] = "own"

    name: ClassVar[str] = "markup"
    rules: ClassVar[Mapping[str, str]] = {
        "markup.tag": "tags that part nothing, and tags that the end of the page cuts off, go",
        "markup.block": "the tags of blocks, and the white space around them, become a line feed",
        "markup.break": "<br> becomes a line feed",
        "markup.item": "the tags of the items of lists become a line feed",
        "markup.cell": "the tags between the cells of a row become a tab, those between rows a line feed",
        "markup.space": "white space outside <pre> becomes one blank, nothing between Chinese characters on two lines",
        "markup.entity": "character references become what they stand for",
        "markup.comment": "comments, document types and processing instructions go",
        "markup.script": "scripts go",
        "markup.style": "style sheets go",
        "markup.head": "the title of the window goes",
        "markup.embed": "what stands in iframe, noembed and noframes for very old browsers goes",
        "markup.hidden": "elements that no reader sees go: hidden, display:none, template, noscript, video, ...",
        "markup.ruby": "the readings beside characters (rt) and their brackets (rp) go",
        "markup.null": "null characters go",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield the edits: one for each gap between two visible characters, one for each reference."""
        if self.when == "html" and doc.media_type != HTML:
            return
        page = list(tokens(doc.text))
        look = unseen if self.engine == "own" else unseen_by_soup
        gone = look(doc.text, page, self.hidden == "remove", self.ruby == "remove")
        yield from Flow(doc.text).edits(page, gone)
