"""A project's own changes to rules."""

import pytest

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.errors import ConfigError
from cleaner.marks import load
from cleaner.rulebook.adjust import adjust, unknown_rules
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.sheet import Sheet
from tests.rulebook.rulefile import pack_of

PACK = pack_of(
    "id: a\nkind: remove-line\nmatch: {contains: [甲, 乙], max_chars: 9}",
    "id: b\nkind: remove-line\nmatch: {regex: '{digits}'}",
    head="macros: {digits: '\\d+'}\n",
)


def after(text: str, changes: str) -> str:
    """Return what the adjusted pack makes of a text."""
    said = Engine.of(adjust(PACK, load("cleaner.yaml", changes))).run(Sheet(Document(text)))
    return Patch.of(text, [saying for saying in said if isinstance(saying, Edit)]).apply(text)


@pytest.mark.parametrize(
    "changes, text",
    [
        ("{}", "丙"),
        ("demo/a: off", "甲\n乙\n丙"),
        ("demo/b: off", "丙\n1"),
        ("demo/a: report", "甲\n乙\n丙"),
        ("demo/a: {severity: off}", "甲\n乙\n丙"),
        ("demo/a: {match: {contains+: [丙]}}", ""),
        ("demo/a: {match: {contains-: [甲]}}", "甲\n丙"),
        ("demo/a: {match: {contains: 丙}}", "甲\n乙"),
        ("demo/b: {match: {regex: '{digits}x'}}", "丙\n1"),  # the pack's macros are at hand
        ("demo/a: {match: {equals: [丙]}}", ""),  # a key more
        ("other/a: off", "丙"),
    ],
)
def test_changes(changes, text):
    assert after("甲\n乙\n丙\n1", changes) == text


@pytest.mark.parametrize(
    "changes, problem",
    [
        ("demo/c: off", '1:1: no rule is called "demo/c"; did you mean'),
        ("demo/a: none", '1:9: severity "none" is none of off, report, fix'),
        ("demo/a: [off]", "1:9: expected one of off, report, fix, or a map"),
        ("demo/a: {id: z}", "1:10: the id of a rule cannot be changed"),
        ("demo/a: {match: {contains-: [丁]}}", '1:30: the rule has no "丁" to take away'),
        ("demo/a: {mach: {contains: [丁]}}", '1:10: unknown key "mach"; did you mean "match"'),
        ("demo/a: {match: {regex: '('}}", "1:25: bad pattern: missing )"),
        ("demo/a: {match: {contains-: [甲, 乙]}}", "contains is an empty list"),
    ],
)
def test_problems(changes, problem):
    with pytest.raises(ConfigError) as caught:
        adjust(PACK, load("cleaner.yaml", changes))
    assert problem in str(caught.value)
    assert str(caught.value).startswith("cleaner.yaml:")


def test_unknown_rules():
    changes = load("cleaner.yaml", "demo/a: off\ndemo/x: off\nother/a: off")
    assert [problem.line for problem in unknown_rules((PACK,), changes)] == [2, 3]


def test_the_pack_itself_stays():
    adjust(PACK, load("cleaner.yaml", "demo/a: off"))
    assert [rule.severity for rule in PACK.rules] == ["fix", "fix"]
