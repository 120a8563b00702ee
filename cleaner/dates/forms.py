"""How Chinese texts write dates: the patterns of ``cleaner.dates``, on the folded view.

Groups: ``head`` is the first or only date; ``y m d`` its parts (``m0 d0`` where no year stands before them), ``y2 m2
d2`` those of the end of an interval. Numbers are matched wide, so that an impossible date is refused as a whole.
"""

import re
from collections.abc import Mapping

from cleaner.dates.numerals import DIGITS, NUMERALS
from cleaner.scan import lazy

_GAP = r"[^\S\n]{0,2}"
_DASH = r"\-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_JOIN = rf"{_GAP}(?:[{_DASH}~\u301c]{{1,2}}|(?:起|开始)?[至到]){_GAP}"
ANY = f"{''.join(DIGITS)}{NUMERALS}元"
_FEW = f"[{ANY}]{{1,3}}"
_FIRST = f"(?:[0-9](?<![0-9].)|[{NUMERALS}元](?<![{NUMERALS}].)(?![0-9]{{4}}))"  # where a numeral begins
_DAY = "(?:日|号(?![楼院线文令室门店车机]))"
PERIODS: Mapping[str, int] = {
    "春": 21, "夏": 22, "秋": 23, "冬": 24, "1": 33, "2": 34, "3": 35, "4": 36, "一": 33, "二": 34, "三": 35, "四": 36,
    "上": 40, "下": 41,
}  # fmt: skip
_PERIOD = r"第?[一二三四1-4](?=季度)季度|[上下]半年|[春夏秋冬](?:天|季(?![奥残运]))"

WRITTEN = lazy(
    rf"""
    (?P<head>
      (?P<y>(?:(?:中华)?民国{_GAP}[{ANY}]|{_FIRST})[{ANY}]{{0,5}}) {_GAP} (?:年|(?={_JOIN}[{ANY}]{{4}}{_GAP}年))
      (?:
        {_GAP} (?P<period>{_PERIOD})
      | {_GAP} (?P<m>{_FEW}) {_GAP} (?:月份?|(?={_JOIN}{_FEW}{_GAP}月))
        (?: {_GAP} (?P<d>{_FEW}) {_GAP} (?:{_DAY}|(?={_JOIN}{_FEW}{_GAP}{_DAY})) )?
      )?
    | (?P<m0>{_FIRST}[{ANY}]{{0,2}}) {_GAP} 月 {_GAP} (?P<d0>{_FEW}) {_GAP} (?:{_DAY}|(?={_JOIN}{_FEW}{_GAP}{_DAY}))
    )
    (?: {_JOIN} (?: (?P<y2>[{ANY}]{{4}}) {_GAP} 年 {_GAP} )? (?: (?P<m2>{_FEW}) {_GAP} 月份? {_GAP} )?
        (?: (?P<d2>{_FEW}) {_GAP} {_DAY} )? )?
    """,
    re.VERBOSE,
)
_SEPARATOR = rf"[/.{_DASH}]"
_DAY_DIGITS = "[0-9]{2}(?=[0-9]{2}:[0-9]{2})|[0-9]{1,2}(?![0-9])"  # a time of day may follow without a blank
_NUMERIC_END = r"(?![A-SU-Za-z_%]|[./-][0-9A-Za-z]|[^\S\n]?[年月])"
NUMERIC = lazy(
    rf"""
    (?P<head> (?P<y>[12][0-9]{{3}}(?<![0-9A-Za-z./_\#¥$€%+=&?-].{{4}})) (?P<s>{_SEPARATOR}) (?P<m>[0-9]{{1,2}}) (?P=s)
      (?P<d>{_DAY_DIGITS})日? )
    (?: {_GAP} (?:/|{_JOIN}) {_GAP} (?P<y2>[12][0-9]{{3}}) (?P<s2>{_SEPARATOR}) (?P<m2>[0-9]{{1,2}}) (?P=s2)
        (?P<d2>{_DAY_DIGITS}) 日? {_NUMERIC_END}
      | {_NUMERIC_END} )
    """,
    re.VERBOSE,
)
COMPACT = lazy(
    r"""
    (?P<head> (?P<y>(?:19|20)[0-9]{2}(?<![0-9A-Za-z./_-].{4})) (?P<m>[0-9]{2}) (?P<d>[0-9]{2}) )
    (?: (?=[^\S\n][0-9]{2}:[0-9]{2})
      | (?: (?<=[日时][期间]:.{8}) | (?<=[日时][期间]:[ ].{8}) ) (?![0-9A-Za-z./_-]) )
    """,
    re.VERBOSE,
)
DECADE = lazy(
    rf"(?P<century>[0-9]{{2}}|[{NUMERALS}]{{2,3}})世纪(?P<tens>[1-9]0|[{NUMERALS}]?十)年代"
    rf"|(?P<year>(?:[12](?<![0-9].)|[一二](?<![{NUMERALS}].))[{ANY}]{{2}})[0\u3007\u25cb零]年代"
)
NO_DATE_BEFORE = lazy(
    r"(?:[农阴旧夏古]历|闰|公元前|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|[每逐历]年|版本号?|编号|批号|文号)[:\s]?\Z"
)
"""Days of the old calendar, of every year, and numbers that only look like dates."""

IS_DURATION = lazy(
    r"(?:(?:距今|长达|历时|跨越|历经)\s?[0-9]{4}|(?:[近约逾超达满有]|超过|有着)\s?[0-9]{3}0)年\Z"
)
"""Numbers of years: 距今1234年, 近2000年."""

NO_YEAR_AFTER = lazy(
    rf"第?\s?[{ANY}]{{1,4}}\s?[号期辑]|版(?![权图面])|[级龄]|代(?![表理办县市区省乡镇局])|之久"
    r"|(?<=0年)(?:来|的?(?:悠久)?(?:历史(?![性最新])|文明史|建城史|古[树城镇村寺]))|(?<=00年)前(?!后)"
)
"""More durations (2000年的历史), editions, school years, and numbers of documents (2024年第7号)."""

_FEW_HOURS = r"(?:[01]?[0-9]|2[0-4])"
AFTER = lazy(
    rf"""
    (?: \s*,?\s* \(? (?:星期|周|礼拜) [一二三四五六日天1-7] \)? )?
    (?: (?:T|\s*,?\s*) (?:凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?)? \s?
      (?: {_FEW_HOURS} (?::[0-5][0-9]){{1,2}} (?:\.[0-9]{{1,9}})? \s? (?:[AaPp][Mm]|Z|[+-][0-9]{{2}}:?[0-9]{{2}})?
        | (?:{_FEW_HOURS}|[{NUMERALS}]{{1,3}}) [时点] (?: [{ANY}]{{1,3}} 分 (?:[{ANY}]{{1,3}}秒)? | [整许半] )? ) )?
    """,
    re.VERBOSE,
)
"""A weekday and a time of day, which may follow a date."""

BARE = tuple(
    lazy(pattern)
    for pattern in (
        r"(?P<y>[0-9]{4})(?:[-./](?P<m>[0-9]{2}))?",
        r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})(?:[\sT]?[0-2][0-9][0-5][0-9](?:[0-5][0-9])?)?",
        r"(?P<y>[0-9]{4})\s?[-./]\s?(?P<m>[0-9]{1,2})\s?[-./]\s?(?P<d>[0-9]{1,2})",
        r"(?:XXXX-)?(?P<m>[0-9]{2})[-.](?P<d>[0-9]{2})",
    )
)
"""What is a date only if it stands alone where a date is expected: 2019, 2021-03, 20230308, 2023- 3- 8, 12.09."""
