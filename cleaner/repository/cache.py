"""What was found in a file before, kept beside the project: may be thrown away at any time."""

import json
import os
import time
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

FOLDER = ".cleaner_cache"
_DAY = 24 * 3600
_KEPT = 30 * _DAY
"""For how many seconds a result is kept."""

_NOTE = "# What `cleaner check` found, by content: may be deleted at any time.\n*\n"


class Cache:
    """Results by key, one file each, written under another name first: two runs at once cannot harm each other.

    What cannot be read or written counts as not there: a cache never stops a run. Without a folder nothing is kept.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def read(self, key: str) -> bytes | None:
        """Return what was written under a key, if it is there and whole."""
        if self.folder is None:
            return None
        try:
            data = self._place(key).read_bytes()
        except OSError:
            return None
        body, _, digest = data.rpartition(b"\n")
        return body if digest == _check(key, body) else None

    def write(self, key: str, body: bytes) -> None:
        """Keep something under a key."""
        if self.folder is None:
            return
        place = self._place(key)
        temporary = place.with_name(f"{place.name}.{os.getpid()}.tmp")
        with suppress(OSError):
            if not place.parent.is_dir():
                place.parent.mkdir(parents=True, exist_ok=True)
                self._introduce()
            try:
                temporary.write_bytes(body + b"\n" + _check(key, body))
                os.replace(temporary, place)
            finally:
                temporary.unlink(missing_ok=True)

    def read_json(self, key: str) -> Any:
        """Return the JSON data under a key, None where there is none."""
        body = self.read(key)
        return None if body is None else json.loads(body)

    def write_json(self, key: str, value: Any) -> None:
        """Keep JSON data under a key."""
        self.write(key, json.dumps(value).encode())

    def _place(self, key: str) -> Path:
        assert self.folder
        return self.folder / key[:2] / key[2:]

    def _introduce(self) -> None:
        """Keep the folder out of git and, once a day, take out of it what is old."""
        assert self.folder
        note, now = self.folder / ".gitignore", time.time()
        if note.exists() and note.stat().st_mtime > now - _DAY:
            return
        note.write_text(_NOTE, "utf-8")
        for path in self.folder.glob("??/*"):
            with suppress(OSError):
                if path.stat().st_mtime < now - _KEPT:
                    path.unlink()


def key_of(identity: str, path: str, data: bytes, options: tuple[str, ...]) -> str:
    """Return the key of a file: its bytes, its path (stages may look at it), options and what else decides."""
    parts = repr((identity, path, options)).encode("utf-8", "surrogateescape")
    return sha256(b"%d:%b%b" % (len(parts), parts, data)).hexdigest()


def _check(key: str, body: bytes) -> bytes:
    """Return what proves that a body is whole and stands under its own key."""
    return sha256(key.encode() + body).hexdigest()[:16].encode()
