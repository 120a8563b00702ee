"""A row of a container, as a page: its text or bytes, name, address and what else is carried through."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from cleaner.node import suggest
from cleaner.page import Page, Source
from cleaner.reading.options import Reading

_LONGEST = 200  # bytes of a name; file systems take 255
_SAFE = re.compile(r"[^/\\:*?\"<>|%#\x00-\x20\x7f\ud800-\udfff]+")


@dataclass(slots=True)
class Container:
    """A file of documents: its path, the name its documents' names begin with, how they are packed in it.

    It remembers the ids that were met, fingerprint -> line, so that no two documents get one name.
    """

    path: str
    name: str
    packing: str
    reading: Reading
    unit: str = "line"
    met: dict[int, int] = field(default_factory=dict)

    def page(self, row: Any, number: int, offset: int | None = None) -> Page:
        """Return the page of a row, or, where it holds none that can be read, a rejected one with the reason."""
        if problem := self._problem(row, number):
            return self.rejected(problem, number, offset)
        reading = self.reading
        value = row[reading.field]
        name = f"{self.name}/{safe_name(row[reading.id_field]) if reading.id_field else number}"
        if isinstance(value, bytes):
            page = Page.of_bytes(value, name, self.path, reading.encoding)
        else:
            page = Page.of_text(value, name, self.path)
            page = replace(page, source=replace(page.source, reason=f"given as text in {reading.field!r}"))
        return self.placed(page, number, offset, row)

    def placed(self, page: Page, number: int, offset: int | None, row: Mapping[str, Any]) -> Page:
        """Return the page with its place in the file, its address and what is carried through."""
        url = row.get(self.reading.url_field or "url")
        source = replace(
            page.source, line=number, offset=offset, packing=self.packing, media_type=self.reading.media_type,
            url=storable(url) if isinstance(url, str) else None,
            meta={key: storable(row.get(key)) for key in self.reading.meta_fields},
        )  # fmt: skip
        return replace(page, source=source)

    def rejected(self, reason: str, number: int, offset: int | None = None) -> Page:
        """Return a page that could not be read."""
        source = Source(self.path, reason=reason, line=number, offset=offset, packing=self.packing)
        return Page(f"{self.name}/{number}~rejected", "", source)

    def _problem(self, row: Any, number: int) -> str:
        """Say what is wrong with a row; nothing if all is well."""
        if not isinstance(row, Mapping):
            return f"the {self.unit} is {_kind(row)}, no object; write {{\"{self.reading.field}\": \"...\"}}"
        return self._field_problem(row) or self._id_problem(row, number) or self._url_problem(row)

    def _field_problem(self, row: Mapping[str, Any]) -> str:
        name = self.reading.field
        if name not in row:
            return _lacks(row, name, "--field")
        value = row[name]
        if not isinstance(value, str | bytes):
            return f"{name!r} is {_kind(value)}, no text; mend it or name another --field"
        size = len(value)
        if size > self.reading.limit:
            return f"{name!r} is longer than --max-size; leave it out or raise that"
        return ""

    def _id_problem(self, row: Mapping[str, Any], number: int) -> str:
        name = self.reading.id_field
        if name is None:
            return ""
        if name not in row:
            return _lacks(row, name, "--id-field")
        value = row[name]
        if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
            return f"the id {name!r} is {_kind(value)}, no text or number; mend it or name another --id-field"
        first = self.met.setdefault(fingerprint(safe_name(value)), number)
        if first != number:
            told = f"the id {storable(str(value))[:80]!r} stands already in {self.unit} {first}"
            return f"{told}; make ids unique or name another --id-field"
        return ""

    def _url_problem(self, row: Mapping[str, Any]) -> str:
        name = self.reading.url_field
        if name is None or isinstance(row.get(name), str | None):
            return ""
        return f"the address {name!r} is {_kind(row[name])}, no text; mend it or name another --url-field"


def safe_name(value: str | int) -> str:
    r"""Return an id as the name of a file: different for different ids, whatever is in them.

    >>> safe_name("http://a.example/b"), safe_name(".."), safe_name(7)
    ('http%3A%2F%2Fa.example%2Fb', '%2E.', '7')
    """
    text = str(value)
    name = "".join(part if _SAFE.fullmatch(part) else _quoted(part) for part in _parts(text))
    if name.startswith("."):
        name = "%2E" + name[1:]
    if name.endswith("~rejected"):
        name = name.removesuffix("~rejected") + "%7Erejected"
    if len(data := name.encode()) <= _LONGEST:
        return name
    kept = data[: _LONGEST - 40].decode("utf-8", "ignore")
    return f"{kept}~{fingerprint(name):032x}"


def storable(value: Any) -> Any:
    """Return a value as JSON can hold it: lone surrogates escaped, other types as their text."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode()
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if -(1 << 63) <= value < 1 << 64 else str(value)
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [storable(one) for one in value]
    return storable(value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value))


def _parts(text: str) -> list[str]:
    """Cut a text into runs of safe characters and the others."""
    ends = [0]
    for found in _SAFE.finditer(text):
        ends += found.span()
    ends.append(len(text))
    return [text[a:b] for a, b in pairwise(ends) if a < b]


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def fingerprint(text: str) -> int:
    """Return 16 bytes that stand for a text."""
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest())


def _lacks(row: Mapping[str, Any], name: str, option: str) -> str:
    """Say that a field is not there, and which are."""
    fields = ", ".join(storable(str(key))[:40] for key in list(row)[:10]) or "no fields"
    return f"no field {name!r}; it has {fields}{suggest(name, map(str, row))}; mend it or name another {option}"


def _kind(value: Any) -> str:
    """Name the type of a value as JSON does."""
    if value is None:
        return "null"
    if value == "":
        return "empty"
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}
    if isinstance(value, Mapping):
        return "an object"
    return names.get(type(value), f"a {type(value).__name__}")
