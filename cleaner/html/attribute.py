"""The attributes of a start tag, read when somebody asks for them."""


from cleaner.html.entity import decoded
from cleaner.scan import lazy

_NAME = lazy(r"<[A-Za-z][^\t\n\f\r />]*+")
_ATTRIBUTE = lazy(
    r"""[\t\n\f\r /]*+([^\t\n\f\r />][^\t\n\f\r />=]*+)"""
    r"""(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r >"'][^\t\n\f\r >]*+)|(?=>)))?+"""
)


def attributes(html: str, start: int, end: int) -> dict[str, str]:
    """Return the attributes of the start tag ``html[start:end]``: names in lower case, values with references resolved.

    Of two with one name the first counts; one without a value has an empty one.

    >>> attributes("<a ID=x id=y title='1 &lt; 2' hidden>", 0, 37)
    {'id': 'x', 'title': '1 < 2', 'hidden': ''}
    """
    found: dict[str, str] = {}
    name = _NAME.match(html, start, end)
    at = name.end() if name else end
    while one := _ATTRIBUTE.match(html, at, end):
        at = one.end()
        value = next((decoded(html, *one.span(group), True) for group in (2, 3, 4) if one[group] is not None), "")
        found.setdefault(one[1].lower(), value)
    return found


def is_self_closing(html: str, start: int, end: int) -> bool:
    """Whether a start tag ends in a slash of its own, which only counts inside svg and math."""
    if html[end - 2 : end] != "/>":
        return False
    name = _NAME.match(html, start, end)
    at = name.end() if name else end
    while one := _ATTRIBUTE.match(html, at, end):
        at = one.end()
    return at <= end - 2
