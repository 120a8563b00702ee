"""Where characters came from, followed back stage by stage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.page import Page
from cleaner.record import Record
from cleaner.stage import Edit, Part
from cleaner.trace import Stop, describe, trace
from tests.fake import Fake, pipeline, saying
from tests.test_draft import splitters


@pytest.fixture
def record():
    """``one two three`` became ``ONE drei``, in a report that starts behind four characters."""
    page = Page.of_bytes(b"pre one two three", "p", "in/p.txt")
    stages = (
        saying(Part(0, 4, "x"), Part(4, 17, "x"), name="split"),
        on_the_second(Edit(3, 7, "", "fake.two"), name="cut"),
        on_the_second(name="quiet"),
        on_the_second(Edit(0, 3, "ONE", "fake.one"), Edit(4, 9, "drei", "fake.one"), name="change"),
    )
    return Record.from_json(pipeline(*stages).run(page)[1].to_json())


def on_the_second(*sayings, name):
    return Fake(lambda doc: sayings if doc.text.startswith("one") else (), name)


def test_a_change_is_followed_to_the_source(record):
    assert record.text == "ONE drei"
    assert trace(record, 4, 8) == [
        Stop("text", (4, 8), "drei", ()),
        Stop("change", (4, 9), "three", ("fake.one 4:9 'three' -> 'drei'",)),
        Stop("source", (12, 17), "three", ()),
    ]


def test_what_was_removed_inside_a_span_is_shown(record):
    stops = trace(record, 3, 4)
    assert stops[-1].text == " "
    assert "fake.two 3:7 ' two' -> ''" in stops[-2].changes


def test_stages_that_did_not_touch_the_characters_are_left_out(record):
    assert [stop.stage for stop in trace(record, 4, 8)] == ["text", "change", "source"]
    assert [stop.stage for stop in trace(record, 3, 3)] == ["text", "change", "cut", "source"]


def test_the_lines_of_a_trace(record):
    assert list(describe(record, trace(record, 0, 3))) == [
        "p#1 [0:3] 'ONE'",
        "before change [0:3] 'one'",
        "    fake.one 0:3 'one' -> 'ONE'",
        "before cut [0:3] 'one'",
        "    fake.two 3:7 ' two' -> ''",
        "in/p.txt [4:7] 'one'",
    ]


@pytest.mark.parametrize("span", [(-1, 2), (3, 2), (0, 9), (9, 9)])
def test_a_span_outside_of_the_text_is_told(record, span):
    with pytest.raises(InputError) as caught:
        trace(record, *span)
    assert str(caught.value) == f"p#1: the text has 8 characters, {span[0]}:{span[1]} is not in it"


def test_without_a_ledger_there_is_no_way_back():
    (record,) = pipeline().run(Page.of_text("abc", "p"), "none")
    with pytest.raises(InputError, match="p#0: was written without a ledger; run again with --ledger full"):
        trace(record, 0, 1)


@given(splitters(), st.data())
def test_a_trace_ends_at_the_words_of_the_page(case, data):
    text, stages = case
    for record in pipeline(*stages).run(Page.of_text(text, "p")):
        a, b = sorted(data.draw(st.tuples(*[st.integers(0, len(record.text))] * 2)))
        first, *_, last = trace(record, a, b)
        assert first.text == record.text[a:b]
        assert last.text == text[slice(*last.span)]
        whole = trace(record, 0, len(record.text))[-1].span
        assert record.place.start <= whole[0] <= last.span[0] <= last.span[1] <= whole[1] <= record.place.end or a == b
