"""A page: what goes into a pipeline. Its text, where the text is from, and how the bytes are made again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cleaner.decode import Repair, decode, encode
from cleaner.html.source import media_type

_SURROGATES = re.compile("[\\ud800-\\udfff]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page is and how its bytes were read. ``sha256`` and ``size`` (bytes) are None if it could not be.

    A page out of a container (JSON lines, say) has the ``line``, row or record there, counted from 1, and the
    ``offset`` of its first byte in the file as it is unpacked; ``packing`` says what it was taken out of, ``meta``
    what else its row holds. Its bytes are then those of the text or payload, not those of the file.
    """

    path: str
    sha256: str | None = None
    size: int | None = None
    encoding: str = "utf-8"
    mark: bool = False
    confidence: float = 1.0
    reason: str = ""
    url: str | None = None
    media_type: str = "text/plain"
    repairs: tuple[Repair, ...] = ()
    line: int | None = None
    offset: int | None = None
    packing: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def place(self) -> str:
        """The path, with the line where there is one: ``corpus.jsonl:17``."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def encode(self, text: str) -> bytes:
        """Return the page's bytes from the whole of its decoded text."""
        return encode(text, self.encoding, self.mark, self.repairs)


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded page. ``name`` is what ids begin with and what ``restore`` writes to: a relative path."""

    name: str
    text: str
    source: Source

    @classmethod
    def of_bytes(cls, data: bytes, name: str = "page", path: str = "", encoding: str | None = None) -> "Page":
        """Decode a page. Raises InputError for an encoding that does not exist."""
        text, found, mark, confidence, reason, repairs = decode(data, encoding)
        told = round(confidence, 2), reason
        kind = media_type(text, path or name)
        digest = sha256(data).hexdigest()
        source = Source(path or name, digest, len(data), found, mark, *told, media_type=kind, repairs=repairs)
        return cls(name, text, source)

    @classmethod
    def of_text(cls, text: str, name: str = "page", path: str = "") -> "Page":
        """Take a text that is decoded already; its bytes are its UTF-8, lone surrogates passed."""
        lone: tuple[Repair, ...] = ()
        try:
            data = text.encode()
        except UnicodeEncodeError:  # looking for what it stumbles over takes eight times as long
            data, lone = text.encode("utf-8", "surrogatepass"), _lone(text)
        kind = media_type(text, name)
        size, digest = len(data), sha256(data).hexdigest()
        source = Source(path or name, digest, size, reason="given as text", media_type=kind, repairs=lone)
        return cls(name, text, source)


def _lone(text: str) -> tuple[Repair, ...]:
    """Return the repairs that give the lone surrogates of a text back."""
    return tuple(Repair(*m.span(), m[0].encode("utf-8", "surrogatepass")) for m in _SURROGATES.finditer(text))
