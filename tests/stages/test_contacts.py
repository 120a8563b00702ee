"""E-mail, telephones, ID cards and accounts; the cases are in fixtures/stages/contacts.yaml."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.privacy.contact import find_identities
from cleaner.stages.contacts import Contacts
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits, fired

TABLE = yaml.safe_load((Path(__file__).parents[2] / "fixtures/stages/contacts.yaml").read_text("utf-8"))
MASK, REMOVE = Contacts(*["mask"] * 4), Contacts(*["remove"] * 4)
KINDS = ("email", "phone", "identity", "account")
PARTS = (
    "13800138000", "010-55501234", "0000", "5550134", "400-000-0100", "12345", "110", "86", "+", "-", " ", "(", ")",
    "/", "\u3001", "\uff0c", "\uff1a", ":", "\u7535\u8bdd", "\u70ed\u7ebf", "\u62e8\u6253", "\u5fae\u4fe1\u53f7",
    "QQ", "\u516c\u4f17\u53f7", "a_b12c", "a@b.cn", "a@", "(at)", "b.cn", "11010519491231002X", "\u5143", "\u4e2d",
    "\n", ".", "1", "http://a.cn/", "\uff08", "\uff09",
)  # fmt: skip
WITH_CONTACTS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
UNITS = (
    "13800138000", "138-0013-8000 ", "010-55501234\u3001", "0", "1 ", "86 ", "+86", "(0", "((", "5550134", "12345",
    "12345\u70ed\u7ebf", "\u7535\u8bdd", "\u7535\u8bdd12345", "110\u3001", "QQ", "QQ1", "\u516c\u4f17\u53f7",
    "\u516c\u4f17\u53f7\u4e2d(", "\u5fae\u4fe1\u53f7a", "a@", "a@b.", "a.", "a@a.a.a.a", "@", "...", "a(at)",
    "11010519491231002X", "110105 ", "mailto:", "(13800138000)\u3001", "http://a.cn/13800138000",
)  # fmt: skip


@pytest.mark.parametrize("stage", [MASK, REMOVE], ids=["mask", "remove"])
@given(WITH_CONTACTS)
def test_laws(stage, text):
    assert_lawful(stage, text)


@pytest.mark.parametrize("stage", [MASK, REMOVE], ids=["mask", "remove"])
@given(TEXTS)
def test_laws_on_awkward_text(stage, text):
    assert_lawful(stage, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(MASK, text) == []


@pytest.mark.parametrize("stage", [MASK, REMOVE], ids=["mask", "remove"])
@pytest.mark.parametrize("text", TABLE["keep"])
def test_what_is_no_contact_stays(stage, text):
    assert cleaned(stage, text) == text


@pytest.mark.parametrize("row", TABLE["changes"], ids=lambda row: row["id"])
def test_the_table(row):
    stage = Contacts(**row["options"])
    assert cleaned(stage, row["before"]) == row["after"]
    assert fired(stage, row["before"]) == set(row["rules"])
    assert edits(Contacts(), row["before"]) == [], "off by default"


@pytest.mark.parametrize("row", TABLE["changes"], ids=lambda row: row["id"])
def test_each_kind_is_switched_by_itself(row):
    for kind in KINDS:
        if kind not in row["options"]:
            assert not fired(Contacts(**{kind: "mask"}), row["before"]) & set(row["rules"])


@given(WITH_CONTACTS)
def test_chinese_words_stay(text):
    after = cleaned(REMOVE, text)
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    assert [c for c in after if "\u4e00" <= c <= "\u9fff"] == han


@given(WITH_CONTACTS)
def test_a_mask_stands_where_something_was(text):
    after = cleaned(MASK, text)
    assert sum(after.count(token) for token in ("<email>", "<phone>", "<id>", "<account>")) == len(edits(MASK, text))


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_makes_no_identity(place, by):
    good = "440524188001010014"
    wrong = good[:place] + str((int(good[place]) + by) % 10) + good[place + 1 :]
    assert list(find_identities(good)) == [(0, 18)]
    assert list(find_identities(wrong)) == []


@pytest.mark.parametrize("token", ["", "13800138000", "a@example.org", "QQ123456789"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_token_that_would_be_masked_itself_is_refused(kind, token):
    with pytest.raises(ValueError, match="token"):
        replace(MASK, **{f"{kind}_token": token})


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, *UNITS], ids=ascii)
def test_linear(unit):
    assert_linear(MASK, unit)


@pytest.mark.parametrize("unit", UNITS, ids=ascii)
def test_linear_where_something_goes(unit):
    assert_linear(REMOVE, unit)
