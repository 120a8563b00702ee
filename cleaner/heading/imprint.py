"""The lines in which an account, a printed paper or an office says who it is and when, in forms of their own.

Other than those of ``cleaner.heading.banner`` they are told by the lines beside them. All on the folded view.
"""

import re
from collections.abc import Sequence

from cleaner.dates import to_edtf
from cleaner.heading.fact import NAME_OF_OUTLET, NAMED_OUTLET, Banner, Fact, bare
from cleaner.heading.paper import DAILY, DAY_OF_PAPER, EDITION, ISSUE, ISSUE_OF_PAPER, MASTHEAD, PAGE_OF_PAPER
from cleaner.heading.row import Row, is_headline
from cleaner.names.person import split_names
from cleaner.scan import lazy

_ACCOUNT_NAME = lazy(
    r"[\u3400-\u9fff]{2,12}(?:融媒体中心|融媒|发布|[日晚早时]报|新闻网|广播电视台|在线|微讯)"
    r"|[\u3400-\u9fff]{2,4}(?:交警|公安|消防|检察|法院|文旅|教育|疾控|气象|应急|税务|人社|医保|青年|妇联|工会|先锋|统战)"
)
_ACCOUNT = lazy(
    r"(?P<own>原创\s*:?\s*)?"
    r"(?:(?P<names>[\u3400-\u9fff\u00b7]{2,12}(?:[ \u3001][\u3400-\u9fff\u00b7]{2,12}){0,3}?)\s+)?"
    r"(?P<outlet>[^\s\d:,\u3002]{2,16})\s+(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(?P<time>\s+\d{1,2}:\d{2})?"
    r"(?:\s+(?:发[表布]于\s?)?[\u3400-\u9fff]{2,6})?"
)
_SOURCE_ALONE = lazy(
    rf"(?:稿件|信息|消息|文章|新闻|内容|本文|资料|图文)?来\s*源\s*:\s*(?P<outlet>{NAME_OF_OUTLET})(?:\d{{4}}年)?(?:第\d{{1,4}}[期版])?"
)
_CHANNEL_NAME = lazy("(?:微信)?公众号\\s?:\\s?(?P<outlet>[\u3400-\u9fffA-Za-z0-9]{2,16})")
_ORIGINAL = lazy("原创\\s+(?:[\u3400-\u9fff\u00b7]{2,12}\\s+)?(?P<outlet>[\u3400-\u9fffA-Za-z0-9]{2,16})")
_HEADED = 4
_SHORT_NAME = lazy("[\u3400-\u9fff]{3,10}")
_CLOCK = lazy(r"\d{4}(?:年\d{1,2}月\d{1,2}日|-\d{1,2}-\d{1,2})\s+\d{1,2}:\d{2}")
_POSTED = lazy(
    "(?P<date>\\d{4}(?:年\\d{1,2}月\\d{1,2}日|-\\d{1,2}-\\d{1,2}))\\s+\\d{1,2}:\\d{2}\\s+(?!\\S{1,3}(?:发布|[报网台社刊]|新闻|融媒|在线)\\Z)[\u3400-\u9fff]{2,4}"
)
_TAKEN_OVER = lazy(r"以下文章来源于\s*(?P<outlet>\S{2,20}?)\s*,\s*作者\s*(?P<who>\S{2,12})")
_HONG_KONG = lazy(r"香港时间\s?\d{1,2}时\d{1,2}分")
_BRIEF = lazy(r"第\s?\w{1,6}\s?期")
_OFFICE_DATE = lazy(r"(?P<who>[\u3400-\u9fff]{3,30})\s+(?P<date>\d{4}年\d{1,2}月\d{1,2}日)")


def read_imprint(line: Row, top: Row, before: str, after: str) -> Banner | None:
    """Return the banner of an account, a paper's page, an office's brief or a press release."""
    text = line.text
    if found := _SOURCE_ALONE.fullmatch(text):
        fact = bare(text, Fact(found.start("outlet"), found.end("outlet"), "outlet", ""))
        return Banner(line, (fact._replace(start=line.start + fact.start, end=line.start + fact.end),), False)
    if found := _CHANNEL_NAME.fullmatch(text):
        return _banner(line, found, {"outlet": ""})
    if (found := _ORIGINAL.fullmatch(text)) and (found["outlet"] == after or _CLOCK.match(after)):
        return _banner(line, found, {"outlet": ""})._replace(goes=False)
    if found := _POSTED.fullmatch(text):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})
    if found := _TAKEN_OVER.fullmatch(text):
        return _banner(line, found, {"outlet": "", "who": ""})
    return _read_dated(line, top, before, after) if "日" in text or "-" in text else None


