"""What cleaner removes as attributes of dolma (``cleaner[dolma]``): importing this module adds the tagger ``cleaner``.

dolma keeps documents and what is said of them apart: the tagger says which spans the rules would remove, each rule an
attribute of its own, and ``dolma mix`` takes out those that its configuration names.
"""

from typing import Any

from dolma import add_tagger
from dolma.core.data_types import DocResult, Span
from dolma.core.taggers import BaseTagger

from cleaner.adapters.rows import pipeline_of, removed
from cleaner.page import Page


class CleanerTagger(BaseTagger):  # type: ignore[misc]
    """Tells each span of the document that a rule of the default pipeline removes, in the rule's name."""

    def predict(self, doc: Any) -> Any:
        """Return the spans of a document; all of it, in the name of what said so, where no clean text is left."""
        spans = []
        for record in pipeline_of("default").run(Page.of_text(doc.text, str(doc.id))):
            told = record.error or record.dropped
            if told:
                spans.append(Span(record.place.start, record.place.end, _name(told.rule)))
                continue
            spans += [Span(start, end, _name(rule)) for start, end, rule in removed(record)]
        return DocResult(doc=doc, spans=sorted(spans, key=lambda span: (span.start, span.end)))


def _name(rule: str) -> str:
    """Return the name of a rule as dolma's attributes may have it: two underscores part theirs."""
    return rule.replace("/", "_").replace(".", "_").replace("-", "_")


Added = add_tagger("cleaner")(CleanerTagger)
