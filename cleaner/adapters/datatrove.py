"""cleaner as a step of a datatrove pipeline (``cleaner[datatrove]``)."""

from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

from datatrove.data import Document
from datatrove.pipeline.base import PipelineStep

from cleaner.adapters.rows import cleaned, reason_of
from cleaner.ledger import Level


class Cleaning(PipelineStep):  # type: ignore[misc]
    """Turns each document into its reports: text clean, metadata of the page beside the document's own.

    What has no clean text goes to the ``exclusion_writer``, if there is one, with ``filter_reason``. The statistics
    count documents in (``total``), reports out (``forwarded``) and what was dropped.
    """

    type = "CLEAN"
    name = "cleaner"

    def __init__(self, pipeline: str = "default", level: Level = "full", exclusion_writer: Any = None) -> None:
        super().__init__()
        self.pipeline, self.level, self.exclusion_writer = pipeline, level, exclusion_writer

    def run(self, data: Any, rank: int = 0, world_size: int = 1) -> Iterator[Any]:
        """Yield the reports of each document."""
        with self.exclusion_writer or nullcontext() as writer:
            for document in data or ():
                self.stat_update("total")
                with self.track_time():
                    rows = cleaned(document.text, str(document.id), self.pipeline, self.level)
                for row in rows:
                    report = _report(document, row)
                    if reason := reason_of(row):
                        self.stat_update("dropped")
                        report.metadata["filter_reason"] = reason
                        if writer:
                            writer.write(report, rank)
                        continue
                    self.stat_update("forwarded")
                    self.update_doc_stats(report)
                    yield report


def _report(document: Any, row: dict[str, Any]) -> Any:
    metadata = document.metadata | row["metadata"] | {"provenance": row["provenance"]}
    return Document(text=row["text"], id=row["id"], media=document.media, metadata=metadata)
