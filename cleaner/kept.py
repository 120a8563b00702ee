"""What was made of files that come with cleaner, kept beside its compiled modules: making it anew takes longer.

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
from typing import Any, TypeVar

from cleaner import __version__

_HOME = Path(__file__).parent
_DIGEST = 32  # bytes
_SUFFIXES = (".py", ".yaml")

Made = TypeVar("Made")


def kept(name: str, make: Callable[[], Made]) -> Made | None:
    """Return what ``make`` makes of files that come with cleaner: what is kept under the name, or it is kept now.

    ``make`` is not called, and the answer is None, where nothing could be kept: then read only what you need.
    """
    known: Made | None = find(name)
    if known is not None or not can_keep():
        return known
    made = make()
    keep(name, made)
    return made


def find(name: str) -> Any:
    """Return what is kept under a name, None where nothing is or a file of cleaner changed since."""
    try:
        data = _place(name).read_bytes()
    except (OSError, NotImplementedError):  # the second where Python itself keeps no compiled modules
        return None
    head, body = data[: 2 * _DIGEST], data[2 * _DIGEST :]
    return pickle.loads(body) if head == _stamp() + sha256(body).digest() else None


def can_keep() -> bool:
    """Tell whether something can be kept."""
    if sys.dont_write_bytecode or sys.implementation.cache_tag is None:
        return False
    folder = _place("").parent
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return os.access(folder, os.W_OK)


def keep(name: str, made: object) -> None:
    """Keep something under a name, under another name first: two processes at once cannot harm each other."""
    body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    place = _place(name)
    temporary = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        temporary.write_bytes(_stamp() + sha256(body).digest() + body)
        temporary.replace(place)


def _place(name: str) -> Path:
    return Path(cache_from_source(str(_HOME / f"{name}.py"))).with_suffix(".pickle")


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
