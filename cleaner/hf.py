"""cleaner for ``Dataset.map`` of the package datasets, which need not be there: rows are plain lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from cleaner.adapters.rows import cleaned, name_of, reason_of
from cleaner.ledger import Level


@dataclass(frozen=True)
class Cleaning:
    """Cleans a column of texts: to be mapped over a dataset in batches, in as many processes as one likes.

    ``dataset.map(Cleaning(), batched=True, remove_columns=dataset.column_names)`` gives a row for each report, in
    order, with ``id``, ``text``, ``reason`` (None, or why there is no clean text: no row is lost), and as JSON texts,
    which have one type whatever is in them, ``metadata`` and ``provenance``. ``id_field`` is the column that names a
    text.
    """

    pipeline: str = "default"
    field: str = "text"
    id_field: str | None = None
    level: Level = "full"

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]:
        """Return the rows of a batch, column by column. Raises ConfigError for a pipeline that cannot be used."""
        out: dict[str, list[Any]] = {"id": [], "text": [], "reason": [], "metadata": [], "provenance": []}
        texts = batch[self.field]
        names = [name_of(text or "") for text in texts] if self.id_field is None else map(str, batch[self.id_field])
        for text, name in zip(texts, names, strict=True):
            for row in cleaned(text or "", name, self.pipeline, self.level):
                out["id"].append(row["id"])
                out["text"].append(row["text"])
                out["reason"].append(reason_of(row))
                out["metadata"].append(orjson.dumps(row["metadata"]).decode())
                out["provenance"].append(orjson.dumps(row["provenance"]).decode())
        return out
