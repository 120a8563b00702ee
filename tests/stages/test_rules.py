"""The stage: packs by name or path, changes, guards; and the laws that hold for any rules and texts."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.marks import load
from cleaner.rulebook.engine import Engine
from cleaner.rulebook.sheet import Sheet
from cleaner.stage import REMARK, Note
from cleaner.stages.rules import Rules
from tests.clock import assert_linear_time
from tests.rulebook.rulefile import HEAD, clean, pack_of, say

LINE = "id: a\nkind: remove-line\nmatch: {equals: [x]}"
FILE = (
    "schema: 1\npack: mine\nversion: '1'\ndescription: d\nrules:\n"
    "- {id: a, kind: remove-line, description: Takes x., why: w, match: {equals: [x]}, "
    "examples: [{before: x, after: ''}], keep: [y]}\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "mine.yaml").write_text(FILE)
    return tmp_path


def test_a_pack_by_name_and_by_path(folder):
    by_name, by_path = Rules("mine", folders=(str(folder),)), Rules(str(folder / "mine.yaml"))
    assert by_name.name == by_path.name == "mine"
    assert by_name.rules == by_path.rules == {"mine/a": "Takes x."}
    assert list(by_name(Document("y\nx"))) == list(by_path(Document("y\nx"))) == [Edit(1, 3, "", "mine/a")]
    assert list(by_name(Document("y"))) == []


def test_changes_and_pickle(folder):
    stage = Rules("mine", (str(folder),), changes=load("cleaner.yaml", "mine/a: {match: {equals+: [z]}}"))
    assert len(list(stage(Document("z")))) == 1
    again = pickle.loads(pickle.dumps(stage))
    assert again == stage and list(again(Document("z"))) == list(stage(Document("z")))
    assert Rules("mine", (str(folder),), changes=load("cleaner.yaml", "mine/a: off")).rules == {}


def test_guards(folder):
    guard = FILE.replace("mine", "guard").replace("remove-line", "protect")
    (folder / "guard.yaml").write_text(guard)
    assert list(Rules("mine", (str(folder),), guards=("guard",))(Document("x"))) == []


@pytest.mark.parametrize(
    "url, text",
    [
        ("https://www.a.gov.cn/1.html", ""),
        ("https://WWW.A.GOV.CN:80/", ""),
        ("https://www.a.gov.cn.example.com/", "x"),
        ("https://example.com/a.gov.cn", "x"),
        (None, "x"),
        ("http://[", "x"),
    ],
)
def test_sites(url, text):
    assert clean("x", LINE + "\nscope: {sites: ['*.gov.cn']}", url=url) == text


@pytest.mark.parametrize(
    "scope, after",
    [
        ("{where: head, within: 1}", "\n1\nx\n2\nx\n"),
        ("{where: head, within: 3}", "\n1\n2\nx\n"),
        ("{where: tail, within: 1}", "x\n\n1\nx\n2\n"),
        ("{where: tail, within: 9}", "\n1\n2\n"),
    ],
)
def test_where(scope, after):
    assert clean("x\n\n1\nx\n2\nx\n", LINE + f"\nscope: {scope}") == after


def test_limit_leaves_a_remark():
    rule = LINE + "\nlimit: {max_share: 0.2}"
    assert clean("1234567\nx\n", rule) == "1234567\n"
    (note,) = say("1\nx\n", rule)
    assert note == Note(2, 3, REMARK, "left as it is: this rule would take 25% of the page, its limit is 20%", "demo/a")


def test_a_rule_over_its_limit_leaves_its_lines_to_others():
    other = "id: b\nkind: remove-line\nmatch: {regex: '[xy]'}"
    assert clean("1\nx\ny", LINE + "\nlimit: {max_share: 0.01}", other) == "1"


def test_report_is_a_remark():
    (note,) = say("1\nx", LINE + "\nseverity: report")
    assert note == Note(2, 3, REMARK, "d", "demo/a")


def test_the_earlier_rule_wins():
    first = "id: a\nkind: replace\nfind: 'bc'\nwith: '1'"
    second = "id: b\nkind: replace\nfind: 'ab|c|d'\nwith: '2'"
    assert clean("abcd", first, second) == "a12"
    assert clean("abcd", second, first) == "222"


def test_all_rules_see_the_same_text():
    assert clean("ab", "id: a\nkind: replace\nfind: a\nwith: b", "id: b\nkind: replace\nfind: b\nwith: c") == "bc"


def test_two_rules_remove_neighbours():
    said = say("1\nx\ny", LINE, "id: b\nkind: remove-line\nmatch: {equals: ['y']}")
    assert said == [Edit(1, 3, "", "demo/a"), Edit(3, 5, "", "demo/b")]


def test_a_tail_takes_what_other_rules_left():
    tail = "id: b\nkind: remove-tail\nbegin: {equals: [t]}\nonly_in_last: 9"
    said = say("1\nt\nx\n2\n", LINE, tail)
    assert [edit.rule for edit in said] == ["demo/b", "demo/a", "demo/b"]


RULES = (
    "id: a\nkind: remove-line\nmatch: {equals: [x], regex: 'a.{0,9}b'}",
    "id: b\nkind: remove-block\nbegin: {starts: [b], max_chars: 5}\nend: {ends: [c], max_chars: 5}\nmax_lines: 3",
    "id: c\nkind: remove-tail\nbegin: {contains: [cc], max_chars: 5}\nonly_in_last: 0.5",
    "id: d\nkind: replace\nfind: '[a-c]\\s?x'\nwith: '<\\u3002>'",
    "id: e\nkind: capture\nfield: f\nfind: 'x(a+)'\nconsume: match\nfirst: false",
    "id: f\nkind: protect\nfind: 'ac'",
    "id: g\nkind: split\nat: {equals: [a, b]}\nkeep_marker: false",
    "id: h\nkind: remove-line\nmatch: {regex: '(\\w)x\\1', max_chars: 5}\nengine: backtracking",
)
ENGINES = [Engine.of(pack_of(*RULES)), Engine.of(pack_of(*reversed(RULES)))]


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.text("abcx \n\u3000\ud800", max_size=40))
def test_edits_always_fit_the_text(engine, text):
    said = engine.run(Sheet(Document(text)))
    edits = [saying for saying in said if isinstance(saying, Edit)]
    patch = Patch.of(text, edits)  # raises where edits overlap
    after = patch.apply(text)
    assert patch.invert().apply(after) == text
    assert after.count("ac") >= text.count("ac")  # protected
    for note in said:
        if isinstance(note, Note):
            assert note.value == text[note.start : note.end]


@given(text=st.text("ax \n", max_size=30))
def test_lines_go_as_if_one_had_never_written_them(text):
    lines = text.split("\n")
    kept = [line for line in lines if line.strip() != "x"]
    assert clean(text, LINE) == "\n".join(kept)


@given(text=st.text("abx.*\n", max_size=30), regex=st.sampled_from(["a.{0,9}b", "x{1,7}", "(?:ab){1,6}x?", "[ab]{5,}"]))
def test_the_scan_finds_what_a_plain_loop_finds(text, regex):
    import re

    kept = [line for line in text.split("\n") if not re.fullmatch(regex, line)]
    for limit in ("", ", max_chars: 30"):  # looked for on the page, or line by line
        assert clean(text, f"id: a\nkind: remove-line\nmatch: {{regex: '{regex}'{limit}}}") == "\n".join(kept)


def test_long_lines_are_not_shown_to_rules_of_short_ones():
    sheet = Sheet(Document("国" * 500 + "\nx"))
    assert [number for number, _ in sheet.short] == [1]


@pytest.mark.parametrize(
    "unit", [" ", "\u3000", "1", "国", ":", "-", ".", "国\n", "\n", "ac", "a\n", "b\n", "b\nc\n", "cc\n"]
)
def test_long_texts_stay_linear(unit):
    def run(size):
        sheet = Sheet(Document((unit * size)[:size]))
        return lambda: ENGINES[0].run(sheet)

    assert_linear_time(run(100_000), run(25_000))


def test_a_page_of_many_files(tmp_path):
    (tmp_path / "empty.yaml").write_text(HEAD.replace("demo", "empty") + "rules: []\n")
    assert list(Rules("empty", (str(tmp_path),))(Document("x"))) == []
