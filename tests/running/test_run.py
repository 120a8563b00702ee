"""Runs of many shards: whoever cleans them, in whatever order and however often it begins again, the same comes out."""

import errno
import gzip
import json
import os
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest

from cleaner import __version__
from cleaner.config import load_pipeline
from cleaner.errors import ConfigError, LedgerError
from cleaner.inputs import find_inputs
from cleaner.restore import verify
from cleaner.running.folder import locked
from cleaner.running.local import run_local
from cleaner.running.outputs import Outputs
from cleaner.running.part import Part, Work, run_here
from cleaner.running.run import Order, Told, done_so_far, run
from tests.running.corpus import QUICK, result_of, rows, write_lines


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in a folder with a corpus of two files of lines, some bad, and some pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", [*rows(120), b"{bad", {"text": 7}, *rows(3, 2), {"text": ""}])
    write_lines(tmp_path / "in" / "b.jsonl", rows(60, 3))
    for number in range(9):
        (tmp_path / "in" / f"p{number}.txt").write_text(f"page {number}\n" * 300)
    (tmp_path / "quick.yaml").write_text(QUICK)
    return tmp_path


def order(out="out.jsonl", engine=run_here, size=10_000, **options):
    work = Work(load_pipeline("quick.yaml"), **options)
    return Order(tuple(find_inputs(["in"])), work, Outputs(out), size, engine)


def done(given, seen=lambda at: None):
    """Run, and return what was said on the way."""
    said = []
    run(given, Told(seen, said.append))
    return said


def test_the_number_of_workers_and_the_size_of_shards_make_no_difference():
    done(order("one.jsonl", size=10**9))
    clean, rejected, manifest, _ = result_of("one.jsonl")
    assert manifest["documents"] == {"read": 195, "written": 192, "dropped": 1, "rejected": 2}
    for number, (engine, size) in enumerate(
        [(run_here, 10_000), (partial(run_local, jobs=1), 10_000), (partial(run_local, jobs=3), 3_000)]
    ):
        done(order(f"{number}.jsonl", engine, size))
        again = result_of(f"{number}.jsonl")
        assert again[:2] == (clean, rejected)
        assert len(again[2].pop("shards")) > 5
        assert again[2] == {key: value for key, value in manifest.items() if key != "shards"}
    assert verify("0.jsonl").problems == []
    suffixes = (".jsonl", ".jsonl.rejected.jsonl", ".jsonl.manifest.json")
    written = {f"{name}{suffix}" for name in ("one", 0, 1, 2) for suffix in suffixes}
    assert set(os.listdir()) == {"in", "quick.yaml", *written}


class _EndedError(Exception):
    pass


def ending(after):
    """Return what ends a run after so many calls."""
    calls = []

    def seen(at):
        calls.append(at)
        if len(calls) == after:
            raise _EndedError

    return seen


def test_a_run_that_was_ended_goes_on_where_it_was():
    done(order("whole.jsonl"))
    for after in (1, 30, 60):
        with pytest.raises(_EndedError):
            done(order(), ending(after))
        assert not os.path.exists("out.jsonl")
    begun = []
    (says,) = done(order(), lambda at: begun.append(at.documents))
    assert says.startswith("going on: ")
    assert 0 < max(begun) < 195
    assert result_of("out.jsonl") == result_of("whole.jsonl")
    assert not os.path.exists(".out.jsonl.parts")


def test_what_is_done_is_not_done_again_but_for_parts_that_are_not_whole():
    done(order("whole.jsonl"))
    with pytest.raises(_EndedError):
        done(order(), ending(150))
    (place,) = (p for p in os.scandir(".out.jsonl.parts") if p.is_dir())
    parts = sorted(name for name in os.listdir(place) if name.endswith(".done.json"))
    assert len(parts) > 3
    assert done_so_far(order()) == f"{len(parts)} shards are done: the same command goes on from there"
    with open(f"{place.path}/000001.jsonl", "ab") as file:  # as no run leaves it
        file.write(b"x")
    assert Part(place.path, 0).done()
    assert Part(place.path, 1).done() is None
    done(order())
    assert result_of("out.jsonl") == result_of("whole.jsonl")


CHANGES = [
    ("an input", lambda: write_lines("in/b.jsonl", rows(61, 3)), {}, "inputs differ in in/b.jsonl"),
    ("another input", lambda: write_lines("in/z.jsonl", rows(1)), {}, "inputs differ in in/z.jsonl"),
    ("an option", lambda: None, {"level": "none"}, "options differ in ledger"),
    ("a stage", lambda: Path("quick.yaml").write_text(QUICK.replace("width, ", "")), {}, "stages differ in width"),
]


@pytest.mark.parametrize(("change", "options", "says"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_changed_is_said_and_all_is_done_anew(change, options, says):
    with pytest.raises(_EndedError):
        done(order(), ending(150))
    change()
    (told,) = done(order(**options))
    assert told.startswith("parts of another run were there: ")
    assert says in told
    assert told.endswith("; started anew")
    done(order("whole.jsonl", **options))
    assert result_of("out.jsonl") == result_of("whole.jsonl")


def test_another_version_is_said(monkeypatch):
    with pytest.raises(_EndedError):
        done(order(), ending(150))
    monkeypatch.setattr("cleaner.running.manifest.__version__", "9.9")
    (told,) = done(order())
    assert f"cleaner was {__version__}, is 9.9" in told


def test_two_runs_at_once_are_refused():
    with locked(Outputs("out.jsonl").parts), pytest.raises(ConfigError) as caught:
        done(order())
    says = ".out.jsonl.parts: another run is at work there; wait for it, or write to another file"
    assert str(caught.value).endswith(says)


def test_the_manifest_says_what_was_done():
    done(order())
    _, _, manifest, _ = result_of("out.jsonl")
    assert (manifest["cleaner"], manifest["pipeline"]) == (__version__, "quick")
    assert list(manifest["stages"]) == ["newline", "width", "punctuation"]
    assert manifest["counts"] == {"punctuation.comma": manifest["characters"]["changed"]}
    for key in ("read", "written", "dropped", "rejected"):
        assert sum(shard[key] for shard in manifest["shards"]) == manifest["documents"][key]
    for one in manifest["inputs"]:
        data = Path(one["path"]).read_bytes()
        assert (one["bytes"], one["sha256"]) == (len(data), sha256(data).hexdigest())


def test_old_rejected_records_do_not_stay(folder):
    done(order())
    assert os.path.exists("out.jsonl.rejected.jsonl")
    write_lines(folder / "in" / "a.jsonl", rows(5))
    done(order())
    assert not os.path.exists("out.jsonl.rejected.jsonl")


def test_a_record_that_is_lost_on_the_way_is_an_error(monkeypatch):
    def engine(shards, place, work, seen):
        run_here(shards, place, work, seen)
        part = Part(place, 2)
        lines = Path(part.clean).read_bytes().splitlines(keepends=True)
        Path(part.clean).write_bytes(b"".join(lines[1:]))
        marker = json.loads(Path(part.marker).read_bytes())
        marker["sizes"][0] = os.path.getsize(part.clean)
        Path(part.marker).write_text(json.dumps(marker))

    with pytest.raises(LedgerError, match=r"000002.jsonl: \d+ records were written, but \d+ stand there"):
        done(order(engine=engine))
    assert not os.path.exists("out.jsonl")


@pytest.mark.parametrize(
    ("how", "says", "rejected"),
    [
        ("vanish", "in/b.jsonl: vanished during the run; run again to have all of it as it is now", True),
        ("grow", "in/b.jsonl: grew during the run; run again to have all of it as it is now", False),
        ("shrink", "in/b.jsonl: changed during the run; run again to have all of it as it is now", True),
    ],
)
def test_a_file_that_changes_during_the_run_is_told(how, says, rejected):
    calls = []

    def seen(at):
        if not calls:
            with open("in/b.jsonl", "ab") as file:
                file.write(b'{"text": "more"}\n') if how == "grow" else file.truncate(100)
            if how == "vanish":
                os.unlink("in/b.jsonl")
        calls.append(at)

    assert done(order(), seen) == [says]
    clean, others, manifest, _ = result_of("out.jsonl")
    assert (b"b.jsonl" in others) == rejected
    assert b'"more"' not in clean
    counts = manifest["documents"]
    assert counts["read"] == counts["written"] + counts["dropped"] + counts["rejected"]


def test_a_full_disk_is_told_and_the_run_goes_on_afterwards(monkeypatch):
    done(order("whole.jsonl"))
    real, calls = os.fsync, []

    def full(number):
        calls.append(number)
        if len(calls) == 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match=r"No space left on device: 'out\.jsonl'"):
        done(order())
    assert not os.path.exists("out.jsonl")
    (says,) = done(order())
    assert says.startswith("going on: ")
    assert result_of("out.jsonl") == result_of("whole.jsonl")


def test_gzip_cut_short_is_rejected_where_it_ends(folder):
    data = gzip.compress((folder / "in" / "b.jsonl").read_bytes() * 50)
    (folder / "in" / "c.jsonl.gz").write_bytes(data[: len(data) // 2])
    done(order())
    last = result_of("out.jsonl")[1].splitlines()[-1]
    assert "cut short" in json.loads(last)["error"]["reason"]
