"""The outlet that brought a report, where the text itself says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cleaner.heading.dateline import find_dateline
from cleaner.heading.row import Row, rows
from cleaner.scan import lazy
from cleaner.stage import Document, Note

_ASKS = lazy(
    "(?P<outlet>[\u3400-\u9fff]{2,10}?(?:日报|晚报|早报|晨报|时报|商报|都市报|农村报|周报|(?<![通简预海汇情申年月季周警公战捷喜])报|新闻网|[^络]网|电视台|广播电台"
    "|卫视|周刊|杂志|客户端|融媒体中心))(?:记者)?:(?=.)"
)
_HOST = lazy("主持人?\\s?:|[\\[【]主持人")
"""Where someone presides, each paper asks for itself."""
_OWN = lazy("本[报网台刊社站].*")


@dataclass(frozen=True, slots=True)
class Outlet:
    """Tell the newspaper, agency or station that brought a report.

    The label of whoever asks in an interview says it (``东湖日报:...?``, at least twice, or once with a question), or
    the agency of a dateline. What a line of its own says (``来源:``) is a matter of rules. Changes nothing.
    """

    name: ClassVar[str] = "outlet"
    rules: ClassVar[Mapping[str, str]] = {
        "outlet.interviewer": "the label of the paper that asks the questions of an interview",
        "outlet.dateline": "the agency or paper of a dateline",
    }

    def __call__(self, doc: Document) -> Iterator[Note]:
        """Yield the outlet, if the text says it."""
        if found := _interviewer(rows(doc.folded)):
            yield Note(*found, "outlet", doc.text[found[0] : found[1]], "outlet.interviewer")
        elif (line := find_dateline(doc.folded)) and line.foreign:
            yield Note(line.start, line.end, "outlet", doc.text[line.start : line.end], "outlet.dateline")


def _interviewer(lines: Sequence[Row]) -> tuple[int, int] | None:
    """Return the span of the first label of the outlet that asks."""
    if any(_HOST.match(line.text) for line in lines):
        return None
    labels = [(line, match) for line in lines if (match := _ASKS.match(line.text)) and not _OWN.match(line.text)]
    names = {match["outlet"] for _, match in labels}
    asked = any(line.text.endswith("?") for line, _ in labels)
    if len(names) != 1 or not (asked or len(labels) > 1):
        return None
    line, match = labels[0]
    return line.start, line.start + match.end("outlet")
