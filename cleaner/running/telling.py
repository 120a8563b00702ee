"""Telling how far a run has come: a bar on a terminal, else lines now and then, or lines of JSON."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from cleaner.arguments import say
from cleaner.running.run import Progress

LINES, JSON = 10.0, 1.0
"""Seconds between two lines, for people and for programs."""

LONG = 5_000_000
"""From this many bytes on a run shows a bar: some seconds of work."""

Seen = Callable[[Progress], None]


class Pace(NamedTuple):
    """How fast a run is, and how long it will take: megabytes a second, seconds or None."""

    speed: float
    left: float | None


def pace(progress: Progress, seconds: float) -> Pace:
    """Return the pace of a run that began so many seconds ago; what earlier calls did is not counted."""
    speed = progress.size / max(seconds, 1e-9)
    left = (progress.total - progress.before - progress.size) / speed if progress.total and speed else None
    return Pace(speed / 1e6, None if left is None else max(0.0, left))


@contextmanager
def telling(total: int, quiet: bool, as_json: bool) -> Iterator[Seen]:
    """Yield what is to be called with the progress of a run over so many bytes."""
    start = time.monotonic()
    if as_json:
        yield _every(JSON, lambda at: tell_json("progress", _row(at, time.monotonic() - start)))
    elif quiet or (sys.stderr is not None and sys.stderr.isatty() and total < LONG):
        yield lambda at: None
    elif sys.stderr is not None and sys.stderr.isatty():
        with _bar(total) as seen:
            yield seen
    else:
        yield _every(LINES, lambda at: say(line(at, time.monotonic() - start)))


def line(at: Progress, seconds: float) -> str:
    """Return the progress in one line.

    >>> line(Progress(1200, 5_000_000, 3, 20_000_000, 5_000_000), 10.0)
    '1,200 documents, 10 of 20 MB, 0.50 MB/s, 20 s left, 3 rejected'
    """
    speed, left = pace(at, seconds)
    done = f"{(at.before + at.size) // 1_000_000:,}"
    of = f"{done} of {at.total // 1_000_000:,} MB" if at.total else f"{done} MB"
    rest = "" if left is None else f" {_clock(left)} left,"
    return f"{at.documents:,} documents, {of}, {speed:.2f} MB/s,{rest} {at.rejected:,} rejected"


def tell_json(event: str, values: Mapping[str, Any]) -> None:
    """Print a line of JSON to standard error."""
    say(json.dumps({"event": event, **values}, ensure_ascii=False))


def _row(at: Progress, seconds: float) -> dict[str, Any]:
    speed, left = pace(at, seconds)
    return {
        "documents": at.documents, "bytes": at.before + at.size, "of": at.total or None, "mb_per_s": round(speed, 3),
        "seconds_left": None if left is None else round(left, 1), "rejected": at.rejected,
    }  # fmt: skip


def _every(interval: float, tell: Seen) -> Seen:
    """Return what passes on a call when the last one that it passed on is so long ago."""
    last = time.monotonic()

    def seen(at: Progress) -> None:
        nonlocal last
        if time.monotonic() - last >= interval:
            last = time.monotonic()
            tell(at)

    return seen


@contextmanager
def _bar(total: int) -> Iterator[Seen]:
    from rich.console import Console  # half of the start-up time of a small run, so only where it is seen
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as Bar

    told = TextColumn("{task.fields[told]}")
    columns = BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn(), told
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total, told="")

        def seen(at: Progress) -> None:
            told = f"{at.documents:,} documents, {at.rejected:,} rejected"
            bar.update(task, completed=at.before + at.size, told=told)

        yield seen


def _clock(seconds: float) -> str:
    """Write a length of time for people.

    >>> _clock(59.4), _clock(3725)
    ('59 s', '1:02:05')
    """
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 3600}:{whole % 3600 // 60:02}:{whole % 60:02}"
