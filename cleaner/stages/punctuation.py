"""Half-width punctuation in Chinese sentences to full-width."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.stage import Document, Edit

_HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
_MARKS = {
    ",": ("\uff0c", "punctuation.comma"),
    ":": ("\uff1a", "punctuation.colon"),
    ";": ("\uff1b", "punctuation.semicolon"),
    "!": ("\uff01", "punctuation.exclamation"),
    "?": ("\uff1f", "punctuation.question"),
    "(": ("\uff08", "punctuation.parenthesis"),
    ")": ("\uff09", "punctuation.parenthesis"),
}
_FULL = frozenset(full for full, _ in _MARKS.values())
_CLOSING = frozenset("\u201d\u2019\u300b\u3011\uff09\u300d\u300f\u3009\u3015)]\"'%\uff05")
_OPENING = frozenset("\u201c\u2018\u300a\u3010\uff08\u300c\u300e\u3008\u3014(")
_REACH = 40
"""How far, in characters, a mark between two signs looks for the words that it stands among."""

_HALF = re.compile("[,:;!?()]")
_CANDIDATE = re.compile("[,:;!?()\\uff08\\uff09\\n]")
_IS_HAN = re.compile(f"[{_HAN}]")
_WORD = re.compile(f"[{_HAN}A-Za-z]")
_LAST_WORD = re.compile(f"[{_HAN}A-Za-z](?=[^{_HAN}A-Za-z]*$)")
_HAN_AFTER_BLANKS = re.compile(f"[ \\t\\xa0\\u2002-\\u200a\\u3000]{{1,8}}[{_HAN}]")
_LIST_MARK = re.compile("(?:^|[\\s\\u3002\\uff1b;:\\uff1a])[0-9A-Za-z\\u4e00-\\u5341]{1,3}$")
_ENTITY = re.compile("&#?[0-9A-Za-z]{1,31}$")


@dataclass(frozen=True, slots=True)
class Punctuation:
    """Turn ``, : ; ! ? ( )`` into their full-width forms where they stand in Chinese text.

    A mark stands in Chinese text when a Chinese character is beside it, or when it stands between quotes, brackets,
    per cent signs and the like and the nearest words are Chinese. Marks inside numbers, times, ratios, addresses,
    code and Latin sentences stay, and so do list marks (``1)``), HTML entities and Markdown links and images.
    Parentheses are taken in pairs: by what they hold and what stands beside them.
    """

    name: ClassVar[str] = "punctuation"
    rules: ClassVar[Mapping[str, str]] = {
        "punctuation.comma": "comma to full-width",
        "punctuation.colon": "colon to full-width",
        "punctuation.semicolon": "semicolon to full-width",
        "punctuation.exclamation": "exclamation mark to full-width",
        "punctuation.question": "question mark to full-width",
        "punctuation.parenthesis": "parentheses to full-width, in pairs",
    }

    def __call__(self, doc: Document) -> Iterator[Edit]:
        """Yield one edit for each mark."""
        text = doc.text
        if text.isascii() or not _HALF.search(text):
            return
        for at in sorted(_chosen(text)):
            new, rule = _MARKS[text[at]]
            yield Edit(at, at + 1, new, rule)


def _chosen(text: str) -> Iterator[int]:
    """Yield the offsets of the marks that become full-width, parentheses when their pair is complete."""
    last = -1  # the mark chosen last: a second mark behind it follows it
    opened: list[int] = []
    for found in _CANDIDATE.finditer(text):
        at, mark = found.start(), found[0]
        if mark in "(\uff08":
            opened.append(at)
        elif mark in ")\uff09":
            yield from _pair(text, opened.pop() if opened else -1, at)
        elif mark == "\n":
            yield from (start for start in opened if _alone(text, start))
            opened.clear()
        elif _in_chinese(text, at, mark) or (mark in "!?" and last == at - 1):
            last = at
            yield at
    yield from (start for start in opened if _alone(text, start))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or bool(_IS_HAN.match(character))


def _in_chinese(text: str, at: int, mark: str) -> bool:
    """Tell whether a comma, colon, semicolon, exclamation or question mark stands in Chinese text."""
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    if _is_han(left) or _is_han(right):
        return not (mark == ";" and _ENTITY.search(text, max(0, at - 33), at)) and not (mark == "!" and right == "[")
    if left in _FULL and mark in "!?":
        return True
    if left and left in _CLOSING:
        return right != mark and not (right.isascii() and right.isalpha() and left in "]\"'") and _among_han(text, at)
    if right and right in _OPENING and right != "(":
        return _among_han(text, at)
    if (left.isalnum() or not left) and _HAN_AFTER_BLANKS.match(text, at + 1):
        return bool(_IS_HAN.search(text, _line_start(text, at), at))
    return False


def _among_han(text: str, at: int) -> bool:
    """Tell whether the nearest word on the left is Chinese or, where there is none, the nearest on the right."""
    before = _LAST_WORD.search(text[_line_start(text, at) : at])
    if before:
        return _is_han(before[0])
    after = _WORD.search(text, at + 1, at + 1 + _REACH)
    return after is not None and _is_han(after[0]) and "\n" not in text[at : after.start()]


def _line_start(text: str, at: int) -> int:
    """Return where the line starts, or where the reach of a mark ends."""
    return max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)


def _pair(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the half-width parentheses of a pair, or the closing one alone, that become full-width."""
    if start < 0:
        if text[end] == ")" and _is_han(text[end - 1 : end]) and not _LIST_MARK.search(text, max(0, end - 5), end):
            yield end
        return
    halves = [at for at in (start, end) if text[at] in "()"]
    if len(halves) == 1 or (halves and _holds_chinese(text, start, end)):
        yield from halves


def _holds_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether a pair of parentheses holds Chinese words or stands in a Chinese sentence."""
    left, right = text[start - 1 : start], text[end + 1 : end + 2]
    if left == "]" or right in ("^", "*", "/", "="):
        return False
    if _IS_HAN.search(text, start, end):
        return True
    if left.isascii() and left.isalnum():
        return False  # f(x), COVID(2019)
    return _is_han(left) or _is_han(right) or (bool(left) and left in _CLOSING and _among_han(text, start))


def _alone(text: str, at: int) -> bool:
    """Tell whether an opening parenthesis without a partner stands in Chinese text."""
    return text[at] == "(" and (_is_han(text[at + 1 : at + 2]) or _is_han(text[at - 1 : at]))
