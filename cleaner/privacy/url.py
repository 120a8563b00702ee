"""Finds the URLs of a Chinese text, where they end as well as where they begin."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Form = Literal["url", "host"]


class Address(NamedTuple):
    """The span of a URL; its form is ``url`` with a scheme (``https://``), ``host`` without."""

    start: int
    end: int
    form: Form


_LABELS = "(?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62})\\.){1,9}"
_PORT = "(?::[0-9]{1,5}(?![0-9]))?"
# What a URL is made of. An entity ends it, and so does a second URL glued to it, if it is no part of path or query.
_NEXT = "[Hh][Tt][Tt][Pp][Ss]?[:\\uff1a]//"
_CHARACTER = (
    f"[A-GI-Za-gi-z0-9._~:/?#@!$'*+,;=%|-]|(?!{_NEXT})[Hh]|[Hh](?<=[/=?&#:%].)"
    "|&(?!(?:nbsp|quot|lt|gt|[lr][ds]quo|e[mn]sp|#3[49]);)"
)
_TOP = f"(?:[A-Za-z]{{2,24}}?(?={_NEXT})|[A-Za-z]{{2,24}})"
# Brackets belong to a URL in pairs: one that closes what was opened before the URL ends it.
_TAIL = f"(?:[/?#](?:(?:{_CHARACTER})|\\((?:{_CHARACTER})*+\\)|\\[(?:{_CHARACTER})*+\\])*+)?"
_USER = "(?:[A-Za-z0-9._%+-]{1,64}(?::[A-Za-z0-9._%+!$-]{0,64})?@)?"
_SCHEME = "(?:[Hh][Tt][Tt][Pp][Ss]?|[Ff][Tt][Pp])"
# Domains that may stand without scheme and www: common ones, and in small letters, for ASP.NET/C is none.
_DOMAIN = "(?:com|cn|net|org|gov|edu|info|biz|top|vip|cc|tv|hk|tw|mo)"
_BARE = f"(?<![0-9A-Za-z.@_/%&=-])(?:[a-z0-9](?:[a-z0-9-]{{0,62}})\\.){{1,9}}{_DOMAIN}"
_WITH_SCHEME = (
    f"{_SCHEME}[:\\uff1a]//{_USER}(?:{_LABELS}{_TOP}|[0-9]{{1,3}}(?:\\.[0-9]{{1,3}}){{3}}(?![0-9])"
    f"|[A-Za-z][A-Za-z0-9-]{{0,62}}(?=[:/])){_PORT}{_TAIL}"
)
_WITHOUT = (
    f"(?:{_SCHEME}(?:[:\\uff1a](?:/{{0,3}}|\\\\\\\\)|//)|(?<![0-9A-Za-z.@_-])(?<![0-9A-Za-z:/]/))"
    f"[Ww]{{3}}\\.{_LABELS}{_TOP}{_PORT}{_TAIL}"
)
_WITH_PATH = re.compile(f"(?P<url>{_WITH_SCHEME})|(?P<host>{_WITHOUT}|{_BARE}{_PORT}(?=/){_TAIL})")
_ANY = re.compile(f"(?P<url>{_WITH_SCHEME})|(?P<host>{_WITHOUT}|{_BARE}(?![0-9A-Za-z@_-]){_PORT}{_TAIL})")
_PATH_GATE = re.compile(f"\\.{_DOMAIN}(?::[0-9]{{1,5}})?/")
_BARE_GATE = re.compile(f"\\.{_DOMAIN}(?![0-9A-Za-z])")

_LIST_ITEM = re.compile("[,;][0-9A-Za-z]*+(?=$)")
_HAN = re.compile("[\\u3007\\u3400-\\u9fff]")
_CLOSING = ".,;:!?'*|"


def has_url(text: str, bare: bool = False) -> bool:
    """Tell, in one cheap look, whether a text may hold a URL at all."""
    if "//" in text or "www." in text or "WWW." in text or "Www." in text:
        return True
    return bool((_BARE_GATE if bare else _PATH_GATE).search(text))


def find_urls(text: str, bare: bool = False) -> Iterator[Address]:
    """Yield the URLs of a text in order, not overlapping.

    A URL has a scheme, begins with ``www.``, or is a domain with a path; with ``bare`` a domain alone will do. It
    ends where Chinese begins, and before the marks and brackets that close what is around it.

    >>> [tuple(found) for found in find_urls("(https://a.example.cn/b,1.html)")]
    [(1, 30, 'url')]
    """
    if not has_url(text, bare):
        return
    pattern, at = _ANY if bare else _WITH_PATH, 0
    while found := pattern.search(text, at):
        at = _end(text, *found.span())
        yield Address(found.start(), at, "url" if found["url"] else "host")


def _end(text: str, start: int, end: int) -> int:
    """Return where a URL ends that runs to ``end`` at most."""
    url = text[start:end]
    if _HAN.match(text, end) and (item := _LIST_ITEM.search(url)):
        url = url[: item.start()]
    return start + len(url.rstrip(_CLOSING))
