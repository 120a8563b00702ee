"""The lines of a report and what each can be: prose, a headline, or furniture around a text. All on the folded view."""

import re
from functools import lru_cache
from typing import NamedTuple

from cleaner.dates import to_edtf
from cleaner.names.person import is_name, may_be_name
from cleaner.names.tables import ends_with, surnames
from cleaner.scan import lazy

LONGEST = 100
"""A line without any mark may be a headline up to so many characters."""
_LONG_NAME = 4
_LONGEST_PERSON, _LONGEST_OF_NAMES = 60, 20
"""So long are an office with its name, and a name, at most."""

_HAN = lazy("[\u3400-\u9fff]")
_NUMBERED = lazy(
    "(?:第[一二三四五六七八九十]{1,3}[章节条]|第?[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十\\d]{1,3}\\)|\\d{1,2}[、.](?!\\d)|[①-⑳])"
)
_DOCUMENT_NUMBER = lazy(
    "[^\\s,]{0,16}[〔\\[(]\\s?\\d{4}\\s?[〕\\])]\\s?[\u3400-\u9fff]{0,5}第?\\s?\\d{1,5}\\s?号|第\\s?\\d{1,5}\\s?[号期].{0,12}"
)
# Lines that sites, papers and offices put above a text: labels, bylines, captions, mastheads, breadcrumbs.
_FURNITURE = lazy(
    "[【\\[(〔][^】\\])〕]{0,40}[】\\])〕]"
    "|[(【\\[]?\\s?(?:本报|本网|本台|本刊|本社|特约|见习|实习|全媒体|新华社)*(?:记者|通讯员)[\\s:].{0,60}"
    "|[(【\\[]?\\s?(?:作者|编辑|责任?编辑?|责编|文/|文:|图/|来源|稿源|(?:稿件|信息|消息|新闻|文章|内容|图文)来源|摄影|供稿|审核|校对|编辑|初审|复审|终审|策划|栏目)[\\s:/].{0,60}"
    "|(?:(?:信息)?索引号|生成日期|公开范围|文\\s+号|主题分类|发文|成文|发布|公开|有效性|效力|文号|字号|字体|时间|日期|浏览|阅读|点击|关键词|摘要|联络人|联系人"
    "|发稿|发稿单位|发文机关|当前位置|您的位置|首页).{0,6}[:>|].*"
    "|(?:学校|网站)?(?:首页|主页)\\s*[/>\u00bb-].{0,40}"
    "|.* (?:>{1,2}|\u00bb) .*|[\\w./-]{1,60}\\.(?:jpe?g|png|gif|bmp|webp)"
    "|(?:图为|上图|下图|左图|右图|图\\d|图[:/]|资料图|▲|△|↑).*"
    "|.{0,16}(?:新闻稿|新闻公报|通讯稿|政府公报|文件|工作简报|新闻发布)"
    "|(?:目\\s?录|附件\\s?\\d{0,2}|正文|前言|导语|编者按|关于我们|联系我们|网站地图|无障碍阅读|打印本页|附件下载)[:]?"
    "|\\d{4}年度?(?:政府)?工作(?:回顾|安排|打算)"
    "|(?:资料整理|图片来源|图片|制图|制表|作图|漫画|供图|撰文|文案|翻译|编译|整理)\\s?[:/].*"
    "|[^\u3002,;]{0,24}(?:(?<!答)记者|通讯员|作者)\\s?[\u3400-\u9fff\u00b7 \u3001]{2,40}"
    "(?:[|]?[\u3400-\u9fff]{0,10}报道)?"
    "|[^\u3002,;:]{2,30}(?:\\d日?|[报网社台刊])\\s?[电讯]"
    # mastheads: the name of a paper, site or office alone, an office with a date, a page of a printed paper
    "|[\u3400-\u9fff]{2,12}(?:融媒|融媒体中心|(?:新闻|信息|门户|政府|资讯|人大|政协)网|数字报)"
    "|今日[\u3400-\u9fff]{2,6}|(?:微信)?公众号\\s?:.{2,20}|\\d+篇原创内容|.{2,20}官方(?:账号|微博|微信)|[+]?关注|[A-Z]?\\d{1,2}\\s?[|]\\s?[\u3400-\u9fff]{2,6}"
    "|[\u3400-\u9fff]{2,20}\\s+\\d{4}年\\d{1,2}月\\d{1,2}日(?:\\d{1,2}时)?(?:\\s.{0,20})?"
    "|(?:\\d{4}年)?新闻公[布报]"
    "|[\u3400-\u9fff]{2,6}\\s/\\s[\u3400-\u9fff]{2,6}(?:\\s/\\s[\u3400-\u9fff]{2,6})?|[\u3400-\u9fff]{2,8}报\\s+(?:数字报刊?|电子报|电子版)"
    "|[\u3400-\u9fff]{1,8}(?<![通简预海汇情申年季警战捷喜板墙公])报"
    "|[\u3400-\u9fff]{2,16}(?:政府|委员会|[局厅院署]|大学|学院|中学)\\s[A-Z][A-Za-z ,.&'-]{4,80}"
    "|[\u3400-\u9fff]{2,14}人民(?:法院|检察院)"
    "|[\u3400-\u9fff]{2,20}(?:办事处|办公室|委员会|政府|[局厅院处])\\s?\\d{4}年\\d{1,2}月\\d{1,2}日"
    "|\\d{4}年\\d{1,2}月\\d{1,2}日\\s?(?:星期|周)[一二三四五六日天].{0,60}"
    "|版次\\s?:.{0,20}|\\W?[上下]一[版期篇条].{0,24}|本版(?:标题|导读|目录|新闻)(?:导航)?\\s?:?"
    "|.{0,30}今天是\\s?:?.{0,4}\\d{4}年.{0,30}|.{0,16}(?:当前位置|您的位置|您所在的位置)\\s?:.*"
    "|(?:(?:信息)?索引号|发文字号|发布机构|有效性|公开方式)\\s.*|[\u3400-\u9fff]{2,20}\\s+(?:校园网|门户网站?|官方网站|政务网|(?:https?:|www\\.)\\S+)"
    "|.{0,8}点击.{0,8}(?:蓝字|关注).{0,12}|[\u3400-\u9fff]{2,8}报(?:\\s*(?:数字|电子)[版报刊]{1,2}(?:平台)?|\\s+[\u3400-\u9fff]{2,4})"
    "|\\d{2}\\s[\u3400-\u9fff]{2,6}|原创\\s.{2,40}|(?:点?赞)\\s?\\d+.{0,30}|微信号\\s?:.{0,60}|功能介绍\\s?:?.{0,60}|来自\\s?[\u3400-\u9fff]{2,6}(?:\\s?[\u00b7|].{0,12})?|.{0,8}(?:热线|电话)\\s?:?\\s?[\\d-]{5,16}"
    "|.{0,24}(?:[打展下]开?载?(?:APP|App|app|客户端)|APP内打开).{0,8}|[\u3400-\u9fff]{2,10}(?:APP|App|客户端)"
    "|第?\\s?[A-Z]?\\d{1,2}\\s?版.{0,20}(?:\\d{4}年\\d{1,2}月\\d{1,2}日.{0,30})?"
)
_KEYWORDS = lazy("(?:关键[字词]|主题词|标签)\\s?:[^\u3002]{0,80}|【本[报网台刊]讯】\\s?(?:记者|通讯员).{0,20}")
_MENU = frozenset(
    [
        "版面目录",
        "首页", "主页", "搜索", "站内搜索", "无障碍", "无障碍浏览", "繁体", "简体", "登录", "注册", "导航", "网站导航",
        "English", "EN", "专题", "图库", "视频", "部门", "乡镇", "街镇", "时政", "民生", "热点", "要闻", "市政新闻",
        "回首页", "网站导览", "小", "中", "大", "信息门户", "政务公开", "政务服务", "互动交流", ":::", "上一版",
        "下一版", "上一期", "下一期", "上一篇", "下一篇", "往期回顾", "往期查询", "版面概览", "标题导航", "版面导航",
        "返回首页", "电邮推介", "列印", "转寄", "友善列印",
        "朗读", "复制链接", "分享给好友", "把本页分享给好友", "听全文", "返回目录", "放大", "缩小", "默认",
        "打印", "关闭", "收藏", "分享", "收起", "展开", "简体版", "繁体版", "网站地图", "联系我们", "关于我们",
    ]
)  # fmt: skip
_SIZES = "+-o\u2295\u2296\u25cb"
"""What papers set behind the words that change the size of the type."""
_MENU_WORD = lazy(
    "[\u3400-\u9fff\\d+]{2,6}?(?:概况|简介|新闻|动态|公开|发布|中心|指南|专栏|专题|之窗|风采|资讯|信息|互动|公告|法规|导航|导览|园地|大厅|热线|信箱"
    "|天地|科普|介绍|机构|下载|目录|首页|主页|版)"
)
_CHANNEL = lazy(
    "[\u3400-\u9fff]{1,4}(?:新闻|要闻|动态|信息|公告|解读|聚焦|关注|快讯|资讯|专栏"
    "|头条|之窗|风采|播报|速递"
    "|简报|讲话|专题|发布|公开|报道)|时政|图片|视频"
    "|[\u3400-\u9fff]{2,8}\\s?[|]\\s?[\u3400-\u9fff]{2,8}"
)
_ORGAN = (
    "(?:人民政府|政府|医院|大学|学院|学校|[中小]学|幼儿园|党校|法院|检察院|信息公开|数字报|报多媒体数字版|报数字版|门户网站|官网|委员会|[局厅]|集团|公司|办公室|办事处"
    "|工会|妇联|残联|联合会|协会|学会|商会|海关|中心|管理[处所]|管委会|银行|支队|大队|电视台|广播电台|[\u3400-\u9fff]网|党委|团委|常委会|人大|政协|部|署|台|站|[图展科博]馆|在线|发布|融媒|资讯网)"
)
_MASTHEAD = lazy(f"[\u3400-\u9fff]{{2,20}}{_ORGAN}(?:\\s[\u3400-\u9fff]{{2,16}}{_ORGAN})?(?:主办|欢迎您)?")
_MENU_PART = lazy(r"[\s|/·]+")
_GENRE = lazy(
    "(?!特此|现予|特予|另行)[\u3400-\u9fff]{0,4}(?:通知|公示)"
    "|(?:公告|通告|通报|启事|讣告|警情通报|会议纪要|任免通知|情况通报)"
)
_CREDIT = lazy(".{0,70}(?:^|[\\s)(\u3002/])[^\\s\u3002]{0,12}(?:(?<!拍)摄影?|供图|/图|提供)\\)?\u3002?")
_NO_HEADLINE = lazy(
    "(?:各位|同志们|朋友们|尊敬的|亲爱的|大家|谢谢|主席团|女士们|[\u2014\u2013\u2015\u2500-]{1,3}[^\\s\\d]).*"
    "|.*(?:[,;:、\u3002\u2026(【]|会议上|大会上|全会上)"
    "|[^\\s:,]{2,8}:.{24,}\\?"
)
_SPEECH = lazy("(?:请问|问|答|记者|主持人):.{8,}|[^\\s:]{2,4}:.{40,}")


