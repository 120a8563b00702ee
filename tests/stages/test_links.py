"""URLs; the cases are in fixtures/stages/links.yaml."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.privacy.url import _ANY, _WITH_PATH, find_urls, has_url
from cleaner.stages.links import Links
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits, fired

TABLE = yaml.safe_load((Path(__file__).parents[2] / "fixtures/stages/links.yaml").read_text("utf-8"))
URLS = (
    "http://a.cn", "https://", "www.", "a.cn/", "a.cn", "http", ":", "//", "/b", "://", "(", ")", "[", "](",
    "[a](http://b.cn)", "<", ">", "\uff08", "\uff09", "\u201c", "\u201d", " ", "\n", ",", ".", "\u4e2d", "\u3001",
    "?q=", "&nbsp;", "2", "@", "%",
)  # fmt: skip
WITH_URLS = st.lists(st.sampled_from(URLS), max_size=14).map("".join)
STAGES = [Links("mask"), Links("remove"), Links("mask", bare=True), Links("remove", bare=True)]
UNITS = (
    "http://", "https://a.cn", "www.", "www.a.", "a.cn/", "a.", "a-", "1.", "http://a.cn/(", "http://a.cn/(a",
    "http://a.cn/,", "http://a.cn,", "http://a.cn/&", "[a](http://a.cn)", "[", "[a](", "(http://a.cn)", "http://a@",
    "http://a:", " http://a.cn ", "\uff08http://a.cn\uff09\u3001", ".com/", "http://a.cn!", "http:",
    "http://a.cn/http://a.cn", "http://a.cnhttp",
)  # fmt: skip


@pytest.mark.parametrize("stage", STAGES, ids=repr)
@given(WITH_URLS)
def test_laws(stage, text):
    assert_lawful(stage, text)


@pytest.mark.parametrize("stage", STAGES, ids=repr)
@given(TEXTS)
def test_laws_on_awkward_text(stage, text):
    assert_lawful(stage, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(Links("mask", bare=True), text) == []


@pytest.mark.parametrize("action", ["mask", "remove"])
@pytest.mark.parametrize("text", TABLE["keep"])
def test_what_is_no_url_stays(action, text):
    assert cleaned(Links(action), text) == text


@pytest.mark.parametrize("row", TABLE["changes"], ids=lambda row: row["id"])
def test_the_table(row):
    stage = Links(**row["options"])
    assert cleaned(stage, row["before"]) == row["after"]
    assert fired(stage, row["before"]) == set(row["rules"])
    assert edits(Links(), row["before"]) == [], "off by default"


@given(WITH_URLS)
def test_chinese_words_stay(text):
    assert cleaned(Links("remove"), text).count("\u4e2d") == text.count("\u4e2d")


@given(WITH_URLS)
def test_the_gate_lets_every_url_through(text):
    assert has_url(text) or not _WITH_PATH.search(text)
    assert has_url(text, bare=True) or not _ANY.search(text)


@given(WITH_URLS)
def test_a_url_has_no_chinese_no_blank_and_no_mark_at_its_end(text):
    for start, end, _ in find_urls(text, bare=True):
        url = text[start:end]
        assert url[-1] not in ".,;:!?'*|(["
        assert not set(url) & set(" \n\u4e2d\u3001\u201c\u201d\uff08\uff09<>")
        assert url.count("(") == url.count(")")


@pytest.mark.parametrize("token", ["", "http://a.cn", "www.a.cn", "a.com"])
def test_a_token_that_would_be_masked_itself_is_refused(token):
    with pytest.raises(ValueError, match="token"):
        Links("mask", token=token)


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, *UNITS], ids=ascii)
def test_linear(unit):
    assert_linear(Links("mask"), unit)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_linear_where_something_goes(unit):
    assert_linear(Links("remove", bare=True), unit)


def test_many_urls_are_found_all():
    assert len(edits(Links("mask"), "\u89c1http://a.cn/b\u3002" * 1000)) == 1000
    assert cleaned(Links("remove"), "\u89c1http://a.cn/b\u3002" * 1000) == "\u89c1\u3002" * 1000
