"""split: which pages are cut where, which stay whole, and the laws of the parts."""

import json
import pickle
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document, fold_table
from cleaner.edit import Edit
from cleaner.page import Page
from cleaner.pipeline import Pipeline
from cleaner.record import rebuild
from cleaner.stage import REMARK, Note, Part
from cleaner.stages.split import LEAD, REFUSED, Split
from tests.stages.laws import AWKWARD, assert_linear

PROJECT = Path(__file__).parents[2]
TABLE = yaml.safe_load((PROJECT / "fixtures" / "split.yaml").read_text("utf-8"))
SHORT = "各项工作有序推进,成效明显,群众满意。"
PARAGRAPH = SHORT + "今年将新开工项目26个,完成投资22亿元;改造老旧小区47个,惠及居民1.2万户,让群众得到更多实惠。" * 2
LONG = "推动产业升级加快城市更新办好民生实事" * 17
SEEDS = {"01_district_secretaries": 6, "02_newspaper_interview": 1, "04_portal_reports": 3, "05_markdown_interviews": 4}

_WIDE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in ",:;!?()"})
_UNFOLDED = {simple: old for old, simple in fold_table().items() if old > 0x3400 and simple > 0x3400 and old < 0xFF00}


def page(source):
    """The text of a page of the table."""
    lines = source.replace("~~~", PARAGRAPH * 60).replace("~~", SHORT).replace("~", PARAGRAPH)
    return lines.replace("LONG", LONG)


def parts(text, stage=None):
    return [saying for saying in (stage or SPLIT)(Document(text)) if isinstance(saying, Part)]


def remarks(text, stage=None):
    return [saying for saying in (stage or SPLIT)(Document(text)) if isinstance(saying, Note)]


def cut(text, stage=None):
    """The text of each part; the page itself if it stays whole."""
    return [text[part.start : part.end] for part in parts(text, stage)] or [text]


def assert_partition(text, found):
    """The parts leave no gap and do not overlap, and each begins a line."""
    assert len(found) != 1
    if found:
        assert found[0].start == 0 and found[-1].end == len(text)
        assert all(a.end == b.start for a, b in pairwise(found))
        assert all(part.start < part.end for part in found)
        assert all(part.start == 0 or text[part.start - 1] == "\n" for part in found)


SPLIT = Split()
CASES = [pytest.param(row, id=row["id"]) for row in TABLE["cases"]]
KEEP = [pytest.param(row, id=row["id"]) for row in TABLE["keep"]]


@pytest.mark.parametrize("row", CASES)
def test_reports_are_found(row):
    text = page(row["page"])
    found = parts(text)
    starts = [page(start) for start in row["starts"]]
    assert len(found) == len(starts)
    for part, start in zip(found, starts, strict=True):
        assert text[part.start :].startswith(start)
    assert_partition(text, found)
    if "kind" in row:
        assert {part.kind for part in found} <= {row["kind"], LEAD}
        assert found[-1].kind == row["kind"]


@pytest.mark.parametrize("row", KEEP)
def test_pages_that_stay_whole(row):
    text = page(row["page"])
    assert parts(text) == []
    found = remarks(text)
    assert len(found) == ("remark" in row)
    for note in found:
        assert row["remark"] in note.value
        assert (note.label, note.rule) == (REMARK, REFUSED)
        assert "\n" not in text[note.start : note.end] and note.start < note.end


def test_more_pages_stay_whole_than_are_cut():
    assert len(TABLE["keep"]) > 1.5 * len(TABLE["cases"]) > 40
    rows = [*TABLE["cases"], *TABLE["keep"]]
    assert len({row["id"] for row in rows}) == len({row["page"] for row in rows}) == len(rows)


@pytest.mark.parametrize("row", [*CASES, *KEEP])
def test_width_and_script_change_nothing(row):
    """The same page with full-width marks, and with every character that has one in a Traditional form."""
    text = page(row["page"])
    marked, traditional = text.translate(_WIDE), text.translate(_UNFOLDED)
    assert parts(marked) == parts(traditional) == parts(text)


