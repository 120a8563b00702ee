"""The documentation that is made from code and rule files: each rule, stage and command has its place in it."""

import importlib.util
import re
import sys

import pytest

from cleaner.cli import FAMILIES
from cleaner.registry import BUILT_IN, find_stage
from cleaner.rulebook.loader import load_packs, pack_names, shipped_rules
from tests.conftest import PROJECT


@pytest.fixture(scope="module")
def docs():
    """The module that makes the pages; it lies in no package."""
    place = PROJECT / "docs" / "pages.py"
    if not place.exists():
        pytest.skip("needs docs/")
    spec = importlib.util.spec_from_file_location("pages", place)
    module = importlib.util.module_from_spec(spec)
    sys.modules["pages"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["pages"]


@pytest.fixture(scope="module")
def made(docs):
    return dict(docs.pages())


def test_every_rule_has_an_anchor_and_says_why(made):
    packs = load_packs(pack_names(shipped_rules()), [shipped_rules()])
    assert len(packs) >= 6
    for pack in packs:
        page = made[f"rules/{pack.name}.md"]
        parts = re.split(r"^## .* \{ #(.*) \}$", page, flags=re.MULTILINE)[1:]
        found = dict(zip(parts[::2], parts[1::2], strict=True))
        assert list(found) == [rule.id.rpartition("/")[2] for rule in pack.own]
        for rule in pack.own:
            part = found[rule.id.rpartition("/")[2]]
            assert f"**Kind** `{rule.kind}`" in part
            assert part.count("Before:") == len(rule.examples)
            assert ("Must stay" in part) == bool(rule.keep)
            for text in (*rule.keep, *(example.before for example in rule.examples)):
                assert text.rstrip() in part


def test_every_stage_has_a_page_with_its_rules(made):
    for name in BUILT_IN:
        rules = getattr(find_stage(name), "rules", {})
        page = made[f"stages/{name}.md"]
        assert page.startswith(f"# {name}\n\n")
        for rule in rules if hasattr(rules, "items") else ():
            assert f'<span id="{rule}"></span>`{rule}`' in page


def test_every_command_has_its_help(made):
    page = made["commands.md"]
    for name in ("run", "verify", "restore", "trace", "explain", "learn", "review", *FAMILIES):
        assert f"## cleaner {name} {{ #{name} }}" in page
        assert f"usage: cleaner {name}" in page
    assert "usage: cleaner rules test" in page


def test_readme_is_the_first_page_and_finds_its_pictures(made):
    pictures = re.findall(r"\]\(([^)]+\.png)\)", made["index.md"])
    assert len(pictures) >= 4
    assert all((PROJECT / "docs" / picture).exists() for picture in pictures)
    assert "](zh.md)" in made["index.md"]
    assert "](index.md)" in made["zh.md"]


def test_no_made_page_is_committed(made):
    assert [path for path in made if (PROJECT / "docs" / path).exists()] == []


PLAIN = [("<b>", "&lt;b>"), ("a_b*c", r"a\_b\*c"), ("[x](y)", r"\[x\](y)"), ("\u4f1a\u8bae,", "\u4f1a\u8bae,")]


@pytest.mark.parametrize("text,wanted", PLAIN)
def test_what_a_rule_says_is_no_markup(docs, text, wanted):
    assert docs._plain(text).replace("&gt;", ">") == wanted


def test_a_fence_is_longer_than_any_in_the_text(docs):
    assert docs._fenced("```\ncode\n```").startswith("````text\n")
