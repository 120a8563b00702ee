"""``cleaner rules test`` finds what is wrong with rules, and nothing in good ones."""

import pytest

from cleaner.document import Document
from cleaner.rulebook.check import check_examples, check_pack, check_speed, unused_rules
from cleaner.rulebook.loader import load_pack
from tests.rulebook.rulefile import HEAD


def pack(*rules: str):
    """Return a pack of rules in flow style."""
    return load_pack(
        "demo.yaml", f"{HEAD}rules:\n" + "".join(f"- {{description: d, why: w, {rule}}}\n" for rule in rules)
    )


LINE = "id: a, kind: remove-line, match: {{regex: '{}'}}, examples: [{}], keep: [{}]"
GOOD = LINE.format("分享.{0,5}", '{before: "一\\n分享到", after: 一}', "我们分享经验给各县市区。")


def test_good_rules_have_no_findings():
    assert list(check_pack(pack(GOOD))) == []


@pytest.mark.parametrize(
    "rules, message",
    [
        ([LINE.format("分享", "{before: 甲, after: ''}", "x")], "expected '', became '甲'"),
        (
            [LINE.format("分享.*", "{before: 分享, after: ''}", "分享经验")],
            "'分享经验' must stay, demo/a made '' of it",
        ),
        (
            ["id: a, kind: replace, find: 'a', with: 'aa', examples: [{before: a, after: aa}], keep: [x]"],
            "not stable: a second run makes 'aaaa' of 'aa'",
        ),
        (
            ["id: a, kind: capture, field: n, find: '(\\d)号', examples: [{before: 1号, fields: {n: '2'}}]"],
            "expected n: '2', found ['1']",
        ),
        (
            ["id: a, kind: split, at: {regex: '第.章'}, examples: [{before: 第一章, parts: 1}]"],
            "expected 1 parts, found 0",
        ),
        (
            [GOOD, LINE.format("经验", "{before: 经验, after: ''}", "分享到").replace("id: a", "id: b")],
            "with the whole pack: '分享到' must stay, demo/a made",
        ),
        (
            [GOOD, LINE.format("一", '{before: "一\\n二", after: 二}', "x").replace("id: a", "id: b")],
            "with the whole pack: expected '一', became '' (other rules had a hand in it: demo/b)",
        ),
    ],
)
def test_findings(rules, message):
    found = list(check_examples(pack(*rules)))
    assert found and any(message in str(finding.problem) for finding in found), found
    assert all(finding.problem.line > 4 for finding in found)


def test_limit_severity_and_sites_are_set_aside():
    rule = GOOD + ", limit: {max_share: 0.1}, severity: off, scope: {sites: ['*.gov.cn']}"
    assert list(check_examples(pack(rule))) == []


@pytest.mark.slow
def test_a_rule_that_is_not_linear(monkeypatch):
    from cleaner.kinds.remove_line import RemoveLine

    def act(self, sheet, hits, rule):
        yield from ()
        for _ in hits:
            "x".join(sheet.lines).count("y")

    monkeypatch.setattr(RemoveLine, "act", act)
    found = list(check_speed(pack(LINE.format("国", "{before: 国, after: ''}", "x"))))
    assert any("not linear on 100,000 characters of short lines" in finding.problem.message for finding in found)


def test_unused_rules():
    other = LINE.format("打印", "{before: 打印, after: ''}", "x").replace("id: a", "id: b")
    assert unused_rules([pack(GOOD, other)], [Document("一"), Document("一\n分享")]) == ["demo/b"]
