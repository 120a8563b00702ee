"""What of Markdown is prose: lines against markdown-it as the reference, what stands inside them in a table."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cleaner.repository.markdown import no_prose
from tests.clock import assert_linear_time

INSIDE = [
    ("heading", "## \u6807\u9898, \u8bf4", "#\u6807\u9898, \u8bf4"),
    ("item", "1.  \u9879,\u76ee", "#\u9879,\u76ee"),
    ("nested item", "- \u7532\n  - \u4e59,\u4e19", "#\u7532\n#\u4e59,\u4e19"),
    ("quote", "> \u5f15,\u7528", "#\u5f15,\u7528"),
    ("line break", "\u4e00\u884c  \n\u4e8c\u884c", "\u4e00\u884c#\n\u4e8c\u884c"),
    ("table", "| \u7532,  | \u4e59 |\n|:---|---:|", "#\u7532,#\u4e59#\n#"),
    ("code", "\u8bf4`\u4ee3,\u7801`,\u5b8c", "\u8bf4#,\u5b8c"),
    ("code in two marks", "\u8bf4`` a`,b ``,\u5b8c", "\u8bf4#,\u5b8c"),
    ("a lone mark is none", "\u8bf4`\u4ee3,\u7801", "\u8bf4`\u4ee3,\u7801"),
    ("link", "\u89c1[\u7532,\u4e59](http://a.cn/x,y?q=1 \"\u9898\"),\u5b8c", "\u89c1#\u7532,\u4e59#,\u5b8c"),
    ("address", "\u89c1 https://a.cn/x,y \u5b8c", "\u89c1 # \u5b8c"),
    ("label", "[^1]: \u6ce8,\u91ca", "#\u6ce8,\u91ca"),
    ("reference", "[\u7532]: a.md \"\u9898\"", "#"),
    ("tag", "\u8bf4<a href=\"x,y\">\u7532,</a>", "\u8bf4#\u7532,#"),
    ("emoji", "\u597d:smile:,\u597d", "\u597d#,\u597d"),
    ("formula", "\u8bbe$f(x),y$,\u5219", "\u8bbe#,\u5219"),
    ("template", "\u8bf4{% include \"a,b\" %},\u5b8c", "\u8bf4#,\u5b8c"),
]

BLOCKS = [
    "\u8bf4\n\n    \u4ee3,\u7801\n\n    \u8fd8,\u662f\n\n\u8bf4\n",
    "- \u9879\n\n    \u6bb5,\u843d\n\n\u8bf4\n",
    "- \u9879\n    \u7eed,\u884c\n",
    "```\n\u4ee3,\u7801\n```\n\u8bf4\n",
    "~~~ text\n```\n\u4ee3,\u7801\n~~~\n\u8bf4\n",
    "````\n```\n\u4ee3\n````\n\u8bf4\n",
    "```\n\u6ca1,\u5b8c\n",
    "\u8bf4\n    \u4e0d\u662f\u4ee3,\u7801\n",
    "1. \u9879\n\n   ```\n   \u4ee3,\u7801\n   ```\n\n2. \u9879\n",
    "<pre>\n\u4ee3,\n\n\u7801\n</pre>\n\n\u8bf4\n",
    "<!-- \u6ce8,\n\n\u91ca -->\n\n\u8bf4\n",
    "\t\u4ee3,\u7801\n\u8bf4\n",
    "\u8bf4\n\n\u8bf4\n",
]


_SIGNS = (
    "`", "` `` ", "[", "](", "<!--", "<a", "|", " ", "$", "{%", ":a", "> ", "- ", "    \u7532\n\n", "\n",
    "](a(", "http:",
)  # fmt: skip


def masked(text, inside=True):
    signs = list(text)
    for start, end in no_prose(text, inside):
        signs[start:end] = ["\n" if sign == "\n" else "#" for sign in signs[start:end]]
    return "".join(signs)


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in INSIDE], ids=[row[0] for row in INSIDE])
def test_what_stands_inside_a_line_and_is_no_prose(text, expected):
    assert re.sub("#+", "#", masked(text)) == expected


@pytest.mark.parametrize("text", BLOCKS)
def test_code_is_where_markdown_it_finds_it(text):
    code = set()
    for token in MarkdownIt("commonmark").parse(text):
        if token.type in ("fence", "code_block", "html_block"):
            code |= set(range(*token.map))
    lines = text.split("\n")
    ours = {at for at, line in enumerate(masked(text, inside=False).split("\n")) if "#" in line}
    assert ours == {at for at in code if lines[at].strip()}


def test_a_formula_of_several_lines_is_no_prose():
    assert masked("$$\nx, \u7532,\n$$\n\u8bf4,", inside=False) == "##\n#####\n##\n\u8bf4,"


def test_front_matter_is_no_prose_and_a_rule_is_no_front_matter():
    assert masked("---\ntags: [\u7532,\u4e59]\n---\n\u8bf4,", inside=False) == "###\n###########\n###\n\u8bf4,"
    assert masked("\u8bf4\n\n---\n\n\u8bf4,", inside=False) == "\u8bf4\n\n---\n\n\u8bf4,"


@given(st.text(alphabet="`~-*#>| \t\n$[]()<>!:{}%\u7532,\\\"1.", max_size=60))
def test_spans_lie_in_the_text_in_order(text):
    spans = no_prose(text)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize("sign", _SIGNS)
def test_many_awkward_signs_take_linear_time(sign):
    def reading(size):
        return lambda: no_prose("\u7532" + sign * (size // len(sign)))

    assert_linear_time(reading(100_000), reading(25_000))
