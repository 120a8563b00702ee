"""What was made of files that come with cleaner, kept beside its compiled modules: reading them anew takes longer.

Kept under the conditions under which Python keeps a compiled module, and written where it writes those: beside them,
or below ``PYTHONPYCACHEPREFIX``, and not at all under ``PYTHONDONTWRITEBYTECODE``. Who may write there may change the
program itself, so what stands there is trusted. It may be deleted at any time.
"""

import os
import pickle
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

from cleaner import __version__

_HOME = Path(__file__).parent
_DIGEST = 32  # bytes
_SUFFIXES = (".py", ".yaml")

Made = TypeVar("Made")


def kept(name: str, make: Callable[[], Made]) -> Made | None:
    """Return what ``make`` makes of files that come with cleaner: what is kept under the name, or it is kept now.

    ``make`` is not called, and the answer is None, where nothing could be kept: then read only what you need.
    """
    place = Path(cache_from_source(str(_HOME / f"{name}.py"))).with_suffix(".pickle")
    stamp = _stamp()
    with suppress(OSError):
        data = place.read_bytes()
        head, body = data[: 2 * _DIGEST], data[2 * _DIGEST :]
        if head == stamp + sha256(body).digest():
            made: Made = pickle.loads(body)
            return made
    if sys.dont_write_bytecode or not _has_room(place.parent):
        return None
    fresh = make()
    body = pickle.dumps(fresh, pickle.HIGHEST_PROTOCOL)
    temporary = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        temporary.write_bytes(stamp + sha256(body).digest() + body)
        temporary.replace(place)
    return fresh


def _has_room(folder: Path) -> bool:
    """Tell whether files can be written to a folder; it is made where it is not there."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


@cache
def _stamp() -> bytes:
    """Return a digest that changes with the files of cleaner: where they are, their sizes, and when they changed."""
    inside = _HOME / "rules"
    rows = [__version__, sys.version, *_files(_HOME), *([] if inside.is_dir() else _files(_HOME.parent / "rules"))]
    return sha256("\n".join(rows).encode("utf-8", "surrogateescape")).digest()


def _files(folder: Path) -> Iterator[str]:
    """Yield a line for each file of ours below a folder, in the same order every time."""
    with os.scandir(folder) as found:
        for entry in sorted(found, key=lambda entry: entry.name):
            if entry.name.endswith(_SUFFIXES):
                told = entry.stat()
                yield f"{entry.path} {told.st_size} {told.st_mtime_ns}"
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _files(Path(entry.path))
