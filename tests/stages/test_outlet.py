"""outlet: who brought a report, and texts that do not say it."""

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.registry import find_stage
from cleaner.stages.outlet import Outlet
from tests.stages.laws import AWKWARD, TEXTS, assert_lawful, assert_linear

STAGE = Outlet()
C = "\uff1a"
BODY = "全县各级各部门迅速行动\uff0c各项工作取得了新的进展。"

OUTLETS = [
    ("interview",
     f"实干开新局\n东湖日报{C}去年有哪些变化\uff1f\n周远山{C}{BODY}\n东湖日报{C}今年呢\uff1f\n周远山{C}{BODY}",
     "东湖日报"),
    ("one-question", f"实干开新局\n东湖晚报{C}去年有哪些变化\uff1f\n周远山{C}{BODY}", "东湖晚报"),
    ("half-width", f"实干开新局\n东湖晚报:去年有哪些变化?\n周远山:{BODY}", "东湖晚报"),
    ("agency", f"新桥通车\n新华社东湖7月31日电 {BODY}", "新华社"),
    ("agency-byline", f"新桥通车\n新华社东湖7月31日电(记者 周远山){BODY}", "新华社"),
    ("agency-line", f"新桥通车\n新华社东湖7月31日电\n{BODY}", "新华社"),
    ("net", f"新桥通车\n东湖网7月31日电 {BODY}", "东湖网"),
    ("paper", f"新桥通车\n东湖日报讯(记者 周远山){BODY}", "东湖日报"),
]  # fmt: skip

NONE = [
    "", BODY, f"新桥通车\n{BODY}", f"新桥通车\n本报讯(记者 周远山){BODY}", f"新桥通车\n本报东湖7月31日电 {BODY}",
    f"新桥通车\n本网讯 {BODY}", f"海报{C}请问在哪里领取\uff1f\n答{C}{BODY}", f"通报{C}{BODY}\n通报{C}{BODY}",
    f"东湖日报{C}{BODY}", f"东湖日报{C}今年呢\uff1f\n西山日报{C}明年呢\uff1f\n{BODY}",
    f"周远山{C}今年呢\uff1f\n林静{C}{BODY}",
    f"新桥通车\n据新华社报道\uff0c{BODY}", f"新桥通车\n他在东湖日报和电视台都工作过\uff0c{BODY}",
    f"互联网{C}你会用吗\uff1f\n网络{C}你会用吗\uff1f\n{BODY}", "新桥通车\n东湖县供电公司连夜抢修\uff0c全县恢复供电。",
    f"新桥通车\n国家电网电力供应充足\uff0c{BODY}", f"本报{C}今年呢\uff1f\n周远山{C}{BODY}",
]  # fmt: skip


def outlet(text):
    """The outlet that the stage tells, None if it tells none."""
    values = [note.value for note in STAGE(Document(text))]
    assert len(values) <= 1
    return values[0] if values else None


@pytest.mark.parametrize(("text", "value"), [row[1:] for row in OUTLETS], ids=[row[0] for row in OUTLETS])
def test_outlets(text, value):
    assert outlet(text) == value


@pytest.mark.parametrize("text", NONE)
def test_no_outlet(text):
    assert outlet(text) is None


def test_it_is_registered():
    assert find_stage("outlet") is Outlet


@given(TEXTS)
def test_any_text(text):
    assert_lawful(STAGE, text)


@pytest.mark.parametrize("unit", [*AWKWARD[:12], "\n", "报", "网", "日报:", "日报:\n", "本报电\n", "新华社("])
def test_linear(unit):
    assert_linear(STAGE, unit)
