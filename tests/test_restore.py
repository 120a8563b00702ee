"""Back to the pages, byte for byte; and what is told of records that someone changed."""

import copy
import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.batch import run
from cleaner.errors import ConfigError, InputError
from cleaner.inputs import Input, find_inputs
from cleaner.page import Page
from cleaner.restore import Outcome, find_record, restore, verify
from cleaner.stage import Edit, Note, Part
from cleaner.written import written_lines
from tests.fake import Fake, pipeline
from tests.test_page import BYTES

COMMA, ZHONG = "\uff0c", "\u4e2d"
LAW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def halves(doc):
    """Split a page in two, with a change, a removal and a note in each."""
    middle = len(doc.text) // 2
    for start, end in ((0, middle), (middle, len(doc.text))):
        yield Note(start, start + 2, "title", doc.text[start : start + 2], "fake.one")
        yield Part(start, end, "half")
    for at, character in enumerate(doc.text):
        if character == ",":
            yield Edit(at, at + 1, COMMA, "fake.one")
        elif character == "x":
            yield Edit(at, at + 1, "", "fake.two")


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Write pages, run a pipeline over them that splits each in two, and return the lines of OUT, parsed."""

    def make(pages, level="full"):
        monkeypatch.chdir(tmp_path)
        for name, text in pages.items():
            (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        run(find_inputs(["in"]), pipeline(Fake(halves)), "out", level)
        return [json.loads(line) for _, line in written_lines("out")]

    return make


def write(rows, path="out"):
    """Put these records in the place of all that a run wrote."""
    Path(f"{path}.rejected.jsonl").unlink(missing_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


PAGES = {"a.txt": "one,x,two,\nthree,xx", "sub/b.txt": f"{ZHONG},{ZHONG}x\r\n", "c.txt": b"\xffab,x\x00cd"}


@pytest.mark.parametrize("level", ["full", "reference"])
def test_pages_come_back(made, tmp_path, level):
    made(PAGES, level)
    assert verify("out") == Outcome(3, 0, [])
    assert restore("out", "back") == Outcome(3, 0, [])
    for name in PAGES:
        assert (tmp_path / "back" / name).read_bytes() == (tmp_path / "in" / name).read_bytes()
    assert restore("out", "back") == Outcome(3, 0, [])  # again: nothing differs


def test_records_may_stand_in_any_order(made):
    rows = made(PAGES)
    write(rows[::-1])
    assert verify("out") == Outcome(3, 0, [])
    write([*rows[::2], "\n", *rows[1::2]])
    assert verify("out") == Outcome(3, 0, [])


@pytest.fixture
def quick_disk(monkeypatch):
    """Do not wait for the disk: a law writes thousands of files."""
    monkeypatch.setattr(os, "fsync", lambda number: None)


@given(data=st.lists(BYTES, min_size=1, max_size=3))
@LAW
def test_any_bytes_come_back_through_files(tmp_path_factory, quick_disk, data):
    folder = tmp_path_factory.mktemp("law")
    (folder / "in").mkdir()
    for number, one in enumerate(data):
        (folder / "in" / f"{number}.txt").write_bytes(one)
    out, back = str(folder / "out"), folder / "back"
    run(find_inputs([str(folder / "in")]), Pipeline.default(), out)
    assert verify(out) == Outcome(len(data), 0, [])
    assert restore(out, str(back)) == Outcome(len(data), 0, [])
    assert [(back / f"{number}.txt").read_bytes() for number in range(len(data))] == data


def test_a_file_that_differs_is_left_alone(made, tmp_path):
    made({"a.txt": "one,two", "b.txt": "three"})
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "a.txt").write_text("mine")
    says = "out:2: back/a.txt exists and differs; move it away or say --force"
    assert restore("out", "back") == Outcome(1, 0, [says])
    assert (tmp_path / "back" / "a.txt").read_text() == "mine"
    assert (tmp_path / "back" / "b.txt").read_text() == "three"
    assert restore("out", "back", force=True) == Outcome(2, 0, [])
    assert (tmp_path / "back" / "a.txt").read_text() == "one,two"


def test_a_folder_that_is_a_file_is_told(made, tmp_path):
    made({"a.txt": "one,two"})
    (tmp_path / "back").write_text("")
    with pytest.raises(ConfigError, match=r"^back: is a file; name a folder for the pages$"):
        restore("out", "back")


@pytest.mark.parametrize("there", ["folder", "file above"])
def test_a_name_that_is_taken_costs_only_its_page(made, tmp_path, there):
    made({"sub/a.txt": "one,two", "z.txt": "three"})
    (tmp_path / "back").mkdir()
    if there == "folder":
        (tmp_path / "back" / "sub" / "a.txt").mkdir(parents=True)
    else:
        (tmp_path / "back" / "sub").write_text("mine")
    outcome = restore("out", "back", force=True)
    assert outcome.pages == 1
    (says,) = outcome.problems
    assert says.startswith("out:2: back/sub/a.txt")
    assert (tmp_path / "back" / "z.txt").read_text() == "three"


def test_a_full_disk_ends_it(made, tmp_path, monkeypatch):
    made({"a.txt": "one,two"})

    def no_space(number):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(OSError, match="No space left"):
        restore("out", "back")
    assert os.listdir(tmp_path / "back") == []


# Names that lead out of the folder.


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "sub/../../evil.txt",
        "/tmp/evil-of-cleaner.txt",
        "..",
        "link/evil.txt",
        "nul\0.txt",
        "",
        ".",
        "//x/evil.txt",
    ],
)
def test_no_name_leads_out_of_the_folder(made, tmp_path, name):
    rows = made({"a.txt": "one,two", "b.txt": "three,four"})
    for row in rows[:2]:
        row["id"] = row["id"].replace("a.txt", name)
    write(rows)
    (tmp_path / "back").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "back" / "link").symlink_to(tmp_path / "outside")
    before = sorted(os.listdir(tmp_path))
    outcome = restore("out", "back")
    assert outcome.pages == 1
    (says,) = outcome.problems
    assert says in (f"out:2: {name!r} leads out of back: not written", "out:2: back: is a folder; name a file in it")
    assert sorted(os.listdir(tmp_path)) == before
    assert sorted(os.listdir(tmp_path / "back")) == ["b.txt", "link"]
    assert os.listdir(tmp_path / "outside") == []
    assert not os.path.exists("/tmp/evil-of-cleaner.txt")


@pytest.mark.parametrize(
    "name", ["A:x.txt", "\\y.txt", " sp\n.txt", "x#1.txt", "...", "~", "-", "CON", "\u4e2d.txt", "C:\\x"]
)
def test_odd_names_that_a_run_makes_come_back(made, tmp_path, name):
    name += "" if name.endswith(".txt") else ".txt"
    made({name: "one,two"})
    assert restore("out", "back") == Outcome(1, 0, [])
    assert os.listdir(tmp_path / "back") == [name]


def test_a_name_that_is_too_long_costs_only_its_page(made):
    rows = made({"a.txt": "one,two", "b.txt": "three,four"})
    for row in rows[:2]:
        row["id"] = row["id"].replace("a.txt", "a" * 300)
    write(rows)
    outcome = restore("out", "back")
    assert (outcome.pages, len(outcome.problems)) == (1, 1)
    assert "File name too long; restore elsewhere" in outcome.problems[0]


# Records that were changed: verify says which and where.


def changed(rows, index, *path, value):
    row = rows = copy.deepcopy(rows)
    row = rows[index]
    for key in path[:-1]:
        row = row[key]
    row[path[-1]] = value
    return rows


TAMPERED = [
    ("text", ("text",), "one,Xtwo", "out:2: a.txt#1: the text was changed after the run: first at character "),
    ("metadata", ("metadata", "title"), "other", "out:2: a.txt#1: the metadata were changed after the run"),
    ("position of metadata", ("metadata", "evidence", "title", "span", 0), 1,
     "out:2: a.txt#1: the metadata were changed after the run"),
    ("ledger", ("provenance", "ledger", 0, 1, 1), ";",
     "out:2: a.txt#1: the ledger or its digest was changed after the run: first at character "),
    ("place in the ledger", ("provenance", "ledger", 0, -1, -1, 0), 0,
     "out:2: a.txt#1: the "),
    ("digest of the region", ("provenance", "report", "sha256"), "0" * 64,
     "out:2: a.txt#1: the ledger or its digest was changed after the run"),
    ("digest of the text", ("provenance", "report", "text_sha256"), "0" * 64,
     "out:2: a.txt#1: the text was changed after the run"),
    ("span", ("provenance", "report", "span"), [9, 99],
     "out:2: a.txt#1: its span was changed: it says 9:99, the region is 9:19"),
    ("index", ("provenance", "report", "index"), 5,
     "out:2: in/a.txt: 2 of 2 records are here, numbered 0 of 2, 5 of 2"),
    ("number of records", ("provenance", "report", "of"), 3,
     "out:2: in/a.txt: 2 of 2 records are here, numbered 0 of 2, 1 of 3"),
    ("level", ("provenance", "level"), "some",
     "out:2: a.txt#1: the provenance was changed: 'some' is no level of a ledger"),
    ("no ledger", ("provenance", "ledger"), None, "out:2: a.txt#1: the provenance was changed: TypeError"),
    ("type of the text", ("text",), None, "out:2: not a record of cleaner (text is no str)"),
    ("type of the index", ("provenance", "report", "index"), "1", "out:2: not a record of cleaner (index is no int)"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "says"), [row[1:] for row in TAMPERED], ids=[row[0] for row in TAMPERED])
def test_verify_says_which_record_was_changed_and_where(made, path, value, says):
    rows = made({"a.txt": "one,x,two,\nthree,xx", "b.txt": "three,four"})
    write(changed(rows, 1, *path, value=value))
    outcome = verify("out")
    assert outcome.pages == 1  # the other page is not concerned
    assert outcome.problems[0].startswith(says)
    assert restore("out", "back") == outcome
    assert os.listdir("back") == ["b.txt"]


def test_verify_finds_the_character_in_the_source(made):
    rows = made({"a.txt": "one,x,two,\nthree,xx"})
    text = rows[1]["text"]
    write(changed(rows, 1, "text", value=text[:-2] + "X" + text[-1:]))
    (says,) = verify("out").problems
    at = PAGES["a.txt"].rindex("e")
    assert says == f"out:2: a.txt#1: the text was changed after the run: first at character {at} of in/a.txt (line 2)"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("encoding", "gb18030"), ("encoding", "klingon"), ("mark", True), ("repairs", []), ("repairs", [[0, 1, "!"]]),
        ("repairs", [["a", 1, ""]]), ("repairs", [[5, 1, ""]]),
    ],
)  # fmt: skip
def test_a_changed_source_does_not_give_other_bytes(made, key, value):
    rows = made({"a.txt": b"\xff\xfea\x00\xd8\xd8,\x00\xd8\xd8b"})
    assert rows[0]["provenance"]["source"]["encoding"] == "utf-16-le"
    if key == "mark":
        value = not rows[0]["provenance"]["source"]["mark"]
    write(changed(rows, 0, "provenance", "source", key, value=value))
    outcome = verify("out")
    if key == "repairs" and value == [] and "repairs" not in rows[0]["provenance"]["source"]:
        pytest.skip("nothing was to be repaired")
    assert outcome.pages == 0
    assert len(outcome.problems) == 1
    assert "a.txt" in outcome.problems[0]


def test_a_missing_record_is_named(made):
    rows = made({"a.txt": "one,two", "b.txt": "three,four"})
    write(rows[1:])
    assert verify("out") == Outcome(1, 0, ["out: a.txt: 1 of its 2 records are here; look for #0"])


def test_a_record_that_stands_twice_is_named(made):
    rows = made({"a.txt": "one,two", "b.txt": "three,four"})
    for doubled in ([*rows, rows[1]], [rows[0], rows[0], *rows[1:]]):
        write(doubled)
        outcome = verify("out")
        assert outcome.pages == 2
        (says,) = outcome.problems
        assert "stands already at out:" in says
        assert says.endswith("; leave one out")


def test_a_cut_line_is_named(made):
    rows = made({"a.txt": "one,two", "b.txt": "three,four"})
    lines = [json.dumps(row) + "\n" for row in rows]
    write([*lines[:3], lines[3][:-40]])
    outcome = verify("out")
    assert outcome.pages == 1
    assert outcome.problems[0].startswith("out:4: not a record of cleaner (no JSON: ")
    assert outcome.problems[1] == "out: b.txt: 1 of its 2 records are here; look for #1"


def test_a_reference_is_only_good_while_its_source_is(made, tmp_path):
    made({"a.txt": "one,x", "b.txt": "three,x", "c.txt": "same"}, "reference")
    (tmp_path / "in" / "a.txt").write_text("changed")
    (tmp_path / "in" / "b.txt").unlink()
    outcome = verify("out")
    assert outcome.pages == 1
    assert outcome.problems == [
        "out:2: in/a.txt is not what it was when a.txt#0 was made",
        "out:4: b.txt#0: a ledger of references needs its source, but in/b.txt cannot be read "
        "(No such file or directory)",
    ]


def test_a_changed_reference_is_found(made):
    rows = made({"a.txt": "one,x,two"}, "reference")
    write(changed(rows, 0, "provenance", "ledger", 0, 1, 1, value=";"))
    assert verify("out").problems == ["out:2: a.txt#0: the ledger was changed after the run"]


def test_without_a_ledger_nothing_comes_back(made):
    made({"a.txt": "one,x"}, "none")
    assert verify("out").problems == ["out:2: a.txt#0: was written without a ledger; run again with --ledger full"]


def test_a_page_that_was_never_read_is_counted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gone.txt").symlink_to("nowhere")
    run(find_inputs(["gone.txt"]), pipeline(), "out")
    assert verify("out") == Outcome(0, 1, [])
    assert restore("out", "back") == Outcome(0, 1, [])


LEAVES = st.sampled_from(
    [None, True, -1, 0, 3, 1.5, "", "x", "\u4e2d", [], [0], {}, {"x": 1}, "full", "utf-16-le", [1, 2, 3], "0" * 64]
)


def paths(value, above=()):
    """Yield the way to each part of JSON data."""
    if above:
        yield above
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths(value[key], (*above, key))


def rows_of(text):
    records = pipeline(Fake(halves)).run(Page.of_bytes(text, "p.txt", "nowhere/p.txt"))
    return [json.loads(record.to_json()) for record in records]


FUZZED = rows_of("one,x,two\r\n".encode("utf-16"))
HARMLESS = {
    "confidence",
    "reason",
    "url",
    "media_type",
    "path",
    "bytes",
    "kind",
    "counts",
    "remarks",
    "run",
    "id",
    "stage",
}
"""What no digest holds: it says something of the bytes, but is not needed to make them."""


@given(index=st.integers(0, 1), where=st.data(), leaf=LEAVES, delete=st.booleans())
@LAW
def test_no_change_of_a_record_passes_or_crashes(tmp_path_factory, index, where, leaf, delete):
    path = where.draw(st.sampled_from(list(paths(FUZZED[index]))))
    rows = copy.deepcopy(FUZZED)
    part = rows[index]
    for key in path[:-1]:
        part = part[key]
    if delete:
        del part[path[-1]]
    elif part[path[-1]] == leaf:
        return
    else:
        part[path[-1]] = leaf
    out = str(tmp_path_factory.getbasetemp() / "fuzzed")
    write(rows, out)
    outcome = verify(out)
    rule = "ledger" in path and len(path) in (4, 5) and path[-1] == 0  # the name of a stage or of a rule
    passes = HARMLESS & set(map(str, path)) or rule or (index == 1 and "source" in path)
    assert outcome.problems or passes, path
    assert all(problem.startswith(out) for problem in outcome.problems)


@given(st.lists(st.binary(max_size=20), max_size=5))
@LAW
def test_no_file_crashes_verify(tmp_path_factory, lines):
    path = tmp_path_factory.getbasetemp() / "garbage"
    path.write_bytes(b"\n".join(lines))
    outcome = verify(str(path))
    assert outcome.pages == 0
    assert len(outcome.problems) == sum(bool(line.strip()) for line in b"\n".join(lines).split(b"\n"))


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_file_of_records_that_cannot_be_read_is_told(path):
    with pytest.raises(InputError, match=rf"^{path}: cannot be read: "):
        verify(path)


def test_a_record_is_found_by_its_id(made):
    made(PAGES)
    assert find_record("out", "a.txt#1").place.index == 1
    with pytest.raises(InputError) as caught:
        find_record("out", "a.txt#2")
    assert str(caught.value) in [f"out: no record 'a.txt#2'; did you mean \"a.txt#{n}\"?" for n in (0, 1)]


def test_a_changed_record_is_not_called_a_bug_of_ours(made):
    rows = made({"a.txt": "one,two"})
    write(changed(rows, 1, "text", value="x"))
    with pytest.raises(InputError, match=r"^out:2: the text was changed after the run"):
        find_record("out", "a.txt#1")
    write([rows[0], "junk\n", rows[1]])
    with pytest.raises(InputError, match=r"^out:2: not a record of cleaner"):
        find_record("out", "a.txt#1")


def test_rows_need_the_full_ledger(tmp_path):
    rows = tmp_path / "a.jsonl"
    rows.write_text('{"text": "a"}\n', encoding="utf-8")
    run([Input(str(rows), "a.jsonl")], Pipeline.default(), str(tmp_path / "out"), "reference")
    outcome = verify(str(tmp_path / "out"))
    told = f"{rows}:1 was taken out of a file (jsonl): a ledger of references rebuilds only whole files"
    assert outcome.problems == [f"{tmp_path / 'out'}:1: {told}; run again with --ledger full"]
