"""A name or words? Where a name ends, and how sure that is, by the model that is made of two tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.names.likelihood import SURE, acting_words, is_sure, is_words, readings, words_of

ENDS = [
    ("林静夹起一个饺子", "林静"), ("周远山夹起一个饺子", "周远山"), ("慕容海多年研究廊桥", "慕容海"),
    ("付德才的儿子结婚", "付德才"), ("高振华在接受采访", "高振华"), ("向阳从卫校毕业", "向阳"),
    ("钱多多凭借一双手", "钱多多"), ("上官敏在致辞中说", "上官敏"), ("白雪端着搪瓷碗", "白雪"),
]  # fmt: skip
WORDS = ["全部转移到安置点", "安全转移", "平均年龄六十岁", "代表佩戴校徽", "计划的资助额", "关注施工期间", "常常三个月"]
ALPHABET = "林静周远山高兴说在着欧阳司马东湖县的了\u3002,A1 "


@pytest.mark.parametrize(("text", "name"), ENDS)
def test_where_a_name_ends(text, name):
    assert text[: readings(text, 0)[0].end] == name


@pytest.mark.parametrize("text", WORDS)
def test_words_are_likelier_than_a_name(text):
    assert readings(text, 0)[0].odds < SURE
    assert not is_sure(text, 0)


def test_a_name_is_sure_without_a_title():
    assert is_sure("郭晓梅夹起一个饺子", 0)
    assert not is_sure("的郭晓梅", 0)


def test_other_places_decide_what_one_leaves_open():
    text = "局长安文正在开会\u3002"
    assert text[2 : readings(text, 2)[0].end] == "安文正"
    told = f"{text}安文说\uff0c会开得好\u3002安文笑了\u3002这是安文\u3002"
    assert told[2 : readings(told, 2)[0].end] == "安文"


def test_foreign_names_are_sounds():
    assert not is_words("热孜万古丽")
    assert is_words("社会经济")


def test_no_words_that_act_are_things():
    assert {"常常", "关注"} <= acting_words()
    assert acting_words().isdisjoint({"白雪", "沙漠", "汤圆"})


@given(st.text(ALPHABET, max_size=24), st.integers(0, 24))
def test_readings_lie_in_the_text(text, start):
    found = readings(text, start)
    assert len(found) <= 2
    assert all(start + 1 < one.end <= len(text) for one in found)
    assert len({one.end for one in found}) == len(found)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), max_size=16))
def test_words_make_up_the_run(run):
    assert "".join(words_of(run)) == run
    assert all(len(word) <= 4 for word in words_of(run))
