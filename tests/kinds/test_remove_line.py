"""remove-line: whole lines with their line feed, and nothing else."""

import pytest

from tests.rulebook.rulefile import clean

SHARE = "id: a\nkind: remove-line\nmatch: {equals: ['分享'], starts: ['分享到'], max_chars: 12}"
COUNT = (
    "id: b\nkind: remove-line\nmatch: {regex: '浏览\\s*[:]?\\s*\\d+\\s*次'}\nunless: {contains: ['00'], max_chars: 30}"
)


@pytest.mark.parametrize(
    "before, after",
    [
        ("一\n分享\n二", "一\n二"),
        ("分享\n一", "一"),
        ("一\n分享", "一"),
        ("一\n分享\n", "一\n"),
        ("分享", ""),
        ("分享\n", ""),
        ("分享\n分享", ""),
        ("一\n分享\n分享到微博", "一"),
        ("一\n分享\n分享\n", "一\n"),
        ("一\n分享\n\n分享", "一\n"),
        ("一\n \u3000分享\u00a0\n二", "一\n二"),
        ("一\r\n分享\r\n二", "一\r\n二"),
        ("一\n分享到\uff1a微博\n二", "一\n二"),
        ("一\n\u700f\u89bd\uff1a\uff11\uff12\u6b21\n二", "一\n二"),  # Traditional, full-width
        ("一\n浏览\u3000:\u00a05 次", "一"),
    ],
)
def test_removes(before, after):
    assert clean(before, SHARE, COUNT) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\n\n",
        " ",
        "一分享",
        "我们把好经验分享到全市各单位。",
        "分享到全市各单位的好经验值得学习推广。",  # longer than max_chars
        "浏览100次",  # unless
        "浏览次",
        "共浏览5次",
        "浏览5次,下载2次",
        "分享\u2028二",
        "分\n享",
    ],
)
def test_keeps(text):
    assert clean(text, SHARE, COUNT) == text


@pytest.mark.parametrize("text", ["\ud83d分享\n\udc80\n分享\n二", "\x00\n分享\n\x00二"])
def test_damaged_text(text):
    assert clean(text, SHARE) == text.replace("\n分享\n", "\n").replace("\x00\n分享\n", "\x00\n")
