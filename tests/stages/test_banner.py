"""The line of time, source and author around a text."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.stage import Note
from cleaner.stages.banner import Banner
from tests.stages.laws import AWKWARD, CHINESE, PHRASES, TEXTS, assert_lawful, assert_linear, cleaned, edits

STAGE = Banner()
TITLE = "云渡市召开项目建设推进会"
TEXT = "云渡市今年前两月新签约项目26个\uff0c同比增长一成\u3002"


def facts(text):
    return [(said.label, said.value) for said in STAGE(Document(text)) if isinstance(said, Note)]


LINES = [
    ("2024-03-05 09:12  来源: 云渡日报  作者: 高远舟 林静  字号:【大 中 小】",
     [("published", "2024-03-05"), ("outlet", "云渡日报"), ("reporters", "高远舟"), ("reporters", "林静")]),
    ("[ 发布日期:2024-03-05 ] [ 来源:云渡镇人民政府 ] [ 点击数:317 ]",
     [("published", "2024-03-05"), ("outlet", "云渡镇人民政府")]),
    ("来源\uff1a云渡县融媒体中心  时间\uff1a2024年03月05日 15:18  访问量\uff1a[932]",
     [("outlet", "云渡县融媒体中心"), ("published", "2024-03-05")]),
    ("发布\uff1a云渡区融媒体中心  2024年3月5日", [("outlet", "云渡区融媒体中心"), ("published", "2024-03-05")]),
    ("2024-03-05  云渡融媒", [("published", "2024-03-05"), ("outlet", "云渡融媒")]),
    ("云渡发布 2024-03-05 18:06 发表于 云渡", [("outlet", "云渡发布"), ("published", "2024-03-05")]),
    ("原创\uff1a高远舟 林静  云渡发布  2024-03-05",
     [("reporters", "高远舟"), ("reporters", "林静"), ("outlet", "云渡发布"), ("published", "2024-03-05")]),
    ("原创 高远舟 云渡发布 2024-03-05 18:06",
     [("reporters", "高远舟"), ("outlet", "云渡发布"), ("published", "2024-03-05")]),
    ("原创 小榆 云渡发布 2024-03-05 18:06", [("outlet", "云渡发布"), ("published", "2024-03-05")]),
    ("云渡医院 云渡医院 2024-03-05 12:00", [("outlet", "云渡医院"), ("published", "2024-03-05")]),
    ("以下文章来源于云渡人家\uff0c作者 林静", [("outlet", "云渡人家"), ("reporters", "林静")]),
    ("发布日期:113年3月5日  点阅数:12", [("published", "2024-03-05")]),
    ("(文字:高远舟 图片:林静 审核:石头)", [("reporters", "高远舟"), ("photo_credits", "林静")]),
    ("图文\uff1a高远舟", [("photo_credits", "高远舟"), ("reporters", "高远舟")]),
    ("图片来源\uff1a市卫健委、云渡小学", [("photo_credits", "市卫健委"), ("photo_credits", "云渡小学")]),
    ("2024年3月5日 星期二  要闻  02", [("published", "2024-03-05")]),
    ("03-05 09:30   云渡县融媒体中心", [("published", "XXXX-03-05"), ("outlet", "云渡县融媒体中心")]),
    ("2024-03-05 10:26  来源:云渡日报  记者 林 静  我要评论(6)",
     [("published", "2024-03-05"), ("outlet", "云渡日报"), ("reporters", "林静")]),
    ("03-05 08:30  云渡晚报记者 高远舟",
     [("published", "XXXX-03-05"), ("outlet", "云渡晚报"), ("reporters", "高远舟")]),
    ("2024-03-05 来源:云渡日报 记者高远舟/云渡报道",
     [("published", "2024-03-05"), ("outlet", "云渡日报"), ("reporters", "高远舟")]),
    ("2024-03-05 | 来源:云渡日报 | 本报记者 高远舟",
     [("published", "2024-03-05"), ("outlet", "云渡日报"), ("reporters", "高远舟")]),
    ("编发:校办  上传时间:2024-03-05 08:55  点击:4417", [("published", "2024-03-05")]),
    ("http://www.example.org  2024-03-05 10:02  来源:云渡晚报", [("published", "2024-03-05"), ("outlet", "云渡晚报")]),
    ("2024-03-05 17:08 云渡发布", [("published", "2024-03-05"), ("outlet", "云渡发布")]),
    ("2024-03-05 14:22  云渡时报/记者 高远舟/云渡报道",
     [("published", "2024-03-05"), ("outlet", "云渡时报"), ("reporters", "高远舟")]),
    ("来源:本站 发布时间:2024-03-05 09:48 【收藏本页】", [("published", "2024-03-05")]),
    ("2024-03-05 17:08 江苏", [("published", "2024-03-05")]),
    ("云渡区融媒体中心 云渡微讯 2024-03-05 11:48", [("outlet", "云渡微讯"), ("published", "2024-03-05")]),
    ("文章日期:2024年3月5日 【云渡日报专讯】", [("published", "2024-03-05"), ("outlet", "云渡日报")]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "says"), LINES)
def test_lines(line, says):
    text = f"{TITLE}\n{line}\n{TEXT}"
    assert facts(text) == says
    assert cleaned(STAGE, text) == f"{TITLE}\n{TEXT}"
    assert_lawful(STAGE, text)


@pytest.mark.parametrize(
    "line",
    [
        "2024年3月5日",
        "2024-03-05",
        "时间\uff1a2024年3月5日上午10:00\n地点\uff1a市政府新闻发布厅",
        "会议时间:2024年3月5日 主持人:高远舟",
        "来源\uff1a群众来信\uff0c作者不详",
        "资金来源\uff1a财政拨款 时间\uff1a全年",
        "作者\uff1a高远舟",
        "记者\uff1a今年有哪些打算\uff1f",
        "索引号\uff1aYD-2024-7 发布日期\uff1a2024-03-05",
        "图\uff1a项目现场的工人正在抓紧施工",
        "2024年3月5日 云渡市召开会议",
        "春季招聘 云渡专场 2024-03-05 10:00",
    ],
)
def test_lines_that_say_something_else_stay(line):
    text = f"{TITLE}\n{line}\n{TEXT}"
    assert edits(STAGE, text) == []


def test_between_paragraphs_nothing_is_read():
    line = "2024-03-05 09:12  来源: 云渡日报"
    text = "\n".join([TITLE, *[TEXT] * 9, line, *[TEXT] * 9])
    assert edits(STAGE, text) == []


def test_a_page_of_a_printed_paper():
    assert facts(f"云渡日报\n2024年3月5日 星期二 第03版\uff1a要闻\n{TITLE}\n{TEXT}") == [
        ("outlet", "云渡日报"), ("published", "2024-03-05"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "首页 > 云渡晚报 > A06 城事\n2024年3月5日  星期二  版次:A06",
        "云渡晚报 > 2024年3月5日 > 01版:头版",
        "云渡晚报 新闻\n2024-03-05 A11 读者",
    ],
)
def test_the_head_of_a_page_of_a_paper(head):
    assert facts(f"{head}\n{TITLE}\n{TEXT}") == [("published", "2024-03-05"), ("outlet", "云渡晚报")]
    assert not facts(f"{head} 说起当年\u3002\n{TITLE}\n{TEXT}".replace("2024", "1024年里的2024"))


def test_a_press_release_with_its_hour():
    text = f"{TITLE}\n{TEXT}\n2024年3月5日\uff08星期二\uff09\n香港时间15时30分"
    assert facts(text) == [("published", "2024-03-05")]
    assert edits(STAGE, text) == []


@given(TEXTS)
def test_laws(text):
    assert_lawful(STAGE, text)


@given(CHINESE)
def test_good_chinese_text_stays(text):
    assert edits(STAGE, text) == []


@pytest.mark.parametrize("unit", [*AWKWARD, *PHRASES, "来源:", "作者:高远舟 ", "[时间:", "2024-03-05 "], ids=ascii)
def test_linear(unit):
    assert_linear(STAGE, unit)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"云渡街坊\n2024-03-05 20:05  发表于 江苏\n老街的灯一盏一盏亮了\n{TEXT}",
         [("outlet", "云渡街坊"), ("published", "2024-03-05")]),
        (f"云渡交警\n2024-03-05 20:05\n老街的灯一盏一盏亮了\n{TEXT}",
         [("outlet", "云渡交警"), ("published", "2024-03-05")]),
        (f"老街亮灯\n2024-03-05 20:05\n{TEXT}", [("published", "2024-03-05")]),  # that is the headline
    ],
)
def test_the_name_of_an_account_above_the_time(text, says):
    assert facts(text) == says
