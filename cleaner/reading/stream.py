"""Bytes of a file as they are needed: local, standard input or a URL, as they stand or unpacked."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple, Protocol

from cleaner.errors import ConfigError, InputError
from cleaner.reading.options import MEGABYTE, STDIN

_CHUNK = 1 << 16
_ZSTD_CHUNK = 1 << 11  # 2 KB unpack to 64 MB at the worst
_GIVE_UP = 10
"""How many times the limit a line may be long until the file is given up: a bomb unpacks to a terabyte."""


class _Bytes(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...
    def readline(self, size: int = -1, /) -> bytes: ...


class Line(NamedTuple):
    """A line with its line feed, its number from 1, its byte offset; one that is over the limit holds nothing."""

    data: bytes
    number: int
    offset: int
    size: int


class Stream:
    """The bytes of a file, unpacked. What cannot be read is an InputError that says why and what to do."""

    def __init__(self, raw: _Bytes, packing: str = "") -> None:
        self.raw, self.packing, self.offset = raw, packing, 0

    def read(self, size: int) -> bytes:
        """Return so many bytes, fewer only at the end."""
        with self._told():
            data = self.raw.read(size)
        self.offset += len(data)
        return data

    def whole(self, limit: int) -> bytes:
        """Return all that is left. Raises InputError where that is more than the limit."""
        data = self.read(limit + 1)
        if len(data) > limit:
            raise InputError(f"is longer than {told_size(limit)}{self._unpacked}; leave it out or raise --max-size")
        return data

    def lines(self, limit: int) -> Iterator[Line]:
        """Yield the lines; memory holds one at a time, at most ``limit`` bytes of it."""
        number = 0
        while data := self._line(limit + 1):
            number += 1
            start, size = self.offset - len(data), len(data)
            if size > limit:
                size += self._skip(data, limit)
                data = b""
            yield Line(data, number, start, size)

    def _line(self, size: int) -> bytes:
        with self._told():
            data = self.raw.readline(size)
        self.offset += len(data)
        return data

    def _skip(self, data: bytes, limit: int) -> int:
        """Read to the end of a line that is too long; return how much that was."""
        size = 0
        while data and not data.endswith(b"\n"):
            data = self._line(_CHUNK)
            size += len(data)
            if size > limit * _GIVE_UP:
                told = f"a line goes on for more than {told_size(size)}{self._unpacked}"
                raise InputError(f"{told}: given up; it is no file of lines, or a bomb")
        return size

    @property
    def _unpacked(self) -> str:
        return f" unpacked ({self.packing})" if self.packing else ""

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what goes wrong below into one line with a cure."""
        try:
            yield
        except EOFError as error:
            cause = f"the {self.packing} data is cut short after {self.offset:,} bytes"
            raise InputError(f"{cause}; get it again") from error
        except (gzip.BadGzipFile, zlib.error, _DamagedError) as error:
            cause = f"the {self.packing} data is damaged after {self.offset:,} bytes ({error})"
            raise InputError(f"{cause}; get it again") from error
        except OSError as error:
            raise InputError(why_not(error)) from error


def why_not(error: OSError) -> str:
    """Say why a file cannot be read, and what to do."""
    cure = "check its permissions" if isinstance(error, PermissionError) else "mend that or leave it out"
    return f"cannot be read: {error.strerror or error}; {cure}"


def told_size(size: int) -> str:
    """Write a number of bytes for people.

    >>> told_size(200_000_000), told_size(999)
    ('200 MB', '999 bytes')
    """
    return f"{size // MEGABYTE:,} MB" if size >= MEGABYTE else f"{size:,} bytes"


@contextmanager
def opened(path: str, packing: str = "") -> Iterator[Stream]:
    """Open a file, to be unpacked on the way if ``packing`` is gzip or zstd.

    Raises OSError for one that cannot be opened, ConfigError where a package is missing.
    """
    with _opened(path) as file:
        if packing == "gzip":
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield Stream(unpacked, packing)
        elif packing == "zstd":
            yield Stream(io.BufferedReader(_Zstd(file)), packing)
        else:
            yield Stream(file)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STDIN:
        if sys.stdin is None:  # the shell's ``<&-``
            raise OSError("standard input is closed")
        yield sys.stdin.buffer
    elif "://" in path:
        with remote(path) as file:
            yield file
    else:
        with open(path, "rb") as file:
            yield file


def remote(url: str) -> Any:
    """Return a file behind a URL, not yet opened. Raises ConfigError where the package for that is missing."""
    try:
        import fsspec  # an extra, and slow to import
    except ImportError as error:
        raise missing(f"{url} needs fsspec", "remote") from error
    try:
        return fsspec.open(url, "rb")
    except (ImportError, ValueError) as error:  # a protocol of a package that is not there, or none at all
        raise ConfigError(f"{url}: {error}") from error


def remote_glob(url: str) -> list[str]:
    """Return the URLs that one with asterisks matches, sorted. Raises ConfigError as ``remote`` does."""
    try:
        from fsspec.core import url_to_fs  # an extra, and slow to import
    except ImportError as error:
        raise missing(f"{url} needs fsspec", "remote") from error
    try:
        place, path = url_to_fs(url)
        return sorted(place.unstrip_protocol(one) for one in place.glob(path) if place.isfile(one))
    except (ImportError, ValueError) as error:  # as in ``remote``; or a pattern that it does not take
        raise ConfigError(f"{url}: {error}") from error


def missing(needs: str, extra: str) -> ConfigError:
    """Return the error that tells which extra is to be installed."""
    return ConfigError(f"reading {needs}, which is not installed: pip install 'cleaner[{extra}]'")


class _DamagedError(Exception):
    """What zstd says of data that is none of its own."""


class _Zstd(io.RawIOBase):
    """Unpack zstd, frame after frame; unlike the package's own reader, this one tells data that is cut short."""

    def __init__(self, file: BinaryIO) -> None:
        try:
            import zstandard  # an extra
        except ImportError as error:
            raise missing("zstd needs zstandard", "zstd") from error
        self._library: Any = zstandard
        self._file, self._left, self._packed = file, b"", b""
        self._frame: Any = None

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with what comes next; nothing at the end."""
        while not self._left and self._feed():
            pass
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size

    def _feed(self) -> bool:
        """Unpack a little more; False at the end."""
        self._packed = self._packed or self._file.read(_ZSTD_CHUNK)
        if not self._packed:
            if self._frame is not None:
                raise EOFError
            return False
        self._frame = self._frame or self._library.ZstdDecompressor().decompressobj()
        try:
            self._left = self._frame.decompress(self._packed)
        except self._library.ZstdError as error:
            raise _DamagedError(str(error)) from error
        self._packed = self._frame.unused_data if self._frame.eof else b""
        self._frame = None if self._frame.eof else self._frame
        return True
