"""Whole pages: each page of seeds/ has the records it should give in fixtures/pages; ``pytest --update`` rewrites them.

An expectation holds what a reader can judge: no digests, no sizes, and what each rule changed into what, how often, in
the place of the ledger, whose form is tested elsewhere.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import Record, rebuild

PROJECT = Path(__file__).parent.parent
SEEDS = sorted(path for path in (PROJECT / "seeds").iterdir() if path.suffix in (".txt", ".html"))
EXPECTED = PROJECT / "fixtures" / "pages"


def records_of(path):
    return Pipeline.default().run(Page.of_bytes(path.read_bytes(), path.name))


def readable(record):
    """What a reader of the expectation judges: the text by lines, and all that does not vary from run to run."""
    row = json.loads(record.to_json())
    provenance = row.pop("provenance")
    shown = {"id": row.pop("id"), "text": row.pop("text").split("\n"), **row}
    shown["metadata"] = {key: value for key, value in row["metadata"].items() if value}  # not there: null or empty
    shown["encoding"] = provenance["source"]["encoding"]
    report = provenance["report"]
    shown["report"] = {key: report[key] for key in ("index", "of", "span", "kind")}
    shown |= {key: provenance[key] for key in ("counts", "remarks") if key in provenance}
    changes = Counter((hunk.rule, hunk.old, hunk.new) for step in record.steps for hunk in step.patch.hunks)
    return shown | {"changes": [[*change, times] for change, times in changes.items()]}


def layout(value, pad="\n"):
    """JSON for a reader: what is short stands in one line, characters without a shape are escapes."""
    line = "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in json.dumps(value, ensure_ascii=False))
    if len(line) <= 100 or not isinstance(value, dict | list):
        return line
    inner = pad + "  "
    if isinstance(value, list):
        return "[" + inner + ("," + inner).join(layout(part, inner) for part in value) + pad + "]"
    rows = (f"{json.dumps(key)}: {layout(part, inner)}" for key, part in value.items())
    return "{" + inner + ("," + inner).join(rows) + pad + "}"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_page_gives_the_records_it_should(path, request):
    shown = [readable(record) for record in records_of(path)]
    expectation = EXPECTED / f"{path.stem}.json"
    if request.config.getoption("--update"):
        expectation.write_text(layout(shown) + "\n", "utf-8")
    assert json.loads(expectation.read_text("utf-8")) == shown


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_page_is_rebuilt_from_its_lines_of_json(path):
    lines = [record.to_json() for record in records_of(path)]
    assert rebuild(Record.from_json(line) for line in lines) == path.read_bytes()


def test_each_page_has_an_expectation_and_no_other_has():
    assert len(SEEDS) >= 8
    assert {path.stem for path in EXPECTED.glob("*.json")} == {path.stem for path in SEEDS}


def test_a_clean_page_costs_no_patch():
    text = (PROJECT / "seeds" / "12_clean_article.txt").read_text("utf-8").rstrip("\n")
    (record,) = Pipeline.default().run(Page.of_text(text))
    assert record.text == text
    assert record.counts == {}
    assert json.loads(record.to_json())["provenance"]["ledger"] == []
    assert all(not step.patch for step in record.steps)


def test_a_page_with_one_defect_costs_one_patch():
    text = (PROJECT / "seeds" / "12_clean_article.txt").read_text("utf-8").rstrip("\n")
    (record,) = Pipeline.default().run(Page.of_text(text.replace("\uff0c", ",", 1)))
    assert record.text == text
    assert record.counts == {"punctuation.comma": 1}
