"""Which files are looked at: folders, patterns of two kinds of file, and what cannot be rewritten in place."""

import subprocess

import pytest

from cleaner.errors import ConfigError
from cleaner.repository.files import find_files
from cleaner.repository.ignore import Ignored

FILES = (
    "a.txt", "b.md", "c.py", "d.jsonl", "build/e.txt", "docs/f.md", "docs/old/g.md", "docs/old/keep.md", "x y/h.txt",
    "deep/er/i.txt", "deep/er/j.txt",
)  # fmt: skip


@pytest.fixture
def tree(write):
    for name in FILES:
        write(name)
    return write


def found(*paths, use=True):
    return find_files([str(path) for path in paths or (".",)], Ignored(use))[0]


def test_text_markdown_and_json_lines_of_a_folder(tree):
    assert set(found()) == set(FILES) - {"c.py"}
    assert found("docs") == ["docs/f.md", "docs/old/g.md", "docs/old/keep.md"]


IGNORES = [
    {".gitignore": "build/\n"},
    {".gitignore": "*.md\n!f.md\n"},
    {".gitignore": "docs/old/*\n!docs/old/keep.md\n"},
    {".gitignore": "/deep/er/i.txt\n"},
    {"deep/.gitignore": "er/j.txt\n"},
    {".gitignore": "*.txt\n", "deep/er/.gitignore": "!i.txt\n"},
    {".gitignore": "deep\n", "deep/er/.gitignore": "!i.txt\n"},
    {".gitignore": "# nothing\n\n", "docs/.gitignore": "old/\n"},
    {".gitignore": "x y/\n**/er/j.txt\n"},
]


@pytest.mark.parametrize("patterns", IGNORES, ids=[str(one) for one in IGNORES])
def test_git_would_leave_out_the_same(tree, patterns):
    for name, text in patterns.items():
        tree(name, text)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"], check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert set(found()) == {name.strip('"') for name in listed} & set(FILES) - {"c.py"}


def test_cleanerignore_leaves_out_more_and_takes_back(tree):
    tree(".gitignore", "build/\n*.jsonl\n")
    tree(".cleanerignore", "docs/old/\n!d.jsonl\n")
    assert set(found()) == {"a.txt", "b.md", "d.jsonl", "docs/f.md", "x y/h.txt", "deep/er/i.txt", "deep/er/j.txt"}
    assert set(found(use=False)) == set(FILES) - {"c.py"}


def test_a_named_file_is_left_out_by_cleanerignore_alone(tree):
    tree(".gitignore", "a.txt\n")
    tree(".cleanerignore", "docs/\n")
    assert find_files(["a.txt", "docs/old/g.md", "b.md"], Ignored()) == (["a.txt", "b.md"], ["docs/old/g.md"])


def test_patterns_count_from_the_top_wherever_we_are(tree, monkeypatch):
    tree(".cleanerignore", "/docs/old/\n")
    monkeypatch.chdir("docs")
    assert found() == ["f.md"]
    assert find_files(["old/g.md"], Ignored()) == ([], ["old/g.md"])


def test_each_file_once_by_its_plain_name(tree):
    assert found("./a.txt", "a.txt", "docs/../a.txt", "c.py") == ["a.txt", "c.py"]


def test_paths_that_lead_nowhere_and_files_of_other_kinds_are_told_at_once(tree):
    tree("p.html", "<p>")
    with pytest.raises(ConfigError) as raised:
        find_files(["none.txt", "p.html"], Ignored())
    first, second = str(raised.value).split("\n")
    assert first == "none.txt: no such file or folder"
    assert second.startswith("p.html: is not checked in place") and second.endswith("or clean it by `cleaner run`")
