"""Shards cleaned as tasks of Ray (``cleaner[ray]``): the same parts, in a folder that all nodes see under one path."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from cleaner.errors import ConfigError
from cleaner.running.local import run_local
from cleaner.running.part import At, Part, Seen, Work, run_shard
from cleaner.running.shard import Shard
from cleaner.running.tally import Tally

AHEAD = 4
"""How many shards for each processor are handed out at a time: the others wait here, so that Ctrl-C ends few."""


def run_ray(shards: Sequence[Shard], folder: str, work: Work, seen: Seen, address: str | None) -> None:
    """Clean shards on the cluster at an address, or, without one, on one that is started here.

    Ray does a task again whose node is lost. A shard at which workers die again and again is cleaned here, where the
    document that does it is found. Raises what ``run_shard`` raises, ConfigError where Ray or the cluster is missing.
    """
    with _ray(address) as ray:
        task = ray.remote(max_retries=3)(_clean)
        handle, here = ray.put(work), os.getcwd()
        waiting = list(reversed(shards))
        running: dict[Any, Shard] = {}
        limit = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        lost: list[Shard] = []
        while waiting or running:
            while waiting and len(running) < limit:
                shard = waiting.pop()
                running[task.remote(shard, folder, handle, here)] = shard
            (done,), _ = ray.wait(list(running))
            shard = running.pop(done)
            try:
                tally: Tally = ray.get(done)
            except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.NodeDiedError):
                lost.append(shard)
                continue
            except ray.exceptions.RayTaskError as error:
                raise error.as_instanceof_cause() from error
            seen(shard, At(tally.read, shard.size, tally.rejected))
            seen(shard, None)
    if lost:
        run_local(lost, folder, work, seen, 1)


def _clean(shard: Shard, folder: str, work: Work, here: str) -> Tally:
    """Clean a shard on a node, where paths mean what they mean here."""
    os.chdir(here)
    return run_shard(shard, Part(folder, shard.number), work, lambda at: None)


@contextmanager
def _ray(address: str | None) -> Iterator[Any]:
    """Yield Ray, connected; it is let go at the end if it was not connected before."""
    try:
        import ray  # an extra, and slow to import
        import ray.exceptions
    except ImportError as error:
        raise ConfigError("--engine ray needs ray, which is not installed: pip install 'cleaner[ray]'") from error
    mine = not ray.is_initialized()
    if mine:
        try:
            ray.init(address=address, log_to_driver=False, logging_level="error")
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise ConfigError(f"no Ray cluster at {address}: {error}") from error
    try:
        yield ray
    finally:
        if mine:
            ray.shutdown()
