"""Files that appear whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from cleaner.errors import ConfigError


@contextmanager
def atomic(path: str) -> Iterator[BinaryIO]:
    """Open a file for writing that takes its name only when all is written; ``-`` is standard output.

    What stood there stays if anything goes wrong; what takes its place has its mode and owner. A device or pipe is
    written to directly. Raises ConfigError for a path that cannot be written to, OSError where writing fails.
    """
    check_output(path)
    try:
        if path == "-":
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif _is_special(path):
            with open(path, "wb") as file:
                yield file
        else:
            with _replaced(Path(os.path.realpath(path))) as file:
                yield file
    except OSError as error:
        error.filename = error.filename or path  # a failed write does not know where it was
        raise


@contextmanager
def _replaced(target: Path) -> Iterator[BinaryIO]:
    """Open a file beside the target that takes its place at the end."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            _take_after(target, temporary)
            os.fsync(file.fileno())
        os.replace(temporary, target)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _take_after(target: Path, temporary: Path) -> None:
    """Give a new file the mode of the one that it takes the place of and, where that is allowed, its owner."""
    with suppress(FileNotFoundError):
        old = target.stat()
        with suppress(PermissionError, AttributeError):  # Windows knows no owners of this kind
            os.chown(temporary, old.st_uid, old.st_gid)
        os.chmod(temporary, stat.S_IMODE(old.st_mode))


def check_output(path: str) -> None:
    """Raise ConfigError for a path that cannot be written to: said before the work, not after."""
    target = Path(path)
    if path == "-" and sys.stdout is None:
        raise ConfigError("-: standard output is closed; name a file")
    if path == "-" or _is_special(path):
        return
    if target.is_dir():
        raise ConfigError(f"{path}: is a folder; name a file in it, such as {target.as_posix()}/out.jsonl")
    if not target.parent.is_dir():
        raise ConfigError(f"{path}: the folder {target.parent.as_posix()} does not exist; make it first")
    if not os.access(target.parent, os.W_OK):
        raise ConfigError(f"{path}: the folder {target.parent.as_posix()} cannot be written to")


def _is_special(path: str) -> bool:
    """Tell whether the path is a device or a pipe, which cannot be replaced by a file."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
