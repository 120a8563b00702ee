"""Characters that nobody sees, and characters that nobody can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from cleaner.scan import lazy, starting_with
from cleaner.stage import REMARK, Document, Edit, Note

# A joiner has work to do behind an emoji or a letter of the scripts that join (Arabic to Myanmar, Mongolian). What
# this stage removes is no such letter: else a second run would find joiners that the first had left.
_JOINING = (
    "\\u0600-\\u061b\\u061d-\\u109f\\u1800-\\u180d\\u180f-\\u18af\\u2190-\\u2bff"
    "\\ufb50-\\ufdcf\\ufe0f\\ufe70-\\ufefe\\U0001f000-\\U0001faff"
)
_CLASSES = {
    "character": "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f",
    "soft_hyphen": "\\xad",
    "byte_order_mark": "\\ufeff",
    "direction": "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069",
    "placeholder": "\\ufff9-\\ufffc",
    "undecodable": "\\ud800-\\udfff",
    "noncharacter": "\\ufdd0-\\ufdef" + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17)),
}
_ZERO_WIDTH = "\\u200b\\u034f\\u2060-\\u2064"
_JOINER = "\\u180e\\u200c\\u200d"
_UNSEEN = lazy(
    f"(?P<zero_width>(?:[{_ZERO_WIDTH}]|(?<![{_JOINING}])[{_JOINER}])+)|"
    + "|".join(f"(?P<{kind}>[{characters}]+)" for kind, characters in _CLASSES.items())
)
# All that this stage looks at, and all planes but the first: single characters of these make a class slow.
_SIGN = lazy(
    f"[{_ZERO_WIDTH}{_JOINER}{''.join(own for kind, own in _CLASSES.items() if kind != 'noncharacter')}"
    "\\ufdd0-\\ufdef\\ufffe\\uffff\\ue000-\\uf8ff\\U00010000-\\U0010ffff]"
)
_PRIVATE = lazy("[\\ue000-\\uf8ff\\U000f0000-\\U000ffffd\\U00100000-\\U0010fffd]")


@dataclass(frozen=True, slots=True)
class Control:
    """Remove characters without a shape of their own, and report those whose meaning is lost.

    Tabs and line ends stay. Joiners stay where they join (emoji, Arabic and the scripts of India). Bytes that were
    no character of the page's encoding become U+FFFD, with a remark that names them; private-use characters stay,
    since a font may have given them a meaning, with one remark for each.
    """

    name: ClassVar[str] = "control"
    rules: ClassVar[Mapping[str, str]] = {
        "control.character": "control characters (C0 and C1, but for tab and line ends) go",
        "control.soft-hyphen": "soft hyphens go",
        "control.byte-order-mark": "byte-order marks inside the text go",
        "control.zero-width": "zero-width spaces, word joiners and joiners that join nothing go",
        "control.direction": "marks that steer the direction of writing go",
        "control.placeholder": "anchors of annotations and the placeholder of an object (an image) go",
        "control.undecodable": "bytes that no character was read from, and lone surrogates, become U+FFFD",
        "control.noncharacter": "code points that are no characters go",
        "control.private-use": "private-use characters are reported",
    }

    def __call__(self, doc: Document) -> Iterator[Edit | Note]:
        """Yield an edit for each run, a remark for each run of damage and for each private-use character."""
        if not _SIGN.search(doc.text):
            return
        for found in starting_with(_SIGN, _UNSEEN, doc.text):
            kind = (found.lastgroup or "").replace("_", "-")
            lost = kind == "undecodable"
            yield Edit(*found.span(), "\ufffd" if lost else "", f"control.{kind}")
            if lost:
                yield Note(*found.span(), REMARK, f"cannot be read: {_named(found[0])}", "control.undecodable")
        yield from _private(doc.text)


def _named(lost: str) -> str:
    """Name damaged bytes as bytes and lone surrogates as code points, the first eight of them."""
    names = [f"byte {ord(c) - 0xDC00:02x}" if 0xDC80 <= ord(c) <= 0xDCFF else f"U+{ord(c):04X}" for c in lost[:8]]
    return ", ".join(names) + (f" and {len(lost) - 8} more" if len(lost) > 8 else "")


def _private(text: str) -> Iterator[Note]:
    """Report each private-use character once, at its first place."""
    counts: dict[str, int] = {}
    places: dict[str, int] = {}
    for found in _PRIVATE.finditer(text):
        counts[found[0]] = counts.get(found[0], 0) + 1
        places.setdefault(found[0], found.start())
    for character, at in places.items():
        says = f"private-use character U+{ord(character):04X}, {counts[character]} times"
        yield Note(at, at + 1, REMARK, says, "control.private-use")
