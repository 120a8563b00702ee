"""Records: JSON there and back, metadata from facts, pages from records."""

import json
from dataclasses import replace

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError, LedgerError
from cleaner.page import Page
from cleaner.record import FIELDS, Record, metadata_digest, read_row, rebuild
from cleaner.stage import Edit, Note, Part
from tests.fake import pipeline, saying
from tests.test_draft import splitters
from tests.test_page import BYTES

PAGE = Page.of_text("one two three", "p")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=5,
)


def records_of(*said, page=PAGE):
    return pipeline(saying(*said)).run(page)


@given(splitters())
def test_records_survive_json(case):
    text, stages = case
    for record in pipeline(*stages).run(Page.of_text(text, "p")):
        line = record.to_json()
        read = Record.from_json(line)
        assert read.to_json() == line
        assert replace(read, facts=record.facts) == record  # what the facts said is in metadata and remarks
        assert (read.metadata, read.remarks, read.counts) == tuple(
            json.loads(json.dumps(value)) for value in (record.metadata, record.remarks, record.counts)
        )


@given(BYTES)
def test_a_page_is_rebuilt_from_lines(data):
    lines = [record.to_json() for record in pipeline().run(Page.of_bytes(data, "p"))]
    assert rebuild(map(Record.from_json, lines)) == data


@given(JSON)
def test_any_json_is_kept_as_metadata(value):
    (record,) = records_of(Note(0, 3, "custom", value, "fake.one"))
    line = record.to_json()
    assert json.loads(line)["metadata"]["custom"] == orjson.loads(orjson.dumps(value))
    assert json.loads(line)["provenance"]["metadata_sha256"] == metadata_digest(json.loads(line)["metadata"])
    assert Record.from_json(line).to_json() == line


def test_a_record_is_one_line_of_json_with_the_parts_that_others_read():
    line = records_of(Edit(0, 3, "a\nb", "fake.one"))[0].to_json()
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    row = json.loads(line)
    assert list(row) == ["id", "text", "metadata", "provenance"]
    assert row["text"] == "a\nb two three"
    assert row["metadata"] == {**FIELDS, "evidence": {}}
    assert row["provenance"]["counts"] == {"fake.one": 1}
    assert row["provenance"]["report"]["span"] == [0, 13]


def test_metadata_gather_lists_and_keep_the_first_of_the_others():
    notes = [
        Note(0, 3, "title", "first", "fake.one"), Note(4, 7, "title", "second", "fake.one"),
        Note(0, 3, "speakers", {"name": "A"}, "fake.one"), Note(4, 7, "speakers", {"name": "B"}, "fake.two"),
        Note(0, 3, "mine", 1, "fake.one"), Note(4, 7, "mine", 2, "fake.one"), Note(4, 7, "once", 3, "fake.one"),
        Note(0, 3, "remark", "look here", "fake.two"),
    ]  # fmt: skip
    row = json.loads(records_of(*notes)[0].to_json())
    metadata = row["metadata"]
    assert metadata["title"] == "first"
    assert metadata["speakers"] == [{"name": "A"}, {"name": "B"}]
    assert (metadata["mine"], metadata["once"]) == ([1, 2], 3)
    assert metadata["evidence"]["title"] == {"span": [0, 3], "source": [0, 3], "basis": "one", "rule": "fake.one"}
    assert [one["rule"] for one in metadata["evidence"]["speakers"]] == ["fake.one", "fake.two"]
    assert "remark" not in metadata
    assert [one["says"] for one in row["provenance"]["remarks"]] == ["look here"]


def test_no_list_of_one_record_is_that_of_another():
    records_of(Note(0, 3, "speakers", "A", "fake.one"))[0].metadata["reporters"].append("x")
    assert records_of()[0].metadata["reporters"] == []


def test_levels():
    page = Page.of_text("a secret,b,b", "p")
    edits = saying(Edit(1, 8, "", "fake.one"), Edit(10, 11, "\uff0c", "fake.two"))
    full, reference, none = (pipeline(edits).run(page, level)[0] for level in ("full", "reference", "none"))
    assert b"secret" in full.to_json()
    assert b"secret" not in reference.to_json()
    assert "ledger" not in json.loads(none.to_json())["provenance"]
    assert full.original() == page.text
    for record in (reference, none):
        for one in (record, Record.from_json(record.to_json())):
            with pytest.raises(InputError, match=f"p#0: a ledger of level '{record.level}' cannot rebuild the source"):
                one.original()


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"", "no JSON: "),
        (b"{", "no JSON: "),
        (b"\xff\n", "no JSON: "),
        (b"[" * 100_000, "no JSON: "),
        (b'{"text": "\\ud800"}', "no JSON: "),
        (b"[]", "the line is no object"),
        (b'"x"', "the line is no object"),
        (b"{}", "no 'id'"),
        (b'{"id": 3}', "id is no str"),
        (b'{"id": "x", "text": null}', "text is no str"),
        (b'{"id": "x", "text": "", "metadata": {}, "provenance": []}', "provenance is no object"),
        (b'{"id": "x", "text": "", "metadata": {}, "provenance": {"source": {}}}', "no 'path'"),
    ],
)
def test_what_is_no_record_is_refused(line, cause):
    with pytest.raises(InputError) as caught:
        read_row(line)
    assert str(caught.value).startswith(f"not a record of cleaner ({cause}")
    assert str(caught.value).endswith("); only what `cleaner run` wrote can be read back")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("level", "most"), ("level", ["full"]), ("ledger", None), ("ledger", [1]), ("ledger", [{"stage": "x"}]),
        ("ledger", [["x", []]]), ("ledger", [["x", ["r", "a", "b", "c"]]]),
        ("ledger", [["x", ["r", 1 << 62, "", [0]]]]), ("run", {}), ("run", {"x": 1}),
    ],
)  # fmt: skip
def test_a_provenance_that_cannot_be_is_refused(place, value):
    row = json.loads(records_of()[0].to_json())
    row["provenance"][place] = value
    with pytest.raises(LedgerError, match=r"^the provenance was changed: "):
        Record.from_json(json.dumps(row))


def test_a_page_is_not_rebuilt_from_some_of_its_records():
    records = records_of(Part(0, 4, "x"), Part(4, 8, "x"), Part(8, 13, "x"))
    assert rebuild(records[::-1]) == b"one two three"
    for some in (records[:2], records[1:], [*records, records[0]], [records[0], records[0], records[2]]):
        with pytest.raises(InputError, match=rf"^p: {len(some)} of 3 records are here"):
            rebuild(some)


def test_a_page_is_not_rebuilt_from_records_that_were_changed():
    first, second = records_of(Part(0, 4, "x"), Part(4, 13, "x"))
    with pytest.raises(LedgerError, match="another SHA-256"):
        rebuild([replace(first, text="One "), second])
    with pytest.raises(LedgerError, match="p#1: its span was changed: it says 5:13, the region is 4:13"):
        rebuild([first, replace(second, place=replace(second.place, start=5))])
