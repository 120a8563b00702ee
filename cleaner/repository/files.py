"""Which files a check reads: those that are named, and those of the folders, but for what is to be ignored."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cleaner.errors import ConfigError
from cleaner.repository.ignore import Ignored

STDIN = "-"
MARKDOWN = (".md", ".markdown")
JSON_LINES = (".jsonl", ".ndjson")
TEXT = (".txt", ".text")
_KINDS = (*TEXT, *MARKDOWN, *JSON_LINES)
_OTHERS = (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".json", ".gz", ".zst", ".parquet", ".warc")


class Source(NamedTuple):
    """A file and its bytes, or why it could not be read."""

    path: str
    data: bytes
    problem: str = ""


def read_files(paths: Iterable[str]) -> Iterator[Source]:
    """Yield files with their bytes, one after the other."""
    for path in paths:
        try:
            with open(path, "rb") as file:
                yield Source(path, file.read())
        except OSError as error:
            yield Source(path, b"", f"cannot be read: {error.strerror or error}")


def suffix_of(path: str) -> str:
    """Return the suffix, in lower case, by which a file is read."""
    return os.path.splitext(path)[1].lower()


def find_files(paths: Sequence[str], ignored: Ignored) -> tuple[list[str], list[str]]:
    """Return the files to check, each once, sorted within a folder; and those named that are left out by choice.

    Raises ConfigError, with all of them, for paths that lead nowhere and files that cannot be rewritten in place.
    """
    problems: list[str] = []
    left_out: list[str] = []
    found: dict[str, None] = {}
    for path in paths:
        if os.path.isdir(path):
            found.update({_plain(file): None for file in _walk(path, ignored, problems)})
        elif not os.path.lexists(path):
            problems.append(f"{path}: no such file or folder")
        elif ignored.named(path):
            left_out.append(path)
        elif problem := other_kind(path):
            problems.append(problem)
        else:
            found[_plain(path)] = None
    if problems:
        raise ConfigError(*problems)
    return list(found), left_out


def other_kind(path: str) -> str:
    """Say why a file of that name cannot be rewritten in place; nothing for one that can."""
    if suffix_of(path) not in _OTHERS:
        return ""
    told = f"{', '.join(_KINDS)} and other files of plain text are"
    return f"{path}: is not checked in place: {told}; leave it out, or clean it by `cleaner run`"


def _walk(path: str, ignored: Ignored, problems: list[str]) -> Iterator[str]:
    """Yield the files of a folder and of those in it, none that is ignored."""

    def note(error: OSError) -> None:
        problems.append(f"{error.filename}: cannot be read: {error.strerror}; check its permissions or leave it out")

    for folder, folders, names in os.walk(path, onerror=note):
        folders[:] = sorted(one for one in folders if one != ".git" and not ignored.folder(os.path.join(folder, one)))
        for name in sorted(names):
            file = os.path.join(folder, name)
            if suffix_of(name) in _KINDS and os.path.isfile(file) and not ignored.file(file):
                yield file


def _plain(path: str) -> str:
    """Return a path as it is told: with forward slashes, without a dot in front."""
    return os.path.normpath(path).replace(os.sep, "/")
