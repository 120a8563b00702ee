"""Dates: a table of texts that say one, a table of texts that say none, and laws."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.dates import Found, find_dates, to_edtf
from cleaner.dates.edtf import Point
from cleaner.dates.numerals import number
from cleaner.document import Document
from tests.clock import assert_linear_time

TABLE = yaml.safe_load((Path(__file__).parent.parent / "fixtures" / "dates.yaml").read_text("utf-8"))
CIRCLES = "\u3007\u25cb\u25ef\u96f6O\u039f\u041e0"
FORMS = {
    "written": lambda day: f"{day.year}年{day.month}月{day.day}日",
    "padded": lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
    "blanks": lambda day: f"{day.year} 年 {day.month} 月 {day.day} 日",
    "hao": lambda day: f"{day.year}年{day.month}月{day.day}号",
    "full-width": lambda day: "".join(chr(ord(c) + 0xFEE0) for c in day.isoformat()),
    "iso": date.isoformat,
    "slashes": lambda day: f"{day.year}/{day.month}/{day.day}",
    "dots": lambda day: f"{day.year}.{day.month}.{day.day}",
    "stamp": lambda day: f"{day.year}-{day.month}-{day.day}",
}
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def fold(text):
    return Document(text).folded


def spelled(value):
    """A number below a hundred in Chinese: 31 is 三十一."""
    tens, ones = divmod(value, 10)
    digits = "\u3007一二三四五六七八九"
    lead = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return lead + (digits[ones] if ones or not tens else "")


def scored(value):
    """The same with 廿 and 卅: 31 is 卅一."""
    return spelled(value).replace("二十", "廿").replace("三十", "卅")


def year_spelled(value, zero):
    return "".join(zero if digit == "0" else "一二三四五六七八九"[int(digit) - 1] for digit in str(value))


@pytest.mark.parametrize("row", TABLE["dates"], ids=lambda row: row["text"])
def test_a_text_that_is_one_date(row):
    text = row["text"]
    says = row.get("says", text)
    start = text.index(says)
    assert to_edtf(fold(text)) == row["edtf"]
    assert [found[:3] for found in find_dates(fold(text))] == [(start, start + len(says), row["edtf"])]


@pytest.mark.parametrize("row", TABLE["expected"], ids=lambda row: row["text"])
def test_a_text_that_is_a_date_where_one_is_expected(row):
    assert to_edtf(fold(row["text"])) == row["edtf"]
    assert not list(find_dates(fold(row["text"])))


@pytest.mark.parametrize("row", TABLE["sentences"], ids=lambda row: row["text"])
def test_the_dates_in_a_sentence(row):
    text = row["text"]
    assert [[text[f.start : f.end], f.edtf] for f in find_dates(fold(text))] == row["found"]


@pytest.mark.parametrize("text", TABLE["no_dates"])
def test_what_is_no_date(text):
    assert to_edtf(fold(text)) is None
    assert list(find_dates(fold(text))) == []
    assert list(find_dates(fold(f"会议指出,{text},要抓好落实。"))) == []


@pytest.mark.parametrize("name", FORMS)
@given(day=DAYS)
def test_every_day_comes_back(name, day):
    text = fold(FORMS[name](day))
    assert to_edtf(text) == day.isoformat()
    assert list(find_dates(f"于{text}在")) == [Found(1, 1 + len(text), day.isoformat(), "day")]
    assert to_edtf(f"{text} 09:30") == day.isoformat()


@given(day=DAYS, zero=st.sampled_from(CIRCLES), tens=st.sampled_from([spelled, scored]))
def test_every_day_comes_back_from_chinese_numerals(day, zero, tens):
    text = f"{year_spelled(day.year, zero)}年{tens(day.month)}月{tens(day.day)}日"
    assert to_edtf(text) == day.isoformat()
    assert [f.edtf for f in find_dates(f"会议于{text}召开")] == [day.isoformat()]
    assert to_edtf(text.partition("年")[2]) == f"XXXX-{day:%m-%d}"


@given(day=st.dates(date(1912, 1, 1), date(2199, 12, 31)), spell=st.booleans())
def test_every_day_comes_back_from_minguo_years(day, spell):
    count = day.year - 1911
    year = f"{spelled(count // 100)}百{spelled(count % 100)}" if spell and count >= 110 and count % 100 > 9 else count
    assert to_edtf(fold(f"民國{year}年{day.month}月{day.day}日")) == day.isoformat()


@given(first=DAYS, second=DAYS)
def test_intervals_come_back(first, second):
    text = f"{first.year}年{first.month}月{first.day}日至{second.year}年{second.month}月{second.day}日"
    ordered = [f"{first}/{second}"] if first < second else [first.isoformat(), second.isoformat()]
    assert [f.edtf for f in find_dates(text)] == ordered


@given(st.integers(0, 9999), st.integers(0, 99), st.integers(0, 99))
def test_what_the_calendar_has_not_is_refused(year, month, day):
    try:
        expected = date(year, month, day).isoformat() if 1000 <= year <= 2999 else None
    except ValueError:
        expected = None
    for text in (f"{year:04}年{month}月{day}日", f"{year:04}-{month:02}-{day:02}"):
        assert [f.edtf for f in find_dates(text)] == ([expected] if expected else [])


@given(st.text(alphabet="0129一二十廿○年月日号至到-—/.~: T世纪代第民国季度半上\n农历近,", max_size=60))
def test_dates_lie_in_order_and_say_what_their_words_say(text):
    end = 0
    for found in find_dates(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        words = text[found.start : found.end]
        assert words == words.strip()
        assert found.precision in ("day", "month", "period", "year", "decade")
        assert to_edtf(words) == found.edtf
    to_edtf(text)


HOSTILE = "1年 1月 2021年 2021- 12- 20210101 3月5— 2021— 民国 2021年3月5日至 20世纪 90年代 日期: 十年 2023.3.8-"


@pytest.mark.parametrize("unit", [*"1一十○年月日- .:/(\u3000国", *HOSTILE.split()])
def test_hostile_texts_take_linear_time(unit):
    def look_at(size):
        text = unit * (size // len(unit))
        return lambda: [*find_dates(text), to_edtf(text)]

    assert_linear_time(look_at(100_000), look_at(25_000))


def test_the_table_is_large_enough_and_typed_as_escapes():
    """A full-width mark that was typed tends to arrive as ASCII, and then its row proves nothing."""
    texts = [row["text"] for row in TABLE["dates"] + TABLE["expected"]]
    assert len(texts) >= 150 and len(TABLE["no_dates"]) >= 80
    assert [text for text, times in Counter(texts + TABLE["no_dates"]).items() if times > 1] == []
    raw = (Path(__file__).parent.parent / "fixtures" / "dates.yaml").read_text("utf-8")
    assert not {c for c in raw if 0xFF00 <= ord(c) <= 0xFFEF or c in "\u3000\u25cb\u039f\u041e"}
    said = {ord(c) for text in texts for c in text}
    assert said >= {0xFF0D, 0xFF10, 0xFF0F, 0xFF08, 0x25CB, 0x25EF, 0x3007, 0x039F, 0x041E, ord("O"), 0x2014, 0x3000}


def test_every_value_is_edtf():
    """A second opinion: the library ``edtf`` reads every value (it does not know which days a month has)."""
    library = pytest.importorskip("edtf")
    sentences = [value for row in TABLE["sentences"] for _, value in row["found"]]
    for value in {row["edtf"] for row in TABLE["dates"] + TABLE["expected"]} | set(sentences):
        assert str(library.parse_edtf(value)) == value


NUMERALS = {"110": 110, "一百一十": 110, "一百零五": 105, "二百": 200, "一一○": 110, "十": 10, "廿": 20, "卅一": 31,
            "卌": 40, "二十": 20, "拾伍": 15}  # fmt: skip


@pytest.mark.parametrize("text, value", NUMERALS.items())
def test_numerals(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "十十", "廿十", "百", "年", "二十一五", "一百二百", "1.5"])
def test_what_is_no_numeral(text):
    assert number(text) is None


def test_points():
    assert str(Point(2021)) == "2021" and str(Point(None, 2, 29)) == "XXXX-02-29"
    assert not Point(None, 2).possible and not Point(None).possible and not Point(2021, None, 5).possible
    assert Point(2021, 3).through(Point(2021, 3)) is None
    assert Point(None, 3, 5).through(Point(2021, 3, 8)) is None
