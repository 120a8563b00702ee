"""element: what the elements of a saved page are, by rules of the user's own."""

import pickle

import pytest

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.errors import ConfigError
from cleaner.stage import Note
from cleaner.stages.content import Content
from tests.rulebook.rulefile import HEAD, clean, pack_of, say

TEXT = "云渡市今年新签约项目26个\uff0c同比增长一成\u3002"
OTHER = "本网站由云渡市信息中心维护\uff0c欢迎提出意见和建议\uff0c我们会尽快答复\u3002" * 4
PAGE = (
    f"<title>云渡市项目建设提速_云渡在线</title><div class=intro><p>{OTHER}</p></div><div class=box><b class=when>"
    f"发布\uff1a2024\u5e743月5日 09:30</b><p class=src>来源\uff1a云渡晚报</p><div id=txt><p>{TEXT}</p>"
    f"<p class=ad>{OTHER}</p></div></div>"
)
RULES = """
- {id: text, kind: element, select: 'div.box > #txt', role: article, scope: {sites: [news.yundu.example]}, REST}
- {id: ad, kind: element, select: '#txt .ad', role: surroundings, scope: {sites: [news.yundu.example]}, REST}
- {id: when, kind: element, select: .when, role: published, REST}
- {id: src, kind: element, select: .src, role: outlet, find: '来源:(\\S+)', REST}
"""
REST = "description: d, why: w, examples: [{before: x, after: x}], keep: [x]"


@pytest.fixture
def stage(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(HEAD.replace("demo", "mine") + "rules:" + RULES.replace("REST", REST), encoding="utf-8")
    return Content(packs=("html-articles", path.as_posix()))


def made(stage, html, url=None):
    said = list(stage(Document(html, url=url, media_type="text/html")))
    edits = [one for one in said if isinstance(one, Edit)]
    facts = {one.label: one.value for one in said if isinstance(one, Note)}
    return Patch.of(html, edits).apply(html), facts, {edit.rule for edit in edits}


def test_the_article_of_a_site(stage):
    text, facts, rules = made(stage, PAGE, "https://news.yundu.example/a.html")
    assert TEXT in text
    assert OTHER not in text
    assert rules >= {"mine/ad", "content.before"}
    assert (facts["published"], facts["outlet"]) == ("2024-03-05", "云渡晚报")


@pytest.mark.parametrize("url", [None, "https://www.yundu.example/a.html", "http://[", "news.yundu.example"])
def test_not_that_of_others(stage, url):
    text, facts, rules = made(stage, PAGE, url)
    assert OTHER in text
    assert not any(rule.startswith("mine/") for rule in rules)
    assert facts["outlet"] == "云渡晚报"  # rules of no site hold everywhere


@pytest.mark.parametrize(
    "head",
    [
        "<link rel=canonical href=https://news.yundu.example/a.html>",
        "<meta property=og:url content=https://news.yundu.example/a.html>",
        "<!-- saved from url=(0036)https://news.yundu.example/a.html -->",
    ],
)
def test_the_page_says_its_site(stage, head):
    text, facts, _ = made(stage, head + PAGE)
    assert OTHER not in text
    assert facts["url"] == "https://news.yundu.example/a.html"


def test_an_article_without_a_text_is_none(stage):
    page = PAGE.replace(TEXT, "").replace(f"<p class=ad>{OTHER}</p>", "")
    assert OTHER in made(stage, page, "https://news.yundu.example/a.html")[0]


def test_a_stage_can_be_sent_to_a_worker(stage):
    _ = stage.rules
    sent = pickle.loads(pickle.dumps(stage))
    assert sent == stage
    assert made(sent, PAGE) == made(stage, PAGE)
    assert sent.fingerprint == stage.fingerprint != Content().fingerprint


ELEMENT = "id: a\nkind: element\n"


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("select: .x\nrole: article", "a<p class=x>b</p>c<p class=x>d", "<p class=x>b</p>"),
        ("select: .x\nrole: surroundings", "a<p class=x>b<b class=x>e</b></p>c<p class='y X'>d", "ac"),
        ("select: '#n > p'\nrole: hook", "<p>a</p><div id=n><p>b</p></div>", "<p>b</p>"),
        ("select: .x\nrole: article", "<p class=y>b</p>", "<p class=y>b</p>"),
        ("select: br\nrole: surroundings", "a<br>b", "a<br>b"),
    ],
)
def test_alone(rule, before, after):
    assert clean(before, ELEMENT + rule) == after


@pytest.mark.parametrize(
    ("rule", "html", "values"),
    [
        ("select: h1\nrole: title", "<h1> A &amp;\n<b>B</b> </h1><h1></h1>", ["A & B"]),
        ("select: 'meta[name=d]'\nrole: published\nattribute: content", "<meta name=d content=2024/3/5>",
         ["2024-03-05"]),
        ("select: time\nrole: published", "<time>昨天</time>", []),
        ("select: i\nrole: author\nfind: '作者:(\\S+)'", "<i>作者\uff1a高远舟 编辑</i><i>高远舟</i>", ["高远舟"]),
        ("select: i\nrole: author", f"<i>{'a' * 201}</i><i>\udcff</i>", ["\udcff"]),
    ],
)
def test_facts(rule, html, values):
    assert [one.value for one in say(html, ELEMENT + rule) if isinstance(one, Note)] == values


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("select: 'a:hover'\nrole: hook",
         "select pseudo-classes such as ':hover' are not known; use ids, classes and attributes"),
        ("select: .a\nrole: artcle",
         'role "artcle" is none of hook, article, surroundings, title, published, outlet, author; '
         'did you mean "article"?'),
        ("select: .a", "role is missing"),
        ("role: hook", "select is missing"),
        ("select: .a\nrole: hook\nfind: x", "find says where a fact stands; an element of the role hook is none"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(keys, says):
    with pytest.raises(ConfigError) as error:
        pack_of(ELEMENT + keys)
    assert [problem.message for problem in error.value.problems] == [says]
