"""The line of time, source and author above or below a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.heading.banner import find_banners
from cleaner.heading.fact import Banner as Line
from cleaner.heading.paper import find_issue
from cleaner.heading.row import LONGEST, rows
from cleaner.names.credits import line_credits
from cleaner.scan import lazy
from cleaner.stage import Document, Edit, Note

_SOURCE = lazy("(?:[^\u3002]*\\s)?(?:稿件|信息|消息|文章|新闻|内容|本文)?来\\s?源于?\\s*[:|\u4e28]\\s*\\S")
_HEAD = 3
_PAPER = lazy(
    "(?P<name>[\u3400-\u9fff]{2,8}(?:日报|晚报|晨报|早报|时报|商报|周报|新报|都市报|农村报))(?:\\s*(?:数字报刊?|电子报|电子版))?"
)


@dataclass(frozen=True, slots=True)
class Banner:
    """Read the line that a site, a paper or an account sets around a text: when, from where, by whom; and remove it.

    Such a line stands above all sentences or among the last lines, and every piece of it is known: labels with their
    values (来源, 时间, 作者, 浏览), a date with a time of day, sizes of type, prompts to share. It says when and has a
    time of day or a label, or it has two labels. The line of an account (name and time), of a printed page (masthead,
    day, page), of an office's brief and of a press release with its hour count too. Years of the Republic (民國) are
    those of the common era. What such a line says becomes ``published``, ``outlet``, ``reporters`` and
    ``photo_credits``.
    """

    name: ClassVar[str] = "banner"
    rules: ClassVar[Mapping[str, str]] = {
        "banner.published": "when the page was put online or printed",
        "banner.outlet": "from where the text is",
        "banner.reporters": "who wrote it",
        "banner.issuing_agency": "the office that published it",
        "banner.photo_credits": "who took the pictures",
        "banner.line": "the line goes: what it says became metadata, the rest is furniture",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield the facts and the removal of the lines."""
        if doc.text.isascii():
            return
        lines = rows(doc.folded)
        found = list(find_banners(lines))
        yield from (_line_off(doc.text, one) for one in found if one.goes)
        short = (line.text for line in lines if len(line.text) <= LONGEST and "源" in line.text)
        if any(map(_SOURCE.match, short)):  # that wins over the name of an account
            found = [one if _SOURCE.match(one.row.text) else _without_account(one) for one in found]
        elif not any(map(_names_outlet, found)):
            for line in lines[:_HEAD]:
                if paper := _PAPER.fullmatch(line.text):
                    yield Note(line.start, line.start + paper.end("name"), "outlet", paper["name"], "banner.outlet")
        if not any(fact.label == "published" for one in found for fact in one.facts) and (issue := find_issue(lines)):
            yield Note(*issue.day, "published", issue.edtf, "banner.published")
            if not any(map(_names_outlet, found)):
                yield Note(*issue.paper, "outlet", doc.text[slice(*issue.paper)], "banner.outlet")
        named = sorted(found, key=lambda one: "以下文章来源于" not in one.row.text)
        for fact in (fact for one in named for fact in one.facts):
            value = fact.value or re.sub(r"\s+", "", doc.text[fact.start : fact.end])
            yield Note(fact.start, fact.end, fact.label, value, f"banner.{fact.label}")
        said = {(fact.label, doc.text[fact.start : fact.end]) for one in found for fact in one.facts}
        for one in line_credits(doc.folded):  # in all lines: rules may remove some of them before others read these
            for label, names in (("reporters", one.writers), ("photo_credits", one.photographers)):
                for start, end in (name[:2] for name in names if (label, doc.text[slice(*name[:2])]) not in said):
                    yield Note(start, end, label, re.sub(r"\s+", "", doc.text[start:end]), f"banner.{label}")


def _names_outlet(one: Line) -> bool:
    return any(fact.label == "outlet" for fact in one.facts)


def _without_account(one: Line) -> Line:
    """Return a line that has no label of a source without the outlet that it names."""
    return one._replace(facts=tuple(fact for fact in one.facts if fact.label != "outlet"))


def _line_off(text: str, one: Line) -> Edit:
    """Return the removal of a line with the line feed behind it; the last one takes that before it."""
    start = text.rfind("\n", 0, one.row.start) + 1
    end = text.find("\n", one.row.end)
    span = (start, end + 1) if end >= 0 else (max(0, start - 1), len(text))
    return Edit(*span, "", "banner.line")
