"""Boilerplate of a flattened page: menus, link lists, share bars, footers, by how lines look and where they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from cleaner.heading.row import is_furniture
from cleaner.scan import holds_any, lazy
from cleaner.stage import Document, Edit, Note

RULES: Mapping[str, str] = MappingProxyType(
    {
        "boilerplate.share": "a share bar: the prompt, the names of networks, the QR code",
        "boilerplate.network": "the name of a social network, where a share bar may be",
        "boilerplate.tool": "a control of the page: print, close, font size, next page, more",
        "boilerplate.login": "an account or application prompt",
        "boilerplate.related": "the heading of a list of other pages",
        "boilerplate.comment": "the comment form or its counters",
        "boilerplate.breadcrumb": "the path of the page within its site",
        "boilerplate.footer": "copyright, record numbers, the links at the foot of a site",
        "boilerplate.credit": "a line that only names the editor in charge",
        "boilerplate.keywords": "a line of keywords or tags",
        "boilerplate.teaser": "the cut-off beginning of another page",
        "boilerplate.menu": "a very short line without punctuation among removed ones, outside the text",
        "boilerplate.link-list": "a line like a headline among removed ones, outside the text",
        "boilerplate.slogan": "a short sentence among removed lines, outside the text",
    }
)

# What a line says. A pattern must hold the whole line (folded, stripped), which is no longer than the number: so a
# sentence with the same words stays. Drawn from how Chinese portals are built; each was held against the even rows of
# lines_dev (news) and the seeds (government), and dropped or narrowed where it took content.
_NETWORK = (
    r"(?:易信|微信|微博|QQ空间|QQ好友|QQ|朋友圈|(?:新浪|腾讯)微博|人人网|豆瓣|复制链接|好友和|更多"
    r"|(?i:linkedin|facebook|twitter))"
)
_LISTED = "(?:新闻|阅读|文章|报道|链接|专题|推荐|内容|信息|资讯|视频|图片|点击|评论|热点|排行榜?)"
_ACCOUNT = r"(?:请|立即|用户|会员|快速|免费|一键|登录|注册|退出|找回|忘记|密码|安全|账号|账户|[|/\s?])"
_ABOUT = "(?:(?:关于|联系)我们|网站(?:地图|声明)|隐私(?:政策|声明)|(?:法律|版权)声明|广告(?:服务|合作))"
_CONTROL = (
    r"(?:打印|关闭|加入收藏|收藏|字[号体]|纠错|放大|缩小|默认|超大|[大中小]|本页|本文|此页|窗口|页面"
    r"|[T+|\s:/\[\]()\u3010\u3011-])"
)
# Behind a pattern that is tried at every place stand words of which each line that it holds has one.
_RECORD = ("p备", "P备", "p证", "P证", "安备", "许可证", "标识码", "举报")
_PATTERNS: Sequence[tuple[str, int, str, *tuple[str, ...]]] = (
    ("share", 40, rf"(?:一键)?分享(?:到|至|给|文章|本文)?\s*:?(?:{_NETWORK}[\s|/]*)*"),
    ("share", 40, r".{0,8}(?:扫一扫|扫码|扫描|长按识别).{0,4}(?:二维码|关注|下载|分享|手机|微信).{0,12}"),
    ("network", 40, rf"(?:{_NETWORK}[\s|/]*)+|二维码|关注.{{0,12}}(?:微信|微博|公众号)"),
    ("tool", 40, rf"(?=.*(?:打印|关闭|字[号体]|收藏|纠错)){_CONTROL}+"),
    ("tool", 12, r"[<>\u00ab\u00bb\[]*\s*(?:返回|(?:返回|网站)?首页|[末尾]页|顶部|[上下]一?页)\s*[<>\u00ab\u00bb\]]*"),
    ("tool", 20, r"[+\[(]?\s*(?:更多|(?:查看|阅读|点击|加载)(?:更多|全部|全文|详情)|看全文)\w{0,6}\s*[>\u00bb\])]*"),
    ("tool", 60, r"(?:阅读)?[上下]一[篇条](?:文章|新闻|信息)?(?:\s*[:>\]\u3011].*)?"),
    ("tool", 20, r"[共第]\s*\d+\s*页.{0,12}|(?:浏览|阅读|点击)(?:次数|量|数|率)?\s*:\s*\d*\s*次?"),
    ("comment", 40, r"(?:共有?|已有|\w{0,6}评论)?\s*\(?\s*\d*(?:人参与|条评论|人评论|条跟[贴帖])\)?(?:,?点击查看\w*)?"),
    ("comment", 20, r"(?:我要|发表|查看|匿名|全部|写)评论[\d()条>\s]*|(?:参与|评论|跟[贴帖]|点赞)(?:\d+|\(\d*\)).*"),
    ("comment", 20, r"还可以?输入\d+字|发[贴帖布]|提\s?交"),
    ("credit", 40, r"[\[(\u3010]?\s*(?:责任编辑|责编|值班编辑|编辑)\s*:[\w\s\u00b7\u3001,-]{1,24}[\])\u3011]?"),
    ("login", 40, rf"{_ACCOUNT}*(?:登录|注册|退出|密码)\??(?:[|/\s].*)?"),
    ("login", 30, r"设为首页|加入收藏|(?:手机|移动|触屏|电脑|无障碍|繁体|简体|英文|适老)\w?版(?:[|/\s].*)?"),
    ("login", 20, r"\w{0,10}(?:客户端|(?i:app))(?:下载\w{0,8})?"),
    ("related", 16, rf"[\W_]*(?:相关|推荐|热点|热门|精彩|最新|延伸|编辑|图片|视频|本周|更多|新闻){_LISTED}+[\W_]*"),
    ("related", 16, r"[\W_]*(?:大家都|[你您]可能|猜[你您]|为[你您])(?:也|会|在|爱|看|感兴趣|喜欢|推荐|的)+[\W_]*"),
    ("related", 16, r"[\W_]*(?:友情链接|合作(?:伙伴|媒体)|\w{0,4}图集|(?:快速|网站|站点)导航|\w{0,4}排行榜)[\W_]*"),
    ("breadcrumb", 60, r"您?(?:当前|现在|所在)的?(?:所在)?位置(?:是)?\s*:?.{0,50}"),
    ("breadcrumb", 60, r"[^\u3002,>\u00bb\u203a]{2,16}[>\u00bb\u203a][^\u3002,]{0,50}|正文"),
    ("footer", 300, r"(?i:.*(?:copyright|\u00a9|all rights reserved|版\s*权\s*所\s*有).*)", *"rR\u00a9版"),
    ("footer", 300, r"(?i:[^\u3002;]*(?:icp[备证]|公网安备|经营许可证|网站标识码|不良信息举报)[^\u3002;]*)", *_RECORD),
    ("footer", 200, rf"(?:.*\|\s*)?{_ABOUT}(?:[\s|\u00b7-].*)?"),
    ("footer", 400, r"[\W_]*(?:本[站网])?(?:免责|郑重|特别|版权)声明[\W_].*"),
    ("footer", 200, r".*未经.{0,16}(?:授权|许可|同意).{0,30}(?:转载|镜像).*"),
    ("footer", 100, r".*(?:主办|版权).*(?:维护|技术支持).*|(?:技术支持|网站维护)\s*:.*"),
    ("keywords", 80, r"(?:关键[字词]|标签|(?i:tags?))\s*:.*"),
    ("teaser", 400, r".*[\[\u3010(](?:查看|阅读)?详细[\]\u3011)]|.{8,50}(?:[^\u2026]\u2026|[^.]\.\.\.)", *"详\u2026."),
)
_SIGNS = tuple((f"boilerplate.{name}", most, lazy(pattern), needed) for name, most, pattern, *needed in _PATTERNS)
_SURE = frozenset(f"boilerplate.{name}" for name in ("share", "tool", "comment", "credit"))
_CLOSING = _SURE | {"boilerplate.related", "boilerplate.footer"}
_ANY_SIGN = lazy("|".join(f"(?:{pattern})" for _, _, pattern, *_ in _PATTERNS))
_SHORT = 60  # characters; in lines up to here all signs at once take half the time of one after the other
_LONGEST = max(most for _, most, *_ in _SIGNS)
_HEADLINE_REACH = 25  # so many lines above the text, share bars and dates included, the headline may stand
_HEADLINE_LEAST, _HEADLINE_MOST = 6, 60  # characters
_REPEATED = 0.4  # of the pairs of characters of a headline stand in its text; of a link's to another page, fewer
_SENTENCES = 20  # a line with a full stop and so many characters is never removed for its place alone
_MENU = 8  # characters; headlines are longer
_CLOSERS = "\"'\u201d\u2019)\u300d\u300f\u3011]"
# Lines of date and source, and the rows of the index table of a document: they feed the metadata.
_LABELLED = lazy(
    r"(?:\w{0,4}来源|作者|记者|通讯员|索引号?|文号|发文\w{2}|发布\w{2}|公开\w{2}|成文日期|生成日期|有效性|主题\w{1,2}|信息分类|名称|标题|时间|日期)\s*:.*"
)


class Weights(NamedTuple):
    """What the lines between two sentences weigh when it is asked whether both belong to one block of text.

    Chosen by hand, in the order in which they speak against text. Halving or doubling any one of them moves the F1 of
    the even rows of lines_dev by less than 0.004.
    """

    short: int = -20  # a line without sentences; numbers alone weigh nothing, they may be the cells of a table
    sign: int = -75  # two of them end a block
    gap: int = -150  # a block ends where the lines since its last sentence weigh this much


_PATH = "boilerplate.breadcrumb"
_DASHES = ("\u2014", "--")
_DEFAULT = Weights()


class Look(NamedTuple):
    """What a line that is not blank looks like, taken for itself: span with line feed, folded and stripped text."""

    start: int
    end: int
    text: str
    sign: str  # the rule id of what only a site says, or nothing
    weight: int

    @property
    def is_prose(self) -> bool:
        """Whether the line is made of sentences that anybody could have written."""
        return self.weight > 0


class Block(NamedTuple):
    """Lines first to last (inclusive) that hold together; ``prose`` counts the characters of its sentences."""

    first: int
    last: int
    prose: int


@dataclass(frozen=True)
class Boilerplate:
    """Remove the lines of a flattened page that belong to the site and not to the text.

    Sentences that stand together make blocks; blocks are kept with everything in them but share bars and the like.
    Above the first block the headline, lines of date and source and what stands next to the text are kept; below the
    last block everything up to the first line that only a site says. A page without a block of sentences is left
    alone, and a page with few lines that only a site says loses these and nothing around them.

    Let it run before rules that remove lines: what they remove is what it knows the surroundings of a text by.
    """

    min_prose: int = 30  # a page with fewer characters of sentences has no text that could be told from the rest
    min_block: int = 150  # besides the largest block, each with so many characters of sentences is text; at half of
    # it, rankings whose entries read like sentences count as text (F1 of the even rows of lines_dev .910, not .956)
    min_signs: int = 3  # so many lines that only a site says make a page whose unmarked lines may go
    weights: Weights = _DEFAULT
    name: str = field(default="boilerplate", init=False)

    @property
    def rules(self) -> Mapping[str, str]:
        """Rule id -> the feature that decides."""
        return RULES

    def __call__(self, doc: Document) -> Iterable[Edit | Note]:
        """Yield the removal of whole lines, each with its line feed, in the name of the feature that decided."""
        lines = look(doc, self.weights)
        if not (blocks := self.blocks(lines)):
            return
        last = blocks[-1].last
        verdicts = [x.sign if x.sign in (_SURE if at < last else _CLOSING) else "" for at, x in enumerate(lines)]
        edges = [0, *(edge for block in blocks for edge in (block.first, block.last + 1)), len(lines)]
        gaps = list(zip(edges[::2], edges[1::2], strict=True))
        if sum(bool(lines[at].sign) for start, end in gaps for at in range(start, end)) >= self.min_signs:
            for (start, end), block in zip(gaps, [*blocks, None], strict=True):
                verdicts[start:end] = _outside(lines, start, end, block)
        yield from (Edit(line.start, line.end, "", rule) for line, rule in zip(lines, verdicts, strict=True) if rule)

    def blocks(self, lines: Sequence[Look]) -> list[Block]:
        """Return the blocks that are text: the largest, and those that are large enough."""
        blocks = list(_blocks(lines, self.weights))
        most = max((block.prose for block in blocks), default=0)
        return [b for b in blocks if b.prose >= min(self.min_block, most)] if most >= self.min_prose else []


def look(doc: Document, weights: Weights = _DEFAULT) -> list[Look]:
    """Look at each line that is not blank, from top to bottom."""
    found = []
    for start, end in doc.lines:
        if text := doc.folded[start:end].strip():
            sign = _sign(text)
            weight = weights.sign if sign else _weight(text, weights)
            found.append(Look(start, min(end + 1, len(doc.text)), text, sign, weight))
    return found


def _sign(text: str) -> str:
    """Return the rule id of the first pattern that holds the whole line, or nothing."""
    if len(text) > _LONGEST or (len(text) <= _SHORT and not _ANY_SIGN.fullmatch(text)):
        return ""
    may = (sign for sign in _SIGNS if len(text) <= sign[1] and (not sign[3] or holds_any(text, sign[3])))
    return next((rule for rule, _, pattern, _ in may if pattern.fullmatch(text)), "")


def _weight(text: str, weights: Weights) -> int:
    """Weigh a line without a sign: sentences are above zero, short lines below, numbers are neither."""
    if _is_prose(text):
        return 1
    return weights.short if any(map(str.isalpha, text)) else 0


def _is_prose(text: str) -> bool:
    """Whether the line is made of sentences: a full stop in it, a clause that goes on, or several clauses."""
    if len(text) < 12:
        return False
    last = text.rstrip(_CLOSERS)[-1:]
    return "\u3002" in text or last == ";" or (len(text) >= 40 and text.count(",") + text.count("\u3001") >= 2)


def _blocks(lines: Sequence[Look], weights: Weights) -> Iterator[Block]:
    """Yield the runs of lines that start and end with a sentence and have no gap between sentences."""
    first, last, prose, gap = -1, -1, 0, 0
    for at, line in enumerate(lines):
        gap = 0 if line.is_prose else gap + line.weight
        if first >= 0 and gap <= weights.gap:
            yield Block(first, last, prose)
            first, prose = -1, 0
        if line.is_prose:
            first, last, prose = (at if first < 0 else first), at, prose + len(line.text)
    if first >= 0:
        yield Block(first, last, prose)


def _outside(lines: Sequence[Look], start: int, end: int, block: Block | None) -> list[str]:
    """Judge the lines between the text above, if any, and the block below, if any.

    All stays up to the first sign, and from the headline of that block on all but signs and their menus.
    """
    title = headline(lines, start, block) if block else end
    if title is None:  # then the last line that is long enough for one
        able = [at for at in range(start, end) if _may_be_headline(lines[at])]
        title = next((at for at in reversed(able) if not is_furniture(lines[at].text)), max(able, default=end))
    while start < title < end and lines[title].text.startswith(_DASHES) and not lines[title - 1].sign:
        title -= 1  # that was the subtitle
    begun = start == 0
    verdicts: list[str] = []
    for at in range(start, end):
        line = lines[at]
        begun = begun or bool(line.sign)
        if at == title or _LABELLED.match(line.text) or not begun:
            verdicts.append("")
        elif at < title:
            verdicts.append(line.sign or _shape(line))
        else:
            verdicts.append(line.sign or ("boilerplate.menu" if verdicts[-1] and _is_control(line.text) else ""))
    return verdicts


def headline(lines: Sequence[Look], start: int, block: Block) -> int | None:
    """Return the index of the headline above the block, from ``start`` on; None where no line shows that it is one.

    It is the line under the path of the page within its site, or under the line to log in below that; else the first
    line whose pairs of characters the text repeats nearly as much as those of any other, or that has a subtitle.
    """
    reach = range(max(start, block.first - _HEADLINE_REACH), block.first)
    for at in reversed(reach):
        above = at - 1 - (lines[at - 1].sign == "boilerplate.login")
        if lines[above].sign == _PATH and at > start and _may_be_headline(lines[at]):
            return at
    own = {at: list(map("".join, pairwise(lines[at].text))) for at in reach if _may_be_headline(lines[at])}
    text = "".join(line.text for line in lines[block.first : block.last + 1])
    there = _standing(text, {pair for pairs in own.values() for pair in pairs})
    shares = {at: sum(pair in there for pair in pairs) / len(pairs) for at, pairs in own.items()}
    enough = max(_REPEATED, 0.7 * max(shares.values(), default=1.0))
    titled = (at - 1 for at in own if at - 1 in own and lines[at].text.startswith(_DASHES))
    return next((at for at, share in shares.items() if share >= enough), next(titled, None))


def _standing(text: str, pairs: Iterable[str]) -> set[str]:
    """Return what stands in the text of pairs that begin like these: faster than all pairs of a text of a megabyte."""
    found: set[str] = set()
    for first in {pair[0] for pair in pairs}:
        pieces = text.split(first)[1:]
        found |= {first + piece[0] for piece in pieces if piece}
        if "" in pieces[:-1]:
            found.add(first * 2)
    return found


def _may_be_headline(line: Look) -> bool:
    """Whether the line has the length of a headline and no sign."""
    return _HEADLINE_LEAST <= len(line.text) <= _HEADLINE_MOST and not line.sign


def _is_control(text: str) -> bool:
    """Whether so short a line may belong to the removed line above it."""
    return len(text) <= 6 and not text.endswith(":")


def _shape(line: Look) -> str:
    """Name the shape of a line that goes because of where it stands."""
    if "\u3002" in line.text:
        return "" if len(line.text) >= _SENTENCES else "boilerplate.slogan"
    return "boilerplate.menu" if len(line.text) <= _MENU else "boilerplate.link-list"
