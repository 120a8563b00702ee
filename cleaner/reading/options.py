"""What is read, and how: an input, and the options that say what its documents are."""

from dataclasses import dataclass
from typing import NamedTuple

STDIN = "-"

MEGABYTE = 1_000_000


class Input(NamedTuple):
    """A file to be read: its path as given, with forward slashes, or its URL, and the name that its records bear."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read out of files.

    ``field`` holds a row's text, in UTF-8 where it is bytes and says nothing else; ``id_field`` what it is called
    (default: its number), ``url_field`` its address (default: ``url``, where that is a text), ``meta_fields`` what is
    carried into ``provenance.source.meta``. No document is longer than ``limit`` bytes.
    """

    encoding: str | None = None
    field: str = "text"
    id_field: str | None = None
    url_field: str | None = None
    meta_fields: tuple[str, ...] = ()
    limit: int = 200 * MEGABYTE

    @property
    def media_type(self) -> str:
        """The media type of the field: that of HTML for one whose name ends so."""
        return "text/html" if self.field.lower().endswith("html") else "text/plain"


PLAINLY = Reading()
"""How documents are read where nothing else is said."""
