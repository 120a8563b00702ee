"""JSON lines: every text comes back, and every bad line is one rejected document with its place and cure."""

import gzip
import json
import tempfile
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.batch import run
from cleaner.inputs import Input
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Reading
from cleaner.restore import restore
from tests.fake import pipeline


def pages(path, data, reading=PLAINLY):
    path.write_bytes(data)
    return list(read(Input(str(path), path.name), reading))


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=20), max_size=8))
@settings(max_examples=30)
def test_texts_come_back(texts):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "a.jsonl"
        path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        tally = run([Input(str(path), "a.jsonl")], pipeline(), str(folder / "out"))
        assert tally.read == len(texts)
        assert restore(str(folder / "out"), str(folder / "back")).problems == []
        for number, text in enumerate(texts, 1):
            back = (folder / "back" / "a.jsonl" / str(number)).read_bytes()
            assert back == text.encode("utf-8", "surrogatepass")


BAD = [
    (b"{", "no JSON: Expecting property name enclosed in double quotes at character 2; mend or remove it"),
    (b"[1]", 'the line is a list, no object; write {"text": "..."}'),
    (b'{"text": 3}', "'text' is a number, no text; mend it or name another --field"),
    (b'{"txt": ""}', "no field 'text'; it has txt; did you mean \"txt\"?; mend it or name another --field"),
    (b'{"text": "\xff"}', "byte 11 (0xff) is no UTF-8; JSON is written in UTF-8: convert the file"),
    (b'{"text": "' + b"x" * 99 + b'"}', "the line has 112 bytes, more than 60 bytes; leave it out or raise --max-size"),
]


@pytest.mark.parametrize(("line", "says"), BAD)
def test_a_bad_line_is_told_and_the_next_is_read(tmp_path, line, says):
    found = pages(tmp_path / "a.jsonl", line + b'\n\n{"text": "good"}', Reading(limit=60))
    assert [(p.text, p.source.line, p.source.offset) for p in found] == [("", 1, 0), ("good", 3, len(line) + 2)]
    assert (found[0].source.sha256, found[0].source.reason) == (None, says)


def test_ids_addresses_and_what_is_carried(tmp_path):
    rows = [
        {"text": "a", "id": "x/../y", "url": "http://a.example/", "n": 1 << 70},
        {"text": "b", "id": "x/../y"},
        {"text": "c", "id": None},
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    found = pages(tmp_path / "a.jsonl", data, Reading(id_field="id", meta_fields=("n",)))
    assert [p.name for p in found] == ["a.jsonl/x%2F..%2Fy", "a.jsonl/2~rejected", "a.jsonl/3~rejected"]
    assert (found[0].source.url, found[0].source.meta) == ("http://a.example/", {"n": str(1 << 70)})
    assert found[1].source.reason.startswith("the id 'x/../y' stands already in line 1; make ids unique")
    assert found[2].source.reason.startswith("the id 'id' is null, no text or number")


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("zst", zstandard.compress)])
def test_packed_lines_whole_and_cut_short(tmp_path, suffix, pack):
    data = b"".join(b'{"text": "%d %d"}\n' % (n, n * 7919 % 10007) for n in range(5000))
    path = tmp_path / f"a.jsonl.{suffix}"
    assert len(pages(path, pack(data))) == 5000
    found = pages(path, pack(data)[:-3000])
    assert found[-1].source.sha256 is None
    assert "data is cut short after" in found[-1].source.reason
    assert all(page.source.sha256 for page in found[:-1])


def test_a_bomb_is_given_up(tmp_path):
    found = pages(tmp_path / "a.txt.gz", gzip.compress(bytes(100_000)), Reading(limit=1000))
    assert found[0].source.reason == "is longer than 1,000 bytes unpacked (gzip); leave it out or raise --max-size"
    found = pages(tmp_path / "a.jsonl.gz", gzip.compress(bytes(1_000_000)), Reading(limit=1000))
    assert [p.source.reason for p in found] == [
        "a line goes on for more than 65,536 bytes unpacked (gzip): given up; it is no file of lines, or a bomb"
    ]


@pytest.mark.parametrize("data", [b'[{"text": "a"}, {"text": "b"}]', b'{"text": "a"}\n{"text": "b"}\n'])
def test_json_of_either_kind(tmp_path, data):
    assert [p.text for p in pages(tmp_path / "a.json", data)] == ["a", "b"]


def test_a_field_of_html_is_html(tmp_path):
    page = pages(tmp_path / "a.jsonl", b'{"html": "<p>x"}', Reading(field="html"))[0]
    assert page.source.media_type == "text/html"
