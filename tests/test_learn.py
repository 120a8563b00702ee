"""Learning from invented pages: what is learned, what never is, and that order, shards and duplicates do not matter."""

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import InputError
from cleaner.learn import Page, Table, Thresholds, count, learn, packs, witnesses, write
from cleaner.rulebook.check import check_pack
from cleaner.rulebook.loader import load_packs

STOP = "\u3002"
SITE = "yunxi.example"
TOPICS = ["茶叶", "油菜", "水利", "教育", "卫生", "交通", "文旅", "社保", "林业", "渔业"]


def page(number: int, *extra: str) -> Page:
    """Return a page of the invented site; pages of different numbers have different texts."""
    topic = TOPICS[number % len(TOPICS)] + str(number)
    return SITE, [
        "网站首页",
        "政务公开",
        f"今天是第{number}天",
        f"云溪县{topic}工作取得新进展",
        f"2021-03-{number % 28 + 1:02d} 来源: 云溪县融媒体中心",
        f"今年以来, 云溪县{topic}工作稳步推进, 政务公开水平不断提高, 群众满意度明显上升" + STOP,
        "一、主要做法",
        f"在{topic}方面, 县里坚持问题导向, 开展了一批试点, 取得了较好效果" + STOP,
        *extra,
        "(编辑: 林小川)",
        "热门专题: 美丽云溪",
        "本网站由云溪县大数据中心负责运行, 如有意见请拨打服务热线, 我们将在3个工作日内答复" + STOP,
        f"访问量 {number * 37}",
    ]


DEFAULT = Thresholds()
PAGES = [page(number) for number in range(12)]


def lines(pages: list[Page], thresholds: Thresholds = DEFAULT) -> dict[str, int]:
    """Return what is learned from the pages: line -> pages."""
    return {one.line: one.pages for one in learn(count(pages)[SITE], thresholds)}


def test_repeated_lines_are_learned_with_their_pages() -> None:
    assert lines(PAGES) == {
        "(编辑: 林小川)": 12,
        "今天是第0天": 12,
        "政务公开": 12,
        "本网站由云溪县大数据中心负责运行, 如有意见请拨打服务热线, 我们将在0个工作日内答复" + STOP: 12,
        "热门专题: 美丽云溪": 12,
        "网站首页": 12,
        "访问量 0": 12,
    }


# Lines that repeat on every page and are never learned, each with the lines above and below.
NEVER = {
    "heading within the text": ("", "二、下一步打算", "下一步, 将继续抓好落实, 确保全年任务完成" + STOP),
    "formula after a sentence": ("", "特此通知" + STOP, ""),
    "salutation before a sentence": ("", "各乡镇人民政府:", "现将有关事项通知如下, 请认真贯彻执行" + STOP),
    "source": ("专题", "来源: 云溪日报", "专题"),
    "author": ("专题", "作者: 林小川", "专题"),
    "date": ("专题", "2021年3月5日", "专题"),
    "dateline": ("专题", "云溪3月5日电", "专题"),
    "number": ("专题", "12", "专题"),
    "outline": ("专题", "(三)", "专题"),
}


@pytest.mark.parametrize(("above", "line", "below"), NEVER.values(), ids=NEVER.keys())
def test_lines_of_texts_are_never_learned(above: str, line: str, below: str) -> None:
    pages = [page(number, *filter(None, (above, line, below))) for number in range(12)]
    found = lines(pages)
    assert re.sub(r"\d+", "0", line) not in found
    assert "网站首页" in found


def test_the_headline_of_a_page_is_not_learned_from_the_links_to_it() -> None:
    title = PAGES[0][1][3]
    pages = [PAGES[0], *(page(number, "相关阅读", title, "返回首页") for number in range(1, 6))]
    found = lines(pages)
    assert "云溪县茶叶0工作取得新进展" not in found
    assert found["返回首页"] == 5


def test_long_lines_need_more_pages_than_short_ones() -> None:
    short, long = "欢迎关注", "云溪县政务服务中心搬迁公告以及办事窗口调整情况一览表请点击这里查看全部内容"
    pages = [page(number, "x", *([short, long] if number < 3 else []), "x") for number in range(12)]
    assert short in lines(pages) and long not in lines(pages)
    assert long in lines(pages, Thresholds(long_pages=3))
    assert short not in lines(pages, Thresholds(pages=4))


def test_duplicate_pages_count_once() -> None:
    assert lines([PAGES[0]] * 50) == {}
    assert lines([*PAGES, *PAGES, PAGES[3]]) == lines(PAGES)
    other_menu = (SITE, ["换了菜单", *PAGES[3][1][1:]])
    assert len(count([*PAGES, other_menu])[SITE].pages) == len(PAGES)


def test_pages_without_sentences_are_told_apart_by_their_lines() -> None:
    pages = [(SITE, ["网站首页", f"{topic}专题"]) for topic in TOPICS]
    assert lines([*pages, pages[0]]) == {"网站首页": len(TOPICS)}


