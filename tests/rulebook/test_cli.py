"""``cleaner rules``: exit codes and what is printed."""

import json
from pathlib import Path

import pytest

from cleaner.rulebook.cli import main
from cleaner.rulebook.schema import rule_schema

GOOD = (
    "schema: 1\npack: mine\nversion: '1'\ndescription: d\nrules:\n"
    "- {id: a, kind: remove-line, description: Takes x., why: w, match: {equals: [x]}, "
    "examples: [{before: x, after: ''}], keep: [y]}\n"
)


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(GOOD)
    return path


def test_list_and_show(pack, capsys):
    assert main(["rules", "list", str(pack)]) == 0
    assert capsys.readouterr().out == "mine/a\tremove-line\tTakes x.\n"
    assert main(["rules", "show", "mine/a", "--rules", str(pack.parent)]) == 0
    assert "Why: w" in capsys.readouterr().out
    assert main(["rules", "show", "mine/b", "--rules", str(pack.parent)]) == 2


def test_check(pack, capsys):
    assert main(["rules", "check", str(pack)]) == 0
    pack.write_text(GOOD.replace("remove-line", "remove-lime"))
    assert main(["rules", "check", str(pack)]) == 2
    assert 'did you mean "remove-line"?' in capsys.readouterr().err


def test_test(pack, capsys, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "1.txt").write_text("z")
    assert main(["rules", "test", "--quick", str(pack), "--corpus", str(pages)]) == 0
    out = capsys.readouterr().out
    assert "mine" in out and "1 rules     1 examples     1 keep texts" in out and "never fires" in out
    pack.write_text(GOOD.replace("keep: [y]", "keep: [x]"))
    assert main(["rules", "test", "--quick", str(pack)]) == 1
    assert "mine.yaml:6:" in capsys.readouterr().out


def test_schema(capsys):
    assert main(["rules", "schema"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed) == rule_schema()
    file = Path(__file__).parents[2] / "cleaner" / "data" / "rules.schema.json"
    assert file.read_text(encoding="utf-8") == printed, "run: cleaner rules schema > cleaner/data/rules.schema.json"
