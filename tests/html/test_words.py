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
        element.decompose()
    return re.sub(r"\s+", "", "".join(text for text in soup.find_all(string=True) if not isinstance(text, NOT_SHOWN)))


@pytest.mark.parametrize("html", CASES)
def test_cases(html):
    assert of_stage(html) == of_soup(html)


def test_real_pages(shared):
    with gzip.open(shared / "bench" / "html_dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for line in lines][::10]
    assert [at for at, html in enumerate(pages) if of_stage(html) != of_soup(html)] == []
