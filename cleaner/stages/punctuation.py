"""Half-width punctuation in Chinese sentences to full-width."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.scan import lazy
from cleaner.stage import Document, Edit
from cleaner.typography.snippets import without_code

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
# A second run must find what the first found: no test below may tell a mark from its full-width form.
_FULL = frozenset("\uff0c\uff1a\uff1b\uff01\uff1f")
_CLOSING = frozenset("\u201d\u2019)\uff09]\"'%\uff05")
_CHINESE_CLOSING = frozenset("\u300b\u3011\u300d\u300f\u3009\u3015")
_OPENING = frozenset("\u201c\u2018\u300a\u3010\u300c\u300e\u3008\u3014")
_CHINESE_OPENING = frozenset("\u300a\u3010\u300c\u300e\u3008\u3014")
_REACH = 40
"""How far, in characters, a mark between two signs looks for the words that it stands among."""

_new = tuple.__new__
"""Makes an edit in half the time that ``Edit(...)`` takes; a page has thousands of these."""

_HALF = lazy("[,:;!?()]")
# The group takes part where a mark stands between two Han characters, as most do: nothing below says no to these.
_CANDIDATE = lazy(
    "[,:;!?()\\uff08\\uff09\\n](?:(?<=[\\u4e00-\\u9fff][,:;!?])(?=[\\u4e00-\\u9fff])())?"
)
_IS_HAN = lazy(f"[{_HAN}]")
_WORD = lazy(f"[{_HAN}A-Za-z]")
_LAST_WORD = lazy(f"[{_HAN}A-Za-z](?=[^{_HAN}A-Za-z]*$)")
_BLANK = " \\t\\xa0\\u2002-\\u200a\\u3000"
_HAN_AFTER_BLANKS = lazy(f"[{_BLANK}]{{1,8}}[{_HAN}]")
_LIST_MARK = lazy(
    "(?:^|[\\s\\u3002\\uff1b;:\\uff1a])"
    "(?:[0-9A-Za-z]{1,3}|[\\u7532\\u4e59\\u4e19\\u4e01]|[\\u4e00\\u4e8c\\u4e09\\u56db\\u4e94\\u516d\\u4e03\\u516b\\u4e5d\\u5341]{1,3})$"
)
_ENTITY = lazy("&#?[0-9A-Za-z]{1,31}$")
_QUERY = lazy("\\?[0-9A-Za-z_]{1,32}=")
_JSON_OR_RATIO = lazy('""|[%\uff05][0-9]')
_FACE = lazy("[:;]-?(?:\\((?=\\s|$)|(\\)))")
_DIAL_OR_FACE = lazy("\\((?:(?:0|\\+)[0-9-]{1,5}\\) ?[0-9]|(?=[^()]{0,4}[\\^_])[^()]{1,6}\\))")
_FORMULA = lazy("[0-9A-Za-z)][+*=^\\xd7\\xf7][0-9A-Za-z(]")
_EXPANSION = lazy("\\([A-Z][a-z]+(?: [A-Za-z]+){1,8}\\)")
_FILE_END = lazy("\\.[0-9A-Za-z]{2,4}(?![0-9A-Za-z])")
_LATIN_NEXT = lazy("[\\]\"'].[A-Za-z]|.. [a-z]", re.DOTALL)
_LATIN_BEFORE = lazy(f"[A-Za-z] [{_HAN}]{{0,12}}$")
_LATIN_AFTER = lazy("[,;:]? [a-z]+ [A-Za-z]|\\)[,;]? [a-z]|\\)[.,;]?(?=\n|$)")


@dataclass(frozen=True, slots=True)
class Punctuation:
    """Turn ``, : ; ! ? ( )`` into their full-width forms where they stand in Chinese text.

    A mark stands in Chinese text when a Chinese character is beside it, or when it stands between quotes, brackets,
    per cent signs and the like and the nearest words are Chinese. Marks inside numbers, times, ratios, addresses,
    formulae, code, tags and Latin sentences stay, and so do list marks (``1)``), dialling codes, faces (``:-)``), HTML
    entities and Markdown links and images. Parentheses are taken in pairs, over one line end at most: by what they
    hold and what stands beside them.
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
        for at in sorted(_chosen(without_code(text))):
            yield _new(Edit, (at, at + 1, *_MARKS[text[at]]))


