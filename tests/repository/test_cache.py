"""The cache: right whatever changes, whole or not there, and thrown away at any time."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleaner.repository.cache import Cache, key_of
from cleaner.repository.identity import identity_of
from cleaner.repository.session import Manner, Session
from tests.repository.conftest import CLEAN, DIRTY


def test_what_was_written_is_read_again(tmp_path):
    cache = Cache(tmp_path / "c")
    assert cache.read("ab12") is None
    cache.write("ab12", b"x\ny")
    assert cache.read("ab12") == b"x\ny"
    assert cache.read("ab13") is None
    assert (tmp_path / "c/.gitignore").read_text().endswith("\n*\n")


@pytest.mark.parametrize("damage", [b"", b"x", b"x\ny\n0123456789abcdef", b"x\nz"])
def test_what_is_damaged_counts_as_not_there(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.write("ab12", b"x\ny")
    (tmp_path / "ab/12").write_bytes(damage)
    assert cache.read("ab12") is None


def test_a_result_under_the_name_of_another_counts_as_not_there(tmp_path):
    cache = Cache(tmp_path)
    cache.write("ab12", b"clean")
    os.rename(tmp_path / "ab/12", tmp_path / "ab/13")
    assert cache.read("ab13") is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file")
    cache.write("ab12", b"x")
    assert cache.read("ab12") is None


def test_what_is_old_goes(tmp_path):
    cache = Cache(tmp_path)
    cache.write("ab12", b"x")
    long_ago = time.time() - 40 * 24 * 3600
    os.utime(tmp_path / "ab/12", (long_ago, long_ago))
    os.utime(tmp_path / ".gitignore", (long_ago, long_ago))
    cache.write("cd34", b"y")
    assert (cache.read("ab12"), cache.read("cd34")) == (None, b"y")


def test_keys_differ_by_all_that_decides():
    rows = [("i", "p", b"d", ("e", "f")), ("j", "p", b"d", ("e", "f")), ("i", "q", b"d", ("e", "f")),
            ("i", "p", b"e", ("e", "f")), ("i", "p", b"d", ("", "f")), ("i", "p", b"d", ("e", "g"))]  # fmt: skip
    assert len({key_of(*row) for row in rows}) == len(rows)


def test_nothing_is_built_where_all_is_known(write, monkeypatch):
    write("a.txt", DIRTY)
    first = Session(Manner()).report("a.txt", DIRTY.encode())
    monkeypatch.setattr(Session, "pipeline", property(lambda self: pytest.fail("the pipeline was built")))
    assert Session(Manner()).report("a.txt", DIRTY.encode()) == first
    assert len(first.findings) == 4
    code = "import sys; from cleaner.cli import main; main(['check', '-q', '--cache-dir', 'own', 'a.txt'])"
    code += "; print('cleaner.pipeline' in sys.modules)"
    command = [sys.executable, "-c", code]
    for built in ("True", "False"):  # twice, with a cache of its own: it may be another copy of the code than ours
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == built


def test_a_pipeline_file_is_built_once_until_a_file_of_it_changes(write):
    write("base.yaml", "schema: 1\nstages: [punctuation]\n")
    path = str(write("ours.yaml", "schema: 1\nextends: base.yaml\n"))

    def identity(may_build):
        session = Session(Manner(pipeline=path))
        built = []
        found = identity_of(path, lambda: built.append(1) or session.pipeline, session.cache)
        assert bool(built) == may_build
        return found

    first = identity(True)
    assert identity(False) == first
    write("base.yaml", "schema: 1\nstages: [punctuation, width]\n")
    second = identity(True)
    assert (second != first, identity(False)) == (True, second)


def test_a_rule_pack_of_the_project_is_part_of_the_key(write):
    pack = """schema: 1
pack: ours
version: "1"
description: ours
rules:
- {id: seal, kind: remove-line, description: d, why: w, match: {starts: ['%s'], max_chars: 10},
   examples: [{before: "b\\n%s", after: b}], keep: ['%s and a line that is much too long']}
"""
    write("ours.yaml", pack % ("seal", "seal", "seal"))
    write("p.yaml", "schema: 1\nextends: commit\npacks: [ours.yaml]\n")
    manner = Manner(pipeline="p.yaml")
    data = b"text\nseal\nstamp\n"
    assert [one.old.strip() for one in Session(manner).report("a.txt", data).findings] == ["seal"]
    write("ours.yaml", pack % ("stamp", "stamp", "stamp"))
    assert [one.old.strip() for one in Session(manner).report("a.txt", data).findings] == ["stamp"]


def test_many_runs_at_once_agree(write, repository):
    for number in range(30):
        write(f"{number}.txt", DIRTY if number % 3 else CLEAN)

    def check(_):
        command = [sys.executable, "-m", "cleaner", "check", "--format", "concise", "."]
        return subprocess.run(command, capture_output=True, text=True).stdout

    with ThreadPoolExecutor(4) as pool:
        seen = set(pool.map(check, range(4)))
    subprocess.run(["rm", "-r", ".cleaner_cache"], check=True)
    assert seen == {check(0)}
    assert len(seen.pop().splitlines()) == 20
    assert not list(repository.glob(".cleaner_cache/*/*.tmp"))