class Row(NamedTuple):
    """A line that is not blank: its span without the blanks at its ends, and its folded text."""

    start: int
    end: int
    text: str


@lru_cache(4)
def rows(folded: str) -> tuple[Row, ...]:
    """Return the lines that are not blank. Six stages ask for those of one text, which are kept for them.

    >>> rows("a\\n\\n b ")
    (Row(start=0, end=1, text='a'), Row(start=4, end=5, text='b'))
    """
    found, at = [], 0
    for line in folded.split("\n"):
        if text := line.strip():
            start = at + line.find(text[0])
            found.append(Row(start, start + len(text), text))
        at += len(line) + 1
    return tuple(found)


def is_prose(text: str) -> bool:
    """Tell whether a line holds a sentence or is too long for anything else."""
    return len(text) > LONGEST or "\u3002" in text or ";" in text


@lru_cache(4096)
def is_furniture(text: str) -> bool:
    """Tell whether a short line belongs to the surroundings of a text: a byline, a credit, a date, a label."""
    if len(text) > LONGEST:
        return False
    if _CREDIT.fullmatch(text) or _KEYWORDS.fullmatch(text):
        return True
    if is_prose(text):
        return False
    if _FURNITURE.fullmatch(text) or is_menu(text) or _DOCUMENT_NUMBER.fullmatch(text):
        return True
    return to_edtf(text) is not None or is_person(text)


