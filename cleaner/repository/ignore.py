"""What ``.gitignore`` and ``.cleanerignore`` leave out: the patterns of git, each from the folder of its file."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GIT = ".gitignore"
OWN = ".cleanerignore"


class Ignored:
    """Tells what is left out. The files of patterns are read when first asked for, each once.

    Below a folder that is named, both kinds of file hold; for a file that is named only ``.cleanerignore``: who names a
    file means it, but a hook names all. The deepest file that says something decides, the own one before that of git.
    """

    def __init__(self, use: bool = True) -> None:
        self.use = use
        self._above: dict[str, list[str]] = {}
        self._specs: dict[str, GitIgnoreSpec | None] = {}

    def named(self, path: str) -> bool:
        """Whether a file that was named is left out, itself or a folder that it is in."""
        if not self.use:
            return False
        file = os.path.abspath(path)
        folders = self._folders(os.path.dirname(file))[:-1]  # the top itself cannot be left out
        return any(self._leaves_out(one, "/", (OWN,)) for one in folders) or self._leaves_out(file, "", (OWN,))

    def file(self, path: str) -> bool:
        """Whether a file that was found is left out; its folder is not."""
        return self.use and self._leaves_out(os.path.abspath(path), "", (OWN, GIT))

    def folder(self, path: str) -> bool:
        """Whether a folder that was found is left out."""
        return self.use and self._leaves_out(os.path.abspath(path), "/", (OWN, GIT))

    def _leaves_out(self, path: str, slash: str, names: Sequence[str]) -> bool:
        """Ask the folders above a path, the deepest first, until one says something."""
        for above in self._folders(os.path.dirname(path)):
            for name in names:
                spec = self._spec(os.path.join(above, name))
                if spec is not None:
                    said = spec.check_file(os.path.relpath(path, above).replace(os.sep, "/") + slash).include
                    if said is not None:
                        return said
        return False

    def _folders(self, folder: str) -> list[str]:
        """Return a folder and those above it, up to the top of its repository."""
        if folder not in self._above:
            top = str(top_of(Path(folder)))
            self._above[folder] = [folder] if folder == top else [folder, *self._folders(os.path.dirname(folder))]
        return self._above[folder]

    def _spec(self, path: str) -> "GitIgnoreSpec | None":
        """Return the patterns of a file; None where there is none, or none in it."""
        if path not in self._specs:
            self._specs[path] = _read(path)
        return self._specs[path]


def top_of(folder: Path) -> Path:
    """Return the top of a folder's repository; without one, where we are if the folder is below, else the folder."""
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    here = Path.cwd()
    return here if folder.is_relative_to(here) else folder


def _read(path: str) -> "GitIgnoreSpec | None":
    try:
        lines = Path(path).read_text("utf-8", "surrogateescape").splitlines()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}; check its permissions") from error
    if not any(line.strip() and not line.startswith("#") for line in lines):
        return None
    from pathspec import GitIgnoreSpec  # slow to import: only where there are patterns

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}; mend the pattern") from error
