"""What only processes show: kill -9 at any moment, killed workers, Ctrl-C, a full disk; and what is printed."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.running.corpus import QUICK, result_of, rows, start, write_lines

RUN = ("run", "in", "-p", "quick.yaml", "--part-size", "0.02", "--jobs", "2")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Stand in a folder with a corpus."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    write_lines(tmp_path / "in" / "a.jsonl", [*rows(1500), b"{bad"])
    (tmp_path / "quick.yaml").write_text(QUICK)
    return tmp_path


def gone(group):
    """Wait until no process of a group is left."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def parts():
    return list(Path().glob(".out.jsonl.parts/*/*.done.json"))


def wait_for(condition, process):
    until = time.monotonic() + 60
    while not condition() and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def test_kill_9_at_any_moment(folder, command):
    assert command(*RUN, "-o", "whole.jsonl").code == 1
    chance, killed = random.Random(os.urandom(8)), 0
    for _ in range(4):
        with start(folder, *RUN, "-o", "out.jsonl") as process:
            wait_for(parts, process)
            time.sleep(chance.random() / 2)
            process.kill()  # the first process only: its workers must see that it is gone
            process.communicate(timeout=60)
            killed += process.returncode == -signal.SIGKILL
            assert gone(process.pid)
    with start(folder, *RUN, "-o", "out.jsonl") as process:
        _, told = process.communicate(timeout=120)
    assert process.returncode == 1, told
    assert killed
    assert result_of("out.jsonl") == result_of("whole.jsonl")
    assert not Path(".out.jsonl.parts").exists()


def test_an_interrupt_ends_all_and_the_run_goes_on_afterwards(folder, command):
    command(*RUN, "-o", "whole.jsonl")
    hear = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)}
    with start(folder, *RUN, "-o", "out.jsonl", **hear) as process:
        wait_for(lambda: len(parts()) > 3, process)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to every process
        _, told = process.communicate(timeout=60)
        assert process.returncode == 130
        assert gone(process.pid)
    first, second = told.splitlines()
    assert first.startswith("cleaner: ")
    assert first.endswith(" shards are done: the same command goes on from there")
    assert second == "cleaner: interrupted: no file was left half written; run again"
    assert not Path("out.jsonl").exists()
    again = command(*RUN, "-o", "out.jsonl")
    assert again.code == 1
    assert again.err.startswith("going on: ")
    assert result_of("out.jsonl") == result_of("whole.jsonl")


DEADLY = """
import os, signal
from dataclasses import dataclass

@dataclass(frozen=True)
class Stage:
    name = "deadly"
    rules = {}
    def __call__(self, doc):
        if "kill" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "once" in doc.text and not os.path.exists("once"):
            open("once", "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        if "leave" in doc.text:
            os._exit(3)
        return ()
"""
SAYS = "the process that cleaned it was {}, twice; if memory is short, give it more, or leave it out"


@pytest.fixture
def deadly(folder, plugin):
    """A stage that ends its process as the text says, and a corpus without other bad rows."""
    plugin("deadly-plugin", "deadly", DEADLY)
    Path("quick.yaml").write_text(QUICK.replace("newline", "deadly, newline"))

    def make(words):
        texts = rows(400)
        for number, word in words.items():
            texts[number]["text"] += word
        write_lines(folder / "in" / "a.jsonl", texts)
        return texts

    return make


def test_a_document_that_kills_its_worker_is_rejected_and_comes_back(deadly, command):
    texts = deadly({100: "kill", 101: "kill", 300: "leave"})
    done = command(*RUN, "-o", "out.jsonl", "-q")
    assert done.code == 1
    killed, left = SAYS.format("killed by SIGKILL"), SAYS.format("ended")
    assert done.err.splitlines() == [
        f"in/a.jsonl:101: {killed} [run.killed]",
        f"in/a.jsonl:102: {killed} [run.killed]",
        f"in/a.jsonl:301: {left} [run.killed]",
    ]
    assert command("verify", "out.jsonl") == (0, "400 pages rebuilt, byte for byte\n", "")
    assert command("restore", "out.jsonl", "-o", "back").code == 0
    assert Path("back/a.jsonl/101").read_text() == texts[100]["text"]
    clean, rejected, *_ = result_of("out.jsonl")
    command(*RUN[:-1], "1", "-o", "again.jsonl", "-q")
    assert result_of("again.jsonl")[:2] == (clean, rejected)