def is_menu(text: str) -> bool:
    """Tell whether a line is the menu of a site.

    Bars part three short words or more, or a third of three words are such as only menus have, all of two, or most of
    four end as the names of channels do.
    """
    parts = [part.rstrip(_SIZES) for part in _MENU_PART.split(text) if part]
    known = sum(part in _MENU for part in parts)
    if len(parts) < 3:
        return len(parts) == 2 and known == 2
    if text.count("|") >= 2 and max(map(len, re.split(r"\s*\|\s*", text))) <= 12:
        return True
    named = known + sum(part not in _MENU and bool(_MENU_WORD.fullmatch(part)) for part in parts)
    return 3 * known >= len(parts) or (len(parts) >= 4 and 3 * named >= 2 * len(parts))


def is_channel(text: str) -> bool:
    """Tell whether a line is the name of a channel or column and nothing else.

    >>> is_channel("集团要闻"), is_channel("市长讲话"), is_channel("会议召开")
    (True, True, False)
    """
    return bool(_CHANNEL.fullmatch(text))


def is_masthead(text: str) -> bool:
    """Tell whether a line is the name of an office, school, hospital or paper: the page's, or the first of a title."""
    return bool(_MASTHEAD.fullmatch(text))


@lru_cache(4096)
def is_headline(text: str, least: int = 5) -> bool:
    """Tell whether a line without any mark of a heading may be a headline: neither sentence nor furniture."""
    if _GENRE.fullmatch(text.replace(" ", "")):
        return True
    if not least <= len(text) <= LONGEST or is_prose(text) or len(_HAN.findall(text)) < 3 or text.count(",") > 4:
        return False
    if text.count("(") != text.count(")"):
        return False
    if _NUMBERED.match(text) or _NO_HEADLINE.fullmatch(text) or _SPEECH.fullmatch(text):
        return False
    return not is_furniture(text)


@lru_cache(4096)
def is_person(text: str, sure: bool = False) -> bool:
    """Tell whether a short line ends in an office and a name; if ``sure``, the name may be a word of everyday speech.

    >>> is_person("云渡市委副书记 颜如松"), is_person("云渡召开书记会议")
    (True, False)
    """
    if len(text) > _LONGEST_PERSON:
        return False
    for at in range(max(2, len(text) - _LONGEST_OF_NAMES), len(text) - 1):
        before = text[:at].rstrip(" :;")
        if not ends_with("offices", "head", before, 0, len(before)):
            continue
        name = text[at:].strip(" :;").replace(" ", "")
        if is_name(name) or (sure and len(name) < _LONG_NAME and (may_be_name(name) or name[0] in surnames())):
            return True
    return False
