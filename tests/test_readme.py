"""What README says happens: its page, its rule, its pipeline file and its Python, as they stand there."""

import re
from pathlib import Path

import pytest

from cleaner import Pipeline, clean
from cleaner.cli import main

README = Path(__file__).parents[1] / "README.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README.read_text("utf-8") if README.exists() else "", re.DOTALL)


def blocks(language):
    return [text for kind, text in BLOCKS if kind == language]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_comes_out_as_shown():
    before, after = blocks("text")[:2]
    (record,) = clean(before)
    assert record.text == after.rstrip("\n")
    assert record.original() == before
    said = record.metadata
    assert (said["title"], said["published"], said["outlet"], said["editors"]) == (
        after.split("\n")[0], "2021-03-12", "\u4e91\u6e21\u65e5\u62a5", "\u67f4\u5c0f\u6ee1",
    )  # fmt: skip
    assert [(one["name"], one["role"]) for one in said["speakers"]] == [("\u9ad8\u8fdc\u821f", "\u5e02\u957f")]


def test_trace_and_restore_print_what_is_shown(folder, capsys):
    (folder / "page.txt").write_text(blocks("text")[0], "utf-8")
    shown = blocks("console")[0]
    assert main(["run", "page.txt", "-q", "-o", "out.jsonl"]) == 0
    assert main(["trace", "out.jsonl", "page.txt#0", "--span", "30:45"]) == 0
    for line in capsys.readouterr().out.splitlines():
        assert line in shown
    assert main(["restore", "out.jsonl", "-o", "back"]) == 0
    assert (folder / "back" / "page.txt").read_bytes() == (folder / "page.txt").read_bytes()


def test_the_rule_and_the_pipeline_file_work_as_typed(folder):
    rule, pipeline = blocks("yaml")[:2]
    (folder / "ours.yaml").write_text(rule, "utf-8")
    (folder / "cleaner.yaml").write_text(pipeline, "utf-8")
    assert main(["rules", "test", "--quick", "ours.yaml"]) == 0
    before = re.search(r'before: "(.*?)"', rule)[1].replace("\\n", "\n")
    (folder / "page.txt").write_text(before, "utf-8")
    assert main(["run", "page.txt", "-q", "-p", "cleaner.yaml", "-o", "out.jsonl"]) == 0
    assert "ours/seal" in (folder / "out.jsonl").read_text("utf-8")


def test_the_stage_works_as_typed():
    names = {}
    exec(blocks("python")[0], names)
    (record,) = clean("\u597d!\u597d", Pipeline.default().with_stage(names["Shout"](), after="punctuation"))
    assert record.text == "\u597d\uff01\uff01\u597d"
    assert record.counts["shout.double"] == 1


def test_the_call_works_as_typed(capsys):
    exec(blocks("python")[1], {})
    assert "{'punctuation.comma': 1}" in capsys.readouterr().out
