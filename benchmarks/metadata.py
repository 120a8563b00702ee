"""How well are the fields of metadata found on pages whose gold was written by someone who did not know the rules?

    python benchmarks/metadata.py [--smoke] [--differences]

Reads every half under ``fixtures/metadata``, pages with their ``gold.jsonl``. A value counts as right only if it is
equal to the gold: a speaker with name, role and organisation, a name of a list each for itself. Precision is the share
of the values found that are right, recall the share of the gold found. ``--differences`` prints each value missed (-)
or too many (+).
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.page import Page
from cleaner.pipeline import Pipeline

FOLDER = Path(__file__).parents[1] / "fixtures" / "metadata"
FIELDS = ("title", "date", "published", "speakers", "reporters", "photo_credits", "outlet", "meeting")


class Difference(NamedTuple):
    """A value of a report that was missed (``-``) or found and is not in the gold (``+``)."""

    page: str
    index: int
    field: str
    sign: str
    value: str


class Score(NamedTuple):
    """What was found of one field on the pages of one half."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """The share of the values found that are right, 1 if there are none."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 1 if there is none."""
        return self.right / self.wanted if self.wanted else 1.0


def main() -> None:
    """Print the table of precision and recall for each half and field."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="three pages of each half only")
    parser.add_argument("--differences", action="store_true", help="print each value missed or too many")
    options = parser.parse_args()
    for half in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        scores, differences = measure(half, 3 if options.smoke else None)
        for field, score in scores.items():
            rates = f"precision {score.precision:.3f}  recall {score.recall:.3f}"
            print(f"{half.name:8s} {field:14s} {rates}  {score.right} of {score.found} found, {score.wanted} wanted")
        for difference in differences if options.differences else ():
            print(*difference)


def measure(half: Path, pages: int | None = None) -> tuple[dict[str, Score], list[Difference]]:
    """Run the default pipeline over the pages of a half and hold it against their gold."""
    gold = [json.loads(line) for line in (half / "gold.jsonl").read_text("utf-8").splitlines()]
    names = sorted({row["page"] for row in gold})[:pages]
    wanted = {(row["page"], row["index"]): row for row in gold if row["page"] in names}
    found = dict(_found(half, names))
    right, have, want = Counter[str](), Counter[str](), Counter[str]()
    differences = []
    for page, index in sorted(wanted.keys() | found.keys()):
        for field in FIELDS:
            expected = _values(wanted.get((page, index), {}).get(field))
            said = _values(found.get((page, index), {}).get(field))
            right[field] += (expected & said).total()
            have[field] += said.total()
            want[field] += expected.total()
            for sign, values in (("-", expected - said), ("+", said - expected)):
                differences += [Difference(page, index, field, sign, value) for value in values.elements()]
    return {field: Score(right[field], have[field], want[field]) for field in FIELDS}, differences


def _found(half: Path, names: list[str]) -> Iterator[tuple[tuple[str, int], dict[str, Any]]]:
    """Yield the metadata of each report on the pages."""
    pipeline = Pipeline.default()
    for name in names:
        for index, record in enumerate(pipeline.run(Page.of_bytes((half / name).read_bytes(), name))):
            yield (name, index), json.loads(record.to_json())["metadata"]


def _values(value: Any) -> Counter[str]:
    """Return the values of a field in a form that can be counted."""
    parts = value if isinstance(value, list) else [value] if value else []
    return Counter(_shown(part) for part in parts)


def _shown(part: str | dict[str, str | None]) -> str:
    """Return a name or a speaker as one text."""
    return part if isinstance(part, str) else "|".join(part.get(key) or "" for key in ("name", "role", "organisation"))


if __name__ == "__main__":
    main()
