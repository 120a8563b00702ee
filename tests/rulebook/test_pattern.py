"""Patterns: Unicode classes, refusals with advice, and no pattern that is not linear."""

import re
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.pattern import WIDE_DIGITS, compile_linear, loosen, read_pattern
from cleaner.rulebook.translation import PatternError
from tests.rulebook.rulefile import clean

MACROS = {"unit": "元|亿元", "place": "{x}|省"}


@pytest.mark.parametrize(
    "source, text",
    [
        (r"\d+{unit}", "\u0663\uff11亿元"),  # Unicode digits
        (r"a\sb", "a\u00a0b"),
        (r"a\s+b", "a\u3000\u2003\tb"),
        (r"\w+", "县_Ab\U00020bb7\u30071"),
        (r"[\s\d]+", "1 \u30002"),
        (r"[^\s]+", "县"),
        (r"\S\D\W", "县县,"),
        (r"\u53bf", "县"),
        (r"[\u4e00-\u9fff]+", "县政府"),
        (r"[\uff01-\uff5e]", "\uff5e"),
        (r"\x41\x{53bf}", "A县"),
        (r"[{}]\{x\}", "{{x}"),
        (r"a{2,3}", "aaa"),
        (r"\p{Han}+", "县"),
        (r"[[\]]+", "[]"),
        (r"(?i)abc", "ABC"),
        (r"(?P<n>a)(b)", "ab"),
        (r"\.\*\[", ".*["),
    ],
)
def test_matches(source, text):
    assert read_pattern(source, MACROS).machine.fullmatch(text)


@pytest.mark.parametrize(
    "source, text",
    [
        (r"\d", "县"),
        (r"\s", "\u200b"),
        (r"\w", "。"),
        (r"[^a]+", "b\nb"),
        (r"\s", "\n"),
        (r".", "\n"),
        (r"{unit}x", "元"),
    ],
)
def test_does_not_match(source, text):
    assert not read_pattern(source, MACROS).machine.fullmatch(text)


@pytest.mark.parametrize(
    "source, advice",
    [
        ("(?=a)", "look-ahead is not linear"),
        ("(?!a)b", "use unless"),
        ("(?<=a)b", "look-behind"),
        ("(?<!a)b", "look-behind"),
        (r"(a)\1", "back-reference"),
        ("(?P<a>x)(?P=a)", "back-reference"),
        ("(?>a)", "atomic"),
        ("a++", "possessive"),
        (r"\ba", "neighbours"),
        (r"a\Z", r"write \$"),
        (r"\Qa\E", "write the characters"),
        (r"[\S1]", r"write \[\^"),
        ("{unt}", 'did you mean "unit"'),
        ("\uff1a", 'write ":"'),
        (r"\uff1a", 'write ":"'),
        ("[\uff1a\u95dc]", 'write ":"'),
        ("\u95dc", "never stands in the folded view"),
        (r"\w{1000}{1000}", "repe"),
        ("(", "missing"),
        ("\\", "trailing"),
    ],
)
def test_refused(source, advice):
    with pytest.raises(PatternError, match=advice):
        read_pattern(source, MACROS)


def test_nested_repeats_are_linear():
    pattern = read_pattern(r"^(?:[\u4e00-\u9fff]+[,、\s]*)+!$", {})
    text = "国" * 10_000
    assert pattern.machine.fullmatch(text + "!")
    start = time.process_time()
    assert not pattern.machine.fullmatch(text)
    assert time.process_time() - start < 1  # ``re`` needs years; here it takes milliseconds


@given(
    st.from_regex(r"[ab.]{0,3}([ab]\{[0-9],?[0-9]?\}|\[ab\]\{2,5\}|\(a\|b\)\{0,7\}){1,2}", fullmatch=True),
    st.text("ab", max_size=12),
)
def test_loosened_patterns_match_all_that_the_exact_ones_match(regex, text):
    try:
        exact = compile_linear(regex)
    except PatternError:
        return
    if exact.fullmatch(text):
        assert compile_linear(loosen(regex)).fullmatch(text)


@pytest.mark.parametrize(
    "regex, loose",
    [
        (".{0,160}x", ".*x"),
        (r"\p{Nd}{1,20}", r"\p{Nd}+"),
        (r"[\p{Nd}.]x", f"[{WIDE_DIGITS}.]x"),
        (r"[^\p{Nd}.]x", r"[^\p{Nd}.]x"),
        ("a{2,3}", "a+"),
        ("a{1,2}", "a{1,2}"),
        (r"[{9}]\{9}", r"[{9}]\{9}"),
        (r"\x{99}", r"\x{99}"),
    ],
)
def test_loosen(regex, loose):
    assert loosen(regex) == loose


def test_backtracking_is_opt_in():
    rule = "id: a\nkind: replace\nengine: backtracking\nfind: '(?<=第)\\d+(?=页)'\nwith: 'N'"
    assert clean("第12页 12页 第3章", rule) == "第N页 12页 第3章"


def test_python_agrees_on_classes():
    every = "".join(map(chr, [*range(0x3000), *range(0xFE00, 0x10000), *range(0x20000, 0x20100)]))
    blank = read_pattern(r"\s", {}).machine
    digit = read_pattern(r"\d", {}).machine
    for character in every:
        if character != "\n":
            assert bool(blank.fullmatch(character)) == bool(character.isspace()), hex(ord(character))
            assert bool(digit.fullmatch(character)) == bool(re.fullmatch(r"\d", character)), hex(ord(character))


def test_all_digits_lie_in_the_wide_ones_and_no_han_character_does():
    exact, wide = compile_linear(r"\p{Nd}"), compile_linear(f"[{WIDE_DIGITS}]")
    characters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    digits = [character for character in characters if exact.fullmatch(character)]
    assert len(digits) > 600
    assert all(map(wide.fullmatch, digits))
    assert not any(map(wide.fullmatch, map(chr, range(0x3000, 0xA000))))
