"""What a personal name looks like, and where one ends.

All functions read folded text (Simplified, half-width). Nothing here says that a name is right in its place: who calls
knows the words before it.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cleaner.compiled import compiled
from cleaner.names.likelihood import RARE, SURE, acting_words, is_words, readings
from cleaner.names.tables import (
    alternatives,
    any_of,
    called,
    common_words,
    compound_surnames,
    manners,
    never_called,
    never_given,
    rare_surnames,
    surnames,
    verbs,
    word_set,
    words,
)
from cleaner.names.tables import (
    given as known_given,
)
from cleaner.scan import lazy

HAN = "\u3007\u3400-\u9fff\U00020000-\U000323af"
"""The characters that names are written in, for use inside a character class."""

_ALL_HAN = lazy(f"[{HAN}]+")
_DOTTED = lazy(f"[{HAN}]{{1,8}}(?:[\u00b7\u2022\u2027\u30fb][{HAN}]{{1,8}}){{1,4}}")
_TOKEN = lazy("[^\\s,\u3001/&|;]+")
_SPACED = lazy(f"([{HAN}])[ ]{{1,4}}([{HAN}])")
_OFFICE = lazy("学院\\Z|..(?:中心|大学|公司|集团|学校|医院|[部局委办科室处])\\Z")
_DOTS = frozenset("\u00b7\u2022\u2027\u30fb")
_GAPS = frozenset(" ;:,\u3001\u201c")
_SIGHT = 20_000
_NOT_DOTTED = lazy("\\A[的了在是和说人员者家们]|[的了]")
_SAYING = frozenset("问说讲答称喊")
_TRANSLITERATED = lazy(
    "[阿巴贝本比博布查达丹德迪多尔恩法菲费弗夫盖格古哈赫胡霍基吉加杰卡凯科克库拉莱兰勒雷里利丽莉罗洛马玛麦曼梅蒙米密姆穆"
    "娜纳奈尼努诺帕派佩皮普奇齐恰切乔热日萨赛桑沙莎什施史斯苏索塔泰坦特提图托娃瓦万威韦维温沃乌西希谢雅亚娅叶依伊尤扎詹哲兹孜佐"
    "敖朝鲁其乐]{4,7}"
)
"""Characters that foreign names are written in: four and more of them in a row are hardly anything else."""
_KIN = frozenset("姐哥叔婶嫂爷奶妈伯姨舅总某氏姓")
_NO_LAST = frozenset("们镇乡村屯寨")
_CLOSE = 6  # bits between two names from one place, of which what follows decides
_LIKELY = 2  # bits for a name of three characters and more
_ADVERB = lazy(f"[{HAN}]{{2}}(?:[{HAN}]{{2}})?地")
_GAP = lazy("[ ]{0,8}[;:]?[ ]{0,8}(?:[,\u3001]?[ ]?\u201c[\\w]{2,6}\u201d)?")


class Name(NamedTuple):
    """A name at ``start:end``; ``text`` is the folded name without blanks."""

    start: int
    end: int
    text: str


def is_name(word: str) -> bool:
    """Say whether a word, which stands alone, may be a name: two to four characters with a surname, or a dotted one.

    >>> [is_name(word) for word in ("林静", "欧阳若水", "阿依·古丽", "全体", "林静说", "张")]
    [True, True, True, False, False, False]
    """
    if not _DOTS.isdisjoint(word) and _DOTTED.fullmatch(word):
        return not _holds_word(word) and not _NOT_DOTTED.search(word)
    if is_of_peoples(word):
        return True
    size = _surname(word)
    if size == 1 and len(word) == 2 and word[1] in _KIN:
        return False
    if len(word) == size + 2 and word[-1] in _SAYING:
        return False
    return bool(size) and size < len(word) <= size + 2 and _is_given(word, size)


def is_of_peoples(word: str) -> bool:
    """Say whether a word is made of parts of names that peoples without surnames bear (巴特尔)."""
    return word[:1] in _first_of_peoples() and bool(_peoples().fullmatch(word))


def may_be_name(word: str) -> bool:
    """Say whether a word is made like a name, be it a word of everyday speech or not.

    >>> [may_be_name(word) for word in ("石头", "全体", "的话", "小榆")]
    [True, True, False, False]
    """
    size = _surname(word) or int(word[:1] in rare_surnames())
    made = size and size < len(word) <= size + 2 and not _OFFICE.search(word)
    made = made and not _holds_word(word)
    made = made and (word in called() or not never_given().intersection(word[size:]))
    return bool(made and _ALL_HAN.fullmatch(word)) or is_name(word)


def may_begin(text: str, start: int) -> bool:
    """Say whether a name may begin here, or behind a blank: one look at a character, for most places that are none."""
    first = text[start : start + 1]
    return first in first_characters() or first in _GAPS or not _DOTS.isdisjoint(text[start : start + 9])


def name_after(text: str, start: int) -> Name | None:
    """Return the name that follows a title which ends at ``start``, if a name does and it is clear where that ends."""
    gap = _GAP.match(text, start)
    start = gap.end() if gap else start
    return name_at(text, start)


def name_at(text: str, start: int) -> Name | None:
    """Return the name that begins here, if it is followed by a mark, a verb of speaking, a greeting, or the like."""
    has_dot = not _DOTS.isdisjoint(text[start + 1 : start + 9])
    if not has_dot and text[start : start + 1] not in first_characters():
        return None
    if has_dot and (dotted := _DOTTED.match(text, start)):
        return _dotted(text, start, dotted.end())
    spaced = _SPACED.match(text, start) if text.startswith(" ", start + 1) else None
    word = spaced[1] + spaced[2] if spaced else ""
    spaced_name = spaced and may_be_name(word) and word not in never_called()
    if spaced and spaced_name and (_ends_here(text, spaced.end()) or _is_apart(text, spaced)):
        return Name(start, spaced.end(), word)
    if text[start : start + 1] in _first_of_peoples() and (other := _peoples().match(text, start)):
        return Name(start, other.end(), other[0]) if _ends_here(text, other.end()) else None
    size = _surname(text[start : start + 4])
    if not size:
        return _rare(text, start)
    whole, short = (text[start : start + size + given] for given in (2, 1))
    for word in (whole, short):
        if is_name(word) and _is_end(text, start + len(word), clear=True):
            return Name(start, start + len(word), word)
    return _likely(text, start)


def _is_apart(text: str, spaced: re.Match[str]) -> bool:
    """Say whether the blank in a name of two characters is the only one near: nothing else puts one there."""
    around = text[max(0, spaced.start() - 8) : spaced.end() + 8]
    return around.count(" ") == 1 and text[spaced.start() - 1 : spaced.start()] != "\n"


def _rare(text: str, start: int) -> Name | None:
    """Return the name with a rare surname that ends here before what nothing else can stand before."""
    if text[start : start + 1] not in rare_surnames():
        return None
    for end, odds in readings(text, start):
        word = text[start:end]
        likely = odds >= (0 if len(word) > 2 else SURE)
        ends = _is_end(text, end, clear=True) or (likely and _is_end(text, end, clear=False))
        if odds > -RARE and ends and not _holds_word(word):
            return Name(start, end, word)
    return None


def _likely(text: str, start: int) -> Name | None:
    """Return the likeliest name from here, if it is sure to be one or if one may stand before what follows it."""
    if (foreign := _TRANSLITERATED.match(text, start)) and not is_words(foreign[0]):
        return Name(start, foreign.end(), foreign[0])
    able = [one for one in readings(text, start) if not is_part(text, one.end)]
    if not able:
        return None
    close = [one for one in able if one.odds > able[0].odds - _CLOSE]
    leads = (one for one in close if text[one.end - 1] not in never_given() and _ends()[3].match(text, one.end))
    found = next(leads, able[0])
    word = text[start : found.end]
    if _holds_word(word) or _OFFICE.search(word) or word[-1] in _KIN or word[-1] in _NO_LAST:
        return None
    sure = found.odds >= SURE or (len(word) > 2 and found.odds >= _LIKELY and is_name(word))
    fair = (found.odds > 0 or is_name(word)) and _is_end(text, found.end, clear=False)
    thing = len(word) == 2 and _is_thing(word) and _ends()[3].match(text, found.end)
    return Name(start, found.end, word) if sure or fair or thing else None


def _is_thing(word: str) -> bool:
    """Say whether a word made like a name means a thing or what it is like: no title stands before such a word."""
    return may_be_name(word) and word not in acting_words() and word not in manners()


def is_part(text: str, end: int) -> bool:
    """Say whether the character before and the one behind an offset are a word that no name holds (王先|生)."""
    return text[max(0, end - 1) : end + 1] in word_set("surnames", "inside")


def split_names(text: str, start: int, end: int, *, sure: bool = False) -> list[Name] | None:
    """Return the names of a list such as ``周远山、林静``; nothing where anything else stands in it.

    A name may be a word of everyday speech (石头) where one beside it is none, or where the place is ``sure`` to hold
    names, as behind a label.
    """
    found: list[Name] = []
    tokens = list(_tokens(text, start, end))
    while tokens:
        token = tokens.pop(0)
        if len(token.text) == 1 and tokens and len(tokens[0].text) == 1:
            token = Name(token.start, tokens[0].end, token.text + tokens.pop(0).text)
        found.append(token)
    plain = sum(is_name(token.text) for token in found)
    if plain < len(found) and not ((sure or plain) and all(may_be_name(token.text) for token in found)):
        return None
    return found or None


def _tokens(text: str, start: int, end: int) -> Iterator[Name]:
    for match in _TOKEN.finditer(text, start, end):
        yield Name(*match.span(), match[0])


def _surname(word: str) -> int:
    """Return how many characters of the word are its surname, 0 if it has none."""
    if word[:2] in compound_surnames():
        return 2
    return 4 if word[:4] in compound_surnames() and len(word) >= 4 else int(word[:1] in surnames())


def _is_given(word: str, size: int) -> bool:
    given = word[size:]
    if (never_given().intersection(given) and given not in known_given()) or not _ALL_HAN.fullmatch(given):
        return False
    doubled = given[:1] == word[:1] and given in word_set("offices", "head")  # of a team, its leader (班|班长)
    return word[:2] not in common_words() and not doubled and not _holds_word(word)


def _dotted(text: str, start: int, end: int) -> Name | None:
    """Return the shortest dotted name from here to the end of the run that is followed by what may follow one."""
    dot = max(text.rfind(mark, start, end) for mark in "\u00b7\u2022\u2027\u30fb")
    ends = (at for at in range(dot + 2, end + 1) if _is_end(text, at, clear=True) or _ends()[2].match(text, at))
    spoken = (at for at in range(dot + 2, end) if _ends()[4].match(text, at) and not is_part(text, at))
    found = _dotted_end(text, start, dot, end) or next(ends, None)
    said = next(spoken, None)
    found = said if found and said and said == found + 1 else found
    return Name(start, found, text[start:found]) if found and is_name(text[start:found]) else None


def _dotted_end(text: str, start: int, dot: int, end: int) -> int | None:
    """Return where a dotted name ends by its last part, or by how often the text has it."""
    if last := _peoples().match(text, dot + 1, end):
        return last.end()
    times = [(text.count(text[start:at], 0, _SIGHT), at) for at in range(dot + 2, min(end, dot + 7) + 1)]
    most = max(times, default=(0, 0))
    return most[1] if most[0] > 1 and times[-1][0] < most[0] else None


def _ends_here(text: str, end: int) -> bool:
    """Say whether a name may end here, clearly or not."""
    return _is_end(text, end, clear=True) or _is_end(text, end, clear=False)


def _is_end(text: str, end: int, *, clear: bool) -> bool:
    """Say whether a name may end here; ``clear`` takes only what nothing else can be."""
    if is_part(text, end):
        return False
    return bool(_ends()[0 if clear else 1].match(text, end)) or bool(not clear and _ADVERB.match(text, end))


def _holds_word(word: str) -> bool:
    """Say whether a word stands in it that no name holds."""
    return bool(_words().search(word))


@cache
def first_characters() -> frozenset[str]:
    """Return what names begin with."""
    return surnames() | rare_surnames() | {word[0] for word in (*compound_surnames(), *words("surnames", "peoples"))}


@cache
def _peoples() -> re.Pattern[str]:
    return compiled(f"{alternatives('surnames', 'peoples')}{{1,3}}")


@cache
def _first_of_peoples() -> frozenset[str]:
    return frozenset(word[0] for word in words("surnames", "peoples"))


@cache
def _words() -> re.Pattern[str]:
    return compiled(alternatives("surnames", "inside"))


@cache
def _ends() -> tuple[re.Pattern[str], ...]:
    """What a name ends before: clearly, perhaps, if dotted, if it is a word, and a verb of speaking alone."""
    verb, greeting = verbs(), alternatives("offices", "greeting")
    of = "的(?:发言|话|说法|讲述|介绍|感慨|观点|建议|回答)"
    speaking = f'(?:也|还|则)?{verb}[,:"\u201c\u2018\u300c\u3002]'
    clear = f"(?=[^{HAN}\u00b7]|$|{speaking}|{greeting}|{of}|博士|教授|先生|女士|同志|老人|老汉)"
    known = {word for section in ("gap", "verb", "act") for word in words("offices", section)}
    ordered = sorted(known, key=lambda word: (-len(word), word))
    unclear = f"{any_of(ordered)}|等|一行|[{HAN}][着了过](?!解)"
    longer = any_of(word for word in ordered if len(word) > 1)
    dotted = f"(?={longer}|[在就也是说对把将向和与从则还又曾正为给等问讲用于即获因被让以])"
    does = f"[在从把被对给向跟将是]|[{HAN}][着了过起](?!解)|(?:{longer})"
    return compiled(clear), compiled(unclear), compiled(dotted), compiled(does), compiled(speaking)
