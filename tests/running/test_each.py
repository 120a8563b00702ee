"""One output for each input, into a folder; what is done is not done again."""

import gzip
import json

import pytest

from cleaner.cli import main
from cleaner.restore import restore


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in" / "b"
    folder.mkdir(parents=True)
    (folder / "page.txt").write_text("会议指出,要抓落实\u3002\n", encoding="utf-8")
    (tmp_path / "in" / "rows.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a,b"}\n{"no": 1}\n'))
    return tmp_path


def run(*more):
    return main(["run", "in", "-o", "out/", *more])


def texts(path):
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def test_a_file_each(corpus, capsys):
    assert run() == 1
    out = corpus / "out"
    names = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert names == [
        "b/page.txt.jsonl", "b/page.txt.jsonl.manifest.json",
        "rows.jsonl", "rows.jsonl.manifest.json", "rows.jsonl.rejected.jsonl",
    ]  # fmt: skip
    assert texts(out / "b" / "page.txt.jsonl") == ["会议指出\uff0c要抓落实\u3002"]
    assert "out/*.rejected.jsonl" in capsys.readouterr().err
    assert restore("out/b/page.txt.jsonl", "back").problems == []
    assert (corpus / "back" / "b" / "page.txt").read_bytes() == (corpus / "in" / "b" / "page.txt").read_bytes()


def test_what_is_done_is_not_done_again(corpus, capsys):
    run()
    written = {path: path.stat().st_mtime_ns for path in (corpus / "out").rglob("*.jsonl")}
    first = capsys.readouterr().err
    assert run() == 1
    again = capsys.readouterr().err
    assert "2 of 2 files had been done already, and have not changed" in again
    assert "3 pages read: 2 written, 0 dropped, 1 rejected" in first
    assert "3 pages read: 2 written, 0 dropped, 1 rejected" in again
    assert {path: path.stat().st_mtime_ns for path in written} == written


@pytest.mark.parametrize("change", ["input", "output", "manifest", "options"])
def test_what_has_changed_is_done_again(corpus, capsys, change):
    run()
    page, out = corpus / "in" / "b" / "page.txt", corpus / "out" / "b" / "page.txt.jsonl"
    before = out.read_bytes()
    if change == "input":
        page.write_text("会议强调,要抓落实\u3002\n", encoding="utf-8")
    elif change == "output":
        out.unlink()
    elif change == "manifest":
        out.with_name(f"{out.name}.manifest.json").write_text("{", "utf-8")
    capsys.readouterr()
    run(*(["--ledger", "none"] if change == "options" else []))
    told = capsys.readouterr().err
    assert ("1 of 2 files had been done" in told) == (change != "options")
    assert (out.read_bytes() == before) == (change in ("output", "manifest"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "-", "-o", "out/"], "out/: standard input has no name in a folder; name a file for OUT"),
        (["run", "in", "-o", "out/", "--shards", "2"],
         "out/: --shards needs the name of a file, such as out/out.jsonl"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(corpus, capsys, words, says):
    assert main(words) == 2
    assert says in capsys.readouterr().err


def test_what_holds_for_all_files_is_said_once(corpus, capsys):
    assert run("-q", "--engine", "ray") == 1
    assert [line[:12] for line in capsys.readouterr().err.splitlines()].count("--engine ray") == 1
