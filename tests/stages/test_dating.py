"""dating: when something was said and when it was put online; what does not say it; what leaves the text."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.registry import find_stage
from cleaner.stage import Note
from cleaner.stages.dating import Dating
from tests.stages.laws import AWKWARD, TEXTS, assert_lawful, assert_linear, cleaned

STAGE = Dating()
C, K = "\uff1a", "\uff0c"
BODY = f"全县各级各部门迅速行动{K}各项工作取得了新的进展。"
CONGRESS = "在东湖县第十七届人民代表大会第一次会议上"
OFFICE = "东湖县水利局"

DATES = [
    ("meeting", f"东湖县政府工作报告\n2021年1月20日{CONGRESS}\n{BODY}", "2021-01-20", "meeting"),
    ("circles", f"东湖县政府工作报告\n二○二一年一月十二日{CONGRESS}\n{BODY}", "2021-01-12", "meeting"),
    ("flattened", f"东湖县2019年政府工作报告—2019年3月23日{CONGRESS}\n{BODY}", "2019-03-23", "meeting"),
    ("over-title", f"2021年东湖县政府工作报告\n2020年12月30日{CONGRESS}\n{BODY}", "2020-12-30", "meeting"),
    ("headline", f"在全市干部座谈会上的讲话\n\uff08二○二一年五月四日\uff09\n{BODY}", "2021-05-04", "headline"),
    ("weekday", f"新闻公报\n外墙翻新工程展开\n2021年11月3日\uff08星期三\uff09\n{BODY}", "2021-11-03", "headline"),
    ("dateline", f"新桥通车\n新华社杭州7月31日电 {BODY}", "XXXX-07-31", "dateline"),
    ("dateline-year", f"新桥通车\n新华社东湖2021年7月31日电\n{BODY}", "2021-07-31", "dateline"),
    ("dateline-own", f"新桥通车\n本报东湖5月6日讯\uff08记者 周远山\uff09{BODY}", "XXXX-05-06", "dateline"),
    ("dateline-behind", f"新桥通车\n本网讯\uff08记者 周远山\uff093月11日{K}{BODY}", "XXXX-03-11", "dateline"),
    ("dateline-completed", f"新桥通车\n2021-03-12 10:00\n本网讯 3月11日{K}{BODY}", "2021-03-11", "dateline"),
    ("new-year-completed", f"新桥通车\n2021-01-02\n本网讯 12月30日{K}{BODY}", "2020-12-30", "dateline"),
    ("too-far", f"新桥通车\n2021-03-12\n本网讯 7月30日{K}{BODY}", "XXXX-07-30", "dateline"),
    ("prefix", f"12.09 东湖县谋划新一年工作\n12月8日{K}会议召开。{BODY}", "XXXX-12-09", "prefix"),
    ("prefix-over-year", f"12.09 东湖县谋划工作\n“2020年是关键之年{K}我们将加快发展。”去年很好。", "XXXX-12-09",
     "prefix"),
    ("signature", f"关于造林工作的通知\n{BODY}\n{OFFICE}\n2021年4月6日", "2021-04-06", "signature"),
    ("signature-digits", f"关于造林工作的通知\n{BODY}\n{OFFICE}\n2021-04-06", "2021-04-06", "signature"),
    ("signature-one-line", f"关于造林工作的通知\n{BODY}\n{OFFICE}  2021年4月6日", "2021-04-06", "signature"),
    ("signature-below", f"关于造林工作的通知\n{BODY}\n{OFFICE}\n二〇二一年四月六日\n\uff08此件公开发布\uff09",
     "2021-04-06", "signature"),
    ("first-day-no-year", f"老街\n12月8日{K}湖水之畔{K}一场务虚会{K}在东湖召开。", "XXXX-12-08", "first-day"),
    ("first-day-visit", f"老街\n3月8日{K}县委书记周远山到石桥镇调研。", "XXXX-03-08", "first-day"),
    ("yesterday", f"老街换新颜\n2021-03-05 10:00\n昨日上午{K}老街正式开街。", "2021-03-04", "relative"),
    ("today", "老街换新颜\n2021-03-05 10:00\n东湖县老街今天上午开街。", "2021-03-05", "relative"),
    ("begun", f"老街换新颜\n2021-03-05 10:00\n从3月1日起{K}老街开街。", "2021-03-01", "first-day"),
    ("lead", f"植树\n3月11日{K}全县春季植树现场会在石桥镇召开。{BODY}", "XXXX-03-11", "lead"),
    ("title-year", f"2020年石桥镇政府工作报告\n各位代表{C}\n{BODY}", "2020", "title-year"),
    ("title-year-inside", f"石桥镇2019年政府工作报告\n{BODY}", "2019", "title-year"),
    ("stated-year", f"报告全文如下\n石桥镇2019年政府工作报告\n{BODY}", "2019", "stated-year"),
    ("plans", f"项目为王\n2019年{K}东湖县将加快建设。\n2019年{K}我们将抓好民生。", "2019", "spoken-year"),
    ("plan-and-new-year", f"项目为王\n新的一年{K}任务更重。2019年{K}东湖县将加快建设。", "2019", "spoken-year"),
    ("look-back", f"访谈\n问{C}2017年{K}县里有了新变化{K}过去的一年都有哪些\uff1f\n2018年{K}我们将加快建设。", "2018",
     "spoken-year"),
    ("key-year", "攻坚\n“2020年是规划收官之年。在新的一年里我局将加快建设。”", "2020", "spoken-year"),
    ("after-last-year", f"攻坚\n2018年{K}产值突破千亿。2019年{K}东湖县将加快建设。去年很好。", "2019", "spoken-year"),
    ("traditional", f"東湖縣政府工作報告\n二○二一年一月十二日在東湖縣第十七屆人民代表大會第一次會議上\n{BODY}",
     "2021-01-12", "meeting"),
]  # fmt: skip

NO_DATE = [
    "", "\n", BODY, f"老街改造换新颜\n{BODY}", f"东湖县政府工作报告\n各位代表{C}\n{BODY}",
    f"关于做好2021年造林工作的通知\n{BODY}", f"2022年冬天的故事\n{BODY}", f"2020年工作总结和2021年工作计划\n{BODY}",
    f"2016—2020年工作总结\n{BODY}", f"老街改造换新颜\n{BODY}\n2021年13月45日", f"2021年13月45日{CONGRESS}\n{BODY}",
    f"新桥通车\n新华社东湖2月30日电 {BODY}", f"13.45 东湖县谋划工作\n{BODY}", f"1.5 亿元项目落地东湖\n{BODY}",
    f"老街\n去年{K}我们修好了路。今年{K}我们将修好桥。", f"老街\n到2025年{K}全县将建成新城。到2025年{K}还将通车。",
    f"老街\n2025年{K}公司将推出新车。",
    f"老街\n2023年{K}公司实现盈利。2025年{K}公司将推出新车{K}2025年{K}还将建厂。去年很好。",
    f"老街\n2019年{K}我县将加快建设。2020年{K}我县将通高铁。去年很好。",
    f"老街\n2008年{K}我国将两法统一{K}颁布了新法。去年很好。",
    "老街\n2020年是极不平凡的一年。我们将继续努力。去年很好。", f"老街\n2015年{K}铁路修通了。2016年{K}街坊搬走了。",
    f"老街\n湖水之畔{K}12月8日{K}一场务虚会在东湖召开。", f"老街\n县委书记周远山{K}3月8日到石桥镇调研。",
    f"老街\n{BODY}\n2021年3月5日\n" + f"{BODY}\n" * 10, f"老街\n项目于2021年3月5日开工。{BODY}",
    f"老街\n农历二月初二{K}{BODY}", f"老街\n电话{C}2021-03-0512\n{BODY}", f"老街\n{BODY}\n东湖人民  盼望2021年",
    f"老街\n我们在2021年1月20日的会议上说过{K}{BODY}", f"新闻稿\n发布日期{C}110年10月5日\n老街\n{BODY}",
    f"老街换新颜\n2021-03-05 10:00\n各位网友上午好{K}今天我们请到了县长。",
    f"老街换新颜\n2021-03-05 10:00\n“今天又没下楼”{K}孩子说。", f"老街换新颜\n昨日上午{K}老街开街。",
    f"老街换新颜\n2021-03-05 10:00\n记者昨日从县交通局获悉{K}梅溪桥将封闭。",
    "Posted 2021-03-05",
]  # fmt: skip

PUBLISHED = [
    ("tail", f"2021年东湖县政府工作报告\n{BODY}\n\n    2025-07-08\n", "2025-07-08",
     f"2021年东湖县政府工作报告\n{BODY}\n\n"),
    ("head", f"老街改造换新颜\n2021-03-26 15:00:00\n{BODY}", "2021-03-26", f"老街改造换新颜\n{BODY}"),
    ("slashes", f"老街改造换新颜\n2021/3/6\n{BODY}", "2021-03-06", f"老街改造换新颜\n{BODY}"),
    ("full-width", f"老街\n２０２１-０３-０６\n{BODY}", "2021-03-06", f"老街\n{BODY}"),
    ("label", f"老街改造换新颜\n发布时间{C}2021年3月6日\n{BODY}", "2021-03-06", None),
    ("label-short", f"老街改造换新颜\n{BODY}\n日期:2021-03-06", "2021-03-06", None),
    ("account", f"春茶开采啦\n松台发布 2021-04-02 07:58\n{BODY}", "2021-04-02", None),
]  # fmt: skip

NOT_PUBLISHED = [
    "", BODY, f"老街\n{BODY}", f"老街\n{BODY}\n2021-03-05\n{BODY}\n{BODY}\n{BODY}\n{BODY}",
    f"老街\n{BODY}\n{OFFICE}\n2021-04-06",
    f"老街\n{BODY}\n2021-13-45", f"老街\n{BODY}\n2021年3月5日", f"老街\n会议时间为2021-03-05{K}{BODY}",
    f"老街\n编号 2021-03-05-7\n{BODY}",
    f"老街\n{BODY}\n时间{C}2021年13月45日", f"老街\n{BODY}\n开会时间{C}2021年3月5日", f"老街\n{BODY}\n03-05",
    f"老街\n{BODY}\n2021",
]  # fmt: skip


def values(text, label, page=""):
    """The values of a label and the rules that told them."""
    return [
        (saying.value, saying.rule.removeprefix("dating."))
        for saying in STAGE(Document(text, page=page))
        if getattr(saying, "label", "") == label
    ]


@pytest.mark.parametrize(("text", "date", "rule"), [row[1:] for row in DATES], ids=[row[0] for row in DATES])
def test_dates(text, date, rule):
    assert values(text, "date") == [(date, rule)]
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text):
    assert values(text, "date") == []


@pytest.mark.parametrize(("text", "date", "after"), [row[1:] for row in PUBLISHED], ids=[row[0] for row in PUBLISHED])
def test_published(text, date, after):
    assert values(text, "published") == [(date, "published")]
    assert cleaned(STAGE, text) == (text if after is None else after)
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("text", NOT_PUBLISHED)
def test_not_published(text):
    assert values(text, "published") == []
    assert cleaned(STAGE, text) == text


def test_a_report_without_a_date_has_that_of_its_page():
    page = f"甲\n2019年{K}甲县将加快建设。\n乙\n2019年{K}乙县将抓好民生。\n丙\n{BODY}"
    assert values(f"丙\n{BODY}", "date", page) == [("2019", "page-year")]
    assert values(f"丙\n{BODY}", "date", f"丙\n{BODY}") == []
    assert values(f"2021年石桥镇政府工作报告\n{BODY}", "date", page) == [("2021", "title-year")]


def test_what_stands_above_all_reports_is_the_date_of_each():
    page = f"2021-03-05\n老街改造换新颜\n{BODY}\n新桥通车\n{BODY}"
    assert values(f"新桥通车\n{BODY}", "published", page) == [("2021-03-05", "page-published")]
    page = f"老街改造换新颜\n2021-03-05\n{BODY}\n新桥通车\n{BODY}"
    assert values(f"新桥通车\n{BODY}", "published", page) == []


def test_the_span_holds_the_words():
    text = DATES[1][1]
    note = next(iter(STAGE(Document(text))))
    assert text[note.start : note.end] == "二○二一年一月十二日"


def test_it_is_registered():
    assert find_stage("dating") is Dating


@given(TEXTS)
def test_any_text(text):
    assert_lawful(STAGE, text)


UNITS = ["\n", "年", "2019年", "2019年将", "2019年,是", "1.2 ", "在会议上\n", "二"]


@pytest.mark.parametrize("unit", [*AWKWARD[:12], *UNITS])
def test_linear(unit):
    assert_linear(STAGE, unit)


def first_day(text, known):
    """The date that a news item has whose first sentence begins with a day, and its rule."""
    said = Dating()(Document(text, known=known))
    return [(note.value, note.rule) for note in said if isinstance(note, Note) and note.label == "date"]


@pytest.mark.parametrize(
    ("text", "known", "date"),
    [
        ("6月14日\uff0c县长检查防汛工作\u3002", {"published": "2023-06-15"}, "2023-06-14"),
        ("12月30日上午\uff0c仪式举行\u3002", {"published": "2021-01-04"}, "2020-12-30"),
        ("6月14日\uff0c县长检查防汛工作\u3002", {}, "XXXX-06-14"),  # no year is known, but the day
        ("全县各镇\uff0c6月14日起开展检查\u3002", {}, None),  # nor is it clear that this is the day
        ("6月14日\uff0c县长检查防汛工作\u3002", {"published": "2023-09-15"}, None),  # too long ago to be news
        ("到6月14日\uff0c全县完成春播\u3002", {"published": "2023-06-15"}, None),  # does not begin with it
        ("会议要求\uff0c6月14日前完成\u3002", {"published": "2023-06-15"}, None),
    ],
)
def test_the_day_that_a_news_item_begins_with(text, known, date):
    assert first_day(text, known) == ([(date, "dating.first-day")] if date else [])


def test_a_dateline_has_the_year_of_what_an_earlier_stage_read():
    text = "新华社北原10月18日电\uff08记者 周小棠\uff09记者18日获悉\uff0c收购进入高峰\u3002"
    assert first_day(text, {"published": "2022-10-18"}) == [("2022-10-18", "dating.dateline")]
