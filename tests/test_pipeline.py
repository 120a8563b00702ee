"""Pipelines: composed in Python, run over a page, known by a digest."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.errors import ConfigError, LedgerError
from cleaner.page import Page, Source
from cleaner.record import rebuild
from cleaner.stage import Edit
from cleaner.stages.newline import Newline
from cleaner.stages.width import Width
from tests.fake import Fake, pipeline, saying
from tests.test_page import BYTES

ONE, TWO, NEW = (saying(name=name) for name in ("one", "two", "new"))


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({}, ("one", "two", "new")),
        ({"before": "one"}, ("new", "one", "two")),
        ({"before": "two"}, ("one", "new", "two")),
        ({"after": "one"}, ("one", "new", "two")),
        ({"after": "two"}, ("one", "two", "new")),
    ],
)
def test_a_stage_can_be_put_anywhere(options, names):
    before = pipeline(ONE, TWO)
    assert before.with_stage(NEW, **options).names == names
    assert before.names == ("one", "two")


def test_a_stage_can_be_left_out_or_replaced():
    assert pipeline(ONE, TWO).without("one").names == ("two",)
    assert pipeline(ONE, TWO).replaced("one", NEW).names == ("new", "two")


@pytest.mark.parametrize(
    "change",
    [lambda p: p.without("tow"), lambda p: p.replaced("tow", NEW), lambda p: p.with_stage(NEW, after="tow")],
)
def test_a_stage_that_is_not_there_is_told(change):
    with pytest.raises(ConfigError, match="the pipeline test has no stage 'tow'; it has one, two"):
        change(pipeline(ONE, TWO))


def test_the_digest_tells_what_decides_the_result():
    base = pipeline(Newline(), Width())
    same, others = pipeline(Newline(), Width()), [
        pipeline(Width(), Newline()),
        pipeline(Newline()),
        pipeline(Newline(), replace(Width(), letter=False)),
        pipeline(Newline(), replace(ONE, rules={"one.x": "x"})),
        pipeline(Newline(), replace(ONE, rules={"one.x": "y"})),
    ]  # fmt: skip
    assert base.digest == same.digest
    assert len({base.digest, *(other.digest for other in others)}) == 1 + len(others)
    (record,) = base.run(Page.of_text("x"))
    assert (record.run.pipeline, record.run.rules) == ("test", f"sha256:{base.digest}")


@given(BYTES)
def test_any_bytes_come_back_from_the_default_pipeline(data):
    assert rebuild(Pipeline.default().run(Page.of_bytes(data, "p"))) == data


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\x89PNG\r\n\x1a\n" + bytes(100), b"\0", b"\xff\xfe", b"\xff"])
def test_odd_bytes_come_back_from_the_default_pipeline(data):
    assert rebuild(Pipeline.default().run(Page.of_bytes(data, "p"))) == data


def test_a_page_that_could_not_be_read_goes_past_the_stages():
    called = []
    stage = Fake(lambda doc: called.append(doc) or ())
    unread = Page("p", "", Source("p", reason="cannot be read: gone"))
    binary = Page.of_bytes(b"%PDF-1.4\0\1\2\3", "p")
    reasons = [pipeline(stage).run(page)[0].error for page in (unread, binary)]
    assert [reason.rule for reason in reasons] == ["input.unreadable", "input.binary"]
    assert reasons[0].reason == "cannot be read: gone"
    assert reasons[1].reason == "a binary file, no text: a PDF file; leave it out, or name its --encoding"
    assert not called


@pytest.mark.parametrize("level", ["full", "reference", "none"])
def test_a_ledger_is_kept_at_the_level_that_was_asked_for(level):
    (record,) = pipeline(saying(Edit(0, 1, "", "fake.one"))).run(Page.of_text("abc"), level)
    assert (record.level, record.text) == (level, "bc")
    assert (record.steps is None) == (level == "none")


def test_a_broken_law_is_never_passed_over(monkeypatch):
    monkeypatch.setattr("cleaner.draft.undone", lambda text, steps: "something else")
    with pytest.raises(LedgerError, match="p: the ledger does not rebuild 0:3"):
        pipeline().run(Page.of_text("abc", "p"))


@given(st.text("ab", max_size=5))
def test_a_pipeline_without_stages_changes_nothing(text):
    (record,) = pipeline().run(Page.of_text(text))
    assert (record.text, record.steps) == (text, ())
