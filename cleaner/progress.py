"""A bar on the terminal for work that takes a while."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from cleaner.inputs import Input

LONG = 5_000_000
"""From this many bytes on a run shows a bar: about a second of work."""


@contextmanager
def progress(inputs: Sequence[Input], quiet: bool) -> Iterator[Callable[[Input], None]]:
    """Yield what is to be called after each page; it moves a bar if standard error is a terminal and the work long."""
    sizes = {one: os.path.getsize(one.path) if os.path.isfile(one.path) else 0 for one in inputs}
    total = sum(sizes.values())
    if quiet or total < LONG or not sys.stderr.isatty():
        yield lambda one: None
        return
    from rich.console import Console  # half of the start-up time of a small run, so only where it is seen
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    columns = BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)
        yield lambda one: bar.advance(task, sizes[one])
