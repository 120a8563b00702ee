"""Every format says the same, for people and for programs."""

import json

import pytest
from sarif_pydantic import Sarif

from cleaner.repository.colour import Paint
from cleaner.repository.finding import Finding, Report, counted
from cleaner.repository.formats import formatted, statistics

PLAIN = Paint()
SAYS = {"punctuation.comma": "comma to full-width", "control.zero-width": "zero-width spaces go"}
REPORTS = [
    Report(
        "docs/\u5c71,:%.md",
        (
            Finding(1, 2, 1, 3, "punctuation.comma", ",", "\uff0c", "\u5c71", "\u6c34"),
            Finding(2, 1, 2, 2, "control.zero-width", "\u200b", "", "", "\u6c34"),
            Finding(3, 2, 3, 3, "punctuation.comma", ",", "\uff0c", "\u5c71", ""),
        ),
        "",
        SAYS,
    ),
    Report("b.txt", problem="a binary file,\nno text"),
]


def lines(name, reports=REPORTS, paint=PLAIN):
    return list(formatted(name, reports, paint))


def test_text_has_a_line_for_each_change_and_shows_what_cannot_be_seen():
    assert lines("text") == [
        "docs/\u5c71,:%.md:1:2: punctuation.comma: '\u5c71,\u6c34' -> '\u5c71\uff0c\u6c34'",
        "docs/\u5c71,:%.md:2:1: control.zero-width: '\\u200b\u6c34' -> '\u6c34'",
        "docs/\u5c71,:%.md:3:2: punctuation.comma: '\u5c71,' -> '\u5c71\uff0c'",
        "b.txt: file.refused: a binary file,\nno text",
    ]


def test_concise_has_a_line_for_each_file():
    assert lines("concise")[0] == "docs/\u5c71,:%.md: punctuation.comma 2, control.zero-width 1"


def test_json_and_jsonl_hold_the_same():
    rows = [json.loads(line) for line in lines("jsonl")]
    assert rows == json.loads("\n".join(lines("json")))
    assert rows[1] == {
        "path": "docs/\u5c71,:%.md", "line": 2, "column": 1, "end_line": 2, "end_column": 2,
        "rule": "control.zero-width",
        "message": "zero-width spaces go: '\\u200b\u6c34' -> '\u6c34'", "old": "\u200b", "new": "",
    }  # fmt: skip
    assert rows[3] == {"path": "b.txt", "rule": "file.refused", "message": "a binary file,\nno text"}


def test_github_commands_escape_what_would_end_them():
    first, *_, last = lines("github")
    place = "file=docs/\u5c71%2C%3A%25.md,line=1,col=2,endLine=1,endColumn=3"
    assert first.startswith(f"::error {place},title=punctuation.comma::comma to full-width: ")
    assert last == "::error file=b.txt,title=file.refused::a binary file,%0Ano text"


@pytest.mark.parametrize("reports", [REPORTS, REPORTS[:1], []], ids=["all", "one", "none"])
def test_sarif_is_valid(reports):
    log = json.loads("\n".join(lines("sarif", reports)))
    Sarif.model_validate(log)
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert len(run["results"]) == sum(len(report.findings) + bool(report.problem) for report in reports)
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] in ("docs/%E5%B1%B1%2C%3A%25.md", "b.txt")
        assert all(number >= 1 for number in place.get("region", {}).values())


def test_statistics_count_the_changes_of_each_rule():
    assert counted(REPORTS) == [("punctuation.comma", 2), ("control.zero-width", 1)]
    assert next(statistics(REPORTS)).split() == ["2", "punctuation.comma", "comma", "to", "full-width"]


@pytest.mark.parametrize(
    ("terminal", "variables", "colour"),
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"NO_COLOR": ""}, True),
     (True, {"TERM": "dumb"}, False)],
)  # fmt: skip
def test_colours_only_where_they_are_seen_and_wanted(monkeypatch, capsys, terminal, variables, colour):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    class Stream:
        def isatty(self):
            return terminal

    assert ("\033[" in lines("text", paint=Paint.of(Stream()))[0]) == colour


def test_a_report_is_the_same_out_of_json():
    for report in REPORTS:
        assert Report.of_row(report.path, json.loads(json.dumps(report.to_row()))) == report
