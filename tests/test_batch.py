"""A run accounts for every page, whatever becomes of it, and OUT appears whole or not at all."""

import json
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch import Tally, run
from cleaner.errors import ConfigError, LedgerError
from cleaner.inputs import Input, find_inputs
from cleaner.page import Page
from cleaner.report import TOP, summary
from cleaner.restore import verify
from cleaner.stage import Drop, Edit, Part
from cleaner.written import written_lines
from tests.fake import Fake, pipeline, saying


def moody(doc):
    """Fail, drop, split or change, as the page says."""
    if "fail" in doc.text:
        raise ValueError("as told")
    if "drop" in doc.text:
        yield Drop("as told", "fake.one")
    if "split" in doc.text:
        yield Part(0, 3, "x")
        yield Part(3, len(doc.text), "x")
    if "change" in doc.text:
        yield Edit(0, 1, "", "fake.one")
        yield Edit(1, 2, "x", "fake.two")


MOODS = ("fail", "drop", "split", "change", "same", "", "unread")


@pytest.fixture
def pages(tmp_path):
    """Write a page for each mood; "unread" is a link to nothing."""

    def write(moods):
        folder = tmp_path / "in"
        folder.mkdir()
        for number, mood in enumerate(moods):
            path = folder / f"{number:03}.txt"
            if mood == "unread":
                path.symlink_to("nowhere")
            else:
                path.write_text(mood)
        return find_inputs([str(folder)]) if moods else []

    return write


def test_every_page_is_accounted_for(pages, tmp_path):
    moods = random.Random(1).choices(MOODS, k=200)
    out = tmp_path / "out"
    tally = run(pages(moods), pipeline(Fake(moody)), str(out))
    count = {mood: moods.count(mood) for mood in MOODS}
    assert tally.read == 200
    assert tally.rejected == count["fail"] + count["unread"]
    assert tally.dropped == count["drop"] + count[""]
    assert tally.written == count["split"] + count["change"] + count["same"]
    assert tally.reports == 2 * count["split"] + count["change"] + count["same"]
    assert len(tally.errors) == tally.rejected
    assert tally.rules == {"fake.one": count["drop"] + count["change"], "fake.two": count["change"]}
    assert out.read_bytes().count(b"\n") == tally.reports
    rows = [json.loads(line) for _, line in written_lines(str(out))]
    assert len(rows) == 200 + count["split"]
    assert len({row["id"].rpartition("#")[0] for row in rows}) == 200
    outcome = verify(str(out))
    assert (outcome.pages, outcome.unread, outcome.problems) == (200 - count["unread"], count["unread"], [])


def test_errors_name_the_page_the_cause_and_the_stage(pages, tmp_path):
    inputs = pages(["fail", "unread"])
    tally = run(inputs, pipeline(Fake(moody)), str(tmp_path / "out"))
    assert tally.errors == [
        f"{inputs[0].path}: tests: ValueError: as told [fake]",
        f"{inputs[1].path}: cannot be read: No such file or directory; mend that or leave it out [input.unreadable]",
    ]


def test_characters_are_kept_changed_or_removed(pages, tmp_path):
    edits = Edit(0, 3, "", "fake.one"), Edit(3, 5, "x", "fake.two"), Edit(6, 6, "yy", "fake.two")
    tally = run(pages(["0123456789"]), pipeline(saying(*edits)), str(tmp_path / "out"))
    assert (tally.characters, tally.kept, tally.changed, tally.removed) == (10, 5, 1, 4)


def test_a_page_that_went_nowhere_is_told(pages, tmp_path, monkeypatch):
    out = tmp_path / "out"
    out.write_text("old")
    monkeypatch.setattr(Tally, "add", lambda self, records: None)
    with pytest.raises(LedgerError, match="2 pages read, but 0 written, 0 dropped, 0 rejected"):
        run(pages(["a", "b"]), pipeline(), str(out))
    assert out.read_text() == "old"


@given(st.lists(st.sampled_from([*MOODS[:-1], "drop split", "change split", "fail drop"]), max_size=8))
def test_conservation(moods):
    tally = Tally()
    for mood in moods:
        tally.read += 1
        tally.add(pipeline(Fake(moody)).run(Page.of_text(mood)))
    tally.check()
    assert tally.characters == sum(map(len, moods))


@pytest.mark.parametrize("link", [False, True])
def test_an_output_that_is_an_input_is_refused(tmp_path, link):
    page = out = tmp_path / "page.txt"
    page.write_text("text")
    if link:
        out = tmp_path / "link"
        out.symlink_to(page)
    with pytest.raises(ConfigError) as caught:
        run([Input(str(page), "page.txt")], pipeline(), str(out))
    assert str(caught.value) == f"{out}: is also an input; write to another file"
    assert page.read_text() == "text"


def test_two_pages_of_one_name_stay_two(tmp_path):
    for folder in "ab":
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text("same text")
    inputs = find_inputs([str(tmp_path / "a"), str(tmp_path / "b")])
    run(inputs, pipeline(), str(tmp_path / "out"))
    outcome = verify(str(tmp_path / "out"))
    assert (outcome.pages, outcome.problems) == (2, [])


@pytest.mark.parametrize("error", [KeyboardInterrupt, LedgerError, OSError])
def test_the_old_output_stays_when_a_run_ends_early(pages, tmp_path, error):
    out = tmp_path / "out"
    out.write_text("old")
    seen = []

    def stop(one):
        seen.append(one)
        if len(seen) == 2:
            raise error

    with pytest.raises(error):
        run(pages(["a", "b", "c"]), pipeline(), str(out), seen=stop)
    assert out.read_text() == "old"
    assert sorted(os.listdir(tmp_path)) == ["in", "out"]


def test_a_run_without_pages_writes_an_empty_file(tmp_path):
    assert run([], pipeline(), str(tmp_path / "out")).read == 0
    assert (tmp_path / "out").read_bytes() == b""


def test_the_summary_names_the_rules_that_did_most():
    tally = Tally(read=1234, written=1230, dropped=3, rejected=1, reports=1, characters=200, changed=20, removed=30)
    tally.rules.update({f"rule.{n:02}": n for n in range(1, TOP + 3)})
    lines = summary(tally).splitlines()
    assert lines[0] == "1,234 pages read: 1,230 written, 3 dropped, 1 rejected; 1 report"
    assert lines[1] == "200 characters: 75.00% kept, 10.00% changed, 15.00% removed"
    assert lines[2] == "       12  rule.12"
    assert lines[-1] == "           and 2 rules more"
    assert len(lines) == 2 + TOP + 1


def test_the_summary_of_nothing():
    assert summary(Tally()).splitlines() == [
        "0 pages read: 0 written, 0 dropped, 0 rejected; 0 reports",
        "0 characters: 0.00% kept, 0.00% changed, 0.00% removed",
    ]
