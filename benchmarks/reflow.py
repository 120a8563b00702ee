"""How many of the line ends that wrapping and cutting put into clean text does the reflow stage take out again?

    python benchmarks/reflow.py [--smoke] [--errors N]

Clean text is the gold text of ``../shared/bench/html_dev.jsonl.gz`` where it is, else the clean pages of ``seeds/``.
Three kinds of damage are tried: every paragraph wrapped at a width with one line feed, the same with an empty line
between paragraphs, and one cut in a third of the paragraphs in the middle of a sentence, over an empty line. Precision
is the share of the joins that are right, recall the share of the cuts that were joined. Prints the wrong joins
(``--errors``), the edits on the clean text itself, and the speed.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from cleaner.document import Document
from cleaner.edit import Edit
from cleaner.stages.reflow import Reflow

ROOT = Path(__file__).parents[1]
GOLD = ROOT.parent / "shared" / "bench" / "html_dev.jsonl.gz"
CLEAN = ("11_speech_dashes_and_zeros.txt", "12_clean_article.txt")
WIDTHS = (22, 35, 60)
STAGE = Reflow()
Wrapped = tuple[str, set[int]]  # the damaged text; the offsets of the line ends that are no paragraph ends


def main() -> None:
    """Print a line of figures for each kind of damage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="20 pages only")
    parser.add_argument("--errors", type=int, default=0, help="show so many wrong joins of each kind")
    options = parser.parse_args()
    pages = list(clean_pages())
    pages = pages[:20] if options.smoke else pages
    for width in WIDTHS:
        report(f"wrapped at {width}", (wrapped(page, width, "\n") for page in pages), options.errors)
        report(f"at {width}, empty lines", (wrapped(page, width, "\n\n") for page in pages), options.errors)
    report("one cut a paragraph", (cut(page) for page in pages), options.errors)
    clean(pages)


def clean_pages() -> Iterator[list[str]]:
    """Yield the paragraphs of each clean page, with full-width punctuation."""
    if GOLD.exists():
        with gzip.open(GOLD, "rt", encoding="utf-8") as rows:
            texts = [json.loads(row)["gold_text"] for row in rows]
    else:
        texts = [(ROOT / "seeds" / name).read_text("utf-8") for name in CLEAN]
    for text in texts:
        yield [line for line in map(str.strip, text.split("\n")) if line]


def wrapped(paragraphs: Iterable[str], width: int, between: str) -> Wrapped:
    """Break paragraphs at a width."""
    return joined(([line[at : at + width] for at in range(0, len(line), width)] for line in paragraphs), "\n", between)


def cut(paragraphs: Iterable[str]) -> Wrapped:
    """Cut every third long paragraph in two, somewhere in the middle of a sentence."""
    chance = random.Random(4)
    pieces = []
    for line in paragraphs:
        places = [n for n in range(30, len(line) - 10) if line[n - 1].isalpha() and line[n].isalpha()]
        at = chance.choice(places) if places and chance.random() < 1 / 3 else 0
        pieces.append([line[:at], line[at:]] if at else [line])
    return joined(pieces, "\n\n", "\n\n")


def joined(pieces: Iterable[list[str]], within: str, between: str) -> Wrapped:
    """Put the pieces of paragraphs together and note where the cuts are."""
    text, cuts = "", set()
    for lines in pieces:
        for number, line in enumerate(lines):
            if number:
                cuts.add(len(text))
            text += (within if number else between if text else "") + line
    return text, cuts


def report(kind: str, pages: Iterable[Wrapped], shown: int) -> None:
    """Print precision and recall on damaged pages, and some of the wrong joins."""
    right = made = wanted = 0
    wrong: list[str] = []
    for text, cuts in pages:
        found = {said.start for said in edits(text) if said.rule == "reflow.join"}
        right += len(found & cuts)
        made += len(found)
        wanted += len(cuts)
        wrong += [context(text, at) for at in sorted(found - cuts)]
    print(f"{kind:22} {wanted:6} cuts, precision {right / max(made, 1):.4f}, recall {right / max(wanted, 1):.4f}")
    print("".join(f"    {line}\n" for line in wrong[:shown]), end="")


def clean(pages: Iterable[list[str]]) -> None:
    """Print what the stage changes in clean pages, and how fast it is."""
    texts = ["\n\n".join(page) for page in pages]
    start = perf_counter()
    found = [(text, said) for text in texts for said in edits(text)]
    speed = sum(len(text.encode()) for text in texts) / (perf_counter() - start) / 1e6
    print(f"clean text: {sum(map(len, texts))} characters, {len(found)} edits, {speed:.1f} MB/s")
    for text, said in found[:100]:
        print(f"    {said.rule}: {context(text, said.start)}")


def edits(text: str) -> list[Edit]:
    """Return what the stage would change."""
    return [said for said in STAGE(Document(text)) if isinstance(said, Edit)]


def context(text: str, at: int) -> str:
    """Show where an edit is."""
    return repr(text[max(0, at - 24) : at]) + " + " + repr(text[at : at + 24])


if __name__ == "__main__":
    main()
