"""The file of a project: where it is, and which pipeline it names for files in a repository. Imports nothing slow."""

from pathlib import Path

from cleaner.errors import ConfigError

PRESETS = Path(__file__).parent / "presets"
PROJECT_FILES = ("cleaner.yaml", "pyproject.toml")
COMMIT = "commit"
"""The preset for files in a repository, and the key by which a project file names another pipeline for them."""


def find_project(folder: Path) -> str:
    """Return the nearest project file at or above a folder, or the name of the default preset."""
    for above in (folder, *folder.parents):
        for name in PROJECT_FILES:
            path = above / name
            if path.is_file() and (name != "pyproject.toml" or b"[tool.cleaner" in path.read_bytes()):
                return path.as_posix()
    return "default"


def find_commit_pipeline(folder: Path) -> str:
    """Return the pipeline for files in a repository: what the nearest project file names under ``commit``, or ours.

    Raises ConfigError for a project file that cannot be read or says what is no name.
    """
    path = Path(find_project(folder))
    if path.name not in PROJECT_FILES or COMMIT.encode() not in path.read_bytes():  # seldom said, and YAML is slow
        return COMMIT
    from cleaner.config import read_key  # it reads project files; to find one needs nothing of it

    node = read_key(path, COMMIT)
    if node is None:
        return COMMIT
    if node.kind != "str":
        raise ConfigError(node.problem("commit names a preset or a pipeline file: `commit: ours/commit.yaml`"))
    if (PRESETS / f"{node.value}.yaml").is_file():
        return str(node.value)
    found = path.parent / str(node.value)
    if not found.is_file():
        raise ConfigError(node.problem(f"no pipeline {node.value!r}: no such preset, and no file from this folder"))
    return found.as_posix()
