"""Pages whose gold was written blind: every field stays as good as it was measured, and each difference is known.

``floors.json`` holds what was measured, precision and recall; ``differences.json`` of a half lists each value that is
missed (-) or too many (+). The list is strict: a difference that has vanished must leave it. ``pytest --update`` writes
the list anew for the reviewer to read, never the floors.
"""

import importlib.util
import json
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
FOLDER = PROJECT / "fixtures" / "metadata"
HALVES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


@pytest.fixture(scope="module", params=HALVES, ids=lambda path: path.name)
def measured(request):
    """A half, its score of each field, and its differences from the gold."""
    spec = importlib.util.spec_from_file_location("metadata", PROJECT / "benchmarks" / "metadata.py")
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    return request.param, *benchmark.measure(request.param)


def test_no_field_falls_below_what_was_measured(measured):
    half, scores, _ = measured
    floors = json.loads((FOLDER / "floors.json").read_text("utf-8"))[half.name]
    assert floors.keys() == scores.keys()
    for field, floor in floors.items():
        assert scores[field].precision >= floor["precision"], field
        assert scores[field].recall >= floor["recall"], field


def test_each_difference_from_the_gold_is_listed(measured, request):
    half, _, found = measured
    listed = half / "differences.json"
    rows = [list(difference) for difference in found]
    if request.config.getoption("--update"):
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        listed.write_text(f"[\n{lines}\n]\n", "utf-8")
    assert json.loads(listed.read_text("utf-8")) == rows


def test_every_page_has_gold():
    for half in HALVES:
        gold = [json.loads(line) for line in (half / "gold.jsonl").read_text("utf-8").splitlines()]
        pages = {path.name for path in half.iterdir() if path.suffix in (".txt", ".html")}
        assert {row["page"] for row in gold} == pages
        assert len({row["page"] for row in gold}) == 30
