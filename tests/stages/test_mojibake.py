"""Laws of the stage mojibake, and what its tables in fixtures/ cannot say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.edit import Edit
from cleaner.mojibake.bigram import alone, behind, linked
from cleaner.mojibake.repair import repairs
from cleaner.mojibake.roundtrip import MISREADINGS, unread
from cleaner.stage import REMARK, Document, Note
from cleaner.stages.mojibake import Mojibake
from tests.clock import assert_linear_time
from tests.stages.laws import CHINESE, TEXTS, assert_lawful, cleaned, edits, fired

STAGE = Mojibake()
CLAUSES = (
    "会议指出", "农村公路改造", "加快推进", "2021年3月", "提高思想认识", "项目建设", "全县各乡镇", "(一)", "A1",
    "\uff0c", "\u3002", "\u3001", "\n",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=8).map("".join)
KINDS = {
    "utf8-as-latin1": ("utf-8", "latin-1"),
    "gbk-as-latin1": ("gbk", "latin-1"),
    "utf8-as-gbk": ("utf-8", "gbk"),
    "gbk-as-big5": ("gbk", "big5"),
    "gbk-as-utf8": ("gbk", "utf-8"),
}
SENTENCE = "会议指出\uff0c要加快推进农村公路改造\u3002"


def damaged(text, kind):
    write, read = KINDS[kind]
    return text.encode(write).decode(read, "surrogateescape" if read == "utf-8" else "replace")


@pytest.mark.parametrize("kind", ["utf8-as-latin1", "gbk-as-latin1", "gbk-as-utf8"])
def test_a_sentence_comes_back(kind):
    text = damaged(SENTENCE, kind)
    assert text != SENTENCE
    assert cleaned(STAGE, text) == SENTENCE
    assert fired(STAGE, text) == {f"mojibake.{kind}"}


def test_only_the_damaged_run_is_edited():
    text = f"{SENTENCE}\u93c2\u677f\u52fe\u5feb\u4e50\n{SENTENCE}"
    (edit,) = edits(STAGE, text)
    assert edit == Edit(len(SENTENCE), len(SENTENCE) + 3, "\u65b0\u5e74", "mojibake.utf8-as-gbk")


@pytest.mark.parametrize("lost", ["\u951f\u65a4\u62f7\u951f\u65a4\u62f7", "\u4e2d\ufffd\ufffd\u56fd"])
def test_what_is_lost_is_reported_and_stays(lost):
    said = list(STAGE(Document(f"{SENTENCE}\n{lost}")))
    assert [(one.label, one.rule) for one in said if isinstance(one, Note)] == [(REMARK, "mojibake.lost")]
    assert not [one for one in said if isinstance(one, Edit)]
    assert list(Mojibake(remarks=False)(Document(lost))) == []


def test_a_sought_character_is_reported():
    text = "".join(bytes([b]).decode("cp1252", "replace") for b in "坚持把提高质量放在首位".encode())
    assert "\ufffd" in text
    said = list(STAGE(Document(text)))
    assert [one.rule for one in said] == ["mojibake.utf8-as-latin1", "mojibake.sought"]


def test_certainty_decides_between_a_guess_and_a_gap():
    text = damaged("347个村(社区)服务中心规范提升\u3002", "utf8-as-gbk")
    assert "\ufffd" in cleaned(Mojibake(certainty=50.0), text)
    assert "\ufffd" not in cleaned(Mojibake(certainty=-99.0), text)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.sampled_from([*KINDS]), SENTENCES)
def test_a_second_run_finds_nothing(text, kind, around):
    assert_lawful(STAGE, f"{around}{damaged(text, kind)}{around}")


@settings(max_examples=60, deadline=None)
@given(SENTENCES.filter(lambda text: text.strip() and not text.isascii()))
def test_what_is_valid_utf8_is_undone_to_the_byte(text):
    assert unread(damaged(text, "utf8-as-latin1"), MISREADINGS[0]) == text


@settings(deadline=None)
@given(TEXTS)
def test_awkward_text_obeys_the_laws(text):
    assert_lawful(STAGE, text)


@settings(deadline=None)
@given(CHINESE | SENTENCES)
def test_good_chinese_stays(text):
    assert edits(STAGE, text) == []


@settings(deadline=None, max_examples=300)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=3, max_size=30))
def test_rare_han_stays(text):
    assert repairs(text) == []


@pytest.mark.parametrize("unit", [*"\ufffd\u93c2\xc3\xe9\xe6\u951f\u9654\u3044\udcb0\x81\u20ac", "?\ufffd", "\xe5 "])
def test_hostile_text_is_linear(unit):
    def look_at(size):
        text = unit * (size // len(unit))
        return lambda: list(STAGE(Document(text)))

    assert_linear_time(look_at(100_000), look_at(25_000))


def test_the_model_knows_words():
    assert behind("\u519c", "\u6751") < behind("\u519c", "\u53f0")
    assert alone("\u7684") < alone("\u9f98")
    assert linked("\u519c\u6751\u516c\u8def") > 0.5 > linked("\u9f98\u9f49\u9750")


@pytest.mark.parametrize("kind", KINDS)
@given(text=SENTENCES)
@settings(max_examples=25)
def test_much_markup_in_front_hides_no_damage(kind, text):
    page, markup = damaged(text, kind), "<p class=x>\n" * 200
    moved = [Edit(len(markup) + start, len(markup) + end, *told) for start, end, *told in edits(STAGE, page)]
    assert edits(STAGE, markup + page) == moved
