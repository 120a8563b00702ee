"""A repository to work in, and what the commands say in it."""

import subprocess

import pytest

DIRTY = "\u5c71\u6c34,\u5c71\u6c34(2020)!\n"
CLEAN = "\u5c71\u6c34\uff0c\u5c71\u6c34\uff082020\uff09\uff01\n"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """An empty git repository, in which we are; ``write(path, text or bytes)`` makes files in it."""
    (tmp_path / "repo").mkdir()
    subprocess.run(["git", "init", "-q", str(tmp_path / "repo")], check=True)
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


@pytest.fixture
def write(repository):
    def write(name, content=DIRTY):
        path = repository / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
