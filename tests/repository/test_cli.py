"""The commands: what they print, their exit codes, and that fix can be undone."""

import errno
import io
import json
import os
import subprocess
import sys

import pytest

from cleaner.errors import InputError
from cleaner.repository.rewrite import rewrite
from tests.repository.conftest import CLEAN, DIRTY

FORMATS = ("text", "concise", "json", "jsonl", "github", "sarif")


@pytest.fixture
def stdin(monkeypatch):
    def give(data):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


@pytest.mark.parametrize("name", FORMATS)
def test_the_exit_code_is_the_same_in_every_format(write, command, name):
    write("a.txt", CLEAN)
    assert command("check", "--format", name, ".").code == 0
    write("b.txt")
    assert command("check", "--format", name, ".").code == 1
    write("b.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    done = command("check", "--format", name, ".")
    assert done.code == 1 and "binary" in done.out
    assert command("check", "--format", name, "none").code == 2


def test_check_says_what_and_where_and_sums_up(write, command):
    write("a.txt")
    write("b.txt", CLEAN)
    done = command("check", "--statistics", "a.txt", "b.txt")
    first, *_, last = done.out.splitlines()
    assert first.startswith("a.txt:1:3: punctuation.comma: '\u5c71\u6c34,\u5c71\u6c34(2020)' -> ")
    assert last.split() == ["1", "punctuation.exclamation", "exclamation", "mark", "to", "full-width"]
    assert done.err == "2 files: 1 would change\n"
    assert command("check", "-q", "a.txt", "b.txt").err == ""


def test_statistics_leave_machines_their_format(write, command):
    write("a.txt")
    done = command("check", "--statistics", "--format", "json", "a.txt")
    assert len(json.loads(done.out)) == 4
    assert "punctuation.comma" in done.err


def test_fix_makes_files_that_check_passes_and_restore_undoes_it(write, command, repository):
    before = {
        "a.txt": DIRTY.encode(),
        "docs/b.md": ("\ufeff" + "# \u5c71,\u6c34\r\n" * 3).encode(),
        "c.txt": CLEAN.encode(),
        "d.jsonl": b'{"id": 1, "text": "\\u5c71,\\u6c34"}\r\n',
        "e.txt": ("\u4f1a\u8bae\u6307\u51fa,\u8981\u6293\u597d\u843d\u5b9e" * 4).encode("gbk"),
    }
    for name, data in before.items():
        write(name, data)
    os.chmod("a.txt", 0o750)
    done = command("fix", ".")
    told = ["a.txt: 4 changes", "d.jsonl: 1 change", "e.txt: 4 changes", "docs/b.md: 3 changes"]
    assert (done.code, done.out.splitlines()) == (0, told)
    assert command("check", ".").code == 0
    assert (repository / "d.jsonl").read_bytes() == b'{"id": 1, "text": "\\u5c71\\uff0c\\u6c34"}\r\n'
    assert (repository / "docs/b.md").read_bytes() == ("\ufeff" + "# \u5c71\uff0c\u6c34\r\n" * 3).encode()
    assert os.stat("a.txt").st_mode & 0o777 == 0o750
    undo = done.err.strip().partition("to undo: cleaner ")[2].split()
    assert command("verify", undo[1]).code == 0
    assert command(*undo).code == 0
    assert {name: (repository / name).read_bytes() for name in before} == before
    assert os.stat("a.txt").st_mode & 0o777 == 0o750
    assert ".cleaner" not in subprocess.run(["git", "status", "--short"], capture_output=True, text=True).stdout


def test_a_file_that_became_utf8_is_restored(write, command):
    text = "\u4f1a\u8bae\u6307\u51fa,\u8981\u6293\u597d\u843d\u5b9e\r\n" * 4
    data = text.encode("gbk")
    path = write("a.txt", data)
    done = command("fix", "--utf8", "--newline", "lf", "a.txt")
    assert (done.code, path.read_bytes()) == (0, text.replace(",", "\uff0c").replace("\r", "").encode())
    assert command("check", "--utf8", "--newline", "lf", "a.txt").code == 0
    assert command("check", "--newline", "crlf", "a.txt").code == 1
    assert command(*done.err.strip().partition("to undo: cleaner ")[2].split()).code == 0
    assert path.read_bytes() == data


def test_restore_leaves_a_file_that_was_edited_after_the_fix(write, command):
    path = write("a.txt")
    undo = command("fix", "a.txt").err.strip().partition("to undo: cleaner ")[2].split()
    path.write_text(CLEAN + "more\n", "utf-8")
    done = command(*undo)
    assert done.code == 1 and "exists and differs" in done.err
    assert path.read_text("utf-8") == CLEAN + "more\n"
    assert command(*undo, "--force").code == 0
    assert path.read_text("utf-8") == DIRTY


def test_fix_keeps_links_and_leaves_read_only_files(write, command, repository):
    write("real.txt")
    (repository / "link.txt").symlink_to("real.txt")
    assert command("fix", "link.txt").code == 0
    assert (repository / "link.txt").is_symlink()
    assert (repository / "real.txt").read_text("utf-8") == CLEAN


def test_fix_tells_what_it_cannot_fix_and_fixes_the_rest(write, command, repository):
    write("a.txt", "\u5c71,\u6c34\n".encode() * 4 + b"\xff\n")
    write("b.txt")
    done = command("fix", "--backup", "undo.ledger", ".")
    assert (done.code, done.out) == (1, "b.txt: 4 changes\n")
    assert done.err.startswith("a.txt: bytes in line 5 are no utf-8")
    assert (repository / "a.txt").read_bytes().endswith(b"\xff\n")
    again = write("b.txt")
    done = command("fix", "--backup", "undo.ledger", "b.txt")
    assert (done.code, again.read_text("utf-8")) == (2, DIRTY)
    assert "undo.ledger: is there already; name another --backup" in done.err


@pytest.mark.parametrize(
    ("cause", "code"), [(OSError(errno.ENOSPC, "No space left on device"), 2), (KeyboardInterrupt(), 130)]
)
def test_what_was_done_can_be_undone_where_fix_was_stopped(write, command, monkeypatch, repository, cause, code):
    for name in ("a.txt", "b.txt", "c.txt"):
        write(name)

    def stopped(path, before, after):
        if path == "b.txt":
            raise cause
        rewrite(path, before, after)

    monkeypatch.setattr("cleaner.repository.rewrite.rewrite", stopped)
    done = command("fix", ".")
    assert (done.code, done.out) == (code, "a.txt: 4 changes\n")
    assert [(repository / f"{name}.txt").read_text("utf-8") for name in "abc"] == [CLEAN, DIRTY, DIRTY]
    undo = next(line for line in done.err.splitlines() if "to undo" in line)
    assert command(*undo.partition("to undo: cleaner ")[2].split()).code == 0
    assert [(repository / f"{name}.txt").read_text("utf-8") for name in "abc"] == [DIRTY] * 3


def test_a_file_that_was_changed_while_it_was_looked_at_is_left(write):
    path = write("a.txt")
    with pytest.raises(InputError, match=r"^was changed in the meantime; run again$"):
        rewrite("a.txt", CLEAN.encode(), b"x")
    assert path.read_text("utf-8") == DIRTY


def test_files_elsewhere_are_restored_where_they_were(write, command, tmp_path):
    other = tmp_path / "other" / "a.txt"
    other.parent.mkdir()
    other.write_text(DIRTY, "utf-8")
    undo = command("fix", str(other), write("b.txt")).err.strip().partition("to undo: cleaner ")[2].split()
    assert other.read_text("utf-8") == CLEAN
    assert command(*undo).code == 0
    assert other.read_text("utf-8") == DIRTY


def test_a_file_without_changes_leaves_no_ledger(write, command, repository):
    write("a.txt", CLEAN)
    done = command("fix", "a.txt")
    assert (done.code, done.out, done.err) == (0, "", "1 file: 0 changed\n")
    assert not (repository / ".cleaner_backup").exists()


def test_standard_input(write, command, stdin):
    stdin(DIRTY.encode())
    assert command("check", "-", "--stdin-filename", "docs/a.md").out.startswith("docs/a.md:1:3: punctuation.comma")
    stdin(b'{"text": "\xe5\xb1\xb1,\xe6\xb0\xb4"}\n')
    assert command("check", "-", "--stdin-filename", "a.jsonl").out.startswith("a.jsonl:1:")
    write(".cleanerignore", "docs/\n")
    stdin(DIRTY.encode())
    assert command("check", "-", "--stdin-filename", "docs/a.md").code == 0


def test_fix_passes_standard_input_on(repository):
    def fix(data, *words):
        return subprocess.run([sys.executable, "-m", "cleaner", "fix", "-", *words], input=data, capture_output=True)

    assert (fix(DIRTY.encode()).returncode, fix(DIRTY.encode()).stdout) == (0, CLEAN.encode())
    assert (fix(CLEAN.encode()).returncode, fix(CLEAN.encode()).stdout) == (0, CLEAN.encode())
    (repository / ".cleanerignore").write_text("docs/\n")
    assert fix(DIRTY.encode(), "--stdin-filename", "docs/a.md").stdout == DIRTY.encode()
    assert fix(DIRTY.encode(), "--stdin-filename", "src/a.md").stdout == CLEAN.encode()
    bad = DIRTY.encode() + b"\xff\n"
    assert (fix(bad).returncode, fix(bad).stdout) == (1, bad)


WRONG = [
    (("check", "-", "a.txt"), "-: standard input goes alone; leave the other files out"),
    (("check", "a.txt", "--stdin-filename", "b"), "say - as the only path"),
    (("check", "-", "--stdin-filename", "p.html"), "p.html: is not checked in place"),
    (("check", "a.txt", "-p", "comit"), "no pipeline 'comit'"),
    (("check", "a.txt", "--encoding", "gbq"), "unknown encoding 'gbq'"),
    (("fix", "a.txt", "p.html"), "p.html: is not checked in place"),
    (("check", "a.txt", "--format", "xml"), "invalid choice: 'xml'"),
    (("fix", "a.txt", "--backup", "x", "--no-backup"), "not allowed with argument"),
]


@pytest.mark.parametrize(("arguments", "says"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_wrong_use_is_told_and_changes_nothing(write, command, arguments, says):
    path = write("a.txt")
    write("p.html", "<p>")
    done = command(*arguments)
    assert says in done.err
    assert (done.code, path.read_text("utf-8")) == (2, DIRTY)


def test_the_project_names_the_pipeline(write, command):
    write("docs/a.txt", "\u5c71,\uff21\n")
    write("cleaner.yaml", "schema: 1\nextends: default\ncommit: ours/commit.yaml\n")
    write("ours/commit.yaml", "schema: 1\nstages: [width]\n")
    assert "width.letter" in (out := command("check", "docs").out) and "punctuation" not in out
    write("cleaner.yaml", "schema: 1\nextends: default\ncommit: commit\n")
    assert "punctuation.comma" in command("check", "docs").out
    write("cleaner.yaml", "schema: 1\nextends: default\n")
    assert "punctuation.comma" in command("check", "docs").out
    write("cleaner.yaml", "schema: 1\nextends: default\ncommit: [a]\n")
    assert "cleaner.yaml:3:9: commit names a preset or a pipeline file" in command("check", "docs").err
    write("cleaner.yaml", "schema: 1\nextends: default\ncommit: none.yaml\n")
    assert command("check", "docs").code == 2
    os.remove("cleaner.yaml")
    write("pyproject.toml", '[tool.cleaner]\nextends = "default"\ncommit = "ours/commit.yaml"\n')
    assert "punctuation" not in command("check", "docs").out


@pytest.mark.parametrize("paths", [("a.txt",), (".",)])
def test_a_file_that_cannot_be_read_is_told(write, command, monkeypatch, paths):
    path = write("a.txt")
    path.unlink()
    path.symlink_to("nowhere")
    done = command("check", *paths)
    assert done.code == (1 if paths == ("a.txt",) else 0)
    assert ("cannot be read: No such file or directory" in done.out) == (paths == ("a.txt",))
