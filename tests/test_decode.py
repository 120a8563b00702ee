"""Bytes to text and back: the law on any bytes, what is chosen for which bytes, and awkward input."""

import codecs
import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.decoding import CASES, measure, measure_foreign, sentences, texts, traditional_table
from cleaner.decode import Decoded, Repair, decode, encode
from cleaner.decoding.commonness import commonness, rank_points
from cleaner.errors import InputError, LedgerError

SIMPLIFIED = sentences()[0].text[:80]
TRADITIONAL = SIMPLIFIED.translate(traditional_table())
CODECS = [
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "gb2312",
    "gbk",
    "gb18030",
    "big5",
    "big5hkscs",
    "cp950",
    "hz",
]
OTHERS = ["shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "cp1252", "latin-1", "koi8-r", "utf-7", "cp037"]


def back(done: Decoded) -> bytes:
    return encode(done.text, done.encoding, done.mark, done.repairs)


class TestLaw:
    """encode() gives back what decode() was given."""

    @given(st.binary(max_size=300))
    @settings(max_examples=600, deadline=None)
    def test_any_bytes(self, data: bytes) -> None:
        assert back(decode(data)) == data

    @given(st.binary(max_size=60), st.sampled_from(CODECS + OTHERS))
    @settings(max_examples=600, deadline=None)
    def test_any_bytes_by_any_name(self, data: bytes, name: str) -> None:
        assert back(decode(data, name)) == data

    @given(st.sampled_from(CODECS), st.integers(0, 2**32), st.integers(0, 6), st.booleans())
    @settings(max_examples=300, deadline=None)
    def test_damaged_text(self, codec: str, seed: int, holes: int, told: bool) -> None:
        random = Random(seed)
        text = random.choice([SIMPLIFIED, TRADITIONAL, SIMPLIFIED[:20] + "\r\nabc~{}\t1,2\n", "caf\u00e9 \U00020bb7 A"])
        data = bytearray(text.encode(codec, "ignore"))
        for _ in range(holes):
            at = random.randrange(len(data))
            data[at : at + random.randrange(3)] = random.randbytes(random.randrange(3))
        assert back(decode(bytes(data), codec if told else None)) == bytes(data)

    @given(st.text(max_size=100))
    @settings(deadline=None)
    def test_text_in_utf8_stays_itself(self, text: str) -> None:
        done = decode(text.encode(), "utf-8")
        assert done.text == text.removeprefix("\ufeff")
        assert not done.repairs

    @given(
        st.lists(st.sampled_from([b"~{", b"~}", b"~~", b"~\n", b"VP", b"NO", b"a", b"\n", b"~", b"\xff"]), max_size=30)
    )
    @settings(max_examples=400, deadline=None)
    def test_shifts_of_hz(self, pieces: list[bytes]) -> None:
        data = b"".join(pieces)
        assert back(decode(data, "hz")) == data


CHOSEN = [
    ("empty", b"", "utf-8", "empty", ""),
    ("one letter", b"a", "utf-8", "pure ASCII", "a"),
    ("mark alone", codecs.BOM_UTF8, "utf-8", "byte-order mark", ""),
    ("UTF-8 with mark", codecs.BOM_UTF8 + SIMPLIFIED.encode(), "utf-8", "byte-order mark", SIMPLIFIED),
    ("UTF-16 with mark", SIMPLIFIED.encode("utf-16"), "utf-16-le", "byte-order mark", SIMPLIFIED),
    (
        "UTF-16BE, mark",
        codecs.BOM_UTF16_BE + SIMPLIFIED.encode("utf-16-be"),
        "utf-16-be",
        "byte-order mark",
        SIMPLIFIED,
    ),
    ("UTF-32 with mark", SIMPLIFIED.encode("utf-32"), "utf-32-le", "byte-order mark", SIMPLIFIED),
    ("UTF-32BE, mark", codecs.BOM_UTF32_BE + "a\u4e00".encode("utf-32-be"), "utf-32-be", "byte-order mark", "a\u4e00"),
    ("GB18030 with mark", b"\x84\x31\x95\x33" + SIMPLIFIED.encode("gbk"), "gb18030", "byte-order mark", SIMPLIFIED),
    ("UTF-16 mark, zero first", codecs.BOM_UTF16_LE + b"\0\0a\0", "utf-16-le", "byte-order mark", "\0a"),
    ("UTF-8", SIMPLIFIED.encode(), "utf-8", "valid UTF-8", SIMPLIFIED),
    ("UTF-8 with one zero byte", SIMPLIFIED.encode() + b"\0", "utf-8", "valid UTF-8", SIMPLIFIED + "\0"),
    ("UTF-8 damaged", SIMPLIFIED.encode() + b"\xff\n", "utf-8", "UTF-8, 1 damaged byte", SIMPLIFIED + "\udcff\n"),
    (
        "UTF-8, end cut",
        "\u4f1a\u8bae".encode()[:-1],
        "utf-8",
        "UTF-8 cut in mid-character, 2 damaged bytes",
        "\u4f1a\udce8\udcae",
    ),
    (
        "UTF-8, start cut",
        "\u4f1a\u8bae".encode()[2:],
        "utf-8",
        "UTF-8 cut in mid-character, 1 damaged byte",
        "\udc9a\u8bae",
    ),
    ("GBK", SIMPLIFIED.encode("gbk"), "gb18030", "commonness of the characters", SIMPLIFIED),
    ("GBK, two characters", "\u4f60\u597d".encode("gbk"), "gb18030", "commonness of the characters", "\u4f60\u597d"),
    ("Big5", TRADITIONAL.encode("big5"), "big5hkscs", "commonness of the characters", TRADITIONAL),
    ("HZ", SIMPLIFIED.encode("hz"), "hz", "HZ shifts", SIMPLIFIED),
    ("UTF-16LE", SIMPLIFIED.encode("utf-16-le"), "utf-16-le", "commonness of the characters", SIMPLIFIED),
    ("UTF-16BE", SIMPLIFIED.encode("utf-16-be"), "utf-16-be", "commonness of the characters", SIMPLIFIED),
    ("UTF-16LE, English", b"a\0b\0 \0c\0", "utf-16-le", "commonness of the characters", "ab c"),
    ("UTF-32LE", SIMPLIFIED.encode("utf-32-le"), "utf-32-le", "zero bytes of UTF-32", SIMPLIFIED),
    ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary", "a PNG image", ""),
    ("ZIP", b"PK\x03\x04\x14\0\0\0\x08\0\x9b\xa5", "binary", "a ZIP archive (or .docx, .xlsx)", ""),
    ("all bytes", bytes(range(256)) * 4, "binary", "control characters that no encoding explains", ""),
    ("zero bytes", b"\0" * 999, "binary", "control characters that no encoding explains", ""),
]


@pytest.mark.parametrize(("name", "data", "encoding", "reason", "text"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_chosen(name: str, data: bytes, encoding: str, reason: str, text: str) -> None:
    done = decode(data)
    assert (done.encoding, done.reason, done.text) == (encoding, reason, text)
    assert done.mark == (reason == "byte-order mark")
    assert 0.5 <= done.confidence <= 1
    assert back(done) == data


def page(charset: str, text: str = SIMPLIFIED[:2]) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"></head>{text}</html>'


DECLARED = [
    ("declaration holds", page("gb2312").encode("gbk"), "gb18030", "declared in the page"),
    ("rare text, declared", page("gb2312", "\u8d10\u7fae\u9fa0").encode("gbk"), "gb18030", "declared in the page"),
    ("Big5 declared", page("big5", TRADITIONAL).encode("big5"), "big5hkscs", "declared in the page"),
    ("UTF-8 that says GBK", page("gbk").encode(), "utf-8", "valid UTF-8"),
    ("GBK that says UTF-8", page("utf-8", SIMPLIFIED).encode("gbk"), "gb18030", "commonness of the characters"),
    ("GBK that says Latin-1", page("iso-8859-1", SIMPLIFIED).encode("gbk"), "gb18030", "commonness of the characters"),
    ("Big5 that says GBK", page("gb2312", TRADITIONAL).encode("big5"), "big5hkscs", "commonness of the characters"),
    ("unknown name", page("x-none", SIMPLIFIED).encode("gbk"), "gb18030", "commonness of the characters"),
    ("Japanese", page("Shift_JIS", "\u30c6\u30b9\u30c8").encode("shift_jis"), "cp932", "declared in the page"),
    ("XML", b'<?xml version="1.0" encoding="GBK"?>' + SIMPLIFIED.encode("gbk"), "gb18030", "declared in the page"),
]


@pytest.mark.parametrize(("name", "data", "encoding", "reason"), DECLARED, ids=[row[0] for row in DECLARED])
def test_declaration_is_a_hint(name: str, data: bytes, encoding: str, reason: str) -> None:
    done = decode(data)
    assert (done.encoding, done.reason) == (encoding, reason)
    assert back(done) == data


NAMES = [
    ("GB2312", "gb18030"),
    ("x-gbk", "gb18030"),
    ("Big5", "big5hkscs"),
    ("HZ-GB-2312", "hz"),
    ("UTF8", "utf-8"),
    ("utf-8-sig", "utf-8"),
    ("utf-16", "utf-16-le"),
    ("Shift_JIS", "cp932"),
    ("latin1", "cp1252"),
]


@pytest.mark.parametrize(("name", "encoding"), NAMES)
def test_named(name: str, encoding: str) -> None:
    done = decode(SIMPLIFIED.encode("utf-16-le"), name)
    assert done.encoding == encoding
    assert done.reason.split(",")[0] == "--encoding"
    assert done.confidence == 1


def test_name_overrules_what_the_bytes_say() -> None:
    assert decode(SIMPLIFIED.encode(), "gbk").text != SIMPLIFIED
    assert decode(SIMPLIFIED.encode("utf-16-be"), "utf-16").text == SIMPLIFIED
    assert decode(codecs.BOM_UTF8 + b"a", "utf-8")[:3] == ("a", "utf-8", True)


@pytest.mark.parametrize("name", ["gb1803", "rot13", "base64", "undefined", "idna", "\u56fd\u6807", "a\0b", "utf-9"])
def test_name_unknown(name: str) -> None:
    with pytest.raises(InputError, match="unknown encoding"):
        decode(b"a", name)


def test_name_unknown_tells_near_names() -> None:
    with pytest.raises(InputError, match="unknown encoding 'gb1803'; did you mean gb18030"):
        decode(b"a", "gb1803")


REPAIRED = [
    ("twin in Big5", TRADITIONAL[:4].encode("big5") + b"\xa1\xfe" + b"ab", "big5", (Repair(4, 5, b"\xa1\xfe"),)),
    ("odd tail", "ab".encode("utf-16-be") + b"x", "utf-16-be", (Repair(2, 2, b"x"),)),
    ("cut unit", "ab".encode("utf-32-le") + b"xyz", "utf-32-le", (Repair(2, 2, b"xyz"),)),
    ("no code point", b"a\0\0\0\xff\xff\xff\xff", "utf-32-le", (Repair(1, 2, b"\xff" * 4),)),
    ("shift and back in HZ", b"a~{VP~}~{NO~}b c", "hz", (Repair(1, 4, b"~{VP~}~{NO~}b"),)),
    ("swallowed line end in HZ", b"a~\nb", "hz", (Repair(1, 2, b"~\nb"),)),
    ("stray tilde in HZ", b"a~xb", "hz", (Repair(1, 3, b"~x"),)),
]


@pytest.mark.parametrize(("name", "data", "encoding", "repairs"), REPAIRED, ids=[row[0] for row in REPAIRED])
def test_repairs_are_small(name: str, data: bytes, encoding: str, repairs: tuple[Repair, ...]) -> None:
    done = decode(data, encoding)
    assert done.repairs == repairs
    assert back(done) == data


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "gb2312", "utf-16-le", "hz"])
def test_clean_text_needs_no_repair(codec: str) -> None:
    assert decode((SIMPLIFIED + "\r\nabc, 1~2\n").encode(codec)).repairs == ()


def test_lone_surrogates_of_utf16_stay_themselves() -> None:
    done = decode(codecs.BOM_UTF16_LE + "a\ud800b\udc80c".encode("utf-16-le", "surrogatepass"))
    assert done.text == "a\ud800b\udc80c"
    assert done.reason == "byte-order mark, 2 lone surrogates"


class TestRealigned:
    """One bad byte in double-byte text does not garble the rest of the line."""

    @pytest.mark.parametrize(("text", "codec"), [(SIMPLIFIED, "gbk"), (TRADITIONAL, "big5hkscs")])
    @pytest.mark.parametrize("bad", [b"", b"\xff", b"\x80", b"a", b"<"])
    def test_text_after_a_bad_byte(self, text: str, codec: str, bad: bytes) -> None:
        good = text.encode(codec)
        data = good[:40] + bad + good[41:] + b"\n" + good
        done = decode(data, codec)
        assert done.text.startswith(text[:18])
        assert done.text.endswith(text[24:] + "\n" + text)
        assert back(done) == data

    def test_sound_rare_text_stays(self) -> None:
        rare = "\u8d10\u7fae\u9fa0\u9f98\u9750\u9f49\ue5e5\ue5e5" * 4
        assert decode(rare.encode("gb18030"), "gbk").text == rare


AWKWARD = [bytes([byte]) for byte in b"\0\t\n\r\x1a 0@~\x7f\x80\x81\xa1\xbf\xc0\xc2\xe0\xf0\xfe\xff"]
AWKWARD += [
    b"~{",
    b"~}",
    b"\xa1\xfe",
    b"\xd8\x00",
    b"\xed\xa0\x80",
    b"\x81\x30",
    b"\x84\x31\x95\x33",
    b"\xff\xfe",
    b"\x88\x62",
]


@pytest.mark.parametrize("unit", AWKWARD, ids=[unit.hex() for unit in AWKWARD])
@pytest.mark.parametrize("encoding", [None, "gbk", "big5", "hz", "utf-16", "utf-32"])
def test_many_of_an_awkward_byte(unit: bytes, encoding: str | None) -> None:
    data = unit * 100_000
    begin = time.process_time()
    done = decode(data, encoding)
    assert time.process_time() - begin < 5
    assert back(done) == data


def test_damage_far_behind_the_sample() -> None:
    unit = SIMPLIFIED.encode()
    data = unit * 20_000
    place = len(unit) * 15_000
    done = decode(data[:place] + b"\xff" + data[place:])
    assert (done.encoding, done.reason) == ("utf-8", "UTF-8, 1 damaged byte")
    assert done.text == SIMPLIFIED * 15_000 + "\udcff" + SIMPLIFIED * 5_000


def test_chinese_far_behind_ascii() -> None:
    data = b"<script>var a = 1;</script>\n" * 20_000 + SIMPLIFIED.encode("gbk")
    done = decode(data)
    assert done.encoding == "gb18030"
    assert done.text.endswith(SIMPLIFIED)


def test_random_bytes_are_binary() -> None:
    data = Random(7).randbytes(5000)
    assert decode(data) == Decoded("", "binary", False, 0.9, decode(data).reason, (Repair(0, 0, data),))


CHANGED = [
    ("repair outside", "ab", "utf-8", (Repair(1, 5, b"x"),)),
    ("repairs overlap", "abcd", "utf-8", (Repair(0, 3, b"x"), Repair(2, 4, b"y"))),
    ("text does not fit", "\u4e00", "cp1252", ()),
    ("no such encoding", "a", "nothing", ()),
    ("text in a binary", "a", "binary", ()),
]


@pytest.mark.parametrize(("name", "text", "encoding", "repairs"), CHANGED, ids=[row[0] for row in CHANGED])
def test_changed_record(name: str, text: str, encoding: str, repairs: tuple[Repair, ...]) -> None:
    with pytest.raises(LedgerError):
        encode(text, encoding, False, repairs)


class TestCommonness:
    """The table of characters and what is made of it."""

    def test_table(self) -> None:
        points = rank_points()
        assert points["\u7684"] > 0.9  # de, the most common in most counts
        assert points["\u570b"] == points["\u56fd"] > 0.8  # guo, Traditional and Simplified
        assert sum(0x4E00 <= ord(character) <= 0x9FFF for character in points) >= 3500

    def test_right_reading_is_far_ahead(self) -> None:
        data = SIMPLIFIED.encode("gbk")
        assert commonness(SIMPLIFIED) > 0.5 > 0.1 > commonness(data.decode("big5", "replace"))


class TestMatrix:
    """A small run of benchmarks/decoding.py."""

    def test_chinese(self) -> None:
        scores = measure(texts(), samples=5, sizes=(200, 2_000))
        assert sum(score.right for score in scores) >= 0.99 * sum(score.of for score in scores)
        for case in CASES:
            rows = [score for score in scores if score.case == case.name]
            assert sum(row.right for row in rows) >= 0.9 * sum(row.of for row in rows), case.name

    def test_foreign_is_not_called_chinese(self) -> None:
        for name, size, done, _ in measure_foreign():
            assert done.encoding not in ("gb18030", "big5hkscs", "hz", "utf-16-le", "utf-16-be", "utf-8"), (name, size)


@pytest.mark.slow
@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_two_hundred_megabytes_in_one_line(codec: str) -> None:
    unit = SIMPLIFIED.encode(codec)
    data = unit * (150_000_000 // len(unit)) + b"\xff" + unit * (50_000_000 // len(unit))
    begin = time.process_time()
    assert decode(data).reason.endswith("1 damaged byte")
    assert time.process_time() - begin < 60
