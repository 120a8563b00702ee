"""Corpora and commands for the tests of runs."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT

ZH = "\u5c71\u6c34"
QUICK = "schema: 1\nname: quick\nstages: [newline, width, punctuation]\n"
"""A pipeline that costs little: what runs do is tested here, not what stages do."""


def rows(count, seed=1):
    """Return rows of different lengths, each with an id."""
    chance = random.Random(seed)
    return [{"id": f"d{n}", "text": f"{ZH}{n},{ZH}\n" * chance.randint(1, 40)} for n in range(count)]


def write_lines(path, lines):
    """Write rows as JSON lines; bytes as they are."""
    with open(path, "wb") as file:
        for line in lines:
            file.write(line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode())
            file.write(b"\n")
    return path


def start(folder, *arguments, **options):
    """Start the command line as a process of its own, at the head of a group of its own."""
    command = [sys.executable, "-m", "cleaner", *map(str, arguments)]
    given = {"cwd": folder, "env": {**os.environ, "PYTHONPATH": str(PROJECT)}, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(command, **{**given, "start_new_session": True, **options})


def result_of(out):
    """Return what a run wrote: OUT, what was rejected, the manifest without the names of the files."""
    rejected = Path(f"{out}.rejected.jsonl")
    manifest = json.loads(Path(f"{out}.manifest.json").read_bytes())
    outputs = [one["sha256"] for one in manifest.pop("outputs")]
    return Path(out).read_bytes(), rejected.read_bytes() if rejected.exists() else b"", manifest, outputs
