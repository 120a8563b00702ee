"""The meeting at which a report was given."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.heading.gathering import find_gathering
from cleaner.stage import Document, Note
from cleaner.typography.corners import CURLY


@dataclass(frozen=True, slots=True)
class Meeting:
    """Tell at which meeting a report was given, by its full name without blanks.

    A line under the title says it (``X年X月X日在...会议上``) or the title of a speech (``在...会议上的讲话``). A
    meeting that news are about, or that a text only mentions, is none. Changes nothing.
    """

    name: ClassVar[str] = "meeting"
    rules: ClassVar[Mapping[str, str]] = {
        "meeting.line": "a line that says at which meeting something was said",
    }

    def __call__(self, doc: Document) -> Iterator[Note]:
        """Yield the meeting, if there is one."""
        if (found := find_gathering(doc.folded)) and found.in_line:
            value = "".join(doc.text[found.start : found.end].split())
            yield Note(found.start, found.end, "meeting", value.translate(CURLY), "meeting.line")