def test_the_other_forms_differ():
    assert ord("实干,".translate(_WIDE)[2]) == 0xFF0C
    assert "书记".translate(_UNFOLDED) == "\u66f8\u8a18"


def test_every_kind_of_the_pack_is_tried():
    kinds = {rule for rule in SPLIT.rules if rule.startswith("cn-reports/")}
    tried = {part.kind for row in TABLE["cases"] for part in parts(page(row["page"]))}
    assert tried == kinds | {LEAD}


@pytest.mark.parametrize(("name", "count"), SEEDS.items())
def test_sample_pages(name, count):
    text = (PROJECT / "seeds" / f"{name}.txt").read_text("utf-8")
    assert len(cut(text)) == count
    assert_partition(text, parts(text))


def test_the_lead_is_named():
    text = f"{PARAGRAPH}\n甲县县委书记周远山——实干开新局\n{PARAGRAPH}\n乙区区委书记林静——项目为王\n{PARAGRAPH}"
    assert [part.kind for part in parts(text)] == [LEAD, "cn-reports/statement", "cn-reports/statement"]


HEADINGS = [f"甲县县委书记周{'一二三四五六七八九'[n % 9]}山——题{n}" for n in range(5000)]


def test_a_page_of_5000_headings():
    bare = "\n".join(HEADINGS)
    assert cut(bare) == [bare] and remarks(bare) == []
    short = "\n".join(f"{heading}\n{SHORT}" for heading in HEADINGS)
    assert cut(short) == [short] and "more than 500" in remarks(short)[0].value
    assert "characters in sentences" in remarks(short, Split(max_parts=5000))[0].value
    full = "\n".join(f"{heading}\n{PARAGRAPH}" for heading in HEADINGS)
    assert cut(full) == [full] and "more than 500" in remarks(full)[0].value
    assert len(cut(full, Split(max_parts=5000))) == 5000


STATEMENTS = f"甲县县委书记周远山——实干开新局\n{PARAGRAPH}\n乙区区委书记林静——项目为王\n{PARAGRAPH}"


@pytest.mark.parametrize(
    ("stage", "count"),
    [
        (Split(), 2),
        (Split(split="page"), 1),
        (Split(min_parts=3), 1),
        (Split(min_chars=1000), 1),
        (Split(packs=()), 1),
        (Split(packs=("cn-contact",)), 1),
    ],
)
def test_options(stage, count):
    assert len(cut(STATEMENTS, stage)) == count


def test_a_whole_page_costs_no_remark():
    assert list(Split(split="page")(Document(page(TABLE["keep"][-3]["page"])))) == []


MINE = """schema: 1
pack: mine
version: "1"
description: d
rules:
- id: file
  kind: split
  keep_marker: MARKER
  description: The number of a file.
  why: Each begins with it.
  at: {regex: 'AKTE \\d+'}
  examples: [{before: "AKTE 1\\nx\\nAKTE 2\\ny", parts: 2}]
"""
FILES = f"AKTE 1\n{PARAGRAPH}\nAKTE 2\n{PARAGRAPH}\nAKTE 3\nAKTE 4\n"


@pytest.fixture(params=["true", "false"])
def mine(request, tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE.replace("MARKER", request.param), "utf-8")
    return Split(packs=("cn-reports", "mine"), folders=(str(tmp_path),))


def test_a_pack_of_ones_own(mine):
    assert [piece[:7] for piece in cut(FILES, mine)] == ["AKTE 1\n", "AKTE 2\n"]
    assert len(cut(STATEMENTS, mine)) == 2
    assert mine.rules["mine/file"] == "The number of a file."


def test_markers_go_where_a_report_begins(tmp_path):
    (tmp_path / "mine.yaml").write_text(MINE.replace("MARKER", "false"), "utf-8")
    stage = Split(packs=("mine",), folders=(str(tmp_path),))
    edits = [saying for saying in stage(Document(FILES)) if isinstance(saying, Edit)]
    assert [FILES[edit.start : edit.end] for edit in edits] == ["AKTE 1\n", "AKTE 2\n"]
    records = Pipeline("p", (stage,)).run(Page.of_text(FILES))
    assert [record.text for record in records] == [PARAGRAPH + "\n", PARAGRAPH + "\nAKTE 3\nAKTE 4\n"]
    assert rebuild(records) == FILES.encode()


