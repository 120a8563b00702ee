"""The outline of a report: its headings with their levels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.heading.outline import find_headings
from cleaner.stage import Document, Note


@dataclass(frozen=True, slots=True)
class Outline:
    """Tell the ``headings`` of a report, one note each: ``level`` from 1, and ``text`` as it stands, with its number.

    Headings are numbered in Chinese (一、 (一) 1. 第一章), have Markdown marks, or are short lines alone between
    paragraphs. One number alone, a table of contents and a list of annexes have none. Changes nothing.
    """

    name: ClassVar[str] = "outline"
    rules: ClassVar[Mapping[str, str]] = {
        "outline.numbered": "a heading with a number",
        "outline.markdown": "a heading with Markdown marks",
        "outline.plain": "a short line, or two, alone between paragraphs",
    }

    def __call__(self, doc: Document) -> Iterator[Note]:
        """Yield the headings in order."""
        for found in find_headings(doc.folded, bool(doc.page)):
            rule = "markdown" if found.kind[0] == "#" else found.kind if found.kind == "plain" else "numbered"
            text = " ".join(doc.text[found.start : found.end].split())
            yield Note(found.start, found.end, "headings", {"level": found.level, "text": text}, f"outline.{rule}")
