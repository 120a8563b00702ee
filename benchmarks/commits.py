"""What a hook costs: check on many small files, cold and warm, and on one. Run: python benchmarks/commits.py [--smoke].

CPU (user and system) and wall time of whole processes, the median of some runs with their spread; ``bare`` is what
Python alone takes on the machine as it is now. A bar that is not reached is said, and is no error.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "\u4f1a\u8bae\u6307\u51fa,\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e(\u91cd\u70b9)\u3002"
CLEAN = "\u4f1a\u8bae\u6307\u51fa\uff0c\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e\u3002"
BAR = 400
"""CPU milliseconds that check may take for one small file of which nothing is known."""


class Cost(NamedTuple):
    """What a process took, in milliseconds."""

    cpu: float
    wall: float


def cost(folder: Path, *words: str) -> Cost:
    """Run cleaner, or nothing, in a folder."""
    command = [sys.executable, "-m", "cleaner", *words] if words else [sys.executable, "-c", "pass"]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode in (0, 1), command
    return Cost(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), 1000 * wall)


def fill(folder: Path, files: int) -> None:
    """Write small files of 3 KB, one in ten with something to change, a third of them Markdown."""
    for number in range(files):
        path = folder / f"{number % 20:02}" / f"{number:04}{'.md' if number % 3 == 0 else '.txt'}"
        path.parent.mkdir(parents=True, exist_ok=True)
        dirty = f"{SENTENCE}{number}\n" * 3 if number % 10 == 0 else ""
        path.write_text(f"# \u6807\u9898{number}\n\n" + f"{CLEAN}{number}\n" * 40 + dirty, "utf-8")


def main(arguments: list[str]) -> None:
    """Print the table."""
    smoke = "--smoke" in arguments
    files, runs = (20, 1) if smoke else (500, 7)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "many", files)
        (folder / "one.txt").write_text(SENTENCE * 20, "utf-8")
        cases = {
            "bare Python": (lambda: cost(folder), None),
            "one file, nothing known": (lambda: cost(folder, "check", "-q", "--no-cache", "one.txt"), BAR),
            "one file, cached": (lambda: cost(folder, "check", "-q", "one.txt"), None),
            f"{files} files, cold": (lambda: cold(folder, "many"), None),
            f"{files} files, warm": (lambda: cost(folder, "check", "-q", "many"), None),
            f"{files} files, one changed": (lambda: touched(folder, "many/00/0000.md"), None),
        }
        taken: dict[str, list[Cost]] = {case: [] for case in cases}
        for _ in range(runs):  # interleaved: the machine is not the same all the time
            for case, (run, _) in cases.items():
                taken[case].append(run())
    print(f"{'check -q':28} {'CPU ms':>7} {'spread':>13} {'wall ms':>8}")
    for case, (_, bar) in cases.items():
        cpu = sorted(one.cpu for one in taken[case])
        middle, wall = statistics.median(cpu), statistics.median(one.wall for one in taken[case])
        verdict = "" if bar is None else f"  bar {bar}: {'reached' if middle <= bar else 'NOT reached'}"
        print(f"{case:28} {middle:7.0f} {cpu[0]:6.0f}-{cpu[-1]:6.0f} {wall:8.0f}{verdict}")


def cold(folder: Path, name: str) -> Cost:
    """Check without what was kept."""
    shutil.rmtree(folder / ".cleaner_cache", ignore_errors=True)
    return cost(folder, "check", "-q", name)


def touched(folder: Path, name: str) -> Cost:
    """Check after one file was changed."""
    with open(folder / name, "a", encoding="utf-8") as file:
        file.write(SENTENCE)
    return cost(folder, "check", "-q", ".")


if __name__ == "__main__":
    main(sys.argv[1:])
