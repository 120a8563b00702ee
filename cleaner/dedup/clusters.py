"""Which text repeats which: signatures on disk, compared band by band, so that memory holds one band at a time."""

from array import array
from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from cleaner.dedup.signature import NUMBERS, Bands, likeness

COMPARED = 50
"""With how many different texts of one band a text is compared at most."""

_WIDTH = 4 * NUMBERS


class Repeat(NamedTuple):
    """A text repeats an earlier one: by its number, how alike they are, and whether they are the same."""

    of: int
    likeness: float
    exact: bool = False


class Signatures:
    """Signatures in a file, by number."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self.count = file, 0

    def add(self, one: Sequence[int]) -> None:
        """Write the next."""
        self._file.write(array("I", one).tobytes())
        self.count += 1

    def __getitem__(self, number: int) -> Sequence[int]:
        """Return one."""
        self._file.seek(number * _WIDTH)
        return array("I", self._file.read(_WIDTH))

    def column(self, start: int, width: int) -> list[bytes]:
        """Return some numbers of each, in order."""
        self._file.seek(0)
        found = []
        while row := self._file.read(_WIDTH):
            found.append(row[4 * start : 4 * (start + width)])
        return found


def find_repeats(signatures: Signatures, threshold: float) -> dict[int, Repeat]:
    """Return for each text that is like an earlier one which it repeats: the first of all that hang together.

    Texts hang together if each is like the next. The likeness told is that to the first; it may be below the threshold.
    """
    first: dict[int, int] = {}
    bands = Bands.of(threshold)
    for band in range(bands.count):
        _compare(signatures, signatures.column(band * bands.rows, bands.rows), threshold, first)
    found = {}
    for number in sorted(first):
        root = _root(number, first)
        if root != number:
            found[number] = Repeat(root, likeness(signatures[root], signatures[number]))
    return found


def _compare(signatures: Signatures, column: list[bytes], threshold: float, first: dict[int, int]) -> None:
    """Join the texts that have a band in common and are alike."""
    met: dict[bytes, int | list[int]] = {}
    for number, band in enumerate(column):
        others = met.get(band)
        if others is None:
            met[band] = number
            continue
        kinds = [others] if isinstance(others, int) else others
        mine = signatures[number]
        for other in kinds:
            if _root(other, first) == _root(number, first) or likeness(signatures[other], mine) >= threshold:
                _join(other, number, first)
                break
        else:
            if len(kinds) < COMPARED:
                met[band] = [*kinds, number]


def _join(one: int, other: int, first: dict[int, int]) -> None:
    low, high = sorted((_root(one, first), _root(other, first)))
    if low != high:
        first[high] = low


def _root(number: int, first: dict[int, int]) -> int:
    """Return the first text of those that hang together with this one, and shorten the way to it."""
    root = number
    while first.get(root, root) != root:
        root = first[root]
    while first.get(number, number) != root:
        first[number], number = root, first[number]
    return root
