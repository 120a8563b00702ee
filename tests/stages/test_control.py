"""Characters without a shape; the cases are in fixtures/stages/control.yaml."""

import unicodedata

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.stage import REMARK, Note
from cleaner.stages.control import Control
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Control()


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


def test_which_characters_go_between_chinese_ones():
    gone = {code for code in range(0x110000) if cleaned(STAGE, f"\u4e2d{chr(code)}\u6587") == "\u4e2d\u6587"}
    categories = {unicodedata.category(chr(code)) for code in gone}
    assert categories <= {"Cc", "Cf", "Cn", "Mn", "So"}
    assert [hex(code) for code in gone if unicodedata.category(chr(code)) == "Mn"] == ["0x34f"]
    assert [hex(code) for code in gone if unicodedata.category(chr(code)) == "So"] == ["0xfffc"]
    noncharacters = {code for code in range(0x110000) if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF}
    assert {code for code in gone if unicodedata.category(chr(code)) == "Cn"} == noncharacters
    controls = {*range(0x20), *range(0x7F, 0xA0)} - set(map(ord, "\t\n\v\f\r\x85"))
    assert {code for code in gone if unicodedata.category(chr(code)) == "Cc"} == controls


def test_which_characters_become_a_sign_of_damage():
    lost = {code for code in range(0x110000) if "\ufffd" in cleaned(STAGE, f"\u4e2d{chr(code)}") and code != 0xFFFD}
    assert lost == set(range(0xD800, 0xE000))


def notes(text):
    return [saying for saying in STAGE(Document(text)) if isinstance(saying, Note)]


def test_damage_is_reported_by_its_bytes():
    (note,) = notes("\u4e2d\udce5\udcadx")
    assert note == Note(1, 3, REMARK, "cannot be read: byte e5, byte ad", "control.undecodable")
    assert notes("\ud83d")[0].value == "cannot be read: U+D83D"
    assert notes("\udcff" * 20)[0].value.endswith("byte ff and 12 more")


def test_private_use_is_reported_once_for_each_character():
    first, second = notes("\ue000\uf0b7\ue000")
    assert first == Note(0, 1, REMARK, "private-use character U+E000, 2 times", "control.private-use")
    assert second == Note(1, 2, REMARK, "private-use character U+F0B7, 1 times", "control.private-use")
    assert edits(STAGE, "\ue000\uf0b7") == []


@given(TEXTS)
def test_visible_text_stays(text):
    def seen(words):
        return [c for c in words if c.isalnum() or (c.isspace() and c not in "\x1c\x1d\x1e\x1f")]

    assert seen(cleaned(STAGE, text)) == seen(text)
