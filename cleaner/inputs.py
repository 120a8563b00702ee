"""Which pages a run reads: files, folders, globs and standard input, in a fixed order, each with a name of its own."""

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from cleaner.errors import ConfigError
from cleaner.page import Page, Source

SUFFIXES = (".txt", ".text", ".md", ".markdown")
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
    found = {one.path: one for path in paths for one in _expand(path, problems)}
    if problems:
        raise ConfigError(*problems)
    return list(_named_apart(found.values()))


def read_page(one: Input, encoding: str | None = None) -> Page:
    """Read and decode a page; one that cannot be read has no SHA-256, and the reason says why.

    Raises InputError for an encoding that does not exist.
    """
    try:
        data = sys.stdin.buffer.read() if one.path == STDIN else Path(one.path).read_bytes()
    except OSError as error:
        cure = "; check its permissions" if isinstance(error, PermissionError) else ""
        reason = f"{one.path} cannot be read: {error.strerror or error}{cure}"
        return Page(one.name, "", Source(one.path, reason=reason))
    return Page.of_bytes(data, one.name, _printable(one.path), encoding)


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
    pages = sorted(p for p in Path(path).rglob("*") if p.suffix.lower() in SUFFIXES and not p.is_dir())
    if not pages:
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


def _slashes(path: str) -> str:
    return path.replace(os.sep, "/")


def _printable(path: str) -> str:
    """Return a path that JSON can hold: bytes of a file name that are no UTF-8 as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
