"""Work is cut in one way only, between lines, and pieces read together what the whole reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.inputs import find_inputs
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Input, Reading
from cleaner.running.piece import read_pieces
from cleaner.running.repeats import with_repeats
from cleaner.running.shard import FILES, cut
from tests.running.corpus import rows, write_lines


def told(pages):
    return [(page.name, page.text, page.source) for page in pages]


@given(
    lines=st.lists(st.sampled_from(['{"text": "a"}', "", "{", '{"text": "bbbbbbbbbbbbbbbb"}', " ", "\r"]), max_size=30),
    end=st.sampled_from(["", "\n", "\n\n"]),
    size=st.integers(1, 80),
)
def test_pieces_read_what_the_whole_reads(tmp_path_factory, lines, end, size):
    path = tmp_path_factory.getbasetemp() / "law.jsonl"
    path.write_bytes(("\n".join(lines) + end).encode())
    one = Input(str(path), "law.jsonl")
    shards = cut([one], size).shards
    assert told(page for shard in shards for page in read_pieces(shard, PLAINLY)) == told(read(one))
    assert sum(shard.size for shard in shards) == path.stat().st_size


def test_blocks_make_no_difference(tmp_path, monkeypatch):
    path = write_lines(tmp_path / "c.jsonl", rows(300))
    one = Input(str(path), "c.jsonl")
    whole = cut([one], 5000)
    for block in (1, 7, 4999, 5000, 5001):
        monkeypatch.setattr("cleaner.running.shard._BLOCK", block)
        assert cut([one], 5000) == whole


def test_small_files_go_together_and_large_or_packed_ones_alone(tmp_path):
    for name, size in (("a.txt", 10), ("b.txt", 10), ("c.txt", 200), ("d.txt", 10), ("e.txt.gz", 10), ("f.txt", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
    shards = cut(find_inputs([str(tmp_path)]), 100).shards
    names = [[piece.input.name for piece in shard.pieces] for shard in shards]
    assert names == [["a.txt", "b.txt"], ["c.txt"], ["d.txt"], ["e.txt.gz"], ["f.txt"]]
    assert [shard.number for shard in shards] == [0, 1, 2, 3, 4]


def test_many_tiny_files_make_several_shards(tmp_path):
    inputs = [Input(f"{number}.txt", f"{number}.txt") for number in range(2 * FILES + 1)]
    for one in inputs:
        (tmp_path / one.path).write_bytes(b"x")
    placed = [Input(str(tmp_path / one.path), one.name) for one in inputs]
    assert [len(shard.pieces) for shard in cut(placed).shards] == [FILES, FILES, 1]


def test_a_file_that_is_not_there_is_a_shard_that_says_so(tmp_path):
    (shard,) = cut([Input(str(tmp_path / "gone.jsonl"), "gone.jsonl")], 10).shards
    (page,) = read_pieces(shard, PLAINLY)
    assert page.source.reason.startswith("cannot be read: No such file")


@pytest.mark.parametrize("size", [1, 100, 3000, 10**9])
def test_ids_that_stand_twice_are_found_across_shards(tmp_path, size):
    lines = [{"id": name, "text": "x"} for name in ("a", "b", "a", "c", "b", "a", 7, "7", "d")]
    path = write_lines(tmp_path / "c.jsonl", [*lines, {"id": "a"}, *rows(40)])
    reading = Reading(id_field="id")
    one = Input(str(path), "c.jsonl")
    shards = with_repeats(cut([one], size).shards, reading, str(tmp_path))
    found = told(page for shard in shards for page in read_pieces(shard, reading))
    assert found == told(read(one, reading))
    said = [source.reason for _, _, source in found if source.sha256 is None]
    assert said[:4] == [
        f"the id {name!r} stands already in line {line}; make ids unique or name another --id-field"
        for name, line in (("a", 1), ("b", 2), ("a", 1), ("7", 7))
    ]
