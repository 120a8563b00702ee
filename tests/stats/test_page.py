"""The page, the tables and the JSON of ``cleaner stats``: true to the figures, harmless, self-contained."""

import json
import re
from html.parser import HTMLParser

import pytest

from cleaner import clean
from cleaner.stats.figures import Figures
from cleaner.stats.page import page_of
from cleaner.stats.plot import plot_of
from cleaner.stats.table import Column, Table, tables_of
from tests.conftest import PROJECT

HOSTILE = '<img src=x onerror="alert(1)">\x1b[31m\u202e&amp;</title><script>alert(2)</script>'
BARS = Table(
    "rules", "By rule", (Column("rule", "Rule"), Column("removed", "Removed", "number"), Column("changed", "Changed",
    "number")), [("one", 30, 10), (HOSTILE, 0, 20), ("none", 0, 0)], HOSTILE, ("removed", "changed"), "bars",
)  # fmt: skip


class Rectangles(HTMLParser):
    """Gathers the widths and heights of the bars, and every element's name."""

    def __init__(self, html):
        super().__init__()
        self.names, self.bars = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.names.append(tag)
        if tag == "rect":
            values = dict(attributes)
            self.bars.append((values["class"], float(values["width"].rstrip("%")), float(values["height"])))


@pytest.fixture
def out(command, tmp_path):
    command("run", PROJECT / "seeds", "-o", tmp_path / "out.jsonl", "-q")
    return tmp_path / "out.jsonl"


def test_bars_are_as_long_as_their_figures():
    assert Rectangles(plot_of(BARS)).bars == [("shade0", 75, 10), ("shade1", 25, 10), ("shade1", 50, 10)]


def test_columns_are_as_high_as_their_figures():
    columns = BARS._replace(key="dates", plot="columns", drawn=("changed",))
    assert [height for _, _, height in Rectangles(plot_of(columns)).bars] == [80, 160]


def test_what_is_nought_is_not_drawn():
    assert plot_of(BARS._replace(rows=[("none", 0, 0)])) == ""
    assert plot_of(BARS._replace(plot="")) == ""


def test_nothing_that_was_counted_can_act():
    html = page_of([BARS], [HOSTILE]).decode()
    assert not {"img", "script"} & set(Rectangles(html).names)
    assert html.count("</title>") == 1 + len(Rectangles(html).bars)
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_the_page_needs_nothing_from_elsewhere():
    html = page_of(tables_of(Figures()), ["out.jsonl"]).decode()
    assert not re.findall(r"(?:src|href)=\"(?!data:)|https?://|@import|url\(", html)


def test_tables_on_the_terminal(command, out):
    records = [json.loads(line) for line in out.read_bytes().splitlines()]
    commas = sum(record["provenance"]["counts"].get("punctuation.comma", 0) for record in records)
    said = command("stats", out)
    assert said.code == 0
    (line,) = [line.split() for line in said.out.splitlines() if line.startswith("punctuation.comma")]
    assert line[1:4] == ["0", str(commas), "0"]
    assert "\x1b" not in said.out
    assert re.search(r"^and \d+ more: --top \d+ or --json shows all$", said.out, re.MULTILINE)
    assert "more: --top" not in command("stats", out, "--top", "500").out


def test_escapes_of_a_terminal_are_shown_not_sent(command, tmp_path):
    record = clean("\u4f1a\u8bae\u6307\u51fa,\u8981\u7b97\u7ec6\u8d26")[0]
    row = json.loads(record.to_json())
    row |= {"id": "a\x1b[2J.txt#0", "dropped": {"reason": "\x1b]0;taken\x07", "rule": "demo.rule"}}
    (tmp_path / "out.jsonl").write_text(json.dumps(row) + "\n")
    said = command("stats", tmp_path / "out.jsonl")
    assert said.code == 0
    assert "a\\u001b[2J.txt#0" in said.out
    assert "\x1b" not in said.out


def test_json(command, out):
    said = command("stats", out, "--json")
    data = json.loads(said.out)
    records = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert data["overview"]["reports"] == len(records)
    assert data["overview"]["text"] == sum(len(record["text"]) for record in records)
    assert {row["outlet"] for row in data["outlets"]} == {
        record["metadata"]["outlet"] for record in records if record["metadata"]["outlet"]
    }


def test_several_files_are_counted_together(command, out):
    once, twice = (json.loads(command("stats", *[out] * n, "--json").out)["overview"] for n in (1, 2))
    assert twice == {key: 2 * value for key, value in once.items()}


def test_a_line_that_is_no_record_is_named(command, tmp_path):
    (tmp_path / "out.jsonl").write_text('{"text": "one"}\n')
    said = command("stats", tmp_path / "out.jsonl", "--html", tmp_path / "stats.html")
    assert said.code == 2
    assert "out.jsonl:1" in said.err
    assert not (tmp_path / "stats.html").exists()


def test_wrong_use_is_said(command, out, tmp_path):
    assert "say 1 or more" in command("stats", out, "--top", "0").err
    assert "does not exist" in command("stats", out, "--html", tmp_path / "nowhere" / "stats.html").err
    assert "cannot be read" in command("stats", tmp_path / "nothing.jsonl").err
