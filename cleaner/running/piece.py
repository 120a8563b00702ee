"""Reading the pieces of a shard: whole inputs, or rows of one from a byte to another."""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.page import Page
from cleaner.reading.documents import printable, read, suffix_of
from cleaner.reading.json_rows import read_lines
from cleaner.reading.options import Reading
from cleaner.reading.row import Container
from cleaner.reading.stream import Line, Stream, why_not
from cleaner.running.shard import Piece, Shard


class Window:
    """The bytes of a file up to an end, wherever the file itself ends by now."""

    def __init__(self, file: BinaryIO, left: int) -> None:
        self._file, self._left = file, left

    def read(self, size: int = -1, /) -> bytes:
        """Return so many bytes, or what is left."""
        data = self._file.read(self._allowed(size))
        self._left -= len(data)
        return data

    def readline(self, size: int = -1, /) -> bytes:
        """Return the next line, or so many bytes of it."""
        data = self._file.readline(self._allowed(size))
        self._left -= len(data)
        return data

    def _allowed(self, size: int) -> int:
        return self._left if size < 0 else min(size, self._left)


class Rows(Stream):
    """The lines of a piece, numbered and placed as they are in the whole file."""

    def __init__(self, file: BinaryIO, piece: Piece) -> None:
        file.seek(piece.start)
        super().__init__(Window(file, (piece.end or piece.start) - piece.start))
        self.offset, self._before = piece.start, piece.line

    def lines(self, limit: int) -> Iterator[Line]:
        """Yield the lines."""
        for line in super().lines(limit):
            yield line._replace(number=line.number + self._before)


def read_pieces(shard: Shard, reading: Reading) -> Iterator[Page]:
    """Yield the documents of a shard, as ``read`` does those of a file."""
    for piece in shard.pieces:
        if piece.end is None:
            yield from read(piece.input, reading)
        else:
            yield from _read_rows(piece, reading, dict(shard.met))


def _read_rows(piece: Piece, reading: Reading, met: dict[int, int]) -> Iterator[Page]:
    """Yield the documents of some lines; one that says why where the file cannot be read any more."""
    path, suffix = printable(piece.input.path), suffix_of(piece.input.path)[0]
    into = Container(path, piece.input.name, suffix[1:], reading, met=met)
    try:
        with open(piece.input.path, "rb") as file:
            if os.fstat(file.fileno()).st_size < (piece.end or 0):
                reason = "the file became shorter during the run; let it be and run again"
                yield into.rejected(reason, piece.line + 1, piece.start)
                return
            yield from read_lines(Rows(file, piece), into)
    except OSError as error:
        yield into.rejected(why_not(error), piece.line + 1, piece.start)
