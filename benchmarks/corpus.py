"""Runs over a generated corpus: MB/s, peak memory of all processes, beside peers, and kill -9 with resume.

python benchmarks/corpus.py [--smoke] [--megabytes N] [--kills N] [--runs 1,2,apart:2,ray,datatrove:1,data-juicer:2]

A run is a number of our processes; ``apart:N``, so many runs at once that know nothing of each other, each with its
share of the corpus: what the machine allows; ``ray`` (a cluster of this machine's processors); or a peer and its
processes, with the recipe nearest to ours: datatrove with ftfy; data-juicer with unicode, punctuation, blanks, links
and script. Peers read the same documents without the bad lines, a file for each process, and need to be installed
beside cleaner. Prints a table and, with --json FILE, writes the figures. Nothing else is left behind.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = (
    "\u4f1a\u8bae\u6307\u51fa,\u4eca\u5e74\u524d\u4e24\u6708\u5168\u5e02\u65b0\u7b7e\u7ea6\u9879\u76ee26\u4e2a,"
    "\u540c\u6bd4\u589e\u957f51.1%;\u5b8c\u6210\u6295\u8d44\uff11\uff12.6\u4ebf\u5143\u3002",
    "\u62db\u5546\u4e0d\u662f\u8bf7\u5ba2\u5403\u996d,\u8981\u7b97\u7ec6\u8d26!",
    "\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e(\u91cd\u70b9\u662f\u7cae\u6cb9\u52a0\u5de5\u3001\u88c5\u5907\u5236\u9020)\u3002",
    "\u5404\u90e8\u95e8\u8981\u5404\u53f8\u5176\u804c\uff0c\u628a\u5404\u9879\u4efb\u52a1\u843d\u5230\u5b9e\u5904\u3002",
    "\u5168\u5e74\u7cae\u98df\u603b\u4ea7\u91cf\u8fbe\u5230\u5386\u53f2\u65b0\u9ad8\uff0c\u519c\u6c11\u6536\u5165\u7a33\u6b65\u589e\u957f\u3002",
    "\u52a0\u5f3a\u751f\u6001\u73af\u5883\u4fdd\u62a4\uff0c\u63a8\u8fdb\u6cb3\u6e56\u6cbb\u7406\uff0c\u5efa\u8bbe\u7f8e\u4e3d\u4e61\u6751\u3002",
)
BAR = "\u5206\u4eab\u5230:\n\u3010\u6253\u5370\u3011\u3010\u5173\u95ed\u3011"
DATATROVE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.formatters import FTFYFormatter
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
if __name__ == "__main__":
    steps = [JsonlReader("good"), FTFYFormatter(), JsonlWriter("peer", compression=None)]
    jobs = int(sys.argv[1])
    LocalPipelineExecutor(steps, tasks=jobs, workers=jobs, logging_dir="peer/log").run()
"""
APART = """
import subprocess, sys
runs = [[*sys.argv[2:], f"good/{n}.jsonl", "-o", f"peer/{n}.jsonl", "-q"] for n in range(int(sys.argv[1]))]
for one in [subprocess.Popen([sys.executable, "-m", "cleaner", "run", *run]) for run in runs]:
    one.wait()
"""
JUICER = """
project_name: corpus
dataset_path: good
export_path: peer/out.jsonl
text_keys: text
use_cache: false
np: %s
process:
  - fix_unicode_mapper:
  - punctuation_normalization_mapper:
  - whitespace_normalization_mapper:
  - clean_links_mapper:
  - chinese_convert_mapper: {mode: t2s}
"""
QUICK = "schema: 1\nname: quick\nstages: [newline, width, punctuation]\n"


def generate(path, size):
    """Write so many bytes of JSON lines: documents of 1 to 40 paragraphs, one in a hundred bad."""
    chance, number, written = random.Random(7), 0, 0
    with open(path, "wb") as file:
        while written < size:
            lengths = [chance.randint(1, 9) for _ in range(chance.randint(1, 40))]
            paragraphs = ["".join(chance.choices(SENTENCES, k=length)) for length in lengths]
            text = "\n".join([f"\u7b2c{number}\u53f7\u901a\u62a5", *paragraphs, BAR])
            row = json.dumps({"id": f"doc-{number}", "text": text}, ensure_ascii=False).encode()
            line = (b"{bad" if number % 100 == 99 else row) + b"\n"
            written += file.write(line)
            number += 1
    return number


def spread(folder, files):
    """Write the good lines of the corpus to so many files, for the peers."""
    good = Path(folder, "good")
    shutil.rmtree(good, ignore_errors=True)
    good.mkdir()
    with ExitStack() as stack, open(Path(folder, "c.jsonl"), "rb") as source:
        targets = [stack.enter_context(open(good / f"{number}.jsonl", "wb")) for number in range(files)]
        for number, line in enumerate(line for line in source if line != b"{bad\n"):
            targets[number % files].write(line)


def peer(folder, name, jobs, *options):
    """Return the command of a peer, or of our own runs apart."""
    spread(folder, int(jobs))
    if name == "apart":
        Path(folder, "peer").mkdir()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return {"args": [sys.executable, "-c", APART, jobs, *options], "cwd": folder, "env": environment}
    if name == "datatrove":
        Path(folder, "peer.py").write_text(DATATROVE)
        arguments = [sys.executable, "peer.py", jobs]
    elif name == "data-juicer":
        Path(folder, "peer.yaml").write_text(JUICER % jobs)
        arguments = [sys.executable, "-m", "data_juicer.tools.process_data", "--config", "peer.yaml"]
    else:
        raise SystemExit(f"no peer is called {name}: datatrove:N or data-juicer:N")
    return {"args": arguments, "cwd": folder, "stdout": subprocess.DEVNULL}


