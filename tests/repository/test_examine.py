"""One file: encodings and line ends stay, what could not be written back is refused, the record leads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.config import load_pipeline
from cleaner.edit import Edit
from cleaner.pipeline import Pipeline
from cleaner.record import Record
from cleaner.repository.examine import Examiner
from cleaner.repository.settle import ROUNDS
from cleaner.stage import Drop, Part
from tests.fake import Fake

SENTENCE = "\u5404\u4f4d\u4ee3\u8868,\u4eca\u5e74\u4ee5\u6765\uff0c\u6211\u4eec\u575a\u6301\u7a33\u4e2d\u6c42\u8fdb"
TRADITIONAL = "\u5404\u4f4d\u4ee3\u8868,\u4eca\u5e74\u4ee5\u4f86\uff0c\u6211\u5011\u5805\u6301\u7a69\u4e2d\u6c42\u9032"
EXAMINER = Examiner(load_pipeline("commit"))


def examined(data, name="a.txt", examiner=EXAMINER):
    return examiner.examine(data, name, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030", "big5"])
def test_encoding_and_mark_stay(encoding):
    text = TRADITIONAL if encoding == "big5" else SENTENCE
    done = examined(f"{text}\n".encode(encoding))
    assert done.data == f"{text}\n".replace(",", "\uff0c").encode(encoding)


@pytest.mark.parametrize("ends", ["\r\n \r\n", "\r \r", "\r\n \n \r", "\n", "\r\r\n"])
def test_each_line_end_stays(ends):
    text = "\u5c71,\u6c34" + "\u5c71,\u6c34".join(ends.split(" ")) + "\u6c34"
    assert examined(text.encode()).after == text.replace(",", "\uff0c")


REFUSED = [
    ("bad byte", SENTENCE.encode() + b"\n\xff\n", "bytes in line 2 are no utf-8, and could not be written"),
    ("picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a binary file, no text: a PNG image; leave it out"),
    ("colours", b"\x1b[31mred\x1b[0m", "holds escape characters"),
    ("rows of no JSON", b'{"text": "a"}\n{"text": \n', "line 2: no JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_could_not_be_written_back_is_refused(data, says):
    done = examined(data, "a.jsonl" if data.startswith(b"{") else "a.txt")
    assert done.report.problem.startswith(says)
    assert (done.data, done.record, done.report.findings) == (None, None, ())


def test_an_encoding_that_is_not_sure_is_fine_only_where_nothing_changes():
    data = "Caf\u00e9 d\u00e9j\u00e0 vu\r\n".encode("latin-1")
    assert examined(data).report.clean
    done = examined(data, examiner=Examiner(EXAMINER.pipeline, newline="\n"))
    assert done.report.problem.startswith("its encoding is not sure (")
    done = examined(data, examiner=Examiner(EXAMINER.pipeline, "latin-1", newline="\n"))
    assert done.data == data.replace(b"\r", b"")


def test_line_ends_and_encoding_change_where_that_was_asked_for():
    data = f"{SENTENCE}\r\n{SENTENCE}\n".replace(",", "\uff0c").encode("gbk")
    lf = examined(data, examiner=Examiner(EXAMINER.pipeline, newline="\n"))
    assert lf.data == data.replace(b"\r\n", b"\n")
    assert [(one.line, one.rule) for one in lf.report.findings] == [(1, "line-end.chosen")]
    utf8 = examined(data, examiner=Examiner(EXAMINER.pipeline, newline="\r\n", utf8=True))
    assert utf8.data == data.decode("gbk").replace("\r\n", "\n").replace("\n", "\r\n").encode()
    assert [one.rule for one in utf8.report.findings] == ["file.encoding", "line-end.chosen"]
    assert set(utf8.report.says) == {"file.encoding", "line-end.chosen"}
    for done in (lf, utf8):
        assert done.record.source.encode(done.record.original()) == data
    assert examined(utf8.data, examiner=Examiner(EXAMINER.pipeline, newline="\r\n", utf8=True)).report.clean
    rows = b'\xef\xbb\xbf{"text": "\\u5c71,\\u6c34"}\r\n'
    done = examined(rows, "a.jsonl", Examiner(EXAMINER.pipeline, newline="\n", utf8=True))
    assert done.data == b'{"text": "\\u5c71\\uff0c\\u6c34"}\n'
    assert [one.rule for one in done.report.findings] == ["file.encoding", "punctuation.comma", "line-end.chosen"]
    assert done.record.source.encode(done.record.original()) == rows


def test_a_sign_that_the_encoding_lacks_is_refused():
    stage = Fake(lambda doc: [Edit(0, 1, "\U0001f600", "smile.on")], "smile", {"smile.on": "smiles"})
    done = examined(SENTENCE.replace("\u4eec", "").encode("gbk"), examiner=Examiner(Pipeline("p", (stage,)), "cp950"))
    assert "cp950" in done.report.problem or "has no U+1F600" in done.report.problem


def test_the_record_leads_back():
    data = f"{SENTENCE}\r\n\u5c71,\u6c34\r\n".encode("gbk")
    done = examined(data)
    record = Record.from_json(done.record.to_json())
    assert record.source.encode(record.original()) == data
    assert record.source.encode(record.text) == done.data


def test_findings_tell_line_and_column_in_the_source():
    done = examined("\u200b\r\n\u5c71\u6c34\uff0c \u5c71,\u6c34\r\n".encode())
    places = [(one.line, one.column, one.end_line, one.end_column, one.rule) for one in done.report.findings]
    assert places == [
        (1, 1, 1, 2, "control.zero-width"), (2, 4, 2, 5, "spacing.mark"), (2, 6, 2, 7, "punctuation.comma"),
    ]  # fmt: skip
    assert done.report.says["punctuation.comma"] == "comma to full-width"


def test_stages_that_undo_each_other_are_told():
    def turn(doc):
        return [Edit(0, 1, "b" if doc.text[0] == "a" else "a", "turn.over")]

    done = examined(b"abc", examiner=Examiner(Pipeline("p", (Fake(turn, "turn", {"turn.over": "turns"}),))))
    assert done.report.problem.startswith(f"does not come to rest in {ROUNDS} rounds: turn.over")


def test_a_stage_that_drops_cuts_or_fails_is_told():
    drop = Fake(lambda doc: [Drop("too short", "short.drop")], "short", {"short.drop": "too short"})
    done = examined(b"abc", examiner=Examiner(Pipeline("p", (drop,))))
    assert done.report.problem == "short.drop would drop it (too short); take that out of the pipeline"
    parts = Fake(lambda doc: [Part(0, 1, "a"), Part(1, 3, "b")], "cut", {})
    done = examined(b"abc", examiner=Examiner(Pipeline("p", (parts,))))
    assert done.report.problem == "the stage cut cuts it into reports; take that out of the pipeline for commits"
    fails = Fake(lambda doc: 1 / 0, "fails", {})
    assert "the stage fails failed" in examined(b"abc", examiner=Examiner(Pipeline("p", (fails,)))).report.problem


SIGNS = "\u5c71\u6c34,.!?()\"' \t\u3000\xa0\r\n\u200b1A\uff11\u2026\u2014-\u201c\u201d`|[]"


@given(st.text(alphabet=SIGNS, max_size=80))
def test_fixed_once_nothing_is_left_to_fix(text):
    for name in ("a.txt", "a.md"):
        done = examined(text.encode(), name)
        assert not done.report.problem
        if done.data is not None:
            assert examined(done.data, name).report.clean
            assert done.record.original().encode() == text.encode()
