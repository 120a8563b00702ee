"""Words that were set apart character by character, as headings are (and padded names, which stay)."""

from itertools import pairwise

from cleaner.mojibake.bigram import alone, behind, pairs
from cleaner.names.tables import surnames
from cleaner.scan import has_plain_blanks, in_lines, lazy

_HAN = "\\u3005-\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff"
_BLANK = "[ \\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]"  # no tab: it parts cells
_BLANKS = lazy(f"{_BLANK}+")
_BEHIND_HAN = lazy(f"{_BLANK}(?<=[{_HAN}].)")
_SPACE_BEHIND_HAN = lazy(f" (?<=[{_HAN}].)")
_EDGE = "\\n\\u3001\\u3002\\uff08\\uff09\\uff0c\\uff1a\\uff1b\\uff01\\uff1f\\u201c\\u201d\\u300a\\u300b\\u3010\\u3011"
_MARGIN = _BLANK.replace("[", "[\\t")  # at the ends of a line a tab parts nothing, and goes
# Possessive: the run is as long as it can be, or it is none.
_SPACED = lazy(
    f"(?:(?:(?<=\\n)|\\A){_MARGIN}*+|(?<=[{_EDGE}]){_BLANK}*+)([{_HAN}](?:{_BLANK}++[{_HAN}]){{1,60}}+)"
    f"(?={_MARGIN}*+(?:\\n|\\Z)|{_BLANK}*+[{_EDGE}])"
)

_BITS_OF_A_WORD = 2.0
"""How many bits a character costs less behind another where the two make a word."""
_CHOICES = frozenset({"是否", "男女", "左右", "东西", "上下"})


def find_spaced_words(text: str) -> dict[int, tuple[int, bool]]:
    """Return the blanks inside letter-spaced words: start -> (end, whether it parts two of the words).

    Four single characters and more between marks or line ends are one, two or three where the dictionary of pairs
    knows them; padded names (a surname and one character, one after the other) are none.
    """
    found = {}
    for run in in_lines(_SPACE_BEHIND_HAN if has_plain_blanks(text) else _BEHIND_HAN, _SPACED, text):
        blanks = [blank.span() for blank in _BLANKS.finditer(text, *run.span(1))]
        if _is_word(_BLANKS.sub("", run[1])):
            wide = _wide_gaps([end - start for start, end in blanks])
            found.update({start: (end, gap) for (start, end), gap in zip(blanks, wide, strict=True)})
    return found


def _is_word(word: str) -> bool:
    """Tell whether characters that stand apart are words, and no names or choices (size: large medium small)."""
    if len(word) < 4:
        gained = [alone(second) - behind(first, second) for first, second in pairwise(word)]
        return min(gained) >= _BITS_OF_A_WORD and word[0] not in surnames() and word not in _CHOICES
    names = len(word) % 2 == 0 and all(first in surnames() for first in word[::2])
    known = [first + second in pairs() for first, second in pairwise(word)]
    return not names and sum(known) >= 0.4 * len(known)


def _wide_gaps(widths: list[int]) -> list[bool]:
    """Tell which gaps part clauses: the wider ones, where more than two characters stand between them."""
    wide = [width > min(widths) for width in widths]
    return wide if wide.count(True) * 3 <= len(wide) else [False] * len(wide)
