"""Where a run writes: OUT or its shards, what was rejected, the manifest, and the parts while it runs."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from cleaner.errors import ConfigError
from cleaner.output import check_output

_SUFFIXES = (".jsonl", ".ndjson", ".json", ".parquet")
_PACKINGS = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The names of what a run writes. ``shards`` is 0 for one file, else how many there are."""

    path: str
    shards: int = 0

    @property
    def streamed(self) -> bool:
        """Tell whether OUT is standard output, a device or a pipe: it takes all records, as they come."""
        if self.path == "-":
            return True
        try:
            mode = os.stat(self.path).st_mode
        except OSError:
            return False
        return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))

    @property
    def files(self) -> list[str]:
        """The files of clean records: OUT, or ``OUT-00000-of-00004.jsonl`` and so on."""
        if not self.shards:
            return [self.path]
        stem, suffix = split_suffix(self.path)
        return [f"{stem}-{number:05}-of-{self.shards:05}{suffix}" for number in range(self.shards)]

    @property
    def rejected(self) -> str:
        """The file of records that were rejected or dropped."""
        return f"{self.path}.rejected.jsonl"

    @property
    def manifest(self) -> str:
        """The file that says what was done with what."""
        return f"{self.path}.manifest.json"

    @property
    def parts(self) -> str:
        """The folder of what is done so far."""
        target = Path(os.path.realpath(self.path))
        return target.with_name(f".{target.name}.parts").as_posix()

    def check(self) -> None:
        """Raise ConfigError for what cannot be written to."""
        if self.shards and self.streamed:
            raise ConfigError(f"{self.path}: --shards needs the name of a file, such as out.jsonl")
        for path in self.files:
            check_output(path)


def is_folder(path: str) -> bool:
    """Tell whether OUT is named as a folder, for a file each: it ends in a slash."""
    return path.endswith(("/", os.sep))


def split_suffix(path: str) -> tuple[str, str]:
    """Return a path in front of the suffix that tells its format, and that.

    >>> split_suffix("a/out.v2.jsonl.gz"), split_suffix("out")
    (('a/out.v2', '.jsonl.gz'), ('out', ''))
    """
    stem, packing = os.path.splitext(path)
    if packing not in _PACKINGS:
        stem, packing = path, ""
    stem, suffix = os.path.splitext(stem)
    return (stem, suffix + packing) if suffix in _SUFFIXES else (stem + suffix, packing)
