"""Which pages a run reads: files, folders, globs and standard input, in a fixed order, each with a name of its own."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from cleaner.errors import ConfigError
from cleaner.reading.documents import PACKINGS, READERS, printable, suffix_of
from cleaner.reading.options import STDIN
from cleaner.reading.options import Input as Input
from cleaner.reading.stream import remote_glob


def find_inputs(paths: Sequence[str]) -> list[Input]:
    """Return the pages that the arguments of a command name, sorted within each folder or glob, none twice.

    Raises ConfigError, with all of them, for paths that lead to no page.
    """
    problems: list[str] = []
    found = {_identity(one.path): one for path in paths for one in _expand(path, problems)}
    if problems:
        raise ConfigError(*problems)
    return list(_named_apart(found.values()))


def _expand(path: str, problems: list[str]) -> Iterator[Input]:
    """Yield the pages of one argument."""
    if path == STDIN:
        yield Input(STDIN, "stdin")
    elif os.path.isdir(path):
        yield from _folder(path, problems)
    elif os.path.lexists(path):
        yield Input(_slashes(path), printable(os.path.basename(path)))
    elif glob.has_magic(path) and "://" not in path:
        yield from _matches(path, problems)
    elif "://" in path:
        yield from _remote(path, problems)
    else:
        problems.append(f"{path}: no such file or folder")


def _folder(path: str, problems: list[str]) -> Iterator[Input]:
    """Yield the pages of a folder and of the folders in it."""

    def note(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be read: {error.strerror}; check its permissions or leave it out")

    met = len(problems)
    files = (Path(folder, name) for folder, _, names in os.walk(path, onerror=note) for name in names)
    pages = sorted(file for file in files if suffix_of(file.name)[0] in READERS)
    if not pages and len(problems) == met:
        told = f"no {', '.join(READERS)} file in this folder (or one of them with {' or '.join(PACKINGS)} behind it)"
        problems.append(f"{path}: {told}; name the files to read others")
    for page in pages:
        yield Input(_slashes(os.path.join(path, page.relative_to(path))), printable(page.relative_to(path).as_posix()))


def _matches(pattern: str, problems: list[str]) -> Iterator[Input]:
    """Yield the files that a glob matches, named from the folder in front of its first wildcard."""
    files = sorted(p for p in glob.glob(pattern, recursive=True) if not os.path.isdir(p))
    if not files:
        problems.append(f"{pattern}: matches no file")
    fixed = pattern[: next(at for at, character in enumerate(pattern) if character in "*?[")]
    base = os.path.dirname(fixed)
    for file in files:
        yield Input(_slashes(file), printable(_slashes(os.path.relpath(file, base or "."))))


def _remote(url: str, problems: list[str]) -> Iterator[Input]:
    """Yield the file behind a URL, or, where there is an asterisk in it, those that it matches."""
    fixed, star, _ = url.partition("*")
    if not star:
        yield Input(url, printable(PurePosixPath(url).name or "page"))
        return
    base = fixed.rpartition("/")[0]
    found = remote_glob(url)
    if not found:
        problems.append(f"{url}: matches no file")
    for one in found:
        yield Input(one, printable(one.removeprefix(base).lstrip("/")))


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
