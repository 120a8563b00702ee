"""Cutting the work: shards that depend on the inputs alone, not on who cleans them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from cleaner.reading.documents import READERS, suffix_of
from cleaner.reading.json_rows import read_lines
from cleaner.reading.options import MEGABYTE, Input

PART = 8 * MEGABYTE
"""How many bytes of input make a shard; the longest row or file of one document may be more."""

FILES = 500
"""How many small files make a shard, however small they are."""

_BLOCK = 1 << 20


class Piece(NamedTuple):
    """What of an input is read: all of it, or the rows from byte ``start`` to ``end``, ``line`` lines being before."""

    input: Input
    start: int = 0
    end: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the work: pieces in order, their bytes, and of ids that stand in several shards where the first is.

    ``met`` maps the fingerprint of an id to its line.
    """

    number: int
    pieces: tuple[Piece, ...]
    size: int
    met: dict[int, int] = field(default_factory=dict, hash=False)


class Stamp(NamedTuple):
    """How a file was when the work was cut: bytes and time of change in nanoseconds; None for what is no file."""

    size: int | None
    changed: int | None


@dataclass(slots=True)
class Cut:
    """The shards of some inputs, in order; how each input was; the SHA-256 of those that were read for cutting."""

    shards: list[Shard]
    stamps: dict[str, Stamp]
    digests: dict[str, str]


def cut(inputs: Sequence[Input], size: int = PART) -> Cut:
    """Cut inputs into shards of about ``size`` bytes, always in the same way.

    Small files go together, a large file of JSON lines is cut between lines, any other file is a shard, and so is
    each that is packed.
    """
    stamps = {one.path: stamp(one) for one in inputs}
    digests: dict[str, str] = {}
    groups = list(_groups(inputs, stamps, digests, size))
    shards = [Shard(number, tuple(group), _size(group, stamps)) for number, group in enumerate(groups)]
    return Cut(shards, stamps, digests)


def stamp(one: Input) -> Stamp:
    """Return how a file is now."""
    try:
        found = os.stat(one.path)
    except (OSError, ValueError):
        return Stamp(None, None)
    return Stamp(found.st_size, found.st_mtime_ns) if os.path.isfile(one.path) else Stamp(None, None)


def _groups(
    inputs: Iterable[Input], stamps: dict[str, Stamp], digests: dict[str, str], size: int
) -> Iterator[list[Piece]]:
    """Yield the pieces of each shard."""
    waiting: list[Piece] = []
    weight = 0
    for one in inputs:
        suffix, packing = suffix_of(one.path)
        length = stamps[one.path].size
        alone = length is None or length > size or bool(packing)
        if waiting and (alone or weight + (length or 0) > size or len(waiting) == FILES):
            yield waiting
            waiting, weight = [], 0
        if not alone:
            waiting.append(Piece(one))
            weight += length or 0
        elif length is None or packing or READERS.get(suffix) is not read_lines:
            yield [Piece(one)]
        else:
            yield from ([piece] for piece in _rows(one, length, size, digests))
    if waiting:
        yield waiting


def _rows(one: Input, length: int, size: int, digests: dict[str, str]) -> Iterator[Piece]:
    """Yield the pieces of a file of lines; one that cannot be read is one piece: reading it again will say why."""
    try:
        with open(one.path, "rb") as file:
            yield from _lines(one, file, length, size, digests)
    except OSError:
        yield Piece(one)


def _lines(one: Input, file: Any, length: int, size: int, digests: dict[str, str]) -> Iterator[Piece]:
    """Yield pieces that end behind the first line feed at or behind each ``size`` bytes; what is added later is not."""
    digest, at, start, lines, first = sha256(), 0, 0, 0, 0
    while at < length and (block := file.read(min(_BLOCK, length - at))):
        digest.update(block)
        done = 0
        while (feed := block.find(b"\n", max(done, start + size - at - 1))) >= 0:
            lines += block.count(b"\n", done, feed + 1)
            done = feed + 1
            yield Piece(one, start, at + done, first)
            start, first = at + done, lines
        lines += block.count(b"\n", done)
        at += len(block)
    if start < at:
        yield Piece(one, start, at, first)
    digests[one.path] = digest.hexdigest()


def _size(group: Iterable[Piece], stamps: dict[str, Stamp]) -> int:
    return sum((stamps[p.input.path].size or 0) if p.end is None else p.end - p.start for p in group)
