"""Finds what reaches a person in a Chinese text: e-mail addresses, numbers of ID cards, handles of accounts.

All works on the folded view (``Document.folded``): Simplified characters, half-width digits and marks; the functions
called ``may_have_...`` look at the text itself, once and cheaply.
"""

import re
from collections.abc import Iterator

_LOCAL = "A-Za-z0-9._%+-"
# Full-width forms and 邮箱 in Traditional are folded; (at) and [at] hide an address from robots, not from readers.
_EMAIL = re.compile(
    f"(?<![@{_LOCAL}])(?<!//)[._%+-]{{0,64}}+(?P<email>(?:mailto:)?[A-Za-z0-9][{_LOCAL}]{{0,63}}+"
    "(?:@| ?[(\\[] ?[Aa][Tt] ?[)\\]] ?)"
    "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\\.){1,6}(?!(?i:png|jpe?g|gif|webp|svg|bmp|css|js|html?|pdf|mp4)(?![A-Za-z]))"
    "[A-Za-z]{2,24})(?![A-Za-z@]|:[0-9A-Za-z_/])"
)
_EMAIL_GATE = re.compile("[@\uff20]|[aA][tT]\\s?[)\\]\uff09\uff3d]")

# Two digits of the province, four of the district, eight of the birthday, three of the order, one to check (GB 11643).
_IDENTITY = re.compile(
    "(?<![0-9A-Za-z_.-])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)[0-9]{4}(?P<apart>[ -]?)"
    "(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?P=apart)[0-9]{3}[0-9Xx](?![0-9A-Za-z_])(?![.-][0-9])"
)
_IDENTITY_GATE = re.compile("[0-9\uff10-\uff19]{6}[ -]?[0-9\uff10-\uff19]{8}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"

_LINK = '[ ]?(?:[:为是][ ]?)?[\u201c"(\u300c]?'
_COLON = '[ ]?:[ ]?[\u201c"]?'
_HANDLE = "(?:[A-Za-z][A-Za-z0-9_-]{4,31}+|1[3-9][0-9]{9}+)(?![.@/:0-9])"
_ACCOUNT = re.compile(
    f"(?<![A-Za-z])[Qq]{{2}}(?:群|号|号码|群号)?{_LINK}(?P<qq>[1-9][0-9]{{4,10}})"
    "(?![0-9A-Za-z_%]|[.,-][0-9]| ?[万亿人个户元])"
    f"|(?:微信(?:账|帐)?号|(?<![A-Za-z])(?i:wechat|weixin) ?(?i:id)|微信(?i:id)){_LINK}(?P<wechat>{_HANDLE})"
    f"|(?:公众(?:平台)?账?号|公号|服务号|订阅号|抖音号|快手号|小红书号|视频号|微博号|头条号){_LINK}(?P<named>{_HANDLE})(?![\u4e00-\u9fff])"
    f"|(?:微信|微博|抖音|快手|小红书|钉钉|(?<![A-Za-z])(?i:wechat|weixin|telegram|skype|line|whatsapp)){_COLON}(?P<other>@?{_HANDLE})"
    "(?![\u4e00-\u9fff])"
    "|(?:公众号|微信关注)[^\\n,;()\u3002]{1,20}\\((?P<paired>(?=[A-Za-z-]{0,19}[0-9_])[A-Za-z][A-Za-z0-9_-]{4,19})\\)"
)
_ACCOUNT_GATE = re.compile(
    "[Qq\uff31\uff51]{2}|微|公|[服视視抖快小]|订阅号|訂閱號|钉|釘|头条|頭條|(?i:wechat|weixin|telegram|skype|line|whatsapp)"
)
# The first two characters of the words above: a match is tried there only.
_ACCOUNT_START = re.compile("[Qq微公服订抖快小视头钉WwTtSsLl][Qq信博众号务阅音手红频条钉EeHhKkIi]")
_PLATFORM = re.compile("(?i:wechat|weixin|weibo|douyin|facebook|twitter|telegram|android|iphone|skype|https?)")


def may_have_email(text: str) -> bool:
    """Tell whether a text that is not folded may hold an e-mail address."""
    return bool(_EMAIL_GATE.search(text))


def find_emails(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the e-mail addresses, ``mailto:`` with them; names of files (``logo@2x.png``) are none."""
    for found in _EMAIL.finditer(folded):
        yield found.span("email")


def may_have_identity(text: str) -> bool:
    """Tell whether a text that is not folded may hold the number of an ID card."""
    return bool(_IDENTITY_GATE.search(text))


def find_identities(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the numbers of ID cards of 18 characters: province, birthday and check character right.

    >>> list(find_identities("11010519491231002X 110105194912310021"))
    [(0, 18)]
    """
    for found in _IDENTITY.finditer(folded):
        number = found[0].replace(found["apart"], "") if found["apart"] else found[0]
        total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
        if number[-1].upper() == _CHECK[total % 11]:
            yield found.span()


def may_have_account(text: str) -> bool:
    """Tell whether a text that is not folded may hold the handle of an account."""
    return bool(_ACCOUNT_GATE.search(text))


def find_accounts(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of account handles, without the words that say what they are.

    >>> [(a, b) for a, b in find_accounts("QQ群:123456789,微信号yundu_2021")]
    [(4, 13), (17, 27)]
    """
    last = 0
    for start in _ACCOUNT_START.finditer(folded):
        found = _ACCOUNT.match(folded, start.start())
        if not found or found.start() < last:
            continue
        last = found.end()
        span = found.span(found.lastgroup or 0)
        if not _PLATFORM.fullmatch(folded, *span):
            yield span
