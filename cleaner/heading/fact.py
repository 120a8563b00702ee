"""What a line at the head of a page says, and the names of those that publish."""

from typing import NamedTuple

from cleaner.heading.row import Row
from cleaner.scan import lazy

NAME_OF_OUTLET = (
    r"\u300a[^\s\u300a\u300b]{2,16}\u300b(?:[\u3400-\u9fff]{2,8})?"
    r"|[^\s\u3002,;:!?|()\[\]\u201c\u201d\u300a\u300b]{2,24}(?:\([^()\s]{1,12}\))?"
)
"""What may stand behind the label of a source."""
NAMED_OUTLET = lazy(
    r"\u300a[\u3400-\u9fff]{2,12}\u300b|[\u3400-\u9fff]{2,16}(?:[报网社台刊]|中心|发布|融媒|新闻|观察|客户端|在线|办公室|新闻办|宣传部|频道)|今日[\u3400-\u9fff]{2,6}"
)
"""What is known for an outlet without a label."""
_TITLED = lazy("\u300a(?P<name>[^\u300a\u300b]+)\u300b(?:\\d{4}年)?(?:第\\d{1,4}[期版])?")


class Fact(NamedTuple):
    """``text[start:end]`` says that ``label`` is ``value``; without a value the words themselves are it."""

    start: int
    end: int
    label: str
    value: str


class Banner(NamedTuple):
    """A line, the facts that it holds, and whether nothing is lost if it goes."""

    row: Row
    facts: tuple[Fact, ...]
    goes: bool


def bare(text: str, fact: Fact) -> Fact:
    """Return a fact without the marks of a title around its words."""
    marked = _TITLED.fullmatch(text, fact.start, fact.end)
    return fact._replace(start=marked.start("name"), end=marked.end("name")) if marked else fact
