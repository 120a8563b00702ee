"""Stages reach Chinese prose only: what would change in a repository, and the many texts that stay."""

import pytest

from cleaner.config import load_pipeline
from cleaner.repository.examine import Examiner

CHANGES = [
    ("comma", "a.txt", "\u5c71,\u6c34\n", "\u5c71\uff0c\u6c34\n"),
    ("invisible sign in English", "a.txt", "plain\u200b text\n", "plain text\n"),
    ("mojibake in English", "a.txt", "caf\u00c3\u00a9\n", "caf\u00e9\n"),
    ("full-width letters alone", "a.txt", "\uff21\uff22\n", "AB\n"),
    ("blanks at the end", "a.txt", "\u5c71\u6c34  \n", "\u5c71\u6c34\n"),
    ("blank beside a mark", "a.txt", "\u5c71\uff0c \u6c34\n", "\u5c71\uff0c\u6c34\n"),
    ("quotes", "a.md", "\u8bf4\"\u5c71\u6c34\"\u597d\n", "\u8bf4\u201c\u5c71\u6c34\u201d\u597d\n"),
    ("heading", "a.md", "# \u5c71,\u6c34\n", "# \u5c71\uff0c\u6c34\n"),
    ("text of a link", "a.md", "\u89c1[\u5c71,\u6c34](a,b.md)\n", "\u89c1[\u5c71\uff0c\u6c34](a,b.md)\n"),
    ("cell", "a.md", "| \u5c71,\u6c34  | \u4e59 |\n", "| \u5c71\uff0c\u6c34  | \u4e59 |\n"),
    ("behind code", "a.md", "```\n\u5c71,\n```\n\u5c71,\u6c34\n", "```\n\u5c71,\n```\n\u5c71\uff0c\u6c34\n"),
]

STAYS = [
    ("English", "a.txt", "See it,  and \"that\" - (F1 .945)...  \n"),
    ("English with a name", "a.md", "* **doc**: mend a typo in the page about zlib (\u96e8\u591c) [#3]\n"),
    ("Japanese", "a.txt", "\u65e5\u672c\u8a9e\u306e\u6587,(\u6f22\u5b57)\n"),
    ("Korean", "a.txt", "\ud55c\uad6d(\u97d3\u570b), \uae00\n"),
    ("columns", "a.txt", "\u59d3\u540d    \u804c\u52a1\n\u7532      \u4e59\n"),
    ("indent of two wide blanks", "a.txt", "\u3000\u3000\u5c71\u6c34\u3002\n"),
    ("empty lines", "a.txt", "\u5c71\n\n\n\n\u6c34\n"),
    ("no line end at the end", "a.txt", "\u5c71\u6c34"),
    ("Traditional", "a.txt", "\u5c71\u6c34\u570b\u9ad4\n"),
    ("list in Markdown", "a.md", "-   \u7532\n    - \u4e59\n"),
    ("line break in Markdown", "a.md", "\u5c71\u6c34  \n\u5c71\u6c34\n"),
    ("code in Markdown", "a.md", "`\u5c71,\u6c34`\n\n    \u5c71,\u6c34\n"),
    ("invisible sign in code", "a.md", "`\u5c71\u200b\u6c34`\n"),
    ("front matter", "a.md", "---\ntags: [\u5c71,\u6c34]\n---\n"),
    ("directive", "a.md", "!!! note \"\u5c71\u6c34\"\n"),
    ("text of a share bar", "a.txt", "\u5206\u4eab\u5230\uff1a\n\u8d23\u4efb\u7f16\u8f91\uff1a\u7532\n"),
]  # fmt: skip


@pytest.fixture(scope="module")
def examiner():
    return Examiner(load_pipeline("commit"))


@pytest.mark.parametrize(("name", "before", "after"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_what_changes(examiner, name, before, after):
    done = examiner.examine(before.encode(), name, name)
    assert done.after == after
    assert done.data == after.encode()
    assert examiner.examine(done.data, name, name).report.clean


@pytest.mark.parametrize(("name", "text"), [row[1:] for row in STAYS], ids=[row[0] for row in STAYS])
def test_what_stays(examiner, name, text):
    done = examiner.examine(text.encode(), name, name)
    assert (done.report.clean, done.after, done.data) == (True, text, None)
