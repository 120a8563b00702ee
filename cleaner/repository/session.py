"""One call of check, diff or fix: what is known of a file, from the cache or by looking."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.project import find_commit_pipeline
from cleaner.repository.cache import FOLDER, Cache, key_of
from cleaner.repository.finding import Report
from cleaner.repository.identity import identity_of
from cleaner.repository.ignore import top_of

if TYPE_CHECKING:
    from cleaner.pipeline import Pipeline
    from cleaner.repository.examine import Examined, Examiner

_CLEAN = b""


class Manner(NamedTuple):
    """How files are looked at, and what they become.

    The pipeline (default: that of the project), their encoding, the field of rows; the line end that all get, and
    whether they become UTF-8.
    """

    pipeline: str | None = None
    encoding: str | None = None
    field: str = "text"
    newline: str | None = None
    utf8: bool = False
    cache: str | None = None
    """The folder of the cache; default: ``.cleaner_cache`` at the top of the repository; nothing for no cache."""


class Session:
    """Looks at files in one manner. The pipeline is built when a file is met of which the cache knows nothing."""

    def __init__(self, manner: Manner) -> None:
        self.manner, here = manner, Path.cwd()
        self.name = manner.pipeline or find_commit_pipeline(here)
        place = top_of(here) / FOLDER if manner.cache is None else Path(manner.cache)
        self.cache = Cache(None if manner.cache == "" else place)

    def report(self, path: str, data: bytes) -> Report:
        """Return what would change in a file."""
        if self.cache.folder is None:
            return self.examine(path, data).report
        options = tuple(map(str, self.manner[1:-1]))  # all but the pipeline and the cache
        key = key_of(self.identity, os.path.abspath(path), data, options)
        kept = self.cache.read(key)
        if kept == _CLEAN:
            return Report(path)
        if kept is not None:
            import json

            return Report.of_row(path, json.loads(kept))
        report = self.examine(path, data).report
        if report.clean:
            self.cache.write(key, _CLEAN)
        else:
            self.cache.write_json(key, report.to_row())
        return report

    def examine(self, path: str, data: bytes, name: str = "") -> "Examined":
        """Return what would change in a file, and what it would become; ``name`` is what ``restore`` will write to."""
        return self.examiner.examine(data, name or path, path)

    @cached_property
    def pipeline(self) -> "Pipeline":
        """The pipeline."""
        from cleaner.config import load_pipeline  # slow to import: not where the cache knows all

        return load_pipeline(self.name)

    @cached_property
    def examiner(self) -> "Examiner":
        """What looks at files where nothing is known of them. Raises InputError for an encoding that does not exist."""
        from cleaner.decoding.encoding import named  # slow to import: not where the cache knows all
        from cleaner.repository.examine import Examiner  # slow, too

        if self.manner.encoding:
            named(self.manner.encoding, b"")
        return Examiner(self.pipeline, *self.manner[1:-1])

    @cached_property
    def identity(self) -> str:
        """What decides beside the file itself."""
        return identity_of(self.name, lambda: self.pipeline, self.cache)
