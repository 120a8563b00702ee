"""The one call that most Python users need."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Pipeline, Record, clean
from cleaner.errors import InputError, StageError
from cleaner.record import rebuild
from cleaner.stages.newline import Newline


@dataclass(frozen=True)
class Broken:
    """A stage that fails."""

    name = "broken"
    rules: ClassVar = {}

    def __call__(self, doc):
        raise ValueError(f"no use for {doc.text}")


def test_text_and_bytes_give_records():
    for source in ("\u4e2d\u6587,\u4e2d\r\n", "\u4e2d\u6587,\u4e2d\r\n".encode()):
        (record,) = clean(source)
        assert isinstance(record, Record)
        assert record.text == "\u4e2d\u6587\uff0c\u4e2d"
        assert record.original() == "\u4e2d\u6587,\u4e2d\r\n"


def test_encoding_and_pipeline_can_be_named():
    (record,) = clean(b"\xd6\xd0,\xd6\xd0\r\n", Pipeline("short", (Newline(),)), encoding="gbk")
    assert record.text == "\u4e2d,\u4e2d\n"
    with pytest.raises(InputError, match="unknown encoding"):
        clean(b"", encoding="klingon")


@pytest.mark.parametrize("source", ["", b"", " \n\t", b"\xef\xbb\xbf"])
def test_a_page_without_text_says_so(source):
    (record,) = clean(source)
    assert record.text == ""
    assert record.dropped
    assert record.dropped.rule == "pipeline.empty"


def test_a_binary_file_says_so():
    (record,) = clean(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert record.error
    assert record.error.rule == "input.binary"
    assert record.text == ""


def test_a_stage_that_fails_raises_with_its_cause():
    with pytest.raises(StageError) as caught:
        clean("abc", Pipeline("broken", (Broken(),)))
    assert (caught.value.stage, caught.value.package) == ("broken", "tests")
    assert caught.value.cause == "ValueError: no use for abc"


@given(st.one_of(st.binary(max_size=60), st.text(st.characters(), max_size=60)))
def test_whatever_goes_in_can_be_had_again(source):
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    assert rebuild(clean(source)) == data


def test_the_package_shows_what_it_has():
    assert set(cleaner.__all__) == {"Pipeline", "Record", "__version__", "clean"}
    with pytest.raises(AttributeError, match="module 'cleaner' has no attribute 'cleen'"):
        _ = cleaner.cleen
