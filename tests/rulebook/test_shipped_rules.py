"""The packs in rules/: every example, every keep text, enough of them, and (slow) hostile texts."""

import pytest

from cleaner.rulebook.check import check_examples, check_speed
from cleaner.rulebook.loader import load_packs, pack_names, shipped_rules

NAMES = pack_names(shipped_rules())


@pytest.mark.parametrize("name", NAMES)
def test_examples(name):
    (pack,) = load_packs([name], [shipped_rules()])
    assert [str(finding.problem) for finding in check_examples(pack)] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_speed(name):
    (pack,) = load_packs([name], [shipped_rules()])
    assert [str(finding.problem) for finding in check_speed(pack)] == []


def test_there_are_enough():
    rules = [rule for pack in load_packs(NAMES, [shipped_rules()]) for rule in pack.own]
    assert len(rules) >= 120
    assert all(rule.examples for rule in rules)


@pytest.mark.parametrize("name", NAMES)
def test_editors_find_the_schema(name):
    first = (shipped_rules() / f"{name}.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first.startswith("# yaml-language-server: $schema=")
    path = shipped_rules() / f"{name}.yaml"
    assert (path.parent / first.partition("=")[2]).resolve().is_file()
