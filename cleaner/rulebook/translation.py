"""Writes the patterns of rule files in RE2's syntax: Unicode classes, macros, and refusals with advice.

RE2 keeps ``\\s \\d \\w`` to ASCII and does not know ``\\uXXXX``; here they mean what they mean in Python's ``re``.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaner.document import fold_table
from cleaner.node import suggest
from cleaner.scan import lazy

BLANK = r"\t\v\f\r\x1c-\x1f \x{85}\p{Z}"  # what str.strip() strips, but for the line feed
_CLASSES = {"s": BLANK, "d": r"\p{Nd}", "w": r"\p{L}\p{N}\p{M}_"}


class PatternError(ValueError):
    """A pattern that cannot be used, with advice."""


def expand(source: str, macros: Mapping[str, str]) -> str:
    """Put the macros in, each in a group of its own."""
    pieces = []
    for piece in _PIECE.finditer(source):
        name = piece["macro"]
        if not name:
            pieces.append(piece[0])
        elif name in macros:
            pieces.append(f"(?:{macros[name]})")
        else:
            raise PatternError(f"no macro is called {{{name}}}{suggest(name, macros)}")
    return "".join(pieces)


def translate(source: str) -> str:
    """Write a pattern whose macros are expanded in RE2's syntax."""
    pieces: list[str] = []
    for piece in _PIECE.finditer(source):
        text, kind = piece[0], piece.lastgroup
        if kind == "escape":
            text = _escape(text, inside=False)
        elif kind == "set":
            text = _set(text)
        elif kind == "group":
            _refuse(_GROUPS, text)
        elif kind == "possessive":
            raise PatternError(f"{text}: possessive repeats are not linear: drop the +{_OTHERWISE}")
        else:
            _check_folded(text)
        pieces.append(text)
    return "".join(pieces)


_ESCAPE = r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x\{[0-9a-fA-F]+\}|x[0-9a-fA-F]{2}|[pP]\{\^?\w+\}|[pP]\w|g<\w+>|.)"
_PIECE = lazy(
    rf"(?P<escape>{_ESCAPE})"
    rf"|(?P<set>\[\^?\]?(?:{_ESCAPE}|\[:\^?\w+:\]|[^\]\\])*\])"
    r"|(?P<group>\(\?(?:<[=!]|[=!>(]|P=))"
    r"|(?P<possessive>[*+?}]\+)"
    r"|\{(?P<macro>[a-z][a-z0-9_]*)\}"
    r"|[^\\\[({*+?}]+|.",
    re.DOTALL,
)
_INSIDE = lazy(rf"{_ESCAPE}|\[:\^?\w+:\]|.", re.DOTALL)
_OTHERWISE = ", or say engine: backtracking (slower; gives up after a number of steps)"
_GROUPS = {
    "(?=": "look-ahead is not linear: match the neighbour too and give it back in a group, or use unless" + _OTHERWISE,
    "(?!": "negative look-ahead is not linear: use unless, or a class such as [^x]" + _OTHERWISE,
    "(?<=": "look-behind is not linear: match the neighbour too and give it back in a group" + _OTHERWISE,
    "(?<!": "negative look-behind is not linear: use unless, or a class such as [^x]" + _OTHERWISE,
    "(?>": "atomic groups are not needed in a linear engine: write (?:",
    "(?(": "conditions on groups are not linear: write two patterns" + _OTHERWISE,
    "(?P=": "a back-reference is not linear" + _OTHERWISE,
}
_LETTERS = {
    "b": "word boundaries mean little between Chinese characters: write the neighbours, as in (?:^|[^\\w])",
    "B": "word boundaries mean little between Chinese characters: write the neighbours",
    "A": "write ^ for the start of the line",
    "Z": "write $ for the end of the line", "z": "write $ for the end of the line",
    "C": "single bytes are no characters: write .", "Q": "write the characters themselves, special ones with \\",
    "n": "a pattern sees one line: there is no line feed in it", "R": "a pattern sees one line",
    "G": "not known", "K": "not known",
}  # fmt: skip


def _refuse(advice: Mapping[str, str], text: str) -> None:
    """Raise with the advice for this piece."""
    raise PatternError(f"{text} is refused: {advice[text]}")


@lru_cache(maxsize=1024)
def _escape(text: str, inside: bool) -> str:
    """Translate one escape."""
    letter, rest = text[1], text[2:]
    if letter.isdigit() and letter != "0":
        raise PatternError(f"{text}: a back-reference is not linear{_OTHERWISE}")
    if (letter in "uU" and rest) or (letter == "x" and rest[:1] != "{" and rest):
        code = int(rest, 16)
        _check_folded(chr(code))
        return rf"\x{{{code:x}}}"
    if letter in _LETTERS:
        raise PatternError(f"{text} is refused: {_LETTERS[letter]}")
    if letter.lower() in _CLASSES:
        if inside and letter.isupper():
            raise PatternError(f"{text} inside [ ] is refused: write [^{text.lower()}...] instead")
        klass = _CLASSES[letter.lower()]
        return klass if inside else f"[{'^' if letter.isupper() else ''}{klass}]"
    if not letter.isascii():
        _check_folded(letter)
        return letter
    return text


@lru_cache(maxsize=1024)  # macros bring the same classes again and again
def _set(text: str) -> str:
    """Translate a class in brackets."""
    body = text[2:-1] if text.startswith("[^") else text[1:-1]
    if not ("\\" in body or "[" in body) and body.translate(fold_table()) == body:
        return text
    pieces = _INSIDE.findall(body)
    done = []
    for at, piece in enumerate(pieces):
        edge = "-" in (*pieces[at + 1 : at + 2], *pieces[max(at - 1, 0) : at])
        if len(piece) > 1 and piece[0] == "\\":
            done.append(rf"\x{{{int(piece[2:], 16):x}}}" if edge and piece[1] in "uU" else _escape(piece, inside=True))
        else:
            if not edge:
                _check_folded(piece)
            done.append(r"\[" if piece == "[" else piece)
    return text[: len(text) - len(body) - 1] + "".join(done) + "]"


def _check_folded(text: str) -> None:
    """Raise for a character that the folded view never holds: the pattern would never match."""
    if text.isascii() or text.translate(fold_table()) == text:
        return
    for character in text:
        folded = unfolded(character)
        if folded:
            raise PatternError(f'"{character}" never stands in the folded view: write "{folded}"')


def unfolded(character: str) -> str:
    """Return what the folded view has instead of a character that never stands there, else nothing."""
    if character.isascii():
        return ""
    table = fold_table()
    folded = table.get(ord(character))
    return "" if folded is None or ord(character) in table.values() else chr(folded)
