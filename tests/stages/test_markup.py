"""HTML to text."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given

from cleaner.document import Document
from cleaner.edit import Patch
from cleaner.page import Page
from cleaner.stages.markup import Markup
from tests.clock import assert_linear_time
from tests.html.test_token import HOSTILE, SOUP

CASES = [
    ("blocks", "<p>a</p>\n<p>b &amp; c", "a\nb & c"),
    ("cells", "<table><tr><td>a<td>b<tr><td>c</td><td>d</table>x", "a\tb\nc\td\nx"),
    ("spaces", "\u4e2d\n\u6587 a\n b", "\u4e2d\u6587 a b"),
    ("pre", "<pre>\n a\n  b\n</pre>x", " a\n  b\nx"),
    ("ruby", "<ruby>\u6f22<rt>han</rt></ruby>\u5b57", "\u6f22\u5b57"),
    ("script", "<script>x</script>a<!--c--> <b>b</b>", "a b"),
    ("hidden", "<div hidden>x</div>aa<br>b", "aa\nb"),
    ("invisible", "<div id=js_content style='visibility:hidden'>x</div>", "x"),
    ("fragment", "</div></p>a<p>b", "a\nb"),
    ("cut", "a<p class='x", "a"),
    ("null", "a\0b", "ab"),
]


TABLE = yaml.safe_load((Path(__file__).parents[2] / "fixtures" / "markup.yaml").read_text("utf-8"))


def edits(html, media_type="text/html"):
    return list(Markup()(Document(html, media_type=media_type)))


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_cases(before, after):
    assert Patch.of(before, edits(before)).apply(before) == after


@given(SOUP)
def test_edits_are_lawful_and_texts_stay(html):
    patch = Patch.of(html, edits(html))
    after = patch.apply(html)
    assert patch.invert().apply(after) == html
    assert all(edit.rule in Markup.rules and html[edit.start : edit.end] != edit.new for edit in edits(html))
    assert edits(after, "text/plain") == []


@pytest.mark.parametrize("unit", [*HOSTILE, "<p>a</p>", "<i hidden>a</i>", "a "])
def test_linear(unit):
    assert_linear_time(lambda: edits(unit * 40_000), lambda: edits(unit * 10_000), what=unit)


BOMB = "<!DOCTYPE lolz [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]><p>x&b;y"
BAD = [
    ("an attribute of 10 MB", lambda: f"<p title='{'a' * 10_000_000}'>b", "b"),
    ("a million references", lambda: "&amp;" * 1_000_000, "&" * 1_000_000),
    ("only scripts", lambda: "<script>a</script><script src=b></script>", ""),
    ("frames", lambda: "<frameset><frame src=a><frame src=b><noframes>c</noframes></frameset>", ""),
    ("an empty body", lambda: "<html><head></head><body></body></html>", ""),
    ("a page cut off in a tag", lambda: "<p>a<a href='x", "a"),
    ("a page cut off in a script", lambda: "<p>a<script>var b = '", "a"),
    ("a page cut off in a comment", lambda: "<p>a<!-- b", "a"),
    ("a million open tags", lambda: "<div>" * 1_000_000 + "a", "a"),
    ("plaintext", lambda: "a<plaintext><b>c</plaintext>", "a\n<b>c</plaintext>"),
]


@pytest.mark.parametrize(("make", "after"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_pages(make, after):
    html = make()
    assert Patch.of(html, edits(html)).apply(html) == after


def test_entities_that_a_page_declares_are_never_expanded():
    after = Patch.of(BOMB, edits(BOMB)).apply(BOMB)
    assert after.endswith("x&b;y")
    assert len(after) < len(BOMB)


@pytest.mark.parametrize("row", TABLE["changes"], ids=lambda row: row["id"])
def test_shapes_of_pages(row):
    said = edits(row["before"])
    assert Patch.of(row["before"], said).apply(row["before"]) == row["after"]
    assert {edit.rule for edit in said} == set(row["rules"])


def test_every_rule_is_tried():
    assert {rule for row in TABLE["changes"] for rule in row["rules"]} == set(Markup.rules)


@pytest.mark.parametrize("text", TABLE["keep"])
def test_texts_that_are_no_pages_stay(text):
    page = Page.of_text(text, "notes.txt")
    assert edits(text, page.source.media_type) == []