def test_a_fingerprint_tells_options_and_packs(mine):
    stages = (Split(), Split(min_chars=61), Split(split="page"), mine)
    assert len({stage.fingerprint for stage in stages}) == len(stages)
    assert Split().fingerprint == SPLIT.fingerprint


def test_pickle():
    again = pickle.loads(pickle.dumps(SPLIT))
    assert again == SPLIT and cut(STATEMENTS, again) == cut(STATEMENTS)


LINES = st.sampled_from(
    [
        "", " ", SHORT, PARAGRAPH, "干字当头开新局", "本报记者 周远山", "各位代表:", "同志们:", "2021-01-05",
        "# 干字当头", "### ——访县水利局局长 林静", "——在全县经济工作会议上的讲话", "甲县政府工作报告",
        "——访县环保局", "一、总体情况",
        "• 【东湖县招商】2021年东湖县政府工作报告", "• 【西山区招商】西山区政府工作报告", "【甲县】甲县人大工作报告",
        "甲县县委书记周远山——实干开新局", "  乙区区委书记林静——", "丙区区长何平川——项目为王 3", "\ud800\u200b",
    ]
)  # fmt: skip


TEXTS = st.lists(LINES | LINES.map(lambda line: f"{line}\n{PARAGRAPH}"), max_size=16).map("\n".join)


@given(TEXTS)
def test_parts_are_a_partition(text):
    said = list(SPLIT(Document(text)))
    assert all(isinstance(saying, Part | Note) for saying in said)
    found = [saying for saying in said if isinstance(saying, Part)]
    assert_partition(text, found)
    assert not (found and len(said) > len(found))  # a page is cut or there is a remark, never both
    records = Pipeline("p", (SPLIT,)).run(Page.of_text(text))
    assert len(records) == max(len(found), 1)
    assert rebuild(records) == text.encode("utf-8", "surrogatepass")


@given(TEXTS)
def test_a_report_is_cut_no_further(text):
    """Without its neighbours a report may only stay whole or lose a nested kind: never is it cut at its own heading."""
    for part in parts(text):
        inner = parts(text[part.start : part.end])
        assert part.kind == LEAD or all(piece.kind != part.kind for piece in inner)


UNITS = (
    "—", "• 【", "】", "书记", "书记周", "书记周远山——", "# ", "### ——", "记者 ", "报告", "...1", "各位代表:\n",
    "甲县县委书记周远山——\n", "# 甲\n### ——访\n", "甲乙丙丁戊己\n本报记者 周远山\n", "甲县工作报告\n同志们:\n",
    f"甲县县委书记周远山——题\n{SHORT}\n",
)  # fmt: skip


@pytest.mark.parametrize("unit", [*sorted(set(AWKWARD)), *UNITS])
def test_long_texts_stay_linear(unit):
    assert_linear(SPLIT, unit)


def test_the_five_documents(shared):
    """How many reports each holds, and where they begin and end."""
    rows = [json.loads(line) for line in (shared / "gold" / "seeds.jsonl").read_text("utf-8").splitlines()]
    pipeline = Pipeline.default()
    pipeline = pipeline if "split" in pipeline.names else pipeline.with_stage(SPLIT, before="paragraphs")
    for path in sorted((shared / "seeds").iterdir()):
        gold = [row for row in rows if row["seed"] == path.name]
        records = pipeline.run(Page.of_bytes(path.read_bytes()))
        assert len(records) == len(gold), path.name
        for record, row in zip(records, gold, strict=True):
            assert len(gold) == 1 or row["title"] in record.text[:120]
            assert not row["text_starts"] or len(gold) == 1 or row["text_starts"] in record.text[:400]
            assert not row["text_ends"] or len(gold) == 1 or record.text.endswith(row["text_ends"])
