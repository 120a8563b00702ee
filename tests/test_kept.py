"""What is kept is what was made, until a file of cleaner changes; where it cannot be kept nothing is made."""

import sys

import pytest

from cleaner import kept as module
from cleaner.kept import kept


def never():
    raise AssertionError("made again")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Keep it elsewhere than beside the modules, and write it whatever the environment says."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def test_it_is_made_once():
    assert kept("numbers", lambda: [1, 2]) == [1, 2]
    assert kept("numbers", never) == [1, 2]


def test_it_is_made_again_after_a_change(monkeypatch):
    kept("numbers", lambda: [1, 2])
    monkeypatch.setattr(module, "_stamp", lambda: b"x" * 32)
    assert kept("numbers", lambda: [3]) == [3]


def test_every_file_counts_that_rules_and_stages_stand_in(tmp_path, monkeypatch):
    home = tmp_path / "cleaner"
    files = [home / "stages" / "width.py", home / "rules" / "cn-web.yaml"]
    stamps = set()
    for file in files:
        file.parent.mkdir(parents=True)
    monkeypatch.setattr(module, "_HOME", home)
    for text in ("a", "ab"):
        for file in files:
            file.write_text(text)
            module._stamp.cache_clear()
            stamps.add(module._stamp())
    module._stamp.cache_clear()
    assert len(stamps) == 4


@pytest.mark.parametrize("change", [lambda data: data[:-1], lambda data: b"", lambda data: data[:70] + b"\0" * 99])
def test_a_damaged_file_counts_as_none(folder, change):
    kept("numbers", lambda: [1, 2])
    (place,) = folder.rglob("numbers*.pickle")
    place.write_bytes(change(place.read_bytes()))
    assert kept("numbers", lambda: [3]) == [3]
    assert kept("numbers", never) == [3]


def test_nothing_is_made_that_could_not_be_kept(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept("numbers", never) is None
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "file"))
    (folder / "file").write_text("")
    assert kept("numbers", never) is None
    assert [path.name for path in folder.iterdir()] == ["file"]
