"""A run: cuts the work, finds what is done already, has the rest done, joins it, and accounts for every document."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

from cleaner.errors import ConfigError
from cleaner.output import atomic
from cleaner.reading.documents import printable
from cleaner.reading.options import STDIN, Input
from cleaner.running.folder import locked, place_for
from cleaner.running.join import join
from cleaner.running.manifest import said_of, write_manifest
from cleaner.running.outputs import Outputs
from cleaner.running.part import At, Part, Seen, Work, clean_pages, run_here
from cleaner.running.piece import read_pieces
from cleaner.running.repeats import with_repeats
from cleaner.running.shard import PART, Cut, Piece, Shard, cut, stamp
from cleaner.running.sink import check_format
from cleaner.running.tally import Tally

Engine = Callable[[Sequence[Shard], str, Work, Seen], None]
"""What cleans shards into the parts of a folder; ``run_here`` is one, and all give the same parts."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: which inputs, how, into which files, in shards of how many bytes, by which engine.

    The engine is used where there are several shards; one is cleaned here. An engine that was asked for by a name has
    it as ``called``: its user is told where it is not used.
    """

    inputs: tuple[Input, ...]
    work: Work
    outputs: Outputs
    size: int = PART
    engine: Engine = run_here
    called: str = ""


class Progress(NamedTuple):
    """How far a run has come: documents and bytes of this call, the bytes of it all and those done by earlier calls."""

    documents: int
    size: int
    rejected: int
    total: int
    before: int


class Told(NamedTuple):
    """Whom a run tells how far it has come, and what else is to be known, in lines."""

    seen: Callable[[Progress], None]
    say: Callable[[str], None]


def run(order: Order, told: Told) -> Tally:
    """Do it. What is done stays beside OUT until all is, so that the same call goes on after whatever ended this one.

    Raises ConfigError for what cannot be written to, InputError for an unknown encoding, OSError where writing fails,
    LedgerError where a law is broken, StrictError where that was wanted.
    """
    outputs = order.outputs
    outputs.check()
    for path in outputs.files:
        check_format(path)
    _refuse_inputs(order)
    if outputs.streamed:
        return _streamed(order, told)
    try:
        with locked(outputs.parts):
            work = cut(order.inputs, order.size)
            useless = _is_small(order, work)  # would not be worth going on from
            try:
                tally = _in_parts(order, work, told)
                useless = True
            finally:
                if useless:
                    shutil.rmtree(outputs.parts, ignore_errors=True)
    except OSError as error:
        error.filename = outputs.path  # and not the part of which nobody knows
        raise
    return tally


def done_so_far(order: Order) -> str:
    """Say what an ended run leaves to go on from; nothing where there is nothing."""
    with suppress(OSError):
        for place in os.scandir(order.outputs.parts):
            if place.is_dir() and (done := sum(name.endswith(".done.json") for name in os.listdir(place))):
                return f"{done} shards are done: the same command goes on from there"
    return ""


def _in_parts(order: Order, work: Cut, told: Told) -> Tally:
    """Clean what is not cleaned yet, and join all."""
    said = said_of(order.work)
    plan = {**said, "shards of": order.size, "inputs": {printable(p): list(s) for p, s in work.stamps.items()}}
    if STDIN in work.stamps:  # what comes from there another time is something else
        plan["standard input"] = time.time_ns()
    place, changed = place_for(order.outputs.parts, plan)
    if changed:
        told.say(changed)
    parts = [Part(place, shard.number) for shard in work.shards]
    todo = [shard for shard, part in zip(work.shards, parts, strict=True) if not part.done()]
    if 0 < len(todo) < len(parts):
        told.say(f"going on: {len(parts) - len(todo)} of {len(parts)} shards are done already")
    count = _Count(sum(shard.size for shard in work.shards), sum(shard.size for shard in todo), told.seen)
    small = _is_small(order, work)
    if todo and small and order.called:
        told.say(f"{order.called}: not used, since all of the work is one shard; --part-size makes smaller ones")
    engine = run_here if small else order.engine
    if todo:
        engine(_with_repeats(work, todo, order, place), place, order.work, count.seen)
    markers = [part.done() or {} for part in parts]
    tallies = [Tally.from_row(marker["tally"]) for marker in markers]
    written = join(parts, tallies, order.outputs)
    tally = write_manifest(order.outputs.manifest, said, work, markers, written)
    _tell_changes(order.inputs, work, told)
    return tally


def _is_small(order: Order, work: Cut) -> bool:
    """Tell whether the work would not be worth a process of its own, or comes from where another could not read it."""
    unknown = [path for path, found in work.stamps.items() if found.size is None and not os.path.exists(path)]
    size = sum(shard.size for shard in work.shards)
    return STDIN in work.stamps or len(work.shards) < 2 or (size <= order.size and not unknown)


def _with_repeats(work: Cut, todo: Sequence[Shard], order: Order, place: str) -> list[Shard]:
    """Return the shards that are to be done, each knowing of repeated ids."""
    wanted = {shard.number for shard in todo}
    return [s for s in with_repeats(work.shards, order.work.reading, place) if s.number in wanted]


def _streamed(order: Order, told: Told) -> Tally:
    """Clean everything here, in one go, to standard output or a device: also what is rejected goes there."""
    shard = Shard(0, tuple(map(Piece, order.inputs)), 0)
    tally = Tally()

    def watch(at: At) -> None:
        told.seen(Progress(at.documents, at.size, at.rejected, 0, 0))

    with atomic(order.outputs.path) as file:
        pages = read_pieces(shard, order.work.reading)
        for records in clean_pages(pages, order.work, tally, watch, {}):
            file.writelines(record.to_json() for record in records)
        tally.check()
    return tally


def _refuse_inputs(order: Order) -> None:
    """Raise ConfigError for an output that is also an input: it would be gone before it is read again."""
    outputs = order.outputs
    for out in () if outputs.streamed else (*outputs.files, outputs.rejected, outputs.manifest):
        for one in order.inputs:
            if os.path.exists(out) and os.path.exists(one.path) and os.path.samefile(one.path, out):
                raise ConfigError(f"{out}: is also an input; write to another file")


def _tell_changes(inputs: Sequence[Input], work: Cut, told: Told) -> None:
    """Say which inputs are no longer what they were when the work was cut."""
    for one in inputs:
        before, now = work.stamps[one.path], stamp(one)
        if now != before:
            how = "vanished" if now.size is None else "grew" if now.size > (before.size or 0) else "changed"
            told.say(f"{printable(one.path)}: {how} during the run; run again to have all of it as it is now")


class _Count:
    """Adds up what shards say of how far they have come."""

    def __init__(self, total: int, todo: int, tell: Callable[[Progress], None]) -> None:
        self._total, self._before, self._tell = total, total - todo, tell
        self._at: dict[int, At] = {}
        self._done = At(0, 0, 0)

    def seen(self, shard: Shard, at: At | None) -> None:
        """Take how far a shard has come, and tell the sum."""
        if at is None:
            last = self._at.pop(shard.number, At(0, 0, 0))
            self._done = _plus(self._done, last._replace(size=shard.size))
        else:
            self._at[shard.number] = at._replace(size=min(at.size, shard.size) if shard.size else at.size)
        now = self._done
        for one in self._at.values():
            now = _plus(now, one)
        self._tell(Progress(now.documents, now.size, now.rejected, self._total, self._before))


def _plus(one: At, other: At) -> At:
    return At(*(a + b for a, b in zip(one, other, strict=True)))
