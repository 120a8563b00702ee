"""What README says happens: its page, its rule, its pipeline file and its Python, as they stand there."""

import re
from pathlib import Path

import pytest
import yaml

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


def test_check_and_fix_print_what_is_shown(folder, capsys):
    shown = blocks("console")[-1]
    (folder / "docs").mkdir()
    path = folder / "docs" / "guide.md"
    path.write_text("# \u6307\u5357\n\n\u5b89\u88c5\u5b8c\u6210,\u91cd\u65b0\u542f\u52a8\u3002\n", "utf-8")
    assert main(["check", "docs/"]) == 1
    assert main(["fix", "docs/"]) == 0
    done = capsys.readouterr()
    for line in done.out.splitlines():
        assert line in shown
    check, fix = done.err.splitlines()
    assert check in shown
    assert fix.partition("cleaner restore ")[0] in shown
    assert main(["restore", fix.split()[-3], "-o", "."]) == 0
    assert "," in path.read_text("utf-8")


def test_the_projects_pipeline_and_the_hooks_are_as_typed(folder, capsys):
    project, commit, hooks, actions = blocks("yaml")[-4:]
    (folder / "ours").mkdir()
    (folder / "ours" / "commit.yaml").write_text(commit, "utf-8")
    (folder / "cleaner.yaml").write_text(project, "utf-8")
    (folder / "ours" / "seal.yaml").write_text(blocks("yaml")[0].replace("pack: ours", "pack: seal"), "utf-8")
    (folder / "a.txt").write_text('\u8bf4"\u597d"\n', "utf-8")
    assert main(["check", "a.txt"]) == 0
    ids = {hook["id"] for hook in yaml.safe_load((README.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for repo in yaml.safe_load(hooks)["repos"] for hook in repo["hooks"]} <= ids
    command = yaml.safe_load(actions)["jobs"]["text"]["steps"][-1]["run"].split()
    assert main(command[1:]) == 0
