"""The article of a saved page, by layouts of many kinds of sites; all places and people are invented."""

import gzip
import json
import random

import pytest
from hypothesis import given

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.page import Page
from cleaner.record import rebuild
from cleaner.stage import Note
from cleaner.stages.content import Content
from cleaner.trace import trace
from tests.clock import assert_linear_time
from tests.html.test_token import HOSTILE, SOUP

FIRST = "云渡市今年前两月新签约项目26个\uff0c同比增长51.1%\u3002"
SECOND = "市长高远舟说\uff0c要把产业链做实\uff0c让项目早落地\u3001早见效\u3002"
THIRD = "下一步\uff0c各县区将建立台账\uff0c每月调度一次\uff1b未达进度的\uff0c要说明原因\u3002"
HEAD = "云渡市召开项目建设推进会"
SITE = "云渡市人民政府"
MENU = "<ul class=nav>" + "".join(f"<li><a href=/{n}>政务公开{n}</a></li>" for n in range(9)) + "</ul>"
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
FOOT = "<div class=footer>版权所有\uff1a云渡市人民政府\uff0c未经许可不得转载\u3002</div>"
INFO = "<div>发布时间\uff1a2021-03-12 15:40 来源\uff1a<a href=/>云渡日报</a></div>"
TEASERS = "".join(
    f"<li><a href=/{n}>东湖县第{n}批重点项目开工</a><p>东湖县今天举行仪式\uff0c第{n}批项目开工\u3002</p></li>"
    for n in range(6)
)


def page(body, head=""):
    return f"<!DOCTYPE html><html><head><title>{HEAD}_{SITE}</title>{head}</head><body>{body}</body></html>"


LAYOUTS = {
    "government portal": page(f"{MENU}<h1>{HEAD}</h1>{INFO}<div class=TRS_Editor>{PROSE}</div>{FOOT}"),
    "newspaper": page(f"{MENU}<div class=title>{HEAD}</div>{INFO}<founder-content>{PROSE}</founder-content>{FOOT}"),
    "account": page(
        f"<h1 id=activity-name>{HEAD}</h1>{INFO}<div id=js_content style='visibility: hidden'>{PROSE}</div>"
    ),
    "tables": page(
        f"<table><tr><td>{MENU}</td><td><table><tr><td align=center><b>{HEAD}</b></td></tr><tr><td>{INFO}</td></tr>"
        f"<tr><td>{FIRST}<br>{SECOND}<br>{THIRD}</td></tr></table></td></tr></table>{FOOT}"
    ),
    "teasers beside it": page(f"<div><h1>{HEAD}</h1>{INFO}<div>{PROSE}</div></div><div><ul>{TEASERS}</ul></div>{FOOT}"),
    "teasers in it": page(f"<div><h1>{HEAD}</h1>{INFO}<div class=article>{PROSE}<ul>{TEASERS}</ul></div></div>"),
    "comments": page(
        f"<h1>{HEAD}</h1>{INFO}<div class=article>{PROSE}</div><div class=comment-list>"
        + "<p>说得好\uff0c希望你们一直这样做下去\uff0c加油\uff01</p>" * 5
        + "</div>"
    ),
    "framework": page(
        f"<main><article><h1>{HEAD}</h1>{INFO}<section>{PROSE}</section></article></main><aside>{MENU}</aside>"
    ),
    "nothing closed": f"<title>{HEAD}</title><body>{MENU}<h1>{HEAD}</h1>{INFO}"
    f"<div class=content><p>{FIRST}<p>{SECOND}<p>{THIRD}",
    "share bar in it": page(
        f"<h1>{HEAD}</h1>{INFO}<div id=zoom>{PROSE}<div class='bdsharebuttonbox'><a>微博</a></div></div>"
    ),
}  # fmt: skip


def records(html, **options):
    pipeline = Pipeline.default().replaced("content", Content(**options)) if options else Pipeline.default()
    return pipeline.run(Page.of_bytes(html.encode(), "page.html"))


@pytest.mark.parametrize("html", LAYOUTS.values(), ids=LAYOUTS)
def test_layouts(html):
    (record,) = records(html)
    assert record.text.split("\n") == [HEAD, FIRST, SECOND, THIRD]
    assert record.metadata["title"] == HEAD
    assert record.metadata["published"] == "2021-03-12"
    assert record.metadata["outlet"] == "云渡日报"
    assert rebuild([record]) == html.encode()


def test_a_short_article_is_enough():
    (record,) = records(page(f"{MENU}<h1>{HEAD}</h1><div><p>{FIRST}</p></div>{FOOT}"))
    assert record.text == f"{HEAD}\n{FIRST}"


@pytest.mark.parametrize("name", ["pubdate", "PubDate", "article:published_time"])
def test_the_head_says_what_the_lines_do_not(name):
    head = (
        f'<meta name="{name}" content="2021-03-12 15:40:00">'
        '<meta name="ContentSource" content="云渡日报">'
        '<meta name=author content="柴小满"><link rel=canonical href="https://example.org/a.html">'
    )
    (record,) = records(page(f"{MENU}<h1>{HEAD}</h1><div>{PROSE}</div>", head))
    found = {label: record.metadata[label] for label in ("published", "outlet", "author", "url")}
    assert found == {
        "published": "2021-03-12", "outlet": "云渡日报", "author": "柴小满",
        "url": "https://example.org/a.html",
    }  # fmt: skip
    assert name in html_of(record, "published")


