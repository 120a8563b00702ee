"""What the stages of marks and blanks do to pages: to be read by eye.

    python benchmarks/copyediting.py [--smoke] [--blanks | --remarks | --edits N] [FILE ...]

Without files: ``../shared/seeds`` or, where that is missing, ``seeds``. Prints the marks before and after, all
blanks by what became of them, the number of edits by rule and each stage's MB/s beside a bare ``re.sub``.
``--blanks`` lists every blank inside a line, ``--remarks`` what is uncertain, ``--edits N`` the first N of each rule.
"""

import argparse
import re
from collections import Counter
from pathlib import Path
from time import process_time
from typing import NamedTuple

from cleaner.document import Document
from cleaner.edit import Edit, Patch
from cleaner.registry import find_stage
from cleaner.stage import Note

ROOT = Path(__file__).resolve().parent.parent
BEFORE = ("newline", "control", "width")
STAGES = {
    "quotes": "[\"'\u201c]",
    "punctuation": "[,:;!?()]",
    "symbols": "\u2014|\u2026|\\.{3}",
    "spacing": "[ \t\xa0\u3000]+",
}
BLANK = re.compile("[ \t\xa0\u2000-\u200a\u202f\u3000]+")
SIGNS = re.compile("[^\\w\\s]")


class Change(NamedTuple):
    """An edit or remark of a stage with the words around it."""

    rule: str
    words: str


class Tally:
    """What was counted and noted over all pages."""

    def __init__(self) -> None:
        self.before, self.after = Counter[str](), Counter[str]()
        self.blanks, self.rules = Counter[str](), Counter[str]()
        self.kept, self.edits, self.remarks = list[Change](), list[Change](), list[Change]()
        self.seconds = dict.fromkeys(STAGES, 0.0)
        self.searched = dict.fromkeys(STAGES, 0.0)
        self.size = 0

    def add(self, text: str) -> None:
        """Run the stages over one page."""
        for name in BEFORE:
            text = applied(text, [said for said in find_stage(name)()(Document(text)) if isinstance(said, Edit)])
        self.before.update(SIGNS.findall(text))
        self.size += len(text.encode("utf-8", "surrogatepass"))
        for name, pattern in STAGES.items():
            start = process_time()
            said = list(find_stage(name)()(Document(text)))
            self.seconds[name] += process_time() - start
            start = process_time()
            re.sub(pattern, "", text)
            self.searched[name] += process_time() - start
            edits = [one for one in said if isinstance(one, Edit)]
            if name == "spacing":
                self.add_blanks(text, {(edit.start, edit.end): edit.rule for edit in edits})
            self.rules.update(edit.rule for edit in edits)
            self.edits += [Change(edit.rule, f"{around(text, edit)} > {edit.new!r}") for edit in edits]
            self.remarks += [Change(note.rule, around(text, note)) for note in said if isinstance(note, Note)]
            text = applied(text, edits)
        self.after.update(SIGNS.findall(text))

    def add_blanks(self, text: str, gone: dict[tuple[int, int], str]) -> None:
        """Note what becomes of each run of blanks."""
        for blank in BLANK.finditer(text):
            rule = gone.get(blank.span(), "kept")
            self.blanks[rule] += 1
            if rule not in ("spacing.leading", "spacing.trailing"):
                self.kept.append(Change(rule, around(text, Edit(*blank.span(), "", rule))))


def applied(text: str, edits: list[Edit]) -> str:
    """Return the text after the edits."""
    return Patch.of(text, edits).apply(text)


def around(text: str, place: Edit | Note) -> str:
    """Return the words beside a place of its line, the place itself in brackets."""
    left = text[max(0, place.start - 18) : place.start].rpartition("\n")[2]
    return f"{left}[{text[place.start : place.end]}]{text[place.end : place.end + 18].partition(chr(10))[0]}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="the first page only")
    parser.add_argument("--blanks", action="store_true")
    parser.add_argument("--remarks", action="store_true")
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    shared = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    files = options.files or shared or sorted((ROOT / "seeds").glob("*.txt"))
    tally = Tally()
    for path in files[:1] if options.smoke else files:
        tally.add(path.read_bytes().decode("utf-8", "surrogateescape"))
    for sign in sorted(tally.before | tally.after, key=lambda sign: -tally.before[sign]):
        if tally.before[sign] != tally.after[sign]:
            print(f"mark U+{ord(sign):04X} {sign}  {tally.before[sign]:6} -> {tally.after[sign]}")
    for title, counts in (("blanks", tally.blanks), ("edits", tally.rules)):
        print(title, *(f"{rule} {count}" for rule, count in counts.most_common()), sep="\n    ")
    for name, seconds in tally.seconds.items():
        speeds = (tally.size / 1e6 / max(time, 1e-6) for time in (seconds, tally.searched[name]))
        print("{:12} {:8.1f} MB/s, bare re.sub {:8.1f} MB/s".format(name, *speeds))
    seen = Counter[str]()
    for change in tally.edits:
        seen[change.rule] += 1
        if seen[change.rule] <= options.edits:
            print(*change)
    for change in (tally.kept if options.blanks else []) + (tally.remarks if options.remarks else []):
        print(*change)


if __name__ == "__main__":
    main()
