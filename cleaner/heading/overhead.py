"""Lines above a headline that look like one: menus, names of sites and bulletins, mottos."""

from collections.abc import Sequence

from cleaner.heading.row import Row, is_furniture, is_headline, is_masthead, is_prose
from cleaner.scan import lazy

_ISSUE = lazy("\\(?(?:总?第)?\\s?[\\d一二三四五六七八九十]{1,4}\\s?[期号]\\)?(?:\\s?\\(总第\\d+期\\))?")
_MENU_LEAST, _MENU_MOST = 4, 6
_SITE_MOST, _UNDER_SITE = 5, 12
_TOP_OF_MENU = ("首页 ", "首页|", "主页 ")
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
    """Tell whether a very short first line stands over a long headline with its banner: the name of a site."""
    if number or len(lines) < 3 or len(lines[0].text) > _SITE_MOST:
        return False
    _, headline, banner = (line.text for line in lines[:3])
    return len(headline) >= _UNDER_SITE and is_headline(headline) and (is_furniture(banner) or is_prose(banner))


def is_motto(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line is clauses of four characters under the name of an office: what that stands for."""
    return number > 0 and bool(_MOTTO.fullmatch(lines[number].text)) and is_masthead(lines[number - 1].text)


def is_numbered_issue(lines: Sequence[Row], number: int) -> bool:
    """Tell whether a line is the name of a bulletin, with its number under it."""
    return number + 1 < len(lines) and bool(_ISSUE.fullmatch(lines[number + 1].text))
