"""A project's own file: rule packs of its own, changes to rules, stages switched off; found from the folder above."""

import pytest

from cleaner.cli import main
from cleaner.config import find_project, load_pipeline
from cleaner.errors import ConfigError
from cleaner.page import Page

PACK = """schema: 1
pack: ours
version: "1"
description: ours
rules:
- id: seal
  kind: remove-line
  description: Removes the line under the seal.
  why: printed under every page
  match: {starts: ['\u672c\u4ef6'], max_chars: 10}
  examples: [{before: "\u6b63\u6587\u3002\\n\u672c\u4ef6\u5df2\u6838", after: "\u6b63\u6587\u3002"}]
  keep: ['\u672c\u4ef6\u5df2\u6838\u9a8c\uff0c\u4efb\u4f55\u4eba\u4e0d\u5f97\u6d82\u6539\u3002']
"""
TEXT = "\u5404\u9879\u5de5\u4f5c\u6709\u5e8f\u63a8\u8fdb\u3002\n\u672c\u4ef6\u5df2\u6838\n"
SENTENCE = "\u5404\u9879\u5de5\u4f5c\u6709\u5e8f\u63a8\u8fdb\u3002"


@pytest.fixture
def project(tmp_path):
    """A folder with a pack; returns a function that writes its cleaner.yaml and loads it."""
    (tmp_path / "ours.yaml").write_text(PACK, "utf-8")

    def load(text):
        (tmp_path / "cleaner.yaml").write_text(text, "utf-8")
        return load_pipeline(str(tmp_path / "cleaner.yaml"))

    return load


def cleaned(pipeline, text=TEXT):
    (record,) = pipeline.run(Page.of_text(text))
    return record


def test_a_pack_of_ones_own_runs_behind_the_shipped_ones(project):
    pipeline = project("schema: 1\nextends: default\npacks: [ours.yaml]\n")
    names = list(pipeline.names)
    assert names.index("ours") == names.index("cn-web") + 1
    record = cleaned(pipeline)
    assert record.text == SENTENCE
    assert record.counts["ours/seal"] == 1


@pytest.mark.parametrize("change", ['ours/seal: "off"', "ours/seal: off", "ours/seal: {severity: off}"])
def test_a_rule_is_switched_off(project, change):
    pipeline = project(f"schema: 1\nextends: default\npacks: [ours.yaml]\nrules:\n  {change}\n")
    assert "\u672c\u4ef6" in cleaned(pipeline).text


def test_a_rule_only_reports(project):
    record = cleaned(project("schema: 1\nextends: default\npacks: [ours.yaml]\nrules: {ours/seal: report}\n"))
    assert "\u672c\u4ef6" in record.text
    assert [fact.rule for fact in record.facts if fact.label == "remark"] == ["ours/seal"]


def test_a_list_of_a_rule_grows_and_shrinks(project):
    head = "schema: 1\nextends: default\npacks: [ours.yaml]\nrules:\n  ours/seal: {match: "
    grown = project(head + "{starts+: ['\u6863\u6848']}}\n")
    assert cleaned(grown, TEXT + "\u6863\u6848\u53f7\u4e03\n").text == SENTENCE
    swapped = project(head + "{starts+: ['\u6863\u6848'], starts-: ['\u672c\u4ef6']}}\n")
    assert "\u672c\u4ef6" in cleaned(swapped).text


def test_a_pack_is_switched_off_by_its_name(project):
    pipeline = project("schema: 1\nextends: default\noff: [cn-web, cn-contact]\n")
    assert "cn-web" not in pipeline.names
    assert "cn-news" in pipeline.names


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("rules: {cn-wbe/share-bar: off}", 'no pack of this pipeline has a rule "cn-wbe/share-bar"'),
        ("packs: [nowhere.yaml]", 'unknown pack "'),
        ("rules: [a]", "rules is a map of rule ids"),
        ("packs: ours.yaml", "packs is a list"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(project, text, says):
    with pytest.raises(ConfigError) as caught:
        project(f"schema: 1\nextends: default\n{text}\n")
    assert says in str(caught.value)
    assert "cleaner.yaml:3:" in str(caught.value)


def test_a_broken_pack_is_told_with_its_own_place(project, tmp_path):
    (tmp_path / "ours.yaml").write_text(PACK.replace("kind: remove-line", "kind: remove-lien"), "utf-8")
    with pytest.raises(ConfigError, match=r'ours.yaml:7:9: unknown kind "remove-lien"; did you mean "remove-line"'):
        project("schema: 1\nextends: default\npacks: [ours.yaml]\n")


def test_the_digest_tells_what_a_pack_says(project, tmp_path):
    first = project("schema: 1\nextends: default\npacks: [ours.yaml]\n").digest
    assert project("schema: 1\nextends: default\npacks: [ours.yaml]\n").digest == first
    (tmp_path / "ours.yaml").write_text(PACK.replace("max_chars: 10", "max_chars: 11"), "utf-8")
    assert project("schema: 1\nextends: default\npacks: [ours.yaml]\n").digest != first


def test_the_nearest_file_counts(tmp_path):
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "cleaner.yaml").write_text("schema: 1\nextends: default\n", "utf-8")
    assert find_project(inner) == (tmp_path / "cleaner.yaml").as_posix()
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.cleaner]\nextends = "default"\noff = ["width"]\n', "utf-8")
    found = find_project(inner)
    assert found == (tmp_path / "a" / "pyproject.toml").as_posix()
    assert "width" not in load_pipeline(found).names
    (inner / "pyproject.toml").write_text("[tool.other]\n", "utf-8")
    assert find_project(inner) == found


def test_the_command_line_uses_it(tmp_path, monkeypatch):
    (tmp_path / "ours.yaml").write_text(PACK, "utf-8")
    (tmp_path / "cleaner.yaml").write_text("schema: 1\nextends: default\npacks: [ours.yaml]\n", "utf-8")
    (tmp_path / "page.txt").write_text(TEXT, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "page.txt", "-q", "-o", "out.jsonl"]) == 0
    assert "ours/seal" in (tmp_path / "out.jsonl").read_text("utf-8")
