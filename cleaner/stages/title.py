"""The title of a report: its heading without the marks, labels and dates that stand around it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from cleaner.heading.headline import Headline, find_headline, plain, says
from cleaner.heading.row import rows
from cleaner.stage import Document, Edit, Note
from cleaner.typography.corners import CURLY

_SIGHT = 20
"""A caption that repeats the title stands in one of so many lines below it."""


@dataclass(frozen=True, slots=True)
class Title:
    """Tell the title of a report, and make it the line that it is.

    The title is a Markdown heading, a line with a channel's label, what stands behind ``office name--`` or below it, or
    the first line that is neither sentence nor byline, credit, label or date. Bullet and label, a date prefix, a column
    before a bar, the site's name and dashes behind it are no part of it. Corner brackets are
    curly quotes in it. Two lines that are one headline are joined. A report that begins with a sentence has no title,
    and neither has one with no text under it.

    Bullet, label and date prefix leave the text, the lines of one headline become one, and a line further down that
    repeats the title goes. Markdown marks stay in the text. Runs after ``dating``, which reads the date prefix.
    """

    name: ClassVar[str] = "title"
    rules: ClassVar[Mapping[str, str]] = {
        "title.markdown": "a Markdown heading is the title",
        "title.label": "what stands behind bullet and label is the title; these go",
        "title.statement": "what a speaker's office and name with a dash lead in is the title",
        "title.first-line": "the first line that is no sentence is the title; a bullet before it goes",
        "title.date-prefix": "the date before a title goes",
        "title.joined": "a title in two lines becomes one line",
        "title.repeated": "a line below that repeats the title goes",
    }

    def __call__(self, doc: Document) -> Iterator[Note | Edit]:
        """Yield the title and what leaves the text around it."""
        found = find_headline(doc.folded, bool(doc.page), str(doc.known.get("outlet", "")))
        if not found:
            return
        value = found.joint.join(" ".join(doc.text[start:end].split()) for start, end in found.spans)
        yield Note(found.spans[0][0], found.spans[-1][1], "title", value.translate(CURLY), found.rule)
        yield from _taken_off(found)
        yield from _repeated(doc, found)


def _taken_off(found: Headline) -> Iterator[Edit]:
    """Yield the edits at the title itself."""
    if found.lead[0] < found.lead[1]:
        yield Edit(*found.lead, "", found.rule)
    if found.stamp[0] < found.stamp[1]:
        yield Edit(*found.stamp, "", "title.date-prefix")
    for (_, end), (start, _) in pairwise(found.spans):
        yield Edit(end, start, found.joint, "title.joined")


def _repeated(doc: Document, found: Headline) -> Iterator[Edit]:
    """Yield the removal of lines that say the title once more."""
    text = doc.folded
    title = plain("".join(text[start:end] for start, end in found.spans))
    for line in rows(text)[found.row + len(found.spans) :][:_SIGHT]:
        if line.text[:2] != "# " and says(line.text, title):
            start = line.start
            while start and text[start - 1] != "\n":
                start -= 1
            end = text.find("\n", line.end)
            yield Edit(start, end + 1 if end >= 0 else len(text), "", "title.repeated")
