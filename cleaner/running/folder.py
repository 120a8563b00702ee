"""The folder of parts: what is done so far, of which run, and that nobody else writes there."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

import orjson

from cleaner.errors import ConfigError
from cleaner.output import atomic

SHOWN = 3
"""How many changed inputs are named."""

Plan = Mapping[str, Any]
"""What decides what a run writes, as JSON data; ``inputs`` maps each path to how it was."""


@contextmanager
def locked(folder: str) -> Iterator[None]:
    """Hold a folder, made where it is missing, against other runs; it goes again if nothing came into it.

    Raises ConfigError while another run holds it.
    """
    held = True
    try:
        while True:
            os.makedirs(folder, exist_ok=True)
            with open(f"{folder}/lock", "ab") as file:
                held = _lock(file)
                if not held:
                    raise ConfigError(f"{folder}: another run is at work there; wait for it, or write to another file")
                if _is_there(file):
                    yield
                    return
    finally:
        if held:
            _leave(folder)


def _is_there(file: IO[bytes]) -> bool:
    """Tell whether an open file still has its name: the run that held the folder may have ended, and taken it along."""
    try:
        return os.path.samestat(os.stat(file.name), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _leave(folder: str) -> None:
    """Remove a folder in which nothing is but the lock."""
    if os.path.isdir(folder) and os.listdir(folder) in ([], ["lock"]):
        shutil.rmtree(folder, ignore_errors=True)


def place_for(folder: str, plan: Plan) -> tuple[str, str]:
    """Return where in the folder the parts of this plan go, and what to tell where those of another plan were there.

    Parts of another plan are removed.
    """
    mine = Path(folder, sha256(orjson.dumps(plan)).hexdigest()[:16])
    told = ""
    for other in sorted(Path(folder).iterdir()):
        if other.is_dir() and other != mine:
            told = _difference(_plan_of(other), plan)
            shutil.rmtree(other, ignore_errors=True)
    mine.mkdir(exist_ok=True)
    if not _plan_of(mine):
        with atomic(f"{mine}/plan.json") as file:
            file.write(orjson.dumps(plan))
    return mine.as_posix(), told


def _plan_of(place: Path) -> Plan:
    try:
        plan: Plan = orjson.loads((place / "plan.json").read_bytes())
    except (OSError, orjson.JSONDecodeError):
        return {}
    return plan


def _difference(old: Plan, new: Plan) -> str:
    """Say in what a plan differs from another."""
    said = [_told(key, old[key], new[key]) for key in new if key in old and old[key] != new[key]]
    return f"parts of another run were there: {'; '.join(said) or 'it is not known which'}; started anew"


def _told(key: str, old: Any, new: Any) -> str:
    if not isinstance(new, dict) or not isinstance(old, dict):
        return f"{key} was {old}, is {new}"
    keys = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return f"{key} differ in {', '.join(keys[:SHOWN])}{more}"


def _lock(file: IO[bytes]) -> bool:
    """Take a lock that ends with the process; where the system has none, always."""
    try:
        import fcntl  # not on Windows
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True
