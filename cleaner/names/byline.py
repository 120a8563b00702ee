"""A line of credits: labels (记者, 摄影, 文/图, 编辑) with names before or behind them, and nothing else.

Every piece of such a line is known: one that is not makes it a sentence or a title. All on the folded view.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.names.likelihood import words_of
from cleaner.names.person import HAN, Name, first_characters, is_name, may_be_name
from cleaner.names.tables import common_words, ends_with, manners, never_called, surnames
from cleaner.scan import lazy

LONGEST = 120
"""A line of credits is no longer."""

_MARK = "[/:|\u4e28 )]"
GATE = lazy(  # each choice begins with a character: so many more are found at once
    f"记\\s?者|通讯员|作\\s?者|文{_MARK}|图{_MARK}|摄|撰|采写|采访|整理|供稿|供图|文字|文案|文稿|文图|文文|图文|图图"
    "|图片|照片|截图|投稿|图由|提供"
)
"""What stands in every line of credits."""
_RANK = (
    "学生|校园|小|特约|特邀|见习|实习|首席|资深|全媒体|全媒|融媒体中心|融媒体?|本报|本台|本网|本刊|本社|驻地"
    "|驻[\u3400-\u9fff]{2,4}?|文字|[晨早晚日商时]报|都市报"
)
_WRITER = (
    f"(?:{_RANK}){{0,4}}(?:记[ ]?者|通讯员|实习生|特派员|特约作者|小记者)|特约撰稿人?|撰[ ]?稿人?|撰[ ]?文"
    f"|作[ ]?者(?![单系简介])|采[ ]?写|采访(?![时地对单手札提记人活])|采编(?!中心)"
    "|主笔|执笔|文字整理|整理|供稿人?(?!单位)|投稿人?|来稿|文稿|文案|文字|报[道导](?=[:/|])|文(?=[ ]?[:/|\u4e28]"
    "|[ ][^ ]{2}|[ ][\u3400-\u9fff][ ][\u3400-\u9fff][ ]?摄)"
)
_PHOTO = (
    f"(?:{_RANK}){{0,3}}摄[ ]?影(?:记者)?"
    f"|(?:本文|文中|本版|本组|文内|以上|部分|其余|配){{0,2}}(?:图片?|照片|剧照|资料图)(?:均)?由"
    f"(?![\u3400-\u9fff]*[:\uff1a])|图片(?:来源|提供|摄影)?|照片(?:来源|提供)?|配图|供图|图源|(?:监控|视频)截图"
    f"|航拍|组图"
    "|图(?=[ ]?[:/|\u4e28]|[ ][^ ]{2})|摄(?=[ ]?[:/|\u4e28])"
)
_BOTH = (
    "(?:文字?|撰文|采写|图片?|摄影)[ ]?[/\u3001&+和及][ ]?(?:图片?|摄影?|照片|文字?|撰文)"
    "|图[ ]?文(?!无关|并茂)|文[ ]?图|文摄|采写摄影|摄影报[道导]"
)
_OTHER = (
    "(?:本报|本网|本台|责任|本期|本版|值班|执行|流程|新媒体|图片|摄影|图文|视觉|网络|网页|美术|文字|助理|微信"
    "|见习)?编[ ]?辑|责[ ]?任?编|美编|编[审校务委排发]|(?:副|总|执行)?主编|副?总编辑?|统[ ]?筹"
    "|审[ ]?核|审[ ]?稿|核[ ]?稿|校[ ]?对|[一二三四初复终]审|签[ ]?发|审[签发定校]|排[ ]?版|版[ ]?式|制[ ]?图"
    "|制[ ]?作|海[ ]?报|设[ ]?计|视[ ]?频(?!截图)"
    "|剪[ ]?辑|摄[ ]?像|配[ ]?音|播[ ]?音|主[ ]?播|朗[ ]?读|出[ ]?品|总?监[ ]?制|总?策[ ]?划|漫[ ]?画|绘[ ]?图"
    "|手[ ]?绘|翻[ ]?译|编[ ]?译|运[ ]?营|指[ ]?导"
    "|后[ ]?期|出[ ]?镜|责[ ]?校|检[ ]?校|值[ ]?班|监[ ]?审|口述|(?:信息|稿件|文章|新闻)?来[ ]?源|稿源|供稿单位|发布"
    "|录入|上传|阅读|浏览|点击|字[号体]|时间|日期|地点|电话|邮箱|分享|打印|收藏|大小|关键词|标签|栏目"
)
_LABEL = lazy(f"(?P<other>{_OTHER})|(?P<both>{_BOTH})|(?P<photo>{_PHOTO})|(?P<writer>{_WRITER})")
_POST = lazy(
    "(?P<word>供稿|提供|拍摄|文[/\u3001]?图|图[/\u3001]?文|文[/\u3001]?摄|摄[/\u3001]?文|摄影报[道导]|摄影|摄|供图|图|整理"
    "|采写|撰文|文)(?![\u3400-\u9fff:/|\u4e28])"
)
_WROTE = lazy("文|报[道导]|整理|采写")
_TOOK = lazy("[图摄供]")
_SOURCE = lazy("(?:图片|照片|图)(?:来源|提供|均?由|源)|供图|截图")
_STAFF = lazy("记者|通讯员|实习生")
_INNER = lazy(  # a name may end here without a blank
    "(?:见习|实习|特约|本报|全媒体|融媒体)*(?:记者|通讯员)|摄影"
    "|摄(?=[ )]|$)|(?:供图|提供|拍摄|供稿)(?=[ )]|$)|文/|图/|/"
)
_SKIP = lazy(
    "(?:[\u3400-\u9fff]{2,8}?)?报[道导]|(?:[\u3400-\u9fff]{2,4}[ ]){1,2}[\u3400-\u9fff]{2,6}报[道导]|"
    "(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日[电讯]?|等(?![\u3400-\u9fff])"
    "|[\u3400-\u9fffA-Z]{2,12}?(?:报|网|社|台|云|在线|客户端|融媒体?|中心|发布|新闻|视听|传媒)(?:全媒体|融媒体)?"
    "(?=[ ]?(?:首席|资深|特约|全媒体|见习|实习)*(?:记者|通讯员))|(?:"
    "(?![的在了是把被向和与])[\u3400-\u9fff]){2,8}?(?=(?:见习|实习|特约)?(?:记者|通讯员)[ :])|(?:本报|本网|本台"
    "|新华社|中新社)(?:讯|发)|(?:受访者|受访单位|受访企业|受访学校|采访对象|被访者)(?:供图|提供|图片)?"
)
_PREFIX = lazy(
    "[ \u25a1\u25a0]{0,4}(?:\u300a[^\u300b]{2,12}\u300b|[\\w\u300a\u300b]{2,14})(?:[ ][\\w\u300a\u300b]{2,10})?[ ]+"
    "(?=(?:本报|见习|实习|特约|首席|资深)*(?:记者|作者|通讯员)[ ])"
)
_TOKEN = lazy(f"[{HAN}A-Za-z\\d\u00b7\u2022\u2027\u30fb]+")
_ANYTHING = lazy("[^ ]+")
_SECOND = lazy(f"[ ]{{1,4}}[{HAN}](?=摄|供图|文/|图/|[^{HAN}]|$)")
_BLANKS = lazy("\\s+")
_BETWEEN = frozenset(
    "\u3014\u3015 ()[]\u3010\u3011\u25a1\u25a0\u25ce\u25cf\u25b2\u25b3\u25b6#>*\u2022-\u2014\u2013\u3001,/&"
    "|;:\u4e28\u25cb\u25c6\u25c7\u2605"
)
_NOBODY = frozenset(
    [
        "佚名", "管理员", "本站", "未知", "综合", "匿名", "编辑部", "小编", "网络", "系统", "来源", "转载", "原创",
        "本报", "本网", "记者", "受访者", "阅读", "浏览", "点击", "打印", "收藏", "分享", "关闭", "评论"
    ]
)
_NO_ONE = lazy("供图|资料|网络|侵权|侵删|受访|采访对象|\\A(?:作者|本人|记者)\\Z")
_VERBAL = lazy("[均有以]|^全[县市省区镇村国]|[布格结大]局|[的了是在将把被向与说看为]|表示|介绍")
_TAKEN = ("writer", "photo", "both")
_SOUNDS = lazy(f"[{HAN}]{{2,4}}")
_COMMON = frozenset(["简历", "简介", "解读", "简讯", "广泛", "多样", "丰富", "清晰", "如下"])
_SAYS = {"writer": ("writer", "both"), "photo": ("photo", "both", "source")}
_SELDOM_GIVEN = frozenset("到和与向次只各让")
_TAKES = frozenset({("person", "writer"), ("person", "photo"), ("office", "photo")})


class Item(NamedTuple):
    """A piece of a line: a label of some kind (``marked`` with a colon or bar behind it), or a name or office."""

    start: int
    end: int
    kind: str
    text: str
    marked: bool = False


class Credits(NamedTuple):
    """Who wrote, and who took or gave the pictures."""

    writers: tuple[Name, ...]
    photographers: tuple[Name, ...]


def read_credits(folded: str, start: int, end: int) -> Credits | None:
    """Return whom ``folded[start:end]`` credits if it is nothing but labels, names and what may stand beside them."""
    if end - start > LONGEST or folded[end - 1] == ":" or not GATE.search(folded, start, end):
        return None
    items = _items(folded, start, end - (folded[end - 1] == "\u3002"))
    found: list[tuple[str, Name]] = []
    sure = any(item.marked for item in items or ())
    for kind, group in _groups(items or ()):
        if kind == "other":
            continue
        said = [(item, _what(item.text, kind, sure=sure)) for item in group]
        if not kind or not all(what for _, what in said):
            return None
        for at, (item, what) in enumerate(said):
            after = said[at + 1 : at + 2]
            works = after and after[0][1] == "person" and not folded[item.end : after[0][0].start].strip()
            if what == "office" and works:  # where that person works
                continue
            name = Name(item.start, item.end, _BLANKS.sub("", item.text))
            found += [(of, name) for of in ("writer", "photo") if kind in _SAYS[of] and (what, of) in _TAKES]
    people = [tuple(name for of, name in found if of == kind) for kind in ("writer", "photo")]
    return Credits(*people) if found else None


def _items(folded: str, start: int, end: int) -> list[Item] | None:
    """Return the pieces of a line; None where one of them is neither label nor name."""
    items: list[Item] = []
    start = _past(folded, start, end)
    outlet = None if _LABEL.match(folded, start, end) else _PREFIX.match(folded, start, end)
    if outlet and not is_name(outlet[0].split()[0]):
        start = outlet.end()
    at = _past(folded, start, end)
    while at < end:
        after_name = bool(items) and items[-1].kind == "name"
        item = (after_name and _post(folded, at, end)) or _label(folded, at, end)
        if not item and (skipped := _skipped(folded, at, end)):
            at = _past(folded, skipped.end(), end)
            continue
        item = item or _name(folded, at, end, loose=_kind_of(items) == "other")
        if not item:
            return None
        items.append(item)
        at = _past(folded, item.end, end)
    return items


def _skipped(folded: str, at: int, end: int) -> re.Match[str] | None:
    """Return what stands between names and labels and says nothing of them, but no name."""
    found = _SKIP.match(folded, at, end)
    if not found or found.end() == at:
        return None
    first = found[0].partition(" ")
    return None if first[1] and is_name(first[0]) else found


def _kind_of(items: Sequence[Item]) -> str:
    """Return the kind of the label that stands last."""
    return next((item.kind for item in reversed(items) if item.kind != "name"), "")


def _past(folded: str, at: int, end: int) -> int:
    """Return where the next piece begins."""
    while at < end and folded[at] in _BETWEEN:
        at += 1
    return at


def _label(folded: str, at: int, end: int) -> Item | None:
    """Return the label that stands here."""
    found = _LABEL.match(folded, at, end)
    if not found:
        return None
    stop = found.end()
    marked = folded[stop : stop + 2].lstrip(" ")[:1] in (":", "/", "|", "\u4e28")
    kind = "source" if _SOURCE.search(found[0]) else found.lastgroup or ""
    return Item(at, stop, kind, found[0], marked)


def _post(folded: str, at: int, end: int) -> Item | None:
    """Return the label that stands behind the names which it is about (周远山 摄)."""
    found = _POST.match(folded, at, end)
    if not found:
        return None
    after = _past(folded, found.end(), end)
    if skipped := _SKIP.match(folded, after, end):
        after = _past(folded, skipped.end(), end)
    word = found["word"]
    sure = word in ("摄", "供图", "提供", "拍摄") or folded[at - 1] == "/" or after == end
    if not sure and not _LABEL.match(folded, after, end):
        return None
    return Item(at, found.end(), f"post-{_post_kind(word)}", word)


def _post_kind(word: str) -> str:
    """Return what a label behind names says of them."""
    if word == "供稿":
        return "other"
    wrote, took = bool(_WROTE.search(word)), bool(_TOOK.search(word))
    if wrote and took:
        return "both"
    if word in ("提供", "供图"):
        return "source"
    return "photo" if took else "writer"


def _name(folded: str, at: int, end: int, *, loose: bool) -> Item | None:
    """Return the name or office that stands here; ``loose`` takes anything up to the next blank."""
    found = (_ANYTHING if loose else _TOKEN).match(folded, at, end)
    if not found:
        return None
    stop = found.end()
    if inner := _INNER.search(folded, at + 2, stop):
        stop = inner.start()
    if stop - at == 1 and (second := _SECOND.match(folded, stop, end)):
        stop = second.end()
    return Item(at, stop, "name", folded[at:stop])


def _groups(items: Sequence[Item]) -> Iterator[tuple[str, list[Item]]]:
    """Yield the names of each label with its kind; nothing for the kind where no label says it.

    A label behind names (文/图) is about all since the last label that is more than the word for a reporter.
    """
    kind, group, waiting = "", list[Item](), list[Item]()
    for item in items:
        if item.kind == "name":
            group.append(item)
        elif item.kind.startswith("post-"):
            yield item.kind[5:], [*waiting, *group]
            kind, group, waiting = "", [], []
        elif group or not kind or item.marked:
            staff = kind in ("writer", "") and not item.marked and bool(_STAFF.search(item.text))
            waiting += group
            if waiting and not staff:
                yield kind, waiting
                waiting = []
            kind, group = item.kind, []
        elif {kind, item.kind} == {"writer", "photo"} and not _STAFF.search(item.text):
            kind = "both"
        elif kind == "writer":
            kind = item.kind
    if waiting or group:
        yield kind, [*waiting, *group]


def _what(word: str, kind: str, *, sure: bool) -> str:
    """Say what a word behind a label is: a person, an office, nobody, or nothing of the kind.

    Where the place is ``sure`` to hold who wrote, any two or three characters that are no common word are a pen name,
    and everywhere those are a name of which no two are a word.
    """
    apart = bool(_BLANKS.search(word))
    word = _BLANKS.sub("", word)
    if word in _NOBODY or _NO_ONE.search(word):
        return "nobody"
    if len(word) < 4 and word[-1] in "科处办委部室股":
        return "office"
    named = may_be_name(word) or (len(word) == 2 and word[0] in surnames() and word[1] in _SELDOM_GIVEN)
    pen_name = sure and len(word) == 2 and word not in _COMMON
    common = kind == "photo" and word in common_words() and not pen_name and not apart
    if named and not common and word not in never_called():
        return "person"
    if kind == "source":
        return "office" if 2 <= len(word) <= 16 and not _VERBAL.search(word) and word not in _COMMON else ""
    if len(word) > 2 and ends_with("offices", "organ", word, 0, len(word)):
        return "office" if len(word) <= 20 and not _VERBAL.search(word) else ""
    made = len(word) > 2 or word[0] in first_characters()
    if made and kind in _TAKEN and _SOUNDS.fullmatch(word) and len(words_of(word)) == len(word):
        return "person"
    if not sure or kind != "writer" or word in manners() or word in common_words():
        return ""
    return "person" if re.fullmatch(f"[{HAN}]{{2,3}}", word) else ""
