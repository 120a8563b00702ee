"""Lines above a headline that look like one: menus, names of sites and bulletins, mottos."""

from collections.abc import Sequence

from cleaner.heading.row import Row, is_furniture, is_headline, is_masthead, is_menu, is_prose
from cleaner.scan import lazy

_ISSUE = lazy("\\(?(?:总?第)?\\s?[\\d一二三四五六七八九十]{1,4}\\s?[期号]\\)?(?:\\s?\\(总第\\d+期\\))?")
_MENU_LEAST, _MENU_MOST = 4, 6
_CLAUSE, _COLUMN_MOST, _LEAST_LINES = 3, 20, 3
_SITE_MOST, _UNDER_SITE = 5, 12
_TOP_OF_MENU = ("首页 ", "首页|", "主页 ")
_SUBTITLE = lazy("(?:[\u2014\u2013\u2015\u2500]{1,3}|-{2,4})\\s?[^\\s\\d]")
_SPEECH = lazy("在.{4,40}上的?(?:讲话|致[辞词]|发言|报告)")
_MOTTO = lazy("[\u3400-\u9fff]{4}(?:[ ,][\u3400-\u9fff]{4}){1,3}")


def is_menu_row(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line of four short words or more stands where menus do: under a masthead or over a breadcrumb.

    So does any line, a slogan of the site, directly over a menu that begins at the first page.
    """
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    if below.startswith(_TOP_OF_MENU) and is_furniture(below):
        return True
    parts = lines[number].text.split()
    if len(parts) < _MENU_LEAST or max(map(len, parts)) > _MENU_MOST:
        return False
    above = number > 0 and (is_masthead(lines[number - 1].text) or is_furniture(lines[number - 1].text))
    return above or ">" in below


def is_site(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a very short line stands over a long headline with its banner: the name of a site or column."""
    if number + 2 >= len(lines) or len(lines[number].text) > _SITE_MOST:
        return False
    _, headline, banner = (line.text for line in lines[number : number + 3])
    return len(headline) >= _UNDER_SITE and is_headline(headline) and (is_furniture(banner) or is_prose(banner))


def is_motto(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line is clauses of four characters under the name of an office: what that stands for."""
    return number > 0 and bool(_MOTTO.fullmatch(lines[number].text)) and is_masthead(lines[number - 1].text)


def is_overhead(lines: Sequence[Row], number: int) -> bool:
    """Tell whether what might be a headline is none if there is one below, by its shape or by what it is over."""
    over = is_numbered_issue(lines, number) or is_over_a_subtitle(lines, number) or is_over_a_speech(lines, number)
    return over or is_row_of_labels(lines[number].text) or is_over_a_menu(lines, number)


def is_numbered_issue(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line is the name of a bulletin, with its number under it."""
    return number + 1 < len(lines) and bool(_ISSUE.fullmatch(lines[number + 1].text))


def is_row_of_labels(text: str) -> bool:
    """Tell whether a line is four words or more with blanks between, and no slogan of clauses of one length.

    >>> is_row_of_labels("\u65b0\u95fb \u653f\u52a1 \u6c11\u58f0 \u6570\u5b57\u62a5")
    True
    >>> is_row_of_labels("\u6293\u9879\u76ee \u4fc3\u62db\u5546 \u4f18\u73af\u5883 \u60e0\u6c11\u751f")
    False
    """
    sizes = [len(part) for part in text.split()]
    return len(sizes) >= _MENU_LEAST and (min(sizes) < _CLAUSE or len(set(sizes)) > 1)


def is_over_a_subtitle(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a short line stands over a headline with a subtitle, which begins with a dash: the column's name."""
    at = number + 1
    while at < len(lines) and is_furniture(lines[at].text):
        at += 1
    if at + 1 >= len(lines) or len(lines[number].text) > _COLUMN_MOST:
        return False
    return bool(_SUBTITLE.match(lines[at + 1].text)) and is_headline(lines[at].text)


def is_over_a_menu(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a menu stands under a line: that is the site's, and below a headline stands its date or its text."""
    return number + 1 < len(lines) and is_menu(lines[number + 1].text)


def is_over_a_speech(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a short first line stands over the title of a speech: whose page it is."""
    if number or len(lines) < _LEAST_LINES or len(lines[0].text) > _COLUMN_MOST:
        return False
    return bool(_SPEECH.fullmatch(lines[1].text))
