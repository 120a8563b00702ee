"""The meeting at which a report was given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.heading.gathering import find_gathering
from cleaner.stage import Document, Note


@dataclass(frozen=True, slots=True)
class Meeting:
    """Tell at which meeting a report was given, by its full name without blanks.

    A line under the title says it (``X年X月X日在...会议上``), the title of a speech (``在...会议上的讲话``), or the
    first sentence of a news item about one meeting. A meeting that a text only mentions is none. Changes nothing.
    """

    name: ClassVar[str] = "meeting"
    rules: ClassVar[Mapping[str, str]] = {
        "meeting.line": "a line that says at which meeting something was said",
        "meeting.lead": "the day and the meeting that open the first sentence",
    }

    def __call__(self, doc: Document) -> Iterator[Note]:
        """Yield the meeting, if there is one."""
        if found := find_gathering(doc.folded):
            value = "".join(doc.text[found.start : found.end].split())
            yield Note(found.start, found.end, "meeting", value, "meeting.line" if found.in_line else "meeting.lead")
