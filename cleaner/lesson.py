"""``cleaner learn``: two passes over the pages of a site, in one process or several, to a rule pack."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import reduce
from itertools import chain
from pathlib import Path

from cleaner.errors import InputError
from cleaner.inputs import Input
from cleaner.learn import Page, Table, count, learn, witnesses, write
from cleaner.output import atomic
from cleaner.pipeline import Pipeline
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Reading

CHUNK = 64
"""Pages that one process counts at a time."""


@dataclass(frozen=True)
class Lesson:
    """The pages of one site, as the rules will see them: after the stages that stand before boilerplate and packs."""

    inputs: Sequence[Input]
    pipeline: Pipeline
    site: str
    reading: Reading = PLAINLY

    def count(self, tables: Sequence[str], jobs: int) -> Table:
        """Count the lines of the pages and add saved tables. Raises InputError for no page, or what is no table.

        The result does not depend on the number of processes.
        """
        chunks = [self.inputs[at : at + CHUNK] for at in range(0, len(self.inputs), CHUNK)]
        shards = [replace(self, inputs=chunk) for chunk in chunks]
        counted = [_read_table(path) for path in tables]
        if jobs > 1 and len(shards) > 1:
            with ProcessPoolExecutor(jobs) as pool:
                counted += pool.map(Lesson._counted, shards)
        else:
            counted += map(Lesson._counted, shards)
        if not counted:
            raise InputError("nothing to learn from: name pages, or tables to --merge")
        return reduce(Table.merge, counted)

    def save(self, table: Table, path: str) -> None:
        """Write a table, to be merged with those of other shards."""
        with atomic(path) as file:
            file.write(table.dumps().encode())

    def write(self, table: Table, path: str) -> str:
        """Write the rule pack; return what to tell the user. Nothing is written where nothing repeats."""
        learned = learn(table)
        if not learned:
            return f"nothing learned: no line repeats on enough of the {len(table.pages)} pages of {self.site}"
        keeps = witnesses(self._pages(), {self.site: learned}).get(self.site, {})
        pack = write(table, learned, keeps)
        with atomic(path) as file:
            file.write(pack.encode())
        return f"{len(learned)} lines learned from {len(table.pages)} pages: read {path} before you use it"

    def _counted(self) -> Table:
        return count(self._pages()).get(self.site) or Table(self.site, frozenset(), {}, {})

    def _pages(self) -> Iterator[Page]:
        """Yield the site and the lines of each page."""
        before = _normalizing(self.pipeline)
        for page in chain.from_iterable(read(one, self.reading) for one in self.inputs):
            for record in before.run(page, "none"):
                if record.text:
                    yield self.site, record.text.split("\n")


def _normalizing(pipeline: Pipeline) -> Pipeline:
    """Return the stages in front of those that remove boilerplate."""
    stages = pipeline.stages
    ends = [at for at, stage in enumerate(stages) if stage.name == "boilerplate" or any("/" in r for r in stage.rules)]
    return replace(pipeline, stages=stages[: min(ends, default=len(stages))])


def _read_table(path: str) -> Table:
    try:
        return Table.loads(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
