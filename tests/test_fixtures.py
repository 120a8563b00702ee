"""Every case of fixtures/stages: what must change, what must not, and what is known to be wrong."""

from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from cleaner.registry import find_stage
from tests.stages.laws import assert_lawful, cleaned, fired

FOLDER = Path(__file__).parent.parent / "fixtures" / "stages"
TABLES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.yaml"))}


class Case(NamedTuple):
    """A text, what becomes of it, the options of the stage, the rules that must have fired (None: any)."""

    stage: str
    before: str
    after: str
    options: dict
    rules: list | None


def build(name, options=None):
    return find_stage(name)(**(options or {}))


def cases(part, *marks):
    """The cases of one part of every table, as parameters of a test."""
    for name, table in TABLES.items():
        for row in table.get(part, ()):
            case = Case(name, row["before"], row["after"], row.get("options", {}), row.get("rules"))
            yield pytest.param(case, id=f"{name}-{row['id']}", marks=marks)


def keeps():
    for name, table in TABLES.items():
        for number, text in enumerate(table["keep"], 1):
            yield pytest.param(name, text, id=f"{name}-{number}")


@pytest.mark.parametrize("case", list(cases("changes")))
def test_what_changes(case):
    stage = build(case.stage, case.options)
    assert case.before != case.after
    assert cleaned(stage, case.before) == case.after
    assert_lawful(stage, case.before)
    if case.rules is not None:
        assert fired(stage, case.before) == set(case.rules)


@pytest.mark.parametrize(("name", "text"), list(keeps()))
def test_what_stays(name, text):
    assert cleaned(build(name, TABLES[name].get("options")), text) == text


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known: the table says why")
@pytest.mark.parametrize("case", list(cases("known")))
def test_what_is_known_to_be_wrong(case):
    assert cleaned(build(case.stage, case.options), case.before) == case.after


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_more_that_stays_than_that_changes(name):
    table = TABLES[name]
    assert len(table["keep"]) > len(table["changes"]) >= 15
    assert len(set(table["keep"])) == len(table["keep"])
    ids = [row["id"] for part in ("changes", "known") for row in table.get(part, ())]
    assert len(set(ids)) == len(ids)
    assert all(row["why"] for row in table.get("known", ()))


@pytest.mark.parametrize("name", TABLES)
def test_every_rule_of_the_stage_is_tried(name):
    tried = {rule for row in TABLES[name]["changes"] for rule in row.get("rules", ())}
    untried = set(TABLES[name].get("untried", ()))  # only reports, or is tried in the tests of the stage
    assert tried == set(build(name).rules) - untried


def test_the_tables_are_typed_as_escapes():
    """A full-width mark that was typed tends to arrive as ASCII, and then its case proves nothing."""
    for path in FOLDER.glob("*.yaml"):
        typed = {c for c in path.read_text("utf-8") if 0xFF00 <= ord(c) <= 0xFFEF or c == "\u3000"}
        assert not typed, path.name
    found = {c for table in TABLES.values() for row in table["changes"] for c in row["after"]}
    assert {ord(c) for c in found} >= {0xFF0C, 0xFF1A, 0xFF1B, 0xFF01, 0xFF1F, 0xFF08, 0xFF09}
