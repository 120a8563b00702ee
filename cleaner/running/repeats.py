"""Ids that stand twice in a file which is cut into several shards: found before the work, in little memory."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from cleaner.reading.options import Reading
from cleaner.reading.row import fingerprint
from cleaner.running.piece import read_pieces
from cleaner.running.shard import Shard

BUCKETS = 256
_ROW = 24  # 16 bytes of the fingerprint, 8 of the line


def with_repeats(shards: Iterable[Shard], reading: Reading, folder: str) -> Iterator[Shard]:
    """Yield the shards, each knowing of the ids that stand in its file more than once where the first stands.

    Files go through buckets on disk: memory holds one bucket, not all ids. It reads the rows once more, which takes
    a hundredth of the time that cleaning them does; nothing is read where rows have no ids.
    """
    for _, group in groupby(shards, key=_file_of):
        several = list(group)
        met = _repeats(several, reading, folder) if reading.id_field and len(several) > 1 else {}
        yield from (replace(shard, met=met) for shard in several)


def _file_of(shard: Shard) -> object:
    """Return the same for shards of one file that is cut."""
    first = shard.pieces[0]
    return shard.number if first.end is None else first.input.path


def _repeats(shards: Iterable[Shard], reading: Reading, folder: str) -> dict[int, int]:
    """Return the fingerprints of ids that stand more than once, with the line of the first."""
    found: dict[int, int] = {}
    with TemporaryDirectory(dir=folder) as place:
        paths = [Path(place, f"{number:03}") for number in range(BUCKETS)]
        files = [path.open("wb") for path in paths]
        try:
            for shard in shards:
                _sort_in(shard, reading, files)
        finally:
            for file in files:
                file.close()
        for path in paths:
            found |= _twice(path.read_bytes())
    return found


def _sort_in(shard: Shard, reading: Reading, files: Sequence[BinaryIO]) -> None:
    """Write each id's fingerprint and line into its bucket."""
    above = f"{shard.pieces[0].input.name}/"
    for page in read_pieces(shard, reading):
        if page.source.sha256 is not None:
            key = fingerprint(page.name.removeprefix(above)).to_bytes(16)
            files[key[0]].write(key + (page.source.line or 0).to_bytes(8))


def _twice(data: bytes) -> dict[int, int]:
    """Return what stands more than once in a bucket; lines come in order."""
    first: dict[bytes, bytes] = {}
    twice: dict[int, int] = {}
    for at in range(0, len(data), _ROW):
        key, line = data[at : at + 16], data[at + 16 : at + _ROW]
        if key in first:
            twice[int.from_bytes(key)] = int.from_bytes(first[key])
        else:
            first[key] = line
    return twice
