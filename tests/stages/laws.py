"""What every stage that edits characters promises, and the texts that try it."""

from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from tests.clock import assert_linear_time

AWKWARD = (
    "\u4e2d\u56db\u7532\u3007\u36c3\U00020bb7\u5e74\u4ef6"  # Han, the last two before a year and an item's number
    ",:;!?()\uff0c\uff1a\uff1b\uff01\uff1f\uff08\uff09\uff05\uff0e\uff0f"
    "aZ019\uff11\uff21\u2160\u2460\u3042"
    " \t\xa0\u2002\u3000\n\r\v\x85\u2028"
    "\"'`<>{}[]/\\=+*-_^&#.%@~|\u201c\u201d\u300a\u300b\u300c\u300d\u3010\u3011\u3001\u3002\u2014\u2026"
    "\x00\x1f\x7f\x9f\xad\u034f\u061c\u0628\u0915\u180e\u1820\u200b\u200c\u200d\u200e\u2060\u2066\ufe0f\ufeff"
    "\U0001f468\U0001f3fd\U000e0100\ufffc\ufffd\uffff\U0002fffe\ue000\ud800\udcff"
)
PHRASES = (
    "1,0", "3:1", "1)", "(\u4e00)", ":-)", "&nbsp;", "f(x)", "![", "](", "://", '":"', "\u4e2d, ab c", " ab",
    "\uff11\uff1a\uff13\uff10",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from([*AWKWARD, *PHRASES]), max_size=30).map("".join)
CHINESE = st.text(
    "\u4e2d\u56fd\u3007\u36c3\U00020bb7\uff0c\u3002\uff1a\uff1b\uff01\uff1f\uff08\uff09\u3001\u201c\u201d\u300a\u2026"
)
"""Good Chinese text: Han and full-width punctuation."""


def edits(stage, text):
    """The edits that a stage asks for."""
    return [saying for saying in stage(Document(text)) if isinstance(saying, Edit)]


def cleaned(stage, text):
    """The text after the stage. Raises LedgerError for edits that are out of order."""
    return Patch.of(text, edits(stage, text)).apply(text)


def fired(stage, text):
    """The ids of the rules that changed the text."""
    return {edit.rule for edit in edits(stage, text)}


def assert_lawful(stage, text):
    """Edits lie in order inside the text, change something, name a rule that exists; a second run finds nothing."""
    last = 0
    for start, end, new, rule in edits(stage, text):
        assert last <= start <= end <= len(text)
        assert text[start:end] != new
        assert rule in stage.rules
        last = end
    assert edits(stage, cleaned(stage, text)) == []


def hostile(unit, size):
    """Long texts of one unit: bare, after Chinese, before Chinese, and with a letter between."""
    many = unit * (size // len(unit))
    lettered = "".join(c + "a" for c in many[: size // 2])
    return many, "\u4e2d" + many, many + "\u4e2d", lettered, "\u4e2d".join(many[: size // 2])


def assert_linear(stage, unit):
    """100,000 characters of the unit take less than ten times as long as 25,000."""

    def look_at(size):
        texts = hostile(unit, size)
        return lambda: [edits(stage, text) for text in texts]

    assert_linear_time(look_at(100_000), look_at(25_000), what=repr(unit))
