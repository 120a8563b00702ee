"""Files rewritten in place, each with a record in a ledger first, from which ``cleaner restore`` makes it again."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleaner.errors import ConfigError, InputError
from cleaner.output import atomic
from cleaner.repository.files import Source
from cleaner.repository.finding import Report
from cleaner.repository.ignore import top_of
from cleaner.repository.session import Session

if TYPE_CHECKING:
    from cleaner.record import Record

FOLDER = ".cleaner_backup"
_NOTE = "# What `cleaner fix` changed; `cleaner restore` makes it undone. Delete what you no longer need.\n*\n"


class Backup:
    """The ledger of one call of ``fix``, made when the first record comes. A record is on disk before its file is.

    ``base`` is the folder that the names of the records count from, and that ``restore`` must write to.
    """

    def __init__(self, path: str | None, files: Sequence[str]) -> None:
        self.path, self.base, self.wanted = path, _base(files), path != ""
        self._file: BinaryIO | None = None

    def fix(self, source: Source, session: Session) -> Report:
        """Rewrite a file; return what was changed, or why it was not. Raises OSError for a failing disk."""
        try:
            done = session.examine(source.path, source.data, self._name(source.path))
            if done.record is not None and done.data is not None:
                self._add(done.record)
                rewrite(source.path, source.data, done.data)
        except InputError as error:
            return Report(source.path, problem=str(error))
        return done.report

    def _name(self, path: str) -> str:
        """Return the name of a file in the ledger. Raises InputError for one that JSON cannot hold."""
        name = os.path.relpath(os.path.abspath(path), self.base).replace(os.sep, "/")
        if self.wanted and not name.isprintable():
            raise InputError("its name could not be kept in the ledger; rename it, or say --no-backup")
        return name

    def _add(self, record: "Record") -> None:
        """Write a record, and see that it is on disk. Raises ConfigError where the ledger cannot be made."""
        if not self.wanted:
            return
        if self._file is None:
            self._file = self._opened()
        self._file.write(record.to_json())
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> str:
        """Close the ledger; say by which command all is undone, nothing where nothing was changed."""
        if self._file is None or self.path is None:
            return ""
        self._file.close()
        base = "." if self.base == os.getcwd() else self.base
        return f"; to undo: cleaner restore {self.path} -o {base}"

    def _opened(self) -> BinaryIO:
        if self.path is None:
            folder = top_of(Path.cwd()) / FOLDER
            name = f"{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.ledger"  # no .jsonl: `run` must not take it in
            self.path = os.path.relpath(folder / name)
            folder.mkdir(exist_ok=True)
            (folder / ".gitignore").write_text(_NOTE, "utf-8")
        try:
            return open(self.path, "xb")
        except FileExistsError as error:
            raise ConfigError(f"{self.path}: is there already; name another --backup") from error


def rewrite(path: str, before: bytes, after: bytes) -> None:
    """Give a file other bytes, at once: it never holds a part of them. Mode and links stay.

    Raises InputError for a file that was changed since it was read, OSError where it cannot be written.
    """
    if not os.access(path, os.W_OK):
        raise InputError("is read-only; make it writable")
    if Path(path).read_bytes() != before:
        raise InputError("was changed in the meantime; run again")
    with atomic(path) as file:
        file.write(after)


def _base(files: Sequence[str]) -> str:
    """Return the folder where we are if all files are below it, else the one that they share."""
    here = os.getcwd()
    paths = [os.path.abspath(path) for path in files]
    if all(path.startswith(os.path.join(here, "")) for path in paths):
        return here
    return os.path.commonpath([os.path.dirname(path) for path in paths])
