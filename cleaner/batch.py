"""A run over many pages, in this process: every page that was read is accounted for."""

from collections.abc import Callable, Iterable

from cleaner.ledger import Level
from cleaner.pipeline import Pipeline
from cleaner.reading.options import PLAINLY, Input, Reading
from cleaner.running.outputs import Outputs
from cleaner.running.part import Work
from cleaner.running.run import Order, Progress, Told
from cleaner.running.run import run as run_order
from cleaner.running.tally import Tally as Tally


def run(
    inputs: Iterable[Input],
    pipeline: Pipeline,
    out: str,
    level: Level = "full",
    reading: Reading = PLAINLY,
    seen: Callable[[Progress], None] = lambda _: None,
) -> Tally:
    """Clean pages and write their records to ``out`` as JSON lines, which appears whole or not at all.

    What is rejected or dropped goes to ``OUT.rejected.jsonl``, what was done with what to ``OUT.manifest.json``.
    ``seen`` is called before each page is read. Raises ConfigError for an output that is also an input, InputError for
    an unknown encoding, OSError where writing fails, LedgerError where a law is broken.
    """
    order = Order(tuple(inputs), Work(pipeline, level, reading), Outputs(out))
    return run_order(order, Told(seen, lambda _: None))
