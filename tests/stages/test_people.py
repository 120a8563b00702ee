"""Who speaks and who wrote."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.names.person import is_name
from cleaner.stages.people import People
from tests.clock import assert_linear_time
from tests.stages.laws import TEXTS, assert_linear

STAGE = People()
C = "\uff1a"  # a full-width colon; the other marks below are folded by the stage, so either width will do
OPENING = f"各位代表{C}现在，我代表县人民政府向大会报告工作，请予审议。"


def said(text, label):
    """The values of a label, in order."""
    return [note.value for note in STAGE(Document(text)) if note.label == label]


def speakers(text):
    """Name, role and organisation of each speaker."""
    return [(one["name"], one["role"], one["organisation"]) for one in said(text, "speakers")]


SPEAKERS = [
    (
        "opening",
        f"2021年1月5日在东湖县第十届人民代表大会第一次会议上东湖县县长 周远山 {OPENING}",
        [("周远山", "县长", "东湖县")],
    ),
    (
        "opening-semicolon",
        f"在云川市西山区第十届人民代表大会第一次会议上云川市西山区区长;林静{OPENING}",
        [("林静", "区长", "云川市西山区")],
    ),
    (
        "opening-meeting-place",
        f"2021年1月5日在东湖县第十届人民代表大会第一次会议上县长周远山{OPENING}",
        [("周远山", "县长", "东湖县")],
    ),
    (
        "opening-other-level",
        f"2021年1月5日在东湖县第十届人民代表大会第一次会议上镇长周远山{OPENING}",
        [("周远山", "镇长", None)],
    ),
    (
        "opening-acting",
        f"在云川市第十届人民代表大会第一次会议上\n云川市代市长 欧阳若水\n{OPENING}",
        [("欧阳若水", "代市长", "云川市")],
    ),
    ("opening-government", f"在第一次会议上西山区人民政府区长赵青{OPENING}", [("赵青", "区长", "西山区人民政府")]),
    ("opening-no-office", f"在柳河镇第十届人民代表大会第一次会议上赵青禾{OPENING}", [("赵青禾", None, None)]),
    (
        "opening-line",
        f"在全市座谈会上的讲话\n(2021年5月4日)\n云川市委副书记 颜松\n同志们{C}\n今天很高兴。",
        [("颜松", "市委副书记", "云川市")],
    ),
    (
        "opening-traditional",
        f"在東湖縣第十屆人民代表大會第一次會議上縣長周遠山各位代表{C}現在報告工作。",
        [("周遠山", "縣長", "東湖縣")],
    ),
    ("opening-only", f"县长周远山{OPENING}\n县委书记林静说，要干。", [("周远山", "县长", None)]),
    ("subtitle", "# 干字当头\n\n### ——访县水利局局长 周远山\n\n今年很关键。", [("周远山", "局长", "县水利局")]),
    ("subtitle-half-width", "干字当头\n--访柳河镇党委书记 林静\n今年很关键。", [("林静", "党委书记", "柳河镇")]),
    (
        "subtitle-no-verb",
        "干字当头\n——东湖街道柳家社区党支部书记 林静\n今年。",
        [("林静", "党支部书记", "东湖街道柳家社区")],
    ),
    (
        "subtitle-dotted",
        "守护草原\n——访乌兰旗林草局副局长 巴特尔·阿古拉\n今年。",
        [("巴特尔·阿古拉", "副局长", "乌兰旗林草局")],
    ),
    ("statement", "西山区委书记林静——敢闯敢试 项目为王\n今年。", [("林静", "区委书记", "西山区")]),
    ("statement-county", "东湖县委书记周远山——\n实干开新局\n今年。", [("周远山", "县委书记", "东湖县")]),
    (
        "statement-offices",
        "北岭新区党工委书记、管委会主任赵青——\n开新局",
        [("赵青", "党工委书记、管委会主任", "北岭新区")],
    ),
    (
        "statement-organisation-inside",
        "市委常委,北岭新区党工委书记、管委会主任赵青——\n开新局",
        [("赵青", "市委常委,北岭新区党工委书记、管委会主任", "北岭新区")],
    ),
    ("quotation", "“项目为王。”西山区委副书记、区长林静说,要干。", [("林静", "区委副书记、区长", "西山区")]),
    ("quotation-after", "“项目为王。”西山区委书记林静表示。", [("林静", "区委书记", "西山区")]),
    ("quotation-adverbs", "县农业农村局局长郝秋实在接受记者采访时说:“好。”", [("郝秋实", "局长", "县农业农村局")]),
    (
        "quotation-in-two-steps",
        "会上,东湖县委书记周远山发出动员令,要求全县上下行动起来。",
        [("周远山", "县委书记", "东湖县")],
    ),
    ("quotation-address", "县委副书记、县长滕云阶出席会议并讲话。", [("滕云阶", "县委副书记、县长", None)]),
    (
        "quotation-three-steps",
        "副县长纪若兰主持会议。会议开始。纪若兰在主持讲话中说,要快。",
        [("纪若兰", "副县长", None)],
    ),
    ("quotation-joint-name", "东湖县发展和改革局局长林静介绍,今年项目很多。", [("林静", "局长", "东湖县发展和改革局")]),
    ("quotation-shared-bureau", "文化局长裴晴指出,修复完成。", [("裴晴", "局长", "文化局")]),
    ("quotation-no-sharing", "云川大学校长林静表示,欢迎报考。", [("林静", "校长", "云川大学")]),
    ("quotation-villager", "柳家村村民赵青说:“路好走了。”", [("赵青", "村民", "柳家村")]),
    ("quotation-clipped-organisation", "云川大学税收、法律研究中心主任林静认为,可行。", [("林静", "主任", None)]),
    ("quotation-company", "东湖科技有限公司董事长林静表示,将增资。", [("林静", "董事长", "东湖科技有限公司")]),
    ("quotation-had-said", "县水利局局长林静曾表示,水质达标。", [("林静", "局长", "县水利局")]),
    ("quotation-of-the", "出席活动的渔会理事余海生说,很好。", [("余海生", "理事", "渔会")]),
    ("quotation-and", "镇长赵青和县长林静出席。林静强调,要快。", [("林静", "县长", None)]),
    (
        "opening-prosecutor",
        f"检察院工作报告\n在第一次会议上\n海川市人民检察院检察长\u3000毛晓峰\n各位代表{C}\n现在报告。",
        [("毛晓峰", "检察长", "海川市人民检察院")],
    ),
    (
        "opening-headmaster",
        f"在开学典礼上的致辞\n海川一中校长 邵文清\n尊敬的各位老师、亲爱的同学们{C}\n大家好!",
        [("邵文清", "校长", "海川一中")],
    ),
    (
        "opening-of-a-bare-unit",
        f"在全镇大会上的讲话\n镇党委书记\u3000尹志刚\n(2021年2月20日)\n同志们{C}\n今天开会。",
        [("尹志刚", "镇党委书记", None)],
    ),
    ("quotation-adverb", "“今年收成好。”河湾村党支部书记田守业乐呵呵地说。", [("田守业", "党支部书记", "河湾村")]),
    (
        "quotation-taiwan",
        "海川市長陳其彥今\uff085\uff09日表示,將搶修。工務局長楊欽文說,需三天。",
        [("陳其彥", "市長", "海川市"), ("楊欽文", "局長", "工務局")],
    ),
    ("quotation-hong-kong", "運輸署署長羅志恒表示,新線明日通車。", [("羅志恒", "署長", "運輸署")]),
    (
        "turns-asked-by-nobody-named",
        f"对话东湖新区管委会主任乔山{C}\n问{C}为什么?\n乔山{C}不改不行。\n问{C}怎么改?\n乔山{C}从小处改。",
        [("乔山", "主任", "东湖新区管委会")],
    ),
    ("quotation-no-greeting", "县长林静说,全体干部各位同志要记住:实干。", [("林静", "县长", None)]),
    ("twice", "县长林静说,好。副县长赵青说,快。县长林静强调,稳。", [("林静", "县长", None), ("赵青", "副县长", None)]),
    ("fuller-organisation", "区长林静说,好。\n图为西山区区长林静。", [("林静", "区长", "西山区")]),
    ("fuller-role", "县长林静说,好。\n县委副书记、县长林静调研。", [("林静", "县委副书记、县长", None)]),
    (
        "order",
        "县长林静、县委书记周远山到会。周远山说,好。林静说,快。",
        [("林静", "县长", None), ("周远山", "县委书记", None)],
    ),
    (
        "turns",
        f"东湖县委书记周远山。\n东湖日报{C}去年如何?\n周远山{C}很好。\n东湖日报{C}今年呢?\n周远山{C}更好。",
        [("周远山", "县委书记", "东湖县")],
    ),
    (
        "turns-no-office",
        f"记者{C}去年如何?\n周远山{C}很好。\n记者{C}今年呢?\n周远山{C}更好。",
        [("周远山", None, None)],
    ),
]

NOBODY = [
    "局长高度重视这项工作。",
    "各位代表:现在,我代表县人民政府向大会报告工作。",
    "在柳河镇第十届人民代表大会第一次会议上各位代表:现在报告工作。",
    "在柳河镇第十届人民代表大会第一次会议上全体代表:现在报告工作。",
    "县委书记、县长带头说,要干。",
    "有关负责人表示,下一步将加快建设。",
    "负责人向记者介绍,项目进展顺利。",
    "负责人于今年表示,项目进展顺利。",
    "负责人马上表示,立即整改。",
    "负责人明确表示,立即整改。",
    "专家严肃指出,不能松懈。",
    "游客高兴地说:“真美。”",
    "村民都说:“路好走了。”",
    "村民常说,要致富先修路。",
    "一位不愿透露姓名的工作人员告诉记者,已经停工。",
    "市民王先生说:“方便多了。”",
    "市民李女士表示,很满意。",
    "党委书记、局长应邀介绍,情况如下。",
    "县长周远山主持会议。",
    "县长周远山、副县长林静到会。",
    "特别是周远山书记的讲话鼓舞了士气。",
    "书记的讲话说,要干。",
    "会议指出,要干。会议强调,要快。",
    "白皮书指出,成绩来之不易。",
    "方案指出,分三步走。",
    "高校表示,扩大招生。",
    "县公安局表示,严厉打击。",
    "关键在于落实,书记说到了点子上。",
    "组长:林静\n副组长:赵青\n成员:周远山",
    "主任 林静 副主任 赵青",
    "联系人:林静 电话:000",
    "——记东湖县柳家村",
    "——访县水利局",
    "### ——来自县环保局的报道",
    "问:去年如何?\n答:很好。",
    "新思路:抓项目。\n新理念:抓服务。\n高质量:抓环保。",
    "高标准:抓规划。\n严要求:抓落实。\n高标准:抓建设。",
    "时间:2021年5月\n地点:东湖\n时间:2021年6月",
    "他说,要干。她表示,好。",
    "“要干。”他深情地说。",
    "林静说,要干。",  # nobody says who that is
    "专家组组长由局长担任。",
    "县委书记和县长分别讲话。",
    "代表们说,报告鼓舞人心。",
    "委员一致认为,报告很好。",
    "经理方面表示,尽快答复。",
    "董事长安排说,先做这件事。",
    "主任金额说,多少。",
    "发言人:我们将继续推进。\n记者:何时完成?\n发言人:年底前。",
    "人物名片:江一帆,河湾镇镇长。",
    "县教育局副局长车轮说完就走了。",
    "有居民反映,小区停水。物业经理说,正在抢修。",
    "代表团团长安排大家休息。",
    "局长说,书记说,主任也说,要快。",
    "记者从海川市公安局获悉,案件告破。",
]
REPORTERS = [
    ("line", "干字当头\n本报记者 周远山\n今年很关键。", ["周远山"]),
    ("line-two-kinds", "本报记者 周远山 林静 通讯员 赵青\n今年。", ["周远山", "林静", "赵青"]),
    ("line-spaced-name", "本报记者 赵 青 周远山\n今年。", ["赵青", "周远山"]),
    ("line-outlet", "东湖日报 记者 周远山 云川报道\n今年。", ["周远山"]),
    ("line-editor", "本报实习记者 周远山 记者 林静 本报编辑 赵青\n今年。", ["周远山", "林静"]),
    ("line-mark", "□本报记者 周远山\n今年。", ["周远山"]),
    ("dateline", "新华社东湖5月6日电(记者周远山、林静)春耕展开。", ["周远山", "林静"]),
    ("dateline-full-width", "本网讯\uff08记者 周远山 通讯员 林静\uff09春耕展开。", ["周远山", "林静"]),
    ("dispatch", "本报讯 记者林静报道:春耕展开。", ["林静"]),
    ("author", "2021-03-26 15:00:00 来源:东湖晚报 作者:江子衿 评论(12)\n清晨。", ["江子衿"]),
    ("end", "春耕展开。\n\n(周远山 林静)\n", ["周远山", "林静"]),
    ("end-one", "春耕展开。\n(赵青)", ["赵青"]),
    ("end-same-line", "春耕展开。(周远山 林静)", ["周远山", "林静"]),
    ("end-reporter", "春耕展开。(记者 周远山)", ["周远山"]),
    ("photo-report", "海川日报记者 舒心 摄影报道\n桃花开了。", ["舒心"]),
    ("text-and-photo", "桃花开了。\n(文/图 海川日报记者 覃月)", ["覃月"]),
    ("labelled", "桃花开了。\n记者:覃月 通讯员:龚磊\n编辑:白雪", ["覃月", "龚磊"]),
    ("writer-and-photographer", "撰稿:覃月 摄影:龚磊\n桃花开了。", ["覃月"]),
    ("once", "本报记者 周远山\n春耕展开。(周远山)", ["周远山"]),
]  # fmt: skip

NOT_REPORTERS = [
    "记者在现场看到,春耕展开。",
    "会议(记者列席)于下午召开。",
    "本报记者走进田间地头",
    "记者来到东湖县",
    "新华社记者 周远山 摄",
    "春耕展开。\n(全文完)",
    "春耕展开。\n(完)",
    "春耕展开。\n(高清)",
    "春耕展开。\n(安全生产 食品安全)",
    "各位代表!(热烈鼓掌)",
    "春耕展开。\n(此件公开发布)",
    "一、高举旗帜(林静)\n" + "春耕展开。\n" * 9,
    "作者单位:东湖县水利局",
    "中央电视台记者:请问去年如何?",
    "记者:请问去年如何?",
    "通讯员队伍不断壮大",
]

PHOTOS = [
    ("caption", "田间一派繁忙。 周远山 摄", ["周远山"]),
    ("reporter", "新华社记者 林静 摄\n春耕展开。", ["林静"]),
    ("giver", "东湖县委书记周远山。 东湖县供图", ["东湖县"]),
    ("spaced", "田间一派繁忙。赵 青摄", ["赵青"]),
    ("bracket", "(周远山 摄)", ["周远山"]),
    ("label", "摄影:周远山", ["周远山"]),
    ("two", "田间一派繁忙。周远山 林静 摄", ["周远山", "林静"]),
    ("each", "甲。 周远山 摄\n乙。 林静 摄\n丙。 周远山 摄", ["周远山", "林静"]),
]

NOT_PHOTOS = [
    "镇里请来老师教村民拍摄。",
    "一张规划图",
    "全景航拍图",
    "群众自发拍摄",
    "影片在东湖拍摄",
    "摄影:光与影的艺术",
    "图:全县产业布局",
    "图/简历",
    "图片来源广泛,内容丰富。",
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in SPEAKERS], ids=[case[0] for case in SPEAKERS])
def test_speakers(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_speaks(text):
    assert speakers(text) == []


def test_a_statement_stands_at_the_head():
    assert speakers("县长林静——\n实干\n") == [("林静", "县长", None)]
    assert speakers("春耕展开。\n" * 30 + "县长林静——\n实干\n") == []


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in REPORTERS], ids=[case[0] for case in REPORTERS])
def test_reporters(text, expected):
    assert said(text, "reporters") == expected


@pytest.mark.parametrize("text", NOT_REPORTERS)
def test_no_reporters(text):
    assert said(text, "reporters") == []


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in PHOTOS], ids=[case[0] for case in PHOTOS])
def test_photo_credits(text, expected):
    assert said(text, "photo_credits") == expected


@pytest.mark.parametrize("text", NOT_PHOTOS)
def test_no_photo_credits(text):
    assert said(text, "photo_credits") == []


def test_turns_cover_the_interview():
    text = f"导语。\n记者{C}去年如何?\n周远山{C}很好。\n都好。\n记者{C}今年呢?\n周远山{C}更好。"
    notes = [note for note in STAGE(Document(text)) if note.label == "turns"]
    assert [note.value["speaker"] for note in notes] == ["记者", "周远山", "记者", "周远山"]
    assert "".join(text[note.start : note.end] for note in notes) == text[4:].replace("\n记", "记").replace(
        "\n周", "周"
    )
    assert text[notes[1].start : notes[1].end] == f"周远山{C}很好。\n都好。"


def test_nobody_is_named_in_an_interview_and_the_turns_are_told():
    text = f"问{C}去年如何?\n答{C}很好。"
    assert [turn["speaker"] for turn in said(text, "turns")] == ["问", "答"]
    assert speakers(text) == []


NO_TURNS = ["新思路:抓项目。\n新理念:抓服务。", "林静:好。\n赵青:好。", "记者:请问\n问:请问", "时间:五月\n地点:东湖"]


@pytest.mark.parametrize("text", NO_TURNS)
def test_no_turns(text):
    assert said(text, "turns") == []


def test_evidence_is_the_words_that_say_it():
    text = "“好。”西山区委副书记、区长林静说,要干。"
    note = next(iter(STAGE(Document(text))))
    assert text[note.start : note.end] == "西山区委副书记、区长林静"
    assert note.rule == "people.quotation"


@pytest.mark.parametrize("word", ["林静", "周远山", "欧阳若水", "司徒静", "阿依古丽·买买提", "国若川"])
def test_names(word):
    assert is_name(word)


@pytest.mark.parametrize(
    "word", ["", "林", "静林山水", "全体", "方面", "高兴", "林静说", "王先生", "李女士", "张记者", "a林", "林a"]
)
def test_no_names(word):
    assert not is_name(word)


@given(TEXTS)
def test_notes_lie_in_the_text_and_name_rules(text):
    for note in STAGE(Document(text)):
        assert 0 <= note.start < note.end <= len(text)
        assert note.rule in STAGE.rules


HOSTILE = [
    "县长", "县长林静", "县长林静说,", "林", "、", "局长、", "市委常委,", "委书记", "记者", "记者 林静\n", "(林静)\n",
    "(", "林静:好\n", "阿·", "各位代表:", "——", "——访县长林静\n", "摄", " 林静 摄\n", "供图", "讯", "本报", "作者:",
    "\u3002林", "\u3002在路边开小店的林", "\u3002林静是", ",林静说", "副副市委", "说局长说,", "专家", "讲述人:",
    "家住", "叫", "会议上", "在县第", "在东县第五届", " ", "\n", "\t", "\u3000", "\u4e2d", ":", "a",
]  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_stays_linear(unit):
    assert_linear(STAGE, unit)


def test_linear_on_ever_other_names_and_sentences():
    """Each name is another one, none has a title; no sentence before 他说 has an end within reach."""

    def page(size):
        names = (f"\u201c\u597d\u201d\u738b{chr(0x4E00 + n % 20000)}\u8bf4\u3002" for n in range(size))
        taken_up = "\u5c40\u957f\u5468\u8fdc\u5c71\u5230\u4f1a\u201d\u4ed6\u8bf4," * size
        text = "".join(names) + taken_up
        return lambda: list(STAGE(Document(text)))

    assert_linear_time(page(8000), page(2000), what="names and sentences")
