"""Marks of the review page become keep texts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ConfigError
from cleaner.rulebook.loader import load_pack
from cleaner.rulebook.verdict import Verdict, add_keeps, read_verdicts

HEAD = """schema: 1
pack: ours
version: "1"
description: For tests.
rules:
- id: seal  # a comment that stays
  kind: remove-line
  description: Removes the line under the seal.
  why: It is no part of any text.
  match: {starts: ["seal"], max_chars: 30}
  examples: [{before: "a\\nseal 1", after: "a"}]
"""
TAIL = """- id: other
  kind: remove-line
  description: Removes another line.
  why: It is no part of any text.
  match: {starts: ["other"], max_chars: 30}
  examples: [{before: "a\\nother 1", after: "a"}]
  keep: ["others go first, and so on"]
"""
KEEPS = {
    "flow": '  keep: ["seals are round, all of them"]\n',
    "block": '  keep:\n  - "seals are round, all of them"\n',
    "indented block": '  keep:\n    - "seals are round, all of them"\n',
    "empty": "  keep: []\n",
    "flow over lines": '  keep: [\n    "seals are round, all of them",\n  ]\n',
    "none": "",
}
LINES = ["sealed with wax, they say", "seal: \u7ae0\"\\, 'quoted' # no comment"]


@pytest.mark.parametrize("keep", KEEPS.values(), ids=KEEPS)
def test_the_lines_become_keep_texts_of_their_rule(keep):
    text = HEAD + keep + TAIL
    edited = add_keeps("ours.yaml", text, [Verdict("ours/seal", line) for line in [*LINES, LINES[0]]])
    assert edited.added == 2
    seal, other = load_pack("ours.yaml", edited.text).own
    assert seal.keep == (*LINES, *(["seals are round, all of them"] if "round" in keep else []))
    assert other.keep == ("others go first, and so on",)
    assert "# a comment that stays" in edited.text
    assert len(set(text.splitlines()) - set(edited.text.splitlines())) <= 1


def test_a_second_time_nothing_is_added():
    verdicts = [Verdict("ours/seal", LINES[0]), Verdict("ours/other", LINES[1])]
    once = add_keeps("ours.yaml", HEAD + KEEPS["flow"] + TAIL, verdicts)
    assert once.added == 2
    assert add_keeps("ours.yaml", once.text, verdicts) == (once.text, 0)


def test_a_rule_of_another_pack_changes_nothing():
    text = HEAD + KEEPS["flow"] + TAIL
    assert add_keeps("ours.yaml", text, [Verdict("theirs/seal", "x"), Verdict("punctuation.comma", "x")]) == (text, 0)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_line_comes_back_as_it_was(line):
    edited = add_keeps("ours.yaml", HEAD + KEEPS["block"] + TAIL, [Verdict("ours/seal", line)])
    assert load_pack("ours.yaml", edited.text).own[0].keep[0] == line


@pytest.mark.parametrize("line", ["{", "[]", '{"rules": []}', '{"rules": "a", "line": "b"}'])
def test_what_is_no_mark_is_told_with_its_line(line):
    with pytest.raises(ConfigError, match=r"marks\.jsonl:2"):
        list(read_verdicts("marks.jsonl", ["", line]))


def test_from_the_command_line(command, tmp_path):
    pack, marks = tmp_path / "ours.yaml", tmp_path / "marks.jsonl"
    pack.write_text(HEAD + KEEPS["flow"] + TAIL, "utf-8")
    rows = [{"rules": ["ours/seal"], "line": "seal of love"}, {"rules": ["punctuation.comma"], "line": "a,b"}]
    marks.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    result = command("rules", "from-marks", marks, pack)
    assert result.code == 0
    assert "1 keep text" in result.out
    assert "punctuation.comma" in result.out
    assert "seal of love" in load_pack(str(pack), pack.read_text("utf-8")).own[0].keep
    found = command("rules", "test", pack)
    assert found.code == 1
    assert "seal of love" in found.out


def test_a_file_that_is_not_there(command, tmp_path):
    result = command("rules", "from-marks", tmp_path / "no.jsonl", tmp_path / "no.yaml")
    assert result.code == 2
    assert "no.jsonl" in result.err
