"""Which pages a run reads: files, folders, globs and standard input, in a fixed order, each with a name of its own."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cleaner.errors import ConfigError
from cleaner.page import Page, Source

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml")
"""What is read of a folder; a file that is named is read whatever it is called."""

STDIN = "-"


class Input(NamedTuple):
    """A page to be read: its path as given, with forward slashes, and the name that its records bear."""

    path: str
    name: str


def find_inputs(paths: Sequence[str]) -> list[Input]:
    """Return the pages that the arguments of a command name, sorted within each folder or glob, none twice.

    Raises ConfigError, with all of them, for paths that lead to no page.
    """
    problems: list[str] = []
    found = {_identity(one.path): one for path in paths for one in _expand(path, problems)}
    if problems:
        raise ConfigError(*problems)
    return list(_named_apart(found.values()))


def read_page(one: Input, encoding: str | None = None) -> Page:
    """Read and decode a page; one that cannot be read has no SHA-256, and the reason says why.

    Raises InputError for an encoding that does not exist.
    """
    try:
        data = _read_stdin() if one.path == STDIN else Path(one.path).read_bytes()
    except OSError as error:
        cure = "check its permissions" if isinstance(error, PermissionError) else "mend that or leave it out"
        reason = f"cannot be read: {error.strerror or error}; {cure}"
        return Page(one.name, "", Source(_printable(one.path), reason=reason))
    return Page.of_bytes(data, one.name, _printable(one.path), encoding)


def _read_stdin() -> bytes:
    """Return all of standard input. Raises OSError where there is none: the shell's ``<&-`` closes it."""
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read()


def _expand(path: str, problems: list[str]) -> Iterator[Input]:
    """Yield the pages of one argument."""
    if path == STDIN:
        yield Input(STDIN, "stdin")
    elif os.path.isdir(path):
        yield from _folder(path, problems)
    elif os.path.lexists(path):
        yield Input(_slashes(path), _printable(os.path.basename(path)))
    elif glob.has_magic(path):
        yield from _matches(path, problems)
    else:
        problems.append(f"{path}: no such file or folder")


def _folder(path: str, problems: list[str]) -> Iterator[Input]:
    """Yield the pages of a folder and of the folders in it."""

    def note(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be read: {error.strerror}; check its permissions or leave it out")

    met = len(problems)
    files = (Path(folder, name) for folder, _, names in os.walk(path, onerror=note) for name in names)
    pages = sorted(file for file in files if file.suffix.lower() in SUFFIXES)
    if not pages and len(problems) == met:
        problems.append(f"{path}: no {', '.join(SUFFIXES)} file in this folder; name the files to read others")
    for page in pages:
        yield Input(_slashes(os.path.join(path, page.relative_to(path))), _printable(page.relative_to(path).as_posix()))


def _matches(pattern: str, problems: list[str]) -> Iterator[Input]:
    """Yield the files that a glob matches, named from the folder in front of its first wildcard."""
    files = sorted(p for p in glob.glob(pattern, recursive=True) if not os.path.isdir(p))
    if not files:
        problems.append(f"{pattern}: matches no file")
    fixed = pattern[: next(at for at, character in enumerate(pattern) if character in "*?[")]
    base = os.path.dirname(fixed)
    for file in files:
        yield Input(_slashes(file), _printable(_slashes(os.path.relpath(file, base or "."))))


def _named_apart(inputs: Iterable[Input]) -> Iterator[Input]:
    """Give inputs of one name longer ones: the path without what leads out of a folder, then a number."""
    taken: set[str] = set()
    for one in inputs:
        name = one.name
        if name in taken:
            name = "/".join(part for part in PurePosixPath(one.path).parts if part not in ("..", "/", "."))
        stem, number = name, 2
        while name in taken:
            name, number = f"{stem}~{number}", number + 1
        taken.add(name)
        yield Input(one.path, name)


def _identity(path: str) -> str:
    """Return the same for all ways to write one path; a link is another file than what it leads to."""
    folder, name = os.path.split(path)
    return path if path == STDIN else os.path.join(os.path.realpath(folder), name)


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")


def _printable(path: str) -> str:
    """Return a path that JSON can hold: bytes of a file name that are no UTF-8 as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
