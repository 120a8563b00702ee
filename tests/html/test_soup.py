"""The engine of BeautifulSoup: what it takes for not shown, and that it agrees with ours."""

import gzip
import json

import pytest
from hypothesis import given

from cleaner.document import Document
from cleaner.edit import Patch
from cleaner.stages.markup import Markup
from tests.html.test_token import SOUP
from tests.html.test_words import CASES

SOUPY = Markup(engine="beautifulsoup")


def text(html, stage):
    return Patch.of(html, list(stage(Document(html, media_type="text/html")))).apply(html)


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>aaa</p><p style='color:red; display : none'>b</p>", "aaa"),
        ("<div hidden><b>b</b></div>aaa<template>c</template><noscript>d</noscript>", "aaa"),
        ("<div style=display:none>most of the page</div>a", "most of the page\na"),
        ("<ruby>\u6f22<rp>(</rp><rt>han</rt><rp>)</rp></ruby>", "\u6f22"),
        ("a&amp;b<p hidden>a&amp;b</p>ccc", "a&bccc"),
        ("<svg><title>icon</title><g><desc>d</desc><text>t</text></g></svg>abc<title>head</title>", "tabc"),
    ],
)
def test_what_is_not_shown(html, left):
    assert text(html, SOUPY) == text(html, Markup()) == left


def test_options():
    html = "<p hidden>a</p>bbb<ruby>c<rt>d</rt></ruby>"
    assert text(html, Markup(hidden="keep", ruby="keep", engine="beautifulsoup")) == "a\nbbbcd"


@pytest.mark.parametrize("html", CASES)
def test_cases(html):
    assert text(html, SOUPY) == text(html, Markup())


@given(SOUP)
def test_laws(html):
    """Edits lie in order, whatever the library makes of the page."""
    assert Patch.of(html, list(SOUPY(Document(html, media_type="text/html")))).invert().apply(text(html, SOUPY)) == html


def test_real_pages(shared):
    with gzip.open(shared / "bench" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for line in lines][::12]
    assert [text(html, SOUPY) == text(html, Markup()) for html in pages] == [True] * len(pages)
