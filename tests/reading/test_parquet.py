"""Parquet: each row a document, the columns that are asked for, and what is told of files that are bad."""

from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from cleaner.batch import run
from cleaner.inputs import Input
from cleaner.reading.documents import read
from cleaner.reading.options import PLAINLY, Reading
from cleaner.restore import restore
from tests.fake import pipeline

ROWS = [
    {"text": "云渡市", "key": 1, "url": "https://a.example/1", "extra": {"n": 1 << 60}},
    {"text": None, "key": 2, "url": None, "extra": None},
    {"text": "", "key": 3, "url": "x", "extra": None},
]


def written(tmp_path, rows=ROWS, name="a.parquet"):
    path = tmp_path / name
    parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    return Input(str(path), path.name)


def test_rows(tmp_path):
    found = list(read(written(tmp_path), Reading(id_field="key", meta_fields=("extra", "none"))))
    assert [(page.name, page.text, page.source.line) for page in found] == [
        ("a.parquet/1", "云渡市", 1), ("a.parquet/2~rejected", "", 2), ("a.parquet/3", "", 3),
    ]  # fmt: skip
    assert found[0].source.meta == {"extra": {"n": 1 << 60}, "none": None}
    assert (found[0].source.url, found[2].source.url) == ("https://a.example/1", "x")
    assert found[1].source.reason == "'text' is null, no text; mend it or name another --field"


def test_many_rows_and_bytes(tmp_path):
    rows = [{"html": f"<p>{n}</p>".encode("gb18030")} for n in range(300)]
    found = list(read(written(tmp_path, rows), Reading(field="html")))
    assert [page.text for page in found] == [f"<p>{n}</p>" for n in range(300)]
    assert {page.source.media_type for page in found} == {"text/html"}


@pytest.mark.parametrize(
    ("reading", "says"),
    [
        (Reading(field="txt"),
         "no column 'txt'; it has text, key, url, extra; did you mean \"text\"?; name another --field"),
        (Reading(id_field="id"), "no column 'id'; it has text, key, url, extra; name another --id-field"),
    ],
)  # fmt: skip
def test_a_column_that_is_not_there(tmp_path, reading, says):
    (page,) = read(written(tmp_path), reading)
    assert (page.source.reason, page.source.sha256) == (says, None)


def test_files_that_are_bad(tmp_path):
    one = written(tmp_path)
    data = Path(one.path).read_bytes()
    for bad in (b"", b"PAR1", data[:-20], b"x" * 100):
        Path(one.path).write_bytes(bad)
        (page,) = read(one, PLAINLY)
        assert page.source.reason.startswith("no Parquet that can be read: ")
        assert page.source.reason.endswith("; get it again")


def test_there_and_back(tmp_path):
    one = written(tmp_path, [{"text": "云渡\r\n"}, {"text": "\u3000"}])
    tally = run([one], pipeline(), str(tmp_path / "out.jsonl"))
    assert tally.read == 2
    assert restore(str(tmp_path / "out.jsonl"), str(tmp_path / "back")).problems == []
    assert (tmp_path / "back" / "a.parquet" / "1").read_bytes() == "云渡\r\n".encode()