def html_of(record, label):
    """The source that proves a value."""
    start, end = record.metadata["evidence"][label]["source"]
    return record.original()[start:end]


def test_structured_data_says_when():
    head = '<script type="application/ld+json">{"datePublished": "2021-03-12T15:40:00+08:00"}</script>'
    assert records(page(f"<h1>{HEAD}</h1>{PROSE}", head))[0].metadata["published"] == "2021-03-12"


def test_a_page_without_headline_has_the_title_of_its_window():
    (record,) = records(page(f"{MENU}<div>{PROSE}</div>"))
    assert record.metadata["title"] == HEAD
    assert record.text == f"{FIRST}\n{SECOND}\n{THIRD}"


@pytest.mark.parametrize("date", ["2021-13-45", "soon", ""])
def test_a_date_that_is_none_is_not_taken(date):
    (record,) = records(page(f"<h1>{HEAD}</h1>{PROSE}", f'<meta name=pubdate content="{date}">'))
    assert record.metadata["published"] is None


WHOLE = {
    "only scripts": "<html><script>var a = '1,2;3';</script></html>",
    "frames": "<html><frameset><frame src=a><frame src=b></frameset></html>",
    "empty": "<html><body></body></html>",
    "only a menu": page(MENU),
    "a list of teasers and no article": page(f"<div><ul><li><a href=/>{HEAD}</a></ul></div>"),
}


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE)
def test_a_page_without_an_article_is_left_alone(html):
    assert list(Content()(Document(html, media_type="text/html"))) == []


def test_texts_are_left_alone():
    assert list(Content()(Document(page(PROSE)))) == []


def test_precision_takes_less_and_recall_more():
    html = page(f"<h1>{HEAD}</h1><div class=article>{PROSE}<div class=related><a href=/>{HEAD}2</a></div></div>")
    texts = {favor: records(html, favor=favor)[0].text for favor in ("precision", "balanced", "recall")}
    assert len(texts["precision"]) <= len(texts["balanced"]) < len(texts["recall"])


@given(SOUP)
def test_removals_are_lawful(html):
    said = list(Content()(Document(html, media_type="text/html")))
    patch = Patch.of(html, [one for one in said if isinstance(one, Edit)])
    assert patch.invert().apply(patch.apply(html)) == html
    assert all(0 <= note.start <= note.end <= len(html) for note in said if isinstance(note, Note))


@given(SOUP)
def test_a_page_comes_back(html):
    source = Page.of_bytes(f"<html>{html}<p>{FIRST}".encode(), "page.html")
    assert rebuild(Pipeline.default().run(source)).decode() == source.text


@pytest.mark.parametrize("unit", [*HOSTILE, f"<p>{FIRST}", "<div class=article>", f"<li><a>{HEAD}</a>{FIRST}"])
def test_time_is_linear(unit):
    def action(size):
        document = Document(f"<body>{unit * (size // len(unit))}", media_type="text/html")
        return lambda: list(Content()(document))

    assert_linear_time(action(400_000), action(100_000), what=repr(unit[:20]))


def test_each_character_of_real_pages_is_traced_to_its_own(shared):
    """It is itself in the source, or stands where a named rule, all of them told, put it."""
    with gzip.open(shared / "bench" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::10]
    pipeline, choose = Pipeline.default(), random.Random(4)
    for row in rows:
        source = Page.of_bytes(row["html"].encode(), f"{row['id']}.html")
        found = pipeline.run(source)
        assert rebuild(found) == row["html"].encode()
        for record in found:
            for at in choose.sample(range(len(record.text)), min(20, len(record.text))):
                stops = trace(record, at, at + 1)
                start, end = stops[-1].span
                assert source.text[start:end] == stops[-1].text
                assert stops[-1].text == record.text[at] or any(stop.changes for stop in stops)


@pytest.mark.parametrize("ascii_only", [True, False])
def test_a_page_that_only_a_script_shows(ascii_only):
    told = {"articleBody": f"{FIRST}\n{SECOND} \U0001f600 </p>{THIRD}", "datePublished": "2024-03-05"}
    data = json.dumps(told, ensure_ascii=ascii_only)
    html = f"<title>{HEAD}_{SITE}</title><div id=app></div><script type='application/ld+json'>{data}</script>"
    (record,) = Pipeline.default().run(Page.of_text(html, "a.html"))
    assert record.text.split("\n")[:2] == [FIRST, f"{SECOND} \U0001f600"]
    assert (record.metadata["title"], record.metadata["published"]) == (HEAD, "2024-03-05")
    assert rebuild([record]) == html.encode()


def test_structured_data_do_not_win_over_the_page():
    data = json.dumps({"articleBody": "别的文章\u3002" * 40})
    script = f'<script type="application/ld+json">{data}</script></head>'
    html = LAYOUTS["government portal"].replace("</head>", script)
    (record,) = Pipeline.default().run(Page.of_text(html, "a.html"))
    assert FIRST in record.text
    assert "别的文章" not in record.text
