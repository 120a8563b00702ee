"""The diff: git applies it, and each hunk names its rules."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.repository.colour import Paint
from cleaner.repository.difference import unified
from cleaner.repository.finding import Finding
from tests.repository.conftest import DIRTY


def test_rules_stand_at_their_hunks(write, command):
    write("a.txt", DIRTY + "\u5c71\n" * 9 + "\u5c71\u200b\n")
    done = command("diff", "a.txt")
    heads = [line for line in done.out.splitlines() if line.startswith("@@")]
    assert done.code == 1
    assert heads == [
        "@@ -1,4 +1,4 @@ punctuation.comma punctuation.exclamation punctuation.parenthesis",
        "@@ -8,4 +8,4 @@ control.zero-width",
    ]


def test_no_difference_is_no_output(write, command):
    write("a.txt", "\u5c71\n")
    assert command("diff", "a.txt")[:2] == (0, "")


TEXTS = [
    "\u5c71,\u6c34",
    "\u5c71,\u6c34\n",
    "\u5c71\n" * 20 + "\u5c71,\u6c34\n" * 2 + "\u5c71\n" * 20 + "\u5c71,\u6c34",
    "\u5c71,\u6c34\r\n\u5c71\r\n",
    "\n\u5c71,\u6c34\n\n\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_git_applies_it(write, command, text):
    path = write("a.md", text)
    patch = command("diff", "a.md").out
    subprocess.run(["git", "apply", "-"], input=patch.encode(), check=True)
    fixed = path.read_bytes()
    path.write_bytes(text.encode())
    assert command("fix", "--no-backup", "a.md").code == 0
    assert path.read_bytes() == fixed


LINES = st.lists(st.sampled_from(["a", "b", ""]), max_size=12).map("\n".join)


@settings(max_examples=60)
@given(LINES, LINES)
def test_git_makes_the_one_text_of_the_other(before, after):
    finding = [Finding(1, 1, 1, 1, "r.r", "", "", "", "")]
    lines = list(unified("a", before, after, finding, Paint()))
    assert bool(lines) == (before != after)
    with TemporaryDirectory() as folder:
        path = Path(folder, "a")
        path.write_text(before)
        if lines:
            patch = "".join(f"{line}\n" for line in lines)
            subprocess.run(["git", "apply", "-"], input=patch.encode(), check=True, cwd=folder)
        assert path.read_text() == after
