"""A pattern that is kept is the one that ``re.compile`` makes."""

import re
import sys

import pytest

from cleaner import compiled as module
from cleaner.compiled import compiled
from cleaner.dates import forms
from cleaner.kept import find

PATTERNS = [
    ("", 0),
    ("[\u3400-\u9fff\U00020000-\U000323af]{2,4}", 0),
    ("(?P<a>x)|(y)(?P<b>z)*+", 0),
    ("(?im)^a[b-d]$", 0),
    ("a . # comment", re.VERBOSE | re.DOTALL),
    (r"\bcontent\b", re.IGNORECASE),
    (forms.WRITTEN.pattern, re.VERBOSE),
    (forms.NO_YEAR_AFTER.pattern, 0),
]


@pytest.fixture(autouse=True)
def fresh(tmp_path, monkeypatch):
    """Keep patterns in a folder of the test, as a process does that finds none."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    module._shelf.cache_clear()
    yield
    module._shelf.cache_clear()


def assert_same(pattern, flags):
    made, meant = compiled(pattern, flags), re.compile(pattern, flags)
    assert made == meant  # the same code, flags and text
    assert (made.groups, dict(made.groupindex)) == (meant.groups, dict(meant.groupindex))
    assert compiled(pattern, flags).pattern == pattern


def test_it_is_what_re_makes():
    for pattern, flags in PATTERNS:
        assert_same(pattern, flags)


def test_it_is_kept_for_the_next_process(monkeypatch):
    for pattern, flags in PATTERNS:
        compiled(pattern, flags)
    module._save(module._shelf(), 0)
    module._shelf.cache_clear()
    assert len(module._shelf()) == len(PATTERNS)
    monkeypatch.setattr(module, "_translate", lambda *_: pytest.fail("compiled again"))
    for pattern, flags in PATTERNS:
        assert_same(pattern, flags)


def test_two_processes_keep_what_both_compiled():
    for pattern in ("a", "b"):
        module._shelf.cache_clear()
        compiled(pattern)
        module._save(module._shelf(), 0)
    assert set(find("patterns")) == {("a", 0), ("b", 0)}


def test_a_wrong_pattern_says_so():
    with pytest.raises(re.error, match="missing \\)"):
        compiled("(a")


def test_another_python_compiles_as_ever(monkeypatch):
    def misses(name):
        raise ImportError(name)

    monkeypatch.setattr(module, "import_module", misses)
    assert module._shelf() is None
    for pattern, flags in PATTERNS:
        assert_same(pattern, flags)


def test_without_a_place_nothing_is_kept(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert compiled("a+").findall("baab") == ["aa"]
    assert find("patterns") is None


def test_no_more_are_kept_than_is_said(monkeypatch):
    monkeypatch.setattr(module, "_MOST", 3)
    for number in range(5):
        compiled(f"a{number}")
    assert len(module._shelf()) == 3
