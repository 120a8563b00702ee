"""A process that cleans shards: takes them from a pipe, one after the other, and says what it did."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import NamedTuple

from cleaner.errors import CleanerError
from cleaner.running.part import At, Part, Watch, Work, run_shard
from cleaner.running.shard import Shard
from cleaner.running.tally import Tally

OFTEN = 0.3
"""How many seconds lie between two messages on how far a shard has come."""


@dataclass(frozen=True, slots=True)
class Task:
    """A shard to clean. A careful worker says of each document that it is about to read it."""

    shard: Shard
    careful: bool = False
    culprits: Mapping[int, int] = field(default_factory=dict)


class Done(NamedTuple):
    """A shard is cleaned."""

    tally: Tally


class Failed(NamedTuple):
    """A shard cannot be cleaned, for a reason that ends the run."""

    error: CleanerError | OSError


Message = At | Done | Failed


def serve(pipe: "Connection[Message, Task | None]", work: Work, folder: str) -> None:
    """Clean the shards that come through the pipe until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process of the terminal; the first one decides
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while task := pipe.recv():
        watch = pipe.send if task.careful else _now_and_then(pipe)
        try:
            part = Part(folder, task.shard.number)
            pipe.send(Done(run_shard(task.shard, part, work, watch, task.culprits)))
        except (CleanerError, OSError) as error:
            pipe.send(Failed(error))


def _now_and_then(pipe: "Connection[Message, Task | None]") -> Watch:
    """Return what sends only some of what it is called with."""
    last = time.monotonic()

    def watch(at: At) -> None:
        nonlocal last
        if time.monotonic() - last >= OFTEN:
            last = time.monotonic()
            pipe.send(at)

    return watch


def _end_with_parent() -> None:
    """End this process with the one that started it, however that one ended: nobody waits for the shard then."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
