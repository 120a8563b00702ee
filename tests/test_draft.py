"""What a stage says is checked, applied and kept; what cannot be is refused, and costs nothing but that page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.draft import CAUSE_SHOWN, WORDS_SHOWN, Draft, advance
from cleaner.edit import Patch
from cleaner.errors import ConfigError
from cleaner.page import Page
from cleaner.record import rebuild
from cleaner.stage import Drop, Edit, Note, Part
from tests.fake import Fake, pipeline, saying
from tests.test_edit import TEXTS, edits_of

TEXT = "one two three"
PAGE = Page.of_text(TEXT, "p")


def run(*stages, page=PAGE):
    return pipeline(*stages).run(page)


def raising(error):
    def say(doc):
        yield Edit(0, 3, "1", "fake.one")
        raise error

    return Fake(say)


class Odd:
    """Something that no stage may say."""

    def __repr__(self):
        return "Odd()"


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (Odd(), "said Odd(), which is no Edit, Note, Part or Drop"),
        (None, "said None, which is no Edit, Note, Part or Drop"),
        ("text", "said 'text', which is no Edit, Note, Part or Drop"),
        ((0, 1, "x", "fake.one"), "said (0, 1, 'x', 'fake.one'), which is no Edit, Note, Part or Drop"),
        ("x" * 1000, f"said '{'x' * (CAUSE_SHOWN - 1)}, which is no Edit, Note, Part or Drop"),
        (Edit(0, 99, "", "fake.one"), "edit 0:99 of rule 'fake.one' reaches past the end of the text (13 characters)"),
        (Edit(-1, 2, "", "fake.one"), "edit -1:2 of rule 'fake.one' starts before 0, where the one before it ends"),
        (Edit(3, 2, "", "fake.one"), "edit 3:2 of rule 'fake.one' ends before it starts"),
        (Edit(0, 3, "", "fake.three"), "named the rule 'fake.three', which is not in its rules"),
        (Edit(0, 3, None, "fake.one"), "said Edit with new of type NoneType, not str"),
        (Edit(0, 3, b"x", "fake.one"), "said Edit with new of type bytes, not str"),
        (Edit("0", 3, "", "fake.one"), "said Edit with start of type str, not int"),
        (Edit(0, 3.0, "", "fake.one"), "said Edit with end of type float, not int"),
        (Edit(0, 3, "", ["fake.one"]), "said Edit with rule of type list, not str"),
        (Note(0, 99, "date", "x", "fake.one"), "note 0:99 of rule 'fake.one' is not in the text (13)"),
        (Note(5, 2, "date", "x", "fake.one"), "note 5:2 of rule 'fake.one' is not in the text (13)"),
        (Note(0, 1, "date", "x", "other"), "named the rule 'other', which is not in its rules"),
        (Note(0, 1, "date", {1, 2}, "fake.one"),
         "note of rule 'fake.one' holds 'date': {1, 2}: Type is not JSON serializable: set"),
        (Note(0, 1, "date", "\ud800", "fake.one"),
         "note of rule 'fake.one' holds 'date': '\\ud800': str is not valid UTF-8: surrogates not allowed"),
        (Note(0, 1, "date", 1 << 64, "fake.one"),
         "note of rule 'fake.one' holds 'date': 18446744073709551616: Integer exceeds 64-bit range"),
        (Note(0, 1, None, "x", "fake.one"), "said Note with label of type NoneType, not str"),
        (Note(0, 1, "evidence", "x", "fake.one"),
         "note of rule 'fake.one' has the label 'evidence', which the record needs itself"),
        (Part(0, 99, "x"), "its parts overlap, are out of order or leave the text"),
        (Part(-1, 9, "x"), "its parts overlap, are out of order or leave the text"),
        (Part(0, 9, None), "said Part with kind of type NoneType, not str"),
        (Part(None, 9, "x"), "said Part with start of type NoneType, not int"),
        (Drop("why", "other"), "named the rule 'other', which is not in its rules"),
        (Drop(None, "fake.one"), "said Drop with reason of type NoneType, not str"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_cause(said, cause):
    (record,) = run(saying(Edit(0, 0, "", "fake.one"), said))
    assert record.error == (f"tests: {cause}", "fake")
    assert (record.text, record.facts, record.steps) == (TEXT, (), ())
    assert record.to_json()


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ([Edit(0, 4, "", "fake.one"), Edit(3, 5, "", "fake.one")], "edit 3:5 of rule 'fake.one' starts before 4"),
        ([Edit(4, 5, "", "fake.one"), Edit(0, 1, "", "fake.one")], "edit 0:1 of rule 'fake.one' starts before 5"),
        ([Part(0, 5, "x"), Part(4, 9, "x")], "its parts overlap"),
        ([Part(5, 9, "x"), Part(0, 4, "x")], "its parts overlap"),
    ],
)
def test_sayings_that_disagree_are_refused(said, cause):
    (record,) = run(saying(*said))
    assert record.error
    assert record.error.reason.startswith(f"tests: {cause}")
    assert record.text == TEXT


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ValueError("bad luck"), "ValueError: bad luck"),
        (KeyError("x"), "KeyError: 'x'"),
        (RecursionError("deep"), "RecursionError: deep"),
        (SystemExit(0), "SystemExit: 0"),  # else a stage could end a run with exit code 0
        (ValueError("two\nlines\tand more"), "ValueError: two lines and more"),
        (ValueError("\ud800"), "ValueError: \ufffd"),
        (ValueError("x" * 1000), "ValueError: " + "x" * (CAUSE_SHOWN - 12) + "\u2026"),
    ],
)
def test_a_stage_that_raises_is_told_in_one_line(error, cause):
    (record,) = run(raising(error))
    assert record.error == (f"tests: {cause}", "fake")
    assert record.text == TEXT
    assert record.to_json()


def test_a_stage_that_says_nothing_at_all_is_told():
    (record,) = run(Fake(lambda doc: None))
    assert record.error == ("tests: TypeError: 'NoneType' object is not iterable", "fake")


def test_an_interrupt_is_not_the_stages_fault():
    with pytest.raises(KeyboardInterrupt):
        run(raising(KeyboardInterrupt()))


def test_rules_that_cannot_be_read_end_the_run():
    def say(doc):
        raise ConfigError("rules.yaml: no such file")

    with pytest.raises(ConfigError, match=r"rules.yaml: no such file"):
        run(Fake(say))


def test_the_text_is_as_the_stages_before_left_it():
    first = saying(Edit(0, 3, "1", "fake.one"), name="first")
    (record,) = run(first, raising(ValueError("x")), saying(Edit(0, 1, "never", "fake.one"), name="last"))
    assert record.text == "1 two three"
    assert [step.stage for step in record.steps] == ["first"]
    assert record.original() == TEXT


def test_a_dropped_document_is_not_lost():
    (record,) = run(
        saying(Edit(0, 3, "1", "fake.one")), saying(Drop("too \ud800 short", "fake.two")), raising(ValueError())
    )
    assert record.dropped == ("too \ufffd short", "fake.two")
    assert record.error is None
    assert (record.text, record.original()) == ("", TEXT)
    assert record.counts == {"fake.one": 1, "fake.two": 1}


def test_a_stage_that_finds_nothing_builds_nothing():
    draft = Draft(TEXT, 0, len(TEXT))
    assert advance(draft, saying(), PAGE)[0] is draft
    assert run(saying(Edit(0, 3, "one", "fake.one")))[0].steps == ()


def test_a_stage_sees_the_document_as_it_is():
    seen = []
    page = Page.of_bytes(b"abc", "name", "folder/name")
    run(saying(Edit(0, 1, "x", "fake.one")), Fake(lambda doc: seen.append(doc) or ()), page=page)
    assert [(doc.text, doc.path, doc.url, doc.media_type) for doc in seen] == [
        ("xbc", "folder/name", None, "text/plain")
    ]


def test_a_lone_surrogate_that_is_left_becomes_readable():
    page = Page.of_text("a\ud800b\udfff\udfff", "p")
    (record,) = run(page=page)
    assert record.text == "a\ufffdb\ufffd\ufffd"
    assert record.counts == {"record.surrogate": 2}
    assert record.original() == page.text
    assert rebuild([record]) == "a\ud800b\udfff\udfff".encode("utf-8", "surrogatepass")


# Notes: facts keep their words and their places, whatever later stages do.


def test_a_fact_moves_with_its_words_and_knows_where_they_stood():
    stages = (
        saying(Edit(0, 4, "", "fake.one")),  # "two three"
        saying(Note(4, 9, "title", "3", "fake.two")),
        saying(Edit(0, 3, "second", "fake.one")),  # "second three"
    )
    (record,) = run(*stages)
    (fact,) = record.facts
    assert (fact.label, fact.value, fact.words, fact.rule) == ("title", "3", "three", "fake.two")
    assert record.text[slice(*fact.span)] == "three"
    assert TEXT[slice(*fact.source)] == "three"


def test_a_fact_whose_words_left_the_text_keeps_them():
    (record,) = run(saying(Note(0, 3, "title", 1, "fake.one"), Edit(0, 4, "", "fake.two")))
    (fact,) = record.facts
    assert (record.text, fact.span, fact.words, fact.source) == ("two three", None, "one", (0, 3))


def test_the_words_of_a_fact_are_cut_and_readable():
    page = Page.of_text("\ud800" + "x" * 200, "p")
    (record,) = run(saying(Note(0, 201, "title", 1, "fake.one")), page=page)
    assert record.facts[0].words == "\ufffd" + "x" * (WORDS_SHOWN - 1)


@given(TEXTS, st.data())
def test_the_words_of_a_fact_that_nothing_touched_are_found_at_its_spans(text, data):
    page = Page.of_text(text, "p")
    a, b = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    outside = [e for e in data.draw(edits_of(text)) if e.end <= a or e.start >= b]
    edits = [edit._replace(rule="fake.one") for edit in outside]
    (record,) = run(saying(Note(a, b, "title", 1, "fake.one")), saying(*edits), page=page)
    (fact,) = record.facts
    assert text[slice(*fact.source)] == text[a:b]
    if a < b:
        assert record.text[slice(*fact.span)] == text[a:b]


# Parts: reports partition the page.


@st.composite
def splitters(draw):
    """A text and stages that edit and split it at random, parts with gaps and empty ones among them."""
    cuts = st.lists(st.integers(0, 12), max_size=6).map(sorted)

    def stage(name):
        edits, marks = draw(edits_of("x" * 12)), draw(cuts)

        def say(doc):
            size = len(doc.text)
            yield from (edit._replace(rule="fake.one") for edit in edits if edit.end <= size)
            kept = [mark for mark in marks if mark <= size]
            yield from (Part(a, b, "random") for a, b in zip(kept[::2], kept[1::2], strict=False))
            yield from (Note(a, a, "remark", name, "fake.two") for a in kept)

        return Fake(say, name)

    return draw(TEXTS), [stage(f"s{n}") for n in range(draw(st.integers(1, 3)))]


@given(splitters())
def test_the_regions_of_reports_partition_the_page(case):
    text, stages = case
    page = Page.of_text(text, "p")
    records = run(*stages, page=page)
    assert [record.place.index for record in records] == list(range(len(records)))
    assert {record.place.of for record in records} == {len(records)}
    ends = [0, *(record.place.end for record in records)]
    assert [record.place.start for record in records] == ends[:-1]
    assert ends[-1] == len(text)
    for record in records:  # each alone
        assert record.original() == text[record.place.start : record.place.end]
    assert rebuild(reversed(records)) == text.encode()


@given(splitters())
def test_the_texts_of_reports_are_the_text_of_the_page(case):
    text, stages = case
    edits = [said for said in stages[0].say(Document(text)) if isinstance(said, Edit)]
    records = run(stages[0], page=Page.of_text(text, "p"))
    assert "".join(record.text for record in records) == Patch.of(text, edits).apply(text)


def test_the_first_report_owns_what_stands_before_it_and_the_last_what_stands_behind():
    records = run(saying(Part(4, 7, "heading"), Part(8, 10, "byline")))
    assert [(record.text, record.place.start, record.place.end, record.place.kind) for record in records] == [
        ("one two ", 0, 8, "heading"),
        ("three", 8, 13, "byline"),
    ]
    assert [record.id for record in records] == ["p#0", "p#1"]


def test_a_report_has_the_facts_that_its_own_words_say():
    notes = Note(0, 3, "title", 1, "fake.one"), Note(4, 7, "title", 2, "fake.one"), Note(8, 13, "title", 3, "fake.one")
    records = run(saying(*notes, Edit(3, 7, "", "fake.two"), Part(0, 3, "a"), Part(8, 13, "b")))
    assert [record.text for record in records] == ["one ", "three"]
    assert [[(fact.value, fact.span) for fact in record.facts] for record in records] == [
        [(1, (0, 3)), (2, None)],
        [(3, (0, 5))],
    ]


def test_a_failure_on_one_report_is_no_failure_of_the_others():
    def say(doc):
        if doc.text == "three":
            raise ValueError("three")
        yield Edit(0, 3, "1", "fake.one")

    records = run(saying(Part(0, 4, "a"), Part(4, 8, "b"), Part(8, 13, "c")), Fake(say))
    assert [record.text for record in records] == ["1 ", "1 ", "three"]
    assert [bool(record.error) for record in records] == [False, False, True]
    assert rebuild(records) == TEXT.encode()


def test_ten_thousand_reports_on_one_page():
    page = Page.of_text("ab," * 10_000, "p")
    parts = [Part(3 * n, 3 * n + 3, "x") for n in range(10_000)]
    records = run(saying(*(Edit(3 * n, 3 * n + 1, "", "fake.one") for n in range(10_000))), saying(
        *(Part(2 * n, 2 * n + 2, "x") for n in range(len(parts)))), page=page)  # fmt: skip
    assert [record.text for record in records] == ["b,"] * 10_000
    assert rebuild(records) == page.text.encode()


def test_a_report_is_shown_the_page_that_it_was_split_from():
    seen = []

    def look(doc):
        seen.append((doc.text, doc.page))
        return []

    halve = saying(Part(0, 2, "half"), Part(2, 4, "half"))
    run(Fake(look), halve, Fake(look), page=Page.of_text("abcd"))
    assert seen == [("abcd", ""), ("ab", "abcd"), ("cd", "abcd")]
