"""The cases of other tools' test suites where the aims agree: half-width to full-width, and what stays.

    python benchmarks/pairs.py [--smoke]

Needs ``pairs_dev.json`` in ``../shared/bench``; without it says so and stops. Blanks are left out of the comparison:
the suites want them between Chinese and Latin, we keep what the page has. Every difference is printed.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.registry import find_stage

PAIRS = Path(__file__).parents[2] / "shared" / "bench" / "pairs_dev.json"
STAGES = ("newline", "control", "width", "quotes", "punctuation", "symbols", "spacing")


def cleaned(text: str) -> str:
    """Return the text after the stages of marks and blanks."""
    for name in STAGES:
        edits = [said for said in find_stage(name)()(Document(text)) if isinstance(said, Edit)]
        text = Patch.of(text, edits).apply(text)
    return text


def main(arguments: list[str]) -> None:
    """Print the differences, then one line a suite and kind of case."""
    if not PAIRS.exists():
        print("no ../shared/bench here: nothing measured")
        return
    rows = json.loads(PAIRS.read_text("utf-8"))
    table: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for row in rows[:40] if "--smoke" in arguments else rows:
        before, wanted = row["input"], row["expected"]
        kind = "unchanged" if before == wanted else "half-width" if "half2full" in row["tags"] else ""
        if kind:
            after = cleaned(before)
            same = "".join(after.split()) == "".join(wanted.split())
            table[row["suite"], kind][same] += 1
            if not same:
                print(row["suite"], kind, *(ascii(text[:60]) for text in (before, wanted, after)), sep="\n    ")
    for (suite, kind), counts in sorted(table.items()):
        print(f"{suite:14} {kind:12} {counts[True]:4} of {counts.total()}")


if __name__ == "__main__":
    main(sys.argv[1:])
