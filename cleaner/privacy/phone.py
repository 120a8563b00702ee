"""Finds the telephone numbers of a Chinese text, by their form and by the words beside them.

All works on the folded view (``Document.folded``): Simplified characters, half-width digits and marks.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Line = Literal["mobile", "hotline", "landline", "local", "service"]


class Phone(NamedTuple):
    """The span of a number, country code and extension with it, and what kind of line it is."""

    start: int
    end: int
    line: Line


# The beginning of a number, one a run of digits: the pattern below is tried at these places only.
_START = re.compile("[(+0-9](?<![0-9].)(?:[0-9]{2,}+|(?<=8)6(?=[- ]))")
_COUNTRY = "(?:(?:\\+|00)?86[- ]?)?"
_DASH = "[-\u2010-\u2015\u2212 ]"
_EXTENSION = "(?:(?:-| ?\u8f6c ?)[0-9]{1,5})?"
_PHONE = re.compile(
    "(?<![0-9A-Za-z_#=@$\\xa5\uffe5\u20ac\u2116])(?<![0-9][.:+])(?:"
    f"(?P<mobile>{_COUNTRY}1[3-9][0-9](?P<apart>[- ]?)[0-9]{{4}}(?P=apart)[0-9]{{4}})"
    "|(?P<hotline>[48]00(?:[- ]?[0-9]{3}[- ]?[0-9]{4}|-?[0-9]{4}-?[0-9]{3}|[0-9][- ][0-9]{3}[- ][0-9]{3}))"
    f"|(?P<landline>(?:{_COUNTRY}(?:\\(0[0-9]{{1,3}}\\) ?|0[0-9]{{2,3}}{_DASH}{{0,3}})"
    f"|(?:\\+|00)86[- ]?\\(?[1-9][0-9]{{1,2}}\\)?[- ]?)[0-9]{{3,4}}[- ]?[0-9]{{4}}{_EXTENSION})"
    f"|(?P<local>(?!20[0-9]{{2}}[01][0-9][0-3][0-9](?![0-9]))[2-9][0-9]{{2,3}}[- ]?[0-9]{{4}}{_EXTENSION})"
    "|(?P<service>1(?:1[0-9]|2[0-2])|100(?:00|10|86|99)|111[0-9]{2}|12[13][0-9]{2}|95[0-9]{3}|96[0-9]{3,4})"
    ")(?![0-9_@*])(?![.:,][0-9])(?!-[0-9])(?!(?!(?i:e-?mail|fax|tel|qq|wechat))[A-Za-z])"
)
_GATE = re.compile("[0-9\uff10-\uff19]{3}")
_SIZED_GATE = re.compile("[0-9\uff10-\uff19][-()0-9 \uff08-\uff09\uff0d\uff10-\uff19\u2010-\u2015]{4}")
_SERVICE_GATE = re.compile(
    "\u7535\u8bdd|\u96fb\u8a71|\u70ed\u7ebf|\u71b1\u7dda|\u4e13\u7ebf|\u5c08\u7dda|\u62e8|\u64a5|\u5ba2\u670d|\u81f4\u7535|\u81f4\u96fb"
)

# Words that a number stands behind when it is a telephone: 电话 手机 热线 专线 传真 座机 客服 总机 值班 咨询 ...
_SAYS = re.compile(
    "(?:电话|手机|热线|专线|传真|座机|客服|总机|直拨|致电|来电|电询|拨打|拨|咨询|联系|报名|值班|举报|投诉"
    "|[\u260e\u2706\U0001f4de]|(?<![A-Za-z])(?i:tel|phone|telephone|mobile|fax|hotline))[^0-9.;!?\\n\u3002]{0,10}$"
)
_LABEL = re.compile(
    "(?:电话|手机|热线|专线|传真|座机|客服|总机|致电|拨打|\u260e|(?i:tel|phone|fax))"
    "(?:号码|\\([^()\\n]{1,6}\\))? ?[:为是]? ?$"
)
_CHAIN = re.compile("[ \u3001/,;()\u548c\u6216\u53ca]{1,3}")
# Words that a number stands behind when it is none: 编号 文号 订单 账号 条码 合计 金额 人口 QQ ...
_NO_PHONE = re.compile(
    "(?:编号|文号|证号|单号|账号|帐号|账户|帐户|卡号|代码|注册号|批号|货号|型号|许可证|序号|流水号|订单|条码|条形码|备案号|群号|编码"
    "|合计|总计|小计|总额|金额|价格|收入|支出|资产|利润|产值|人口|销量|产量|超过|(?<![A-Za-z])(?i:isbn|issn|no|qq|id|sn))"
    '(?:号|群|号码)?[.:为是 \u201c"(]{0,3}$'
)
# What a number counts, when it is none: 万 亿 元 个 人 (but 人社局) 件 吨 米 平方 ...
_COUNTS = re.compile(
    " ?(?:[万亿千元个件吨斤克米亩户次辆套份股只头瓶项条起宗栋座枚倍岁%‰\u33a1]|[余多][人名个次件户元万条]"
    "|日元|美元|港元|欧元|英镑"
    "|公[里斤顷]|平方|立方|毫[米升克]|[厘微纳]米|"
    "人(?!社|事|大|民|力|才|员)|名(?!称)|部(?!长|门)|台(?!长|办|州|湾)|升(?!旗)|度|号(?!码)|位(?!于|置)|[kKmMcC]?[mM](?![A-Za-z])|[kK][gG](?![A-Za-z]))"
)
_AREA = re.compile(
    f"(?:\\+|00)86|\\(0(?:10|2[0-9]|[3-9][0-9]{{2}})\\) ?[2-9]|0(?:10|2[0-9]|[3-9][0-9]{{2}})(?! ){_DASH}{{1,3}}[2-9]"
)
_SERVICE_BEFORE = re.compile('(?:电话|热线|专线|客服|致电|拨打了?|拨)(?:号码)?[:为是(\u201c"\u300c ]{0,3}$')
_SERVICE_AFTER = re.compile(
    '(?:[\u3001/\u548c][0-9]{3,6}){0,4}[\u201d"\u300d)]?'
    "(?:市民|政务|政府|便民|服务|公共|消费者|消费|投诉|举报|维权|急救|报警|火警|环保|监督|咨询|法律|援助|劳动|保障|供电|供水|纳税|税务"
    "|社保|医保|住房|公积金|旅游|民生|公益|客户|统一|群众){0,4}(?:热线|专线|电话|客服)"
)
_REACH = 24
"""How far before a number the words that tell what it is are looked for, in characters."""


def may_have_phone(text: str) -> bool:
    """Tell, in one cheap look at a text that is not folded, whether it may hold a telephone number."""
    return bool(_SIZED_GATE.search(text)) or bool(_GATE.search(text) and _SERVICE_GATE.search(text))


def find_phones(folded: str) -> Iterator[Phone]:
    """Yield the telephone numbers of a text in order, not overlapping.

    Mobile numbers, 400 and 800 numbers with dashes and landlines with an area code stand by themselves; looser forms
    need a word such as 电话 before them, numbers of seven or eight digits a label (``电话:``), service numbers (12345)
    the word 热线, 电话, 拨打 or the like directly beside them. Behind a number, a list of more is read on.

    >>> [folded[a:b] for folded in ["值班电话:010-55501234转8,拨打12345"] for a, b, line in find_phones(folded)]
    ['010-55501234转8', '12345']
    """
    last = -1
    for found in _candidates(folded):
        start, end = found.span()
        before = folded[max(0, start - _REACH) : start]
        chained = last >= 0 and start - last <= 3 and bool(_CHAIN.fullmatch(folded, last, start))
        if not chained and before[-1:] in ("/", "-") and before[-2:-1].isascii() and before[-2:-1].isalnum():
            continue
        if _holds(found, before, chained):
            last = end
            yield Phone(start, end, _line(found))


def _candidates(folded: str) -> Iterator[re.Match[str]]:
    """Yield what has the form of a telephone number, in order, not overlapping."""
    last = 0
    for start in _START.finditer(folded):
        at = start.start()
        found = _PHONE.match(folded, at) or (None if folded[at].isdigit() else _PHONE.match(folded, at + 1))
        if found and found.start() >= last:
            last = found.end()
            yield found


def _line(found: re.Match[str]) -> Line:
    line: Line
    for line in ("mobile", "hotline", "landline", "local"):
        if found[line]:
            return line
    return "service"


def _holds(found: re.Match[str], before: str, chained: bool) -> bool:
    """Tell whether a number of the form of a telephone is one; ``chained`` when it stands in a list behind one."""
    text, line, number = found.string, _line(found), found[0]
    if _NO_PHONE.search(before) or (line != "landline" and _COUNTS.match(text, found.end())):
        return False
    if line == "service":
        return bool(_SERVICE_BEFORE.search(before) or _SERVICE_AFTER.match(text, found.end()))
    if line == "local":
        return chained or bool(_LABEL.search(before))
    if chained or _SAYS.search(before):
        return True
    if line == "landline":
        return bool(_AREA.search(number))
    if line == "mobile":
        return found["apart"] != " "
    return "-" in number and " " not in number
