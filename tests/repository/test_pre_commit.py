"""The hooks, as ``pre-commit try-repo`` runs them: it installs the project into a virtual environment of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.repository.conftest import CLEAN, DIRTY

PROJECT = Path(__file__).parents[2]
PARTS = ("cleaner", "rules", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")
OFFLINE = ("ConnectionError", "No matching distribution", "Temporary failure in name resolution", "Max retries")
RULES = "schema: 1\npack: ours\nversion: '1'\ndescription: d\nrules:\n- {id: a, kind: replace, description: d}\n"


def git(folder, *words):
    options = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *options, "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A repository with what is needed of the project; skipped where its packages cannot be had."""
    pytest.importorskip("pre_commit")
    if not shutil.which("git"):
        pytest.skip("needs git")
    folder = tmp_path_factory.mktemp("hooks")
    for part in PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "hooks")
    return folder


@pytest.fixture
def try_repo(hooks, write, repository, monkeypatch, tmp_path_factory):
    """Try one hook on all files of the repository; the environment is made once."""
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.getbasetemp() / "pre-commit"))

    def run(hook):
        git(repository, "add", "-A")
        command = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--verbose"]
        done = subprocess.run(command, capture_output=True, text=True, cwd=repository)
        if "An unexpected error" in done.stdout and any(word in done.stdout for word in OFFLINE):
            pytest.skip("needs the network: the packages of the project cannot be had")
        return done

    return run


@pytest.mark.slow
def test_hooks_check_fix_and_test_rules(try_repo, write, repository):
    write("docs/a.md", DIRTY)
    write("a.jsonl", '{"text": "\u5c71,\u6c34"}\n')
    write("a.py", f'"{DIRTY.strip()}"\n')
    done = try_repo("cleaner-check")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "docs/a.md:1:3: punctuation.comma" in done.stdout and "a.jsonl:1:12" in done.stdout
    assert "a.py" not in done.stdout
    done = try_repo("cleaner-fix")
    assert done.returncode == 1 and "files were modified by this hook" in done.stdout
    assert (repository / "docs/a.md").read_text("utf-8") == CLEAN
    assert try_repo("cleaner-check").returncode == 0
    assert try_repo("cleaner-fix").returncode == 0
    write("rules/ours.yaml", RULES)
    assert "rules/ours.yaml:6" in try_repo("cleaner-rules").stdout
