"""``cleaner dedup``: leaves out what repeats."""

import argparse
from collections.abc import Sequence

from cleaner.arguments import count, say
from cleaner.dedup.sift import THRESHOLD, sift


def main(words: Sequence[str]) -> int:
    """Run the command. Exit codes: 0 done, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="cleaner")
    add_parser(parser.add_subparsers(required=True))
    options = parser.parse_args(words)
    sifted = sift(options.records, options.output, None if options.exact else options.threshold)
    read, repeat = count(sifted.read, "record"), f"{sifted.exact:,} repeat another, {sifted.near:,} nearly"
    say(f"{read} read: {sifted.kept:,} kept, {repeat}")
    return 0


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its arguments."""
    dedup = commands.add_parser(
        "dedup", help="leave out what repeats", description="Keep the first of all records that are alike."
    )
    dedup.add_argument("records", metavar="RECORDS", help="what `cleaner run` wrote")
    dedup.add_argument("-o", "--output", required=True, metavar="OUT", help="records that repeat none")
    dedup.add_argument(
        "--threshold", type=_share, default=THRESHOLD, metavar="SHARE",
        help=f"how alike two texts are of which one repeats the other (default: {THRESHOLD})",
    )  # fmt: skip
    dedup.add_argument("--exact", action="store_true", help="only texts that are the same, character for character")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = 0.0
    if not 0.1 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share; say 0.1 to 1, such as 0.8")
    return share
