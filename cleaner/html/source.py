"""Is a document HTML? Its name, its beginning and its tags say so."""

import re

from cleaner.scan import lazy

HTML = "text/html"
PLAIN = "text/plain"

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
"""What a saved page is called."""

_LOOKED_AT = 1 << 16
_BEGINNING = lazy(
    r"(?:\s++|\ufeff|<\?xml[^>]{0,200}+>|<!--(?:(?!-->).){0,2000}-->){0,20}+<(?:!doctype\s++html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = lazy(r"</?[a-zA-Z][a-zA-Z0-9]{0,15}+(?:\s[^<>]{0,500}+)?>")
_BLOCK = lazy(r"</(?:div|p|table|td|tr|li|ul|script|h[1-6])>", re.IGNORECASE)


def media_type(text: str, name: str = "") -> str:
    """Return ``text/html`` for a page of that name that has tags, and for a text that begins as a page does.

    A text saved under the name of a page stays a text: read as HTML, it would lose its lines.

    >>> media_type("<!DOCTYPE html><p>a"), media_type("1 <a> 2"), media_type("a", "x.htm")
    ('text/html', 'text/plain', 'text/plain')
    """
    if _BEGINNING.match(text):
        return HTML
    if name.lower().endswith(SUFFIXES):
        return HTML if _TAG.search(text, 0, _LOOKED_AT * 4) else PLAIN
    begins = text.lstrip().startswith("<")
    return HTML if begins and len(_BLOCK.findall(text, 0, _LOOKED_AT)) >= 8 else PLAIN
