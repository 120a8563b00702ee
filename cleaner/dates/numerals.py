"""Whole numbers as Chinese texts write them: 110, 二〇二一, 一百一十, 廿三, 卅."""

from collections.abc import Mapping

from cleaner.scan import lazy

_CIRCLES = "\u25cb\u25ef\u3007Oo\u039f\u03bf\u041e\u043e"  # typed for a zero: circles; Latin, Greek, Cyrillic O
_TENS: Mapping[str, int] = {"廿": 2, "卄": 2, "卅": 3, "卌": 4}

DIGITS: Mapping[str, int] = {
    **{character: value for value, character in enumerate("0123456789")},
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("壹贰叁肆伍陆柒捌玖", 1)},
    **dict.fromkeys(_CIRCLES, 0),
}
"""Character of the folded view -> its value as a digit, circles and the letter O as zero."""

NUMERALS = "".join(character for character in DIGITS if not character.isascii()) + "十拾百佰" + "".join(_TENS)
"""The characters of Chinese numerals below a thousand, ready for a character class; 0 to 9 and O are not in it."""

_ONE = f"[{''.join(DIGITS)}]"
_TALLY = lazy(
    rf"(?:(?P<hundreds>{_ONE})[百佰](?:零(?={_ONE}\Z))?)?"
    rf"(?:(?P<tens>{_ONE})?(?P<ten>[十拾])|(?P<score>[{''.join(_TENS)}]))?(?P<ones>{_ONE})?"
)


def number(text: str) -> int | None:
    """Return the value of a numeral below a thousand, or of a row of digits; None for what is no numeral.

    >>> number("二〇二一"), number("2021"), number("一百一十"), number("廿三"), number("卅"), number("十十")
    (2021, 2021, 110, 23, 30, None)
    """
    if text and all(character in DIGITS for character in text):
        return int("".join(str(DIGITS[character]) for character in text))
    tally = _TALLY.fullmatch(text)
    if not text or tally is None:
        return None
    hundreds, tens, ten, score, ones = tally.groups()
    lead = _TENS[score] if score else DIGITS[tens] if tens else 1 if ten else 0
    return 100 * (DIGITS[hundreds] if hundreds else 0) + 10 * lead + (DIGITS[ones] if ones else 0)
