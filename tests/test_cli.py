"""The command line, called: what it prints, how it exits, and that nothing is ever lost."""

import errno
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from cleaner import __version__
from cleaner.written import written_lines
from tests.conftest import PROJECT

ZH = "\u5c71\u6c34"
COMMA = "\uff0c"
PAGE = f"{ZH},{ZH}\r\n".encode()


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def rows_of(out):
    """All records of a run, those that were rejected behind the others."""
    return [json.loads(line) for _, line in written_lines(str(out))]


def comes_back(command, folder, pages, out="out"):
    """Check that verify and restore give the bytes of the pages back."""
    assert command("verify", out).code == 0
    assert command("restore", out, "-o", "back").code == 0
    for name in pages:
        assert (folder / "back" / name).read_bytes() == (folder / name).read_bytes()


def test_a_page_is_cleaned_verified_traced_and_restored(command, folder):
    (folder / "page.txt").write_bytes(PAGE)
    done = command("run", "page.txt", "-o", "out")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines()[0] == "1 page read: 1 written, 0 dropped, 0 rejected; 1 report"
    assert "        1  punctuation.comma" in done.err.splitlines()
    assert json.loads((folder / "out").read_bytes())["text"] == f"{ZH}{COMMA}{ZH}"
    assert command("verify", "out") == (0, "1 page rebuilt, byte for byte\n", "")
    traced = command("trace", "out", "page.txt#0", "--span", "2:3")
    assert traced.out.splitlines() == [
        f"page.txt#0 [2:3] '{COMMA}'",
        "before punctuation [2:3] ','",
        f"    punctuation.comma 2:3 ',' -> '{COMMA}'",
        "page.txt [2:3] ','",
    ]
    assert command("restore", "out", "-o", "back") == (0, "", "1 page restored to back\n")
    assert (folder / "back" / "page.txt").read_bytes() == PAGE


