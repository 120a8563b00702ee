"""The forms of OUT: packed, Parquet, shards; each is read back by verify, restore and trace."""

import gzip
import json
import os
from pathlib import Path
from subprocess import PIPE

import pytest

from tests.running.corpus import QUICK, ZH, rows, start, write_lines

ROWS = 150


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in a folder with a corpus."""
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "c.jsonl", [*rows(ROWS), b"{bad"])
    (tmp_path / "quick.yaml").write_text(QUICK)
    return tmp_path


@pytest.fixture
def run(command):
    """Run over the corpus in several shards, by one worker."""

    def call(out, *options):
        return command("run", "c.jsonl", "-p", "quick.yaml", "-o", out, "--part-size", "0.01", "-q", *options)

    return call


FORMS = ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet", "out"]


@pytest.mark.parametrize("shards", [0, 1, 3])
@pytest.mark.parametrize("out", FORMS)
def test_every_form_is_read_back(run, command, folder, out, shards):
    assert run(out, *(["--shards", shards] if shards else [])).code == 1
    told = f"{ROWS} pages rebuilt, byte for byte, 1 had not been readable\n"
    assert command("verify", out) == (0, told, "")
    assert command("restore", out, "-o", "back").code == 0
    assert (folder / "back" / "c.jsonl" / "7").read_text() == rows(ROWS)[6]["text"]
    assert command("trace", out, "c.jsonl/7#0", "--span", "0:2").out.splitlines()[-1] == f"c.jsonl [0:2] '{ZH}'"
    written = {name for name in os.listdir() if name.startswith("out")}
    names = {out} if not shards else {
        f"out-{number:05}-of-{shards:05}{out.removeprefix('out')}" for number in range(shards)
    }  # fmt: skip
    assert written == names | {f"{out}.rejected.jsonl", f"{out}.manifest.json"}


@pytest.mark.parametrize("out", FORMS)
def test_the_same_records_give_the_same_bytes(run, out):
    run(out)
    first = Path(out).read_bytes()
    run(out, "--jobs", "2", "--part-size", "1")
    assert Path(out).read_bytes() == first


def test_shards_are_alike_and_together_the_whole(run, folder):
    run("whole.jsonl")
    run("out.jsonl", "--shards", "4")
    shards = [folder / f"out-{number:05}-of-00004.jsonl" for number in range(4)]
    assert b"".join(shard.read_bytes() for shard in shards) == (folder / "whole.jsonl").read_bytes()
    sizes = [shard.stat().st_size for shard in shards]
    assert max(sizes) - min(sizes) < 10_000
    outputs = json.loads((folder / "out.jsonl.manifest.json").read_bytes())["outputs"]
    assert [one["file"] for one in outputs] == [*(shard.name for shard in shards), "out.jsonl.rejected.jsonl"]
    assert sum(one["records"] for one in outputs) == ROWS + 1


def test_more_shards_than_records(run, folder):
    write_lines(folder / "c.jsonl", rows(2))
    assert run("out.jsonl", "--shards", "5").code == 0
    assert sum(path.read_bytes().count(b"\n") for path in folder.glob("out-*-of-00005.jsonl")) == 2


def test_gzip_holds_what_plain_lines_hold(run, folder):
    run("out.jsonl")
    run("out.jsonl.gz")
    assert gzip.decompress((folder / "out.jsonl.gz").read_bytes()) == (folder / "out.jsonl").read_bytes()


def test_parquet_has_columns_that_others_read(run, folder):
    parquet = pytest.importorskip("pyarrow.parquet")
    run("out.parquet")
    table = parquet.read_table("out.parquet")
    names = ["id", "text", "title", "date", "published", "outlet", "meeting", "script", "metadata", "provenance"]
    assert table.column_names == names
    assert table.num_rows == ROWS
    first = table.slice(0, 1).to_pylist()[0]
    assert json.loads(first["metadata"])["evidence"] == {}
    assert json.loads(first["provenance"])["source"]["line"] == 1


WRONG = [
    (["-o", "-", "--shards", "2"], "cleaner: -: --shards needs the name of a file, such as out.jsonl\n"),
    (["-o", "out", "--shards", "0"], "argument --shards: '0' is no number of shards; say 1 to 99999\n"),
    (["-o", "out", "--part-size", "x"], "argument --part-size: 'x' is no number of megabytes; say 8, or 0.5\n"),
    (["-o", "out", "--jobs", "0"], "argument --jobs: '0' is no number of processes; say 1 or more\n"),
]


@pytest.mark.parametrize(("options", "says"), WRONG)
def test_wrong_use(command, options, says):
    done = command("run", "c.jsonl", "-p", "quick.yaml", *options)
    assert done.code == 2
    assert done.err.endswith(says)


@pytest.mark.parametrize(
    ("out", "says"), [("out.zst", "zstd needs zstandard"), ("out.parquet", "Parquet needs pyarrow")]
)
def test_a_missing_package_is_told_before_the_work(command, monkeypatch, out, says):
    for name in ("zstandard", "pyarrow"):
        monkeypatch.setitem(__import__("sys").modules, name, None)
    done = command("run", "c.jsonl", "-p", "quick.yaml", "-o", out)
    assert done.code == 2
    assert done.err.startswith(f"cleaner: writing {says}, which is not installed: pip install 'cleaner[")
    assert not Path(f".{out}.parts").exists()


BAD = [
    ("no JSON", [b"{bad"], (), "2: no JSON: Expecting property name enclosed in double quotes at character 2; "
     "mend or remove it"),
    ("a wrong type", [{"id": "x", "text": 7}], (), "2: 'text' is a number, no text; mend it or name another --field"),
    ("no field", [{"id": "x", "words": "a"}], (),
     "2: no field 'text'; it has id, words; mend it or name another --field"),
    ("an id twice", [{"id": "d0", "text": "a"}], ("--id-field", "id"),
     "2: the id 'd0' stands already in line 1; make ids unique or name another --id-field"),
    ("no UTF-8", [b'{"id": "x", "text": "\xff"}'], (),
     "2: byte 22 (0xff) is no UTF-8; JSON is written in UTF-8: convert the file"),
    ("too long", [{"id": "x", "text": "a" * 1_200_000}], ("--max-size", "1"),
     "2: the line has 1 MB, more than 1 MB; leave it out or raise --max-size"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "options", "says"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_rows_are_told_and_the_run_goes_on(command, folder, bad, options, says):
    good = rows(ROWS)
    write_lines(folder / "c.jsonl", [good[0], *bad, *good[1:]])
    done = command("run", "c.jsonl", "-p", "quick.yaml", "-o", "out", "--part-size", "0.01", *options)
    assert done.code == 1
    first, second, *_, last = done.err.splitlines()
    assert first == f"c.jsonl:{says} [input.unreadable]"
    assert second == f"{ROWS + 1} pages read: {ROWS} written, 0 dropped, 1 rejected; {ROWS} reports"
    assert last == "1 record without clean text: see out.rejected.jsonl"
    (row,) = map(json.loads, (folder / "out.rejected.jsonl").read_bytes().splitlines())
    source = row["provenance"]["source"]
    assert (source["path"], source["line"]) == ("c.jsonl", 2)
    assert source["offset"] == (folder / "c.jsonl").read_bytes().index(b"\n") + 1
    assert says.endswith(row["error"]["reason"])


def test_an_id_that_stands_twice_in_another_shard(command, folder):
    write_lines(folder / "c.jsonl", [*rows(ROWS), {"id": "d3", "text": "a"}])
    options = ("--id-field", "id", "--part-size", "0.01")
    done = command("run", "c.jsonl", "-p", "quick.yaml", "-o", "out", *options)
    assert done.code == 1
    says = "the id 'd3' stands already in line 4; make ids unique or name another --id-field"
    assert done.err.splitlines()[0] == f"c.jsonl:{ROWS + 1}: {says} [input.unreadable]"


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_packed_file_cut_short(command, folder, suffix):
    data = (folder / "c.jsonl").read_bytes()
    packed = gzip.compress(data) if suffix == "gz" else pytest.importorskip("zstandard").compress(data)
    (folder / f"d.jsonl.{suffix}").write_bytes(packed[: len(packed) - 20])
    done = command("run", f"d.jsonl.{suffix}", "-p", "quick.yaml", "-o", "out")
    assert done.code == 1
    last = done.err.splitlines()[0]
    assert last.startswith(f"d.jsonl.{suffix}:")
    assert "data is cut short after " in last
    assert last.endswith(" bytes; get it again [input.unreadable]")


def test_standard_output_takes_all_records_as_they_come(folder, command):
    assert command("run", "c.jsonl", "-p", "quick.yaml", "-o", "out", "-q").code == 1
    options = ("--jobs", "2", "--part-size", "0.01", "-q")
    with start(folder, "run", "c.jsonl", "-p", "quick.yaml", "-o", "-", *options, stdout=PIPE, text=False) as process:
        lines, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert lines == (folder / "out").read_bytes() + (folder / "out.rejected.jsonl").read_bytes()


def test_inputs_behind_urls(folder, command):
    fsspec = pytest.importorskip("fsspec")
    data = (folder / "c.jsonl").read_bytes()
    for name in ("one.jsonl", "deep/two.jsonl"):
        with fsspec.open(f"file://{folder}/corpus/{name}", "wb", auto_mkdir=True) as file:
            file.write(data)
    assert command("run", f"file://{folder}/corpus/**/*.jsonl", "-p", "quick.yaml", "-o", "out", "-q").code == 1
    told = command("verify", "out").out
    assert told == f"{2 * ROWS} pages rebuilt, byte for byte, 2 had not been readable\n"
    names = {json.loads(line)["id"].rpartition("/")[0] for line in (folder / "out").read_bytes().splitlines()}
    assert names == {"one.jsonl", "deep/two.jsonl"}
    missing = command("run", f"file://{folder}/corpus/*.txt", "-p", "quick.yaml", "-o", "out")
    assert (missing.code, missing.err) == (2, f"cleaner: file://{folder}/corpus/*.txt: matches no file\n")
