"""How many records a second ``cleaner stats`` counts, and whether its memory grows with their number.

python benchmarks/stats.py [--smoke]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cleaner import clean

PARAGRAPH = (
    "\u4f1a\u8bae\u6307\u51fa,\u8981\u628a\u4ea7\u4e1a\u94fe\u505a\u5b9e"
    "(\u91cd\u70b9\u662f\u7cae\u6cb9\u52a0\u5de5);\u8981\u7b97\u7ec6\u8d26!"
)
KINDS = 20
COUNT = "import sys; from cleaner.cli import main; sys.exit(main(['stats', sys.argv[1], '--json']))"


def write(path, reports):
    """Write so many records, of texts of which only a few are the same."""
    body = "\n\n".join(f"{PARAGRAPH}\u7b2c{number}\u6761\u3002" for number in range(40))
    kinds = [clean(f"\u7b2c{number}\u6b21\u4f1a\u8bae\n{body}")[0] for number in range(KINDS)]
    with path.open("wb") as file:
        for number in range(reports):
            file.write(replace(kinds[number % KINDS], id=f"report-{number}").to_json())


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="100 reports")
    sizes = (100,) if parser.parse_args().smoke else (100, 1_000, 10_000)
    print(f"{'reports':>8} {'file MB':>8} {'seconds':>8} {'reports/s':>10} {'MB/s':>6} {'peak MB':>8}")
    for reports in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "out.jsonl")
            write(path, reports)
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", COUNT, str(path)], check=True, stdout=subprocess.DEVNULL)
            seconds, size = time.perf_counter() - start, path.stat().st_size / 1e6
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3  # of the largest so far
        print(f"{reports:8,} {size:8.1f} {seconds:8.1f} {reports / seconds:10,.0f} {size / seconds:6.1f} {peak:8.0f}")


if __name__ == "__main__":
    main()