def _chosen(text: str) -> Iterator[int]:
    """Yield the offsets of the marks that become full-width, parentheses when their pair is complete."""
    last = mouth = -2  # the mark chosen last: a second mark behind it follows it; the parenthesis of a face
    opened: list[int] = []
    torn: list[int] = []  # opened on the line before
    for found in _CANDIDATE.finditer(text):
        at, mark = found.start(), found[0]
        if found.lastindex:
            last = at
            yield at
        elif mark == "\n":
            if text[at - 1 : at] != "\n":
                yield from (start for start in torn if _alone(text, start))
                torn, opened = opened, []
        elif at == mouth:
            continue
        elif mark in "(\uff08":
            opened.append(at)
        elif mark in ")\uff09":
            if opened or not _LIST_MARK.search(text, max(0, at - 5), at):
                stack = opened or torn
                yield from _pair(text, stack.pop() if stack else -1, at)
        elif (face := _FACE.match(text, at)) and not (face[1] and opened):
            mouth = face.end() - 1
        elif _in_chinese(text, at, mark) or (mark in "!?" and last == at - 1):
            last = at
            yield at
    yield from (start for start in torn + opened if _alone(text, start))


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or bool(_IS_HAN.match(character))


def _in_chinese(text: str, at: int, mark: str) -> bool:
    """Tell whether a comma, colon, semicolon, exclamation or question mark stands in Chinese text."""
    left, right = text[at - 1 : at], text[at + 1 : at + 2]
    if _belongs_to_code(text, at, mark) or "\ufffd" in (left, right):  # beside damage a mark is often a part of it
        return False
    if _is_han(left) or _is_han(right):
        return not _in_latin(text, at, at)
    if left in _FULL and mark in "!?":
        return True
    doubled = mark not in "!?" and right in (mark, _MARKS[mark][0])
    if left in _CHINESE_CLOSING:
        return not doubled
    if _is_sign(left):
        if doubled or (mark == ":" and _JSON_OR_RATIO.match(left + right)):
            return False
        return not _LATIN_NEXT.match(text, at - 1) and _among_han(text, at)
    if right in _CHINESE_OPENING or text[max(0, at - 3) : at] == "...":
        return bool(_IS_HAN.search(text, _line_start(text, at), at + _REACH))
    if right in _OPENING or (right in ("", "\n") and left.isdigit()):
        return _among_han(text, at)
    if (left.isalnum() or left in " ") and _HAN_AFTER_BLANKS.match(text, at + 1):
        return bool(_IS_HAN.search(text, _line_start(text, at), at))
    return False


def _is_sign(character: str) -> bool:
    """Tell whether it is a closing quote or bracket, or a sign that no Latin text has (a unit, dots, an emoji)."""
    if character.isascii() or character in _FULL or character in _OPENING:
        return character in _CLOSING
    return not character.isalnum() and not character.isspace() and character != "\uff08"


def _belongs_to_code(text: str, at: int, mark: str) -> bool:
    """Tell whether a mark ends an entity, is doubled (``std::``), begins a Markdown image or the query of a URL."""
    if mark == ";":
        return bool(_ENTITY.search(text, max(0, at - 33), at))
    if mark == "?":
        return bool(_QUERY.match(text, at))
    return text.startswith("![", at) or (mark == ":" and "::" in text[max(0, at - 1) : at + 2])


def _in_latin(text: str, start: int, end: int) -> bool:
    """Tell whether a few Chinese characters before a mark, or a pair of parentheses, stand in a Latin sentence."""
    return bool(_LATIN_AFTER.match(text, end)) and bool(_LATIN_BEFORE.search(text, max(0, start - 20), start))


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
        if text[end] == ")" and _is_han(text[end - 1 : end]):
            yield end
        return
    halves = [at for at in (start, end) if text[at] in "()"]
    if len(halves) == 1 or (halves and _holds_chinese(text, start, end)):
        yield from halves


def _holds_chinese(text: str, start: int, end: int) -> bool:
    """Tell whether a pair of parentheses holds Chinese words or stands in a Chinese sentence."""
    left, right = text[start - 1 : start], text[end + 1 : end + 2]
    if left in ("]", "_") or right in ("^", "*", "/", "=") or _FILE_END.match(text, end + 1):
        return False
    if _IS_HAN.search(text, start, end):
        return not _in_latin(text, start, end)
    if left.isascii() and left.isalnum():  # f(x), COVID(2019), but not WTO(World Trade Organization)
        return text[max(0, start - 2) : start].isupper() and _is_han(right) and bool(_EXPANSION.match(text, start))
    if _DIAL_OR_FACE.match(text, start) or (not _is_han(left) and _FORMULA.search(text, max(0, start - 2), end)):
        return False
    return _is_han(left) or _is_han(right) or (_is_sign(left) and _among_han(text, start))


def _alone(text: str, at: int) -> bool:
    """Tell whether an opening parenthesis without a partner stands in Chinese text."""
    return text[at] == "(" and (_is_han(text[at + 1 : at + 2]) or _is_han(text[at - 1 : at]))
