"""The words of a page are those that BeautifulSoup reads, in the same order, whatever it is made of.

Its builder is html5lib, which follows WHATWG; ``html.parser`` reads ``AT&T`` as ``ATT``.
"""

import gzip
import json
import re

import pytest
from bs4 import BeautifulSoup, Comment, Declaration, Doctype, ProcessingInstruction
from bs4.element import CData

from cleaner.document import Document
from cleaner.edit import Patch
from cleaner.stages.markup import Markup

NO_TEXT = ("script", "style", "title", "iframe", "noembed", "noframes", "template")
NOT_SHOWN = (Comment, Declaration, Doctype, ProcessingInstruction, CData)

CASES = [
    "<p>a<p>b", "<ul><li>a<li>b</ul>c", "<dl><dt>a<dd>b<dt>c</dl>", "<table><tr><td>a<td>b<tr><td>c</table>d",
    "a<br>b<br/>c", "a<hr>b", "<div>a<div>b</div>c</div>d", "<b><i>a</b>b</i>c", "</p>a</div>b", "<a href=x>a</a>b",
    "<a href='>'>a</a>", '<a href=">">a</a>', "<a title=\"it's\">a</a>", "<a b c=d e='f' g=\"h\">a</a>",
    "<a\nhref=x\n>a</a>",
    "<A HREF=X>a</A>", "<p class>a", "<p class=>a", "<img src=x>a", "<img src=x/>a", "<input value='a'>b",
    "a &amp; b", "a &lt;b&gt; c", "a&nbsp;b", "&#20013;&#x6587;", "&copy;&reg;&hellip;&mdash;", "&ldquo;a&rdquo;",
    "&#128512;", "a & b", "a &unknown; b", "AT&T", "<!-- a -->b", "<!--a--><!--b-->c", "<!---->a", "a<!-- > -->b",
    "<!DOCTYPE html>a", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x">a', "<?xml version='1.0'?>a",
    "<script>a<b</script>c", "<script>'</div>'</script>c", "<style>a{b:c}</style>d", "<script src=x></script>a",
    "<title>a</title>b", "<textarea>a</textarea>b", "<pre>a\n b</pre>c", "<iframe>a</iframe>b",
    "<noframes>a</noframes>b",
    "1 < 2", "a < b > c", "a<3", "<>a", "a<", "<p>a</p", "<select><option>a<option>b</select>", "<center>a</center>b",
    "<font size=1>a</font>b", "<table><tbody><tr><th>a</th><td>b</td></tr></tbody></table>",
    "<svg><text>a</text></svg>b",
    "<html><head><meta charset=utf-8></head><body>a</body></html>", "<body>a</body>b", "<form><label>a</label></form>b",
    "<h1>a</h1><h2>b</h2>", "<blockquote>a<p>b</blockquote>c", "<span>a</span><span>b</span>", "<o:p>a</o:p>b",
    "<st1:chsdate year='2021'>a</st1:chsdate>b", "<article><section>a</section></article>", "<nobr>a</nobr><wbr>b",
    # attributes: quotes, slashes, equal signs and angle brackets in places that browsers forgive
    "<a href='a\"b'>c</a>", "<a href=\"a'b\">c</a>", "<a href=a'b>c</a>", "<a href=a\"b>c</a>", "<a =b>c</a>",
    "<a b=>c</a>", "<a b = c>d</a>", "<a b =\n'c>d'>e</a>", "<a/b/c>d</a>", "<a b='c'd='e'>f</a>", "<a b=c/>d</a>",
    "<a b=`c>d`>e</a>", "<a b='<p>'>c</a>", "<a <p>b</a>", "<a b\0c>d</a>", "<a b=&amp;>c</a>",
    "<a b='&lt;&gt'>c</a>", "<a\tb\fc>d</a>", "<a b=c\nd>e</a>", "<a href=?a=1&copy=2>b</a>",
    # comments and what is taken for one
    "<!-->a", "<!--->a", "<!--a--!>b", "<!--a--b-->c", "<!--a->b-->c", "<!-- <!-- a --> b -->c", "<!a>b", "<!>a",
    "<?a>b", "<?php echo '>' ?>a", "</ a>b", "</>a", "</3>a", "<![CDATA[a]]>b", "<svg><![CDATA[a<b]]></svg>c",
    "<!--a", "a<!--", "a<!", "<!doctype>a", "<!DOCTYPE html SYSTEM 'a>b'>c", "<![if !IE]>a<![endif]>b",
    "<!--[if IE]>a<![endif]-->b",
    # raw text
    "<script><!--</script>a", "<script><!--<script></script>--></script>a",
    "<script><!--<script></script>a</script>b", "<script>a</scriptx>b</script>c", "<script>a</script b='>'>c",
    "<SCRIPT>a</ScRiPt>b", "<style>a</style >b", "<title>a<b>c</title>d", "<title>&amp;</title>a",
    "<textarea>&lt;<b></textarea>a", "<textarea>\na</textarea>b", "<xmp><b>&amp;</xmp>c", "<noembed><p>a</noembed>b",
    "<iframe><p>a</p></iframe>b", "<script>a", "<style>a", "<noscript><p>a</noscript>b",
    # references
    "&lt;p&gt;", "&ltp", "&notit;", "&notin;", "&AMP;&Amp;", "&#0;a", "&#x80;&#150;", "&#xD800;a", "&#x110000;a",
    "&#;a", "&#x;a", "&#65a", "&#x41;a", "&#X41 a", "&", "&;", "&amp", "&ampa", "&nbsp&nbsp;a",
    "&CounterClockwiseContourIntegral;", "&fjlig;", "&#38;lt;", "&lang;&#9001;", "&#12288;a", "&Aacute&aacute",
    # nesting
    "<p><div>a</div>b</p>c", "<a>b<a>c</a>d", "<b><p>a</b>b</p>c", "<i><b>a</i>b</b>c", "<li>a<li>b", "<dd>a<dt>b",
    "<button>a<button>b</button>", "<h1>a<h2>b</h1>c", "<p>a<table><tr><td>b</table>c", "<td>a<td>b", "<tr>a",
    "<option>a<option>b", "<ruby>a<rt>b<rt>c</ruby>d", "<body><body>a", "<html><html>a", "<head>a</head>b",
    "a</body>b</html>c", "<br></br>a", "</br>a", "<image src=a>b", "<details><summary>a</summary>b</details>",
    "<svg><title>a</title></svg>b", "<math><mi>a</mi></math>b", "<svg><p>a</p></svg>b", "<p>a</p>\0<p>b",
    "<form><form>a</form>b</form>c", "<marquee>a<p>b</marquee>c", "<plaintext>a</plaintext>b", "<x-y>a</x-y>b",
    "<founder-content>a</founder-content>", "<div>\r\na\rb</div>", "<p>a" * 40, "<b>" * 40 + "a",
    "<p>\u4e2d\u6587\n\u6587\u4e2d</p>", "\u3000\u3000<p>\u3000\u4e2d", "<p>a</p>\r\n<p>b</p>", "<div/>a", "<p/>a<p/>b",
]  # fmt: skip


def of_stage(html):
    """All characters but blanks that the stage leaves."""
    edits = list(Markup(hidden="keep", ruby="keep")(Document(html, media_type="text/html")))
    return re.sub(r"\s+", "", Patch.of(html, edits).apply(html))


def of_soup(html):
    """All characters but blanks that BeautifulSoup reads."""
    soup = BeautifulSoup(html, "html5lib")
    for element in soup(NO_TEXT):
        if not element.find_parent("svg"):  # there a title is a text like others
            element.decompose()
    return re.sub(r"\s+", "", "".join(text for text in soup.find_all(string=True) if not isinstance(text, NOT_SHOWN)))


@pytest.mark.parametrize("html", CASES)
def test_cases(html):
    assert of_stage(html) == of_soup(html)


def test_real_pages(shared):
    with gzip.open(shared / "bench" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for line in lines][::10]
    assert [at for at, html in enumerate(pages) if of_stage(html) != of_soup(html)] == []
