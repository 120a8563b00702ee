"""CPU time of small commands against their bars. Run: python benchmarks/startup.py [--smoke].

User and system time of the process, the best of some runs; a bar that is not reached is said, and is no error.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PAGE = "\u5c71\u6c34,\u5c71\u6c34(2020)!\r\n" * 40


class Case(NamedTuple):
    """A command, and the bar for its CPU time in milliseconds; none where it is only shown."""

    name: str
    arguments: tuple[str, ...]
    bar: int | None


CASES = (
    Case("python -c pass", (), None),
    Case("cleaner --help", ("--help",), 150),
    Case("cleaner run, one small file", ("run", "page.txt", "-o", "out.jsonl", "-q"), 400),
    Case("cleaner verify, one record", ("verify", "out.jsonl"), 400),
)


def cpu_time(arguments: tuple[str, ...], folder: str) -> float:
    """Return the CPU time of one call in milliseconds."""
    command = [sys.executable, "-m", "cleaner", *arguments] if arguments else [sys.executable, "-c", "pass"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def main(arguments: list[str]) -> None:
    """Print the table."""
    runs = 1 if "--smoke" in arguments else 10
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page.txt").write_text(PAGE, "utf-8")
        print(f"{'command':30} {'CPU ms':>7} {'bar':>5}")
        for case in CASES:
            best = min(cpu_time(case.arguments, folder) for _ in range(runs))
            verdict = "" if case.bar is None else f"{case.bar:>5} {'reached' if best <= case.bar else 'NOT reached'}"
            print(f"{case.name:30} {best:7.0f} {verdict}")


if __name__ == "__main__":
    main(sys.argv[1:])