def command(folder, out, jobs, *options):
    """Return the command of a run of ours; ``jobs`` is a number of processes or ``ray``."""
    if jobs == "ray":
        jobs, options = 1, ("--engine", "ray", *options)
    run = [sys.executable, "-m", "cleaner", "run", "c.jsonl", "--id-field", "id", "-o", out, "--jobs", str(jobs), "-q"]
    return {"args": [*run, *options], "cwd": folder, "env": {**os.environ, "PYTHONPATH": str(ROOT)}}


class Memory(threading.Thread):
    """Watches the memory of a process and of all below it: the proportional share, so that shared pages count once."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.peak, self.ended = root, 0, threading.Event()

    def run(self):
        """Look now and then."""
        while not self.ended.wait(0.2):
            self.peak = max(self.peak, sum(map(held, below(self.root))))


def below(root):
    """Return a process and all that it started."""
    found = [root]
    for process in found:
        try:
            found += map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split())
        except OSError:
            continue
    return found


def held(process):
    """Return the proportional set size of a process in bytes."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def measure(given):
    """Run a command and return seconds, seconds of CPU time of all processes, and peak memory."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen(**given, stderr=subprocess.DEVNULL) as process:
        memory = Memory(process.pid)
        memory.start()
        code = process.wait()
    memory.ended.set()
    if code not in (0, 1):
        raise SystemExit(f"the run ended with {code}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": time.perf_counter() - start, "cpu": cpu, "peak": memory.peak}


def any_command(folder, name, options):
    """Return the command of a run by its name, ours or a peer's."""
    tool, _, jobs = name.partition(":")
    return peer(folder, tool, jobs, *options) if jobs else command(folder, "out.jsonl", name, *options)


def row_of(figure, megabytes):
    """Return the figures of a run as a row of the table."""
    speed, peak = megabytes / figure["seconds"], figure["peak"] / 1e6
    same = {True: "same", False: "OTHER", None: "-"}[figure.get("same")]
    return f"{figure['run']:>14} {figure['seconds']:8.1f} {speed:7.2f} {figure['cpu']:7.1f} {peak:25.0f}  {same}"


def digest(folder, out):
    """Return the SHA-256 of OUT and of what was rejected."""
    return [hashlib.sha256(Path(folder, name).read_bytes()).hexdigest() for name in (out, f"{out}.rejected.jsonl")]


def kill(folder, times, options, limit):
    """Kill a run at random moments and let it go on, so many times; return how many were killed, and how many equal.

    Each time the run is killed until it comes to its end, and its result is held against that of an undisturbed one.
    """
    subprocess.run(**command(folder, "whole.jsonl", 2, *options), check=False, stderr=subprocess.DEVNULL)
    wanted, killed, equal = digest(folder, "whole.jsonl"), 0, 0
    chance = random.Random()
    for _ in range(times):
        before = killed
        for attempt in range(10):
            with subprocess.Popen(**command(folder, "out.jsonl", 2, *options), stderr=subprocess.DEVNULL) as process:
                try:
                    process.wait(chance.uniform(0.2, limit) if attempt < 9 else None)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    killed += 1
            if process.returncode in (0, 1) and killed > before:
                break
        equal += digest(folder, "out.jsonl") == wanted
        for name in ("out.jsonl", "out.jsonl.rejected.jsonl", "out.jsonl.manifest.json"):
            Path(folder, name).unlink()
    return killed, equal


def main():
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="1 MB, one kill")
    parser.add_argument("--megabytes", type=float, default=1000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--runs", default="1,2", metavar="A,B", help="see above (default: 1,2)")
    parser.add_argument("--quick", action="store_true", help="three stages only: what runs themselves cost")
    parser.add_argument("--json", metavar="FILE")
    given = parser.parse_args()
    size, kills = (1.0, 1) if given.smoke else (given.megabytes, given.kills)
    figures = {"megabytes": size, "runs": []}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "quick.yaml").write_text(QUICK)
        documents = generate(Path(folder, "c.jsonl"), size * 1e6)
        options = ["-p", "quick.yaml"] if given.quick else []
        print(f"{documents:,} documents, {size:g} MB of JSON lines")
        print(f"{'run':>14} {'seconds':>8} {'MB/s':>7} {'CPU s':>7} {'peak MB of all processes':>25}  bytes")
        first = None
        for name in given.runs.split(","):
            figure = {"run": name, **measure(any_command(folder, name, options))}
            if ":" not in name:
                first = first or digest(folder, "out.jsonl")
                figure["same"] = digest(folder, "out.jsonl") == first
                Path(folder, "out.jsonl").unlink()
            shutil.rmtree(Path(folder, "peer"), ignore_errors=True)
            print(row_of(figure, size), flush=True)
            figures["runs"].append(figure)
        if kills:
            generate(Path(folder, "c.jsonl"), min(size, 3) * 1e6)
            quick = ["-p", "quick.yaml", "--part-size", "0.1"]
            seconds = measure(command(folder, "out.jsonl", 2, *quick))["seconds"]
            killed, equal = kill(folder, kills, quick, seconds * 1.1)
            print(f"kill -9: {kills} runs, killed {killed} times at random, {equal} of {kills} results identical")
            figures["kills"] = {"runs": kills, "killed": killed, "identical": equal}
    if given.json:
        Path(given.json).write_text(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
