"""What of a Markdown file is no prose: there a full-width mark would break it."""

import re
from collections.abc import Iterator

_FENCE = re.compile("[ \\t>]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \\t]+)*(`{3,}(?=[^`]*$)|~{3,})")
_HEAD = re.compile("(---|\\+\\+\\+)[ \\t]*$")
_INDENTED = re.compile(" {4}| {0,3}\\t")
_ITEM = re.compile("[ \\t]*(?:[-*+]|[0-9]{1,9}[.)])(?:[ \\t]|$)")
_HTML = re.compile(" {0,3}<(script|pre|style|textarea)\\b", re.IGNORECASE)
_COMMENT = re.compile(" {0,3}<!--")
_DIRECTIVE = re.compile(" {0,3}(?:!!!|\\?\\?\\?\\+?|:{3,})[ \\t]?")
# What stands inside a line: blanks at its ends, marks of lists, quotes and headings with their blanks, labels of
# links and notes, bars of a table, code, formulae, destinations of links, addresses, tags, emoji, attributes in braces.
_INLINE = re.compile(
    "^[ \\t\\u3000]*(?:(?:>|[-*+]|[0-9]{1,9}[.)]|#{1,6})[ \\t]+)*"
    "(?:\\[\\^[^\\]\\n]+\\]:[ \\t]*|\\[[^\\]\\n]+\\]:[ \\t]*[!-~][^\\n]*)?"
    "|(?<![ \\t])[ \\t]+$"
    "|(?<![ \\t|])[ \\t]*\\|[ \\t|:-]*"
    "|(?<!`)(`+)(?!`)(?:(?!\\n[ \\t]*\\n)[^`]|(?!\\1(?!`))`+){0,1000}?(?<!`)\\1(?!`)"
    "|(?<!\\$)\\$\\$?[!-#%-~][ -#%-~]*\\$\\$?"
    "|\\]\\((?:<[^>\\n]*>|[^\\s()]*(?:\\([^\\s()]*\\)[^\\s()]*)*)(?:[ \\t]+(?:\"[^\"\\n]*\"|'[^'\\n]*'))?\\)"
    "|!?\\[(?=[^\\]\\n]{0,100}\\]\\()"
    "|\\b(?:https?|ftp|mailto)://?[!-~]+"
    "|</?[A-Za-z][^<>]*>|<!--(?:[^-]|-(?!->)){0,200}-->"
    "|:[a-z0-9_+-]{2,30}:"
    "|\\{[%{#:.][^{}\\n]*\\}\\}?",
    re.MULTILINE,
)


def no_prose(text: str, inside: bool = True) -> list[tuple[int, int]]:
    """Return the spans of a Markdown text that are no prose, in order, touching or apart.

    Whole lines: front matter, fenced and indented code, raw HTML, directives. ``inside`` the others: what marks lists,
    quotes, headings and tables, blanks at the ends of lines (two are a line break), code, destinations of links, tags.
    Line ends are LF.
    """
    spans: list[tuple[int, int]] = []
    for start, end, whole in _blocks(text):
        if whole:
            spans.append((start, end))
        elif inside:
            spans += (found.span() for found in _INLINE.finditer(text, start, end) if found[0])
    return spans


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield the text in runs of lines: start, end, and whether it is no prose at all."""
    start = last = 0
    kind = False
    for at, end, whole in _lines(text):
        if whole != kind:
            if start < at:
                yield start, at, kind
            start, kind = at, whole
        last = end
    if start < last:
        yield start, last, kind


def _lines(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield each line with its line feed, and whether it is no prose at all."""
    until: re.Pattern[str] | None = None  # what ends the block of which this line is a part
    after_blank, in_list, at = True, False, 0
    for number, line in enumerate(text.split("\n")):
        end = min(len(text), at + len(line) + 1)
        whole = until is not None
        if until is not None:
            until = None if until.search(line) else until
        elif (opened := _opened(line, number)) is not None:
            whole, until = True, opened
        elif line.strip():
            indented = bool(_INDENTED.match(line))
            in_list = bool(_ITEM.match(line) and not (indented and not in_list)) or (
                in_list and (indented or line[0] == " " or not after_blank)
            )
            whole = (indented and after_blank and not in_list) or bool(_DIRECTIVE.match(line))
        after_blank = not line.strip() or (whole and until is None and bool(_INDENTED.match(line)))
        yield at, end, whole
        at = end


def _opened(line: str, number: int) -> re.Pattern[str] | None:
    """Return what ends the block that a line opens; None for a line that opens none, or closes what it opens."""
    if number == 0 and (found := _HEAD.match(line)):
        return re.compile(f"^{re.escape(found[1])}[ \\t]*$|^\\.\\.\\.[ \\t]*$")
    if found := _FENCE.match(line):
        return re.compile(f"^[ \\t>]*{re.escape(found[1][0])}{{{len(found[1])},}}[ \\t]*$")
    if (found := _HTML.match(line)) and f"</{found[1].lower()}" not in line.lower():
        return re.compile(f"</{found[1]}", re.IGNORECASE)
    if _COMMENT.match(line) and "-->" not in line:
        return re.compile("-->")
    if line.strip() == "$$":
        return re.compile("\\$\\$")
    return None
