"""The boilerplate stage on invented pages: what goes and why, what stays, and that no line is cut in two."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.stages.boilerplate import RULES, Boilerplate
from tests.clock import assert_linear_time

STAGE = Boilerplate()
STOP = "\u3002"
TITLE = "云溪县召开乡村振兴工作推进会"
DATE = "2021-03-05 10:20 来源: 云溪县融媒体中心"
TEXT = [
    "3月4日, 云溪县召开乡村振兴工作推进会, 总结去年工作, 部署今年任务" + STOP,
    "会议指出, 乡村振兴工作事关全局, 各乡镇要压实责任, 推进项目早开工、早见效" + STOP,
    "一、抓好产业",
    "会议要求, 各部门要深入一线, 帮助企业解决用工、用地、融资等困难" + STOP,
]
MENU = ["网站首页", "政务公开", "政务服务", "互动交流", "走进云溪"]
LINKS = ["青石镇举办首届油菜花节", "县医院新门诊楼投入使用"]
FOOT = ["关于我们 | 网站地图 | 联系我们", "版权所有: 云溪县人民政府", "云ICP备00000001号-1"]
BAR = ["分享到:", "微信", "新浪微博", "QQ空间"]
ARTICLE = [TITLE, DATE, *TEXT]
PANEL = ["县长之窗", "信息公开", "网上办事", "数据发布", "专题专栏", "招商引资", "文化旅游", "便民服务", "新闻发布"]
AROUND = ["当前位置: 首页 > 要闻", *ARTICLE, "相关阅读", *LINKS, *FOOT]


def removed(lines: list[str], stage: Boilerplate = STAGE) -> dict[str, str]:
    """Return the removed lines of a page with the rule that took each."""
    text = "\n".join(lines)
    edits = [said for said in stage(Document(text)) if isinstance(said, Edit)]
    return {text[e.start : e.end].rstrip("\n"): e.rule.removeprefix("boilerplate.") for e in edits}


def test_a_page_keeps_its_article_and_loses_its_site() -> None:
    above = [*MENU, "当前位置: 首页 > 要闻", TITLE, DATE, *BAR]
    page = [*above, *TEXT, "(责任编辑: 林小川)", *BAR, "相关阅读", *LINKS, *FOOT]
    text = "\n".join(page)
    edits = [said for said in STAGE(Document(text)) if isinstance(said, Edit)]
    assert Patch.of(text, edits).apply(text) == "\n".join(ARTICLE) + "\n"


# id, the lines of the page, each line that goes with its rule; all other lines stay
GOES = [
    ("menu above the headline", [*MENU, *AROUND], dict.fromkeys(MENU, "menu") | {"网站首页": "tool"}),
    ("link list", AROUND, dict.fromkeys(LINKS, "link-list")),
    ("breadcrumb", AROUND, {"当前位置: 首页 > 要闻": "breadcrumb"}),
    ("breadcrumb without a label", ["首页 >> 要闻 >> 正文", *AROUND], {"首页 >> 要闻 >> 正文": "breadcrumb"}),
    ("footer", AROUND, dict.fromkeys(FOOT, "footer")),
    ("related", AROUND, {"相关阅读": "related"}),
    ("disclaimer", [*AROUND, "免责声明: 本文不代表本站观点" + STOP], {"免责声明: 本文不代表本站观点" + STOP: "footer"}),
    ("no reprint", [*AROUND, "未经书面授权, 不得转载或者建立镜像"], {"未经书面授权, 不得转载或者建立镜像": "footer"}),
    ("share bar", [*ARTICLE, *BAR, *FOOT], {"分享到:": "share", "微信": "network", "新浪微博": "network"}),
    ("QR code", [*ARTICLE, "扫一扫分享到手机", *FOOT], {"扫一扫分享到手机": "share"}),
    ("tools", [*ARTICLE, "[打印] [关闭]", "字号: 大 中 小", *FOOT], {"[打印] [关闭]": "tool"}),
    ("font size", [*ARTICLE, "字号: 大 中 小", *FOOT], {"字号: 大 中 小": "tool"}),
    ("previous", [*ARTICLE, "上一篇: 青石镇举办首届油菜花节", *FOOT], {"上一篇: 青石镇举办首届油菜花节": "tool"}),
    ("counter", [*ARTICLE, "浏览次数: 128", "共 12 页", *FOOT], {"浏览次数: 128": "tool", "共 12 页": "tool"}),
    ("login", ["登录 | 注册", *AROUND], {"登录 | 注册": "login"}),
    ("comments", [*AROUND, "我要评论(0)", "评论(12)"], {"我要评论(0)": "comment", "评论(12)": "comment"}),
    ("editor", [*ARTICLE, "[责编: 林小川]", *FOOT], {"[责编: 林小川]": "credit"}),
    ("keywords", [*ARTICLE, "关键词: 乡村振兴 产业", *FOOT], {"关键词: 乡村振兴 产业": "keywords"}),
    ("teaser", [*AROUND, "油菜花开, 游人如织[详细]"], {"油菜花开, 游人如织[详细]": "teaser"}),
    ("cut headline", [*AROUND, "青石镇: 一朵花带富一方\u2026"], {"青石镇: 一朵花带富一方\u2026": "teaser"}),
    ("slogan", [*AROUND, "云溪政府网欢迎您的到来" + STOP], {"云溪政府网欢迎您的到来" + STOP: "slogan"}),
    ("few signs", [*ARTICLE, "分享到:", "相关文章:", *LINKS], {"分享到:": "share", "相关文章:": "related"}),
    ("Traditional", [*ARTICLE, "分享到:", "相關文章:", *LINKS], {"分享到:": "share", "相關文章:": "related"}),
    ("full width", [*ARTICLE, "分享到\uff1a微信\uff5c微博", *FOOT], {"分享到\uff1a微信\uff5c微博": "share"}),
    ("below a greeting", ["云溪县人民政府门户网站欢迎您的访问" + STOP, *PANEL, *AROUND], dict.fromkeys(PANEL, "menu")),
]


@pytest.mark.parametrize(("page", "gone"), [case[1:] for case in GOES], ids=[case[0] for case in GOES])
def test_what_goes_and_why(page: list[str], gone: dict[str, str]) -> None:
    found = removed(page)
    assert {line: found.get(line) for line in gone} == gone
    assert not found.keys() & set(ARTICLE)


def test_every_rule_is_shown() -> None:
    shown = {f"boilerplate.{rule}" for _, page, _ in GOES for rule in removed(page).values()}
    assert shown == RULES.keys() == STAGE.rules.keys()


# Pages that lose nothing.
STAYS = {
    "empty": [],
    "one line": ["分享到: 微信 微博"],
    "menus without a text": [*MENU, *LINKS, *FOOT],
    "the article alone": ARTICLE,
    "one paragraph": TEXT[:1],
    "notice": [
        "关于做好2021年防汛工作的通知",
        "云政办发\u30142021\u30158号",
        "各乡镇人民政府, 县直各部门:",
        "为切实做好2021年防汛工作, 现将有关事项通知如下, 请认真贯彻执行" + STOP,
        "一、提高认识",
        "二、落实责任",
        "联系人: 林小川",
        "监督举报电话: 0000-1234567",
        "附件: 1.防汛责任人名单",
        "云溪县人民政府办公室",
        "2021年3月5日",
    ],
    "event with hosts": [
        "云溪县第三届龙舟赛邀请函",
        "赛事定于6月14日在云溪河举行, 欢迎各界人士组队参加, 报名费全免" + STOP,
        "主办单位: 云溪县人民政府",
        "承办单位: 云溪县文化和旅游局",
        "联系我们请拨打值班电话",
    ],
    "list of those present": [
        "会议于上午九点召开, 县政府主要领导主持会议并讲话, 会期半天" + STOP,
        "出席会议的有:",
        *[f"{family}{given}" for family in "林周吴郑王冯陈褚" for given in ("小川", "大海", "一鸣")],
    ],
    "table": [
        "2020年全县主要经济指标完成情况见下表, 数据为初步统计数" + STOP,
        "指标",
        "单位",
        "完成数",
        "增长%",
        "生产总值",
        "亿元",
        "128.5",
        "6.1",
        "粮食产量",
        "万吨",
        "30.2",
        "1.4",
        "注: 增长为可比价" + STOP,
    ],
    "poem": ["云溪谣", "云溪水", "向东流", "青石桥下过轻舟", "两岸油菜花如绣", "一年好景在春头"],
    "list of names": [f"第{n}组 青石镇{n}村" for n in range(1, 60)],
    "speech": [
        "在全县三级干部大会上的讲话",
        "县委书记 林大海",
        "(2021年2月20日)",
        "同志们:",
        "这次大会的主要任务是总结工作、表彰先进, 动员全县上下为建设美丽云溪而努力奋斗" + STOP,
        "我就讲这些, 谢谢大家!",
    ],
    "interview": [
        "\u2014\u2014访云溪县农业农村局局长 林大海",
        "记者: 今年的重点是什么?",
        "林大海: 今年我们突出抓好粮食安全, 播种面积稳定在30万亩以上, 单产再提高" + STOP,
        "记者: 群众最关心的呢?",
        "林大海: 群众最关心收入, 我们将发展油菜、茶叶、中药材三大产业" + STOP,
        "(林小川 周一鸣)",
    ],
    "words of boilerplate in sentences": [
        "把好经验分享到全县",
        "会议要求, 把好经验分享到全县各乡镇, 并在网站首页开设专栏, 方便群众打印和下载" + STOP,
        "来源于群众、服务于群众, 这是12345热线的宗旨, 已有3万人参与评议" + STOP,
        "扫一扫二维码就能办事, 打开客户端就能查看进度, 登录一次即可通办" + STOP,
        "企业未经许可擅自使用商标的, 由市场监管部门责令改正" + STOP,
        "版权登记和ICP备案一样, 可以在网上申请办理, 三个工作日办结" + STOP,
    ],
    "headings that look like controls": [
        "县里办起了公众号, 一年来发布信息三千多条, 群众点赞十万多次" + STOP,
        "微信",
        "微信端开通了二十项服务, 群众足不出户就能办成事、办好事" + STOP,
        "大",
        "中",
        "小",
        "评论",
        "干部推荐",
        "正文",
        "网民评论认为, 这样的服务越多越好, 希望乡镇也能开通" + STOP,
    ],
    "parts of a report": [*TEXT, "第一部分 工作回顾", *TEXT, "第二部分 工作安排", *TEXT, "名词解释", *TEXT[:1]],
}


@pytest.mark.parametrize("page", STAYS.values(), ids=STAYS.keys())
def test_what_stays(page: list[str]) -> None:
    assert removed(page) == {}


# Lines that stay even within a page full of boilerplate.
KEPT = {
    "headline": [*MENU, TITLE, *TEXT, *FOOT],
    "headline that the text does not repeat": [*MENU, "春风又绿云溪岸", *TEXT, *FOOT],
    "source, date, author": [*MENU, TITLE, "作者: 林小川", "发布时间: 2021-03-05", "周一鸣", *BAR, *TEXT, *FOOT],
    "index table above the headline": [*MENU, "索引号: 000/2021-1", "成文日期: 2021年3月5日", TITLE, *TEXT, *FOOT],
    "name of the first speaker": [*MENU, TITLE, *BAR, "林大海:", *TEXT, *FOOT],
    "signature below the text": [TITLE, *TEXT, "云溪县人民政府", "2021年3月5日", "附件: 任务分工表", *FOOT, "x"],
    "second report": [*MENU, *ARTICLE, *BAR, "青石镇推进人居环境整治", *TEXT, *TEXT, *FOOT],
    "sentence in the footer": [*AROUND, "云溪县位于东部丘陵, 辖8个乡镇, 人口30万, 素有茶乡之称" + STOP],
}
SITE = {*MENU, *BAR, *FOOT, *LINKS, "相关阅读", "当前位置: 首页 > 要闻", "x"}


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT.keys())
def test_what_stays_among_boilerplate(page: list[str]) -> None:
    found = removed(page)
    assert found, "the page has boilerplate, some of it must go"
    assert found.keys() <= SITE


def test_options_change_what_is_removed() -> None:
    few = [*ARTICLE, "分享到:", "相关文章:", *LINKS]
    assert not removed(few).keys() & set(LINKS)
    assert removed(few, Boilerplate(min_signs=2)).keys() >= set(LINKS)
    assert removed(AROUND, Boilerplate(min_prose=100_000)) == {}
    tea = "另一篇短文, 讲的是茶" + STOP
    assert tea in removed([*AROUND, tea, *FOOT])
    assert tea not in removed([*AROUND, tea, *FOOT], Boilerplate(min_block=10))


LINES = st.sampled_from([*ARTICLE, *MENU, *LINKS, *FOOT, *BAR, "", "  ", "分享到:", "评论(3)", "\u3000" + TEXT[0]])


@given(st.lists(LINES | st.text(max_size=60), max_size=40))
def test_whole_lines_go_in_order_and_long_sentences_stay(page: list[str]) -> None:
    text = "\n".join(page)
    edits = [said for said in STAGE(Document(text)) if isinstance(said, Edit)]
    Patch.of(text, edits)  # in order, not overlapping
    for start, end, new, rule in edits:
        assert new == "" and rule in RULES
        assert start == 0 or text[start - 1] == "\n"
        assert end == len(text) or text[end - 1] == "\n"
        assert "\n" not in text[start : end - 1]
    gone = {text[e.start : e.end].strip() for e in edits}
    assert not gone & {*TEXT[:2], TEXT[3]}


@given(st.lists(st.sampled_from([*TEXT, TITLE, DATE, "林小川", "128.5", ""]), max_size=30))
def test_a_text_without_signs_stays(page: list[str]) -> None:
    assert removed(page) == {}


AWKWARD = " \u3000\xa0>|[(:,\u3002;\u2026.-*1a\u5927\u4e00\U00020bb7\ud800\u200b"


@pytest.mark.parametrize("char", AWKWARD, ids=[f"U+{ord(char):04X}" for char in AWKWARD])
@pytest.mark.parametrize("shape", ["one line", "many lines", "lines of 40"])
def test_100000_of_one_character_stay_linear(char: str, shape: str) -> None:
    def page(length: int) -> list[str]:
        size = {"one line": length, "many lines": 1, "lines of 40": 40}[shape]
        return [*MENU, *[char * size] * (length // size), *ARTICLE, *FOOT]

    long, short = page(100_000), page(25_000)
    assert removed(long).keys() >= {FOOT[0]}
    assert_linear_time(lambda: removed(long), lambda: removed(short))


SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
def test_real_documents_lose_no_sentence() -> None:
    for path in sorted(SEEDS.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        lost = [text[e.start : e.end].strip() for e in STAGE(Document(text)) if isinstance(e, Edit)]
        assert all(len(line) <= 12 and STOP not in line for line in lost), path.name