def test_a_worker_that_is_killed_once_costs_nothing(deadly, command):
    deadly({200: "once"})
    assert command(*RUN, "-o", "out.jsonl", "-q") == (0, "", "")
    assert Path("once").exists()
    assert Path("out.jsonl").read_bytes().count(b"\n") == 400


def test_workers_that_are_killed_again_and_again_end_the_run(deadly, command):
    deadly(dict.fromkeys(range(100, 112), "kill"))
    done = command(*RUN[:4], "--part-size", "0.06", "--jobs", "2", "-o", "out.jsonl", "-q")
    assert done.code == 2
    assert "in/a.jsonl: workers were killed there again and again (document " in done.err
    assert done.err.endswith("; say fewer --jobs, a lower --max-size, or leave that file out\n")
    assert not Path("out.jsonl").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_strict_ends_at_the_first_bad_document(folder, command, jobs):
    lines = rows(400)
    lines[150] = lines[151] = b"{bad"
    lines[390] = {"text": 1}
    write_lines(folder / "in" / "a.jsonl", lines)
    done = command(*RUN[:-1], jobs, "-o", "out.jsonl", "--strict")
    reason = "no JSON: Expecting property name enclosed in double quotes at character 2; mend or remove it"
    assert done.code == 1
    says = f"cleaner: in/a.jsonl:151: {reason} [input.unreadable]: rejected, and --strict ends the run there"
    assert done.err.splitlines()[-1] == says
    assert not Path("out.jsonl").exists()
    assert command(*RUN, "-o", "out.jsonl").code == 1  # goes on, without --strict
    command(*RUN, "-o", "whole.jsonl")
    assert result_of("out.jsonl") == result_of("whole.jsonl")


def test_progress_as_json(folder, command):
    done = command(*RUN, "-o", "out.jsonl", "--log-json")
    told = [json.loads(line) for line in done.err.splitlines()]
    assert [one["event"] for one in told if one["event"] != "progress"] == ["rejected", "done"]
    assert told[-2]["says"].startswith("in/a.jsonl:1501: no JSON: ")
    assert (told[-1]["read"], told[-1]["rejected"]) == (1501, 1)


def test_progress_in_lines(folder, command, monkeypatch):
    monkeypatch.setattr("cleaner.running.telling.LINES", 0.0)
    lines = command(*RUN, "-o", "out.jsonl").err.splitlines()
    shown = [line for line in lines if " MB/s, " in line]
    assert shown[-1].startswith("1,501 documents, ")
    assert shown[-1].endswith(" 0 s left, 1 rejected")
    assert " MB/s" not in command(*RUN, "-o", "out.jsonl", "-q").err


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounts a small disk")
def test_a_full_disk(folder, command):
    disk = folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk], check=False).returncode:
        pytest.skip("cannot mount")
    try:
        done = command(*RUN, "-o", "disk/out.jsonl")
        assert done.code == 2
        first, second = done.err.splitlines()
        assert first.endswith(" shards are done: the same command goes on from there")
        told = "no file was left half written; mend that and run again"
        assert second == f"cleaner: disk/out.jsonl: No space left on device: {told}"
        assert os.listdir(disk) == [".out.jsonl.parts"]
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        again = command(*RUN, "-o", "disk/out.jsonl")
        assert again.err.startswith("going on: ")
        command(*RUN, "-o", "whole.jsonl")
        assert result_of("disk/out.jsonl") == result_of("whole.jsonl")
    finally:
        subprocess.run(["umount", disk], check=True)
