"""JSON lines: only the field is rewritten, and of it only what changes; every other byte stays."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.config import load_pipeline
from cleaner.errors import InputError
from cleaner.repository.examine import Examiner
from cleaner.repository.rows import find_literal

PIPELINE = load_pipeline("commit")
EXAMINER = Examiner(PIPELINE)

ROWS = [
    ("plain", '{"id": 1, "text": "\u5c71,\u6c34"}\n', '{"id": 1, "text": "\u5c71\uff0c\u6c34"}\n'),
    ("blanks stay", ' { "text" :"\u5c71,\u6c34" ,"n":1.50}\r\n', ' { "text" :"\u5c71\uff0c\u6c34" ,"n":1.50}\r\n'),
    ("other fields stay", '{"a": "\u5c71,\u6c34", "text": ""}', '{"a": "\u5c71,\u6c34", "text": ""}'),
    ("a field inside another",
     '{"a": {"text": "\u5c71,\u6c34"}, "text": ""}', '{"a": {"text": "\u5c71,\u6c34"}, "text": ""}'),
    ("escapes stay", r'{"text": "\u5c71,\u6c34\/\n\ud83d\ude00,\u5c71"}',
     r'{"text": "\u5c71\uff0c\u6c34\/\n\ud83d\ude00\uff0c\u5c71"}'),
    ("an escaped comma", '{"text": "\u5c71\\u002c\u6c34"}', '{"text": "\u5c71\uff0c\u6c34"}'),
    ("empty lines", '\n{"text": "\u5c71,\u6c34"}\n\n', '\n{"text": "\u5c71\uff0c\u6c34"}\n\n'),
    ("line ends inside", '{"text": "\u5c71,\\r\\n\u6c34"}', '{"text": "\u5c71\uff0c\\r\\n\u6c34"}'),
    ("long numbers", '{"id": 123456789012345678901, "text": "\u5c71,\u6c34"}',
     '{"id": 123456789012345678901, "text": "\u5c71\uff0c\u6c34"}'),
]  # fmt: skip

PROBLEMS = [
    ("no such field", '{"txt": "a"}', "no field 'text'; it has txt; did you mean"),
    ("no text", '{"text": 3}', "the field 'text' is no text; name another --field"),
    ("twice", '{"text": "a", "text": "b"}', "the field 'text' stands twice; take one out"),
    ("no object", '["text"]', "no JSON: expected '{'"),
    ("something behind", '{"text": "a"} x', "no JSON: something stands behind the object"),
    ("cut", '{"text": "a"', "no JSON: expected ','"),
    ("half a pair", r'{"text": "\ud83d"}', "half of a surrogate pair stands in it; mend it"),
    ("no fields", "{}", "no field 'text'; it has no fields"),
]


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_only_the_field_changes(before, after):
    done = EXAMINER.examine(before.encode(), "a.jsonl", "a.jsonl")
    assert (done.report.problem, done.after) == ("", after)
    if before != after:
        assert EXAMINER.examine(done.data, "a.jsonl", "a.jsonl").report.clean
        assert done.record.original() == before


@pytest.mark.parametrize(("line", "says"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_rows_that_cannot_be_read_are_told(line, says):
    with pytest.raises(InputError) as raised:
        find_literal(line, 0, len(line), "text")
    assert str(raised.value).startswith(says)


def test_every_bad_line_is_told_and_nothing_is_rewritten():
    data = b'{"text": "\xe5\xb1\xb1,\xe6\xb0\xb4"}\n' + b"{\n" * 12
    done = EXAMINER.examine(data, "a.jsonl", "a.jsonl")
    assert done.report.problem.startswith("line 2: no JSON")
    assert done.report.problem.endswith("(and 2 lines more)")
    assert done.data is None


def test_a_finding_stands_where_it_stands_in_the_line():
    done = EXAMINER.examine('{"id": 1}\n'.replace("1}", '1, "body": "\\u5c71,\\u6c34"}').encode(), "a.jsonl", "a.jsonl")
    assert "no field 'text'" in done.report.problem
    done = Examiner(PIPELINE, field="body").examine(b'\n{"body": "\\u5c71,\\u6c34"}\n', "a.jsonl", "a.jsonl")
    (one,) = done.report.findings
    assert (one.line, one.column, one.end_column, one.rule) == (2, 17, 18, "punctuation.comma")


@given(st.text(max_size=40), st.booleans())
def test_a_literal_is_read_as_json_reads_it(value, ascii_only):
    try:
        value.encode()
    except UnicodeEncodeError:
        return
    line = json.dumps({"a": [value], "text": value, "b": None}, ensure_ascii=ascii_only)
    literal = find_literal(line, 0, len(line), "text")
    assert literal.value == value
    whole = literal.places[0], literal.places[-1] if value else literal.places[0]
    assert json.loads(f'"{line[slice(*whole)]}"') == value
    assert len(literal.places) == len(value) + 1
