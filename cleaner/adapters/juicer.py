"""cleaner as an operator of data-juicer (``cleaner[data-juicer]``): importing this registers ``cleaner_mapper``."""

from typing import Any

import orjson
from data_juicer.ops.base_op import OPERATORS, Mapper

from cleaner.adapters.rows import cleaned, name_of, reason_of


class CleanerMapper(Mapper):  # type: ignore[misc]
    """Turns each sample into its reports; the other columns go along with each.

    Beside the text stand ``cleaner_id``, ``cleaner_reason`` (None, or why there is no clean text) and, as JSON texts,
    ``cleaner_metadata`` and ``cleaner_provenance``. An error ends the run: what is skipped would be lost.
    """

    _batched_op = True

    def __init__(
        self, pipeline: str = "default", text_key: str = "text", batch_size: int = 100, num_proc: int | None = None
    ) -> None:
        super().__init__(text_key=text_key, batch_size=batch_size, num_proc=num_proc, skip_op_error=False)
        self.pipeline = pipeline

    def process_batched(self, samples: dict[str, list[Any]]) -> dict[str, list[Any]]:
        """Return the reports of a batch of samples, column by column."""
        columns = list(samples)
        out: dict[str, list[Any]] = {name: [] for name in (*columns, *_OURS)}
        for number, text in enumerate(samples[self.text_key]):
            for row in cleaned(text or "", name_of(text or ""), self.pipeline):
                for name in columns:
                    out[name].append(row["text"] if name == self.text_key else samples[name][number])
                packed = (orjson.dumps(row[name]).decode() for name in ("metadata", "provenance"))
                for name, value in zip(_OURS, (row["id"], reason_of(row), *packed), strict=True):
                    out[name].append(value)
        return out


_OURS = ("cleaner_id", "cleaner_reason", "cleaner_metadata", "cleaner_provenance")
Registered = OPERATORS.register_module("cleaner_mapper")(CleanerMapper)