BAD = [
    ("empty", b"", 0, None, "the page is empty"),
    ("blanks", b" \n\t\n \r\n", 0, None, "no text is left"),
    ("only a mark", b"\xef\xbb\xbf", 0, None, "the page is empty"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, 1,
     "a binary file, no text: a PNG image; leave it out, or name its --encoding [input.binary]", ""),
    ("noise", bytes(range(256)) * 20, 1,
     "a binary file, no text: control characters that no encoding explains; leave it out, or name its --encoding"
     " [input.binary]", ""),
    ("NUL bytes", f"{ZH}\0{ZH}\0".encode(), 0, None, f"{ZH}{ZH}"),
    ("lone surrogates", ZH.encode("utf-16") + b"\x00\xd8" + ZH.encode("utf-16-le"), 0, None, f"{ZH}\ufffd{ZH}"),
    ("mixed newlines", f"{ZH}\r\n{ZH}\r{ZH}\n{ZH}".encode(), 0, None, "\n".join([ZH] * 4)),
    ("cut in a character", (ZH * 20).encode()[:-1], 0, None, (ZH * 20)[:-1] + "\ufffd"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code", "says", "text"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_page_is_told_in_one_line_and_comes_back(command, folder, data, code, says, text):
    (folder / "bad.txt").write_bytes(data)
    (folder / "good.txt").write_bytes(PAGE)
    done = command("run", "bad.txt", "good.txt", "-o", "out")
    assert done.code == code
    told = [line for line in done.err.splitlines() if line.startswith("bad.txt")]
    assert told == ([f"bad.txt: {says}"] if says else [])
    bad, good = sorted(rows_of("out"), key=lambda row: row["id"])
    assert (folder / "out.rejected.jsonl").exists() == bool("error" in bad or "dropped" in bad)
    assert text in (bad["text"], bad.get("dropped", {}).get("reason"))
    assert good["text"] == f"{ZH}{COMMA}{ZH}"
    comes_back(command, folder, ["bad.txt", "good.txt"])


@pytest.mark.parametrize("size", [20_000_000, pytest.param(200_000_000, marks=pytest.mark.slow)])
def test_one_endless_line(command, folder, size):
    line = f"{ZH * 25},{ZH * 25}\u3002".encode()
    with (folder / "long.txt").open("wb") as file:
        file.write(line * (size // len(line)))
    assert command("run", "long.txt", "-o", "out", "-q").code == 0
    comes_back(command, folder, ["long.txt"])


def test_a_page_that_cannot_be_read(command, folder):
    (folder / "in").mkdir()
    (folder / "in" / "gone.txt").symlink_to("nowhere")
    (folder / "in" / "page.txt").write_bytes(PAGE)
    done = command("run", "in", "-o", "out", "-q")
    assert done == (
        1,
        "",
        "in/gone.txt: cannot be read: No such file or directory; mend that or leave it out [input.unreadable]\n",
    )
    assert command("verify", "out") == (0, "1 page rebuilt, byte for byte, 1 had not been readable\n", "")


WRONG = [
    ("no arguments", [], "cleaner: error: the following arguments are required: COMMAND\n"),
    ("no such command", ["rnu"], "invalid choice: 'rnu'"),
    ("no output", ["run", "page.txt"], "error: the following arguments are required: -o/--output\n"),
    ("no such level", ["run", "page.txt", "-o", "out", "--ledger", "most"], "invalid choice: 'most'"),
    ("no such input", ["run", "nowhere", "-o", "out"], "cleaner: nowhere: no such file or folder\n"),
    ("an empty folder", ["run", "empty", "-o", "out"],
     "cleaner: empty: no .txt, .text, .md, .markdown, .html, .htm, .xhtml, .shtml, .mhtml, .mht, .jsonl, .ndjson, "),
    ("an empty glob", ["run", "*.md", "-o", "out"], "cleaner: *.md: matches no file\n"),
    ("a folder as output", ["run", "page.txt", "-o", "empty"],
     "cleaner: empty: is a folder; name a file in it, such as empty/out.jsonl\n"),
    ("an output in no folder", ["run", "page.txt", "-o", "nowhere/out"],
     "cleaner: nowhere/out: the folder nowhere does not exist; make it first\n"),
    ("an output that is an input", ["run", "page.txt", "-o", "page.txt"],
     "cleaner: page.txt: is also an input; write to another file\n"),
    ("no such encoding", ["run", "page.txt", "-o", "out", "--encoding", "gb18300"],
     "cleaner: unknown encoding 'gb18300'; did you mean "),
    ("no such pipeline", ["run", "page.txt", "-o", "out", "-p", "defualt"],
     "cleaner: no pipeline 'defualt': no such file, and the presets are commit, default"),
    ("an unknown stage", ["run", "page.txt", "-o", "out", "-p", "stage.yaml"],
     'cleaner: stage.yaml:2:10: unknown stage "widht"; did you mean "width"?\n    stages: [widht]\n             ^\n'),
    ("a wrong option", ["run", "page.txt", "-o", "out", "-p", "option.yaml"],
     "cleaner: option.yaml:2:27: width.letter is true or false, not 3\n"),
    ("no records", ["verify", "nowhere"], "cleaner: nowhere: cannot be read: No such file or directory\n"),
    ("no records", ["restore", "nowhere", "-o", "back"],
     "cleaner: nowhere: cannot be read: No such file or directory\n"),
    ("no such rule", ["explain", "punctation"],
     "cleaner: no stage or rule is called 'punctation'; did you mean \"punctuation\"?\n"),
    ("no such record", ["trace", "records", "page.txt#9", "--span", "0:1"],
     "cleaner: records: no record 'page.txt#9'; did you mean \"page.txt#0\"?\n"),
    ("no such span", ["trace", "records", "page.txt#0", "--span", "0:99"],
     "cleaner: page.txt#0: the text has 5 characters, 0:99 is not in it\n"),
    ("no span", ["trace", "records", "page.txt#0", "--span", "3"],
     "argument --span: '3' is no span; say two offsets, such as 120:128\n"),
    ("a page as records", ["trace", "page.txt", "page.txt#0", "--span", "0:1"],
     "cleaner: page.txt:1: not a record of cleaner (no JSON: "),
    ("a file as folder", ["restore", "records", "-o", "page.txt"],
     "cleaner: page.txt: is a file; name a folder for the pages\n"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "says"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_wrong_use_is_told_with_its_cure_and_changes_nothing(command, folder, arguments, says):
    (folder / "empty").mkdir()
    (folder / "page.txt").write_bytes(PAGE)
    (folder / "stage.yaml").write_text("schema: 1\nstages: [widht]\n")
    (folder / "option.yaml").write_text("schema: 1\nstages: [{width: {letter: 3}}]\n")
    assert command("run", "page.txt", "-o", "records", "-q").code == 0
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    done = command(*arguments)
    assert done.code == 2
    assert says in done.err
    assert done.out == ""
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_record_that_was_changed_is_told_with_its_place(command, folder):
    (folder / "page.txt").write_bytes(PAGE)
    command("run", "page.txt", "-o", "out", "-q")
    (folder / "out").write_bytes((folder / "out").read_bytes().replace(f"{ZH}{COMMA}".encode(), f"{ZH};".encode()))
    says = "page.txt#0: the text was changed after the run: first at character 2 of page.txt (line 1)\n"
    assert command("verify", "out") == (1, f"out:1: {says}0 pages rebuilt, byte for byte, 1 problem\n", "")
    assert command("restore", "out", "-o", "back") == (1, "", f"out:1: {says}0 pages restored to back\n")
    assert not os.path.exists("back")
    assert command("trace", "out", "page.txt#0", "--span", "0:1").err.startswith("cleaner: out:1: the text was changed")


def test_a_record_that_leads_out_of_the_folder(command, folder):
    (folder / "page.txt").write_bytes(PAGE)
    command("run", "page.txt", "-o", "out", "-q")
    (folder / "out").write_bytes((folder / "out").read_bytes().replace(b'"page.txt#0"', b'"../evil.txt#0"'))
    done = command("restore", "out", "-o", "back/deep")
    assert done.code == 1
    assert done.err == "out:1: '../evil.txt' leads out of back/deep: not written\n0 pages restored to back/deep\n"
    assert not list(folder.rglob("evil.txt"))


def test_two_inputs_of_one_name_both_come_back(command, folder):
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "page.txt").write_text(name)
    command("run", "a", "b", "-o", "out", "-q")
    assert command("restore", "out", "-o", "back").code == 0
    assert sorted(path.read_text() for path in (folder / "back").rglob("*.txt")) == ["a", "b"]


def test_standard_input_to_standard_output(folder):
    done = run_python(folder, "run", "-", "-o", "-", "-q", input=PAGE)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["id"] == "stdin#0"


MOODY = """
from dataclasses import dataclass
from cleaner.stage import Edit, Note, Part

@dataclass(frozen=True)
class Stage:
    name = "moody"
    rules = {"moody.x": "does it"}
    def __call__(self, doc):
        said = {"junk": "x", "overlap": Edit(0, 1, "", "moody.x"), "rule": Edit(3, 4, "", "moody.y"),
                "note": Note(0, 99, "date", 1, "moody.x"), "part": Part(9, 2, "x"),
                "set": Note(0, 1, "x", {1}, "moody.x")}
        if "raise" in doc.text:
            raise KeyError(doc.text)
        if "exit" in doc.text:
            raise SystemExit(0)
        yield Edit(0, 2, "", "moody.x")
        if doc.text in said:
            yield said[doc.text]
"""


def test_a_stage_that_fails_costs_only_its_pages(command, plugin, folder):
    plugin("moody-plugin", "moody", MOODY)
    moods = ["exit", "fine", "junk", "note", "overlap", "part", "raise", "rule", "set"]
    (folder / "in").mkdir()
    for mood in moods:
        (folder / "in" / f"{mood}.txt").write_text(mood)
    (folder / "p.yaml").write_text("schema: 1\nstages: [moody]\n")
    done = command("run", "in", "-o", "out", "-p", "p.yaml")
    assert done.code == 1
    assert done.err.splitlines()[:9] == [
        "in/exit.txt: moody_plugin: SystemExit: 0 [moody]",
        "in/junk.txt: moody_plugin: said 'x', which is no Edit, Note, Part or Drop [moody]",
        "in/note.txt: moody_plugin: note 0:99 of rule 'moody.x' is not in the text (4) [moody]",
        "in/overlap.txt: moody_plugin: edit 0:1 of rule 'moody.x' starts before 2, "
        "where the one before it ends [moody]",
        "in/part.txt: moody_plugin: its parts overlap, are out of order or leave the text [moody]",
        "in/raise.txt: moody_plugin: KeyError: 'raise' [moody]",
        "in/rule.txt: moody_plugin: named the rule 'moody.y', which is not in its rules [moody]",
        "in/set.txt: moody_plugin: note of rule 'moody.x' holds 'x': {1}: Type is not JSON serializable: set [moody]",
        "9 pages read: 1 written, 0 dropped, 8 rejected; 1 report",
    ]
    texts = {row["id"]: row["text"] for row in rows_of("out")}
    assert texts == {f"{mood}.txt#0": "ne" if mood == "fine" else mood for mood in moods}
    assert (folder / "out").read_bytes().count(b"\n") == 1
    assert command("verify", "out").out == "9 pages rebuilt, byte for byte\n"


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (KeyboardInterrupt(), 130, "cleaner: interrupted: no file was left half written; run again\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 2,
         "cleaner: out: No space left on device: no file was left half written; mend that and run again\n"),
    ],
)  # fmt: skip
def test_a_run_that_ends_early_leaves_the_old_output(command, folder, monkeypatch, error, code, says):
    def end(number):
        raise error

    (folder / "page.txt").write_bytes(PAGE)
    (folder / "out").write_text("old")
    monkeypatch.setattr(os, "fsync", end)
    assert command("run", "page.txt", "-o", "out") == (code, "", says)
    assert (folder / "out").read_text() == "old"
    assert sorted(os.listdir(folder)) == ["out", "page.txt"]


def test_a_broken_law_is_told_as_our_bug(command, folder, monkeypatch):
    (folder / "page.txt").write_bytes(PAGE)
    monkeypatch.setattr("cleaner.draft.undone", lambda text, steps: "")
    done = command("run", "page.txt", "-o", "out")
    assert done.code == 1
    assert done.err.startswith("cleaner: a law of the ledger was broken; please report this: page.txt: ")
    assert not (folder / "out").exists()


def test_version_and_help(command):
    assert command("--version") == (0, f"cleaner {__version__}\n", "")
    shown = command("--help").out
    assert all(f"    {name} " in shown for name in ("run", "restore", "verify", "explain", "trace"))


@pytest.mark.parametrize("level", ["full", "reference", "none"])
def test_levels_of_the_ledger(command, folder, level):
    (folder / "page.txt").write_bytes(PAGE)
    assert command("run", "page.txt", "-o", "out", "--ledger", level).code == 0
    assert command("verify", "out").code == (level == "none")


# What only a process of its own shows.


def run_python(folder, *arguments, **options):
    given = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(PROJECT)}, "capture_output": True, "timeout": 60}
    return subprocess.run([sys.executable, "-m", "cleaner", *arguments], check=False, **{**given, **options})


@pytest.fixture
def many(folder):
    """Enough pages that their records do not fit into a pipe."""
    (folder / "in").mkdir()
    for number in range(200):
        (folder / "in" / f"{number}.txt").write_bytes(PAGE * 50)


@pytest.mark.parametrize("arguments", [["run", "in", "-o", "-", "-q"], ["verify", "broken"]])
def test_a_pipe_that_is_closed_early_is_no_traceback(folder, many, arguments):
    (folder / "broken").write_text("x\n" * 5000)
    command = [sys.executable, "-m", "cleaner", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("out", ["/dev/full", "-"])
def test_a_full_device_is_told(folder, out):
    (folder / "page.txt").write_bytes(PAGE)
    with open("/dev/full", "wb") as full:
        done = run_python(
            folder, "run", "page.txt", "-o", out, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    says = f"cleaner: {out}: No space left on device: no file was left half written; mend that and run again\n"
    assert (done.returncode, done.stderr.decode()) == (2, says)


def test_an_interrupt_leaves_the_old_output(folder, many):
    (folder / "out").write_text("old")
    os.mkfifo(folder / "in" / "wait.txt")  # a page that never comes
    command = [sys.executable, "-m", "cleaner", "run", "in", "-o", "out"]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    # A shell starts what it puts into the background deaf to interrupts, and children inherit that: hear them again.
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        until = time.monotonic() + 30
        while not list(folder.glob(".out.*")) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert told == b"cleaner: interrupted: no file was left half written; run again\n"
        assert process.returncode == 130
    assert (folder / "out").read_text() == "old"
    assert sorted(os.listdir(folder)) == ["in", "out"]


def test_a_terminal_that_cannot_show_chinese(folder):
    (folder / "page.txt").write_bytes(PAGE)
    assert run_python(folder, "run", "page.txt", "-o", "out").returncode == 0
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "ascii"}
    done = run_python(folder, "trace", "out", "page.txt#0", "--span", "0:2", env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[0] == b"page.txt#0 [0:2] '\\u5c71\\u6c34'"


@pytest.mark.parametrize(("streams", "code"), [("<&-", 1), (">&-", 2), ("2>&-", 0)])
def test_closed_streams_are_no_traceback(folder, streams, code):
    (folder / "page.txt").write_bytes(PAGE)
    given, out = ("-" if streams == "<&-" else "page.txt"), ("-" if streams == ">&-" else "out")
    line = f'exec "{sys.executable}" -m cleaner run {given} -o {out} -q {streams}'
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stdout == b""


def test_start_up_imports_only_what_it_needs(folder):
    code = "import sys, cleaner.cli; "
    code += "print(*sorted(m for m in sys.modules if m.startswith(('cleaner', 'rich', 'yaml', 're2'))))"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True,
                          check=True, text=True)  # fmt: skip
    assert done.stdout.split() == ["cleaner", "cleaner.arguments", "cleaner.cli", "cleaner.errors"]


def test_a_small_run_imports_no_progress_bar(folder):
    (folder / "page.txt").write_bytes(PAGE)
    code = "import sys; from cleaner.cli import main; main(['run', 'page.txt', '-o', 'out'])"
    code += "; sys.exit('rich' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    assert subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=False).returncode == 0


# The real documents.


@pytest.mark.parametrize("encoding", [None, "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_the_real_documents_come_back(command, folder, shared, encoding):
    (folder / "in").mkdir()
    count = 0
    for path in sorted((shared / "seeds").glob("*.txt")):
        data = path.read_bytes()
        try:
            data = data.decode("utf-8").encode(encoding) if encoding else data
        except UnicodeEncodeError:
            assert encoding == "big5hkscs"  # which has no Simplified characters
            continue
        (folder / "in" / path.name).write_bytes(data)
        count += 1
    if not count:
        pytest.skip(f"none can be written in {encoding}")
    assert encoding == "big5hkscs" or count == 5
    assert command("run", "in", "-o", "out", "-q") == (0, "", "")
    assert command("verify", "out").out == f"{count} page{'s' if count > 1 else ''} rebuilt, byte for byte\n"
    assert command("restore", "out", "-o", "back").code == 0
    for path in (folder / "in").iterdir():
        assert (folder / "back" / path.name).read_bytes() == path.read_bytes()