def _read_dated(line: Row, top: Row, before: str, after: str) -> Banner | None:
    """Return the banner of a line that says which day it is."""
    text = line.text
    if (found := _ACCOUNT.fullmatch(text)) and (account := _account(line, found)):
        return account
    paper_name = after if line == top else top.text.partition(" > ")[0]
    beside = before == top.text or line == top or DAILY.fullmatch(paper_name)
    if beside and MASTHEAD.fullmatch(paper_name) and (found := ISSUE_OF_PAPER.fullmatch(text)):
        paper = Fact(top.start, top.start + len(EDITION.sub("", paper_name)), "outlet", "")
        if line == top:  # the name stands below: the stage takes it
            return _banner(line, found, {"date": to_edtf(found["date"]) or ""})
        return Banner(line, (paper, *_banner(line, found, {"date": to_edtf(found["date"]) or ""}).facts), True)
    found = PAGE_OF_PAPER.fullmatch(text) or DAY_OF_PAPER.fullmatch(text)
    if found and (found["outlet"] or "-" not in found["date"]):
        return _banner(line, found, {"outlet": "", "date": to_edtf(found["date"]) or ""})
    if _HONG_KONG.fullmatch(after) and (found := ISSUE.fullmatch(text)):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})._replace(goes=False)
    if (found := _OFFICE_DATE.fullmatch(text)) and _BRIEF.search(before):
        return _banner(line, found, {"date": to_edtf(found["date"]) or ""})._replace(goes=False)
    return None


def _account(line: Row, found: re.Match[str]) -> Banner | None:
    """Return the banner of an account: its name and the time, with the word for an own work or who wrote it before."""
    own, words = bool(found["own"]), found["names"]
    names = split_names(line.text, *found.span("names"), sure=own) or [] if words else []
    known = bool(words and found["time"] and NAMED_OUTLET.fullmatch(words))
    if not (own or names or known or words == found["outlet"] or (words is None and found["time"])):
        return None
    said = [Fact(line.start + name.start, line.start + name.end, "reporters", "") for name in names]
    dated = _banner(line, found, {"outlet": "", "date": to_edtf(found["date"]) or ""})
    return Banner(line, (*said, *dated.facts), True)


def _end(found: re.Match[str], group: str) -> int:
    """Return where the words of a group end; that a paper is a digital edition is not part of its name."""
    edition = EDITION.search(found.string, found.start(group), found.end(group)) if group == "outlet" else None
    return edition.start() if edition else found.end(group)


def _banner(line: Row, found: re.Match[str], fields: dict[str, str]) -> Banner:
    """Return a banner with the groups of a match as facts."""
    labels = {"who": "reporters", "date": "published"}
    facts = [
        Fact(line.start + found.start(group), line.start + _end(found, group), labels.get(group, group), value)
        for group, value in fields.items()
        if found[group] and (value or group != "date")
    ]
    return Banner(line, tuple(facts), True)


def with_account(found: Banner, lines: Sequence[Row], at: int) -> Banner:
    """Add the name of the account or outlet that stands alone above a line with nothing but the time of publication."""
    labels = {fact.label for fact in found.facts}
    name = lines[at - 1] if at else None
    if not name or labels != {"published"}:
        return found
    if not _ACCOUNT_NAME.fullmatch(name.text) and not (at == 1 and _is_over_a_headline(lines)):
        return found
    return found._replace(facts=(Fact(name.start, name.end, "outlet", ""), *found.facts))


def _is_over_a_headline(lines: Sequence[Row]) -> bool:
    """Tell whether the first line, over one with the time, is too short for the headline, which stands below both."""
    if len(lines) < _HEADED or not _SHORT_NAME.fullmatch(lines[0].text):
        return False
    return is_headline(lines[2].text) and len(lines[2].text) > len(lines[0].text)
