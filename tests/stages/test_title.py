"""title: what is the title of a report, what has none, and what leaves the text around it."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.registry import find_stage
from cleaner.stage import Note
from cleaner.stages.title import Title
from tests.stages.laws import AWKWARD, TEXTS, assert_lawful, assert_linear, cleaned

STAGE = Title()
BODY = "全县各级各部门迅速行动，层层压实责任，各项工作取得了新的进展。".replace("，", "\uff0c")
SENTENCE = "这是另外一个段落里的一句话，它说的是春天里的事。".replace("，", "\uff0c")
LONG = "推动产业升级加快城市更新办好民生实事" * 17

TITLES = [
    ("first-line", f"东湖县召开春季植树现场会\n{BODY}", "东湖县召开春季植树现场会"),
    ("two-clauses", f"干字当头开新局 实字为先谱新篇\n{BODY}", "干字当头开新局 实字为先谱新篇"),
    ("colon", f"县疾控中心提醒\uff1a春季谨防感冒\n{BODY}", "县疾控中心提醒\uff1a春季谨防感冒"),
    ("exclamation", f"春茶开采啦\uff01云顶茶园的清晨\n{BODY}", "春茶开采啦\uff01云顶茶园的清晨"),
    ("date-prefix", f"12.09 东湖县谋划新一年工作\n{BODY}", "东湖县谋划新一年工作"),
    ("date-prefix-year", f"2021-03-05 东湖县谋划新一年工作\n{BODY}", "东湖县谋划新一年工作"),
    ("bullet-and-label", f"  • 【东湖县招商】2021年东湖县政府工作报告\n{BODY}", "2021年东湖县政府工作报告"),
    ("label", f"【特稿】一座小站的三十年\n{BODY}", "一座小站的三十年"),
    ("column", f"深度丨一座小站的三十年\n{BODY}", "一座小站的三十年"),
    ("column-bar", f"人物 | 一座小站的三十年\n{BODY}", "一座小站的三十年"),
    ("site", f"一座小站的三十年_人文_望河晚报网\n{BODY}", "一座小站的三十年"),
    ("site-dash", f"一座小站的三十年 - 东湖新闻网\n{BODY}", "一座小站的三十年"),
    ("original", f"(原标题\uff1a一座小站的三十年)\n{BODY}", "一座小站的三十年"),
    ("bold", f"**一座小站的三十年**\n{BODY}", "一座小站的三十年"),
    ("markdown", f"# 干字当头 实字为先\n\n### ——访县水利局局长 周远山\n\n{BODY}", "干字当头 实字为先"),
    ("long-markdown", f"# {LONG}\n{BODY}", LONG),
    ("trailing-dash", f"干字当头开新局——\n——访县水利局局长 周远山\n{BODY}", "干字当头开新局"),
    ("statement", f"甲县县委书记周远山——实干开新局\n{BODY}", "实干开新局"),
    ("statement-next-line", f"市委常委,临港新区管委会主任林静——\n\n敢闯敢试当先锋\n{BODY}", "敢闯敢试当先锋"),
    ("subtitle-beside", f"四十年风雨兼程——东湖县发展纪实\n{BODY}", "四十年风雨兼程"),
    ("years-beside", f"东湖县2023——2024年度供热方案公布\n{BODY}", "东湖县2023——2024年度供热方案公布"),
    ("credit-first", f"晨光中的新城。 谷雨 摄\n甲县县委书记周远山——\n敢闯敢试当先锋\n【甲县】\n{BODY}",
     "敢闯敢试当先锋"),
    ("byline-first", f"本报记者 周远山\n老街改造换新颜\n{BODY}", "老街改造换新颜"),
    ("masthead-first", f"东湖县政府文化局 新闻稿\n老戏院周末放露天电影\n{BODY}", "老戏院周末放露天电影"),
    ("number-first", f"东政发〔2021〕7号\n关于做好春季造林工作的通知\n{BODY}", "关于做好春季造林工作的通知"),
    ("date-first", f"2021-03-05 10:00\n老街改造换新颜\n{BODY}", "老街改造换新颜"),
    ("joined-organ", f"东湖县人民政府办公室\n关于做好春季造林工作的通知\n{BODY}",
     "东湖县人民政府办公室关于做好春季造林工作的通知"),
    ("joined-clauses", f"干字当头开新局\n实字为先谱新篇\n{BODY}", "干字当头开新局 实字为先谱新篇"),
    ("joined-leads-on", f"以更大力度推进乡村振兴的\n东湖探索\n{BODY}", "以更大力度推进乡村振兴的东湖探索"),
    ("joined-repeated", f"老街改造换新颜\n居民住得更舒心更安心\n{BODY}\n老街改造换新颜 居民住得更舒心更安心\n{BODY}",
     "老街改造换新颜 居民住得更舒心更安心"),
    ("not-joined", f"老街改造换新颜\n居民生活越来越好的故事\n{BODY}", "老街改造换新颜"),
    ("speech", f"在全市年轻干部座谈会上的讲话\n(二○二一年五月四日)\n云渡市委副书记 颜如松\n{BODY}",
     "在全市年轻干部座谈会上的讲话"),
    ("traditional", f"「光影漁村」重現老戲院風華\n{BODY}", "\u201c光影漁村\u201d重現老戲院風華"),
    ("column-crumb", f"东湖镇政务公开 | 领导讲话\n在全镇整治工作会议上的讲话\n{BODY}", "在全镇整治工作会议上的讲话"),
    ("page-of-paper", f"东湖日报 数字版\n版次\uff1a07 人间\n老街改造换新颜\n{BODY}", "老街改造换新颜"),
    ("path-behind-channel", f"校园新闻 当前位置\uff1a首页 / 校园新闻 / 正文\n老街改造换新颜\n{BODY}", "老街改造换新颜"),
    ("account-prompt", f"老街改造换新颜\n点击上方蓝字关注我们\n{BODY}", "老街改造换新颜"),
    ("motto", f"东湖县人民法院\n司法公正 司法为民\n邻居装了摄像头对着我家门\n{BODY}", "邻居装了摄像头对着我家门"),
    ("column-over-subtitle", f"专题\uff1a乡村人说\n一个外来媳妇的账本\n——对话东湖村经理人周远山\n{BODY}",
     "一个外来媳妇的账本"),
    ("row-of-labels", f"新闻 政务 民声 视听 数字报\n东湖至西山快速路全线贯通\n{BODY}", "东湖至西山快速路全线贯通"),
    ("slogan-of-four", f"抓项目 促招商 优环境 惠民生\n{BODY}", "抓项目 促招商 优环境 惠民生"),
    ("over-a-menu", f"东湖民生热线\n首页 新闻 热线 评论 活动 专题\n小区门口的坑终于有人管了\n{BODY}",
     "小区门口的坑终于有人管了"),
    ("post", f"东湖交警\n【暴雨夜里他们站成了一道墙】昨天晚上城区下了大雨\uff0c{BODY}", "暴雨夜里他们站成了一道墙"),
    ("label-behind-blank", f"名称 关于做好春季造林工作的通知\n{BODY}", "关于做好春季造林工作的通知"),
    ("name-of-peoples", f"东湖学院副教授 阿木古楞——把实验室搬到车间里\n{BODY}", "把实验室搬到车间里"),
    ("dotted-name", f"东湖小学教师阿依努尔·艾山——孩子教会了我慢\n{BODY}", "孩子教会了我慢"),
    ("over-a-speech", f"东湖机关党建\n在全区作风推进会上的讲话\n区委书记 周远山\n{BODY}", "在全区作风推进会上的讲话"),
    ("path-with-two-marks", f"东湖小学 >> 校园动态\n学生给门口的斑马线搬家\n{BODY}", "学生给门口的斑马线搬家"),
    ("motto-alone", f"春风化雨 润物无声\n{BODY}", "春风化雨 润物无声"),
    ("diary", f"驻村手记\uff1a一碗没有吃完的面\n{BODY}", "一碗没有吃完的面"),
    ("word-with-bao", f"门诊看病怎么报销更划算\n{BODY}", "门诊看病怎么报销更划算"),
    ("no-stamp", f"13.45 东湖县谋划新一年工作\n{BODY}", "13.45 东湖县谋划新一年工作"),
]  # fmt: skip

NONE = [
    "", "\n\n", BODY, f"{BODY}\n{BODY}", "老街改造换新颜", "老街改造换新颜\n居民住得更舒心",
    f"今天上午,全县经济工作会议召开。\n{BODY}", f"{SENTENCE}\n老街改造换新颜\n{BODY}",
    f"各位代表\uff1a\n{BODY}", f"同志们\uff1a\n{BODY}", f"大家好!\n{BODY}", f"谢谢大家!\n{BODY}",
    f"一、工作目标\n{BODY}", f"(一)实施范围\n{BODY}", f"1.加强领导\n{BODY}", f"第一章 总则\n{BODY}",
    f"晨光中的新城。 谷雨 摄\n{BODY}", f"资料图\uff1a项目现场\n{BODY}", f"图为施工现场的工人们\n{BODY}",
    f"本报记者 周远山 通讯员 林静\n{BODY}", f"记者 周远山 东湖报道\n{BODY}", f"新华社东湖7月31日电\n{BODY}",
    f"来源\uff1a东湖日报\n{BODY}", f"2021年3月5日\n{BODY}", f"2021-03-05 10:00\n{BODY}", f"pic3.jpg\n{BODY}",
    f"县长 周远山\n{BODY}", f"云渡市委副书记 颜如松\n{BODY}", f"附件1\n{BODY}", f"目录\n{BODY}",
    f"首页 > 新闻 > 正文\n{BODY}",
    f"2021年1月20日在东湖县第十七届人民代表大会第一次会议上\n{BODY}", f"2018年工作回顾\n{BODY}",
    f"问\uff1a您怎么看今年的形势和任务?\n{BODY}", f"老街改造换新颜,\n{BODY}", f"{LONG}\n{BODY}", f"Hello world\n{BODY}",
    f"• 抓好春耕生产\n• 抓好项目建设\n{BODY}", f"——访县水利局局长 周远山\n{BODY}", f"【东湖】\n{BODY}",
]  # fmt: skip

CHANGES = [
    ("label", f"  • 【东湖县招商】2021年东湖县政府工作报告\n{BODY}", f"  2021年东湖县政府工作报告\n{BODY}"),
    ("stamp", f"12.09 东湖县谋划新一年工作\n{BODY}", f"东湖县谋划新一年工作\n{BODY}"),
    ("joined", f"干字当头开新局\n\n实字为先谱新篇\n{BODY}", f"干字当头开新局 实字为先谱新篇\n{BODY}"),
    ("repeated", f"东湖县谋划新一年工作\n{BODY}\n\n东湖县谋划 新一年工作\n\n{BODY}",
     f"东湖县谋划新一年工作\n{BODY}\n\n\n{BODY}"),
    ("repeated-at-end", f"东湖县谋划新一年工作\n{BODY}\n东湖县谋划新一年工作", f"东湖县谋划新一年工作\n{BODY}\n"),
]
UNCHANGED = [
    f"# 干字当头 实字为先\n{BODY}", f"甲县县委书记周远山——实干开新局\n{BODY}",
    f"一座小站的三十年_人文_望河晚报网\n{BODY}",
    f"东湖县谋划新一年工作\n{BODY}\n东湖县谋划新一年工作的消息传开了。", f"• 抓好春耕生产\n• 抓好项目建设\n{BODY}",
    f"{BODY}\n{BODY}", f"老街改造换新颜\n居民生活越来越好的故事\n{BODY}",
]  # fmt: skip


def title(text):
    """The title that the stage tells, None if it tells none."""
    values = [saying.value for saying in STAGE(Document(text)) if hasattr(saying, "label")]
    assert len(values) <= 1
    return values[0] if values else None


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in TITLES], ids=[row[0] for row in TITLES])
def test_titles(text, value):
    assert title(text) == value
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("text", NONE)
def test_no_title(text):
    assert title(text) is None
    assert cleaned(STAGE, text) == text


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_leaves_the_text(before, after):
    assert before != after
    assert cleaned(STAGE, before) == after
    assert cleaned(STAGE, after) == after


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_stays(text):
    assert cleaned(STAGE, text) == text


def test_the_span_says_the_title():
    text = f"• 【东湖县招商】2021年东湖县政府工作报告\n{BODY}"
    note = next(saying for saying in STAGE(Document(text)) if hasattr(saying, "label"))
    assert text[note.start : note.end] == note.value


def test_it_is_registered():
    assert find_stage("title") is Title


@given(TEXTS)
def test_any_text(text):
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("unit", [*AWKWARD[:12], "\n", "-", "\u2014", "#", "\u3010", " ", "中\n", "新局——\n", "• 甲\n"])
def test_linear(unit):
    assert_linear(STAGE, unit)


PROSE = "云渡市今年前两月新签约项目26个\uff0c同比增长51.1%\u3002"


@pytest.mark.parametrize(
    "above",
    [
        "站内搜索 无障碍浏览 繁体", "时政 | 乡镇 | 部门 | 专题 | 图库", "云渡日报", "云渡大学新闻网", "石泉县人民法院",
        "白塔街道办事处 2021年6月18日", "2024年3月12日 星期二 第03版\uff1a要闻", "银杏区融媒",
    ],
)  # fmt: skip
def test_what_a_site_or_paper_puts_on_top_is_no_title(above):
    text = f"{above}\n云渡市召开项目建设推进会\n{PROSE}"
    assert [note.value for note in Title()(Document(text)) if isinstance(note, Note)] == ["云渡市召开项目建设推进会"]


@pytest.mark.parametrize("title", ["公 告", "警情通报", "会 议 纪 要", "抢抓机遇 乘势而上 奋力前行"])
def test_short_and_spaced_titles_are_titles(title):
    assert [note.value for note in Title()(Document(f"{title}\n{PROSE}")) if isinstance(note, Note)] == [title]


def test_the_name_of_the_outlet_is_no_title():
    text = f"东湖街坊邻里\n老街的灯又亮了起来\n{BODY}"
    said = list(STAGE(Document(text, known={"outlet": "东湖街坊邻里"})))
    assert [note.value for note in said if isinstance(note, Note)] == ["老街的灯又亮了起来"]
    assert [note.value for note in STAGE(Document(text)) if isinstance(note, Note)] == ["东湖街坊邻里"]