def test_sites_are_kept_apart() -> None:
    other = [("shanhu.example", text) for _, text in PAGES[:2]]
    tables = count([*PAGES[:2], *other])
    assert tables.keys() == {SITE, "shanhu.example"}
    assert all(learn(table) == [] for table in tables.values())
    with pytest.raises(InputError, match="two sites"):
        tables[SITE].merge(tables["shanhu.example"])


@given(st.lists(st.integers(0, 3), min_size=len(PAGES), max_size=len(PAGES)), st.randoms(use_true_random=False))
def test_shards_in_any_number_and_order_give_the_same_pack(shards: list[int], order: random.Random) -> None:
    pages = list(PAGES)
    order.shuffle(pages)
    split = [[page for page, at in zip(pages, shards, strict=True) if at == shard] for shard in range(4)]
    parts = [count(part)[SITE] for part in split if part]
    order.shuffle(parts)
    merged = Table.loads(parts[0].dumps())
    for part in parts[1:]:
        merged = merged.merge(Table.loads(part.dumps()))
    whole = count(PAGES)[SITE]
    assert merged == whole and merged.dumps() == whole.dumps()
    found = {SITE: learn(merged)}
    assert write(merged, found[SITE], witnesses(pages, found)[SITE]) == packs(PAGES)[SITE]


BROKEN = ["", "[]", "{}", '{"schema": 2}', '{"schema":1,"site":"a","pages":[],"lines":{"b":[7]},"inside":{}}']


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_table_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        Table.loads(text)


def test_the_pack_is_an_ordinary_rule_file() -> None:
    pack = yaml.safe_load(packs(PAGES)[SITE])
    assert (pack["schema"], pack["pack"]) == (1, "yunxi-example")
    assert re.fullmatch(r"[0-9a-f]{12}", pack["version"])
    ids = [rule["id"] for rule in pack["rules"]]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in ids)
    for rule in pack["rules"]:
        assert rule["kind"] == "remove-line"
        assert rule["scope"] == {"sites": [SITE, f"*.{SITE}"]}
        assert "12 of 12" in rule["why"]
        assert rule["examples"] and rule["keep"]


def matches(rule: dict[str, Any], line: str) -> bool:
    """Whether the rule holds the line, by the grammar: a literal, or a pattern on the whole line."""
    match = rule["match"]
    return line in match.get("equals", ()) or any(re.fullmatch(one, line) for one in match.get("regex", ()))


def test_the_pack_passes_the_checks_of_rule_files(tmp_path: Path) -> None:
    path = tmp_path / "yunxi-example.yaml"
    path.write_text(packs(PAGES)[SITE], encoding="utf-8")
    (pack,) = load_packs([str(path)], [])
    assert list(check_pack(pack)) == []


def test_the_rules_hold_what_was_learned_and_nothing_of_the_texts() -> None:
    rules = yaml.safe_load(packs(PAGES)[SITE])["rules"]
    gone = {line for _, text in PAGES for line in text if any(matches(rule, line) for rule in rules)}
    stay = {line for _, text in PAGES for line in text} - gone
    assert {"网站首页", "政务公开", "今天是第7天", "访问量 111"} <= gone
    assert len(stay) == 1 + 4 * len(PAGES), "the outline, and of each page headline, date line, two sentences"
    for rule in rules:
        for example in rule["examples"]:
            kept = [line for line in example["before"].split("\n") if not matches(rule, line)]
            assert "\n".join(kept) == example["after"] != example["before"]
        assert not any(matches(rule, line) for text in rule["keep"] for line in text.split("\n"))


def test_keep_texts_are_sentences_that_hold_the_same_words() -> None:
    rules = {rule["id"]: rule for rule in yaml.safe_load(packs(PAGES)[SITE])["rules"]}
    sentences = {line for _, text in PAGES for line in text if line.endswith(STOP)}
    assert set(rules["menu"]["keep"]) <= sentences
    assert all("政务公开" in text for text in rules["menu"]["keep"])


AWKWARD = ['"', "\\", "{x}", "#", ": ", "\t", "\x7f", "\u2028", "\ufeff", "\U00020bb7", "\u200b", "[a](b)+*?.^$|"]


@pytest.mark.parametrize("char", AWKWARD)
def test_awkward_lines_survive_the_yaml(char: str) -> None:
    line = f"栏目{char}导航7"
    rules = yaml.safe_load(packs([page(number, "x", line, "x") for number in range(5)])[SITE])["rules"]
    assert sum(matches(rule, line) for rule in rules) == 1


def test_full_width_forms_are_learned_in_their_folded_form() -> None:
    pages = [page(number, "x", "繁體版\uff1a入口\uff08新\uff09", "x") for number in range(5)]
    assert "繁体版:入口(新)" in lines(pages)
    assert not re.search("[\uff00-\uffef]", packs(pages)[SITE])


def test_nothing_to_learn_is_no_pack() -> None:
    assert packs(PAGES[:2]) == packs([]) == {}


NAMES = [("People", "people"), ("7.example", "site-7-example"), ("---", "site"), ("a.b:8080", "a-b-8080")]


@pytest.mark.parametrize(("site", "name"), NAMES)
def test_pack_names(site: str, name: str) -> None:
    pages = [(site, text) for _, text in PAGES]
    assert yaml.safe_load(packs(pages)[site])["pack"] == name
